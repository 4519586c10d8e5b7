"""What one report says: frozen records with exact spans, everything in the words of GLOSSARY.md.

Dates are ISO 8601 strings of reduced precision ("2021-03", "2021-03-04", "2021-03-04T10:00"): a date never claims
digits it does not have. Ids are made from content. Spans point into `Report.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportedly.core.spans import Span, Spans

Quote: TypeAlias = Literal["direct", "mixed", "indirect"]
Act: TypeAlias = Literal[
    "state", "deny", "accuse", "demand", "admit", "claim_responsibility", "promise", "threaten", "warn", "express", "plan",
]  # fmt: skip
Polarity: TypeAlias = Literal["affirmed", "denied"]
Certainty: TypeAlias = Literal["asserted", "hedged", "unknown"]
Identity: TypeAlias = Literal["named", "unnamed"]
Kind: TypeAlias = Literal["person", "people", "organisation", "outlet", "channel", "document", "unspecified"]
Role: TypeAlias = Literal[
    "official", "military", "armed_group", "medical", "aid", "eyewitness", "victim", "expert", "spokesperson", "journalist", "other",
]  # fmt: skip
Mode: TypeAlias = Literal["happened", "planned", "threatened", "hypothetical", "denied"]
TimePrecision: TypeAlias = Literal["year", "month", "week", "day", "part_of_day", "minute", "unresolved"]
PlacePrecision: TypeAlias = Literal["site", "town", "district", "region", "country", "unresolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes as received; kept under their hash and never changed.

    origin: path or URL they came from. received: when, ISO 8601 in UTC.
    media_type: what they were read as, e.g. "text/html".
    """

    sha256: str
    size: int
    origin: str
    media_type: str
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Something a stage could not read: kept with the report instead of losing the report."""

    stage: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article, post, message or statement read out of a snapshot; `text` never changes.

    publisher: canonical name; mirrors and alternate domains of one publisher share it. None when nothing tells.
    published: reduced-precision ISO 8601, None when neither the page nor its text says.
    dateline: place and agency words the text opens with, e.g. "DAMASCUS (Reuters)", not part of any sentence.
    forwarded_from: channel a message was forwarded from. captions: image captions, kept out of `text`.
    language: ISO 639-1 code, None when unknown. section: the site's heading for it, e.g. "Syria".
    """

    id: str
    text: str
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    dateline: str | None = None
    section: str | None = None
    language: str | None = None
    forwarded_from: str | None = None
    captions: tuple[str, ...] = ()
    mirrors: tuple[str, ...] = ()
    snapshot_sha256: str | None = None
    skipped: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it (`source`), the attributing words (`cue`), what is said (`content`); PARC terms.

    source and cue may be empty: "(…) reportedly (…)" has no source, a free-standing quotation has neither.
    within: id of the attribution whose content holds this one, None at the top level.
    voice: id of the `Source` at the far end of `chain`. chain: source ids, publisher first, origin last.
    addressee: the receiver's words ("told this newspaper"), empty when none is named.
    p_attribution: probability that this is an attribution, 0..1.
    why: what decided it, one short phrase each, e.g. "tagger cue .97", "free-standing quotation continues Ilves".
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    quote: Quote
    act: Act
    polarity: Polarity
    certainty: Certainty
    voice: str
    chain: tuple[str, ...]
    within: str | None = None
    addressee: Spans = ()
    p_attribution: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A voice resolved within one report.

    name: canonical form, e.g. "Bassam Sabbagh", "unnamed sources" for voices without a name.
    affiliation: the body it speaks for or belongs to, None when not stated.
    anonymity: the reason given for withholding a name, None when named or no reason is given.
    mentions: every span of the report that refers to it, pronouns included.
    """

    id: str
    name: str
    identity: Identity
    kind: Kind
    role: Role
    mentions: Spans
    affiliation: str | None = None
    anonymity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place or facility the report names. kind as the lexicons have it; aliases as written."""

    id: str
    name: str
    kind: Literal["person", "organisation", "place", "facility", "weapon", "other"]
    mentions: Spans
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part in an event and how. entity: id of the `Entity` or None when it is only described."""

    role: Literal["actor", "target", "victim", "instrument", "other"]
    spans: Spans
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event mention: words in one report that speak of something that happened, may happen, or is denied.

    type, sub_type: codebook terms. attribution: id of the innermost attribution it is said in, None = publisher's voice.
    """

    id: str
    type: str
    sub_type: str
    trigger: Spans
    mode: Mode
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    time: str | None = None
    figures: tuple[str, ...] = ()
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count as a voice states it, e.g. "at least 14 people were killed".

    low, high: closed interval; high is None when the words set no upper bound.
    measure: "killed", "injured", … of the codebook, or the verb of the count ("transferred", "fired").
    unit: what is counted, as written ("people", "Katyusha rockets"). cumulative: a running toll, not one event's count.
    part_of: id of the figure this is a share of ("14 people, including 3 children").
    as_of: reduced-precision ISO date the count is stated for, None when not stated.
    spans: the words, half-open code-point ranges of the report's text.
    """

    id: str
    measure: str
    low: int
    high: int | None
    spans: Spans
    qualifier: str | None = None
    unit: str | None = None
    cumulative: bool = False
    part_of: str | None = None
    as_of: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place the report names. lat, lon in degrees, None with precision "unresolved"; country: ISO 3166-1 alpha-2."""

    id: str
    name: str
    spans: Spans
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    region: str | None = None
    gazetteer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time the report names. start, end: reduced-precision ISO 8601, both included; None where open or unresolved.

    value: TIMEX3-style value, e.g. "2021-03", "PT3H", "XXXX-WXX-7" for a weekday that nothing fixes.
    """

    id: str
    spans: Spans
    precision: TimePrecision
    value: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The word a voice uses for an actor: ("Daesh", "terrorists"). voice: source id."""

    entity: str
    label: str
    spans: Spans
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one report."""

    report: Report
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    labels: tuple[Label, ...] = ()
    skipped: tuple[Skip, ...] = ()
