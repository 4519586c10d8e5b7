"""Lengths of time, distances from a day, and what recurs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.extract.time_context import UNKNOWN, Found, year_before
from reportedly.extract.time_days import Days
from reportedly.extract.time_numbers import count_of
from reportedly.extract.time_values import duration, shifted

if TYPE_CHECKING:
    from reportedly.extract.time_tokens import Token

_LEADING = frozenset(
    ["for", "in", "on", "during", "over", "within", "throughout", "than", "only", "just", "up", "to", "around"]
)
_BEFORE_LENGTH = frozenset(
    [
        "for",
        "in",
        "within",
        "than",
        "about",
        "half",
        "over",
        "after",
        "nearly",
        "almost",
        "under",
        "of",
        "lasted",
        "took",
        "around",
        "spent",
        "only",
        "just",
    ]
)


class Lengths(Days):
    """Rules for how long, how long ago, how often."""

    def ago(self, tokens: list[Token]) -> Found | None:
        """“two weeks ago”, “a year ago”."""
        unit, count = self._unit(tokens), count_of(tokens)
        if not unit:
            return None
        if unit.startswith("T"):
            return Found("PAST_REF") if count is None else Found(self._hours_ago(unit, count))
        if count is None:
            return Found("PAST_REF")
        if unit == "Y" and count == 1 and self.anchor.quarter:
            return Found(year_before(self.anchor.quarter), skip=self._lead(tokens))
        today = self.anchor.known(unit)
        return Found(
            (shifted(today, unit, -round(count)) or "PAST_REF") if today else UNKNOWN.get(unit, "PAST_REF"),
            skip=self._lead(tokens),
        )

    def _lead(self, tokens: list[Token]) -> int:
        """How many leading words do not belong to the expression: "for", "in", "than", "a" before a number."""
        skip = 0
        while skip < len(tokens) - 2 and (
            tokens[skip].word in _LEADING
            or (
                tokens[skip].letter == "A"
                and tokens[skip + 1].letter in "n19N4"
                and tokens[skip + 1].word not in {"hundred", "thousand", "dozen"}
            )
        ):
            skip += 1
        return skip

    def _hours_ago(self, unit: str, count: float) -> str:
        if unit == "TH" and count >= 24 and count % 24 == 0:
            return self._relative("D", -int(count // 24))
        return "PAST_REF"

    def offset(self, tokens: list[Token]) -> Found | None:
        """“Two days later”: from the last day the text named; a length of time before words we do not read."""
        unit, count, last = self._unit(tokens), count_of(tokens), tokens[-1]
        if not unit:
            return None
        if last.word in {"before", "after"} and self._word_after(tokens):
            return Found(duration(count, unit), take=len(tokens) - 1)
        step = -1 if last.letter == "e" else 1
        if unit == "Y" and count == 1 and self.anchor.quarter:
            return Found(year_before(self.anchor.quarter) if step < 0 else self.anchor.quarter)
        if unit.startswith("T") or count is None:
            return Found(duration(count, unit))
        if unit == "Y" and self.anchor.year:
            return Found(shifted(date(self.anchor.year, 1, 1), "Y", step * round(count)) or "XXXX")
        base = shifted(self.anchor.day, unit, step * round(count)) if self.anchor.day else UNKNOWN.get(unit, "")
        return Found(base) if base else None

    def duration(self, tokens: list[Token]) -> Found | None:
        """“three hours”, “a two-week siege”, “nearly two years”."""
        after = self.text[tokens[-1].end : tokens[-1].end + 6].lower().lstrip("- ‑–")
        unit = self._unit(tokens)
        if (
            not unit
            or (after.startswith("old") and unit in {"Y", "M"})
            or (unit == "D" and tokens[-1].letter == "p" and len(tokens) < 2)
        ):
            return None
        count = count_of([t for t in tokens if t.letter not in "uvqp"])
        if tokens[-1].letter in "uq" and not self._spells_one(tokens, count):
            return None
        if unit == "Q" and (tokens[0].letter == "A" or any(t.letter == "-" for t in tokens)):
            return None
        if any(t.letter == "o" for t in tokens) or (count is not None and not count):
            return None
        return Found(duration(count, unit), skip=self._lead(tokens))

    def _spells_one(self, tokens: list[Token], count: float | None) -> bool:
        """A singular unit needs a hyphen ("two-hour"), one of it ("an hour"), or a written count ("five year low")."""
        if any(t.letter == "-" for t in tokens) or tokens[0].letter != "A":
            return count is not None
        return len(tokens) > 2 or self._word_before(tokens) in _BEFORE_LENGTH

    def span_before(self, tokens: list[Token]) -> Found | None:
        """“The past three months”, “the next two weeks”: a length; with a publication date also its ends."""
        unit = self._unit(tokens)
        count = count_of([t for t in tokens if t.letter not in "uvqp"])
        return Found(duration(count, unit)) if unit else None

    def first_of(self, tokens: list[Token]) -> Found | None:
        """“the first nine months”."""
        unit = self._unit(tokens)
        return Found(duration(count_of([t for t in tokens if t.letter in "n19N4"]), unit)) if unit else None

    def recent(self, tokens: list[Token]) -> Found | None:
        """“recent weeks”, “coming months”."""
        unit = self._unit(tokens)
        return Found("FUTURE_REF" if any(t.letter == "x" for t in tokens) else duration(None, unit)) if unit else None

    def vague(self, tokens: list[Token]) -> Found | None:
        """“for years”, “after weeks”."""
        if self._word_before(tokens) not in {"for", "of", "after", "in", "within", "took", "takes", "last", "lasted"}:
            return None
        unit = self._unit(tokens)
        return Found(duration(None, unit)) if unit and unit not in {"TS", "WE"} else None

    def recurring(self, tokens: list[Token]) -> Found | None:
        """“daily”, “every Monday”, “each month”."""
        if len(tokens) == 1:
            return Found(self.table["sets"][tokens[0].word]) if tokens[0].word in self.table["sets"] else None
        last = tokens[-1]
        if last.letter == "w":
            return Found(f"XXXX-WXX-{self.table['weekdays'][last.word]}")
        if last.letter in "mM":
            return Found(f"XXXX-{self.table['months'][last.word]:02}")
        if last.letter == "s":
            return Found(f"XXXX-{self.table['seasons'][last.word]}")
        if last.letter == "p":
            return Found(f"XXXX-XX-XXT{self.table['parts'][last.word]}")
        unit = self._unit(tokens)
        return Found(duration(count_of(tokens[1:-1]), unit)) if unit else None
