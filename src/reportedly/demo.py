"""The bundled exercise: where its files are and what to show of it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.core.errors import EngineError, Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.incidents import Incident

NOTICE = "This is an exercise: every report, outlet, person and incident in it is invented."


def sources() -> Path:
    """The folder of the exercise's reports: in the installed package, else in the source tree beside it.

    Raises:
        EngineError: it is in neither.
    """
    places = (Path(str(resources.files("reportedly.data"))) / "examples", Path(__file__).parents[2] / "examples")
    for place in places:
        if (place / "pages").is_dir():
            return place / "pages"
    raise EngineError(
        Fault(
            where=str(places[0]),
            found="the bundled exercise is missing",
            remedy="Install reportedly again from a whole package",
        )
    )


def most_told(incidents: Sequence[Incident]) -> Incident:
    """The incident that shows most: most contradictions, then most reports, then most accounts.

    Raises:
        ValueError: there are none.
    """
    return max(
        incidents,
        key=lambda i: (sum(c.kind == "conflict" for c in i.conflicts) > 0, len(i.reports), len(i.accounts), i.id),
    )
