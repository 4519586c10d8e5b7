"""What stands in very many reports of one publisher is the publisher's furniture, not copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.link.shingles import Hashes

_HOLDERS = 5
_FAMILY = 0.5


def furniture(sets: Sequence[Hashes]) -> Hashes:
    """Sorted runs that at least five of one publisher's reports hold while those reports otherwise differ.

    Updates of one story share most of their runs with each other; a report with a common footer shares few. So a
    run counts as furniture only when most of its holders share less than half of what they say.
    """
    if len(sets) < _HOLDERS:
        return np.empty(0, dtype=np.uint64)
    owners = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
    values, inverse, counts = np.unique(np.concatenate(sets), return_inverse=True, return_counts=True)
    common = counts[inverse] >= _HOLDERS
    sizes = np.maximum(1, np.bincount(owners, minlength=len(sets)))
    share = np.bincount(owners, weights=common, minlength=len(sets)) / sizes
    differing = np.bincount(inverse, weights=(share[owners] <= _FAMILY), minlength=len(values))
    return values[(counts >= _HOLDERS) & (differing * 2 > counts)]
