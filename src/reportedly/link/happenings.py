"""What one report tells, happening by happening: its event mentions grouped, the lead happening first."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span, hull
from reportedly.link.nearness import family, places_clash, same_place, same_time, times_clash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Event, Figure, Place, Reading, Time

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s|\n")
_JOINS = 1.5
_REFERS_BACK = re.compile(r"(?i)\b(?:the|this|that|these|those)\s(?:[^\W\d_]{2,20}\s){0,2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing a report tells of. events: in order, empty when no trigger was found.

    reading: index of the reading. lead: what the report is about; its passage is the whole text, else the sentences
    that hold the events. place, time: the commonest among its mentions, finer precision first.
    """

    reading: int
    lead: bool
    family: str
    type: str
    sub_type: str
    events: tuple[Event, ...]
    passage: str
    place: Place | None
    time: Time | None
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class _Group:
    family: str
    events: list[Event] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    counts: set[tuple[str, int, int | None]] = field(default_factory=set)


def happenings(reading: Reading, index: int) -> tuple[Happening, ...]:
    """The report's happenings, the lead first; a report with any text has a lead even without events.

    Planned, threatened and hypothetical events happen nowhere yet: they found no happening.
    """
    text = reading.report.text
    if not text.strip() and not (reading.report.title or "").strip():
        return ()
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    groups: list[_Group] = []
    context = _Context(reading)
    for event in sorted(reading.events, key=lambda e: (hull(e.trigger) if e.trigger else Span(0, 0), e.id)):
        if event.trigger and event.mode in ("happened", "denied"):
            _place_in_group(groups, event, context, bisect_right(ends, hull(event.trigger).start))
    return _finished(groups, reading, index, ends)


class _Context:
    """The reading's records by id."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self.places = {p.id: p for p in reading.places}
        self.times = {t.id: t for t in reading.times}
        self.figures = {f.id: f for f in reading.figures}

    def counts(self, event: Event) -> set[tuple[str, int, int | None]]:
        figures = (self.figures[f] for f in event.figures if f in self.figures)
        return {(f.measure, f.low, f.high) for f in figures if not f.cumulative}

    def refers_back(self, event: Event) -> bool:
        start = hull(event.trigger).start
        return _REFERS_BACK.search(self.text[max(0, start - 50) : start]) is not None


def _place_in_group(groups: list[_Group], event: Event, context: _Context, sentence: int) -> None:
    place = context.places.get(event.place or "")
    time = context.times.get(event.time or "")
    counts = context.counts(event)
    named = {p.entity for p in event.participants if p.entity}
    kind = family(event.type, event.sub_type)
    best, best_score = None, 0.0
    for group in groups:
        if group.family != kind or _clashes(group, place, time):
            continue
        gap = sentence - group.sentences[-1]
        score = (
            (1.0 if gap <= 1 else 0.5 if gap <= 3 else 0.0)
            + (1.0 if place and any(same_place(place, p) for p in group.places) else 0.0)
            + (1.0 if time and any(same_time(time, t) for t in group.times) else 0.0)
            + (1.0 if named & group.named else 0.0)
            + (1.0 if counts & group.counts else 0.0)
            + (0.5 if any(e.sub_type == event.sub_type for e in group.events) else 0.0)
            + (1.0 if context.refers_back(event) else 0.0)
            + (0.5 if not place or not group.places else 0.0)
            + (0.5 if not time or not group.times else 0.0)
        )
        if score >= best_score:
            best, best_score = group, score
    if best is None or best_score < _JOINS:
        best = _Group(family=kind)
        groups.append(best)
    best.events.append(event)
    best.sentences.append(sentence)
    best.places += [place] if place else []
    best.times += [time] if time else []
    best.named |= named
    best.counts |= counts


def _clashes(group: _Group, place: Place | None, time: Time | None) -> bool:
    apart = place is not None and bool(group.places) and all(places_clash(place, p) for p in group.places)
    then = time is not None and bool(group.times) and all(times_clash(time, t) for t in group.times)
    return apart or then


def _finished(groups: list[_Group], reading: Reading, index: int, ends: list[int]) -> tuple[Happening, ...]:
    weights = {id(g): _prominence(g, reading, ends) for g in groups}
    groups = sorted(groups, key=lambda g: -weights[id(g)])
    lead, others = (groups[0] if groups else _Group(family="")), []
    for group in groups[1:]:
        if group.places or group.times or group.named or group.counts:
            others.append(group)
        else:
            lead.events += group.events
    others.sort(key=lambda g: g.sentences[0])
    whole = f"{reading.report.title or ''}\n{reading.report.text}"
    passages = [whole, *(_passage(g, reading.report.text, ends) for g in others)]
    return tuple(
        _happening(g, reading, index, passage, lead=n == 0)
        for n, (g, passage) in enumerate(zip([lead, *others], passages, strict=True))
    )


def _prominence(group: _Group, reading: Reading, ends: list[int]) -> float:
    """Mentions, and how near the head of the report they stand; what is done to people outranks its aftermath."""
    paragraph = bisect_right(ends, min(len(reading.report.text), 400))
    title = (reading.report.title or "").lower()
    titled = any(hull(e.trigger).of(reading.report.text).lower() in title for e in group.events) if title else False
    ranks: dict[str, float] = toml("link")["prominence"]
    return (
        math.sqrt(len(group.events))
        + (1.5 if group.sentences[0] == 0 else 1.0 if group.sentences[0] <= paragraph else 0.0)
        + (1.5 if titled else 0.0)
        + ranks.get(group.family, 0.0)
    )


def _passage(group: _Group, text: str, ends: list[int]) -> str:
    bounds = [0, *ends, len(text)]
    return " ".join(text[bounds[s] : bounds[s + 1]] for s in sorted(set(group.sentences)))


def _happening(group: _Group, reading: Reading, index: int, passage: str, *, lead: bool) -> Happening:
    events = tuple(sorted(group.events, key=lambda e: (hull(e.trigger), e.id)))
    of_family = [e for e in events if family(e.type, e.sub_type) == group.family]
    kind = commonest((e.type, e.sub_type) for e in of_family) or ("", "")
    wanted = {f for e in events for f in e.figures}
    return Happening(
        reading=index,
        lead=lead,
        family=group.family,
        type=kind[0],
        sub_type=kind[1],
        events=events,
        passage=passage,
        place=majority_place(group.places),
        time=majority_time(group.times),
        figures=tuple(f for f in reading.figures if f.id in wanted),
    )


def commonest(values: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The most frequent value, the first in sorted order among equals; None when there is none."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


_PLACE_RANK = {"site": 0, "town": 1, "district": 2, "region": 3, "country": 4, "unresolved": 5}
_TIME_RANK = {"minute": 0, "part_of_day": 0, "day": 1, "week": 2, "month": 3, "year": 4, "unresolved": 5}


def majority_place(places: Sequence[Place]) -> Place | None:
    """The place most mentions agree with; town or finer before district, region and country."""
    votes = {p.id: sum(same_place(p, other) for other in places) for p in places}
    return min(
        places,
        key=lambda p: (_PLACE_RANK[p.precision] > 1, -votes[p.id], _PLACE_RANK[p.precision], p.name, p.id),
        default=None,
    )


def majority_time(times: Sequence[Time]) -> Time | None:
    """The time most mentions agree with; day or finer before week, month and year."""
    votes = {t.id: sum(same_time(t, other) for other in times) for t in times}
    return min(
        times,
        key=lambda t: (_TIME_RANK[t.precision] > 1, -votes[t.id], _TIME_RANK[t.precision], t.start or "", t.id),
        default=None,
    )
