"""An incident as rows of the typed tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.store.reading_rows import LARGEST_COUNT, Row
from reportedly.store.structure import packed, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.incidents import Account, Incident, Lineage


def rows(incident: Incident) -> Iterator[tuple[str, Row]]:
    """Table names and rows in an order that satisfies every foreign key."""
    yield "incident", _incident(incident)
    for report in dict.fromkeys(incident.reports):
        yield "incident_report", {"incident_id": incident.id, "report_id": report}
    for origin in incident.origins.members:
        yield (
            "origin",
            {
                "incident_id": incident.id,
                "id": origin.id,
                "name": origin.name,
                "identity": origin.identity,
                "kind": origin.kind,
                "role": origin.role,
                "reports": readable(origin.reports),
                "mouths": readable(origin.mouths),
            },
        )
        for merge in origin.merged:
            yield (
                "merge",
                {
                    "incident_id": incident.id,
                    "origin_id": origin.id,
                    "reason": merge.reason,
                    "certain": int(merge.certain),
                    "text": merge.text,
                    "evidence": readable(merge.evidence),
                },
            )
    for account in incident.accounts:
        yield "account", {"incident_id": incident.id, **_account(account)}
    for conflict in incident.conflicts:
        yield (
            "conflict",
            {
                "incident_id": incident.id,
                "field": conflict.field,
                "kind": conflict.kind,
                "sides": readable(conflict.sides),
            },
        )


def lineage_row(edge: Lineage) -> Row:
    """One edge of the lineage graph."""
    return {
        "kind": edge.kind,
        "later": edge.later,
        "earlier": edge.earlier,
        "publisher": edge.publisher,
        "p_lineage": edge.p_lineage,
        "evidence": readable(edge.evidence),
    }


def _incident(incident: Incident) -> Row:
    place, time = incident.place, incident.time
    return {
        "id": incident.id,
        "what": incident.what,
        "type": incident.type,
        "sub_type": incident.sub_type,
        "place": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "country": place.country if place else None,
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "origins_low": incident.origins.low,
        "origins_high": incident.origins.high,
        "reports": len(incident.reports),
        "conflicts": sum(conflict.kind == "conflict" for conflict in incident.conflicts),
        "grade": incident.grade,
        "json": packed(incident),
    }


def _account(account: Account) -> Row:
    row: Row = {"origin": account.origin}
    for measure in ("killed", "injured"):
        low, high = account.figures.get(measure, (None, None))
        row[f"{measure}_low"] = None if low is None else min(low, LARGEST_COUNT)
        row[f"{measure}_high"] = None if high is None else min(high, LARGEST_COUNT)
    return row | {
        "figures": readable(account.figures),
        "blames": readable(account.blames),
        "denies": readable(account.denies),
        "attributions": readable(account.attributions),
        "own_words": readable(account.own_words),
    }
