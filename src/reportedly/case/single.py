"""One report read, without a case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.case.defaults import default_reader
from reportedly.core.errors import Fault, InputError

if TYPE_CHECKING:
    from reportedly.case.intake import Input
    from reportedly.core.ports import Setting
    from reportedly.core.records import Reading, Report


def read(text_or_path: Input, *, setting: Setting = "balanced", **meta: Any) -> Reading:  # noqa: ANN401  the fields of `Report`
    """One report read: who says what in it, and on whose word.

    Args:
        text_or_path: a `Path`, a string that names a file, or the text itself, which is kept unchanged.
        setting: which errors to avoid: "balanced", "precise" (wrong attributions) or "thorough" (missed ones).
        meta: what is known of a report given as text, by the names of `Report`: publisher, title, url, published, …

    Raises:
        InputError: the file cannot be read, or holds no report or more than one.
        EngineError: a model is missing or damaged.
    """
    from reportedly.ingest import report_from_text  # noqa: PLC0415  looking at a case takes nothing in

    path = _as_path(text_or_path)
    report = report_from_text(str(text_or_path), **meta) if path is None else _only_report(path, meta)
    return default_reader(setting).read(report)


def _as_path(text_or_path: Input) -> Path | None:
    if isinstance(text_or_path, Path):
        return text_or_path
    if len(text_or_path) > 1024 or "\n" in text_or_path or "\0" in text_or_path:
        return None
    try:
        return Path(text_or_path) if Path(text_or_path).is_file() else None
    except OSError:
        return None


def _only_report(path: Path, meta: dict[str, Any]) -> Report:
    from reportedly.ingest import ingest_file  # noqa: PLC0415  looking at a case takes nothing in

    ingested = ingest_file(path)
    if ingested.faults and not ingested.reports:
        raise InputError(*ingested.faults)
    if len(ingested.reports) != 1:
        raise InputError(
            Fault(
                where=str(path),
                found=f"it holds {len(ingested.reports)} reports, not one",
                remedy='Add it to a case: reportedly.open("case.db").add(path)',
            )
        )
    return replace(ingested.reports[0], **meta)
