"""Sparse vectors over terms: one row a happening."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

Matrix: TypeAlias = sparse.csr_matrix
Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
_AT_ONCE = 20_000


def tfidf(bags: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> Matrix:
    """(1 + log count) · rarity, rows of length one; columns are the terms of `rarity` in sorted order."""
    return _unit(_matrix(bags, rarity, lambda count, rare: (1.0 + math.log(count)) * rare))


def present(bags: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> Matrix:
    """√rarity wherever a term stands: the dot product of two rows is the summed rarity of what they share."""
    return _matrix(bags, rarity, lambda _, rare: math.sqrt(rare))


def _matrix(bags: Sequence[Mapping[str, int]], rarity: Mapping[str, float], weigh) -> Matrix:  # type: ignore[no-untyped-def]  # noqa: ANN001
    column = {term: i for i, term in enumerate(sorted(t for t, r in rarity.items() if r > 0.0))}
    starts, columns, values = [0], [], []
    for bag in bags:
        for term, count in bag.items():
            place = column.get(term)
            if place is not None:
                columns.append(place)
                values.append(weigh(count, rarity[term]))
        starts.append(len(columns))
    matrix = sparse.csr_matrix(
        (np.array(values, dtype=np.float64), np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int64)),
        shape=(len(bags), max(1, len(column))),
    )
    matrix.sort_indices()
    return matrix


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0.0] = 1.0
    return sparse.csr_matrix(sparse.diags(1.0 / lengths) @ matrix)


def dots(left: Matrix, right: Matrix, i: Ints, j: Ints) -> Floats:
    """Row i[k] of `left` times row j[k] of `right`, for every k."""
    found = np.empty(len(i), dtype=np.float64)
    for start in range(0, len(i), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = np.asarray(left[i[part]].multiply(right[j[part]]).sum(axis=1)).ravel()
    return found
