"""A denial that another voice carries: in "The army denied the attack, according to state television" the army denies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.records import Source
from reportedly.core.spans import Span
from reportedly.weigh.names import folded, head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Attribution, Entity, Reading

_BODIES = frozenset({*toml("weigh")["body_generic"], *toml("weigh")["sovereign"]})
_OPENS = re.compile(
    r"\W{0,3}(?:the\s+)?(?P<who>[^\W\d_][\w'’.&-]{0,40}(?:\s+[^\W\d_][\w'’.&-]{0,40}){0,6}?)\s+"
    r"(?:(?:has|have|had|also|again|later|earlier|categorically|flatly|firmly|strongly|vehemently|repeatedly)\s+){0,3}"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|refut(?:es?|ed)|repudiat(?:es?|ed)|dismiss(?:es|ed)?)\b",
    re.IGNORECASE,
)
_NOBODY_NAMED = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "his", "her", "its", "their"})


def opens_with_denial(said: Attribution, reading: Reading) -> bool:
    """Whether what is stated is that somebody else denied something, and no attribution inside it says so already."""
    return _denier(said, reading) is not None


def carried_deniers(reading: Reading) -> Iterator[tuple[str, Source]]:
    """Attribution id and who denies in its words, for every denier that is a body or a name of the report."""
    for said in reading.attributions:
        who = _denier(said, reading)
        source = _known(who, reading) or _named(who, said, reading) if who else None
        if source:
            yield said.id, source


def _denier(said: Attribution, reading: Reading) -> Span | None:
    if said.act != "state" or not said.content or any(a.within == said.id for a in reading.attributions):
        return None
    content = said.content[0]
    match = _OPENS.match(reading.report.text, content.start, content.end)
    if match is None or folded(match["who"]).split()[:1][0] in _NOBODY_NAMED:
        return None
    return Span(*match.span("who"))


def _known(who: Span, reading: Reading) -> Source | None:
    return next((s for s in reading.sources if any(who.meets(m) for m in s.mentions)), None)


def _named(who: Span, said: Attribution, reading: Reading) -> Source | None:
    text = who.of(reading.report.text)
    entity = next((e for e in reading.entities if any(who.holds(m) for m in e.mentions) and _speaks(e)), None)
    if entity is None and head(text) not in _BODIES:
        return None
    return Source(
        id=f"{said.id}/denier", name=entity.name if entity else text, identity="named",
        kind="person" if entity and entity.kind == "person" else "organisation", role="other", mentions=(who,),
    )  # fmt: skip


def _speaks(entity: Entity) -> bool:
    return entity.kind in {"person", "organisation"}
