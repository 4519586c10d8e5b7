"""One origin's version of an incident: its latest counts, whom it blames, what it denies, where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.incidents import Account, AttributionRef, Evidence
from reportedly.core.spans import hull, words_of
from reportedly.weigh.counts import counts_in, latest
from reportedly.weigh.names import body_words, distinctive, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.weigh.claims import Claim
    from reportedly.weigh.counts import Count
    from reportedly.weigh.origins import Group
    from reportedly.weigh.shelf import Page, Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A name or phrase an origin uses, and where."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An account with all that conflicts are looked for in."""

    group: Group
    account: Account
    counts: tuple[Count, ...]
    blames: tuple[Word, ...]
    denials: tuple[Word, ...]
    affirms: bool


def telling(group: Group, shelf: Shelf) -> Telling:
    """The account of one origin."""
    origin = group.origin.id
    counts = tuple(
        dict.fromkeys(
            c for v in group.voices for claim in v.claims for c in counts_in(claim, origin, shelf.pages[v.id.report])
        )
    )
    blames = _unique(w for claim in group.claims for w in _blames(claim, group, shelf.pages[claim.voice.report]))
    denials = _unique(_denial(claim, shelf.pages[claim.voice.report]) for claim in group.claims if claim.denies)
    account = Account(
        origin=origin,
        figures={
            measure: latest(c for c in counts if c.measure == measure).interval
            for measure in sorted({c.measure for c in counts})
        },
        blames=tuple(w.value for w in blames),
        denies=tuple(w.value for w in denials),
        attributions=tuple(AttributionRef(c.voice.report, c.attribution) for c in group.claims if c.attribution),
        own_words=tuple(
            dict.fromkeys(Evidence(c.voice.report, *c.spans[0]) for c in group.claims if c.attribution is None)
        ),
    )
    affirms = any(not c.denies and not c.presupposes for c in group.claims)
    return Telling(group=group, account=account, counts=counts, blames=blames, denials=denials, affirms=affirms)


def _blames(claim: Claim, group: Group, page: Page) -> Iterable[Word]:
    if claim.denies:
        return
    said = page.attributions.get(claim.attribution or "")
    found = False
    for event_id in claim.events:
        event = page.events[event_id]
        for participant in event.participants:
            if participant.role == "actor" and participant.spans and event.mode == "happened":
                entity = page.entities.get(participant.entity or "")
                found = True
                yield Word(
                    value=entity.name if entity else words_of(participant.spans, page.text),
                    evidence=Evidence(page.id, *hull(participant.spans)),
                )
    if said is None or found:
        return
    if said.act in {"claim_responsibility", "admit"}:
        yield Word(value=group.origin.name, evidence=Evidence(page.id, *hull(said.cue or said.content)))
    elif said.act == "accuse":
        yield from _accused(claim, page)


def _accused(claim: Claim, page: Page) -> Iterable[Word]:
    """Who is accused: what stands first in the content ("accused X of"), or after its last "to", "on" or "by"."""
    named = sorted(
        (span, entity.name)
        for entity in page.reading.entities
        if entity.kind in {"person", "organisation", "place"}
        for span in entity.mentions
        if any(part.holds(span) for part in claim.spans)
    )
    for span, name in named:
        before = page.text[max(0, claim.position, span.start - 40) : span.start].casefold().split()
        if span.start - claim.position <= 4 or any(w in {"to", "on", "by", "and"} for w in before[-3:]):
            yield Word(value=name, evidence=Evidence(page.id, *span))


def _denial(claim: Claim, page: Page) -> Word:
    return Word(value=words_of(claim.spans, page.text), evidence=Evidence(page.id, *hull(claim.spans)))


def _unique(words: Iterable[Word]) -> tuple[Word, ...]:
    """One of each value, compared folded; the first stays."""
    first: dict[str, Word] = {}
    for word in words:
        first.setdefault(" ".join(sorted(body_words(word.value))) or folded(word.value), word)
    return tuple(first.values())


def same_actor(first: str, second: str) -> bool | None:
    """Whether two descriptions may mean one actor; None when one of them ("gunmen") could be anybody.

    >>> same_actor("Israeli forces", "Israel"), same_actor("Daesh", "the SDF"), same_actor("gunmen", "Daesh")
    (True, False, None)
    """
    one, two = distinctive(first), distinctive(second)
    return bool(one & two) if one and two else None
