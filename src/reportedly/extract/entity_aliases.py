"""Names a report itself ties together: "Popular Mobilization Units (PMU) or Hashd al-Sha'abi", "also known as"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.spans import Span
from reportedly.extract.entity_lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.extract.entity_mentions import Mention

_IN_BRACKETS = re.compile(
    r" ?\((?P<lead>(?:also |formerly |better )?(?:known as |called |aka |a\.k\.a\.? |or |the )?(?:the )?)[\"'“]?(?P<inside>[^()\n]{2,60}?)[\"'”]?\)"
)
_OR = re.compile(r",? or (?:the )?(?=[A-Z]|al-)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9/-]{0,7}|[A-Z]{2}")
_NAME = re.compile(
    r"(?:[Aa]l-|[A-ZÀ-Þ])[\w'’‘-]*(?: (?:(?:of|the|al|bin|de|for|and) )?(?:[Aa]l-|[A-ZÀ-Þ])[\w'’‘-]*){0,6}"
)
_NOT_ALIASES = re.compile(r"(?:\d|R-|D-|left|right|C\)|pictured|born|file|Reuters|AP$|AFP$)", re.IGNORECASE)


class Tie(NamedTuple):
    """The name at `alias` is another name of mention number `of`."""

    of: int
    alias: Span


def ties(even: str, mentions: list[Mention]) -> Iterator[Tie]:
    """Every name tied to a mention by brackets, "or" after brackets, or words such as "also known as"."""
    for index, mention in enumerate(mentions):
        if mention.kind == "weapon":
            continue
        at = mention.span.end
        if brackets := _IN_BRACKETS.match(even, at, at + 90):
            yield from _bracketed(even, index, mention, brackets)
            at = brackets.end()
        if known := lexicon().known_as.match(even, at, at + 60):
            name = _NAME.match(even, known.end(), known.end() + 80)
            if name:
                yield Tie(index, Span(*name.span()))


def _bracketed(even: str, index: int, mention: Mention, brackets: re.Match[str]) -> Iterator[Tie]:
    inside = brackets["inside"]
    named = "known" in brackets["lead"] or "called" in brackets["lead"] or "a" in brackets["lead"][:1]
    if _NOT_ALIASES.match(inside) or not (named or stands_for(inside, mention, even)):
        return
    yield Tie(index, Span(brackets.start("inside"), brackets.end("inside")))
    more = _OR.match(even, brackets.end(), brackets.end() + 12)
    if more and (name := _NAME.match(even, more.end(), more.end() + 80)):
        yield Tie(index, Span(*name.span()))


def stands_for(short: str, mention: Mention, even: str) -> bool:
    """Whether the words in brackets are the mention's acronym, or the name whose acronym the mention is."""
    full = mention.span.of(even)
    if _ACRONYM.fullmatch(short):
        return (
            " " in full
            and mention.kind != "person"
            and (spelt(short, full) or len(full.split()) > 2 or mention.kind == "organisation")
        )
    if _ACRONYM.fullmatch(full):
        return _NAME.fullmatch(short) is not None and (" " in short or spelt(full, short))
    first = short.split(" ", 1)[0]
    return mention.key[0] == "body" and (first in lexicon().bodies or _NAME.fullmatch(short) is not None)


def spelt(acronym: str, name: str) -> bool:
    """Whether the acronym's letters are found in order in the name, the first at its start.

    >>> spelt("SDF", "Syrian Democratic Forces"), spelt("PMU", "Syrian Democratic Forces")
    (True, False)
    """
    letters = iter(name.casefold())
    wanted = [c for c in acronym.casefold() if c.isalnum()]
    return bool(wanted) and name.casefold()[:1] == wanted[0] and all(c in letters for c in wanted)


def initials(name: str) -> str:
    """First letters of the capitalised words."""
    return "".join(w[0] for w in re.split(r"[ -]", name) if w[:1].isupper())
