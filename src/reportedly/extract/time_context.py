"""What a time expression is read against: the publication date and the times before it, and helpers over its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.data import toml
from reportedly.extract.time_tense import tense
from reportedly.extract.time_values import near, shifted

if TYPE_CHECKING:
    from reportedly.extract.time_tokens import Token

UNKNOWN = {
    "Y": "XXXX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "Q": "XXXX-QX",
    "D": "XXXX-XX-XX",
    "E": "XXX",
    "C": "XX",
}


class Found(NamedTuple):
    """A value; `last` closes a range; `take` tokens belong to it (None: all that matched); `skip` leading ones do not."""

    value: str
    last: str | None = None
    take: int | None = None
    skip: int = 0


@dataclass(slots=True)
class Anchor:
    """What relative times count from.

    published: (year, month or None, day or None) of the publication, None when nobody says.
    day: the last day the text named. quarter: the last quarter it named, e.g. "1989-Q3".
    """

    published: tuple[int, int | None, int | None] | None
    day: date | None = None
    day_at: int = -1
    quarter: str = ""
    year: int | None = None

    def today(self) -> date | None:
        """The publication day, None when it is not known to the day."""
        if self.published is None or self.published[1] is None or self.published[2] is None:
            return None
        try:
            return date(self.published[0], self.published[1], self.published[2])
        except ValueError:
            return None

    def known(self, unit: str) -> date | None:
        """Some day of the publication's year, month or day: as fine as `unit` needs; None when that is not known."""
        if self.published is None:
            return None
        year, month, day = self.published
        needs = {"Y": 1, "E": 1, "C": 1, "L": 1, "M": 2, "Q": 2}.get(unit, 3)
        if (needs > 1 and month is None) or (needs > 2 and day is None):
            return None
        try:
            return date(year, month or 1, day or 1)
        except ValueError:
            return None


class Context:
    """What all rules need; `anchor` moves on as the text is read."""

    def __init__(self, text: str, anchor: Anchor) -> None:
        self.text = text
        self.anchor = anchor
        self.table = toml("times")

    def _tense(self, tokens: list[Token]) -> str:
        return tense(self.text, tokens[0].start, tokens[-1].end)

    def _unit(self, tokens: list[Token]) -> str:
        for token in reversed(tokens):
            if token.letter in "uvqp" and token.word in self.table["units"]:
                return str(self.table["units"][token.word])
        return ""

    def _relative(self, unit: str, step: int) -> str:
        """The unit `step` from the publication's, X's when that is not known."""
        today = self.anchor.known(unit)
        return shifted(today, unit, step) if today else UNKNOWN.get(unit, "")

    def _step(self, tokens: list[Token]) -> int:
        letters = {t.letter for t in tokens}
        return -1 if letters & {"l", "b"} else 1 if "x" in letters else 0

    def _month_of(self, tokens: list[Token]) -> int:
        return next((int(self.table["months"][t.word]) for t in tokens if t.letter in "mM"), 0)

    def _year_of(self, tokens: list[Token]) -> int | None:
        month_seen = any(t.letter in "mM" for t in tokens)
        for token in tokens:
            if token.letter == "Y":
                return int(token.word)
            if token.letter == "9" and month_seen and token.word.isdigit():
                return 1900 + int(token.word)
        return None

    def _day_number(self, tokens: list[Token]) -> int:
        for token in tokens:
            if token.letter == "1":
                return int(token.word)
            if token.letter == "o":
                return self._ordinal(token)
        return 0

    def _ordinal(self, token: Token) -> int:
        digits = re.match(r"\d+", token.word)
        return int(digits[0]) if digits else int(self.table["ordinals"].get(token.word, 0))

    def _calendar(self, year: int | None, month: int, day: int) -> str:
        """A day's value; "" for one the calendar does not have."""
        try:
            return (
                date(year or 2000, month, day).isoformat() if year else f"XXXX-{date(2000, month, day).isoformat()[5:]}"
            )
        except ValueError:
            return ""

    def _nearest_year(self, month: int, day: int | None, tokens: list[Token]) -> int | None:
        published = self.anchor.published
        if published is None or published[1] is None:
            return None
        return near(month, day, (published[0], published[1], published[2]), self._tense(tokens))

    def _word_after(self, tokens: list[Token]) -> str:
        match = re.match(r"\W{1,2}([^\W\d_]+)", self.text[tokens[-1].end : tokens[-1].end + 30])
        return match[1].lower() if match else ""

    def _word_before(self, tokens: list[Token]) -> str:
        match = re.search(r"([^\W\d_]+|[$£€#])\W{0,2}$", self.text[max(0, tokens[0].start - 25) : tokens[0].start])
        return match[1].lower() if match else ""

    def _part(self, tokens: list[Token]) -> str:
        part = next((self.table["parts"][t.word] for t in tokens if t.letter == "p"), None)
        return f"T{part}" if part else ""


def year_before(quarter: str) -> str:
    """The same quarter a year before."""
    return f"{int(quarter[:4]) - 1:04}{quarter[4:]}"
