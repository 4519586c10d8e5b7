"""One interval from all the figures that a set of words gives for one measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.figures import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Interval
    from reportedly.core.records import Figure


def toll(figures: Iterable[Figure], measure: str) -> Interval | None:
    """What `figures` together say of `measure`, None when they say nothing; figures in the order of the text.

    Shares of another figure do not count again. The first figure with a number speaks for the text.
    Without any, the names given are counted.
    """
    own = [f for f in figures if f.measure == measure and f.part_of is None]
    stated = [f for f in own if f.qualifier != NAMED]
    if stated:
        first = stated[0]
        return first.low, first.high
    names = {(f.unit or "").lower() for f in own}
    return (len(names), len(names)) if names else None
