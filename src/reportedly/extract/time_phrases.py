"""Words that speak of now, of the past or of the future without a date: "currently", "recently", "the near future"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(toml("times")["refs"], key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s") for w in words) + r")\b(?!-)", re.IGNORECASE
    )


def phrases(text: str) -> Iterator[tuple[Span, str]]:
    """Each such phrase and its TIMEX3 value: "PRESENT_REF", "PAST_REF" or "FUTURE_REF"."""
    values = toml("times")["refs"]
    for match in _pattern().finditer(text):
        yield Span(*match.span()), values[" ".join(match[0].lower().split())]
