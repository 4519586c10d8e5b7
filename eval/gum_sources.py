"""Sources resolved within a report, on GUM's gold spans: is each attribution's voice the right entity?

    python eval/gum_sources.py --data ../shared/data [--genre news_dev]

right_entity: share of attributions whose resolved source has a mention that meets a mention of the gold entity outside
the source's own words (or, when the gold entity is mentioned only there, nothing but it). same_voice: precision and
recall of pairs of attributions of one report held to be one voice.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.attribute.draft import Draft
from reportedly.attribute.resolve import resolved
from reportedly.core.records import Report
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…][”\"'’)]*(?=\s)|$)", re.MULTILINE)


def rows(path: Path) -> list[dict[str, Any]]:
    """The documents of one file."""
    if not path.exists():
        raise FileNotFoundError(path)
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def drafts(row: dict[str, Any]) -> tuple[Draft, ...]:
    """Gold spans as drafts."""
    index = {a["id"]: k for k, a in enumerate(row["attributions"])}
    return tuple(
        Draft(
            source=tuple(Span(*s) for s in a["source"]),
            cue=tuple(Span(*s) for s in a["cue"]),
            content=tuple(Span(*s) for s in a["content"]),
            quote=a["quote_type"],
            p_attribution=1.0,
            why=(),
            within=index.get(a.get("nested_in")),
        )
        for a in row["attributions"]
    )


def sentences(text: str) -> tuple[Span, ...]:
    """A rough split, good enough for distances."""
    return tuple(Span(*m.span()) for m in SENTENCE.finditer(text))


def score(documents: list[dict[str, Any]], *, show: bool = False) -> dict[str, float]:
    """The named figures over some documents."""
    resolved_right = asked = 0
    both = ours = gold = 0
    for row in documents:
        text = row["text"]
        attributions, sources = resolved(Report(id=row["id"], text=text), sentences(text), drafts(row))
        voices = {s.id: s for s in sources}
        keyed = []
        for a, g in zip(attributions, row["attributions"], strict=True):
            entity = g["source_entity"]
            if entity is None or not a.source:
                continue
            mentions = [Span(*m) for m in entity["mentions"]]
            voice = voices[a.voice]
            own = a.source[0]
            ok = right(own, voice.mentions, mentions, text)
            asked += 1
            resolved_right += ok
            keyed.append((a.voice, entity["id"]))
            if show and not ok:
                gold_name = [m.of(text) for m in mentions[:6]]
                print(
                    f"{row['id']}: “{own.of(text)}” -> {voice.name} {[m.of(text) for m in voice.mentions][:5]} | gold {gold_name}"
                )
        for (v1, e1), (v2, e2) in combinations(keyed, 2):
            both += v1 == v2 and e1 == e2
            ours += v1 == v2
            gold += e1 == e2
    return {
        "right_entity": resolved_right / max(asked, 1),
        "attributions": asked,
        "same_voice_precision": both / max(ours, 1),
        "same_voice_recall": both / max(gold, 1),
    }


def right(own: Span, found: Iterable[Span], gold: Iterable[Span], text: str) -> bool:
    """Whether a voice with mentions `found` is the entity with mentions `gold`, asked for the source `own`."""
    elsewhere = [m for m in gold if not m.meets(own)]
    others = [m for m in found if not m.meets(own)]
    if any(
        m.meets(f) and min(map(_length, (m, f))) * 4 >= max(map(_length, (m, f))) for m in elsewhere for f in others
    ):
        return True
    if others:
        return False
    return not elsewhere or (own.of(text).lower() not in PRONOUNS and _first(own, list(gold)))


def _length(span: Span) -> int:
    return span.end - span.start


PRONOUNS = frozenset(["he", "she", "they", "it", "who", "which", "i", "we", "you", "that"])


def _first(own: Span, mentions: list[Span]) -> bool:
    """Whether no mention of the entity is a name that comes before."""
    return min(mentions).start >= own.start - 5


def run(data: Path) -> dict[str, float]:
    """Figures on GUM news_dev.

    Raises:
        FileNotFoundError: the data are not there.
    """
    return {f"gum_news_dev.{k}": v for k, v in score(rows(data / "gum" / "news_dev.jsonl.gz")).items()}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--genre", default="news_dev")
    arguments.add_argument("--show", action="store_true")
    given = arguments.parse_args()
    print(json.dumps(score(rows(given.data / "gum" / f"{given.genre}.jsonl.gz"), show=given.show), indent=1))
