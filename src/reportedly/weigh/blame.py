"""Whom a claim holds responsible, and when two descriptions may mean one actor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.incidents import Evidence
from reportedly.core.spans import Span, hull, trimmed, words_of
from reportedly.weigh.names import distinctive, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.weigh.claims import Claim
    from reportedly.weigh.shelf import Page

_OWNING = frozenset({"claim_responsibility", "admit"})
_ACCUSED = (
    re.compile(
        r"\W{0,3}(?:that\s+)?(?P<who>[^.;\n]{2,90}?)\s+(?:of\s+\w+ing|of\s+having|for|was|were|is|are|had|has|have)\b"
    ),
    re.compile(r"\W{0,3}(?P<who>[^.;\n]{2,90}?)\s+(?:responsible|accountable|to\s+blame)\b"),
    re.compile(r"[^.;\n]{2,160}?\b(?:to|on|upon|by)\s+(?P<who>[^.,;\n]{2,90})"),
)
_OTHER_WAY = re.compile(r"attribut|blamed\s+\S+\s+on|laid|pinned", re.IGNORECASE)
_NAMES = re.compile(r"[^\W\d_a-z]\w*(?:\s+[^\W\d_a-z]\w*){1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A name or phrase an origin uses, and where."""

    value: str
    evidence: Evidence


def blames_in(claim: Claim, speaker: str, page: Page) -> Iterator[Word]:
    """The actors a claim names as such; whom it accuses; the speaker itself when it claims or admits the deed."""
    if claim.denies:
        return
    said = page.attributions.get(claim.attribution or "")
    named = list(_actors(claim, page))
    if named:
        yield from named
    elif said is not None and said.act in _OWNING:
        yield Word(value=speaker, evidence=Evidence(page.id, *hull(said.cue or said.content)))
    elif said is not None and said.act == "accuse":
        yield from _accused(claim, words_of(said.cue, page.text), page)


def _actors(claim: Claim, page: Page) -> Iterator[Word]:
    for event in (page.events[e] for e in claim.events):
        for participant in event.participants:
            if participant.role == "actor" and participant.spans and event.mode == "happened":
                entity = page.entities.get(participant.entity or "")
                value = entity.name if entity else words_of(participant.spans, page.text)
                yield Word(value=value, evidence=Evidence(page.id, *hull(participant.spans)))


def _accused(claim: Claim, cue: str, page: Page) -> Iterator[Word]:
    """Who is accused: "accused X of", "blamed X for", "held X responsible", "attributed the attack to X", "blamed it on X"."""
    content = claim.spans[0]
    words = content.of(page.text)[:400]
    ways = (_ACCUSED[2], *_ACCUSED[:2]) if _OTHER_WAY.search(cue) else _ACCUSED
    match = next((m for way in ways if (m := way.match(words))), None)
    if match is None:
        return
    phrase = trimmed(Span(*match.span("who")).moved(content.start), page.text, also="“”\"'‘’,")
    named = list(_named(phrase, page))
    yield from (
        named or [Word(value=phrase.of(page.text), evidence=Evidence(page.id, *phrase))]
        if phrase.start < phrase.end
        else ()
    )


def _named(phrase: Span, page: Page) -> Iterator[Word]:
    """Persons and bodies named inside a phrase; a place stands for its government when it is all that is named."""
    inside = sorted((s, e.kind, e.name) for e in page.reading.entities for s in e.mentions if phrase.holds(s))
    parties = [(s, name) for s, kind, name in inside if kind in {"person", "organisation"}]
    for span, name in parties or [(s, name) for s, kind, name in inside if kind == "place"]:
        yield Word(value=name, evidence=Evidence(page.id, *span))


def same_actor(first: str, second: str) -> bool | None:
    """Whether two descriptions may mean one actor; None when one of them ("gunmen") could be anybody.

    >>> same_actor("Israeli forces", "Israel"), same_actor("Daesh", "the SDF"), same_actor("gunmen", "Daesh")
    (True, False, None)
    >>> same_actor("militants of the Free Highlands Front", "FHF")
    True
    """
    one, two = distinctive(first), distinctive(second)
    if not one or not two:
        return None
    return bool(one & two) or bool(_initials(first) & two) or bool(one & _initials(second))


def _initials(name: str) -> frozenset[str]:
    """Short forms of the capitalised runs in a name."""
    runs: Iterable[str] = _NAMES.findall(name)
    return frozenset("".join(w[0] for w in folded(run).split()) for run in runs)
