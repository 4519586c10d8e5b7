"""Runs of capitalised words, the raw material of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.extract.entity_lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_CAP = rf"(?:(?:[AaEeUu][a-z]{{0,3}}|[Dd]|[Ll]|O|Mc|Ould|bin|ibn)[-'])?[{_UPPER}](?:[^\W_]|['&/-](?=[^\W_])|\.(?=[{_UPPER}]))*+\.?"
_LINK = r"(?:of the|of|for the|for|de la|de los|del|de|da|dos|do|du|van der|van|von|bin|bint|ibn|ben|al|el|ul|ur|wa|e|y|ad-Din|in the|to the)"
_RUN = re.compile(rf"(?<![\w@#/.-]){_CAP}(?:(?: |, (?=Inc\b|Ltd\b|Jr\b)){_CAP}|  ?{_LINK} {_CAP}){{0,11}}")
_PIECE = re.compile(r"[^ ]+")
_ENDS_SENTENCE = re.compile(r"[\w'-]*[^\W\d_]{4,}\.|[^\W\d_]{2,}\.$")
_SHORT = frozenset(
    [
        "st",
        "gov",
        "gen",
        "sen",
        "rep",
        "col",
        "capt",
        "sgt",
        "prof",
        "maj",
        "cmdr",
        "supt",
        "insp",
        "rev",
        "det",
        "messrs",
        "corp",
        "inc",
        "ltd",
        "univ",
        "brig",
        "comm",
        "dept",
    ]
)


class Word(NamedTuple):
    """One word of a run; `text` without a possessive 's, which is what `possessive` tells."""

    text: str
    start: int
    end: int
    possessive: bool


def runs(even: str, start: int, end: int) -> Iterator[tuple[Word, ...]]:
    """Each run of capitalised words (linked by "of", "bin" … inside) of a sentence, `even` being the evened text."""
    for match in _RUN.finditer(even, start, end):
        words: list[Word] = []
        for piece in _PIECE.finditer(even, match.start(), match.end()):
            raw = piece[0].rstrip(",")
            possessive = raw.endswith("'s")
            plain = raw[:-2] if possessive else raw.rstrip("'")
            ends = (
                _ENDS_SENTENCE.fullmatch(plain) is not None
                and plain.rstrip(".").lower() not in _SHORT
                and plain.rstrip(".").lower() not in lexicon().titles
            )
            plain = plain.rstrip(".") if ends else plain
            words.append(Word(plain, piece.start(), piece.start() + len(plain), possessive))
            if ends:
                yield tuple(words)
                words = []
        if words:
            yield tuple(words)
