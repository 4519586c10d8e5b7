"""Attribution on PolNeAR dev: python eval/polnear.py --data ../shared/data

The whole reader as shipped; every attribution it gives counts, free-standing quotations included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import main, reader, report_of, rows, scorer

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.records import Reading


def predictions(reading: Reading) -> list[dict]:
    return [{"source": a.source, "cue": a.cue, "content": a.content} for a in reading.attributions]


def scored(data: Path, name: str) -> dict:
    gold = {r["id"]: r for r in rows(data / name)}
    found = {i: {"attributions": predictions(reader().read(report_of(r)))} for i, r in gold.items()}
    return scorer(data, "attribution_score").score(gold, found)


def figures(score: dict) -> dict[str, float]:
    linked = score["linked"]["content@.5+source@.5"]
    result = {"linked_p": linked["P"], "linked_r": linked["R"], "linked_f1": linked["F"]}
    for role in ("source", "cue", "content"):
        exact = score[role]["span_exact_trim"]
        result |= {f"{role}_exact_p": exact["P"], f"{role}_exact_r": exact["R"], f"{role}_exact_f1": exact["F"]}
    return result | {f"recall_{kind}": by["c5s5"] for kind, by in score["recall_by_type"].items() if kind != "?"}


def run(data: Path) -> dict[str, float]:
    return figures(scored(data, "polnear/dev.jsonl.gz"))


if __name__ == "__main__":
    main(run, __doc__)
