"""Whole phrases: a source that the tagger cut inside its noun phrase is brought to the phrase's edges."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_APPOSITION = 200
"""Characters between a source and its cue that may belong to the source."""
LONGEST_GAP = 80
"""Characters that may be missing between an unfinished source and its cue."""
LONGEST_ANTECEDENT = 8
"""Words of a phrase that a source's clause is about."""
MOST_WORDS = 4
"""Words by which a source that begins inside a phrase is grown to the left."""

_BEFORE = re.compile(r"(?:^|(?<=\s))(?P<word>[^\s,;:()“”\"]+)[ \u00a0]?\Z")
_OPEN_CLAUSE = re.compile(r", (?:who|whose|which)\b")
_REST = re.compile(
    r"(?P<rest> (?!(?:in|on|at|during|by|for|from|with|speaking|told|said)\b)[^.,;:!?“”\"()\n]{2,79}), ?"
)
"""What ends a clause that the source breaks off in: " have received letters, "."""
_OF_NAME = re.compile(r"of [A-ZÀ-Þ]")
_LAST = re.compile(r"[ \u00a0]?(?P<word>[\w’'-]+)\Z")
_WHEN = re.compile(
    r",? (?:on |late |early |last )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\Z"
)
_PUNCTUATION = re.compile(r"[.,;:!?“”\"()\n]")


def whole_phrase(source: Span, cue: Span, text: str, taken: Sequence[Span]) -> Span:
    """The source from the first word of its noun phrase to the end of what stands in apposition to it.

    taken: cues and contents of the sentence, which are never run into.

    >>> text = "A neighbour, too afraid to be named, heard it."
    >>> whole_phrase(Span(2, 11), Span(37, 42), text, [Span(37, 42)]).of(text)
    'A neighbour, too afraid to be named'
    """
    first = max([0, *(s.end for s in taken if s.end <= source.start)])
    start = _antecedent(source, text, first) or _left_edge(source, text, first)
    end = _without_loose_end(Span(start, source.end), text)
    if end <= cue.start:
        end = _with_apposition(Span(start, end), cue, text, taken)
    return Span(start, end) if start < end else source


_RELATIVE = re.compile(r"(?:who|whose)\s+\w", re.IGNORECASE)
_ANTECEDENT = re.compile(
    r"(?<=[.!?:;\n])[\s”\"’)]*(?P<phrase>(?:(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Sgt|Lt|Capt|Maj|Rev|Sen|Rep|Gov)\. )?"
    r"[^\s.,;:!?“”\"()][^.,;:!?“”\"()\n]{1,80}),\s\Z"
)


def _antecedent(source: Span, text: str, first: int) -> int | None:
    """Where the phrase begins that a clause of its own ("who asked not to be named") is about, if that opens the sentence."""
    if not _RELATIVE.match(text, source.start, source.end):
        return None
    begin = max(first, source.start - 100)
    window = text[begin : source.start] if begin else f"\n{text[: source.start]}"
    before = _ANTECEDENT.search(window)
    if before is None or len(before["phrase"].split()) > LONGEST_ANTECEDENT:
        return None
    return source.start - len(window) + before.start("phrase")


def _left_edge(source: Span, text: str, first: int) -> int:
    """Over the rest of a word or of a possessive, and over the determiner in front."""
    start = source.start
    inside = start > first and (text[start] in "’'" or text[start - 1].isalnum() or text[start - 1] in "-’'")
    of_name = _OF_NAME.match(text, start, source.end) is not None
    for _ in range(MOST_WORDS):
        before = _BEFORE.search(text, max(first, start - 40), start)
        if before is None:
            return start
        opens = before["word"].lower() in _listed("determiners") | _listed("counts")
        if opens and before["word"] == "that" and not _one_noun(source.of(text)):
            return start
        if not opens and not inside and not (of_name and before["word"][0].isupper()):
            return start
        start, inside = before.start("word"), inside and not opens
        if opens:
            return start
    return start


def _one_noun(words: str) -> bool:
    """Whether "that" in front points at the voice ("that official said") and does not open what is said ("said that he …")."""
    head = lexicon.heads().get(words)
    several = head.many if head is not None else words.endswith("s")
    return words.isalpha() and words.islower() and not several and words not in lexicon.pronouns()


def _without_loose_end(source: Span, text: str) -> int:
    """Without the day it was said on, and without auxiliaries, relatives and conjunctions at its end, which begin what the source does."""
    end = source.end
    when = _WHEN.search(text, source.start, end)
    if when and when.start() > source.start:
        end = when.start()
    while True:
        last = _LAST.search(text, source.start, end)
        if last is None or last.start() <= source.start or last["word"].lower() not in _listed("loose"):
            return end
        end = last.start()
        while end > source.start and text[end - 1] in " ,\u00a0":
            end -= 1


def _with_apposition(source: Span, cue: Span, text: str, taken: Sequence[Span]) -> int:
    between = text[source.end : cue.start]
    gap = Span(source.end, cue.start)
    if any(s.meets(gap) for s in taken):
        return source.end
    last = _LAST.search(text, source.start, source.end)
    if last and last["word"].lower() in _listed("openers"):
        return cue.start - (len(between) - len(between.rstrip())) if _fills(between) else source.end
    unfinished = _OPEN_CLAUSE.search(text, source.start, source.end) and _REST.fullmatch(between)
    if unfinished:
        return source.end + unfinished.end("rest")
    inner = between.strip()
    apposed = inner.startswith(",") and inner.endswith(",") and len(inner) > 2 and len(between) <= LONGEST_APPOSITION
    words = inner.strip(", ").split()
    if not apposed or len(words) < 2 or _aside(words[0].lower()) or re.search(r"[.;:!?“”\"\n]", inner):
        return source.end
    return source.end + between.rstrip().rindex(",")


def _aside(word: str) -> bool:
    """Whether what opens with the word tells what the voice does, and not who it is ("dedicating the hall")."""
    return word in _listed("asides") or (word.endswith("ing") and word not in _listed("posts_in_ing"))


def _fills(between: str) -> bool:
    return len(between.strip()) > 1 and len(between) <= LONGEST_GAP and not _PUNCTUATION.search(between)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(toml("names")[name].split())
