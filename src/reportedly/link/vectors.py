"""Sparse vectors over terms: one row a happening."""

from __future__ import annotations

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
    counts, rare = _matrix(bags, rarity)
    counts.data = (1.0 + np.log(counts.data)) * rare[counts.indices]
    return _unit(counts)


def present(bags: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> Matrix:
    """√rarity wherever a term stands: the dot product of two rows is the summed rarity of what they share."""
    counts, rare = _matrix(bags, rarity)
    counts.data = np.sqrt(rare[counts.indices])
    return counts


def _matrix(bags: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> tuple[Matrix, Floats]:
    """Counts of the terms that are rare at all, and the rarity of each column."""
    terms = sorted(t for t, r in rarity.items() if r > 0.0)
    column = {term: i for i, term in enumerate(terms)}
    columns: list[int] = []
    counts: list[int] = []
    for bag in bags:
        columns.extend(column.get(term, -1) for term in bag)
        counts.extend(bag.values())
    places, values = np.array(columns, dtype=np.int64), np.array(counts, dtype=np.float64)
    rows = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    known = places >= 0
    matrix = sparse.csr_matrix((values[known], (rows[known], places[known])), shape=(len(bags), max(1, len(terms))))
    matrix.sort_indices()
    return matrix, np.array([rarity[t] for t in terms] or [0.0], dtype=np.float64)


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
