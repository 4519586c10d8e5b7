"""A case from Python: add sources, look at incidents. Everything returned is a frozen record."""

from reportedly.case.casebook import Added, Case, open_case, to_dict
from reportedly.case.defaults import default_links, default_reader
from reportedly.case.intake import STANDARD_INPUT, Progress, ReadsReports, found_in
from reportedly.case.single import read

__all__ = [
    "STANDARD_INPUT",
    "Added",
    "Case",
    "Progress",
    "ReadsReports",
    "default_links",
    "default_reader",
    "found_in",
    "open_case",
    "read",
    "to_dict",
]
