"""What one report tells, happening by happening: its event mentions grouped, the lead happening first."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import hull
from reportedly.link.grouping import Group, grouped
from reportedly.link.nearness import family, same_place, same_time
from reportedly.link.telling import Telling, tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Event, Figure, Place, Reading, Time

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s|\n")
_AT_LENGTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing a report tells of. events: in order, empty when no trigger was found.

    reading: index of the reading. lead: what the report is about; its passage is the whole text, else the sentences
    that hold the events, and `places` those it names. place, time: the commonest among its mentions, finer precision first.
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
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()


def happenings(reading: Reading, index: int) -> tuple[Happening, ...]:
    """The report's happenings, the lead first; a report with any text has a lead even without events.

    One mention in passing of something days before the lead ("was bombed two days earlier") is none.
    """
    text = reading.report.text
    if not text.strip() and not (reading.report.title or "").strip():
        return ()
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    return _finished(grouped(reading, ends), reading, index, ends)


def _finished(groups: list[Group], reading: Reading, index: int, ends: list[int]) -> tuple[Happening, ...]:
    weights = {id(g): _prominence(g, reading, ends) for g in groups}
    groups = sorted(groups, key=lambda g: -weights[id(g)])
    lead, others = (groups[0] if groups else Group(family="")), []
    for group in groups[1:]:
        if _stands_alone(group, lead):
            others.append(group)
        elif not lead.is_later_than(majority_time(group.times)):
            lead.events += group.events
            lead.sentences += group.sentences
    others.sort(key=lambda g: g.sentences[0])
    told = tellings(lead, others, reading, ends)
    return tuple(
        _happening(g, reading, index, telling, lead=n == 0)
        for n, (g, telling) in enumerate(zip([lead, *others], told, strict=True))
    )


def _stands_alone(group: Group, lead: Group) -> bool:
    """Whether the report tells it as something else than its lead.

    Another deed of the lead's kind must be in another place, or at another time and told with its own count or more
    than once; one of another kind needs a place or time and the same. What is no deed ("taken to hospital",
    "arrested") must be elsewhere and told of more than once.
    """
    place, time = majority_place(group.places), majority_time(group.times)
    elsewhere, then = lead.is_apart(place), lead.is_another_time(time)
    at_length = len(group.events) >= _AT_LENGTH
    if group.family not in toml("link")["deeds"]["families"]:
        return (elsewhere or then) and at_length
    counted = any(low > 1 for _, low, _ in group.counts - lead.counts)
    if elsewhere or then:
        return elsewhere or at_length or counted
    aside = not set(group.sentences) <= set(lead.sentences)
    return group.family != lead.family and bool(place or time) and aside and (at_length or counted)


def _prominence(group: Group, reading: Reading, ends: list[int]) -> float:
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


def _happening(group: Group, reading: Reading, index: int, telling: Telling, *, lead: bool) -> Happening:
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
        passage=telling.passage,
        places=telling.places,
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
