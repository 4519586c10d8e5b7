"""What a report mentions in passing about other times: no telling of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import hull

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Event

_WORDS = toml("link")["background"]
_OFTEN = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS['often'])})\b".replace(" ", r"\s+"))
_OVER_TIME = re.compile(
    r"(?i)\b(?:in|over|during|for|throughout)\s+(?:the\s+)?(?:past|last|recent|previous|preceding)\s+(?:\w+\s+){0,2}"
    r"(?:weeks|months|years|decades?|century)\b"
)
_PERFECT = re.compile(r"(?i)\b(?:have|has|had)\s+(?:\w+\s+){0,3}$")
_BEFORE, _AFTER = 160, 160


def is_habitual(event: Event, text: str, ends: Sequence[int]) -> bool:
    """Whether the clause tells of many such events over a time: "have bombed the hills several times this year"."""
    if not event.trigger:
        return False
    start, end = event.trigger[0]
    number = bisect_right(ends, start)
    first = max(start - _BEFORE, ends[number - 1] if number else 0)
    last = min(hull(event.trigger).end + _AFTER, ends[number] if number < len(ends) else len(text))
    if not _PERFECT.search(text[first:start]):
        return False
    clause = re.split(r"[;:–—]|,\s+(?:when|who|which|where)\b", text[end:last], maxsplit=1)[0]
    around = f"{text[max(first, start - 40) : start]}{clause}"
    return bool(_OFTEN.search(around) or _OVER_TIME.search(around))
