"""One interval from all the figures that a set of words gives for one measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.figures import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Interval
    from reportedly.core.records import Figure


_REACH = 3
"""Figures that differ by more than this factor are not taken for counts of the same thing."""


def toll(figures: Iterable[Figure], measure: str) -> Interval | None:
    """What `figures` together say of `measure`, None when they say nothing; figures in the order of the text.

    Shares of another figure do not count again. The first figure with a number speaks for the text; where its words leave
    one end open ("at least 14", "up to 20"), the other figures close it. Without any, the names given are counted.
    """
    own = [f for f in figures if f.measure == measure]
    wholes = [f for f in own if f.part_of is None]
    stated = [f for f in wholes if f.qualifier != NAMED]
    if not stated:
        names = {(f.unit or "").lower() for f in wholes}
        return (len(names), len(names)) if names else None
    first, *others = stated
    if first.high is None:
        higher = [f.high for f in others if f.high is not None and first.low <= f.high <= first.low * _REACH]
        return first.low, max(higher, default=None)
    if first.low == 1 < first.high:
        lower = [f.low for f in others if first.high <= f.low * _REACH and f.low <= first.high]
        shares = [f.low for f in own if f.part_of and first.high <= f.low * _REACH and f.low <= first.high]
        return min(lower, default=max(shares, default=first.low)), first.high
    return first.low, first.high
