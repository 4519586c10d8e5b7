"""`reportedly incidents` and `reportedly dossier`: what a case says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import options, screen
from reportedly.core.errors import CaseError, Fault

if TYPE_CHECKING:
    from reportedly.case import Case
    from reportedly.core.incidents import Incident


@click.command()
@click.argument("case", metavar="CASE", type=click.Path())
@options.as_json
def incidents(case: str, *, as_json: bool) -> None:
    """List the incidents of CASE: what, where, when, origins, killed and injured, conflicts."""
    from reportedly.case import open_case  # noqa: PLC0415  keeps `--help` instant

    with open_case(case, create=False) as opened:
        show_list(opened.incidents(), case, as_json=as_json)


@click.command()
@click.argument("case", metavar="CASE", type=click.Path())
@click.argument("incident", metavar="INCIDENT")
@click.option("--html", "html", metavar="FILE", help="Write one self-contained page to FILE, or - for standard output.")
@options.as_json
def dossier(case: str, incident: str, *, html: str | None, as_json: bool) -> None:
    """Lay the accounts of one incident side by side, every field with its words.

    INCIDENT is an id from `reportedly incidents CASE`, or as much of its beginning as tells it from the others.
    """
    from reportedly.case import open_case  # noqa: PLC0415  keeps `--help` instant

    if html and as_json:
        message = "--html and --json exclude each other."
        raise click.UsageError(message)
    with open_case(case, create=False) as opened:
        chosen = opened.incident(incident)
        if as_json:
            _write_json(opened, chosen)
        elif html:
            write_html(opened, chosen, html)
        else:
            show_dossier(opened, chosen)


def show_list(every: tuple[Incident, ...], case: str, *, as_json: bool) -> None:
    """The incidents, one a line."""
    from reportedly.cli.show_incident import list_incidents  # noqa: PLC0415  keeps `--help` instant
    from reportedly.export import json_contract  # noqa: PLC0415  the same

    if as_json:
        for incident in every:
            screen.write_json(json_contract.incident(incident))
    elif every:
        list_incidents(screen.table_console(), every)
    else:
        click.echo(f"{case}: no incidents", err=True)


def show_dossier(case: Case, incident: Incident, *, brief: bool = False) -> None:
    """The dossier in the terminal; see `show_incident.show`."""
    from reportedly.cli.show_incident import show  # noqa: PLC0415  keeps `--help` instant

    show(screen.console(), case.dossier(incident), brief=brief)


def write_html(case: Case, incident: Incident, target: str, *, notice: str | None = None) -> None:
    """The dossier as a page, to a file or for "-" to standard output.

    Raises:
        CaseError: the file cannot be written.
    """
    from reportedly.export.dossier_html import page  # noqa: PLC0415  keeps `--help` instant

    html = page(case.dossier(incident), notice=notice).encode()
    if target == "-":
        sys.stdout.buffer.write(html)
        return
    try:
        Path(target).write_bytes(html)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CaseError(
            Fault(
                where=target,
                found=f"the page cannot be written ({reason})",
                remedy="Name a file in a folder you may write to",
            )
        ) from error


def _write_json(case: Case, incident: Incident) -> None:
    from reportedly.export import json_contract  # noqa: PLC0415  keeps `--help` instant

    laid_out = case.dossier(incident)
    own = {reading.report.id for reading in laid_out.readings}
    screen.write_json(
        json_contract.incident(incident)
        | {
            "lineage": [json_contract.lineage(edge) for edge in case.lineage() if edge.later in own],
            "readings": [json_contract.reading(reading) for reading in laid_out.readings],
        }
    )
