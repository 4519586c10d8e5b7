"""How much a shared term says: rarity in this set of reports, steadied by how common the word is in news at large."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BACKGROUND_REPORTS = 300
"""Weight of the background in reports: a case of a dozen reports leans on it, one of ten thousand hardly."""
_UNLISTED = 0.001


@cache
def background() -> dict[str, float]:
    """Word to the share of news reports it stands in, 0..1, for common words only."""
    return {word: band["share"] for band in toml("link")["common"] for word in band["words"].split()}


def rarities(bags: Iterable[Mapping[str, object]], reports: int) -> dict[str, float]:
    """Term to its rarity, ≥ 0 (natural logarithm of how few reports would hold it).

    >>> found = rarities([{"the": 1, "gezira": 1}, {"the": 1, "gezira": 1}], 2)
    >>> found["the"] < 0.5 < 3 < found["gezira"]
    True
    """
    held: dict[str, int] = {}
    for bag in bags:
        for term in bag:
            held[term] = held.get(term, 0) + 1
    common = background()
    total = reports + _BACKGROUND_REPORTS
    return {
        term: max(0.0, math.log(total / (n + _BACKGROUND_REPORTS * common.get(term, _UNLISTED))))
        for term, n in held.items()
    }
