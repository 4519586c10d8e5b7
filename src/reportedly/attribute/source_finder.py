"""Many phrases found in one pass over the words of a text: a look-up for each word instead of a long alternation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WORD = re.compile(r"n['’]t\b|['’](?:s|re|m|ve|ll|d)\b|[^\W_]+(?:[.-][^\W_]+)*?(?=n['’]t\b)|[^\W_]+(?:[.-][^\W_]+)*")
"""A word, its contracted "n't" or "'s" apart; a full stop or hyphen inside stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A phrase found: `[first, last)` are indices of words, key tells which list it is of."""

    first: int
    last: int
    key: str
    phrase: str


class Finder:
    """Phrases of several lists, by their first words.

    >>> finder = Finder({"carries": ["carried by", "via"]})
    >>> [hit.phrase for hit in finder.hits(WORD.findall("a note carried by two papers"))]
    ['carried by']
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Lists by key; of the phrases that begin at one word the longest wins, then the list given first."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for key, phrases in lists.items():
            for phrase in phrases:
                first, *rest = (word.replace("’", "'") for word in WORD.findall(phrase))
                self._by_first.setdefault(first, []).append((tuple(rest), key, phrase))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def hits(self, words: list[str]) -> Iterator[Hit]:
        """Every phrase in reading order, straight and typographic apostrophes alike, case as given."""
        by_first = self._by_first
        for k, word in enumerate(words):
            rows = by_first.get(word.replace("’", "'") if "’" in word else word)
            if rows is None:
                continue
            for rest, key, phrase in rows:
                last = k + 1 + len(rest)
                if not rest or (last <= len(words) and all(map(_same, words[k + 1 : last], rest))):
                    yield Hit(first=k, last=last, key=key, phrase=phrase)
                    break


def _same(word: str, wanted: str) -> bool:
    return word == wanted or ("’" in word and word.replace("’", "'") == wanted)
