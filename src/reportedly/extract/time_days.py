"""Weekdays, yesterday and tomorrow, weeks and years counted from the publication or from the text."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.extract.time_context import UNKNOWN, Found
from reportedly.extract.time_dates import Dates
from reportedly.extract.time_grammar import DATE, PLAIN_DAY
from reportedly.extract.time_values import shifted

if TYPE_CHECKING:
    from reportedly.extract.time_tokens import Token


class Days(Dates):
    """Rules for days and units named from somewhere else."""

    def weekday(self, tokens: list[Token]) -> Found | None:
        """“on Sunday”, “last Friday”, “early Sunday”, “Sunday night”."""
        number = next(int(self.table["weekdays"][t.word]) for t in tokens if t.letter in "wω")
        part = self._part(tokens)
        if next(t for t in tokens if t.letter in "wω").word.endswith("s") and len(tokens) == 1:
            return Found(f"XXXX-WXX-{number}")
        day = self._weekday_date(tokens, number)
        return Found(f"{day.isoformat() if day else f'XXXX-WXX-{number}'}{part}")

    def _weekday_date(self, tokens: list[Token], number: int) -> date | None:
        today = self.anchor.today()
        if today is None:
            return None
        back = (today.isoweekday() - number) % 7
        words = {t.word for t in tokens}
        letters = {t.letter for t in tokens}
        if self.anchor.day and words & {"previous", "following"}:
            gap = (self.anchor.day.isoweekday() - number) % 7
            return self.anchor.day + timedelta(-(gap or 7) if "previous" in words else 7 - gap)
        if letters & {"l", "b"}:
            return today - timedelta(back or 7)
        if letters & {"x", "h"}:
            return today + timedelta((7 - back) % 7 or (7 if "x" in letters else 0))
        return today + timedelta((7 - back) % 7 if self._tense(tokens) == "future" else -back)

    def weekday_week(self, tokens: list[Token]) -> Found | None:
        """“Wednesday of last week”."""
        number = next(int(self.table["weekdays"][t.word]) for t in tokens if t.letter == "w")
        today = self.anchor.today()
        if self._unit(tokens) != "W":
            return None
        if today is None:
            return Found(f"XXXX-WXX-{number}")
        monday = today - timedelta(today.weekday()) + timedelta(7 * self._step(tokens))
        return Found((monday + timedelta(number - 1)).isoformat() + self._part(tokens))

    def deictic(self, tokens: list[Token]) -> Found | None:
        """“yesterday”, “late yesterday”, “tomorrow morning”, “tonight”."""
        word = next(t.word for t in tokens if t.letter == "d")
        day = self._relative("D", int(self.table["deictic"][word]))
        return Found(day + (self._part(tokens) or ("TNI" if word.startswith("ton") else "")))

    def this_part(self, tokens: list[Token]) -> Found | None:
        """“this morning”, “last night”, “the next morning”."""
        if tokens[-1].word in {"nights", "mornings", "evenings", "afternoons"}:
            return None
        if any(t.word in {"next", "following", "previous"} for t in tokens):
            step = self._step(tokens)
            return Found(
                f"{(self.anchor.day + timedelta(step)).isoformat() if self.anchor.day else 'XXXX-XX-XX'}{self._part(tokens)}"
            )
        return Found(self._relative("D", self._step(tokens)) + self._part(tokens))

    def part_of_date(self, tokens: list[Token]) -> Found | None:
        """“at dawn on Tuesday”, “the night of Oct. 23”."""
        found = self._day_value([t for t in tokens if t.letter != "p"])
        skip = 1 if tokens[0].letter == "i" else 0
        return Found(found + self._part(tokens), skip=skip) if found else None

    def _day_value(self, tokens: list[Token]) -> str:
        """The value of the day named anywhere in the tokens, "" when there is none."""
        letters = "".join(t.letter for t in tokens)
        match = DATE.search(letters)
        if match:
            found = self.calendar_day(tokens[match.start() : match.end()])
            return found.value[:10] if found else ""
        match = PLAIN_DAY.search(letters)
        if match is None:
            return ""
        chosen = tokens[match.start() : match.end()]
        found = self.deictic(chosen) if "d" in match[0] else self.weekday(chosen)
        return found.value.split("T")[0] if found else ""

    def weekend(self, tokens: list[Token]) -> Found | None:
        """“over the weekend”."""
        if self._unit(tokens) != "WE":
            return None
        today = self.anchor.today()
        if today is None:
            return Found(UNKNOWN["WE"])
        ahead = self._tense(tokens) == "future" or today.isoweekday() >= 6
        return Found(shifted(today, "WE", 0 if ahead else -1))

    def last_unit(self, tokens: list[Token]) -> Found | None:
        """“last week”, “earlier this year”, “the following day”."""
        unit, step = self._unit(tokens), self._step(tokens)
        words = {t.word for t in tokens}
        skip = 1 if tokens[0].letter == "i" else 0
        if not unit or unit.startswith("T"):
            return None
        if unit == "WE" and step < 0:
            today = self.anchor.today()
            return Found(
                shifted(today, "WE", 0 if today.isoweekday() == 7 else -1) if today else UNKNOWN["WE"], skip=skip
            )
        if words & {"following", "next", "previous", "preceding"} and unit in {"D", "W", "M", "Y"}:
            anchored = self._from_text(tokens, unit, step)
            if anchored:
                return Found(anchored, skip=skip)
        if unit == "D" and step == 0:
            return None
        return Found(self._relative(unit, step), skip=skip)

    def _from_text(self, tokens: list[Token], unit: str, step: int) -> str:
        """“The next day”, “the following year”: counted from the last day or year of the text; “” for “next week”."""
        if tokens[0].letter != "T" and tokens[0].word not in {"following", "previous"}:
            return ""
        if unit == "Y" and self.anchor.year and tokens[-2].word in {"following", "previous", "preceding"}:
            return f"{self.anchor.year + step:04}"
        if unit == "D" or tokens[-2].word in {"following", "previous", "preceding"}:
            return shifted(self.anchor.day, unit, step) if self.anchor.day else UNKNOWN[unit]
        return ""

    def that_unit(self, tokens: list[Token]) -> Found | None:
        """“that day”, “later that year”, “the same week”."""
        unit = self._unit(tokens) or "D"
        if unit.startswith("T") or unit in {"C", "L"}:
            return None
        skip = 0
        part = self._part(tokens)
        if unit == "Y" and self.anchor.year:
            return Found(f"{self.anchor.year}", skip=skip)
        base = shifted(self.anchor.day, unit, 0) if self.anchor.day else UNKNOWN.get(unit, "")
        return Found(base + part, skip=skip) if base else None

    def earlier_in(self, tokens: list[Token]) -> Found | None:
        """“earlier in the year”."""
        unit = self._unit(tokens)
        return Found(self._relative(unit, 0)) if unit in {"D", "W", "M", "Y"} else None

    def around(self, tokens: list[Token]) -> Found | None:
        """“The day before”, “the night after”: beside the last day of the text."""
        unit = "D" if tokens[1].letter == "p" else self._unit(tokens)
        step = -1 if tokens[-1].letter == "e" else 1
        if unit.startswith("T") or not unit:
            return None
        base = shifted(self.anchor.day, unit, step) if self.anchor.day else UNKNOWN.get(unit, "")
        return Found(base + self._part(tokens)) if base else None
