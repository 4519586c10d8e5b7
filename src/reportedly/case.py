"""A case from Python: add sources, look at incidents. Everything returned is a frozen record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias

from reportedly.core.errors import CaseError, Fault, InputError, NotFoundError
from reportedly.core.ids import content_id
from reportedly.core.jsonable import to_dict as jsonable
from reportedly.export import cards
from reportedly.export.dossier import dossier as laid_out
from reportedly.store import CaseFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from reportedly.core.incidents import Incident, Lineage
    from reportedly.core.records import Reading, Report
    from reportedly.export.dossier import Dossier
    from reportedly.ingest import Columns, Ingested

STANDARD_INPUT = "standard input"
"""Where bytes came from that were handed over as they are."""

Input: TypeAlias = str | Path
"""A file or folder, as the caller names it."""


Linked: TypeAlias = "tuple[tuple[Incident, ...], tuple[Lineage, ...]]"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `Case.add` did.

    files: inputs looked at. files_known: those that were in the case already and were not opened again.
    reports: reports in all of them. reports_new: those the case did not have. reports_read: read in this run;
    what an earlier run had read is not read again. incidents: in the whole case now. faults: one for each thing
    that did not go in, and only that did not.
    """

    files: int
    files_known: int
    reports: int
    reports_new: int
    reports_read: int
    incidents: int
    faults: tuple[Fault, ...]


@cache
def default_reader() -> ReadsReports:
    """The reader with the models that ship with the package, loaded once.

    Raises:
        EngineError: a model is missing or damaged.
    """
    from reportedly.pipeline import Reader  # noqa: PLC0415  looking at a case needs no model

    return Reader.default()


def default_links(readings: Sequence[Reading]) -> Linked:
    """Incidents and lineage of these readings, as the package makes them."""
    from reportedly.pipeline import linked  # noqa: PLC0415  the same

    return linked(readings)


class Case:
    """One investigation: a file of reports, their readings, and the incidents they speak of."""

    def __init__(
        self,
        file: CaseFile,
        *,
        reader: Callable[[], ReadsReports] = default_reader,
        links: Callable[[Sequence[Reading]], Linked] = default_links,
    ) -> None:
        """A case over an open file; `reader` is called when something is to be read, `links` when readings changed."""
        self._file = file
        self._reader = reader
        self._links = links

    @property
    def path(self) -> Path:
        """Where the case is."""
        return self._file.path

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        """The case itself, closed at the end of the `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def __iter__(self) -> Iterator[Incident]:
        """The incidents."""
        return iter(self.incidents())

    def __len__(self) -> int:
        """How many incidents."""
        return len(self.incidents())

    def add(
        self,
        *sources: Input | bytes,
        columns: Columns | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Added:
        """Take in files and folders, read what is new, and link everything again.

        Every report is committed as soon as it is read: after a kill, the same call goes on where it stopped.
        What is wrong with one input never keeps the others out.

        Args:
            sources: files, folders whose files are taken in the order of their names, or bytes as received.
            columns: where JSON Lines and CSV files hold the parts of a report.
            progress: called before each file and once at the end.

        Raises:
            CaseError: the case itself cannot be written.
            EngineError: a model is missing or damaged.
        """
        reader = self._reader()
        intake = _Intake(file=self._file, reader=reader, columns=columns)
        files, faults = found_in([source for source in sources if not isinstance(source, bytes)])
        found: list[Path | bytes] = [*files, *(source for source in sources if isinstance(source, bytes))]
        for done, one in enumerate(found):
            if progress:
                at = STANDARD_INPUT if isinstance(one, bytes) else str(one)
                progress(Progress(files_done=done, files_total=len(found), reports_read=intake.read, at=at))
            intake.take(one)
        unlinked: tuple[Fault, ...] = ()
        try:
            incidents = self._incidents_up_to_date()
        except CaseError as error:
            incidents, unlinked = self._file.incidents(), error.faults
        if progress:
            progress(Progress(files_done=len(found), files_total=len(found), reports_read=intake.read, at=None))
        return Added(
            files=len(found) + len(faults),
            files_known=intake.known,
            reports=intake.reports,
            reports_new=intake.new,
            reports_read=intake.read,
            incidents=len(incidents),
            faults=(*faults, *intake.faults, *unlinked),
        )

    def incidents(self) -> tuple[Incident, ...]:
        """All incidents, earliest first, those without a date last; linked now if a run was stopped before it could."""
        return self._incidents_up_to_date()

    def incident(self, id_or_prefix: str) -> Incident:
        """The incident with this id, or the only one whose id, or what follows its underscore, begins so.

        Raises:
            NotFoundError: none, or more than one.
        """
        wanted = id_or_prefix.strip()
        every = self.incidents()
        exact = [incident for incident in every if incident.id == wanted]
        close = exact or [i for i in every if wanted and (i.id.startswith(wanted) or _tail(i.id).startswith(wanted))]
        if len(close) == 1:
            return close[0]
        found = "no incident has this id" if not close else f"{len(close)} incidents have ids that begin so"
        remedy = f"`reportedly incidents {self.path}` lists them" if not close else "Give more of the id"
        raise NotFoundError(Fault(where=f"{self.path}: incident {wanted!r}", found=found, remedy=remedy))

    def dossier(self, incident: Incident) -> Dossier:
        """The incident laid out for reading, every field beside its words."""
        readings = (self._file.reading(report) for report in incident.reports)
        return laid_out(incident, (reading for reading in readings if reading), self.lineage())

    def lineage(self) -> tuple[Lineage, ...]:
        """Which report copied, cites, credits or forwards which."""
        self._incidents_up_to_date()
        return self._file.lineage()

    def reports(self) -> tuple[Report, ...]:
        """All reports, in the order they came."""
        return self._file.reports()

    def reading(self, report_id: str) -> Reading:
        """The newest reading of a report.

        Raises:
            NotFoundError: no such report, or it was not read.
        """
        reading = self._file.reading(report_id)
        if reading is None:
            raise NotFoundError(
                Fault(
                    where=f"{self.path}: report {report_id!r}",
                    found="it is not in this case or was not read",
                    remedy="`Case.reports()` lists the reports; add its source again to have it read",
                )
            )
        return reading

    def readings(self) -> tuple[Reading, ...]:
        """The newest reading of every report, in the order the reports came."""
        return self._file.readings()

    def faults(self) -> tuple[Fault, ...]:
        """What could not be read, as of the last time each input was added."""
        return self._file.faults()

    def _incidents_up_to_date(self) -> tuple[Incident, ...]:
        state = self._file.reading_state()
        if self._file.incident_state() != state:
            incidents, lineage = self._linked()
            self._file.replace_incidents(incidents, lineage, state)
        return self._file.incidents()

    def _linked(self) -> Linked:
        try:
            return self._links(self._file.readings())
        except Exception as error:
            fault = Fault(
                where=str(self.path),
                found=f"the incidents could not be linked ({type(error).__name__}: {error})",
                remedy="Reports and readings are kept; please file this as a bug",
            )
            raise CaseError(fault) from error

    def _repr_html_(self) -> str:
        """The incidents as a small table, for notebooks."""
        return cards.incident_table(self.incidents())


class _Intake:
    """One run of `add`: counts and faults so far."""

    def __init__(self, *, file: CaseFile, reader: ReadsReports, columns: Columns | None) -> None:
        self._file = file
        self._reader = reader
        self._columns = columns
        self._settings = f"{reader.version} {columns}"
        self.known = self.reports = self.new = self.read = 0
        self.faults: list[Fault] = []

    def take(self, source: Path | bytes) -> None:
        """One file: its snapshot, its reports, then each reading in a transaction of its own."""
        from reportedly.ingest import ingest_bytes, ingest_file  # noqa: PLC0415  looking at a case takes nothing in

        known = self._known(source)
        if known is not None:
            self.known += 1
            self.reports += known
            return
        if isinstance(source, bytes):
            ingested = ingest_bytes(source, origin=STANDARD_INPUT, columns=self._columns)
        else:
            ingested = ingest_file(source, self._columns)
        faults = [*ingested.faults, *self._kept(ingested)]
        self.faults += faults
        self._file.note_faults(STANDARD_INPUT if isinstance(source, bytes) else str(source), faults)
        if ingested.snapshot and not faults:
            self._file.finish_intake(ingested.snapshot.sha256, self._settings, len(ingested.reports))

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

    def _kept(self, ingested: Ingested) -> Iterator[Fault]:
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
            self._file.add_reading(reading, self._reader.version)
            self.read += 1


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


def open_case(path: Input, *, create: bool = True) -> Case:
    """The case at `path`; made there when nothing is and `create` is true.

    Raises:
        CaseError: it is not a case, is damaged, or cannot be opened.
    """
    return Case(CaseFile(Path(path), create=create))


def read(text_or_path: Input, **meta: Any) -> Reading:  # noqa: ANN401  the fields of `Report`
    """One report read: who says what in it, and on whose word.

    Args:
        text_or_path: a `Path`, a string that names a file, or the text itself, which is kept unchanged.
        meta: what is known of a report given as text, by the names of `Report`: publisher, title, url, published, …

    Raises:
        InputError: the file cannot be read, or holds no report or more than one.
        EngineError: a model is missing or damaged.
    """
    from reportedly.ingest import report_from_text  # noqa: PLC0415  looking at a case takes nothing in

    path = _as_path(text_or_path)
    report = report_from_text(str(text_or_path), **meta) if path is None else _only_report(path, meta)
    return default_reader().read(report)


def to_dict(record: Any) -> Any:  # noqa: ANN401  any record in, any JSON value out
    """A record as plain JSON values, field by field; spans are `[start, end]`."""
    return jsonable(record)


def _as_path(text_or_path: Input) -> Path | None:
    if isinstance(text_or_path, Path):
        return text_or_path
    if len(text_or_path) > 1024 or "\n" in text_or_path or "\0" in text_or_path:
        return None
    try:
        return Path(text_or_path) if Path(text_or_path).is_file() else None
    except OSError:
        return None


def _only_report(path: Path, meta: dict[str, Any]) -> Report:
    from reportedly.ingest import ingest_file  # noqa: PLC0415  looking at a case takes nothing in

    ingested = ingest_file(path)
    if ingested.faults and not ingested.reports:
        raise InputError(*ingested.faults)
    if len(ingested.reports) != 1:
        raise InputError(
            Fault(
                where=str(path),
                found=f"it holds {len(ingested.reports)} reports, not one",
                remedy='Add it to a case: reportedly.open("case.db").add(path)',
            )
        )
    return replace(ingested.reports[0], **meta)


def _unread(report: Report, error: Exception) -> Fault:
    return Fault(
        where=f"report {report.id} ({report.title or report.url or 'untitled'})",
        found=f"it could not be read ({type(error).__name__}: {error})",
        remedy="It is in the case, unread; please file this as a bug with the report's text",
    )


def _tail(incident_id: str) -> str:
    return incident_id.rsplit("_", 1)[-1]


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
