"""A reader and a linker without models: each sentence with "said" is an attribution, each first word an incident."""

from __future__ import annotations

import re
from collections import defaultdict

from reportedly.core.ids import content_id
from reportedly.core.incidents import Account, AttributionRef, Evidence, Incident, Origin, Origins
from reportedly.core.records import Attribution, Reading, Source
from reportedly.core.spans import Span

SAID = re.compile(r"(?P<source>[A-Z][a-z]+) (?P<cue>said) (?P<content>[^.]{1,300})")


class SimpleReader:
    def __init__(self, version="simple-1"):
        self.version = version
        self.read_ids = []

    def read(self, report):
        self.read_ids.append(report.id)
        if "BREAK THE READER" in report.text:
            message = "broken on purpose"
            raise RuntimeError(message)
        publisher = Source(
            id="s_publisher", name=report.publisher or "?", identity="named", kind="outlet", role="other", mentions=()
        )
        voices, said = [publisher], []
        for match in SAID.finditer(report.text):
            source = Source(
                id=content_id("s", match["source"]),
                name=match["source"],
                identity="named",
                kind="person",
                role="other",
                mentions=(Span(*match.span("source")),),
            )
            voices.append(source)
            said.append(
                Attribution(
                    id=content_id("a", report.id, match.start()),
                    source=(Span(*match.span("source")),),
                    cue=(Span(*match.span("cue")),),
                    content=(Span(*match.span("content")),),
                    quote="indirect",
                    act="state",
                    polarity="affirmed",
                    certainty="asserted",
                    voice=source.id,
                    chain=(publisher.id, source.id),
                )
            )
        unique = {source.id: source for source in voices}
        return Reading(report=report, attributions=tuple(said), sources=tuple(unique.values()))


def simple_links(readings):
    told = defaultdict(list)
    for reading in readings:
        told[reading.report.text.split()[0]].append(reading)
    return tuple(_incident(what, some) for what, some in sorted(told.items())), ()


def _incident(what, readings):
    reports = tuple(reading.report.id for reading in readings)
    origin = Origin(id="o_1", name="a voice", identity="unnamed", kind="people", role="other", reports=reports)
    account = Account(
        origin="o_1",
        figures={},
        attributions=tuple(AttributionRef(r.report.id, a.id) for r in readings for a in r.attributions),
        own_words=tuple(Evidence(report, 0, 4) for report in reports),
    )
    return Incident(
        id=content_id("i", what),
        type="other",
        sub_type="other",
        what=what,
        place=None,
        time=None,
        reports=reports,
        events=(),
        origins=Origins(low=1, high=1, members=(origin,)),
        accounts=(account,),
        conflicts=(),
        grade="single origin",
    )
