"""The reader and the linker that ship, loaded when they are first needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.case.intake import ReadsReports
    from reportedly.core.incidents import Incident, Lineage
    from reportedly.core.ports import Setting
    from reportedly.core.records import Reading


@cache
def default_reader(setting: Setting = "balanced") -> ReadsReports:
    """The reader with the models that ship with the package, loaded once for each setting.

    Raises:
        EngineError: a model is missing or damaged.
    """
    from reportedly.pipeline import Reader  # noqa: PLC0415  looking at a case needs no model

    return Reader.default(setting=setting)


def default_links(readings: Sequence[Reading]) -> tuple[tuple[Incident, ...], tuple[Lineage, ...]]:
    """Incidents and lineage of these readings, as the package makes them."""
    from reportedly.pipeline import linked  # noqa: PLC0415  the same

    return linked(readings)
