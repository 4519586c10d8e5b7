"""Credit lines: "(Reuters) -", "With reporting by AFP", "Source: TASS"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span
from reportedly.weigh.publishers import is_agency, publisher_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.records import Report

_P: dict[str, float] = toml("weigh")["credits"]
_OPENING_REACH, _CLOSING_REACH = 160, 600

_NAME = r"[A-Z][\w.&'’-]*(?:[ \t\u00a0](?:[A-Z][\w.&'’-]*|of|de|and(?=\s[A-Z]))){0,5}"
_NAMES = rf"{_NAME}(?:[ \t]?[,/;&][ \t]?{_NAME}){{0,3}}"
_OPENING = re.compile(rf"\A\s*[^\n()]{{0,90}}\((?P<names>{_NAMES})\)\s{{0,3}}[-–—:]")
_IN_DATELINE = re.compile(rf"\((?P<names>{_NAMES})\)|(?:[-–—/,]|\A)\s*(?P<bare>{_NAMES})\s*\Z")
_WITH_REPORTING = re.compile(
    rf"\b(?:[Ww]ith|[Aa]dditional)\s+(?:additional\s+)?(?:reporting|files?|inputs?|material|contributions?|information|agencies)\s*"
    rf"(?:by|from|of)?:?\s+(?:the\s+)?(?P<names>{_NAMES})"
)
_SOURCE_LINE = re.compile(
    rf"(?im:^[ \t(\[]*(?:sources?|via|credit|courtesy(?:\s+of)?|read\s+the\s+original\s+(?:at|on)|originally\s+published\s+(?:by|on|in)|"
    rf"first\s+published\s+(?:by|on|in)|this\s+(?:story|article|report)\s+(?:was\s+)?(?:provided|supplied|published)\s+by))[ \t]*[:–—-]?[ \t]*"
    rf"(?:the\s+)?(?P<names>{_NAMES})[ \t]*[.)\]]*[ \t]*$",
    re.MULTILINE,
)
_CLOSING = re.compile(rf"(?:[-–—][ \t]?|\()(?P<names>{_NAMES})\)?[ \t.]*$", re.MULTILINE)
_SPLIT = re.compile(r"\s*[,/;&]\s*|\s+and\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet that a report says it has its text or part of it from. span: where in the text, None outside of it."""

    publisher: str
    span: Span | None
    p_lineage: float


def credits_of(report: Report) -> tuple[Credit, ...]:
    """All credits of a report, each publisher once, the likeliest; in a report's own name they are left out by the caller."""
    found: dict[str, Credit] = {}
    for credit in (*_outside(report), *_in_text(report.text)):
        known = found.get(credit.publisher)
        if known is None or (credit.p_lineage, credit.span is not None) > (known.p_lineage, known.span is not None):
            found[credit.publisher] = credit
    return tuple(found[name] for name in sorted(found))


def _outside(report: Report) -> Iterable[Credit]:
    if report.dateline:
        for match in _IN_DATELINE.finditer(report.dateline[:200]):
            bare = match["bare"]
            for name in _SPLIT.split(match["names"] or bare):
                if not bare or is_agency(name):
                    yield Credit(publisher=publisher_name(name), span=_where(report, name), p_lineage=_P["dateline"])
    for name in re.split(r"\s*[,/;&|]\s*|\s+(?:and|for|in)\s+", (report.byline or "")[:200]):
        plain = re.sub(r"(?i)^\s*by\s+|\s+(?:staff|reporters?|writers?|correspondents?)\s*$|^the\s+", "", name).strip()
        if is_agency(plain):
            yield Credit(publisher=publisher_name(plain), span=_where(report, plain), p_lineage=_P["byline"])


def _in_text(text: str) -> Iterable[Credit]:
    if opening := _OPENING.match(text, 0, _OPENING_REACH):
        yield from _named(opening, 0, _P["opening"], any_outlet=False)
    tail_start = max(0, len(text) - _CLOSING_REACH)
    tail = text[tail_start:]
    for match in _WITH_REPORTING.finditer(tail):
        yield from _named(match, tail_start, _P["with_reporting"], any_outlet=False)
    for match in _SOURCE_LINE.finditer(tail):
        yield from _named(match, tail_start, _P["source_line"], any_outlet=True)
    last = tail.rstrip()[-120:]
    for match in _CLOSING.finditer(last):
        if match.end() == len(last):
            yield from _named(match, tail_start + len(tail.rstrip()) - len(last), _P["closing"], any_outlet=False)


def _named(match: re.Match[str], offset: int, p_lineage: float, *, any_outlet: bool) -> Iterable[Credit]:
    position = match.start("names")
    for written in _SPLIT.split(match["names"]):
        name = written.rstrip(".-")
        at = match.string.find(name, position)
        if name and (any_outlet or is_agency(name)):
            yield Credit(
                publisher=publisher_name(name), span=Span(offset + at, offset + at + len(name)), p_lineage=p_lineage
            )
        position = max(position, at)


def _where(report: Report, name: str) -> Span | None:
    """The name in the head of the text, when the dateline or byline stands there too."""
    at = report.text.find(name, 0, _OPENING_REACH)
    return Span(at, at + len(name)) if at >= 0 else None
