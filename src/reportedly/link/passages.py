"""Which words of two texts are the same passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reportedly.core.spans import Span
from reportedly.link.shingles import SHORT, WORD, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.link.shingles import Hashes

_QUOTED = re.compile(r"“[^“”]{1,1500}”|\"[^\"\n]{1,1500}\"|«[^«»]{1,1500}»|„[^„“”]{1,1500}[“”]")
_GAP = 8
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words in two texts. words: how many are shared. run: longest stretch without any change.

    own: shared words that are not inside quotation marks in both, so that no speaker was quoted with them.
    """

    left: Span
    right: Span
    words: int
    run: int
    own: int


@dataclass(frozen=True, slots=True)
class Worded:
    """A text with the places of its words: start and end in characters, whether a word stands in quotation marks."""

    runs: Hashes
    places: NDArray[np.int64]
    quoted: NDArray[np.bool_]


class _Segment(NamedTuple):
    """`size` three-word runs in a row that are the same, from word `left` of one text and `right` of the other."""

    left: int
    right: int
    size: int


def worded(text: str, words: Hashes) -> Worded:
    """`words` are the hashes of the text's words, in order."""
    places = np.array([m.span() for m in WORD.finditer(text)], dtype=np.int64).reshape(-1, 2)
    quoted = np.zeros(len(text) + 1, dtype=bool)
    for match in _QUOTED.finditer(text):
        quoted[match.start() : match.end()] = True
    return Worded(runs(words, SHORT), places, quoted[places[:, 0]])


def passages(left: Worded, right: Worded) -> tuple[Passage, ...]:
    """Shared passages in the order of `left`: equal stretches chained over edits of up to eight words.

    Every word of either text is in one passage at most; the longer passage takes it.
    """
    found, taken = [], np.zeros(len(right.runs) + SHORT, dtype=bool)
    for chain in sorted(_chained(_segments(left.runs, right.runs)), key=lambda c: (-sum(s.size for s in c), c)):
        first, last = chain[0], chain[-1]
        right_end = last.right + last.size + SHORT - 1
        if taken[first.right : right_end].any():
            continue
        taken[first.right : right_end] = True
        left_end = last.left + last.size + SHORT - 1
        shared, own = np.zeros((2, left_end - first.left), dtype=bool)
        for s in chain:
            size = s.size + SHORT - 1
            here = slice(s.left - first.left, s.left - first.left + size)
            shared[here] = True
            own[here] |= ~(left.quoted[s.left : s.left + size] & right.quoted[s.right : s.right + size])
        found.append(
            Passage(
                left=_span(left, first.left, left_end),
                right=_span(right, first.right, right_end),
                words=int(shared.sum()),
                run=max(s.size for s in chain) + SHORT - 1,
                own=int(own.sum()),
            )
        )
    return tuple(sorted(found, key=lambda p: p.left))


def _span(text: Worded, first: int, end: int) -> Span:
    return Span(int(text.places[first, 0]), int(text.places[end - 1, 1]))


def _segments(left: Hashes, right: Hashes) -> list[_Segment]:
    """Equal stretches in the order of `left`; runs that stand in many places of `right` match nothing."""
    order = np.argsort(right, kind="stable")
    ranked = right[order]
    low, high = np.searchsorted(ranked, left), np.searchsorted(ranked, left, side="right")
    counts = high - low
    counts[counts > _MOST_PLACES] = 0
    a = np.repeat(np.arange(len(left)), counts)
    if not len(a):
        return []
    nth = np.arange(len(a)) - np.repeat(np.cumsum(counts) - counts, counts)
    b = order[np.repeat(low, counts) + nth]
    along = np.lexsort((a, b - a))
    a, b = a[along], b[along]
    breaks = np.flatnonzero((np.diff(a) != 1) | (np.diff(b) != 1)) + 1
    heads = np.concatenate(([0], breaks))
    sizes = np.diff(np.concatenate((heads, [len(a)])))
    return sorted(map(_Segment._make, zip(a[heads].tolist(), b[heads].tolist(), sizes.tolist(), strict=True)))


def _chained(segments: list[_Segment]) -> list[list[_Segment]]:
    """Segments that follow each other in both texts with at most `_GAP` words between."""
    reach = SHORT + _GAP
    current: list[list[_Segment]] = []
    done: list[list[_Segment]] = []
    for segment in segments:
        done += [c for c in current if segment.left - c[-1].left - c[-1].size > reach]
        current = [c for c in current if segment.left - c[-1].left - c[-1].size <= reach]
        fits = [c for c in current if _follows(c[-1], segment, reach)]
        if fits:
            min(fits, key=lambda c: (abs(_drift(c[-1], segment)), c)).append(segment)
        else:
            current.append([segment])
    return done + current


def _follows(last: _Segment, segment: _Segment, reach: int) -> bool:
    return segment.left >= last.left + last.size and 0 <= segment.right - last.right - last.size <= reach


def _drift(last: _Segment, segment: _Segment) -> int:
    return (segment.right - last.right) - (segment.left - last.left)
