"""Quotation marks of a text, matched as print uses them; a stray mark costs one quotation at most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Quote
    from reportedly.core.spans import Spans

OPENING = "“«„‟〝"
CLOSING = "”»〞"
STRAIGHT = '"＂'
MARKS = OPENING + CLOSING + STRAIGHT + "‘’'`"

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch in quotation marks within one paragraph, marks included.

    closed: False when the paragraph ends before a closing mark: in print, the quotation goes on in the next paragraph
    if that opens with a mark again.
    """

    span: Span
    closed: bool


def paragraphs(text: str) -> tuple[Span, ...]:
    """Lines that hold more than white space, trimmed of nothing."""
    return tuple(Span(*m.span()) for m in _PARAGRAPH.finditer(text) if not m.group().isspace())


def quotations(text: str) -> tuple[Quotation, ...]:
    """Outermost quotations in double marks, and in single ones where they stand outside double marks.

    >>> [q.span.of("He said “go ‘now’” and left.") for q in quotations("He said “go ‘now’” and left.")]
    ['“go ‘now’”']
    """
    return tuple(q for p in paragraphs(text) for q in _in_paragraph(text, p))


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: int | None = None
    single: int | None = None
    for at in range(paragraph.start, paragraph.end):
        char = text[at]
        if char not in MARKS:
            continue
        if opened is None and _opens_double(text, at, paragraph):
            if char in STRAIGHT or char in OPENING:
                opened, single = at, None
        elif opened is not None and (char in CLOSING or char in STRAIGHT):
            yield Quotation(span=Span(opened, at + 1), closed=True)
            opened = None
        elif opened is None and single is None and _opens_single(text, at, paragraph):
            single = at
        elif single is not None and char in "’'" and not text[at + 1 : at + 2].isalnum():
            yield Quotation(span=Span(single, at + 1), closed=True)
            single = None
    if opened is not None:
        yield Quotation(span=Span(opened, paragraph.end), closed=False)


def _opens_double(text: str, at: int, paragraph: Span) -> bool:
    if text[at] in OPENING:
        return True
    following = text[at + 1 : min(at + 2, paragraph.end)]
    return text[at] in STRAIGHT and bool(following) and not following.isspace()


def _opens_single(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1 : min(at + 2, paragraph.end)]
    return text[at] in "‘'" and (before.isspace() or before in "(—–-") and after.isalnum()


def kind(content: Spans, quoted: tuple[Quotation, ...], text: str) -> Quote:
    """Direct when nearly all words of the content stand in quotation marks, mixed when some do.

    "Nearly all" is nine in ten: a stray conjunction outside the marks does not make a quotation indirect.
    """
    if not quoted:
        return "indirect"
    words = [Span(*m.span()) for part in content for m in _WORD.finditer(text, part.start, part.end)]
    inside = sum(any(q.span.holds(w) for q in quoted if q.span.meets(w)) for w in words)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * len(words) else "mixed"


def with_marks(part: Span, quoted: tuple[Quotation, ...], text: str) -> Span:
    """The part grown over the quotation marks that touch it, and over the punctuation before the closing one."""
    start, end = part
    for quotation in quoted:
        if start - 1 == quotation.span.start:
            start -= 1
        if (
            quotation.closed
            and end < quotation.span.end <= end + 4
            and not _WORD.search(text[end : quotation.span.end])
        ):
            end = quotation.span.end
    return Span(start, end)
