"""Reduced-precision dates compared without claiming digits they do not have."""

from __future__ import annotations

from datetime import date

_DAY = len("2021-03-04")
_MINUTE = len("2021-03-04T10:00")


def surely_before(first: str | None, second: str | None) -> bool:
    """Whether `first` lies before `second` at the precision both have; False when that is not known.

    >>> surely_before("2021-03-04", "2021-03-05T10:00"), surely_before("2021-03", "2021-03-05"), surely_before(None, "2021")
    (True, False, False)
    """
    if first is None or second is None:
        return False
    shared = min(len(first), len(second), _MINUTE)
    return first[:shared] < second[:shared]


def days_apart(first: str | None, second: str | None) -> int | None:
    """Whole days between two dates; None when either is not known to the day.

    >>> days_apart("2021-03-04T23:00", "2021-03-06"), days_apart("2021-03", "2021-03-06")
    (2, None)
    """
    if first is None or second is None or min(len(first), len(second)) < _DAY:
        return None
    try:
        return abs((date.fromisoformat(first[:_DAY]) - date.fromisoformat(second[:_DAY])).days)
    except ValueError:
        return None


def in_order(when: str | None) -> tuple[bool, str]:
    """A sorting key: known dates first, oldest first; a day without its hour comes after all its hours.

    >>> sorted(["2021-03", "2021-03-04", "2021-03-04T10:00", None], key=in_order)
    ['2021-03-04T10:00', '2021-03-04', '2021-03', None]
    """
    return (when is None, f"{when or ''}~")
