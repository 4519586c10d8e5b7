"""Which of its meanings a place name has here: all names of a report are weighed together.

A conditional logit over the meanings of a name. The clues: population and kind, whether the entry bears the very name,
the container the text gives ("Alexandria, Louisiana"), the type word ("Walker County"), and how much of what else the
report names lies in the same country, in the same first-level region and within about two degrees. The weights were fitted on
half of LGL and GeoVirus.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.extract.place_words import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.core.ports import Toponym

_MOST_MEANINGS = 60
_ROUNDS = 2
_LEAST_POPULATION = 1_000
_UNKNOWN_POPULATION = 8_000
_LEAST_MASS = 0.01
_SAME_PLACE_KM = 120.0
_WORTH_A_LOOK = 0.01
CLUES = (
    "population", "most_populous", "country", "region", "district", "site", "bears_name", "contained", "type_agrees", "type_differs",
    "country_mass", "region_mass", "region_share", "near", "country_named", "home", "no_country",
    "supplement",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name to be given a meaning. kind: what a type word says it is. within: meanings of the container named with it."""

    name: str
    meanings: tuple[Toponym, ...]
    kind: str | None = None
    within: tuple[Toponym, ...] = ()


class Meant(NamedTuple):
    """The chosen meaning and its probability among the meanings considered, 0..1."""

    toponym: Toponym
    p_meaning: float


@dataclass(slots=True)
class _Surroundings:
    """Probability mass of a report's names over countries, regions and one-degree cells with their eight neighbours."""

    countries: defaultdict[str, float]
    regions: defaultdict[tuple[str, str], float]
    shares: defaultdict[tuple[str, str], float]
    cells: defaultdict[tuple[int, int], float]
    named_countries: frozenset[str]


def meanings_of(
    names: Sequence[Named], *, countries: Mapping[str, float], home: str | None
) -> tuple[Meant | None, ...]:  # fmt: skip
    """One meaning for each name, None for a name without any.

    countries: evidence for countries from outside the names (demonyms, section), in names' worth.
    home: country of the publisher, None when unknown.
    """
    considered = [_considered(named) for named in names]
    chances = chances_of(names, considered, countries, home, weights(), rounds=_ROUNDS)
    return tuple(_best(named, ms, p) for named, ms, p in zip(names, considered, chances, strict=True))


def chances_of(  # noqa: PLR0913  what is weighed, by what, how often
    names: Sequence[Named],
    considered: Sequence[Sequence[Toponym]],
    countries: Mapping[str, float],
    home: str | None,
    weighing: Mapping[str, float],
    *,
    rounds: int,
) -> list[list[float]]:
    """The probability of each considered meaning of each name, 0..1, after so many rounds of looking at the others."""
    chances = [_softmax([_prior(m, named, weighing) for m in ms]) for named, ms in zip(names, considered, strict=True)]
    scale = [weighing[clue] for clue in CLUES]
    for _ in range(rounds):
        around = _surroundings(considered, chances, countries)
        chances = [
            _softmax([sum(w * x for w, x in zip(scale, row, strict=True)) for row in clues(named, ms, p, around, home)])
            for named, ms, p in zip(names, considered, chances, strict=True)
        ]
    return chances


def clues(
    named: Named, meanings: Sequence[Toponym], chances: Sequence[float], around: _Surroundings, home: str | None
) -> list[tuple[float, ...]]:  # fmt: skip
    """A row of values in the order of CLUES for each meaning; a name's own mass is left out of its surroundings."""
    own = _surroundings([meanings], [chances], {})
    plain = plain_name(named.name)
    rows: list[tuple[float, ...]] = []
    for i, m in enumerate(meanings):
        region = (m.country, m.region or "")
        cell = _cell(m)
        inner = m.kind != "country"
        near = around.cells[cell] - own.cells[cell] if inner and m.kind != "region" else 0.0
        type_agrees = named.kind is not None and (named.kind == m.kind)
        rows.append((
            math.log10(max(m.population or _UNKNOWN_POPULATION, _LEAST_POPULATION)), float(i == 0), float(m.kind == "country"), float(m.kind == "region"),
            float(m.kind == "district"), float(m.kind == "site"), float(plain_name(m.name) == plain), float(_inside(m, named.within)),
            float(type_agrees), float(named.kind is not None and not type_agrees),
            math.log1p(max(0.0, around.countries[m.country] - own.countries[m.country])) if inner else 0.0,
            math.log1p(max(0.0, around.regions[region] - own.regions[region])) if inner and m.region else 0.0,
            math.log1p(max(0.0, around.shares[region] - own.shares[region])) if inner and m.region else 0.0,
            math.log1p(max(0.0, near)), float(inner and m.country in around.named_countries), float(m.country == home), float(not m.country),
            float(m.gazetteer_id.startswith("supplement:")),
        ))  # fmt: skip
    return rows


@lru_cache(maxsize=1 << 16)
def plain_name(name: str) -> str:
    """Lower case without accents and punctuation, for comparing an entry's own name with the words of a report."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name.casefold())))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees.

    >>> round(distance_km((35.336, 40.141), (36.502, 40.748)))
    141
    """
    (lat1, lon1), (lat2, lon2) = (map(math.radians, one), map(math.radians, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def _considered(named: Named) -> tuple[Toponym, ...]:
    if len(named.meanings) <= _MOST_MEANINGS:
        return named.meanings
    rest = named.meanings[_MOST_MEANINGS:]
    inside = [m for m in rest if m.gazetteer_id.startswith("supplement:") or _inside(m, named.within)]
    return (*named.meanings[:_MOST_MEANINGS], *inside)


def _prior(m: Toponym, named: Named, weighing: Mapping[str, float]) -> float:
    return (
        weighing["population"] * math.log10(max(m.population or _UNKNOWN_POPULATION, _LEAST_POPULATION))
        + weighing.get(m.kind, 0.0)
        + (weighing["no_country"] if not m.country else 0.0)
        + (weighing["supplement"] if m.gazetteer_id.startswith("supplement:") else 0.0)
        + (weighing["contained"] if _inside(m, named.within) else 0.0)
        + (weighing["type_agrees"] if named.kind == m.kind else 0.0)
        + (weighing["bears_name"] if plain_name(m.name) == plain_name(named.name) else 0.0)
    )


def _inside(m: Toponym, containers: Iterable[Toponym]) -> bool:
    for c in containers:
        if c.country != m.country or c.gazetteer_id == m.gazetteer_id:
            continue
        if c.kind == "country" or (c.kind == "region" and c.name == m.region):
            return True
        if (
            c.kind in ("district", "town")
            and c.region == m.region
            and abs(c.lat - m.lat) < 0.7
            and abs(c.lon - m.lon) < 1.0
        ):
            return True
    return False


def _surroundings(
    meanings: Sequence[Sequence[Toponym]], chances: Sequence[Sequence[float]], countries: Mapping[str, float]
) -> _Surroundings:  # fmt: skip
    by_country: defaultdict[str, float] = defaultdict(float, countries)
    by_region: defaultdict[tuple[str, str], float] = defaultdict(float)
    shares: defaultdict[tuple[str, str], float] = defaultdict(float)
    cells: defaultdict[tuple[int, int], float] = defaultdict(float)
    named: set[str] = set()
    for ms, ps in zip(meanings, chances, strict=True):
        regions = {(m.country, m.region) for m in ms if m.region}
        for region in regions:
            shares[region[0], region[1] or ""] += 1 / math.sqrt(len(regions))
        for m, p in zip(ms, ps, strict=True):
            by_country[m.country] += p
            if m.kind == "country":
                if p > 0.5:
                    named.add(m.country)
                continue
            if m.region:
                by_region[m.country, m.region] += p
            if m.kind != "region" and p > _LEAST_MASS:
                for cell in _neighbours(_cell(m)):
                    cells[cell] += p
    return _Surroundings(
        countries=by_country, regions=by_region, shares=shares, cells=cells, named_countries=frozenset(named)
    )


def _cell(m: Toponym) -> tuple[int, int]:
    return math.floor(m.lat), math.floor(m.lon)


def _neighbours(cell: tuple[int, int]) -> Iterable[tuple[int, int]]:
    row, column = cell
    return [(r, c) for r in (row - 1, row, row + 1) for c in (column - 1, column, column + 1)]


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    grown = [math.exp(s - top) for s in scores]
    total = sum(grown)
    return [g / total for g in grown]


def _best(named: Named, meanings: Sequence[Toponym], chances: Sequence[float]) -> Meant | None:
    """The likeliest; of an area and the town it is called after, the town, unless a type word says otherwise."""
    if not meanings:
        return None
    i = max(range(len(meanings)), key=lambda k: (chances[k], -k))
    chosen = meanings[i]
    if chosen.kind in ("region", "district") and chosen.kind != named.kind:
        for k, m in enumerate(meanings):
            if m.kind == "town" and m.country == chosen.country and chances[k] > _WORTH_A_LOOK and _close(m, chosen):
                return Meant(m, chances[i] + chances[k])
    return Meant(chosen, chances[i])


def _close(one: Toponym, other: Toponym) -> bool:
    return distance_km((one.lat, one.lon), (other.lat, other.lon)) < _SAME_PLACE_KM


def grouped(keys: Iterable[str]) -> dict[str, list[int]]:
    """Positions of equal keys, in order of first appearance."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        groups[key].append(i)
    return groups
