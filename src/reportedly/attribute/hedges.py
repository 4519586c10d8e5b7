"""Words that attribute to nobody: “An aid convoy was reportedly hit.” Someone said so, and the report does not say who."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute.draft import Draft
from reportedly.core.data import toml
from reportedly.core.spans import Span, folded, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLAUSE_END = re.compile(r"[;:]|, (?:but|while|although|though|and) ")

_JOINING = re.compile(r"[\s,]*(?:when|while|where|and|but)\s+(?=\w)", re.IGNORECASE)
"""A word that joins a clause to the one before."""


def hearsay(text: str, sentences: Sequence[Span], found: Sequence[Draft]) -> list[Draft]:
    """A draft without source for every hedging adverb that no draft in `found` holds in its cue or content.

    >>> text = "The bridge reportedly fell, but the road is open."
    >>> [[part.of(text) for part in d.content] for d in hearsay(text, [Span(0, len(text))], [])]
    [['The bridge', 'fell']]
    """
    new = []
    for adverb in _adverbs().finditer(folded(text)):
        word = Span(*adverb.span())
        sentence = next((s for s in sentences if s.holds(word)), None)
        if sentence is None or any(part.meets(word) for d in found for part in (*d.cue, *d.content)):
            continue
        content = _clause(text, sentence, word, found)
        if content:
            why = (f"“{word.of(text)}” attributes to nobody",)
            new.append(Draft(source=(), cue=(word,), content=content, quote="indirect", p_attribution=0.65, why=why))
    return new + list(_rumours(text, sentences, [*found, *new]))


def _rumours(text: str, sentences: Sequence[Span], found: Sequence[Draft]) -> Iterator[Draft]:
    """The phrase in “Word is that the bridge is mined” attributes the rest of its clause to nobody."""
    for phrase in _phrases().finditer(folded(text)):
        cue = Span(*phrase.span())
        sentence = next((s for s in sentences if s.holds(cue)), None)
        if sentence is None or any(part.meets(cue) for d in found for part in (*d.cue, *d.content)):
            continue
        end = _CLAUSE_END.search(text, cue.end, sentence.end)
        content = trimmed(Span(cue.end, end.start() if end else sentence.end), text, ",—–-.!?:")
        if len(content.of(text).split()) >= MIN_RUMOUR:
            why = (f"“{cue.of(text)}” attributes to nobody",)
            yield Draft(source=(), cue=(cue,), content=(content,), quote="indirect", p_attribution=0.65, why=why)


MIN_RUMOUR = 3
"""Words of a rumour; fewer are a phrase of their own ("the word is out")."""


def idioms(text: str) -> tuple[Span, ...]:
    """Where the text has words that look like an attribution and are an idiom.

    >>> [span.of("Needless to say, it rained.") for span in idioms("Needless to say, it rained.")]
    ['Needless to say']
    """
    return tuple(Span(*m.span()) for m in _idioms().finditer(folded(text)))


def _clause(text: str, sentence: Span, adverb: Span, found: Sequence[Draft]) -> tuple[Span, ...]:
    """What stands around the adverb in its clause, up to the nearest cue of another attribution on either side."""
    edges = [span for d in found for span in (*d.cue, *d.source, *d.content) if sentence.holds(span)]
    ends = [m.end() for m in _CLAUSE_END.finditer(text, sentence.start, adverb.start)]
    starts = [m.start() for m in _CLAUSE_END.finditer(text, adverb.end, sentence.end)]
    start = max([sentence.start, *ends, *(e.end for e in edges if e.end <= adverb.start)])
    end = min([sentence.end, *starts, *(e.start for e in edges if e.start >= adverb.end)])
    joining = _JOINING.match(text, start, adverb.start) if start > sentence.start else None
    start = joining.end() if joining else start
    parts = (trimmed(Span(start, adverb.start), text, ",—–-"), trimmed(Span(adverb.end, end), text, ",—–-.!?"))
    return tuple(p for p in parts if re.search(r"\w", p.of(text)))


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=^)|(?<=[.!?;,:—–] )|(?<=\n))(?:" + "|".join(toml("idioms")["rumours"]) + r")\b")


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(toml("idioms")["idioms"]) + r")\b")


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(toml("hearsay")["adverbs"]) + r")\b")
