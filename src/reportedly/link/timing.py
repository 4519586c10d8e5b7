"""When an incident was: the day most mentions agree on, the hour only where a clock time stands with the event."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.core.spans import hull
from reportedly.link.happenings import majority_time
from reportedly.link.nearness import same_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Event, Reading, Time
    from reportedly.link.happenings import Happening

_BESIDE = 120
_PARTED = re.compile(r"[.!?][\"'”’)\]]*\s|\n|\b(?:after|before|since|until|following|earlier|later)\b", re.IGNORECASE)
_DAY = len("2021-03-04")
_HOUR = len("2021-03-04T10")
_FINER = frozenset({"minute", "part_of_day"})


def incident_time(members: Sequence[tuple[Happening, Reading]]) -> Time | None:
    """The day of the majority; its clock time when all clock times told beside the event fall into one hour."""
    told = majority_time([h.time for h, _ in members if h.time])
    if told is None or told.precision not in {*_FINER, "day"}:
        return told
    clocks = [t for h, reading in members for t in _clocks(h.events, reading) if same_time(t, told)]
    if clocks and len({(t.start or "")[:_HOUR] for t in clocks}) == 1:
        often = Counter(t.start for t in clocks)
        return min(clocks, key=lambda t: (-often[t.start], t.start or "", t.id))
    return told if told.precision == "day" else _whole_day(told)


def _clocks(events: Iterable[Event], reading: Reading) -> Iterable[Time]:
    times = {t.id: t for t in reading.times}
    for event in events:
        time = times.get(event.time or "")
        if (
            time
            and time.precision == "minute"
            and event.mode == "happened"
            and _beside(event, time, reading.report.text)
        ):
            yield time


def _beside(event: Event, time: Time, text: str) -> bool:
    if not event.trigger or not time.spans:
        return False
    first, second = sorted((hull(event.trigger), hull(time.spans)))
    between = text[first.end : second.start]
    return len(between) <= _BESIDE and not _PARTED.search(between)


def _whole_day(time: Time) -> Time:
    day = (time.start or time.end or time.value)[:_DAY]
    return replace(time, precision="day", value=day, start=day, end=day)
