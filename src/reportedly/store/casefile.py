"""One case: reports, readings, incidents and faults in SQLite, snapshots in a folder beside it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from reportedly.core.errors import CaseError, Fault
from reportedly.core.ids import content_id
from reportedly.core.incidents import Incident, Lineage
from reportedly.core.records import Reading, Report, Snapshot
from reportedly.store import incident_rows, reading_rows
from reportedly.store.blobs import Blobs
from reportedly.store.schema import connected, guarded
from reportedly.store.structure import packed, readable, structured, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from reportedly.store.reading_rows import Row


class CaseFile:
    """A case on disk. Every method either does all it says or nothing; complaints of SQLite become `CaseError`."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open the case at `path`, making it first when there is none and `create` allows it.

        Raises:
            CaseError: it cannot be opened or is not a case.
        """
        self.path = path
        self.blobs = Blobs.beside(path)
        self._connection = connected(path, create=create)

    def close(self) -> None:
        """Close the file; a closed case cannot be used again."""
        self._connection.close()

    def __enter__(self) -> Self:
        """The case itself, closed at the end of the `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def add_snapshot(self, snapshot: Snapshot, data: bytes) -> bool:
        """Keep the bytes and where they came from; False when this case already had the same bytes."""
        try:
            self.blobs.put(data)
        except OSError as error:
            raise CaseError(
                Fault(
                    where=str(self.blobs.folder),
                    found=f"the snapshot cannot be kept ({error.strerror or error})",
                    remedy="Check that the folder beside the case may be written and that the disk has room",
                )
            ) from error
        with self._transaction() as connection:
            return _inserted(
                connection,
                "snapshot",
                {
                    "sha256": snapshot.sha256,
                    "size": snapshot.size,
                    "origin": snapshot.origin,
                    "media_type": snapshot.media_type,
                    "received": snapshot.received,
                },
            )

    def add_reports(self, reports: Iterable[Report]) -> int:
        """Keep the reports; the number that were new. Their snapshots must be in the case."""
        with self._transaction() as connection:
            return sum(_inserted(connection, "report", _report_row(report)) for report in reports)

    def add_reading(self, reading: Reading, reader_version: str) -> bool:
        """Keep a reading in a transaction of its own; False when this version's reading was there already.

        The report must be in the case.
        """
        report_id = reading.report.id
        with self._transaction() as connection:
            new = _inserted(
                connection,
                "reading",
                {
                    "report_id": report_id,
                    "reader_version": reader_version,
                    "read_at": now(),
                    "skipped": readable(reading.skipped),
                    "json": packed(_without_report(reading)),
                },
            )
            if not new:
                return False
            (number,) = connection.execute("SELECT last_insert_rowid()").fetchone()
            for table, row in reading_rows.rows(reading):
                _inserted(connection, table, {"reading": number, "report_id": report_id, **row})
            return True

    def finish_intake(self, sha256: str, settings: str, reports: int) -> None:
        """Note that the file with this hash went in whole and without a fault under these settings."""
        row: Row = {"sha256": sha256, "settings": settings, "reports": reports, "finished": now()}
        with self._transaction() as connection:
            _inserted(connection, "intake", row)

    def knows(self, sha256: str, settings: str, reader_version: str) -> int | None:
        """How many reports the file with this hash holds if all of them are read by this version, else None."""
        with guarded(str(self.path)):
            intake = self._connection.execute(
                "SELECT reports FROM intake WHERE sha256 = ? AND settings = ?", (sha256, settings)
            ).fetchone()
            (unread,) = self._connection.execute(
                "SELECT count(*) FROM report WHERE snapshot_sha256 = ?"
                " AND id NOT IN (SELECT report_id FROM reading WHERE reader_version = ?)",
                (sha256, reader_version),
            ).fetchone()
        return int(intake[0]) if intake and not unread else None

    def has_reading(self, report_id: str, reader_version: str) -> bool:
        """Whether this report was read by this version."""
        found = self._rows(
            "SELECT 1 FROM reading WHERE report_id = ? AND reader_version = ?", report_id, reader_version
        )
        return bool(found)

    def unread(self, reader_version: str) -> tuple[Report, ...]:
        """Reports in the case that this version has not read, in the order they came."""
        return tuple(
            self._reports("WHERE id NOT IN (SELECT report_id FROM reading WHERE reader_version = ?)", reader_version)
        )

    def reports(self) -> tuple[Report, ...]:
        """All reports in the order they came."""
        return tuple(self._reports(""))

    def report(self, report_id: str) -> Report | None:
        """The report with this id, None when there is none."""
        return next(self._reports("WHERE id = ?", report_id), None)

    def reading(self, report_id: str) -> Reading | None:
        """The newest reading of a report, None when it was not read."""
        return next(self._readings("WHERE reading.report_id = ?", report_id), None)

    def readings(self) -> tuple[Reading, ...]:
        """The newest reading of every report that was read, in the order the reports came."""
        return tuple(self._readings(""))

    def reading_state(self) -> str:
        """Changes when a report or a reading was added: what incidents were made from."""
        return content_id("state", *(tuple(row) for row in self._rows("SELECT number, report_id FROM latest_reading")))

    def replace_incidents(self, incidents: Sequence[Incident], lineage: Sequence[Lineage], state: str) -> None:
        """Put these incidents in the place of those before; `state` says which readings they were made from."""
        with self._transaction() as connection:
            for table in ("merge", "origin", "account", "conflict", "incident_report", "incident", "lineage"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  a name from the line above
            for incident in incidents:
                for table, row in incident_rows.rows(incident):
                    _inserted(connection, table, row)
            for edge in lineage:
                _inserted(connection, "lineage", incident_rows.lineage_row(edge))
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('incidents_made_from', ?)", (state,))

    def incident_state(self) -> str | None:
        """The state the incidents were made from, None before any were."""
        found = self._rows("SELECT value FROM meta WHERE key = 'incidents_made_from'")
        return str(found[0][0]) if found else None

    def incidents(self) -> tuple[Incident, ...]:
        """All incidents: earliest first, those without a date last."""
        found = self._rows("SELECT json FROM incident ORDER BY time_start IS NULL, time_start, id")
        return tuple(unpacked(Incident, row[0]) for row in found)

    def lineage(self) -> tuple[Lineage, ...]:
        """All edges between reports."""
        found = self._rows(
            "SELECT kind, later, earlier, publisher, p_lineage, evidence FROM lineage ORDER BY later, rowid"
        )
        return tuple(structured(Lineage, {**row, "evidence": json.loads(row["evidence"])}) for row in map(dict, found))

    def note_faults(self, source: str, faults: Iterable[Fault]) -> None:
        """Keep what is wrong with one input in the place of what was noted for it before."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM fault WHERE input = ?", (_storable(source),))
            for fault in faults:
                _inserted(
                    connection,
                    "fault",
                    {
                        "input": source,
                        "place": fault.where,
                        "found": fault.found,
                        "remedy": fault.remedy,
                        "noted": now(),
                    },
                )

    def faults(self) -> tuple[Fault, ...]:
        """What could not be read, in the order it was met."""
        found = self._rows("SELECT place, found, remedy FROM fault ORDER BY number")
        return tuple(Fault(where=place, found=cause, remedy=remedy) for place, cause, remedy in found)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with guarded(str(self.path)):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite has already rolled back when the disk is full
                    self._connection.execute("ROLLBACK")
                raise

    def _rows(self, query: str, *values: str) -> list[sqlite3.Row]:
        with guarded(str(self.path)):
            return self._connection.execute(query, values).fetchall()

    def _reports(self, where: str, *values: str) -> Iterator[Report]:
        for row in self._rows(f"SELECT {', '.join(_REPORT_COLUMNS)} FROM report {where} ORDER BY number", *values):  # noqa: S608  our own words
            yield structured(Report, _report_fields(row))

    def _readings(self, where: str, *values: str) -> Iterator[Reading]:
        columns = ", ".join(f"report.{column}" for column in _REPORT_COLUMNS)
        query = (
            f"SELECT reading.json, {columns} FROM latest_reading JOIN reading USING (number)"  # noqa: S608  our own words
            f" JOIN report ON report.id = reading.report_id {where} ORDER BY report.number"
        )
        for row in self._rows(query, *values):
            yield structured(Reading, {**json.loads(row["json"]), "report": _report_fields(row)})


_REPORT_LISTS = ("captions", "mirrors", "skipped")
_REPORT_COLUMNS = tuple(field.name for field in fields(Report))


def now() -> str:
    """This second in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _report_row(report: Report) -> Row:
    return {name: readable(value) if name in _REPORT_LISTS else value for name, value in _shallow(report)}


def _report_fields(row: sqlite3.Row) -> dict[str, Any]:
    return {name: json.loads(row[name]) if name in _REPORT_LISTS else row[name] for name in _REPORT_COLUMNS}


def _shallow(record: Report | Reading) -> Iterator[tuple[str, Any]]:
    return ((field.name, getattr(record, field.name)) for field in fields(record))


def _without_report(reading: Reading) -> dict[str, Any]:
    return {name: value for name, value in _shallow(reading) if name != "report"}


def _inserted(connection: sqlite3.Connection, table: str, row: Row) -> bool:
    """Insert unless a row with the same key is there; whether it was inserted."""
    names = ", ".join(f'"{name}"' for name in row)
    holes = ", ".join("?" * len(row))
    done = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({holes}) ON CONFLICT DO NOTHING",  # noqa: S608  names are our own words
        tuple(map(_storable, row.values())),
    )
    return done.rowcount == 1


def _storable(value: str | float | None) -> str | float | None:
    """The value, with every lone surrogate as one question mark: SQLite holds UTF-8 only, and lengths must not change."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
