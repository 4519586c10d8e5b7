"""Where a report names places: runs of capitalised words looked up longest first, kept or dropped by their surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.extract.place_candidates import Candidate, in_run
from reportedly.extract.place_evidence import (
    ENOUGH,
    ENOUGH_IN_CAPITALS,
    LISTING,
    could_hold,
    favour_countries,
    likeliest,
    score_of,
)
from reportedly.extract.place_runs import is_upper, runs_of, upper_runs
from reportedly.extract.place_unlisted import covers, unlisted
from reportedly.extract.place_words import demonyms, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.ports import Gazetteer, Toponym
    from reportedly.core.spans import Span

_SAME_SENTENCE = 160
_SMALL = 200_000
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a place. kind: what a type word next to them says it is. container: index of the mention after a comma.

    named_as: the name to look up, e.g. "Indiana" for "Ind.". near: for a camp, prison, quarter… that the gazetteer does not
    list, index of the mention of the town or area it is said to be in or at; its own meanings are empty then.
    """

    span: Span
    named_as: str
    meanings: tuple[Toponym, ...]
    kind: str | None = None
    container: int | None = None
    near: int | None = None


def mentions(text: str, *, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Place mentions in reading order, not overlapping."""
    upper = is_upper(text)
    runs = list(upper_runs(text) if upper else runs_of(text))
    candidates: list[Candidate] = []
    surnames: set[str] = set()
    for run in runs:
        candidates += in_run(text, run, gazetteer, surnames)
    if upper:
        for c in candidates:
            c.alone_after = True
    peoples = {demonyms()[name] for run in runs for span in run if (name := span.of(text)) in demonyms()}
    listed = list(_kept(text, candidates, surnames, peoples, ENOUGH_IN_CAPITALS if upper else ENOUGH))
    return tuple(listed) if upper else _with_unlisted(text, runs, listed, surnames)


def _with_unlisted(
    text: str, runs: Sequence[Sequence[Span]], listed: list[Mention], surnames: set[str]
) -> tuple[Mention, ...]:
    """With the places no gazetteer lists; a camp, a prison… among them lies near the mention it shares a sentence with."""
    small = [m.span for m in listed if max(t.population for t in m.meanings) < _SMALL]
    found = unlisted(text, runs, known=[m.span for m in listed], small=small, surnames=surnames)
    taken = sorted(u.span for u in found)
    kept = [m for m in listed if not covers(taken, m.span)]
    sites = {u.span for u in found if u.site}
    new = (Mention(span=u.span, named_as=u.span.of(text), meanings=(), kind=u.kind) for u in found)
    every = sorted([*kept, *new], key=lambda m: m.span)
    moved = {m.span: i for i, m in enumerate(every)}
    return tuple(
        replace(m, near=_nearest(text, i, every))
        if m.span in sites
        else replace(m, container=moved.get(listed[m.container].span))
        if m.container is not None
        else m
        for i, m in enumerate(every)
    )


def _nearest(text: str, i: int, mentions: Sequence[Mention]) -> int | None:
    """The town, else the wider area, named nearest in the same sentence; ties go to what comes before."""
    here = mentions[i].span
    best: tuple[int, int] | None = None
    for k, m in enumerate(mentions):
        gap = text[min(here.end, m.span.end) : max(here.start, m.span.start)]
        if not m.meanings or len(gap) > _SAME_SENTENCE or _SENTENCE_END.search(gap) or m.meanings[0].kind == "country":
            continue
        best = min(best or (len(gap), k), (len(gap), k))
    return best[1] if best else None


def _kept(
    text: str, candidates: list[Candidate], surnames: set[str], peoples: set[str], enough: float
) -> Iterator[Mention]:
    for c in candidates:
        c.score = score_of(c, text, surnames)
    favour_countries(candidates, peoples)
    believed = {likeliest(c) for c in candidates if c.score >= ENOUGH + 1}
    previous: Candidate | None = None
    kept: list[Candidate] = []
    for c in candidates:
        pair = previous is not None and c.follows_comma and c.span.start - previous.span.end == 2
        if pair and previous is not None and could_hold(c, previous):
            c.score += 2.5
            previous.score += 2.5
        previous = c
    for one, other in pairwise(candidates):
        if other.span.start - one.span.end <= 6 and text[one.span.end : other.span.start].strip() in LISTING:
            good, poor = (one, other) if one.score >= other.score else (other, one)
            if good.score >= ENOUGH and poor.score < ENOUGH:
                poor.score += 1.0
    for c in candidates:
        repeated = likeliest(c) in believed and c.alone_before and c.alone_after and c.named_as not in surnames
        if c.score >= enough or (repeated and c.score >= enough - 2):
            kept.append(c)
    for i, c in enumerate(kept):
        holds = i + 1 < len(kept) and kept[i + 1].follows_comma and kept[i + 1].span.start - c.span.end == 2
        yield Mention(
            span=c.span, named_as=c.named_as, meanings=c.meanings, kind=kinds().get(c.type_word) if c.type_word else None,
            container=i + 1 if holds and could_hold(kept[i + 1], c) else None,
        )  # fmt: skip
