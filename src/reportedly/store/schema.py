"""Opening a case file: creating it, or finding out why it is not one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.core.errors import CaseError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x52505444
"""The letters "RPTD" in the file's header say whose file it is."""

SCHEMA_VERSION = 1
"""`user_version` of the file; raised with every change of data/schema.sql."""

_NOT_A_CASE = "Name another file, or a path that does not exist yet to start a new case"


def connected(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the case at `path`, made there first when nothing is and `create` allows it.

    Raises:
        CaseError: the file is missing, damaged, not a case, or made by a newer version.
    """
    where = str(path)
    _refuse_what_is_no_file(path, create=create)
    with guarded(where):
        sealed = not create and not _writable(path)
        connection = sqlite3.connect(_address(path, sealed=sealed), timeout=30.0, isolation_level=None, uri=True)
        connection.row_factory = sqlite3.Row
        try:
            if _is_blank(connection):
                _start(connection, where, create=create)
            _check(connection, where)
            if not sealed:
                _set_up(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _address(path: Path, *, sealed: bool) -> str:
    """The file as a URI; a sealed one, say on a disc, is only read, and left without side files when it has none."""
    uri = path.absolute().as_uri()
    if not sealed:
        return f"{uri}?mode=rwc"
    return f"{uri}?mode=ro" if path.with_name(f"{path.name}-wal").exists() else f"{uri}?mode=ro&immutable=1"


@contextmanager
def guarded(where: str) -> Iterator[None]:
    """What SQLite complains about becomes a `CaseError` that names the file, the cause and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise CaseError(_fault(where, error)) from error


def _fault(where: str, error: sqlite3.Error) -> Fault:
    said = str(error)
    if "not a database" in said:
        return Fault(where=where, found="this is not a case file (not a SQLite database)", remedy=_NOT_A_CASE)
    if "malformed" in said or "disk I/O" in said:
        return Fault(
            where=where,
            found=f"the case file is damaged or cut short ({said})",
            remedy="Restore it from a backup, or start a new case and add the sources again",
        )
    if "locked" in said:
        return Fault(
            where=where,
            found="another program is writing to this case",
            remedy="Wait until it has finished and try again",
        )
    if "unable to open" in said or "readonly" in said:
        return Fault(
            where=where,
            found=f"the case file cannot be opened ({said})",
            remedy="Check that the folder exists and may be written",
        )
    if "full" in said:
        return Fault(
            where=where, found="the disk is full", remedy="Make room and run the same command again; it resumes"
        )
    return Fault(where=where, found=f"the case file cannot be used ({said})", remedy="Restore it from a backup")


def _refuse_what_is_no_file(path: Path, *, create: bool) -> None:
    where = str(path)
    if path.is_dir():
        raise CaseError(Fault(where=where, found="a folder is here, a case is one file", remedy=_NOT_A_CASE))
    if path.exists() and not path.is_file():
        raise CaseError(Fault(where=where, found="this is not a regular file", remedy=_NOT_A_CASE))
    if not path.exists() and not create:
        raise CaseError(
            Fault(where=where, found="there is no such case", remedy="Check the name, or make it with `reportedly add`")
        )
    if not path.parent.is_dir():
        raise CaseError(Fault(where=where, found=f"there is no folder {path.parent}", remedy="Make the folder first"))


def _is_blank(connection: sqlite3.Connection) -> bool:
    """No table at all: a new file, or one whose making was cut short."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return not tables and application in (0, APPLICATION_ID)


def _start(connection: sqlite3.Connection, where: str, *, create: bool) -> None:
    if not create:
        raise CaseError(
            Fault(where=where, found="this file is empty, not a case", remedy="Fill it with `reportedly add`")
        )
    _set_up(connection)
    _create(connection)


def _set_up(connection: sqlite3.Connection) -> None:
    """A kill loses nothing that was committed; only a power cut may take the last seconds."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _create(connection: sqlite3.Connection) -> None:
    script = resources.files("reportedly.data").joinpath("schema.sql").read_text("utf-8")
    connection.executescript(
        f"BEGIN EXCLUSIVE;\n{script}\n"
        f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
    )


def _check(connection: sqlite3.Connection, where: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise CaseError(
            Fault(where=where, found="this SQLite database was made by another program", remedy=_NOT_A_CASE)
        )
    if version > SCHEMA_VERSION:
        raise CaseError(
            Fault(
                where=where,
                found=f"this case was made by a newer version (schema {version}, this program knows {SCHEMA_VERSION})",
                remedy="Update reportedly to open it",
            )
        )
    if version < SCHEMA_VERSION:
        raise CaseError(
            Fault(
                where=where,
                found=f"this case has schema {version}, this program reads {SCHEMA_VERSION}",
                remedy="Add its sources to a new case",
            )
        )
