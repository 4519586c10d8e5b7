"""How the reports of one incident are called, so that a person can tell them apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Report

_LONGEST_TITLE = 60
_DAY = len("2021-03-04")


def report_names(reports: Iterable[Report]) -> dict[str, str]:
    """Report id to publisher; where one has several, with what tells them apart: day, else title, time, site, or the id.

    A report without a publisher is called by its title, else by its id.
    """
    alike: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        alike[report.publisher or _title(report) or report.id].append(report)
    names: dict[str, str] = {}
    for name, same in alike.items():
        names |= {same[0].id: name} if len(same) == 1 else {r: f"{name} ({told})" for r, told in _apart(same).items()}
    return names


def _apart(reports: Sequence[Report]) -> dict[str, str]:
    for telling in (_day, _title, _time, _site):
        told = [telling(r) for r in reports]
        if all(told) and len(set(told)) == len(reports):
            return {r.id: words for r, words in zip(reports, told, strict=True)}
    return {r.id: r.id for r in reports}


def _day(report: Report) -> str:
    return (report.published or "")[:_DAY]


def _time(report: Report) -> str:
    return (report.published or "").replace("T", " ")


def _site(report: Report) -> str:
    return (report.url or "").partition("://")[2].partition("/")[0]


def _title(report: Report) -> str:
    title = " ".join((report.title or "")[:400].split())
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip(" ,;:") + "…"
