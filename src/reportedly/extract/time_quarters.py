"""Quarters, halves, seasons, holidays, and the edges of longer times."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.extract.time_context import Found, year_before
from reportedly.extract.time_days import Days
from reportedly.extract.time_values import easter, thanksgiving

if TYPE_CHECKING:
    from reportedly.extract.time_tokens import Token


class Quarters(Days):
    """Rules for parts of a year."""

    def quarter(self, tokens: list[Token]) -> Found | None:
        """“the third quarter”, “fourth-quarter”, “this year's third quarter”."""
        ordinal = self._ordinal(next(t for t in tokens if t.letter == "o"))
        if not 1 <= ordinal <= 4:
            return None
        year = self._year_of(tokens)
        relative = any(t.letter in "hlx" for t in tokens) and any(t.letter == "u" for t in tokens)
        published = self.anchor.published
        if year is None and published is not None:
            year = published[0] + self._step(tokens) if relative else self._quarter_year(tokens, ordinal)
        value = f"{year or 'XXXX'}-Q{ordinal}"
        self.anchor.quarter = value if year else self.anchor.quarter
        return Found(value, skip=1 if tokens[0].letter == "T" and any(t.letter == "-" for t in tokens) else 0)

    def _quarter_year(self, tokens: list[Token], ordinal: int) -> int | None:
        published = self.anchor.published
        if published is None or published[1] is None:
            return None
        now = (published[1] - 1) // 3 + 1
        if self._tense(tokens) == "future":
            return published[0] + (now - ordinal >= 2)
        return published[0] - (ordinal > now)

    def the_quarter(self, tokens: list[Token]) -> Found | None:
        """“the quarter”, “the latest quarter”, “this quarter”."""
        words = {t.word for t in tokens}
        if self._unit(tokens) != "Q":
            return None
        if words & {"last", "next", "this", "current", "previous"}:
            return Found(self._relative("Q", self._step(tokens)))
        if self.anchor.quarter:
            return Found(self.anchor.quarter)
        return Found(self._relative("Q", -1))

    def half(self, tokens: list[Token]) -> Found | None:
        """“the first half of 1989”."""
        first = next(t for t in tokens if t.letter in "olx")
        number = self._ordinal(first) if first.letter == "o" else 2
        year = self._year_of(tokens)
        text = f"{year}" if year else self._relative("Y", self._step(tokens[2:])) if self._unit(tokens) == "Y" else ""
        return Found(f"{text}-H{number}") if text and number in {1, 2} else None

    def year_ago(self, tokens: list[Token]) -> Found | None:
        """“the year-ago quarter”, “a year-earlier loss”."""
        unit = self._unit([t for t in tokens if t.letter == "u"])
        if unit != "Y":
            return None
        ordinal = next((self._ordinal(t) for t in tokens if t.letter == "o"), 0)
        skip = 1 if tokens[0].letter == "T" and tokens[-1].letter in "ge" else 0
        if self.anchor.quarter and not ordinal:
            return Found(year_before(self.anchor.quarter), skip=skip)
        year = self._relative("Y", -1)
        return Found(f"{year}-Q{ordinal}" if ordinal else year, skip=skip)

    def season(self, tokens: list[Token]) -> Found | None:
        """“last fall”, “this summer”, “early summer”."""
        season = self.table["seasons"][tokens[-1].word]
        today, step = self.anchor.known("M"), self._step(tokens)
        if today is None:
            return Found(f"XXXX-{season}")
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = today.year
        if step < 0:
            year -= (first if season != "WI" else 0) + 2 >= today.month
        elif step > 0:
            year += first <= today.month
        elif tokens[0].letter == "T" and self._tense(tokens) == "past":
            year -= first > today.month
        return Found(f"{year:04}-{season}")

    def season_year(self, tokens: list[Token]) -> Found | None:
        """“the summer of 1990”, “spring last year”."""
        season = next(self.table["seasons"][t.word] for t in tokens if t.letter == "s")
        year = self._year_of(tokens)
        text = f"{year}" if year else self._relative("Y", self._step(tokens)) if self._unit(tokens) == "Y" else ""
        return Found(f"{text}-{season}") if text else None

    def edge(self, tokens: list[Token]) -> Found | None:
        """“The end of March”, “year-end”: the whole of which it is an edge."""
        start = next((i + 1 for i, t in enumerate(tokens) if t.letter == "O"), 0)
        inner = tokens[start:]
        if not start:
            return Found(f"{self._relative('Y', 0)}-12-31") if self._unit(tokens) == "Y" else None
        dated = self._year_of(inner)
        if any(t.letter in "mM" for t in inner):
            if self._unit(inner):
                return self.month_relative(inner)
            return self.month_year(inner) if dated else self._named_month(inner, self._month_of(inner))
        if any(t.letter == "s" for t in inner):
            return self.season_year(inner) if dated else self.season(inner)
        return self._whole(inner)

    def _whole(self, inner: list[Token]) -> Found | None:
        """The decade, year, week … that stands at the end of the tokens."""
        if inner[-1].letter in "DY":
            return self.decade(inner) if inner[-1].letter == "D" else Found(inner[-1].word)
        unit = self._unit(inner)
        if unit not in {"D", "W", "M", "Y", "E", "C", "WE", "Q"}:
            return None
        return Found(self._relative(unit, self._step(inner)))

    def holiday(self, tokens: list[Token]) -> Found | None:
        """“Christmas Eve”, “Easter”."""
        holiday = next(t for t in tokens if t.letter == "X")
        rule = self.table["holidays"][holiday.word]
        month = {"easter": 4, "thanksgiving": 11}.get(rule) or int(rule[:2])
        year = self._nearest_year(month, None, tokens)
        if any(t.letter in "lx" for t in tokens):
            found = self._named_month(tokens, month)
            year = int(found.value[:4]) if found and found.value[0] != "X" else None
        if year is None:
            return Found("XXXX-XX-XX" if rule in {"easter", "thanksgiving"} else f"XXXX-{rule}")
        day = (
            easter(year)
            if rule == "easter"
            else thanksgiving(year)
            if rule == "thanksgiving"
            else date(year, month, int(rule[3:]))
        )
        return Found(str(day - timedelta(1 if tokens[-1].word == "eve" else 0)))
