"""What many reports say together: incidents, origins, accounts, conflicts, lineage.

Evidence is always (report id, start, end): exact characters of one report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from reportedly.core.records import Identity, Kind, Place, Time

Interval: TypeAlias = tuple[int, int | None]
"""Closed interval of a count; None when nothing bounds it from above."""

MergeReason: TypeAlias = Literal["same voice", "cited", "copied", "same unnamed voice", "unknown lineage"]


class Evidence(NamedTuple):
    """Exact characters `[start, end)` of one report."""

    report: str
    start: int
    end: int


class EventRef(NamedTuple):
    """An event mention of one report."""

    report: str
    event: str


class AttributionRef(NamedTuple):
    """An attribution of one report."""

    report: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """`later` copied, cites, credits or forwards `earlier`; `earlier` is a report id, or None when that report is not in the case.

    publisher: the one that was copied or cited. p_lineage: 0..1. evidence: the words of the later report, and for a
    copy those of the earlier one.
    """

    kind: Literal["copied", "cites", "credits", "forwards"]
    later: str
    earlier: str | None
    publisher: str | None
    evidence: tuple[Evidence, ...]
    p_lineage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two voices count as one origin. certain: merges for `high` too; otherwise only for `low`."""

    reason: MergeReason
    certain: bool
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The far end of one or more chains, across reports.

    mouths: persons who spoke for it. merged: every edge that brought its voices together.
    """

    id: str
    name: str
    identity: Identity
    kind: Kind
    role: str
    reports: tuple[str, ...]
    mouths: tuple[str, ...] = ()
    merged: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Independent origins as an interval: `low` merges all that is plausible, `high` only what is certain."""

    low: int
    high: int
    members: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One origin's version of an incident. figures: measure to interval, the latest this origin gave.

    blames: actors it holds responsible. denies: what it denies, in its words. said: the attributions it rests on;
    those in a publisher's own voice are under `own_words`.
    """

    origin: str
    figures: dict[str, Interval]
    blames: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    attributions: tuple[AttributionRef, ...] = ()
    own_words: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one origin says on a field, and where."""

    origin: str
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Accounts that differ on one field. kind "update" (later toll) and "scope" (another count) are no contradiction."""

    field: str
    kind: Literal["conflict", "update", "scope"]
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What happened once in the world, as told by the reports that speak of it.

    what: a few words, e.g. "air strike". events: the event mentions that were linked.
    grade: "single origin", "two or more origins", "contested" or "publisher's word only".
    """

    id: str
    type: str
    sub_type: str
    what: str
    place: Place | None
    time: Time | None
    reports: tuple[str, ...]
    events: tuple[EventRef, ...]
    origins: Origins
    accounts: tuple[Account, ...]
    conflicts: tuple[Conflict, ...]
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Event mentions that `link` holds to be one incident, before `weigh` has looked at who says so."""

    id: str
    type: str
    sub_type: str
    events: tuple[EventRef, ...]
    reports: tuple[str, ...]
    place: Place | None = None
    time: Time | None = None
