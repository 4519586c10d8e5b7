"""When two types, places or times may be one, and when they cannot."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Place, Time

_EARTH_KM = 6371.0
_FINE = frozenset({"site", "town"})
_REACH_KM = {"site": 15.0, "town": 30.0, "district": 80.0, "region": 250.0, "country": 1500.0}


@cache
def family(kind: str, sub_kind: str) -> str:
    """The family of codebook types that reports use for one and the same happening; the type itself when unlisted."""
    families: dict[str, list[str]] = toml("link")["families"]
    for wanted in (_plain(sub_kind), _plain(kind)):
        for name, members in families.items():
            if wanted in members:
                return name
    return _plain(kind)


def _plain(term: str) -> str:
    return " ".join(re.split(r"[\W_]+", term.lower())).strip()


def kilometres(a: Place, b: Place) -> float | None:
    """Great-circle distance, None when either place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, south = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


Cell: TypeAlias = tuple[int, int]
_CELL_DEGREES = 1.0


def around(place: Place) -> frozenset[Cell]:
    """Cells of two degrees that overlap by one: places within some 100 km share one; none for vague places."""
    if place.lat is None or place.lon is None or place.precision not in ("site", "town", "district"):
        return frozenset()
    north, east = math.floor(place.lat / _CELL_DEGREES), math.floor(place.lon / _CELL_DEGREES)
    return frozenset((north + n, (east + e + 180) % 360) for n in (0, 1) for e in (0, 1))


def same_place(a: Place, b: Place) -> bool:
    """Both name one place, at town precision or finer or under one gazetteer entry."""
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return True
    apart = kilometres(a, b)
    if apart is None:
        return a.name.casefold() == b.name.casefold()
    return a.precision in _FINE and b.precision in _FINE and apart <= _REACH_KM["site"]


def places_clash(a: Place, b: Place) -> bool:
    """They are too far apart for one happening, given how precise each of them is."""
    apart = kilometres(a, b)
    if apart is None:
        return False
    if a.country and a.country == b.country and "country" in (a.precision, b.precision):
        return False
    return apart > 1.5 * (_REACH_KM.get(a.precision, 1500.0) + _REACH_KM.get(b.precision, 1500.0))


def same_time(a: Time, b: Time) -> bool:
    """Both are fixed at least to the day and their days overlap."""
    days = _days(a), _days(b)
    return None not in days and _overlap(a, b)


def times_clash(a: Time, b: Time, slack: int = 1) -> bool:
    """Both are fixed and further apart than `slack` days (reports of one night differ by a day)."""
    if a.start is None or b.start is None or "unresolved" in (a.precision, b.precision):
        return False
    return not _overlap(a, b, slack)


def _days(time: Time) -> str | None:
    return time.start[:10] if time.start is not None and len(time.start) >= len("2021-03-04") else None


def _overlap(a: Time, b: Time, slack: int = 0) -> bool:
    (first, last), (other_first, other_last) = bounds(a), bounds(b)
    return first <= other_last + slack and other_first <= last + slack


def bounds(time: Time) -> tuple[float, float]:
    """First and last ordinal day the time may mean; infinite where it is open.

    >>> from reportedly.core.records import Time
    >>> first, last = bounds(Time(id="t", spans=(), precision="month", value="2021-02", start="2021-02", end="2021-02"))
    >>> last - first
    27.0
    """
    first = _edge(time.start, 1, 1) if time.start else -math.inf
    last = _edge(time.end or time.start, 12, 31) if time.end or time.start else math.inf
    return first, last


def _edge(value: str | None, month: int, day: int) -> float:
    from datetime import date  # noqa: PLC0415  used here only

    parts = (value or "").split("T")[0].split("-")
    try:
        numbers = [int(p) for p in parts]
        whole = [*numbers, *[month, day][len(numbers) - 1 :]]
        while True:
            try:
                return float(date(*whole[:3]).toordinal())
            except ValueError:
                whole[2] -= 1
                if whole[2] < 28:
                    raise
    except (ValueError, IndexError, TypeError):
        return -math.inf if day == 1 else math.inf
