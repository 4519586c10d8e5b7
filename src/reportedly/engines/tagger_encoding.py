"""Text to model input for the attribution tagger: windows, word pieces, case and quote-mark features.

Training and run time share this module, so that the model never meets input it was not trained on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

MAX_PIECES = 176
"""Word pieces in one window, [CLS] and [SEP] not counted. Longer paragraphs are cut at sentence ends."""

CASE_CLASSES = 7
QUOTE_STATES = 4
DISTANCE_BUCKETS = 17

GUIDELINES = ("outer", "all", "clauses")
"""What counts as an attribution, by whose annotation: PolNeAR's (outermost ones only, attitudes and plans included),
this project's (`eval/chains/GUIDELINES.md`: at every depth), GUM's (clauses only). The network tags under each."""

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]{0,3}[A-Z0-9])")
_DOUBLE_MARKS = frozenset('"“”„‟«»＂〝〞')
_MARK = re.compile("[" + "".join(sorted(_DOUBLE_MARKS)) + "‘’']")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """One paragraph, or a piece of a long one, as the tagger reads it.

    starts, ends: code-point offsets of each word piece in the whole text, shape (n,); half-open.
    words: index of the word each piece belongs to, counted from 0 within the window, shape (n,).
    firsts: the first piece of every word, shape (words,).
    ids: word-piece ids without special tokens, shape (n,).
    case: case class of each piece's word, 0..CASE_CLASSES-1, shape (n,).
    quote: 0 outside quotation marks, 1 inside double, 2 a mark itself, 3 inside single, shape (n,).
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    words: NDArray[np.int32]
    firsts: NDArray[np.intp]
    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]

    def __len__(self) -> int:
        """Word pieces in the window."""
        return len(self.ids)


def load_tokenizer(file: bytes) -> Tokenizer:
    """The word-piece tokenizer of a tokenizer.json, with truncation and padding off (its file switches both on)."""
    from tokenizers import Tokenizer  # noqa: PLC0415  imported late: reading without attribution needs no tokenizer

    tokenizer = Tokenizer.from_str(file.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(text: str, tokenizer: Tokenizer) -> list[Window]:
    """The windows of a text in reading order; white space and characters without a word piece are in none."""
    paragraphs = [(m.start(), m.group()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    encodings = tokenizer.encode_batch([p for _, p in paragraphs], add_special_tokens=False)
    found: list[Window] = []
    for (offset, paragraph), encoding in zip(paragraphs, encodings, strict=True):
        found.extend(_cut(_window(paragraph, offset, encoding), paragraph, offset))
    return found


def _window(paragraph: str, offset: int, encoding: Encoding) -> Window:
    spans = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    words = np.array(encoding.word_ids, dtype=np.int32)
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    word_ends = np.append(spans[firsts[1:] - 1, 1], spans[-1:, 1])
    cases = [_case_class(paragraph[a:b]) for a, b in zip(spans[firsts, 0].tolist(), word_ends.tolist(), strict=True)]
    return Window(
        starts=spans[:, 0] + offset,
        ends=spans[:, 1] + offset,
        words=words,
        firsts=firsts,
        ids=np.array(encoding.ids, dtype=np.int64),
        case=np.repeat(np.array(cases, dtype=np.int64), np.diff(np.append(firsts, len(words)))),
        quote=_quote_states(paragraph)[spans[:, 0]],
    )


def _cut(window: Window, paragraph: str, offset: int) -> Iterator[Window]:
    if not len(window):
        return
    if len(window) <= MAX_PIECES:
        yield window
        return
    sentence_starts = np.array([m.end() + offset for m in _SENTENCE_END.finditer(paragraph)], dtype=np.int32)
    cuts = set(np.searchsorted(window.starts, sentence_starts).tolist())
    begin = 0
    while begin < len(window):
        end = min(begin + MAX_PIECES, len(window))
        if end < len(window):
            at_sentence = [c for c in cuts if begin < c <= end]
            end = max(at_sentence) if at_sentence else _word_start(window, begin, end)
        yield _slice(window, begin, end)
        begin = end


def _word_start(window: Window, begin: int, end: int) -> int:
    at = end
    while at > begin + 1 and window.words[at] == window.words[at - 1]:
        at -= 1
    return at if at > begin + 1 else end


def _slice(window: Window, begin: int, end: int) -> Window:
    words = window.words[begin:end] - window.words[begin]
    return Window(
        starts=window.starts[begin:end],
        ends=window.ends[begin:end],
        words=words,
        firsts=np.flatnonzero(np.diff(words, prepend=-1)),
        ids=window.ids[begin:end],
        case=window.case[begin:end],
        quote=window.quote[begin:end],
    )


@lru_cache(maxsize=1 << 16)
def _case_class(word: str) -> int:
    if not _LETTER.search(word):
        return 6
    if any(c.isdigit() for c in word):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[:1].isupper() and word[1:].islower() else 4


def _quote_states(paragraph: str) -> NDArray[np.int64]:
    """State of every character. An unclosed double mark holds to the end of the paragraph, as in print."""
    states = np.zeros(len(paragraph), dtype=np.int64)
    double = single = False
    since = 0
    for mark in _MARK.finditer(paragraph):
        at, char = mark.start(), mark.group()
        if char in _DOUBLE_MARKS:
            becomes = {"“": True, "«": True, "„": True, "”": False, "»": False}.get(char, not double), False
        elif char == "‘" or (char == "'" and not single and _opens(paragraph, at)):
            becomes = double, True
        elif single and char in "’'" and not paragraph[at + 1 : at + 2].isalnum():
            becomes = double, False
        else:
            continue
        states[since:at] = 1 if double else 3 if single else 0
        states[at] = 2
        (double, single), since = becomes, at + 1
    states[since:] = 1 if double else 3 if single else 0
    return states


def _opens(paragraph: str, at: int) -> bool:
    before = paragraph[at - 1 : at] if at else ""
    return (not before or before.isspace() or before in '(—–"“') and paragraph[at + 1 : at + 2].isalpha()


def distance_buckets(length: int, cue: range) -> NDArray[np.int64]:
    """Bucket of each piece's signed distance to the cue, shape (length,): 0 inside, 1..8 before, 9..16 after.

    >>> distance_buckets(6, range(2, 3)).tolist()
    [2, 1, 0, 9, 10, 11]
    """
    found = np.zeros(length, dtype=np.int64)
    found[: cue.start] = _BUCKETS[cue.start : 0 : -1]
    after = max(length - cue.stop, 0)
    found[cue.stop :] = 8 + _BUCKETS[1 : after + 1]
    return found


_FARTHEST = 512
"""Pieces the network has positions for."""
_BUCKETS = np.minimum(np.searchsorted([1, 2, 3, 5, 9, 17, 33, 65], np.arange(_FARTHEST + 1), side="right"), 8)
"""Bucket of every distance in pieces."""
