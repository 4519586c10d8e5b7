"""TIMEX3 values: calendar arithmetic, and what stretch of days a value covers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reportedly.core.records import TimePrecision

Bounds: TypeAlias = "tuple[TimePrecision, str | None, str | None]"

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?:(?P<clock>\d\d:\d\d)|(?P<part>[A-Z]{2})))?"
    r"|(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)))?"
    r"|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def bounds(value: str) -> Bounds:
    """Precision, first and last moment of a TIMEX3 date or time, both included; unresolved for anything else.

    >>> bounds("1989-Q3")
    ('month', '1989-07', '1989-09')
    >>> bounds("2021-W09")
    ('week', '2021-03-01', '2021-03-07')
    >>> bounds("XXXX-WXX-7")
    ('unresolved', None, None)
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return "unresolved", None, None
    if match["day"]:
        return _day_bounds(value, match)
    if match["decade"] or match["century"]:
        return "year", value.ljust(4, "0"), value.ljust(4, "9")
    year = match["year"]
    if match["week"]:
        return _week_bounds(int(year), int(match["week"]), weekend=bool(match["weekend"]))
    if match["season"] == "WI":
        return "month", f"{year}-12", f"{int(year) + 1}-02"
    first, last = _months(match)
    return ("month", f"{year}-{first:02}", f"{year}-{last:02}") if first else ("year", year, year)


def _day_bounds(value: str, match: re.Match[str]) -> Bounds:
    if match["clock"] and match["clock"] < "24":
        return "minute", value, value
    return "part_of_day" if match["clock"] or match["part"] else "day", match["day"], match["day"]


def _week_bounds(year: int, week: int, *, weekend: bool) -> Bounds:
    monday = date.fromisocalendar(year, week, 1)
    first, last = monday + timedelta(5 if weekend else 0), monday + timedelta(6)
    return ("day" if weekend else "week"), first.isoformat(), last.isoformat()


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    if match["half"]:
        return 6 * int(match["half"]) - 5, 6 * int(match["half"])
    if match["season"]:
        return _SEASONS[match["season"]]
    return (int(match["month"]), int(match["month"])) if match["month"] else (0, 0)


def shifted(day: date, unit: str, count: int) -> str:
    """The value `count` units (TIMEX3 letter) from `day`, at the precision of the unit; "" when the calendar has no such date.

    >>> shifted(date(2021, 3, 10), "M", -3)
    '2020-12'
    """
    try:
        return _shifted(day, unit, count)
    except (ValueError, OverflowError):
        return ""


def _shifted(day: date, unit: str, count: int) -> str:
    if unit == "D":
        return (day + timedelta(count)).isoformat()
    if unit in {"W", "F", "WE"}:
        year, week, _ = (day + timedelta(7 * count * (2 if unit == "F" else 1))).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit in {"M", "Q"}:
        months = day.year * 12 + day.month - 1 + count * (3 if unit == "Q" else 1)
        year, month = divmod(months, 12)
        return f"{_year(year)}-Q{month // 3 + 1}" if unit == "Q" else f"{_year(year)}-{month + 1:02}"
    if unit == "Y":
        return _year(day.year + count)
    if unit == "E":
        return _year(day.year + 10 * count)[:3]
    return _year(day.year + 100 * count)[:2] if unit == "C" else ""


def _year(year: int) -> str:
    return f"{date(year, 1, 1).year:04}"


def duration(count: float | None, unit: str) -> str:
    """TIMEX3 duration; a count of None is an unknown number.

    >>> duration(3, "TH"), duration(None, "Y"), duration(2.5, "Y"), duration(1, "F")
    ('PT3H', 'PXY', 'P2Y6M', 'P2W')
    """
    clock, letter = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    if letter in {"WE", "F"}:
        factor, letter = (2, "D") if letter == "WE" else (2, "W")
        count = None if count is None else count * factor
    if count is None:
        return f"P{clock}X{letter}"
    whole, part = divmod(count, 1)
    if part:
        smaller = {
            "Y": (12, "M"),
            "M": (30, "D"),
            "W": (7, "D"),
            "D": (24, "H"),
            "H": (60, "M"),
            "E": (10, "Y"),
            "C": (100, "Y"),
        }
        factor, below = smaller.get(letter, (60, "S"))
        head = f"{clock}{int(whole)}{letter}" if whole else ("T" if clock or letter == "D" else "")
        return f"P{head}{'T' if whole and letter == 'D' else ''}{round(part * factor)}{below}"
    return f"P{clock}{int(whole)}{letter}"


def near(month: int, day: int | None, reference: tuple[int, int, int | None], tense: str) -> int:
    """The year in which a month (and day) without a year lies, seen from `reference` (year, month, day).

    The nearest one; with tense "past" a later one only within two months, with "future" an earlier one only within seven
    (a date that is nearly a year away is seldom written without its year).

    >>> near(9, 30, (2021, 3, 4), "past"), near(3, 20, (2021, 3, 4), "past"), near(1, None, (2021, 11, 4), "future")
    (2020, 2021, 2022)
    """
    year, month_now, day_now = reference
    if (month, day if day_now else None) == (month_now, day_now if day else None):
        return year
    now = month_now * 30.4 + (day_now or 15)
    gap = month * 30.4 + (day or 15) - now if day else (month - month_now) * 30.4
    behind, ahead = (-gap, 365 - -gap) if gap <= 0 else (365 - gap, gap)
    if tense == "past":
        back = ahead > (60 if day else 0)
    elif tense == "future":
        back = behind < (50 if day else 15)
    else:
        back = behind <= ahead
    return year - (gap > 0) if back else year + (gap <= 0)


def easter(year: int) -> date:
    """Western Easter Sunday (Gauss, as Meeus gives it)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    return date(year, 11, 22 + (3 - date(year, 11, 1).weekday()) % 7)
