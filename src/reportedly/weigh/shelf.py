"""Readings with everything in reach by id, and what lineage says of each report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.weigh.calling import report_names
from reportedly.weigh.carried import carried_deniers
from reportedly.weigh.names import body_key
from reportedly.weigh.publishers import publisher_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import Lineage
    from reportedly.core.records import Attribution, Entity, Event, Figure, Place, Reading, Source, Time

_P_CERTAIN_CREDIT: float = toml("weigh")["thresholds"]["p_certain_credit"]


@dataclass(frozen=True)
class Page:
    """One reading with its records by id."""

    reading: Reading

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.reading.report.id

    @property
    def text(self) -> str:
        """Text of the report."""
        return self.reading.report.text

    @property
    def published(self) -> str | None:
        """When it was published, None when unknown."""
        return self.reading.report.published

    @cached_property
    def publisher_key(self) -> str:
        """Key of the publisher; a report without one is a publisher of its own."""
        name = self.reading.report.publisher
        return publisher_key(name) if name else f"report {self.id}"

    @cached_property
    def publisher_name(self) -> str:
        """Name of the publisher for people."""
        return self.reading.report.publisher or "unnamed publisher"

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """By id."""
        return {a.id: a for a in self.reading.attributions}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """By id, with those who deny in the words of another voice."""
        return {s.id: s for s in (*self.reading.sources, *self.carried.values())}

    @cached_property
    def carried(self) -> dict[str, Source]:
        """Who denies in the words of an attribution, by its id."""
        return dict(carried_deniers(self.reading))

    @cached_property
    def events(self) -> dict[str, Event]:
        """By id."""
        return {e.id: e for e in self.reading.events}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """By id."""
        return {f.id: f for f in self.reading.figures}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """By id."""
        return {e.id: e for e in self.reading.entities}

    @cached_property
    def bystanders(self) -> frozenset[str]:
        """Keys of the names that are nobody's accused here: persons hit by any event, and persons who speak."""
        hit = (p.entity for e in self.reading.events for p in e.participants if p.role in {"victim", "target"})
        names = {
            self.entities[e].name for e in hit if e in self.entities and self.entities[e].kind in {"person", "other"}
        }
        names |= {s.name for s in self.reading.sources if s.kind == "person" and s.identity == "named"}
        return frozenset(body_key(name) for name in names)

    @cached_property
    def places(self) -> dict[str, Place]:
        """By id."""
        return {p.id: p for p in self.reading.places}

    @cached_property
    def times(self) -> dict[str, Time]:
        """By id."""
        return {t.id: t for t in self.reading.times}


@dataclass(frozen=True)
class Shelf:
    """All readings of a case by report id, with their lineage by the later report."""

    pages: dict[str, Page]
    copied: dict[str, tuple[Lineage, ...]]
    forwards: dict[str, tuple[Lineage, ...]]
    credits: dict[str, tuple[Lineage, ...]]
    names: dict[str, str] = field(default_factory=dict)

    def called(self, report: str) -> str:
        """The report for people: its publisher, told apart where that one has several; its id when nothing names it."""
        return self.names.get(report) or self.pages[report].reading.report.publisher or report

    def calling(self, reports: Iterable[str]) -> Shelf:
        """The same shelf with names for the reports of one incident."""
        return replace(self, names=report_names([self.pages[r].reading.report for r in reports if r in self.pages]))

    def whole_credit(self, report: str) -> Lineage | None:
        """The one edge that makes the whole report another publisher's: a forward, or a certain credit to one agency."""
        if forwards := self.forwards.get(report):
            return forwards[0]
        certain = [e for e in self.credits.get(report, ()) if e.p_lineage >= _P_CERTAIN_CREDIT and e.publisher]
        keys = {publisher_key(e.publisher or "") for e in certain}
        return certain[0] if len(keys) == 1 else None

    def own_key(self, report: str) -> str:
        """Key of whose words the report's own voice is: the credited or forwarded publisher, else its publisher."""
        credit = self.whole_credit(report)
        if credit and credit.publisher:
            return publisher_key(credit.publisher)
        return self.pages[report].publisher_key


def shelved(readings: Sequence[Reading], lineage: Iterable[Lineage]) -> Shelf:
    """The readings in order of their ids; of two with the same id the first counts."""
    pages: dict[str, Page] = {}
    for reading in sorted(readings, key=lambda r: r.report.id):
        pages.setdefault(reading.report.id, Page(reading))
    by_kind: dict[str, dict[str, list[Lineage]]] = defaultdict(lambda: defaultdict(list))
    for edge in sorted(
        set(lineage), key=lambda e: (e.later, e.earlier or "", e.kind, e.publisher or "", e.evidence, -e.p_lineage)
    ):
        if edge.later in pages and edge.later != edge.earlier:
            by_kind[edge.kind][edge.later].append(edge)
    copied, forwards, credits_ = (
        {later: tuple(edges) for later, edges in by_kind[kind].items()} for kind in ("copied", "forwards", "credits")
    )
    return Shelf(pages, copied, forwards, credits_)
