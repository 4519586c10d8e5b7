"""`reportedly read`: the attributed claims of each report, without a case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportedly.cli import exits, options, screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.errors import Fault
    from reportedly.core.ports import Setting
    from reportedly.core.records import Report
    from reportedly.ingest import Columns, Publishers


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.as_json
@click.option("--why", is_flag=True, help="Say for each attribution what decided it.")
@options.setting
@options.publishers
@options.columns
def read(
    files: tuple[str, ...],
    *,
    as_json: bool,
    why: bool,
    setting: Setting,
    publishers: str | None,
    **columns: str | None,
) -> int:
    """Show who says what in each report of FILE, and on whose word.

    FILE is a page, a text, JSON Lines, CSV, a Telegram export, or a folder of them; - reads standard input.
    """
    from reportedly.case import default_reader  # noqa: PLC0415  keeps `--help` instant
    from reportedly.cli.show_reading import show  # noqa: PLC0415  the same
    from reportedly.export import json_contract  # noqa: PLC0415  the same

    faulty = False
    console = screen.console()
    table = options.chosen_publishers(publishers)
    for reports, faults in _contents(files, options.chosen_columns(columns), table):
        for report in reports:
            reading = default_reader(setting).read(report)
            if as_json:
                screen.write_json(json_contract.reading(reading))
            else:
                show(console, reading, why=why)
        exits.tell(faults)
        faulty = faulty or bool(faults)
    return exits.SOME_FAULTY if faulty else exits.FINE


def _contents(
    files: tuple[str, ...], columns: Columns | None, publishers: Publishers | None
) -> Iterator[tuple[Sequence[Report], Sequence[Fault]]]:
    """Reports and faults, file by file, so that output starts at once."""
    from reportedly.case import STANDARD_INPUT, found_in  # noqa: PLC0415  keeps `--help` instant
    from reportedly.ingest import ingest_bytes, ingest_file  # noqa: PLC0415  the same

    for name in files:
        if name == "-":
            data = sys.stdin.buffer.read()
            ingested = ingest_bytes(data, origin=STANDARD_INPUT, columns=columns, publishers=publishers)
            yield ingested.reports, ingested.faults
            continue
        paths, faults = found_in([name])
        yield (), faults
        for path in paths:
            ingested = ingest_file(path, columns, publishers)
            yield ingested.reports, ingested.faults
