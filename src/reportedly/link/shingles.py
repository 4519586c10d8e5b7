"""Texts as sets of hashed word runs: the same runs on every machine, a fixed share of them kept for the index."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from reportedly.link.terms import folded

if TYPE_CHECKING:
    from numpy.typing import NDArray

Hashes: TypeAlias = "NDArray[np.uint64]"
WORD = re.compile(r"[^\W_]+")
SHORT, LONG = 3, 8
"""Words in a shingle that tells how much is shared, and in one that only copied passages share."""

_SAMPLE = 4
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Shingled:
    """One text. words: a hash for each word, in order. short: sorted distinct 3-word runs."""

    words: Hashes
    short: Hashes


def shingled(text: str, vocabulary: dict[str, int]) -> Shingled:
    """The text's runs; `vocabulary` remembers words already hashed and may be shared between texts."""
    words = hashed_words(text, vocabulary)
    return Shingled(words=words, short=distinct(runs(words, SHORT)))


def hashed_words(text: str, vocabulary: dict[str, int]) -> Hashes:
    """One number for each word, without case and accents."""
    found = WORD.findall(text.lower())
    for word in set(found).difference(vocabulary):
        vocabulary[word] = zlib.crc32(folded(word).encode("utf-8", "surrogatepass"))
    return np.array([vocabulary[word] for word in found], dtype=np.uint64)


def runs(words: Hashes, length: int) -> Hashes:
    """One number for each run of `length` words, in order; empty when the text is shorter."""
    count = len(words) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        total = (total ^ words[offset : offset + count]) * _FACTOR
        total ^= total >> np.uint64(29)
    mixed: Hashes = total * _MIX
    return mixed


def distinct(hashes: Hashes) -> Hashes:
    """Sorted, each once."""
    ordered = np.sort(hashes)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def sampled(hashes: Hashes) -> Hashes:
    """The quarter of the runs whose number happens to end so: the same run is kept, or not, in every text."""
    kept: Hashes = hashes[(hashes >> np.uint64(20)) % np.uint64(_SAMPLE) == 0]
    return kept


def containment(a: Hashes, b: Hashes) -> float:
    """Share of the smaller sorted set that stands in the other, 0..1; 0 for an empty one."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0
