"""One tree of errors. Each says where, what was found, what was expected and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with one input.

    where: file, and the place in it if known, e.g. "posts.jsonl: line 4 @ $.text".
    found: what is there. remedy: what the user can do about it.
    """

    where: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.where}: {self.found}. {self.remedy}"


class ReportedlyError(Exception):
    """Root of everything this package raises on purpose."""

    def __init__(self, *faults: Fault) -> None:
        """All faults of one input at once."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class InputError(ReportedlyError):
    """A file, folder or text that cannot be read as reports."""


class CaseError(ReportedlyError):
    """A case file that is missing, damaged, or not one."""


class NotFoundError(ReportedlyError):
    """An id that names nothing in this case."""


class EngineError(ReportedlyError):
    """A model or data file that is missing or does not match its checksum."""


class CodebookError(ReportedlyError):
    """A lexicon, codebook or publisher table with an entry that cannot be used."""
