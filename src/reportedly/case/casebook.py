"""One investigation: sources in, incidents out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from reportedly.case.defaults import default_links, default_reader
from reportedly.case.intake import Input, Intake, Progress, ReadsReports, found_in
from reportedly.core.errors import CaseError, Fault, NotFoundError
from reportedly.core.jsonable import to_dict as jsonable
from reportedly.export import cards
from reportedly.export.dossier import dossier as laid_out
from reportedly.store import CaseFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from reportedly.core.incidents import Incident, Lineage
    from reportedly.core.ports import Setting
    from reportedly.core.records import Reading, Report
    from reportedly.export.dossier import Dossier
    from reportedly.ingest import Columns, Publishers

Linked: TypeAlias = "tuple[tuple[Incident, ...], tuple[Lineage, ...]]"


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
        publishers: Publishers | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Added:
        """Take in files and folders, read what is new, and link everything again.

        Every report is committed as soon as it is read: after a kill, the same call goes on where it stopped.
        What is wrong with one input never keeps the others out.

        Args:
            sources: files, folders whose files are taken in the order of their names, or bytes as received.
            columns: where JSON Lines and CSV files hold the parts of a report.
            publishers: names and addresses of publishers, e.g. `Publishers.default().with_file(path)`; None is the
                shipped table. A report that is in the case keeps the publisher it went in with.
            progress: called before each file, after each report that was read, and once at the end.

        Raises:
            CaseError: the case itself cannot be written.
            EngineError: a model is missing or damaged.
        """
        reader = self._reader()
        tell = progress or _nobody
        files, faults = found_in([source for source in sources if not isinstance(source, bytes)])
        found: list[Path | bytes] = [*files, *(source for source in sources if isinstance(source, bytes))]
        intake = Intake(
            file=self._file, reader=reader, columns=columns, publishers=publishers, files=len(found), progress=tell
        )
        for one in found:
            intake.take(one)
        unlinked: tuple[Fault, ...] = ()
        try:
            incidents = self._incidents_up_to_date()
        except CaseError as error:
            incidents, unlinked = self._file.incidents(), error.faults
        tell(Progress(files_done=len(found), files_total=len(found), reports_read=intake.read, at=None))
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


def open_case(path: Input, *, create: bool = True, setting: Setting = "balanced") -> Case:
    """The case at `path`; made there when nothing is and `create` is true.

    setting: which errors reports added from now on are read to avoid: "balanced", "precise" (wrong attributions) or
    "thorough" (missed ones). What was read with another setting stays as it is.

    Raises:
        CaseError: it is not a case, is damaged, or cannot be opened.
    """
    return Case(CaseFile(Path(path), create=create), reader=partial(default_reader, setting))


def to_dict(record: Any) -> Any:  # noqa: ANN401  any record in, any JSON value out
    """A record as plain JSON values, field by field; spans are `[start, end]`."""
    return jsonable(record)


def _tail(incident_id: str) -> str:
    return incident_id.rsplit("_", 1)[-1]


def _nobody(_: Progress) -> None:
    """Nobody wants to know how far it has come."""
