"""A handful of reasons why two happenings are one, as numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.data import toml
from reportedly.link.nearness import Cell, around, bounds, kilometres
from reportedly.link.rarity import rarities
from reportedly.link.terms import day, terms
from reportedly.link.vectors import Floats, Ints, Matrix, dots, present, tfidf

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportedly.core.records import Place, Reading
    from reportedly.link.happenings import Happening
    from reportedly.link.terms import Terms

_COMPARED = (
    "day_shared", "day_clash", "own_day_clash", "age_clash", "street_clash", "same_publisher",
    "place_clash", "region_clash", "family_clash",
)  # fmt: skip
_OTHER_TOWN_KM = 80.0
_KINDS = ("words", "names", "ages")
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
    shared: dict[str, Matrix]
    days: tuple[frozenset[int], ...]
    own_days: tuple[frozenset[int], ...]
    cells: tuple[frozenset[Cell], ...]
    length: Floats


def evidence(readings: Sequence[Reading], happenings: Sequence[Happening]) -> Evidence:
    """Reads the terms of every happening's passage and weighs them by rarity."""
    reports = [readings[h.reading].report for h in happenings]
    published = [day(r.published) for r in reports]
    found = [terms(h.passage, p) for h, p in zip(happenings, published, strict=True)]
    count = len(readings)
    own_days = tuple(map(_own_days, happenings))
    places = [h.places for h in happenings]
    bags = {kind: [getattr(t, kind) for t in found] for kind in _KINDS}
    bags["places"] = [Counter(map(_place_key, at)) for at in places]
    rarity = {kind: rarities(of_kind, count) for kind, of_kind in bags.items()}
    return Evidence(
        happenings=tuple(happenings),
        published=np.array([np.nan if p is None else p for p in published], dtype=np.float64),
        publishers=tuple(r.publisher or "" for r in reports),
        terms=tuple(found),
        words=tfidf(bags["words"], rarity["words"]),
        lead=tfidf([t.lead for t in found], rarity["words"]),
        names=tfidf(bags["names"], rarity["names"]),
        shared={kind: present(bags[kind], rarity[kind]) for kind in (*_KINDS, "places")},
        days=tuple(t.days | own for t, own in zip(found, own_days, strict=True)),
        own_days=own_days,
        cells=tuple(frozenset(c for p in at for c in around(p)) for at in places),
        length=np.log1p([sum(t.words.values()) for t in found]),
    )


def _own_days(happening: Happening) -> frozenset[int]:
    """The days the happening itself is set on; empty when it may have been any of more than a week."""
    time = happening.time
    if time is None or time.precision not in _DAYS_KNOWN or time.start is None:
        return frozenset()
    first, last = bounds(time)
    return frozenset(range(int(first), int(last) + 1)) if last - first <= 7 else frozenset()


def _place_key(place: Place) -> str:
    return place.gazetteer_id or place.name.casefold()


def features(known: Evidence, i: Ints, j: Ints) -> dict[str, Floats]:
    """Feature name to one value for each pair; see `[weights]` in link.toml for what each is worth."""
    gap = np.abs(known.published[i] - known.published[j])
    undated = np.isnan(gap)
    gap = np.where(undated, 3.0, gap)
    cosine = dots(known.words, known.words, i, j)
    log_gap = np.log1p(gap)
    lead_words = dots(known.lead, known.words, i, j) + dots(known.words, known.lead, i, j)
    return {
        "cosine": cosine,
        "root_cosine": np.sqrt(np.maximum(cosine, 0.0)),
        "lead_cosine": dots(known.lead, known.lead, i, j),
        "lead_words_cosine": lead_words / 2,
        "names_cosine": dots(known.names, known.names, i, j),
        "names_shared": np.log1p(dots(known.shared["names"], known.shared["names"], i, j)),
        "ages_shared": dots(known.shared["ages"], known.shared["ages"], i, j),
        "places_shared": np.log1p(dots(known.shared["places"], known.shared["places"], i, j)),
        "gap": log_gap,
        "gap_at_most_3": (gap <= 3) * 1.0,
        "gap_over_30": (gap > 30) * 1.0,
        "length": known.length[i] + known.length[j],
        **_compared(known, i, j),
    }


def _compared(known: Evidence, i: Ints, j: Ints) -> dict[str, Floats]:
    """Features of pairs one by one: agreement and clash of days, ages, streets, places, types, figures."""
    deeds = frozenset(toml("link")["deeds"]["families"])
    found = []
    for a, b in zip(i.tolist(), j.tolist(), strict=True):
        one, two = known.happenings[a], known.happenings[b]
        left, right = known.terms[a], known.terms[b]
        days, other_days = known.days[a], known.days[b]
        own, other_own = known.own_days[a], known.own_days[b]
        apart = _apart(one, two)
        found.append(
            (
                _share(days, other_days),
                _far(days, other_days),
                _far(own, other_own),
                _differ(left.ages, right.ages),
                _differ(left.streets, right.streets),
                known.publishers[a] != "" and known.publishers[a] == known.publishers[b],
                apart is not None and apart > _OTHER_TOWN_KM,
                _differ(known.cells[a], known.cells[b]),
                one.family != two.family and one.family in deeds and two.family in deeds,
            )
        )
    table = np.array(found, dtype=np.float64).reshape(-1, len(_COMPARED)).T
    return dict(zip(_COMPARED, table, strict=True))


def _share(a: frozenset[int], b: frozenset[int]) -> bool:
    return not a.isdisjoint(b)


def _far(a: frozenset[int], b: frozenset[int]) -> bool:
    """Days on both sides, none within two days of another."""
    return bool(a and b) and a.isdisjoint(b) and min(abs(x - y) for x in a for y in b) > 2


def _differ(a: Collection[object], b: Collection[object]) -> bool:
    return bool(a and b) and not set(a) & set(b)


def _apart(a: Happening, b: Happening) -> float | None:
    if a.place is None or b.place is None or a.place.precision not in _FINE or b.place.precision not in _FINE:
        return None
    return kilometres(a.place, b.place)
