"""A handful of reasons why two happenings are one, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.link.nearness import bounds, kilometres
from reportedly.link.rarity import rarities
from reportedly.link.terms import day, terms
from reportedly.link.vectors import Floats, Ints, Matrix, dots, present, tfidf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Reading
    from reportedly.link.happenings import Happening
    from reportedly.link.terms import Terms

_FINE = frozenset({"site", "town"})
_DAYS_KNOWN = frozenset({"day", "part_of_day", "minute"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the pairs are compared by; one row a happening. published: ordinal day, nan when unknown."""

    happenings: tuple[Happening, ...]
    published: Floats
    publishers: tuple[str, ...]
    terms: tuple[Terms, ...]
    words: Matrix
    lead: Matrix
    names: Matrix
    pairs: Matrix
    shared: dict[str, Matrix]
    days: tuple[frozenset[int], ...]
    length: Floats


def evidence(readings: Sequence[Reading], happenings: Sequence[Happening]) -> Evidence:
    """Reads the terms of every happening's passage and weighs them by rarity."""
    reports = [readings[h.reading].report for h in happenings]
    published = [day(r.published) for r in reports]
    found = [terms(h.passage, p) for h, p in zip(happenings, published, strict=True)]
    count = len(readings)
    bags = {
        kind: [getattr(t, kind) for t in found] for kind in ("words", "names", "pairs", "numbers", "ages", "streets")
    }
    rarity = {kind: rarities(of_kind, count) for kind, of_kind in bags.items()}
    return Evidence(
        happenings=tuple(happenings),
        published=np.array([np.nan if p is None else p for p in published], dtype=np.float64),
        publishers=tuple(r.publisher or "" for r in reports),
        terms=tuple(found),
        words=tfidf(bags["words"], rarity["words"]),
        lead=tfidf([t.lead for t in found], rarity["words"]),
        names=tfidf(bags["names"], rarity["names"]),
        pairs=tfidf(bags["pairs"], rarity["pairs"]),
        shared={
            kind: present(bags[kind], rarity[kind])
            for kind in ("words", "names", "pairs", "numbers", "ages", "streets")
        },
        days=tuple(_days(h, t) for h, t in zip(happenings, found, strict=True)),
        length=np.log1p([sum(t.words.values()) for t in found]),
    )


def _days(happening: Happening, found: Terms) -> frozenset[int]:
    time = happening.time
    if time is None or time.precision not in _DAYS_KNOWN or time.start is None:
        return found.days
    first, last = bounds(time)
    return frozenset(range(int(first), int(last) + 1)) if last - first <= 7 else found.days


def features(known: Evidence, i: Ints, j: Ints) -> dict[str, Floats]:
    """Feature name to one value for each pair; see `[weights]` in link.toml for what each is worth."""
    gap = np.abs(known.published[i] - known.published[j])
    undated = np.isnan(gap)
    gap = np.where(undated, 3.0, gap)
    cosine = dots(known.words, known.words, i, j)
    pairs = np.log1p(dots(known.shared["pairs"], known.shared["pairs"], i, j))
    log_gap = np.log1p(gap)
    lead_words = dots(known.lead, known.words, i, j) + dots(known.words, known.lead, i, j)
    return {
        "cosine": cosine,
        "root_cosine": np.sqrt(np.maximum(cosine, 0.0)),
        "lead_cosine": dots(known.lead, known.lead, i, j),
        "lead_words_cosine": lead_words / 2,
        "names_cosine": dots(known.names, known.names, i, j),
        "pairs_cosine": dots(known.pairs, known.pairs, i, j),
        "words_shared": np.log1p(dots(known.shared["words"], known.shared["words"], i, j)),
        "names_shared": np.log1p(dots(known.shared["names"], known.shared["names"], i, j)),
        "pairs_shared": pairs,
        "numbers_shared": np.log1p(dots(known.shared["numbers"], known.shared["numbers"], i, j)),
        "ages_shared": dots(known.shared["ages"], known.shared["ages"], i, j),
        "streets_shared": dots(known.shared["streets"], known.shared["streets"], i, j),
        "gap": log_gap,
        "gap_at_most_3": (gap <= 3) * 1.0,
        "gap_over_30": (gap > 30) * 1.0,
        "cosine_gap": cosine * log_gap,
        "pairs_gap": pairs * log_gap,
        "length": known.length[i] + known.length[j],
        **_compared(known, i, j),
    }


def _compared(known: Evidence, i: Ints, j: Ints) -> dict[str, Floats]:
    """Features of pairs one by one: agreement and clash of days, ages, streets, places, types, figures."""
    names = (
        "day_shared", "day_clash", "age_clash", "street_clash", "same_publisher",
        "place_same", "place_clash", "family_clash",
    )  # fmt: skip
    table = np.zeros((len(names), len(i)), dtype=np.float64)
    for k, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        days, other_days = known.days[a], known.days[b]
        if days and other_days:
            if days & other_days:
                table[0, k] = 1.0
            elif min(abs(x - y) for x in days for y in other_days) > 2:
                table[1, k] = 1.0
        left, right = known.terms[a], known.terms[b]
        table[2, k] = bool(left.ages and right.ages and not left.ages.keys() & right.ages.keys())
        table[3, k] = bool(left.streets and right.streets and not left.streets.keys() & right.streets.keys())
        table[4, k] = known.publishers[a] != "" and known.publishers[a] == known.publishers[b]
        one, two = known.happenings[a], known.happenings[b]
        if one.place and two.place and one.place.precision in _FINE and two.place.precision in _FINE:
            apart = kilometres(one.place, two.place)
            if apart is not None:
                table[5, k] = apart <= 25.0
                table[6, k] = apart > 80.0
        table[7, k] = bool(one.family and two.family and one.family != two.family)
    return dict(zip(names, table, strict=True))
