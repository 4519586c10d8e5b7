"""The whole way on one screen: a report becomes a reading, readings become incidents."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from reportedly.attribute import attributions
from reportedly.core.records import Reading, Skip
from reportedly.engines.gazetteer import Gazetteer as CompiledGazetteer
from reportedly.engines.onnx_tagger import OnnxTagger
from reportedly.engines.spacy_parser import SpacyParser
from reportedly.extract.entities import entities
from reportedly.extract.events import events
from reportedly.extract.figures import figures
from reportedly.extract.labels import labels
from reportedly.extract.places import places
from reportedly.extract.times import times
from reportedly.link import clusters, copies
from reportedly.parse import evened, sentences
from reportedly.weigh import incidents, lineage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.core.incidents import Incident, Lineage
    from reportedly.core.ports import Gazetteer, Parser, Setting, Tagger
    from reportedly.core.records import Report

Found = TypeVar("Found")


class Reader:
    """Reads one report at a time; a pure function of the report, so it may run anywhere, in any order, in parallel.

    A stage that fails leaves a `Skip` in the reading and nothing in its place; the report is never lost.
    """

    def __init__(self, *, tagger: Tagger, gazetteer: Gazetteer, parser: Parser | None) -> None:
        self._tagger, self._gazetteer, self._parser = tagger, gazetteer, parser

    @classmethod
    def default(cls, *, threads: int = 1, setting: Setting = "balanced") -> Reader:
        """The reader that ships: trained tagger, compiled gazetteer, small English parser.

        threads: of the tagger's arithmetic, at least 1; the result is the same. setting: which errors to avoid.

        Raises:
            EngineError: a model or data file is missing or damaged.
        """
        return cls(
            tagger=OnnxTagger(threads=threads, setting=setting),
            gazetteer=CompiledGazetteer.compiled(),
            parser=SpacyParser(),
        )

    @cached_property
    def version(self) -> str:
        """Changes whenever the same report may read differently: package version and the tagger's weights."""
        return f"{version('reportedly')}+{getattr(self._tagger, 'version', 'custom')}"

    def read(self, report: Report) -> Reading:
        """Everything the report says, each thing with its words and its voice."""
        skipped: list[Skip] = []

        def stage(name: str, run: Callable[[], tuple[Found, ...]]) -> tuple[Found, ...]:
            try:
                return run()
            except Exception as error:  # noqa: BLE001  whatever a hostile text does to a stage, the report is kept
                skipped.append(Skip(stage=name, reason=f"{type(error).__name__}: {error}"))
                return ()

        lines = stage("parse", lambda: sentences(report.text))
        even = stage("parse", lambda: (evened(report.text),))
        cased = replace(report, text=even[0]) if even and even[0] is not report.text else report
        read = stage("attribute", lambda: (attributions(cased, lines, self._tagger),))
        said, voices = read[0] if read else ((), ())
        where = stage("places", lambda: places(report, gazetteer=self._gazetteer))
        when = stage("times", lambda: times(report))
        who = stage("entities", lambda: entities(report, lines, where))
        counts = stage("figures", lambda: figures(report, lines, said))
        happenings = stage(
            "events",
            lambda: events(
                report, lines, attributions=said, entities=who, figures=counts, places=where, times=when, parser=self._parser
            ),
        )  # fmt: skip
        own = voices[0].id if voices else ""
        names = stage("labels", lambda: labels(report, who, said, publisher_voice=own))
        return Reading(
            report=report, attributions=said, sources=voices, entities=who, events=happenings, figures=counts,
            places=where, times=when, labels=names, skipped=tuple(skipped),
        )  # fmt: skip


def linked(readings: Sequence[Reading]) -> tuple[tuple[Incident, ...], tuple[Lineage, ...]]:
    """Incidents of a set of readings, and which report took what from which; the order of the readings is irrelevant."""
    edges = (*copies([r.report for r in readings]), *lineage(readings))
    return incidents(clusters(readings), readings, edges), edges
