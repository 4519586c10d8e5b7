"""Whom a claim holds responsible, and when two descriptions may mean one actor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.incidents import Evidence
from reportedly.core.spans import Span, hull, trimmed, words_of
from reportedly.weigh.names import body_key, countries_in, distinctive, folded, head
from reportedly.weigh.publishers import known_outlet, publisher_key
from reportedly.weigh.suffering import is_no_culprit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.core.records import Entity
    from reportedly.weigh.claims import Claim
    from reportedly.weigh.shelf import Page

DEEDS = frozenset(toml("weigh")["deeds"])
_ACTORS = frozenset(toml("weigh")["actor_heads"])
_ACCUSED = (
    re.compile(r"\W{0,3}(?:that\s+)?(?P<who>[^.;\n]{2,90}?)\s+(?:of\s+\w+ing|of\s+having|for)\b"),
    re.compile(r"\W{0,3}(?P<who>[^.;\n]{2,90}?)\s+(?:responsible|accountable|to\s+blame)\b"),
    re.compile(r"[^.;\n]{2,160}?\b(?:to|on|upon|by)\s+(?P<who>[^.,;\n]{2,90})"),
)
_OTHER_WAY = re.compile(r"attribut|blamed\s+\S+\s+on|laid|pinned", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_CLAUSE = re.compile(r"\b(?:have|has|had|was|were|are|is|been|that|to|they|he|she|it|we|who)\b", re.IGNORECASE)
_CHARGE = re.compile(r"\s+(?:with|over|in)\s", re.IGNORECASE)
"""What follows an accused is the charge: "charged a man with murder"."""
_DOING = re.compile(r"(?i)\w+ing\b")
_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_SUFFERING = frozenset({"victim", "eyewitness"})
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
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
    named = list(_actors(claim, speaker, page))
    if named:
        yield from named
    elif said is not None and said.act == "claim_responsibility" and _is_somebody(said.voice, page):
        yield Word(value=speaker, evidence=Evidence(page.id, *hull(said.cue or said.content)))
    elif said is not None and said.act == "accuse":
        yield from _accused(claim, words_of(said.cue, page.text), page)


def _actors(claim: Claim, speaker: str, page: Page) -> Iterator[Word]:
    """Participants in the part of actor that can be one: said in the claim itself, no speaker, no outlet, no mere place.

    An accusation nobody made is worse than one that is missed: what is doubtful is left out, and a named person is
    blamed only by a voice that accuses.
    """
    speakers = [part for a in page.reading.attributions for part in a.source]
    innocent = page.bystanders
    said = page.attributions.get(claim.attribution or "")
    accusing = said is not None and said.act in {"accuse", "claim_responsibility"}
    for event in (page.events[e] for e in claim.events):
        if event.mode != "happened" or not (event.type in DEEDS or event.sub_type in DEEDS):
            continue
        for participant in event.participants:
            if participant.role != "actor" or not participant.spans:
                continue
            span = hull(participant.spans)
            entity = page.entities.get(participant.entity or "")
            value = (
                entity.name if entity else _ARTICLE.sub("", _POSSESSIVE.sub("", words_of(participant.spans, page.text)))
            )
            if entity is not None and entity.kind in {"person", "other"} and not accusing:
                continue
            if body_key(value) in innocent or (entity is None and head(value) not in _ACTORS):
                continue
            said_here = any(part.holds(span) for part in claim.spans)
            if entity is None and is_no_culprit(span, head(value), page.text):
                continue
            if not said_here or any(span.meets(s) for s in speakers) or _is_scenery(value, entity, speaker, page):
                continue
            yield Word(value=value, evidence=Evidence(page.id, *span))


def _is_somebody(voice: str, page: Page) -> bool:
    source = page.sources.get(voice)
    return (
        source is not None
        and source.role not in _SUFFERING
        and (source.identity == "named" or source.kind in {"people", "organisation"})
    )


def _is_scenery(value: str, entity: Entity | None, speaker: str, page: Page) -> bool:
    """Outlets, the speaker itself, and places other than countries do not do deeds."""
    if entity is not None and entity.kind in {"place", "facility", "weapon"} and not countries_in(value):
        return True
    return known_outlet(value) or publisher_key(value) == page.publisher_key or body_key(value) == body_key(speaker)


def _accused(claim: Claim, cue: str, page: Page) -> Iterator[Word]:
    """Who is accused: "accused X of", "blamed X for", "held X responsible", "attributed the attack to X", "blamed it on X"."""
    content = claim.spans[0]
    words = content.of(page.text)[:400]
    ways = (_ACCUSED[2], *_ACCUSED[:2]) if _OTHER_WAY.search(cue) else _ACCUSED[:2]
    match = next((m for way in ways if (m := way.match(words))), None)
    if match is None or _CLAUSE.search(match["who"]):
        return
    phrase = trimmed(Span(*match.span("who")).moved(content.start), page.text, also="“”\"'‘’,")
    named = list(_named(phrase, page))
    if not named and phrase.start < phrase.end:
        charged = _CHARGE.search(phrase.of(page.text))
        phrase = Span(phrase.start, phrase.start + charged.start()) if charged else phrase
        named = [Word(value=_ARTICLE.sub("", phrase.of(page.text)), evidence=Evidence(page.id, *phrase))]
        named = [
            w for w in named if not _DOING.match(w.value) and (head(w.value) in _ACTORS or _CAPITAL.search(w.value))
        ]
    yield from named


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
    return bool(one & two) or short_for(first, second) or short_for(second, first)


def short_for(short: str, name: str) -> bool:
    """Whether one is made of the initials of the other.

    >>> short_for("the FHF", "Free Highlands Front")
    True
    """
    return bool(distinctive(short) & _initials(name))


def _initials(name: str) -> frozenset[str]:
    """Short forms of the capitalised runs in a name."""
    runs: Iterable[str] = _NAMES.findall(name)
    return frozenset("".join(w[0] for w in folded(run).split()) for run in runs)
