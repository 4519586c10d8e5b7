"""Attribution on GUM news (dev): python eval/gum.py --data ../shared/data

Guidelines differ from PolNeAR's: clause-level only, and the content is the clause nucleus, so precision is low by
definition. `linked_r_any` counts content at Jaccard .5 with any shared word of the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import main
from polnear import scored

if TYPE_CHECKING:
    from pathlib import Path


def run(data: Path) -> dict[str, float]:
    score = scored(data, "gum/news_dev.jsonl.gz")["linked"]
    strict, loose = score["content@.5+source@.5"], score["content@.5+source_any"]
    return {"linked_p": strict["P"], "linked_r": strict["R"], "linked_f1": strict["F"], "linked_r_any": loose["R"]}


if __name__ == "__main__":
    main(run, __doc__)
