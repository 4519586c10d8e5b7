"""Attribution on PolNeAR dev: python eval/polnear.py --data ../shared/data

The whole reader as shipped; every attribution it gives counts, free-standing quotations included. PolNeAR annotates none
inside another's content, by design: the figures under `outermost` leave those out of what was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import main, reader, report_of, rows, scorer

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.records import Reading


def predictions(reading: Reading, *, outermost: bool = False) -> list[dict]:
    """What the reading has, under the scorer's names; outermost: without those inside another's content."""
    said = (a for a in reading.attributions if not (outermost and a.within))
    return [{"source": a.source, "cue": a.cue, "content": a.content} for a in said]


def scored(data: Path, name: str) -> tuple[dict, dict]:
    """Scores of all that was found, and of the outermost ones."""
    gold = {r["id"]: r for r in rows(data / name)}
    readings = {i: reader().read(report_of(r)) for i, r in gold.items()}
    metric = scorer(data, "attribution_score")
    every, outer = (
        metric.score(gold, {i: {"attributions": predictions(r, outermost=alone)} for i, r in readings.items()})
        for alone in (False, True)
    )
    return every, outer


def figures(score: dict) -> dict[str, float]:
    linked = score["linked"]["content@.5+source@.5"]
    result = {"linked_p": linked["P"], "linked_r": linked["R"], "linked_f1": linked["F"]}
    for role in ("source", "cue", "content"):
        exact = score[role]["span_exact_trim"]
        result |= {f"{role}_exact_p": exact["P"], f"{role}_exact_r": exact["R"], f"{role}_exact_f1": exact["F"]}
    return result | {f"recall_{kind}": by["c5s5"] for kind, by in score["recall_by_type"].items() if kind != "?"}


def run(data: Path) -> dict[str, float]:
    every, outer = scored(data, "polnear/dev.jsonl.gz")
    alone = outer["linked"]["content@.5+source@.5"]
    return figures(every) | {
        f"outermost_linked_{k.lower()}": alone[v] for k, v in (("p", "P"), ("r", "R"), ("f1", "F"))
    }


if __name__ == "__main__":
    main(run, __doc__)
