"""Average-link clustering over a sparse set of scored pairs, without ever looking at all pairs."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class _Part:
    members: list[int]
    full: int


def average_link(
    size: int,
    pairs: Iterable[tuple[int, int, float]],
    *,
    threshold: float,
    floor: float,
    full: Iterable[int] = (),
) -> tuple[tuple[int, ...], ...]:
    """Groups of 0..size-1, merged best first while the average score between two groups is at least `threshold`.

    pairs: each pair once, with its score. A pair that is not given scores `floor`, unless both ends are in `full`
    (rows whose neighbours were cut off): such a pair says nothing. Ties go to the smaller members, so the same pairs
    give the same groups in any order. Groups and members come sorted.

    >>> average_link(4, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, -1.0)], threshold=0.0, floor=-6.0)
    ((0, 1, 2), (3,))
    """
    cut = set(full)
    parts = {n: _Part([n], int(n in cut)) for n in range(size)}
    known: dict[int, dict[int, tuple[float, int, int]]] = {n: {} for n in range(size)}
    queue: list[tuple[float, int, int]] = []
    for a, b, score in pairs:
        value = (max(score, floor), 1, int(a in cut and b in cut))
        known[a][b] = known[b][a] = value
        if score >= threshold:
            queue.append((-score, min(a, b), max(a, b)))
    heapq.heapify(queue)
    while queue:
        minus, a, b = heapq.heappop(queue)
        if a not in parts or b not in parts or b not in known[a]:
            continue
        if _average(parts[a], parts[b], known[a][b], floor) != -minus:
            continue
        _merge(a, b, parts, known)
        for other, value in known[a].items():
            score = _average(parts[a], parts[other], value, floor)
            if score >= threshold:
                heapq.heappush(queue, (-score, min(a, other), max(a, other)))
    return tuple(sorted(tuple(sorted(p.members)) for p in parts.values()))


def _average(a: _Part, b: _Part, value: tuple[float, int, int], floor: float) -> float:
    total, given, given_full = value
    pairs = len(a.members) * len(b.members)
    silent = max(0, a.full * b.full - given_full)
    return (total + floor * max(0, pairs - given - silent)) / max(1, pairs - silent)


def _merge(a: int, b: int, parts: dict[int, _Part], known: dict[int, dict[int, tuple[float, int, int]]]) -> None:
    """Folds b into a (a < b): the group keeps the smaller number."""
    parts[a].members += parts[b].members
    parts[a].full += parts[b].full
    del parts[b]
    gone = known.pop(b)
    del known[a][b]
    for other, value in gone.items():
        if other == a:
            continue
        del known[other][b]
        mine = known[a].get(other, (0.0, 0, 0))
        known[a][other] = known[other][a] = (mine[0] + value[0], mine[1] + value[1], mine[2] + value[2])


def members_of(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """Member to the number of its group."""
    return {member: number for number, group in enumerate(groups) for member in group}
