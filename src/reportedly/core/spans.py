"""Spans: half-open ranges of code points in one immutable text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """Half-open range `[start, end)` of code points of a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers.

        >>> Span(0, 5).of("Hello there")
        'Hello'
        """
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        """The span shifted by `by` characters."""
        return Span(self.start + by, self.end + by)


Spans: TypeAlias = tuple[Span, ...]
"""A possibly discontinuous stretch of text, in reading order, parts not overlapping."""


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`.

    Raises:
        ValueError: `spans` is empty.

    >>> hull([Span(3, 5), Span(9, 12)])
    Span(start=3, end=12)
    """
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def trimmed(span: Span, text: str, also: str = "") -> Span:
    """The span without white space, and without the characters of `also`, at either end; may come out empty.

    >>> trimmed(Span(0, 7), ' "hi," ', also='",')
    Span(start=2, end=4)
    """
    start, end = span
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return Span(start, end)


def folded(text: str) -> str:
    """The text in lower case, character by character, so that every offset stays.

    A pattern in lower case searches it several times faster than one that ignores case searches the text.

    >>> folded("İZMIR Declared"), len(folded("İ"))
    ('İzmir declared', 1)
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words_of(spans: Iterable[Span], text: str) -> str:
    """The covered characters, parts joined by " … "."""
    return " … ".join(s.of(text) for s in spans)
