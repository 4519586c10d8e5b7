"""Where and when each account sets the incident, and which settings exclude each other."""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, TypeVar

from reportedly.core.data import toml
from reportedly.core.incidents import Evidence, Side
from reportedly.core.spans import hull
from reportedly.weigh.dates import days_apart, surely_before
from reportedly.weigh.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportedly.core.records import Event, Place, Time
    from reportedly.core.spans import Spans
    from reportedly.weigh.accounts import Telling
    from reportedly.weigh.shelf import Page, Shelf

_FAR_KM: float = toml("weigh")["thresholds"]["far_apart_km"]
_EXACT_PLACE = frozenset({"site", "town"})
_EXACT_TIME = frozenset({"day", "part_of_day", "minute"})
_EARTH_KM = 6371.0
_DAYS_OFF: int = toml("weigh")["thresholds"]["days_off"]
_BESIDE = 120
_PARTED = re.compile(r"[.!?]\s|\n|\b(?:after|before|since|until|following|ahead\s+of|earlier|later)\b", re.IGNORECASE)

Setting = TypeVar("Setting")


def disagreeing_places(tellings: Sequence[Telling], shelf: Shelf) -> list[Side]:
    """Sides of the origins whose towns or sites lie too far apart to be one; empty when all agree."""
    return _sides({t.account.origin: list(_places(t, shelf)) for t in tellings}, _apart, lambda p: p.name)


def disagreeing_times(tellings: Sequence[Telling], shelf: Shelf) -> list[Side]:
    """Sides of the origins whose days exclude each other; empty when all agree."""
    return _sides({t.account.origin: list(_times(t, shelf)) for t in tellings}, _never_together, _day)


def _sides(
    told: dict[str, list[tuple[Setting, Evidence]]],
    exclude: Callable[[Setting, Setting], bool],
    shown: Callable[[Setting], str],
) -> list[Side]:
    """An origin disagrees with another when no setting of the one can be any of the other's."""
    told = {origin: settings for origin, settings in told.items() if settings}
    against = {
        one
        for one, ours in told.items()
        if any(
            other != one and all(exclude(a, b) for a, _ in ours for b, _ in theirs) for other, theirs in told.items()
        )
    }
    return [
        Side(
            origin=origin, value=", ".join(dict.fromkeys(shown(s) for s, _ in told[origin])),
            evidence=tuple(dict.fromkeys(e for _, e in told[origin])),
        )
        for origin in told
        if origin in against
    ]  # fmt: skip


def _events(t: Telling, shelf: Shelf) -> Iterable[tuple[Page, Event]]:
    for claim in t.group.claims:
        if not claim.denies:
            page = shelf.pages[claim.voice.report]
            yield from ((page, page.events[e]) for e in claim.events)


def _places(t: Telling, shelf: Shelf) -> Iterable[tuple[Place, Evidence]]:
    for page, event in _events(t, shelf):
        place = page.places.get(event.place or "")
        exact = (
            place is not None and place.precision in _EXACT_PLACE and place.lat is not None and place.lon is not None
        )
        if place and exact and _said_of(event, place.spans, page):
            yield place, Evidence(page.id, *hull(place.spans))


def _times(t: Telling, shelf: Shelf) -> Iterable[tuple[Time, Evidence]]:
    for page, event in _events(t, shelf):
        time = page.times.get(event.time or "")
        if time and time.precision in _EXACT_TIME and time.start and _said_of(event, time.spans, page):
            yield time, Evidence(page.id, *hull(time.spans))


def _said_of(event: Event, spans: Spans, page: Page) -> bool:
    """Whether a setting stands beside the event: in its sentence, at most 120 characters off, with no "after" between."""
    if not spans or not event.trigger:
        return False
    first, second = sorted((hull(event.trigger), hull(spans)))
    between = page.text[first.end : second.start]
    return len(between) <= _BESIDE and not _PARTED.search(between)


def _apart(one: Place, two: Place) -> bool:
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None or folded(one.name) == folded(two.name):
        return False
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, two.lat, two.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half)) >= _FAR_KM


def _days_off(one: str, two: str) -> bool:
    """Whether two dates lie further apart than a night and a time zone explain."""
    apart = days_apart(one, two)
    return surely_before(one[:10], two[:10]) and (apart is None or apart >= _DAYS_OFF)


def _never_together(one: Time, two: Time) -> bool:
    return _days_off(_last(one), two.start or "") or _days_off(_last(two), one.start or "")


def _last(time: Time) -> str:
    return time.end or time.start or ""


def _day(time: Time) -> str:
    return time.start or time.value
