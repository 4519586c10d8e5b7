"""One origin's version of an incident: its latest counts, whom it blames, what it denies, where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.incidents import Account, AttributionRef, Evidence
from reportedly.core.spans import hull, words_of
from reportedly.weigh.blame import DEEDS, Word, blames_in, short_for
from reportedly.weigh.counts import counts_in, latest
from reportedly.weigh.names import body_key, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.weigh.claims import Claim
    from reportedly.weigh.counts import Count
    from reportedly.weigh.origins import Group
    from reportedly.weigh.shelf import Page, Shelf

_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An account with all that conflicts are looked for in.

    besides: those of its denials that reject something else than the incident ("that any door had been locked").
    """

    group: Group
    account: Account
    counts: tuple[Count, ...]
    blames: tuple[Word, ...]
    denials: tuple[Word, ...]
    besides: frozenset[str]
    affirms: bool


def telling(group: Group, shelf: Shelf, kinds: frozenset[str] = frozenset()) -> Telling:
    """The account of one origin; `kinds` are the codebook terms of the incident."""
    origin = group.origin.id
    counts = tuple(
        dict.fromkeys(
            c for v in group.voices for claim in v.claims for c in counts_in(claim, origin, shelf.pages[v.id.report])
        )
    )
    blames = _unique(
        w for claim in group.claims for w in blames_in(claim, group.origin.name, shelf.pages[claim.voice.report])
    )
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
    rejecting = {
        _denial(c, page).value
        for c in group.claims
        if c.denies and _rejects_it(c, page := shelf.pages[c.voice.report], kinds)
    }
    besides = frozenset(d.value for d in denials) - rejecting
    return Telling(
        group=group, account=account, counts=counts, blames=blames, denials=denials, besides=besides, affirms=affirms
    )


def _rejects_it(claim: Claim, page: Page, kinds: frozenset[str]) -> bool:
    """Whether a denial speaks of the incident: of an event of its kind, or in so few words that it can mean nothing else."""
    if not claim.events:
        return len(words_of(claim.spans, page.text).split()) <= _FEW
    meant = kinds | DEEDS
    return any({page.events[e].type, page.events[e].sub_type} & meant for e in claim.events)


def _denial(claim: Claim, page: Page) -> Word:
    return Word(value=words_of(claim.spans, page.text), evidence=Evidence(page.id, *hull(claim.spans)))


def _unique(words: Iterable[Word]) -> tuple[Word, ...]:
    """One of each value, compared folded, a name with its initials; the first stays."""
    first: dict[str, Word] = {}
    for word in words:
        key = body_key(word.value) or folded(word.value)
        if not any(short_for(word.value, w.value) or short_for(w.value, word.value) for w in first.values()):
            first.setdefault(key, word)
    return tuple(first.values())
