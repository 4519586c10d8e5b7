"""The event mentions of one report that speak of one and the same thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.core.spans import hull
from reportedly.link.background import is_habitual
from reportedly.link.nearness import bounds, family, places_clash, same_place, same_time, times_clash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Event, Place, Reading, Time

_JOINS = 1.5
_REFERS_BACK = re.compile(r"(?i)\b(?:the|this|that|these|those)\s(?:[^\W\d_]{2,20}\s){0,2}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """An event with what it is told with. counts: (measure, low, high). refers_back: "the attack", "that night's raid"."""

    event: Event
    family: str
    sentence: int
    place: Place | None
    time: Time | None
    named: frozenset[str]
    counts: frozenset[tuple[str, int, int | None]]
    refers_back: bool


@dataclass(slots=True)
class Group:
    """Mentions of one happening, and all the places, times, names and counts told with them."""

    family: str
    events: list[Event] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    counts: set[tuple[str, int, int | None]] = field(default_factory=set)

    def add(self, told: Mention) -> None:
        """Takes the mention in."""
        self.events.append(told.event)
        self.sentences.append(told.sentence)
        self.places += [told.place] if told.place else []
        self.times += [told.time] if told.time else []
        self.named |= told.named
        self.counts |= told.counts

    def is_apart(self, place: Place | None) -> bool:
        """The place is too far from every place of the group."""
        return place is not None and bool(self.places) and all(places_clash(place, p) for p in self.places)

    def is_another_time(self, time: Time | None) -> bool:
        """The time is none of the group's."""
        return time is not None and bool(self.times) and all(times_clash(time, t) for t in self.times)

    def is_later_than(self, time: Time | None) -> bool:
        """The time is over before any of the group's begins, by more than a day."""
        return (
            time is not None and self.is_another_time(time) and all(bounds(t)[0] > bounds(time)[1] for t in self.times)
        )


def grouped(reading: Reading, ends: Sequence[int]) -> list[Group]:
    """Events that happened, or are denied, in groups; `ends` are the ends of the report's sentences.

    What is planned, threatened or hypothetical has happened nowhere yet and is in no group; nor is what has happened
    many times over months, beside something that happened once.
    """
    groups: list[Group] = []
    for told in _mentions(reading, ends):
        fitting = [(_belongs(g, told), n, g) for n, g in enumerate(groups) if g.family == told.family]
        score, _, best = max(fitting, key=lambda f: f[:2], default=(0.0, 0, None))
        if best is None or score < _JOINS:
            best = Group(family=told.family)
            groups.append(best)
        best.add(told)
    return groups


def _mentions(reading: Reading, ends: Sequence[int]) -> list[Mention]:
    text = reading.report.text
    places = {p.id: p for p in reading.places}
    times = {t.id: t for t in reading.times}
    figures = {f.id: f for f in reading.figures if not f.cumulative}
    happened = [e for e in reading.events if e.trigger and e.mode in ("happened", "denied")]
    told = [e for e in happened if not is_habitual(e, text, ends)] or happened
    found = []
    for event in sorted(told, key=lambda e: (hull(e.trigger), e.id)):
        start = hull(event.trigger).start
        counted = (figures[f] for f in event.figures if f in figures)
        found.append(
            Mention(
                event=event,
                family=family(event.type, event.sub_type),
                sentence=bisect_right(ends, start),
                place=places.get(event.place or ""),
                time=times.get(event.time or ""),
                named=frozenset(p.entity for p in event.participants if p.entity),
                counts=frozenset((f.measure, f.low, f.high) for f in counted),
                refers_back=_REFERS_BACK.search(text[max(0, start - 50) : start]) is not None,
            )
        )
    return found


def _belongs(group: Group, told: Mention) -> float:
    """How much speaks for the mention being one of the group, in votes."""
    gap = told.sentence - group.sentences[-1]
    telling = {c for c in told.counts & group.counts if c[1] > 1}
    return (
        (1.0 if gap <= 1 else 0.5 if gap <= 3 else 0.0)
        + (1.0 if told.place and any(same_place(told.place, p) for p in group.places) else 0.0)
        + (1.0 if told.time and any(same_time(told.time, t) for t in group.times) else 0.0)
        + (1.0 if told.named & group.named else 0.0)
        + (1.5 if telling else 0.5 if told.counts & group.counts else 0.0)
        + (0.5 if any(e.sub_type == told.event.sub_type for e in group.events) else 0.0)
        + (1.0 if told.refers_back else 0.0)
        + (0.5 if not told.place or not group.places else 0.0)
        + (0.5 if not told.time or not group.times else 0.0)
        - (2.0 if group.is_apart(told.place) else 0.0)
        - (2.0 if group.is_another_time(told.time) else 0.0)
    )
