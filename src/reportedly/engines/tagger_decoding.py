"""Model scores to spans: cues, then for each cue the best source and the best content.

Pure arithmetic on arrays, so that training measures exactly what ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.engines.tagger_encoding import Window

SEGMENT_PENALTY = 2.0
"""Log-odds that each further stretch of content must earn, so that content does not fray."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSpan:
    """Pieces [start, stop) of a window that read as a cue; p_cue is their mean probability, 0..1."""

    start: int
    stop: int
    p_cue: float


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True), dtype=np.float64)
    result: NDArray[np.float64] = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def first_pieces(window: Window) -> NDArray[np.intp]:
    """Index of the first piece of every word of the window."""
    return np.flatnonzero(np.diff(window.words, prepend=-1))


def cues(logits: NDArray[np.floating], window: Window, *, threshold: float) -> list[CueSpan]:
    """Cues of a window from logits (pieces, 3) in the order O, B, I; a word belongs when P(B)+P(I) > threshold."""
    firsts = first_pieces(window)
    p = softmax(logits[firsts])
    inside = p[:, 1] + p[:, 2]
    ends = np.append(firsts[1:], len(window))
    found: list[CueSpan] = []
    run: list[int] = []
    for word in np.flatnonzero(inside > threshold).tolist():
        if run and (word != run[-1] + 1 or p[word, 1] > p[word, 2]):
            found.append(_cue(run, firsts, ends, inside))
            run = []
        run.append(word)
    if run:
        found.append(_cue(run, firsts, ends, inside))
    return found


def _cue(run: list[int], firsts: NDArray[np.intp], ends: NDArray[np.intp], inside: NDArray[np.float64]) -> CueSpan:
    return CueSpan(start=int(firsts[run[0]]), stop=int(ends[run[-1]]), p_cue=float(inside[run].mean()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Source and content of one cue as half-open ranges of words of the window.

    p_source, p_content: mean probability of the chosen words, 0..1; 0 where nothing was chosen.
    """

    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    p_source: float
    p_content: float


def roles(logits: NDArray[np.floating], window: Window, cue: CueSpan) -> Roles:
    """Best contiguous source, or none, and the best content in stretches; logits (pieces, 3) in the order O, SOURCE, CONTENT."""
    firsts = first_pieces(window)
    p = np.clip(softmax(logits[firsts]), 1e-6, 1 - 1e-6)
    in_cue = (firsts >= cue.start) & (firsts < cue.stop)
    source_gain = np.log(p[:, 1]) - np.log(np.maximum(p[:, 0], p[:, 2]))
    source = _best_run(np.where(in_cue, -50.0, source_gain).tolist())
    blocked = in_cue.copy()
    if source:
        blocked[source[0] : source[1]] = True
    content_gain = np.log(p[:, 2]) - np.log(1 - p[:, 2])
    content = _stretches(np.where(blocked, -50.0, content_gain).tolist())
    chosen = [w for a, b in content for w in range(a, b)]
    return Roles(
        source=source,
        content=content,
        p_source=float(p[source[0] : source[1], 1].mean()) if source else 0.0,
        p_content=float(p[chosen, 2].mean()) if chosen else 0.0,
    )


def _best_run(gains: list[float]) -> tuple[int, int] | None:
    best, best_run, total, begin = 0.0, None, 0.0, 0
    for i, gain in enumerate(gains):
        if total <= 0:
            total, begin = 0.0, i
        total += gain
        if total > best:
            best, best_run = total, (begin, i + 1)
    return best_run


def _stretches(gains: list[float]) -> tuple[tuple[int, int], ...]:
    """Viterbi over two states, outside and inside; entering inside costs SEGMENT_PENALTY."""
    outside, inside = 0.0, -SEGMENT_PENALTY + (gains[0] if gains else 0.0)
    entered, left = [True], [False]
    for gain in gains[1:]:
        enter = outside - SEGMENT_PENALTY > inside
        leave = inside > outside
        outside, inside = max(outside, inside), max(inside, outside - SEGMENT_PENALTY) + gain
        entered.append(enter)
        left.append(leave)
    spans: list[tuple[int, int]] = []
    state, end = inside > outside, len(gains)
    for i in range(len(gains) - 1, -1, -1):
        if state and entered[i]:
            spans.append((i, end))
            state = False
        elif not state and left[i]:
            state, end = True, i
    return tuple(reversed(spans))


def characters(window: Window, words: tuple[int, int]) -> tuple[int, int]:
    """Code-point range of a range of words of the window."""
    firsts = first_pieces(window)
    stop = firsts[words[1]] if words[1] < len(firsts) else len(window)
    return int(window.starts[firsts[words[0]]]), int(window.ends[stop - 1])
