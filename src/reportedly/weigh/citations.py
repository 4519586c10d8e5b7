"""Edges by what a report says of itself: outlets it cites, agencies it credits, sources it has through them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.weigh.claims import likeness
from reportedly.weigh.dates import surely_before
from reportedly.weigh.edges import Edge
from reportedly.weigh.publishers import publisher_key
from reportedly.weigh.voices import alike_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import Evidence
    from reportedly.weigh.shelf import Shelf
    from reportedly.weigh.voices import Voice


_NEAR_BEFORE, _NEAR_AFTER = 24, 8


def cited(voices: Sequence[Voice], shelf: Shelf) -> tuple[Edge, ...]:
    """The edges "cited" and those "same unnamed voice" that a citation makes certain."""
    by_outlet: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        by_outlet[shelf.own_key(voice.id.report)].append(voice)
    return (
        *_cited_outlets(voices, by_outlet, shelf),
        *_credited(voices, by_outlet, shelf),
        *_through_outlets(voices, by_outlet, shelf),
    )


def _cited_outlets(voices: Sequence[Voice], by_outlet: dict[str, list[Voice]], shelf: Shelf) -> Iterable[Edge]:
    """An outlet that nobody further is cited for stands on what its own report stands on, or for itself."""
    absent: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.speaks != "outlet" or voice.key is None:
            continue
        theirs = _originals([v for v in by_outlet.get(voice.key, ()) if v.id.report != voice.id.report], shelf)
        if not theirs:
            absent[voice.key].append(voice)
            continue
        target = _best(voice, theirs)
        later = surely_before(voice.published, target.published)
        text = f"{shelf.called(voice.id.report)} names {voice.name} as its source; {_what_it_says(target, shelf)}"
        yield Edge(
            voice=voice.id, into=target.id, reason="cited", certain=not later,
            text=text + (", later" if later else ""), evidence=_both(voice, target),
        )  # fmt: skip
    for bucket in absent.values():
        for earlier, later_voice in pairwise(bucket):
            one, two = shelf.called(earlier.id.report), shelf.called(later_voice.id.report)
            yield Edge(
                voice=later_voice.id, into=earlier.id, reason="same voice", certain=True,
                text=f"{one} and {two} both name {earlier.name} as their source", evidence=_both(later_voice, earlier),
            )  # fmt: skip


def _credited(voices: Sequence[Voice], by_outlet: dict[str, list[Voice]], shelf: Shelf) -> Iterable[Edge]:
    """A report that is credited to an agency, or forwarded, speaks with that publisher's voice."""
    named: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.speaks == "outlet" and voice.key:
            named[voice.key].append(voice)
    for voice in voices:
        if voice.speaks not in {"own", "watching"}:
            continue
        page, whole = shelf.pages[voice.id.report], shelf.whole_credit(voice.id.report)
        for credit in (whole,) if whole else shelf.credits.get(page.id, ()):
            key = publisher_key(credit.publisher or "")
            if key == page.publisher_key:
                continue
            theirs = [v for v in by_outlet.get(key, ()) if v.id.report != page.id]
            originals = [v for v in _originals(theirs, shelf) if not shelf.whole_credit(v.id.report)]
            earlier = [v for v in theirs if v.order < voice.order] + named.get(key, [])
            pool = (
                [v for v in originals if v.speaks == voice.speaks]
                or originals
                or [v for v in earlier if v.speaks in {voice.speaks, "outlet"}]
            )
            if not pool:
                continue
            target = _best(voice, pool)
            verb = "forwards" if credit.kind == "forwards" else "is credited to" if whole else "names a contribution of"
            yield Edge(
                voice=voice.id, into=target.id, reason="cited", certain=whole is not None,
                text=f"{shelf.called(page.id)} {verb} {credit.publisher}; {_what_it_says(target, shelf)}",
                evidence=tuple(dict.fromkeys((*credit.evidence, *_both(voice, target)))),
            )  # fmt: skip


def _through_outlets(voices: Sequence[Voice], by_outlet: dict[str, list[Voice]], shelf: Shelf) -> Iterable[Edge]:
    """An unnamed voice that a report has from another publisher is the one that publisher's own report quotes."""
    for voice in voices:
        if voice.speaks != "unnamed":
            continue
        page = shelf.pages[voice.id.report]
        for outlet in sorted(voice.via - {page.publisher_key}):
            theirs = [
                v
                for v in by_outlet.get(outlet, ())
                if v.id.report != page.id and not surely_before(voice.published, v.published)
            ]
            theirs = _originals(theirs, shelf)
            if shelf.own_key(page.id) == outlet:
                theirs = [v for v in theirs if v.order < voice.order or not shelf.whole_credit(v.id.report)]
            if not theirs:
                continue
            alike = [v for v in theirs if v.speaks == "unnamed" and alike_unnamed(voice, v)]
            target = _best(voice, alike or theirs)
            name = shelf.pages[target.id.report].publisher_name
            text = f"{shelf.called(page.id)} has {voice.name} from {name}; {shelf.called(target.id.report)} quotes {target.name}"
            yield Edge(
                voice=voice.id, into=target.id, reason="same unnamed voice" if alike else "cited", certain=bool(alike),
                text=text, evidence=_both(voice, target),
            )  # fmt: skip


def _originals(voices: list[Voice], shelf: Shelf) -> list[Voice]:
    """Those of the publisher's own reports; of reports credited to it when there is none of its own."""
    return [v for v in voices if not shelf.whole_credit(v.id.report)] or voices


def _best(voice: Voice, others: Sequence[Voice]) -> Voice:
    """The voice that says the most alike; among equals the publisher's own, then the oldest.

    others: in order; of many only the last 24 before the voice and the first 8 after it are looked at.
    """
    words = frozenset(w for c in voice.claims for w in c.words)
    if len(others) > _NEAR_BEFORE + _NEAR_AFTER:
        at = bisect_left(others, voice.order, key=lambda v: v.order)
        others = others[max(0, at - _NEAR_BEFORE) : at + _NEAR_AFTER]
    return min(
        others,
        key=lambda v: (
            v.published is not None and surely_before(voice.published, v.published),
            -round(max(likeness(words, c.words) for c in v.claims), 2),
            v.speaks != "own",
            v.order,
        ),
    )


def _what_it_says(target: Voice, shelf: Shelf) -> str:
    page = shelf.pages[target.id.report]
    if target.speaks == "own":
        return f"{shelf.called(page.id)} reported it"
    return f"{shelf.called(page.id)} has it from {target.name}"


def _both(voice: Voice, target: Voice) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((voice.evidence, target.evidence)))
