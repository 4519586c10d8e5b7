"""An incident laid out for reading: every field beside the words it rests on. The page and the terminal both show this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.incidents import Evidence
from reportedly.core.spans import hull
from reportedly.export import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import Account, Conflict, EventRef, Incident, Lineage, Merge, Origin, Side
    from reportedly.core.records import Attribution, Reading, Report
    from reportedly.core.spans import Span

CONFLICT_KINDS = {"conflict": "cannot both hold", "update": "changed over time", "scope": "differs in scope"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Characters of a report, white space evened out, and where they are."""

    text: str
    at: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing an account or a side says: its name, its value, and its words (none when nothing points at them)."""

    name: str
    value: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One attribution of an account. chain: publisher first, origin last; content: the words it carries."""

    report: Report
    attribution: Attribution
    chain: str
    content: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The same words said in the same manner, and every report that carries them."""

    text: str
    manner: str
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One origin's version. number: 1 and up, in the order shown; own_words: in the publisher's own voice, like together."""

    number: int
    origin: str
    who: str
    mouths: tuple[str, ...]
    figures: tuple[Field, ...]
    blames: tuple[str, ...]
    denies: tuple[str, ...]
    said: tuple[Said, ...]
    own_words: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One value and who gives it. holders: (number of the account, 0 when it has none; name of the origin)."""

    value: str
    holders: tuple[tuple[int, str], ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Where accounts differ."""

    field: str
    kind: str
    meaning: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeView:
    """Why voices count as one origin."""

    origin: str
    reason: str
    certain: bool
    text: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """One event mention: the words for what happened, where and when; None when the report gives none."""

    report: Report
    mode: str
    what: Words
    where: Words | None
    when: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageView:
    """One report took something from another."""

    text: str
    p_lineage: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All there is on one incident. readings: those of its reports, in the incident's order."""

    incident: Incident
    readings: tuple[Reading, ...]
    accounts: tuple[AccountView, ...]
    conflicts: tuple[ConflictView, ...]
    merges: tuple[MergeView, ...]
    mentions: tuple[MentionView, ...]
    lineage: tuple[LineageView, ...]


def dossier(incident: Incident, readings: Iterable[Reading], lineage: Sequence[Lineage] = ()) -> Dossier:
    """The incident with the words of its reports; readings of other reports are left aside."""
    by_report = {reading.report.id: reading for reading in readings}
    own = tuple(by_report[report] for report in dict.fromkeys(incident.reports) if report in by_report)
    laid_out = _Layout({reading.report.id: reading for reading in own}, incident)
    return Dossier(
        incident=incident,
        readings=own,
        accounts=tuple(laid_out.account(number, account) for number, account in enumerate(_in_order(incident), 1)),
        conflicts=tuple(map(laid_out.conflict, incident.conflicts)),
        merges=tuple(laid_out.merge(origin, merge) for origin in incident.origins.members for merge in origin.merged),
        mentions=tuple(view for ref in incident.events if (view := laid_out.mention(ref))),
        lineage=tuple(laid_out.edge(edge) for edge in lineage if edge.later in laid_out.readings),
    )


def _in_order(incident: Incident) -> list[Account]:
    """Those with a toll side by side first, then those who blame or deny, then the others; else as they came."""
    return sorted(
        incident.accounts,
        key=lambda account: (
            not account.figures.keys() & {"killed", "injured"},
            not (account.blames or account.denies),
        ),
    )


class _Layout:
    def __init__(self, readings: dict[str, Reading], incident: Incident) -> None:
        self.readings = readings
        self._origins = {origin.id: origin for origin in incident.origins.members}
        self._numbers = {account.origin: number for number, account in enumerate(_in_order(incident), 1)}

    def account(self, number: int, account: Account) -> AccountView:
        origin = self._origins.get(account.origin)
        carriers = (view for ref in account.attributions if (view := self._carrier(ref.report, ref.attribution)))
        return AccountView(
            number=number,
            origin=origin.name if origin else account.origin,
            who=phrases.kind_of(origin) if origin else "",
            mouths=origin.mouths if origin else (),
            figures=self._figures(account),
            blames=account.blames,
            denies=account.denies,
            said=_together(carriers),
            own_words=alike(self._words(account.own_words)),
        )

    def conflict(self, conflict: Conflict) -> ConflictView:
        by_value: dict[str, list[Side]] = {}
        for side in conflict.sides:
            by_value.setdefault(side.value, []).append(side)
        return ConflictView(
            field=conflict.field,
            kind=conflict.kind,
            meaning=CONFLICT_KINDS.get(conflict.kind, conflict.kind),
            sides=tuple(self._side(value, sides) for value, sides in by_value.items()),
        )

    def merge(self, origin: Origin, merge: Merge) -> MergeView:
        return MergeView(
            origin=origin.name,
            reason=merge.reason,
            certain=merge.certain,
            text=phrases.without_report_ids(merge.text, self.readings),
            words=self._words(merge.evidence),
        )

    def mention(self, ref: EventRef) -> MentionView | None:
        reading = self.readings.get(ref.report)
        event = next((event for event in reading.events if event.id == ref.event), None) if reading else None
        if not reading or not event or not event.trigger:
            return None
        place = next((place.spans for place in reading.places if place.id == event.place), ())
        time = next((time.spans for time in reading.times if time.id == event.time), ())
        return MentionView(
            report=reading.report,
            mode=event.mode,
            what=self._at(reading.report, event.trigger),
            where=self._at(reading.report, place) if place else None,
            when=self._at(reading.report, time) if time else None,
        )

    def edge(self, edge: Lineage) -> LineageView:
        earlier = self.readings.get(edge.earlier or "")
        taken_from = phrases.published(earlier.report) if earlier else (edge.publisher or "a report not in this case")
        missing = "" if edge.earlier else " (its report is not in this case)"
        later = phrases.published(self.readings[edge.later].report)
        return LineageView(
            text=f"{later} {edge.kind} {taken_from}{missing}",
            p_lineage=edge.p_lineage,
            words=self._words(edge.evidence),
        )

    def _carrier(self, report: str, attribution: str) -> Carrier | None:
        reading = self.readings.get(report)
        said = next((a for a in reading.attributions if a.id == attribution), None) if reading else None
        if not reading or not said or not said.content:
            return None
        return Carrier(
            report=reading.report,
            attribution=said,
            chain=phrases.chain(said, reading),
            content=self._at(reading.report, said.content),
        )

    def _figures(self, account: Account) -> tuple[Field, ...]:
        order = sorted(account.figures, key=lambda measure: (_FIRST.get(measure, len(_FIRST)), measure))
        return tuple(
            Field(
                name=measure.replace("_", " "),
                value=phrases.count(account.figures[measure]),
                words=self._figure_words(account, measure),
            )
            for measure in order
        )

    def _figure_words(self, account: Account, measure: str) -> tuple[Words, ...]:
        voiced = set(account.attributions)
        found = [
            self._at(reading.report, figure.spans)
            for reading in self.readings.values()
            for figure in reading.figures
            if figure.measure == measure
            and figure.spans
            and ((reading.report.id, figure.attribution) in voiced or self._own(reading, figure.spans, account))
        ]
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _own(reading: Reading, spans: Sequence[Span], account: Account) -> bool:
        return any(
            own.report == reading.report.id and own.start <= spans[0].start and spans[-1].end <= own.end
            for own in account.own_words
        )

    def _side(self, value: str, sides: Sequence[Side]) -> SideView:
        names = {side.origin: self._origins[side.origin].name for side in sides if side.origin in self._origins}
        return SideView(
            value=value,
            holders=tuple((self._numbers.get(s.origin, 0), names.get(s.origin, s.origin)) for s in sides),
            words=tuple(words for side in sides for words in self._words(side.evidence)),
        )

    def _words(self, evidence: Iterable[Evidence]) -> tuple[Words, ...]:
        return tuple(
            Words(text=phrases.evened(self.readings[at.report].report.text[at.start : at.end]), at=at)
            for at in evidence
            if at.report in self.readings
        )

    @staticmethod
    def _at(report: Report, spans: Sequence[Span]) -> Words:
        """Discontinuous words, joined for reading; they point at the stretch from the first to the last."""
        whole = hull(spans)
        text = phrases.evened(" … ".join(span.of(report.text) for span in spans))
        return Words(text=text, at=Evidence(report.id, whole.start, whole.end))


def alike(words: Iterable[Words]) -> tuple[tuple[Words, ...], ...]:
    """Words that read the same, together, in the order of their first."""
    groups: dict[str, list[Words]] = {}
    for one in words:
        groups.setdefault(one.text.casefold(), []).append(one)
    return tuple(tuple(dict.fromkeys(group)) for group in groups.values())


def by_origin(merges: Iterable[MergeView]) -> dict[str, list[MergeView]]:
    """The reasons for each origin, in the order the origins come."""
    reasons: dict[str, list[MergeView]] = {}
    for merge in merges:
        reasons.setdefault(merge.origin, []).append(merge)
    return reasons


def _together(carriers: Iterable[Carrier]) -> tuple[Said, ...]:
    groups: dict[tuple[str, str], list[Carrier]] = {}
    for carrier in carriers:
        key = (carrier.content.text.casefold(), phrases.manner(carrier.attribution))
        groups.setdefault(key, []).append(carrier)
    return tuple(
        Said(text=group[0].content.text, manner=manner, carriers=tuple(group)) for (_, manner), group in groups.items()
    )


_FIRST = {"killed": 0, "injured": 1, "missing": 2}
