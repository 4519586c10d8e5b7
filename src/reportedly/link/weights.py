"""What each reason is worth, read from link.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.data import toml
from reportedly.core.errors import CodebookError, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.link.vectors import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A linear model over features, and how groups are cut.

    worth: feature to log-odds a unit. constant: log-odds when all features are 0. threshold: least average log-odds
    within an incident; aside_threshold: for what a report tells beside its lead, in fewer words. floor: log-odds of a pair that shares nothing. half_life: days, see `candidates`.
    """

    worth: tuple[tuple[str, float], ...]
    constant: float
    threshold: float
    aside_threshold: float
    floor: float
    half_life: float

    def scores(self, features: Mapping[str, Floats]) -> Floats:
        """Log-odds for each pair."""
        total = np.full(len(next(iter(features.values()))), self.constant, dtype=np.float64)
        for name, worth in self.worth:
            total += worth * features[name]
        return total


_CUT = ("constant", "threshold", "aside_threshold", "floor", "half_life")


@cache
def default_weights() -> Weights:
    """The weights that ship.

    Raises:
        CodebookError: link.toml has an entry that is no number.
    """
    table = toml("link")
    try:
        return Weights(
            worth=tuple(sorted((name, float(value)) for name, value in table["weights"].items())),
            **{name: float(table["cut"][name]) for name in _CUT},
        )
    except (TypeError, ValueError, KeyError) as error:
        fault = Fault(where="link.toml: [weights], [cut]", found=str(error), remedy="Give every entry a number")
        raise CodebookError(fault) from error
