"""Which pairs are worth a look: an inverted index over rare terms, so that cost grows with candidates, not pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from reportedly.link.vectors import Floats, Ints, Matrix

_ROWS_AT_ONCE = 1024
_LEAST_COSINE = 0.045
_MOST_HOLDERS = 1000
NEIGHBOURS = 80


def candidates(words: Matrix, published: Floats, half_life: float) -> tuple[Ints, Ints, Ints]:
    """Pairs (i < j) that share enough rare words, and the rows that had more neighbours than are kept.

    words: unit rows. published: ordinal day, nan when unknown. half_life: days after which a neighbour counts half
    when the 80 nearest are chosen; an undated one is not discounted. Terms in more than 1,000 rows bring no pair.
    """
    index = _pruned(words)
    across = index.T.tocsr()
    lefts, rights, full = [], [], []
    for start in range(0, words.shape[0], _ROWS_AT_ONCE):
        block = (index[start : start + _ROWS_AT_ONCE] @ across).tocsr()
        for row in range(block.shape[0]):
            span = slice(block.indptr[row], block.indptr[row + 1])
            others, cosine, i = block.indices[span], block.data[span], start + row
            near = (cosine > _LEAST_COSINE) & (others != i)
            others, cosine = others[near], cosine[near]
            if len(others) > NEIGHBOURS:
                gap = np.nan_to_num(np.abs(published[others] - published[i]))
                decayed = cosine * 0.5 ** (np.minimum(gap, 3650.0) / half_life) + 0.1 * cosine
                keep = np.lexsort((others, -decayed))[:NEIGHBOURS]
                others = others[keep]
                full.append(i)
            lefts.append(np.minimum(others, i))
            rights.append(np.maximum(others, i))
    if not lefts:
        empty = np.empty(0, dtype=np.int64)
        return empty, empty, empty
    pairs = np.unique(np.concatenate(lefts).astype(np.int64) * words.shape[0] + np.concatenate(rights))
    return pairs // words.shape[0], pairs % words.shape[0], np.array(full, dtype=np.int64)


def _pruned(words: Matrix) -> Matrix:
    """Without the weights that cannot carry a pair and the terms that too many rows hold."""
    index = words.copy()
    index.data[index.data < 0.04] = 0.0
    index.eliminate_zeros()
    holders = np.bincount(index.indices, minlength=index.shape[1])
    keep = sparse.diags((holders <= max(_MOST_HOLDERS, 0)).astype(np.float64))
    index = sparse.csr_matrix(index @ keep)
    index.eliminate_zeros()
    return index
