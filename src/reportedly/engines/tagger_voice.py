"""What the trunk makes of a source, its cue and what it says, in one row: what a voice is told by.

Training and run time share this module, so that the network that tells voices never meets rows it was not trained on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from reportedly.engines.tagger_decoding import CueSpan, Roles
    from reportedly.engines.tagger_encoding import Window


def row(hidden: NDArray[np.float32], source: slice, cue: slice, content: Iterable[slice]) -> NDArray[np.float32]:
    """(4 × width,): mean and largest of the source's pieces, mean of the cue's, mean of the content's.

    hidden: (pieces, width) of the window. source, cue, content: stretches of its pieces; an empty one gives zeros.
    """
    told = [hidden[part] for part in content]
    said = np.concatenate(told) if told else hidden[:0]
    of_source = hidden[source]
    parts = (
        _mean(of_source),
        of_source.max(axis=0) if len(of_source) else np.zeros_like(hidden[0]),
        _mean(hidden[cue]),
        _mean(said),
    )
    return np.concatenate(parts)


def _mean(pieces: NDArray[np.float32]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = pieces.sum(axis=0) / max(len(pieces), 1)
    return result


def of_candidate(hidden: NDArray[np.float32], window: Window, cue: CueSpan, found: Roles) -> NDArray[np.float32]:
    """The row of a candidate as it was read; hidden: (1 + pieces + …, width), behind [CLS]."""
    return row(
        hidden[1:],
        _pieces(window, *found.source) if found.source else slice(0, 0),
        _pieces(window, cue.first, cue.last),
        [_pieces(window, *run) for run in found.content],
    )


def _pieces(window: Window, first: int, last: int) -> slice:
    stop = window.firsts[last] if last < len(window.firsts) else len(window)
    return slice(int(window.firsts[first]), int(stop))
