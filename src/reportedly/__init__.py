"""Reads news reports and answers, for every incident: who says what happened, and on whose word.

>>> import reportedly as rp
>>> sorted(rp.__all__)[:4]
['Attribution', 'Case', 'Incident', 'Reading']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.case import Case, open_case, read, to_dict
    from reportedly.core.errors import ReportedlyError
    from reportedly.core.incidents import Incident
    from reportedly.core.records import Attribution, Reading, Report, Source

    open = open_case  # noqa: A001  `rp.open("case.db")` reads as what it does

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Case",
    "Incident",
    "Reading",
    "Report",
    "ReportedlyError",
    "Source",
    "__version__",
    "open",
    "read",
    "to_dict",
]

_HOMES = {
    "Attribution": ("reportedly.core.records", "Attribution"),
    "Case": ("reportedly.case", "Case"),
    "Incident": ("reportedly.core.incidents", "Incident"),
    "Reading": ("reportedly.core.records", "Reading"),
    "Report": ("reportedly.core.records", "Report"),
    "ReportedlyError": ("reportedly.core.errors", "ReportedlyError"),
    "Source": ("reportedly.core.records", "Source"),
    "open": ("reportedly.case", "open_case"),
    "read": ("reportedly.case", "read"),
    "to_dict": ("reportedly.case", "to_dict"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the public name stands for
    """Load a public name when it is first used: `import reportedly` alone stays instant."""
    if name not in _HOMES:
        message = f"module 'reportedly' has no attribute {name!r}"
        raise AttributeError(message)
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
