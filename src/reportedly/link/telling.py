"""Which words of a report tell which of its happenings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Place, Reading
    from reportedly.link.grouping import Group


@dataclass(frozen=True, slots=True)
class Telling:
    """The words one happening is told in, and the places named there."""

    passage: str
    places: tuple[Place, ...]


def tellings(lead: Group, others: Sequence[Group], reading: Reading, ends: Sequence[int]) -> list[Telling]:
    """The lead's telling, then the others': their own sentences and what follows on them.

    The lead is told in the whole report: what stands elsewhere in it is mostly background to the lead.
    """
    text = reading.report.text
    bounds = [0, *ends, len(text)]
    own = set(lead.sentences)
    taken = own.union(*(g.sentences for g in others))
    claimed = [_following(set(g.sentences), own, taken, text, bounds) for g in others]
    first = Telling(f"{reading.report.title or ''}\n{text}", reading.places)
    return [first, *(Telling(_text(s, text, bounds), _places(s, reading, ends)) for s in claimed)]


def _following(sentences: set[int], own: set[int], taken: set[int], text: str, bounds: Sequence[int]) -> set[int]:
    """A group's sentences and those behind them in the same paragraph that no other group has."""
    found = sentences - own or set(sentences)
    for first in sorted(found):
        following = first + 1
        while following < len(bounds) - 1 and following not in taken and text[bounds[following] - 1] != "\n":
            found.add(following)
            following += 1
    return found


def _text(sentences: Iterable[int], text: str, bounds: Sequence[int]) -> str:
    return " ".join(text[bounds[s] : bounds[s + 1]] for s in sorted(sentences))


def _places(sentences: set[int], reading: Reading, ends: Sequence[int]) -> tuple[Place, ...]:
    return tuple(p for p in reading.places if any(bisect_right(ends, s.start) in sentences for s in p.spans))
