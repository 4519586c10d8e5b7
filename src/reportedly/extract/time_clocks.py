"""Hours and parts of the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.extract.time_context import Found
from reportedly.extract.time_days import Days
from reportedly.extract.time_numbers import count_of

if TYPE_CHECKING:
    from reportedly.extract.time_tokens import Token

_BEFORE_CLOCK = frozenset(
    [
        "at",
        "by",
        "around",
        "about",
        "from",
        "until",
        "till",
        "since",
        "to",
        "before",
        "after",
        "between",
        "and",
        "approximately",
        "of",
    ]
)


class Clocks(Days):
    """Rules for clock times, with and without their day."""

    def clock_day(self, tokens: list[Token]) -> Found | None:
        """“10 p.m. Wednesday”, “Tuesday at 14:30”."""
        day = self._day_value(
            [t for t in tokens if t.letter not in "ca4p" and not (t.letter == "1" and self._before_half(t))]
        )
        clock = self._clock_value(tokens)
        skip = 1 if tokens[0].letter == "i" else 0
        return Found(f"{day}T{clock}", skip=skip) if day and clock else None

    def _before_half(self, token: Token) -> bool:
        return re.match(r"[\s-]{0,2}[ap]\.?m\b", self.text[token.end : token.end + 6], re.IGNORECASE) is not None

    def clock(self, tokens: list[Token]) -> Found | None:
        """“at 14:30”, “5 p.m. EST”, “0700 GMT”."""
        clock = self._clock_value(tokens)
        if not clock:
            return None
        skip = 1 if tokens[0].letter == "i" else 0
        bare = not any(t.letter in "az" for t in tokens)
        if bare and not (skip or self._word_before(tokens) in _BEFORE_CLOCK):
            return None
        return Found(f"{self._sentence_day(tokens)}T{clock}", skip=skip)

    def _sentence_day(self, tokens: list[Token], back: int = 0) -> str:
        """The day named shortly before in the same sentence, else the publication day, else X's."""
        near_by = self.anchor.day and 0 <= tokens[0].start - self.anchor.day_at < 200
        if near_by and self.anchor.day and "\n" not in self.text[self.anchor.day_at : tokens[0].start]:
            return self.anchor.day.isoformat()
        return self._relative("D", back)

    def _clock_value(self, tokens: list[Token]) -> str:
        half = next((t.word[0] for t in tokens if t.letter == "a"), "")
        for token in tokens:
            if token.letter == "c":
                hour, minute = (int(p) for p in re.split(r"[:.]", token.word))
            elif token.letter in "4Y" and (tokens[-1].letter in "zu" or token.word[0] == "0"):
                hour, minute = int(token.word[:2]), int(token.word[2:])
            elif token.letter in "1n" and half and self._before_half(token):
                hour, minute = int(count_of([token]) or 0), 0
            else:
                continue
            if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
                continue
            return f"{(hour % 12 + (12 if half == 'p' else 0)) if half else hour:02}:{minute:02}"
        return ""

    def part(self, tokens: list[Token]) -> Found | None:
        """“At dawn”, “overnight”, “in the evening”."""
        word = tokens[0].word
        before = self._word_before(tokens)
        alone = word in {"overnight", "midnight", "noon", "dawn", "midday"}
        if not alone and before not in {"at", "by", "the", "before", "until", "from"}:
            return None
        if not alone and before == "the" and word in {"night", "day"}:
            return None
        if word in {"nights", "mornings", "evenings", "afternoons"}:
            return None
        return Found(self._sentence_day(tokens, -1 if word == "overnight" else 0) + self._part(tokens))
