"""A small case built by hand: three reports, two incidents, a toll that two sides dispute. All of it is invented."""

from __future__ import annotations

import hashlib

from reportedly.core.incidents import (
    Account,
    AttributionRef,
    Conflict,
    EventRef,
    Evidence,
    Incident,
    Lineage,
    Merge,
    Origin,
    Origins,
    Side,
)
from reportedly.core.records import (
    Attribution,
    Entity,
    Event,
    Figure,
    Label,
    Participant,
    Place,
    Reading,
    Report,
    Skip,
    Snapshot,
    Source,
    Time,
)
from reportedly.core.spans import Span

WIRE_TEXT = (
    "A missile struck the grain terminal of Port Ostrava on Tuesday, killing at least 14 dockers, two port officials "
    "told Meridian Wire.\n\n“We carried out 14 bodies,” said Ilva Maren, a surgeon at the harbour clinic 🚑.\n\n"
    "The Defence Ministry of Norland denied that its forces had fired at the port."
)
HERALD_TEXT = (
    "Fourteen people were killed at the grain terminal, Meridian Wire reported, citing port officials.\n\n"
    "The Norland ministry said <script>alert('3 guards')</script> & three guards died in a fuel fire."
)
POST_TEXT = "Police detained 9 protesters in Sint Aarle on Friday. " * 3


def spans(text: str, *words: str) -> tuple[Span, ...]:
    found = tuple(Span(text.index(part), text.index(part) + len(part)) for part in words)
    assert list(found) == sorted(found)
    return found


def evidence(report: Report, words: str) -> Evidence:
    (span,) = spans(report.text, words)
    return Evidence(report.id, span.start, span.end)


WIRE = Report(
    id="r_wire",
    text=WIRE_TEXT,
    publisher="Meridian Wire",
    title="Missile hits grain terminal in Port Ostrava",
    url="https://meridian.example/1",
    published="2031-05-06T09:30",
    language="en",
    captions=("A crane burns.",),
    snapshot_sha256=hashlib.sha256(b"wire page").hexdigest(),
    skipped=(Skip(stage="ingest", reason="no byline"),),
)
HERALD = Report(
    id="r_herald",
    text=HERALD_TEXT,
    publisher="Ostrava <b>Herald</b>",
    title='"Fourteen" dead <img src=x onerror=alert(1)>',
    url="javascript:alert(1)",
    published="2031-05-07",
    snapshot_sha256=hashlib.sha256(b"herald page").hexdigest(),
)
POST = Report(id="r_post", text=POST_TEXT, publisher="Aarle Daily", published="2031-05-09")

SNAPSHOTS = tuple(
    (
        Snapshot(
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            origin=origin,
            media_type="text/html",
            received="2031-05-08T00:00:00+00:00",
        ),
        data,
    )
    for origin, data in (("wire.html", b"wire page"), ("herald.html", b"herald page"))
)

WIRE_READING = Reading(
    report=WIRE,
    attributions=(
        Attribution(
            id="a_officials",
            source=spans(WIRE_TEXT, "two port officials"),
            cue=spans(WIRE_TEXT, "told"),
            content=spans(
                WIRE_TEXT,
                "A missile struck the grain terminal of Port Ostrava on Tuesday, killing at least 14 dockers",
            ),
            quote="indirect",
            act="state",
            polarity="affirmed",
            certainty="asserted",
            voice="s_officials",
            chain=("s_wire", "s_officials"),
            addressee=spans(WIRE_TEXT, "Meridian Wire"),
            p_attribution=0.97,
            why=("tagger cue .97",),
        ),
        Attribution(
            id="a_surgeon",
            source=spans(WIRE_TEXT, "Ilva Maren"),
            cue=spans(WIRE_TEXT, "said"),
            content=spans(WIRE_TEXT, "“We carried out 14 bodies,”"),
            quote="direct",
            act="state",
            polarity="affirmed",
            certainty="asserted",
            voice="s_surgeon",
            chain=("s_wire", "s_surgeon"),
        ),
        Attribution(
            id="a_ministry",
            source=spans(WIRE_TEXT, "The Defence Ministry of Norland"),
            cue=spans(WIRE_TEXT, "denied"),
            content=spans(WIRE_TEXT, "that its forces had fired at the port"),
            quote="indirect",
            act="deny",
            polarity="denied",
            certainty="hedged",
            voice="s_ministry",
            chain=("s_wire", "s_ministry"),
        ),
    ),
    sources=(
        Source(
            id="s_wire",
            name="Meridian Wire",
            identity="named",
            kind="outlet",
            role="other",
            mentions=spans(WIRE_TEXT, "Meridian Wire"),
        ),
        Source(
            id="s_officials",
            name="two port officials",
            identity="unnamed",
            kind="people",
            role="official",
            mentions=spans(WIRE_TEXT, "two port officials"),
            anonymity="not allowed to speak",
        ),
        Source(
            id="s_surgeon",
            name="Ilva Maren",
            identity="named",
            kind="person",
            role="medical",
            mentions=spans(WIRE_TEXT, "Ilva Maren"),
            affiliation="harbour clinic",
        ),
        Source(
            id="s_ministry",
            name="Defence Ministry of Norland",
            identity="named",
            kind="organisation",
            role="military",
            mentions=spans(WIRE_TEXT, "The Defence Ministry of Norland"),
        ),
    ),
    entities=(
        Entity(
            id="e_norland",
            name="Defence Ministry of Norland",
            kind="organisation",
            mentions=spans(WIRE_TEXT, "The Defence Ministry of Norland"),
            aliases=("the ministry",),
        ),
    ),
    events=(
        Event(
            id="ev_strike",
            type="explosions/remote violence",
            sub_type="missile strike",
            trigger=spans(WIRE_TEXT, "struck"),
            mode="happened",
            participants=(Participant(role="victim", spans=spans(WIRE_TEXT, "dockers")),),
            place="p_ostrava",
            time="t_tuesday",
            figures=("f_14",),
            attribution="a_officials",
        ),
    ),
    figures=(
        Figure(
            id="f_14",
            measure="killed",
            low=14,
            high=None,
            spans=spans(WIRE_TEXT, "at least 14 dockers"),
            qualifier="at least",
            unit="dockers",
            attribution="a_officials",
        ),
        Figure(id="f_many", measure="counted", low=2, high=10**30, spans=spans(WIRE_TEXT, "14 bodies")),
    ),
    places=(
        Place(
            id="p_ostrava",
            name="Port Ostrava",
            spans=spans(WIRE_TEXT, "Port Ostrava"),
            precision="town",
            lat=54.5,
            lon=18.5,
            country="NL",
        ),
    ),
    times=(
        Time(
            id="t_tuesday",
            spans=spans(WIRE_TEXT, "on Tuesday"),
            precision="day",
            value="2031-05-06",
            start="2031-05-06",
            end="2031-05-06",
        ),
    ),
    labels=(Label(entity="e_norland", label="denied", spans=spans(WIRE_TEXT, "denied"), voice="s_wire"),),
    skipped=(Skip(stage="extract", reason="a sentence of 90,000 characters", span=Span(0, 4)),),
)

HERALD_READING = Reading(
    report=HERALD,
    attributions=(
        Attribution(
            id="a_citing",
            source=spans(HERALD_TEXT, "port officials"),
            cue=spans(HERALD_TEXT, "citing"),
            content=spans(HERALD_TEXT, "Fourteen people were killed at the grain terminal"),
            quote="indirect",
            act="state",
            polarity="affirmed",
            certainty="asserted",
            voice="s_officials",
            chain=("s_herald", "s_wire", "s_officials"),
        ),
        Attribution(
            id="a_fire",
            source=spans(HERALD_TEXT, "The Norland ministry"),
            cue=spans(HERALD_TEXT, "said"),
            content=spans(HERALD_TEXT, "<script>alert('3 guards')</script> & three guards", "died in a fuel fire"),
            quote="mixed",
            act="claim_responsibility",
            polarity="affirmed",
            certainty="asserted",
            voice="s_ministry",
            chain=("s_herald", "s_ministry"),
            within=None,
        ),
    ),
    sources=(
        Source(id="s_herald", name="Ostrava <b>Herald</b>", identity="named", kind="outlet", role="other", mentions=()),
        Source(id="s_wire", name="Meridian Wire", identity="named", kind="outlet", role="other", mentions=()),
        Source(
            id="s_officials",
            name="port officials",
            identity="unnamed",
            kind="people",
            role="official",
            mentions=spans(HERALD_TEXT, "port officials"),
        ),
        Source(
            id="s_ministry",
            name="Norland ministry",
            identity="named",
            kind="organisation",
            role="military",
            mentions=spans(HERALD_TEXT, "The Norland ministry"),
        ),
    ),
    figures=(
        Figure(
            id="f_fourteen",
            measure="killed",
            low=14,
            high=14,
            spans=spans(HERALD_TEXT, "Fourteen people"),
            attribution="a_citing",
        ),
    ),
)
POST_READING = Reading(report=POST)
READINGS = (WIRE_READING, HERALD_READING, POST_READING)

STRIKE = Incident(
    id="i_0a1b2c3d4e5f",
    type="explosions/remote violence",
    sub_type="missile strike",
    what="missile strike on a <grain> terminal",
    place=WIRE_READING.places[0],
    time=WIRE_READING.times[0],
    reports=("r_wire", "r_herald"),
    events=(EventRef("r_wire", "ev_strike"),),
    origins=Origins(
        low=2,
        high=3,
        members=(
            Origin(
                id="o_officials",
                name="port officials",
                identity="unnamed",
                kind="people",
                role="official",
                reports=("r_wire", "r_herald"),
                merged=(
                    Merge(
                        reason="cited",
                        certain=True,
                        text="Ostrava <b>Herald</b> cites Meridian Wire for this",
                        evidence=(evidence(HERALD, "Meridian Wire reported"),),
                    ),
                ),
            ),
            Origin(
                id="o_surgeon",
                name="Ilva Maren",
                identity="named",
                kind="person",
                role="medical",
                reports=("r_wire",),
                merged=(Merge(reason="same unnamed voice", certain=False, text="may be one of them", evidence=()),),
            ),
            Origin(
                id="o_ministry",
                name="Defence Ministry of Norland",
                identity="named",
                kind="organisation",
                role="military",
                reports=("r_wire", "r_herald"),
                mouths=("Col. Tarn",),
            ),
        ),
    ),
    accounts=(
        Account(
            origin="o_officials",
            figures={"killed": (14, None)},
            blames=("Norland's forces",),
            attributions=(AttributionRef("r_wire", "a_officials"), AttributionRef("r_herald", "a_citing")),
        ),
        Account(
            origin="o_surgeon",
            figures={"killed": (14, 14), "injured": (2, None)},
            attributions=(AttributionRef("r_wire", "a_surgeon"),),
        ),
        Account(
            origin="o_ministry",
            figures={"killed": (3, 3)},
            denies=("that its forces had fired at the port",),
            attributions=(AttributionRef("r_wire", "a_ministry"), AttributionRef("r_herald", "a_fire")),
            own_words=(evidence(HERALD, "died in a fuel fire"),),
        ),
    ),
    conflicts=(
        Conflict(
            field="killed",
            kind="conflict",
            sides=(
                Side(origin="o_officials", value="at least 14", evidence=(evidence(WIRE, "at least 14 dockers"),)),
                Side(origin="o_ministry", value="3", evidence=(evidence(HERALD, "three guards"),)),
            ),
        ),
        Conflict(
            field="killed",
            kind="update",
            sides=(Side(origin="o_surgeon", value="14", evidence=(evidence(WIRE, "14 bodies"),)),),
        ),
    ),
    grade="contested",
)
ARREST = Incident(
    id="i_99887766aabb",
    type="strategic developments",
    sub_type="arrests",
    what="detention of protesters",
    place=None,
    time=None,
    reports=("r_post",),
    events=(),
    origins=Origins(
        low=1,
        high=1,
        members=(
            Origin(
                id="o_aarle", name="Aarle Daily", identity="named", kind="outlet", role="other", reports=("r_post",)
            ),
        ),
    ),
    accounts=(Account(origin="o_aarle", figures={"detained": (9, 9)}, own_words=(Evidence("r_post", 0, 52),)),),
    conflicts=(),
    grade="publisher's word only",
)
INCIDENTS = (STRIKE, ARREST)
LINEAGE = (
    Lineage(
        kind="cites",
        later="r_herald",
        earlier="r_wire",
        publisher="Meridian Wire",
        evidence=(evidence(HERALD, "Meridian Wire reported"),),
        p_lineage=0.98,
    ),
    Lineage(kind="credits", later="r_post", earlier=None, publisher="Far Agency", evidence=(), p_lineage=0.6),
)
