"""When: every time a report names, as TIMEX3 value and as a stretch of days, seen from its publication date."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.records import Report, Time
from reportedly.core.spans import Span
from reportedly.extract.time_context import Anchor, Found
from reportedly.extract.time_grammar import CORE, GRAMMAR, RUN, rule_of
from reportedly.extract.time_phrases import phrases
from reportedly.extract.time_resolve import Resolver
from reportedly.extract.time_tokens import tokens
from reportedly.extract.time_values import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.extract.time_tokens import Token

_DATELINE = re.compile(r"[^\n]{0,160}?(?:--|—|–| - |\) ?_|\[TEXT\])")
_OPEN_AFTER = re.compile(
    r"\b(?:since|starting|beginning|effective)\s{1,3}(?:at least |as early as |the |in |early |late |about |around )?$",
    re.IGNORECASE,
)
_OPEN_BEFORE = re.compile(r"\b(?:until|till)\s{1,3}(?:at least |the |early |late |about |around )?$", re.IGNORECASE)


def times(report: Report) -> tuple[Time, ...]:
    """The time expressions of `report.text`, in order, never overlapping.

    A weekday, month or "last week" counts from `report.published`, or from a full date in the text's own dateline; when
    there is neither it stays unresolved with X's in its value. "Two days later" counts from the last day named before.
    Lengths of time ("three hours") have a value and no ends. "Since March 2011" is open at the end.

    >>> day = Report(id="r", text="It began on Sunday and lasted three hours.", published="2021-03-04")
    >>> [(t.value, t.start) for t in times(day)]
    [('2021-02-28', '2021-02-28'), ('PT3H', None)]
    """
    text = report.text
    anchor = Anchor(published=_published(report.published) or _dateline_date(text))
    return tuple(_time(report, span, found) for span, found in _found(text, Resolver(text, anchor)))


def _found(text: str, resolver: Resolver) -> Iterator[tuple[Span, Found]]:
    stream = tokens(text)
    letters = "".join(t.letter for t in stream)
    marks = [(span, Found(value)) for span, value in phrases(text)]
    marks.reverse()
    end_before = 0
    for run in RUN.finditer(letters):
        if not CORE.search(letters, run.start(), run.end()):
            continue
        at = run.start()
        while at < run.end() and (match := GRAMMAR.search(letters, at, run.end())):
            chosen = stream[match.start() : match.end()]
            found = _resolved(resolver, rule_of(match), chosen)
            if found is None:
                at = match.start() + 1
                continue
            used = chosen[found.skip : found.take]
            span = Span(used[0].start, used[-1].end)
            while marks and marks[-1][0].start < span.start:
                mark = marks.pop()
                if mark[0].start >= end_before and mark[0].end <= span.start:
                    yield mark
                    end_before = mark[0].end
            while marks and marks[-1][0].start < span.end:
                marks.pop()
            if span.start >= end_before:
                _move(resolver.anchor, found, span)
                yield span, found
                end_before = span.end
            at = match.start() + (found.take or len(chosen))
    yield from (mark for mark in reversed(marks) if mark[0].start >= end_before)


def _resolved(resolver: Resolver, rule: str, chosen: list[Token]) -> Found | None:
    """What the rule reads, None when it declines or the calendar has no such date."""
    try:
        found: Found | None = getattr(resolver, rule)(chosen)
    except (ValueError, OverflowError):
        return None
    return found


def _move(anchor: Anchor, found: Found, span: Span) -> None:
    """Later relative times count from what was just named."""
    value = found.last or found.value
    if re.match(r"\d{4}(?:-|$)", value):
        anchor.year = int(value[:4])
        if re.match(r"\d{4}-\d\d-\d\d", value):
            anchor.day, anchor.day_at = date.fromisoformat(value[:10]), span.end


def _time(report: Report, span: Span, found: Found) -> Time:
    precision, start, end = bounds(found.value)
    value = found.value
    if found.last:
        _, _, end = bounds(found.last)
        value = f"{found.value}/{found.last}"
    before = report.text[max(0, span.start - 30) : span.start]
    if start and _OPEN_AFTER.search(before):
        end = None
    elif start and _OPEN_BEFORE.search(before):
        start = None
    return Time(
        id=content_id("t", report.id, span.start, span.end),
        spans=(span,),
        precision=precision,
        value=value,
        start=start,
        end=end,
    )


def _published(published: str | None) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of a reduced-precision date; None outside the years 1000 to 2999."""
    match = re.match(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)", published or "")
    return (int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None) if match else None


def _dateline_date(text: str) -> tuple[int, int | None, int | None] | None:
    """A full date in the words before the first dash: "HARGAV, 9 Jan 1990 (Agency) --"."""
    head = _DATELINE.match(text)
    if head is None:
        return None
    for _, found in _found(head[0], Resolver(head[0], Anchor(published=None))):
        match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", found.value)
        if match:
            return int(match[1]), int(match[2]), int(match[3])
    return None
