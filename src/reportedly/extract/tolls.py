"""One interval from all the figures that a set of words gives for one measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.extract.figures import NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Interval
    from reportedly.core.records import Figure


_REACH = 3
"""Figures that differ by more than this factor are not taken for counts of the same thing."""


def toll(figures: Iterable[Figure], measure: str) -> Interval | None:
    """What `figures` together say of `measure`, None when they say nothing; figures in the order of the text.

    Shares of another figure do not count again, nor do those that come on top of an earlier one ("seven more") where
    the running total is stated. The first figure with a number speaks for the text; where its words leave
    one end open ("at least 14", "up to 20"), the other figures close it. Without any, the names given are counted.
    """
    own = [f for f in figures if f.measure == measure]
    wholes = [f for f in own if f.part_of is None]
    stated = [f for f in wholes if f.qualifier != NAMED]
    if any(f.cumulative for f in stated):
        stated = [f for f in stated if not is_increment(f.qualifier)] or stated
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


def is_increment(qualifier: str | None) -> bool:
    """Whether a count with this qualifier comes on top of an earlier one.

    >>> is_increment("a further"), is_increment("at least seven more"), is_increment("or more"), is_increment(None)
    (True, True, False, False)
    """
    words = (qualifier or "").lower().split()
    if not words or words[:1] in (["or"], ["and"]) or words[-2:-1] in (["or"], ["and"]):
        return False
    qualifiers = toml("numbers")["qualifiers"]
    return words[-1] in qualifiers["increment_after"] or any(
        f" {phrase} " in f" {' '.join(words)} " for phrase in qualifiers["increment"]
    )
