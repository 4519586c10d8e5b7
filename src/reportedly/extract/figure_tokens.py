"""Words, numbers and marks of a sentence, as the search for counts and events reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.core.spans import Span

_TOKEN = re.compile(
    r"(?P<num>(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d{1,12})(?:\.\d{1,6})?(?!\w|[-‑][^\W\d]|[.,:/]\d|\s?%))"
    r"|\w+(?:['’‑\-.&](?=\w)\w+)*|[^\w\s]"
)
_APOSTROPHE = str.maketrans("’‑", "'-")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, numbers and marks of a stretch of text.

    low: lower case, typographic apostrophes and hyphens made plain. upper: the stretch is all in capitals.
    """

    text: str
    low: list[str]
    start: list[int]
    end: list[int]
    digits: list[bool]
    upper: bool

    def span(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last` (included)."""
        return Span(self.start[first], self.end[last])

    def raw(self, at: int) -> str:
        """Token `at` as written."""
        return self.text[self.start[at] : self.end[at]]


@lru_cache(maxsize=512)
def tokens(text: str, within: Span) -> Tokens:
    """Tokens of `within`, offsets into `text`. Counts and events read the same sentences: the last ones are kept."""
    low: list[str] = []
    start: list[int] = []
    end: list[int] = []
    digits: list[bool] = []
    for match in _TOKEN.finditer(text, within.start, within.end):
        low.append(match.group().lower().translate(_APOSTROPHE))
        start.append(match.start())
        end.append(match.end())
        digits.append(match.lastgroup == "num")
    return Tokens(text, low, start, end, digits, within.of(text).isupper())
