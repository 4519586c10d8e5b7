"""Small HTML for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export import phrases
from reportedly.export.marks import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Incident

_HEADS = ("Incident", "What", "Where", "When", "Origins", "Killed", "Injured", "Standing")


def incident_table(incidents: Iterable[Incident]) -> str:
    """One row for each incident, every word escaped."""
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(map(_row, incidents))}</tbody></table>"


def _row(incident: Incident) -> str:
    cells = (
        incident.id,
        phrases.what(incident),
        phrases.place(incident.place),
        phrases.time(incident.time),
        phrases.origins(incident),
        phrases.spread(incident.accounts, "killed") or "",
        phrases.spread(incident.accounts, "injured") or "",
        incident.grade,
    )
    return f"<tr>{''.join(f'<td>{clean(phrases.evened(cell))}</td>' for cell in cells)}</tr>"
