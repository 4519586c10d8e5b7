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
    """Words [first, last) of a window that read as a cue; p_cue: their mean probability under each guideline, 0..1."""

    first: int
    last: int
    p_cue: tuple[float, ...]

    def pieces(self, window: Window) -> range:
        """The word pieces of the cue."""
        return range(int(window.firsts[self.first]), _stop(window, self.last))


def sigmoid(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities of independent yes-or-no logits."""
    result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-logits.astype(np.float64)))
    return result


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True), dtype=np.float64)
    result: NDArray[np.float64] = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def cue_spans(p: NDArray[np.float64], *, by: tuple[int, ...], threshold: float) -> list[CueSpan]:
    """Cues of a window from probabilities (words, guidelines, 3) of O, B, I at the first pieces of its words.

    A word belongs when P(B)+P(I), averaged over the guidelines `by`, exceeds the threshold; a new cue begins at a gap
    or where B is likelier than I.
    """
    begins, inside = (np.add.reduce([p[:, g, tag] for g in by]) / len(by) for tag in (1, 2))
    runs: list[list[int]] = []
    for word in np.flatnonzero(begins + inside > threshold).tolist():
        if runs and word == runs[-1][-1] + 1 and begins[word] <= inside[word]:
            runs[-1].append(word)
        else:
            runs.append([word])
    each = 1.0 - p[:, :, 0]
    return [
        CueSpan(first=run[0], last=run[-1] + 1, p_cue=tuple(each[run[0] : run[-1] + 1].mean(axis=0).tolist()))
        for run in runs
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Source and content of one cue as half-open ranges of words of the window.

    p_source, p_content: mean probability of the chosen words, 0..1; 0 where nothing was chosen.
    """

    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    p_source: float
    p_content: float


def gains(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 2): what each word adds as source and as content, in log-odds, from probabilities (…, 3) of O, SOURCE, CONTENT."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    odds = np.stack([p[..., 1] / np.maximum(p[..., 0], p[..., 2]), p[..., 2] / (1 - p[..., 2])], axis=-1)
    result: NDArray[np.float64] = np.log(odds)
    return result


def roles(p: NDArray[np.float64], cue: CueSpan, gain: NDArray[np.float64] | None = None) -> Roles:
    """Best contiguous source, or none, and the best content in stretches.

    p: probabilities (words, 3) of O, SOURCE, CONTENT at the first pieces of the window's words. gain: their `gains`, where
    they are known.
    """
    gain = gains(p) if gain is None else gain
    source_gain, content_gain = gain.T.tolist()
    aside = [BLOCKED] * (cue.last - cue.first)
    source_gain[cue.first : cue.last] = aside
    content_gain[cue.first : cue.last] = aside
    source = _best_run(source_gain)
    if source:
        content_gain[source[0] : source[1]] = [BLOCKED] * (source[1] - source[0])
    content = _stretches(content_gain)
    chosen = [w for a, b in content for w in range(a, b)]
    return Roles(
        source=source,
        content=content,
        p_source=float(p[source[0] : source[1], 1].mean()) if source else 0.0,
        p_content=float(p[chosen, 2].mean()) if chosen else 0.0,
    )


BLOCKED = -50.0
"""Log-odds of a word that belongs to something else already."""


def _best_run(gains: list[float]) -> tuple[int, int] | None:
    best, best_run, total, begin = 0.0, None, 0.0, 0
    for i, gain in enumerate(gains):
        if total <= 0 or gain <= BLOCKED:
            total, begin = 0.0, i + (gain <= BLOCKED)
        if gain <= BLOCKED:
            continue
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
    return int(window.starts[window.firsts[words[0]]]), int(window.ends[_stop(window, words[1]) - 1])


def _stop(window: Window, word: int) -> int:
    """The piece behind the word before `word`."""
    return int(window.firsts[word]) if word < len(window.firsts) else len(window)
