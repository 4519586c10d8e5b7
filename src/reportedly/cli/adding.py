"""`reportedly add`: sources into a case."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from reportedly.cli import exits, options, screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.case import Added, Progress
    from reportedly.core.ports import Setting


@click.command()
@click.argument("case", metavar="CASE", type=click.Path())
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path())
@options.as_json
@options.setting
@options.publishers
@options.columns
def add(
    case: str,
    sources: tuple[str, ...],
    *,
    as_json: bool,
    setting: Setting,
    publishers: str | None,
    **columns: str | None,
) -> int:
    """Take SOURCE files and folders into CASE, read what is new, and link incidents; - is standard input.

    CASE is made when it is not there. After a stop or a kill the same command goes on where it was: no report is read
    twice. What is wrong with one file is told, and never keeps the others out.
    """
    from reportedly.case import open_case  # noqa: PLC0415  keeps `--help` instant

    given = [sys.stdin.buffer.read() if source == "-" else source for source in dict.fromkeys(sources)]
    table = options.chosen_publishers(publishers)
    with open_case(case, setting=setting) as opened, shown_progress() as progress:
        added = opened.add(*given, columns=options.chosen_columns(columns), publishers=table, progress=progress)
    exits.tell(added.faults)
    if as_json:
        screen.write_json(counts(added))
    else:
        screen.console().print(summary(added, case))
    return exits.SOME_FAULTY if added.faults else exits.FINE


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar on standard error, and only at a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  not needed without a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415  the same
    from rich.progress import Progress as Bar  # noqa: PLC0415  the same

    from reportedly.export import phrases  # noqa: PLC0415  the same

    parts = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(progress: Progress) -> None:
            at = phrases.evened(progress.at.rsplit("/", 1)[-1]) if progress.at else "linking"
            done = f"{_number(progress.reports_read, 'report')} read, {at}"
            bar.update(task, completed=progress.files_done, total=progress.files_total, description=done)

        yield tell


def summary(added: Added, case: str) -> str:
    """What went in, in one line."""
    known = f", {_number(added.files_known, 'file')} known" if added.files_known else ""
    faults = f", {_number(len(added.faults), 'fault')}" if added.faults else ""
    return (
        f"{case}: {_number(added.files, 'file')}{known}, {_number(added.reports, 'report')} ({added.reports_new} new,"
        f" {added.reports_read} read now), {_number(added.incidents, 'incident')} in the case{faults}"
    )


def counts(added: Added) -> dict[str, object]:
    """The same as JSON."""
    return {
        "files": added.files,
        "files_known": added.files_known,
        "reports": added.reports,
        "reports_new": added.reports_new,
        "reports_read": added.reports_read,
        "incidents": added.incidents,
        "faults": [{"where": f.where, "found": f.found, "remedy": f.remedy} for f in added.faults],
    }


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
