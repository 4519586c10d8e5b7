"""Attribution on GUM news (dev): python eval/gum.py --data ../shared/data

Guidelines differ from PolNeAR's: clause-level only, and the content is the clause nucleus, so precision is low by
definition. `linked_r_any` counts content at Jaccard .5 with any shared word of the source. `nested_r`: share of gold
attributions inside another's content that are linked. `right_entity`: share of linked ones whose voice is the gold entity
(as in gum_sources.py, here on what the reader found itself).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chains_figures import aligned
from common import main, reader, report_of, rows, scorer
from gum_sources import right
from polnear import predictions
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from pathlib import Path


def run(data: Path) -> dict[str, float]:
    metric = scorer(data, "attribution_score")
    gold = rows(data / "gum/news_dev.jsonl.gz")
    readings = {r["id"]: reader().read(report_of(r)) for r in gold}
    found = {i: {"attributions": predictions(reading)} for i, reading in readings.items()}
    score = metric.score({r["id"]: r for r in gold}, found)["linked"]
    strict, loose = score["content@.5+source@.5"], score["content@.5+source_any"]
    asked = resolved = nested = nested_found = 0
    for row in gold:
        reading = readings[row["id"]]
        voices = {s.id: s for s in reading.sources}
        parts = [(a["source"], a["cue"], a["content"]) for a in row["attributions"]]
        pairs = aligned(row["text"], parts, reading.attributions, metric)
        linked = {i for i, _ in pairs}
        inner = {i for i, a in enumerate(row["attributions"]) if a.get("nested_in")}
        nested, nested_found = nested + len(inner), nested_found + len(inner & linked)
        for i, a in pairs:
            entity = row["attributions"][i]["source_entity"]
            if entity is None or not a.source:
                continue
            asked += 1
            mentions = [Span(*m) for m in entity["mentions"]]
            resolved += right(a.source[0], voices[a.voice].mentions, mentions, row["text"])
    return {
        "linked_p": strict["P"], "linked_r": strict["R"], "linked_f1": strict["F"], "linked_r_any": loose["R"],
        "nested": nested, "nested_r": round(100 * nested_found / max(1, nested), 1),
        "linked_with_entity": asked, "right_entity": round(100 * resolved / max(1, asked), 1),
    }  # fmt: skip


if __name__ == "__main__":
    main(run, __doc__)
