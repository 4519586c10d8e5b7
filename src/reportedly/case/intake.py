"""Files into a case: what is known is left alone, what is wrong is told, every reading is committed by itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from reportedly.core.errors import Fault, InputError
from reportedly.core.ids import content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.core.records import Reading, Report
    from reportedly.ingest import Columns, Ingested, Publishers
    from reportedly.store import CaseFile

STANDARD_INPUT = "standard input"
"""Where bytes came from that were handed over as they are."""

Input: TypeAlias = str | Path
"""A file or folder, as the caller names it."""


class ReadsReports(Protocol):
    """What a case needs of a reader: the same version gives the same reading of the same report."""

    @property
    def version(self) -> str:
        """Changes whenever the same report may read differently."""
        ...

    def read(self, report: Report) -> Reading:
        """All that can be read out of the report; never raises for what is in it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far `Case.add` has come. files_done of files_total are finished; `at` is the one in hand, None at the end."""

    files_done: int
    files_total: int
    reports_read: int
    at: str | None


class Intake:
    """One run of `add`: counts and faults so far."""

    def __init__(  # noqa: PLR0913  what one run of `add` goes by
        self,
        *,
        file: CaseFile,
        reader: ReadsReports,
        columns: Columns | None,
        publishers: Publishers | None,
        files: int,
        progress: Callable[[Progress], None],
    ) -> None:
        self._file = file
        self._reader = reader
        self._columns = columns
        self._publishers = publishers
        self._files = files
        self._progress = progress
        self._done = 0
        own = f" {content_id('t', repr(publishers.entries))}" if publishers else ""
        self._settings = f"{reader.version} {columns}{own}"
        self.known = self.reports = self.new = self.read = 0
        self.faults: list[Fault] = []

    def take(self, source: Path | bytes) -> None:
        """One file: its snapshot, its reports, then each reading in a transaction of its own."""
        where = STANDARD_INPUT if isinstance(source, bytes) else str(source)
        self._tell(where)
        known = self._known(source)
        if known is None:
            self._read(source, where)
        else:
            self.known += 1
            self.reports += known
        self._done += 1

    def _read(self, source: Path | bytes, where: str) -> None:
        from reportedly.ingest import ingest_bytes, ingest_file  # noqa: PLC0415  looking at a case takes nothing in

        if isinstance(source, bytes):
            ingested = ingest_bytes(source, origin=where, columns=self._columns, publishers=self._publishers)
        else:
            ingested = ingest_file(source, self._columns, self._publishers)
        faults = [*ingested.faults, *self._kept(ingested, where)]
        self.faults += faults
        self._file.note_faults(where, faults)
        if ingested.snapshot and not faults:
            self._file.finish_intake(ingested.snapshot.sha256, self._settings, len(ingested.reports))

    def _tell(self, where: str) -> None:
        step = Progress(files_done=self._done, files_total=self._files, reports_read=self.read, at=where)
        self._progress(step)

    def _under_its_own_id(self, report: Report) -> Report:
        """Two tables may both number their rows from 1: a report whose id another text has taken gets one of its own."""
        taken = self._file.report(report.id)
        if taken is None or taken.text == report.text:
            return report
        return replace(report, id=content_id("r", report.id, report.text))

    def _known(self, source: Path | bytes) -> int | None:
        """How many reports the file gave when it went in whole; None when it has to be looked at."""
        sha256 = _sha256(source)
        return self._file.knows(sha256, self._settings, self._reader.version) if sha256 else None

    def _kept(self, ingested: Ingested, where: str) -> Iterator[Fault]:
        if ingested.snapshot:
            self._file.add_snapshot(ingested.snapshot, ingested.data)
        reports = tuple(map(self._under_its_own_id, ingested.reports))
        self.reports += len(reports)
        self.new += self._file.add_reports(reports)
        for report in reports:
            if self._file.has_reading(report.id, self._reader.version):
                continue
            try:
                reading = self._reader.read(report)
            except Exception as error:  # noqa: BLE001  one report must never stop the others
                yield _unread(report, error)
                continue
            self.read += self._file.add_reading(reading, self._reader.version)
            self._tell(where)


def found_in(sources: Sequence[Input]) -> tuple[tuple[Path, ...], tuple[Fault, ...]]:
    """Files to look at, and what is wrong with sources that give none."""
    from reportedly.ingest import inputs  # noqa: PLC0415  looking at a case takes nothing in

    found: dict[Path, None] = {}
    faults: list[Fault] = []
    for source in sources:
        try:
            files = inputs([source])
        except InputError as error:
            faults += error.faults
            continue
        if not files:
            faults.append(
                Fault(
                    where=str(source),
                    found="the folder holds no files",
                    remedy="Name a folder with pages, texts or tables",
                )
            )
        found.update(dict.fromkeys(files))
    return tuple(found), tuple(faults)


def _sha256(source: Path | bytes) -> str | None:
    """None when the file cannot be read; what is wrong with it is found out later."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    try:
        if not source.is_file():
            return None
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _unread(report: Report, error: Exception) -> Fault:
    return Fault(
        where=f"report {report.id} ({report.title or report.url or 'untitled'})",
        found=f"it could not be read ({type(error).__name__}: {error})",
        remedy="It is in the case, unread; please file this as a bug with the report's text",
    )
