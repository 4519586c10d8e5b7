"""Whole names: a source that the tagger cut inside a name is grown to the name's ends."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = r"[ \u00a0]"
_BEFORE = re.compile(rf"(?P<word>[^\W\d_][\w'’.&-]{{0,30}}){_GAP}\Z")
_AFTER = re.compile(rf"{_GAP}(?P<word>[^\W\d_][\w'’.&-]{{0,30}})")
_LAST_WORD = re.compile(r"(\w+)\W*\Z")
MAX_WORDS = 6
"""A name is grown by so many words at most on either side."""


def whole(source: Span, text: str, sentence: Span, taken: Sequence[Span]) -> Span:
    """The source with the rest of a name it begins or ends inside of, never past its sentence or into a span of `taken`.

    >>> text = "On Monday the Free Hills Front called for help."
    >>> whole(Span(25, 30), text, Span(0, len(text)), [Span(31, 41)]).of(text)
    'the Free Hills Front'
    """
    first = max([sentence.start, *(s.end for s in taken if s.end <= source.start)])
    last = min([sentence.end, *(s.start for s in taken if s.start >= source.end)])
    start = _grown_left(source, text, first, sentence.start) if text[source.start].isupper() else source.start
    return Span(start, _grown_right(source, text, last))


def reclaimed(source: Span, content: Sequence[Span], text: str) -> Span:
    """The source with the words of its own phrase that the content before it has swallowed.

    Content before a source ends with punctuation. Where it runs into the source, what follows its last comma is the
    source's, if that is a short phrase.

    >>> text = "Rain fell, the aid group Open Hands Relief said."
    >>> reclaimed(Span(36, 42), [Span(0, 35)], text).of(text)
    'the aid group Open Hands Relief'
    """
    for part in content:
        between = text[part.end : source.start]
        runs_in = part.end <= source.start and len(between) <= 1 and not between.strip()
        if runs_in and text[part.end - 1].isalnum():
            comma = text.rfind(", ", max(0, part.start - 2, source.start - 60), source.start)
            if comma >= 0 and len(text[comma : source.start].split()) <= MAX_WORDS:
                return Span(comma + 2, source.end)
    return source


def _grown_left(source: Span, text: str, first: int, opening: int) -> int:
    start = source.start
    for _ in range(MAX_WORDS):
        before = _BEFORE.search(text, max(first, start - 40), start)
        if not before:
            break
        word, at = before["word"], before.start("word")
        if word.lower() in _listed("determiners") and start < source.start:
            return at
        if not word[0].isupper() or at == opening or word in _listed("calendar") or word.endswith("."):
            break
        start = at
    return start


def _grown_right(source: Span, text: str, last: int) -> int:
    """Only where the source ends on a word that no name ends on: “the envoy to the” goes on to “UN Ana Ruiz”."""
    ending = _LAST_WORD.search(source.of(text))
    if not ending or ending[1].lower() not in _listed("openers"):
        return source.end
    end, named = source.end, source.end
    for _ in range(MAX_WORDS):
        after = _AFTER.match(text, end, last)
        if not after:
            break
        word = after["word"]
        if not word[0].isupper() and word not in _listed("openers"):
            break
        end = after.end()
        named = end if word[0].isupper() else named
    return named


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(toml("names")[name].split())
