"""Which reports carry another's words: whole copies by containment, passages by verbatim runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from reportedly.core.incidents import Evidence, Lineage
from reportedly.link.boilerplate import furniture
from reportedly.link.passages import Passage, Worded, passages, worded
from reportedly.link.shingles import LONG, SHORT, Shingled, containment, distinct, runs, sampled, shingled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.core.records import Report
    from reportedly.core.spans import Span
    from reportedly.link.shingles import Hashes

CONTAINED = 0.4
"""Least share of the smaller report's three-word runs for a whole copy (measured: near copies at F1 90)."""
VERBATIM = 25
"""Least words in a row for a copied passage."""
_OWN = 12
_SURELY = 0.8
_LEAST_RUNS = 20
_MOST_HOLDERS = 150
_MOST_EARLIER = 20
_EVIDENCE_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Found:
    earlier: int
    later: int
    share: float
    passages: tuple[tuple[Span, Span], ...]
    p: float


def copies(reports: Sequence[Report]) -> tuple[Lineage, ...]:
    """Copies among the reports, sorted; the order of `reports` makes no difference.

    A pair is a copy when the smaller report's three-word runs stand in the other to at least .4, or when 25 words in
    a row are the same; at least 12 shared words must be nobody's quotation, unless nearly everything is shared (two
    reporters may quote one statement without copying each other). What stands in many reports of one publisher does not count. The earlier report is
    the one published first; when that is unknown, the longer one, at a lower p. Evidence comes in pairs: the words of
    the later report, then the same words of the earlier one. A report's 20 strongest sources are kept.
    """
    ordered = [r for _, r in sorted({r.id: r for r in reversed(reports)}.items())]
    vocabulary: dict[str, int] = {}
    texts = _without_furniture(ordered, [shingled(r.text, vocabulary) for r in ordered])
    places: dict[int, Worded] = {}

    def at(n: int) -> Worded:
        if n not in places:
            places[n] = worded(ordered[n].text, texts[n].words)
        return places[n]

    by_later: dict[int, list[_Found]] = {}
    for a, b in _pairs(texts):
        share = containment(texts[a].short, texts[b].short)
        if share < CONTAINED and _in_common(texts[a].words, texts[b].words) <= VERBATIM - LONG:
            continue
        found = _judged(ordered, texts, (a, b), share, passages(at(a), at(b)))
        if found:
            by_later.setdefault(found.later, []).append(found)
    kept = [
        f
        for found in by_later.values()
        for f in sorted(found, key=lambda f: (-f.p, -f.share, f.earlier))[:_MOST_EARLIER]
    ]
    return tuple(_lineage(f, ordered) for f in sorted(kept, key=lambda f: (f.later, f.earlier)))


def _without_furniture(reports: Sequence[Report], texts: Sequence[Shingled]) -> list[Shingled]:
    by_publisher: dict[str | None, list[int]] = {}
    for n, report in enumerate(reports):
        by_publisher.setdefault(report.publisher, []).append(n)
    kept = list(texts)
    for members in by_publisher.values():
        short = furniture([texts[n].short for n in members])
        if len(short):
            for n in members:
                old = texts[n]
                kept[n] = Shingled(_blanked(old.words, short, n), _minus(old.short, short))
    return kept


def _in_common(a: Hashes, b: Hashes) -> int:
    """How many eight-word runs two texts share."""
    return len(np.intersect1d(distinct(runs(a, LONG)), distinct(runs(b, LONG)), assume_unique=True))


def _minus(hashes: Hashes, gone: Hashes) -> Hashes:
    return np.setdiff1d(hashes, gone, assume_unique=True)


def _blanked(words: Hashes, gone: Hashes, number: int) -> Hashes:
    """Words of furniture become numbers that no other text has, so that no passage runs through them."""
    blank = np.isin(runs(words, SHORT), gone)
    spread = np.zeros(len(words), dtype=bool)
    for offset in range(SHORT):
        spread[offset : offset + len(blank)] |= blank
    never = np.arange(len(words), dtype=np.uint64) + np.uint64((number + 1) << 33)
    return np.where(spread, never, words)


def _pairs(texts: Sequence[Shingled]) -> list[tuple[int, int]]:
    """Pairs that share sampled runs: enough short ones for a whole copy, or any long one."""
    short, sizes = _shared([sampled(t.short) for t in texts])
    long, _ = _shared([distinct(sampled(runs(t.words, LONG))) for t in texts])
    estimate = short.data / np.maximum(1, np.minimum(sizes[short.row], sizes[short.col]))
    whole = (estimate >= 0.7 * CONTAINED) & (short.data >= 3)
    found = set(zip(short.row[whole].tolist(), short.col[whole].tolist(), strict=True))
    return sorted(found | set(zip(long.row.tolist(), long.col.tolist(), strict=True)))


def _shared(sets: Sequence[Hashes]) -> tuple[sparse.coo_matrix, NDArray[np.int64]]:
    """How many runs each pair shares (above the diagonal) and how many each text has; very common runs bring no pair."""
    sizes = np.array([len(s) for s in sets], dtype=np.int64)
    together = np.concatenate([*sets, np.empty(0, dtype=np.uint64)])
    values, columns, counts = np.unique(together, return_inverse=True, return_counts=True)
    rows = np.repeat(np.arange(len(sets)), sizes)
    keep = (counts[columns] > 1) & (counts[columns] <= _MOST_HOLDERS)
    index = sparse.csr_matrix(
        (np.ones(int(keep.sum()), dtype=np.int32), (rows[keep], columns[keep])),
        shape=(max(1, len(sets)), max(1, len(values))),
    )
    return sparse.triu(index @ index.T, k=1).tocoo(), sizes


def _judged(
    reports: Sequence[Report],
    texts: Sequence[Shingled],
    pair: tuple[int, int],
    share: float,
    shared: tuple[Passage, ...],
) -> _Found | None:
    a, b = pair
    told = share >= _SURELY or sum(p.own for p in shared) >= _OWN
    whole = share >= CONTAINED and told and min(len(texts[a].short), len(texts[b].short)) >= _LEAST_RUNS
    verbatim = [p for p in shared if p.run >= VERBATIM and p.own >= _OWN]
    if not whole and not verbatim:
        return None
    shown = [p for p in shared if p.words >= _EVIDENCE_WORDS] if whole else verbatim
    shown = shown or sorted(shared, key=lambda p: -p.words)[:1]
    if not shown:
        return None
    p_whole = min(0.99, 0.7 + 0.5 * (share - CONTAINED)) if whole else 0.0
    p_verbatim = max((min(0.97, 0.75 + 0.005 * (p.own - _OWN)) for p in verbatim), default=0.0)
    earlier, later, known = _direction(reports, a, b)
    spans = tuple((p.left, p.right) if later == a else (p.right, p.left) for p in shown)
    p = max(p_whole, p_verbatim) * (1.0 if known else 0.7)
    return _Found(earlier, later, share, spans, round(p, 3))


def _direction(reports: Sequence[Report], a: int, b: int) -> tuple[int, int, bool]:
    """(earlier, later, whether the dates tell). Dates of unlike precision are compared as far as both go."""
    first, second = _moment(reports[a].published), _moment(reports[b].published)
    if first and second:
        digits = min(len(first), len(second))
        if first[:digits] != second[:digits]:
            return (a, b, True) if first[:digits] < second[:digits] else (b, a, True)
    longer = sorted((a, b), key=lambda n: (-len(reports[n].text), reports[n].id))
    return longer[0], longer[1], False


def _moment(published: str | None) -> str | None:
    """The time in UTC when it has a time of day with a zone; else as stated."""
    if published is None or "T" not in published:
        return published
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M")


def _lineage(found: _Found, reports: Sequence[Report]) -> Lineage:
    later, earlier = reports[found.later], reports[found.earlier]
    return Lineage(
        kind="copied",
        later=later.id,
        earlier=earlier.id,
        publisher=earlier.publisher,
        evidence=tuple(
            Evidence(report.id, *span)
            for pair in found.passages
            for report, span in zip((later, earlier), pair, strict=True)
        ),
        p_lineage=found.p,
    )
