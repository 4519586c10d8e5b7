"""The JSON shapes that other programs build on: key names are a contract, more keys may come.

Spans are `[start, end)` code points of the report's `text`; evidence is `[report id, start, end]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from reportedly.core.jsonable import to_dict

if TYPE_CHECKING:
    from reportedly.core.incidents import Account, Conflict, Incident, Lineage, Origin
    from reportedly.core.records import Attribution, Event, Place, Reading, Report, Skip, Time

Json: TypeAlias = dict[str, Any]


def reading(record: Reading) -> Json:
    """One reading, as `read --json` writes it."""
    return {
        "report": _report(record.report, record.report.skipped + record.skipped),
        "attributions": [_attribution(said) for said in record.attributions],
        "sources": to_dict(record.sources),
        "entities": to_dict(record.entities),
        "events": [_event(event) for event in record.events],
        "figures": to_dict(record.figures),
        "places": [_place(place) for place in record.places],
        "times": [_time(time) for time in record.times],
        "labels": to_dict(record.labels),
    }


def incident(record: Incident) -> Json:
    """One incident, as `incidents --json` writes it: origins by name, with their ids beside them."""
    names = {origin.id: origin.name for origin in record.origins.members}
    return {
        "id": record.id,
        "type": record.type,
        "sub_type": record.sub_type,
        "what": record.what,
        "place": _place(record.place) if record.place else None,
        "time": _time(record.time) if record.time else None,
        "reports": list(record.reports),
        "events": to_dict(record.events),
        "origins": {
            "low": record.origins.low,
            "high": record.origins.high,
            "members": [_origin(origin) for origin in record.origins.members],
        },
        "accounts": [_account(account, names) for account in record.accounts],
        "conflicts": [_conflict(conflict, names) for conflict in record.conflicts],
        "grade": record.grade,
    }


def lineage(record: Lineage) -> Json:
    """One edge of the graph of who copied, cited, credited or forwarded whom."""
    return {
        "kind": record.kind,
        "later": record.later,
        "earlier": record.earlier,
        "publisher": record.publisher,
        "evidence": to_dict(record.evidence),
        "p_lineage": record.p_lineage,
    }


def _report(report: Report, skipped: tuple[Skip, ...]) -> Json:
    return {
        "id": report.id,
        "publisher": report.publisher,
        "url": report.url,
        "title": report.title,
        "published": report.published,
        "language": report.language,
        "text": report.text,
        "snapshot_sha256": report.snapshot_sha256,
        "skipped": to_dict(skipped),
        "byline": report.byline,
        "dateline": report.dateline,
        "section": report.section,
        "forwarded_from": report.forwarded_from,
        "captions": list(report.captions),
        "mirrors": list(report.mirrors),
    }


def _attribution(said: Attribution) -> Json:
    return {
        "id": said.id,
        "source": to_dict(said.source),
        "cue": to_dict(said.cue),
        "content": to_dict(said.content),
        "quote": said.quote,
        "act": said.act,
        "polarity": said.polarity,
        "certainty": said.certainty,
        "within": said.within,
        "voice": said.voice,
        "chain": list(said.chain),
        "addressee": to_dict(said.addressee),
        "p_attribution": said.p_attribution,
        "why": list(said.why),
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "sub_type": event.sub_type,
        "trigger": to_dict(event.trigger),
        "participants": to_dict(event.participants),
        "place": event.place,
        "time": event.time,
        "figures": list(event.figures),
        "attribution": event.attribution,
        "mode": event.mode,
    }


def _place(place: Place) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "spans": to_dict(place.spans),
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "region": place.region,
        "gazetteer_id": place.gazetteer_id,
        "precision": place.precision,
    }


def _time(time: Time) -> Json:
    return {
        "id": time.id,
        "spans": to_dict(time.spans),
        "start": time.start,
        "end": time.end,
        "precision": time.precision,
        "value": time.value,
    }


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "name": origin.name,
        "identity": origin.identity,
        "kind": origin.kind,
        "role": origin.role,
        "reports": list(origin.reports),
        "mouths": list(origin.mouths),
        "merged": [
            {
                "reason": merge.reason,
                "text": merge.text,
                "certain": merge.certain,
                "evidence": to_dict(merge.evidence),
            }
            for merge in origin.merged
        ],
    }


def _account(account: Account, names: dict[str, str]) -> Json:
    return {
        "origin": names.get(account.origin, account.origin),
        "origin_id": account.origin,
        "killed": to_dict(account.figures.get("killed")),
        "injured": to_dict(account.figures.get("injured")),
        "figures": to_dict(account.figures),
        "blames": list(account.blames),
        "denies": list(account.denies),
        "attributions": to_dict(account.attributions),
        "own_words": to_dict(account.own_words),
    }


def _conflict(conflict: Conflict, names: dict[str, str]) -> Json:
    return {
        "field": conflict.field,
        "kind": conflict.kind,
        "sides": [
            {
                "origin": names.get(side.origin, side.origin),
                "origin_id": side.origin,
                "value": side.value,
                "evidence": to_dict(side.evidence),
            }
            for side in conflict.sides
        ],
    }
