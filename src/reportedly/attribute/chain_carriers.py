"""The words of a sentence that pass a voice on: "in a statement carried by", "citing", "quoted … as saying"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import Phrase, phrase
from reportedly.core.data import toml
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\s,;:()“”\"–—]+")
STOPS = frozenset(
    ["that", "who", "which", "whose", "whom", "as", "on", "at", "after", "when", "while", "said", "says", "say", "saying", "told", "tells", "has", "have", "had", "was", "is", "were", "are", "be", "been", "will", "would", "could", "may", "might", "reported", "reports", "reporting", "announced", "added", "but", "because", "since", "if", "whether", "before", "during", "where", "here", "there", "by", "with", "claimed", "claims", "confirmed", "stated", "wrote", "noted", "late", "early", "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "citing", "quoting", "quoted", "cited", "to", "into", "over", "under", "about", "against", "via", "earlier", "later", "then", "also", "not"]
)
INNER = frozenset(["of", "for", "in", "from", "the", "and", "at"])
CARRYING = frozenset({"outlet", "channel"})
VOICES = frozenset({"person", "people", "organisation", "outlet", "channel", "document"})
REACH = 14
"""Words of the longest phrase that is read behind a carrying word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A voice that the frame of an attribution names beside its source.

    deeper: it stands beyond the source ("citing local officials"); otherwise it carries the source to the publisher.
    """

    span: Span
    deeper: bool
    why: str


@cache
def _triggers() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    table = toml("carriers")
    carries, cites = lexicon.entries(table["carries"]["after"]), lexicon.entries(table["cites"]["after"])
    every = sorted({*carries, *cites}, key=len, reverse=True)
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in every)
    return re.compile(rf"\b(?:{words})\b(?=\s)", re.IGNORECASE), frozenset(carries), frozenset(cites)


@cache
def _as_saying() -> re.Pattern[str]:
    table = toml("carriers")["quotes"]
    verbs = "|".join(lexicon.entries(table["verbs"]))
    ends = "|".join(re.escape(e).replace(r"\ ", r"\s+") for e in lexicon.entries(table["ends"]))
    return re.compile(rf"\b(?:{verbs})\s+(?!by\b)([^.;“”\"\n]{{2,120}}?)\s+(?:{ends})\b", re.IGNORECASE)


@cache
def _platforms() -> frozenset[str]:
    return frozenset(lexicon.entries(toml("carriers")["platforms"]["names"]))


@cache
def _crowds() -> frozenset[str]:
    table = toml("carriers")
    return frozenset(lexicon.entries(table["receivers"]["crowd"])) | frozenset(
        lexicon.entries(table["publisher"]["itself"])
    )


def noun_phrase(text: str, start: int, limit: int) -> Span | None:
    """The noun phrase that begins at `start`, ending before `limit` at the latest; None when none does.

    >>> text = "citing two officials in the Zahran district on Monday"
    >>> noun_phrase(text, 7, len(text)).of(text)
    'two officials in the Zahran district'
    """
    end, at = start, start
    for match in WORD.finditer(text, start, limit):
        if match.start() > at and text[at : match.start()].strip(" \u00a0\n\t"):
            break
        word = match.group()
        low = word.lower().rstrip(".")
        if low in STOPS or (low in INNER and end == start and low != "the"):
            break
        at = match.end()
        if low not in INNER:
            end = match.end()
        if (word.endswith(".") and len(word) > 4) or len(text[start:end].split()) >= REACH:
            break
    found = trimmed(Span(start, end), text, ".,'’")
    return found if found.end > found.start else None


def links(text: str, frame: Span, aside: Iterable[Span], source: Span | None) -> tuple[Link, ...]:
    """The voices named beside the source in the sentence `frame`, in reading order; words inside `aside` say nothing.

    Time is linear in the length of the frame.
    """
    pattern, carries, _ = _triggers()
    aside = tuple(aside)
    found: list[Link] = []
    for match in _as_saying().finditer(text, frame.start, frame.end):
        if _in(match.start(), aside):
            continue
        inner = Span(*match.span(1))
        before = _subject(text, frame.start, match.start())
        if source is not None and source.meets(inner):
            if before is not None and readable(text, before):
                found.append(Link(span=before, deeper=False, why=f"quoted by {before.of(text)}"))
        elif source is None or source.start < match.start():
            found.append(Link(span=inner, deeper=True, why=f"quotes {inner.of(text)}"))
        return tuple(found)
    for match in pattern.finditer(text, frame.start, frame.end):
        if _in(match.start(), aside):
            continue
        span = noun_phrase(text, _skip(text, match.end()), frame.end)
        if span is None or (source is not None and span.meets(source)):
            continue
        trigger = " ".join(match.group().lower().split())
        if trigger in carries and (trigger != "via" or carrier(phrase(span.of(text)))):
            if carrying(text, span):
                found.append(Link(span=span, deeper=False, why=f"{trigger} {span.of(text)}"))
        elif trigger == "according to":
            if (
                source is not None
                and source.start < match.start()
                and source.end <= match.start()
                and found_citing(text, source, match.start())
            ):
                found.append(Link(span=span, deeper=True, why=f"{trigger} {span.of(text)}"))
            elif carrying(text, span) and source is not None:
                found.append(Link(span=span, deeper=False, why=f"{trigger} {span.of(text)}"))
        elif source is not None and source.end <= match.start() and citable(text, span):
            found.append(Link(span=span, deeper=True, why=f"{trigger} {span.of(text)}"))
    return tuple(found)


def found_citing(text: str, source: Span, at: int) -> bool:
    """Whether an outlet stands as the source and "according to" follows right behind its cue: the outlet cites."""
    read = phrase(source.of(text))
    return read.kind in CARRYING and at - source.end < 40


def carrier(read: Phrase) -> bool:
    """Whether the phrase can carry what another says: an outlet, a channel."""
    return read.kind in CARRYING


def carrying(text: str, span: Span) -> bool:
    """Whether the words after a carrying phrase name one who carries, and neither a crowd nor a platform."""
    words = " ".join(span.of(text).split())
    if words.lower() in _platforms() or words.lower() in _crowds() or words.lower().removeprefix("the ") in _crowds():
        return False
    read = phrase(words)
    if read.kind in CARRYING:
        return True
    return (
        read.kind == "organisation"
        and read.name is not None
        and not read.government
        and lexicon.outlet_called(words) is not None
    )


def citable(text: str, span: Span) -> bool:
    """Whether the words after "citing" are a voice ("local officials") and not a reason ("security concerns")."""
    read = phrase(span.of(text))
    if read.pronoun is not None:
        return False
    return read.kind in VOICES and (read.named or bool(read.head in lexicon.heads()))


def readable(text: str, span: Span) -> bool:
    """Whether the span is a voice at all."""
    return phrase(span.of(text)).kind in VOICES


def receiver(text: str, span: Span) -> bool:
    """Whether the one who was told passes it on: "told the Meridian Wire" does, "told reporters" does not."""
    return carrying(text, span)


def _subject(text: str, start: int, end: int) -> Span | None:
    """The noun phrase right before a verb: what stands after the last comma or the beginning of the sentence."""
    window = text[max(start, end - 80) : end]
    cut = (
        max(window.rfind(mark) + len(mark) for mark in (", ", "; ", "“", "”", "\n") if mark in window)
        if any(m in window for m in (", ", "; ", "“", "”", "\n"))
        else 0
    )
    span = trimmed(Span(end - len(window) + cut, end), text)
    for word in (" has", " had", " also", " later", " have"):
        if text[span.start : span.end].endswith(word):
            span = Span(span.start, span.end - len(word))
    return span if span.end > span.start else None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _in(at: int, aside: tuple[Span, ...]) -> bool:
    return any(s.start <= at < s.end for s in aside)
