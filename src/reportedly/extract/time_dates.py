"""Calendar dates, ranges, months, years, decades."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportedly.extract.time_context import Context, Found

if TYPE_CHECKING:
    from reportedly.extract.time_tokens import Token

_BEFORE_MONTH = frozenset(
    [
        "in", "of", "since", "until", "till", "by", "from", "to", "through", "last", "next", "this", "early", "late", "mid", "before", "after",
        "during", "between", "and", "or", "for", "every", "each", "around", "throughout", "as", "into", "the", "on", "a", "an", "on",
    ]
)  # fmt: skip
_CURRENCY = frozenset(["$", "£", "€", "#"])


class Dates(Context):
    """Rules for what the calendar names."""

    def iso(self, tokens: list[Token]) -> Found | None:
        """“2021-03-04”, “2021-03-04T10:00”, “2021-03”."""
        word = tokens[0].word.upper().replace(" ", "T").rstrip("Z")
        year, month, *rest = re.split(r"[-T]", word)
        if not rest:
            return Found(word) if 1 <= int(month) <= 12 and int(year) >= 1900 else None
        day = self._calendar(int(year), int(month), int(rest[0]))
        return Found(day + (f"T{rest[1][:5]}" if len(rest) > 1 else "")) if day else None

    def slash(self, tokens: list[Token]) -> Found | None:
        """d/m/y or m/d/y is told only where one number cannot be a month; else the month is not claimed."""
        first, second, third = (int(p) for p in re.split(r"[/.]", tokens[0].word))
        if first > 31:
            return self._checked(first, second, third)
        year = third if third > 99 else 2000 + third if third < 50 else 1900 + third
        if "." in tokens[0].word or first > 12:
            return self._checked(year, second, first)
        if second > 12:
            return self._checked(year, first, second)
        return self._checked(year, first, first) if first == second else Found(f"{year}")

    def _checked(self, year: int, month: int, day: int) -> Found | None:
        value = self._calendar(year, month, day)
        return Found(value) if value else None

    def calendar_day(self, tokens: list[Token]) -> Found | None:
        """“3 March 2021”, “Friday, Oct. 13”, “the 3rd of March”, “9 JAN 90”."""
        month, day = self._month_of(tokens), self._day_number(tokens)
        if not 1 <= day <= 31:
            return None
        year = self._year_of(tokens)
        if year is None:
            following = self._word_after(tokens)
            if tokens[-1].letter == "1" and following in self.table["not_a_year"]["after"] and tokens[0].letter == "m":
                return self._named_month(tokens[:1], month, take=1)
            year = self._weekday_year(tokens, month, day) or self._nearest_year(month, day, tokens)
        value = self._calendar(year, month, day)
        return Found(value) if value else None

    def _weekday_year(self, tokens: list[Token], month: int, day: int) -> int | None:
        """The year beside the publication's in which the named weekday falls on that date."""
        number = next((self.table["weekdays"][t.word] for t in tokens if t.letter in "wω"), None)
        if number is None or self.anchor.published is None:
            return None
        now = self.anchor.published[0]
        fitting = (y for y in (now, now - 1, now + 1) if _weekday(y, month, day) == number)
        return next(fitting, None)

    def range_dates(self, tokens: list[Token]) -> Found | None:
        """“March 30 to April 2”, “between 3 May and 5 June 2021”."""
        cut = next(i for i, t in enumerate(tokens) if i and t.letter in "-t&")
        skip = 1 if tokens[0].letter in "FB" else 0
        year = self._year_of(tokens[cut:]) or self._year_of(tokens)
        first, last = self._one_date(tokens[skip:cut], year), self._one_date(tokens[cut:], year)
        return Found(first, last, skip=skip) if first and last else None

    def _one_date(self, tokens: list[Token], year: int | None) -> str:
        month, day = self._month_of(tokens), self._day_number(tokens)
        return self._calendar(self._year_of(tokens) or year or self._nearest_year(month, day, tokens), month, day)

    def range_days(self, tokens: list[Token]) -> Found | None:
        """“March 3-5”, “between 3 and 5 May”."""
        month = self._month_of(tokens)
        days = [self._day_number([t]) for t in tokens if t.letter in "1o"]
        year = self._year_of(tokens) or self._nearest_year(month, days[0], tokens)
        first, last = (self._calendar(year, month, day) for day in days[:2])
        skip = 1 if tokens[0].letter in "FB" else 0
        return Found(first, last, skip=skip) if first and last and first <= last else None

    def range_months(self, tokens: list[Token]) -> Found | None:
        """“from March to May 2021”."""
        cut = next(i for i, t in enumerate(tokens) if i and t.letter in "-t&")
        skip = 1 if tokens[0].letter in "FB" else 0
        months = [self._month_of(part) for part in (tokens[:cut], tokens[cut:])]
        last_year = self._year_of(tokens[cut:]) or self._nearest_year(months[1], None, tokens)
        if last_year is None:
            return Found(f"XXXX-{months[0]:02}", f"XXXX-{months[1]:02}", skip=skip)
        first_year = self._year_of(tokens[:cut]) or last_year - (months[0] > months[1])
        return Found(f"{first_year}-{months[0]:02}", f"{last_year}-{months[1]:02}", skip=skip)

    def range_years(self, tokens: list[Token]) -> Found | None:
        """“1990-1995”, “between 1994 and 1997”."""
        years = [t.word for t in tokens if t.letter in "Y19"]
        last = years[1] if len(years[1]) == 4 else years[0][:2] + years[1].zfill(2)
        skip = 1 if tokens[0].letter in "FB" else 0
        good = "1000" <= years[0] < last <= "2100" and (skip or self._is_year(tokens))
        return Found(years[0], last, skip=skip) if good else None

    def month_year(self, tokens: list[Token]) -> Found | None:
        """“March 2011”, “early March 2011”."""
        return Found(f"{self._year_of(tokens)}-{self._month_of(tokens):02}")

    def month_relative(self, tokens: list[Token]) -> Found | None:
        """“June last year”, “in January this year”."""
        unit = self._unit(tokens)
        year = self._relative("Y", self._step(tokens)) if unit == "Y" else ""
        return Found(f"{year}-{self._month_of(tokens):02}") if year else None

    def month(self, tokens: list[Token]) -> Found | None:
        """“in November”, “last April”, “mid-November”."""
        if len(tokens) == 1 and not self._is_month(tokens[0]):
            return None
        return self._named_month(tokens, self._month_of(tokens))

    def _is_month(self, token: Token) -> bool:
        """“May” and “March” are months only where nothing speaks for the verb or the name."""
        if token.letter == "M" and self.text[token.end : token.end + 1] != ".":
            return False
        if token.word not in {"may", "march", "april", "june", "august"}:
            return True
        before, after = self._word_before([token]), self.text[token.end : token.end + 2]
        return before in _BEFORE_MONTH and not (
            len(after) == 2 and after[0] == " " and after[1].isupper() and token.word != "march"
        )

    def _named_month(self, tokens: list[Token], month: int, take: int | None = None) -> Found | None:
        step = self._step(tokens)
        if step:
            published = self.anchor.published
            if published is None or published[1] is None:
                return Found(f"XXXX-{month:02}", take=take)
            behind, ahead = month >= published[1], month <= published[1]
            year: int | None = published[0] - behind if step < 0 else published[0] + ahead
        elif any(t.letter == "h" for t in tokens):
            year = self.anchor.published[0] if self.anchor.published else None
        else:
            year = self._nearest_year(month, None, tokens)
        return Found(f"{year or 'XXXX'}-{month:02}", take=take)

    def year(self, tokens: list[Token]) -> Found | None:
        """“in 1990”, “mid-1996”, “the year 2000”."""
        return Found(tokens[-1].word) if len(tokens) > 1 or self._is_year(tokens) else None

    def _is_year(self, tokens: list[Token]) -> bool:
        """Whether a bare four-digit number is a year: by the words beside it."""
        number = next(t for t in tokens if t.letter == "Y")
        before, after = self._word_before(tokens), self._word_after(tokens)
        if (
            not 1800 <= int(number.word) <= 2100
            or before in self.table["not_a_year"]["before"]
            or self.text[max(0, number.start - 1) : number.start] in _CURRENCY
        ):
            return False
        return after not in self.table["not_a_year"]["after"] and self.text[number.end : number.end + 1] not in "%:/°²"

    def fiscal(self, tokens: list[Token]) -> Found | None:
        """“fiscal 1989”, “financial year 2024”."""
        return Found(tokens[-1].word)

    def decade(self, tokens: list[Token]) -> Found | None:
        """“the 1990s”, “the '80s”, “the nineties”."""
        word = tokens[-1].word.lstrip("'’‘`")
        if word in self.table["decades"]:
            return Found(f"19{self.table['decades'][word]}") if tokens[0].letter == "T" else None
        digits = re.match(r"\d+", word)
        if digits is None:
            return None
        return Found(digits[0][:3] if len(digits[0]) == 4 else ("19" if digits[0] > "20" else "20") + digits[0][0])

    def century(self, tokens: list[Token]) -> Found | None:
        """“the 20th century”."""
        ordinal = next(t for t in tokens if t.letter == "o")
        if self._unit(tokens) == "C":
            return Found(f"{self._ordinal(ordinal) - 1:02}")
        return None


def _weekday(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return 0
