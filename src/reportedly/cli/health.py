"""`reportedly doctor` and `reportedly demo`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from reportedly.cli import exits, options, screen


@click.command()
@options.as_json
def doctor(*, as_json: bool) -> int:
    """Check that everything the program needs is there and whole; say what to do where it is not."""
    from rich.text import Text  # noqa: PLC0415  keeps `--help` instant

    from reportedly.doctor import checks  # noqa: PLC0415  the same

    console = screen.console()
    ill = False
    for check in checks():
        ill = ill or not check.fine
        if as_json:
            screen.write_json({"check": check.name, "fine": check.fine, "found": check.found, "remedy": check.remedy})
            continue
        mark = Text("fine  ", style="green") if check.fine else Text("WRONG ", style="clash")
        console.print(Text.assemble(mark, (check.name, "head"), f": {check.found}"))
        if check.remedy:
            console.print(Text(f"      {check.remedy}", style="act"))
    return exits.SOME_FAULTY if ill else exits.FINE


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@options.as_json
def demo(folder: Path | None, *, as_json: bool) -> int:
    """Run the bundled exercise from end to end: invented reports about invented incidents.

    The case and the dossier as a page are made in FOLDER and kept there; without FOLDER, in a temporary folder that
    is removed.
    """
    with tempfile.TemporaryDirectory(prefix="reportedly-demo-", ignore_cleanup_errors=True) as temporary:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        return _run(folder or Path(temporary), kept=folder is not None, as_json=as_json)


def _run(folder: Path, *, kept: bool, as_json: bool) -> int:
    from reportedly import demo as exercise  # noqa: PLC0415  keeps `--help` instant
    from reportedly.case import open_case  # noqa: PLC0415  the same
    from reportedly.cli.adding import shown_progress, summary  # noqa: PLC0415  the same
    from reportedly.cli.looking import show_dossier, show_list, write_html  # noqa: PLC0415  the same

    path = folder / "exercise.db"
    if not as_json:
        click.echo(f"{exercise.NOTICE}\n")
    with open_case(path) as case:
        with shown_progress() as progress:
            added = case.add(exercise.sources(), progress=progress)
        exits.tell(added.faults)
        incidents = case.incidents()
        if as_json:
            show_list(incidents, path.name, as_json=True)
            return exits.SOME_FAULTY if added.faults else exits.FINE
        console = screen.console()
        console.print(summary(added, path.name))
        console.print()
        show_list(incidents, path.name, as_json=False)
        if incidents:
            console.print()
            show_dossier(case, exercise.most_told(incidents), brief=True)
        if kept and incidents:
            page = path.with_name("exercise.html")
            write_html(case, exercise.most_told(incidents), str(page), notice=exercise.NOTICE)
            click.echo(f"Kept: the case {path} (try `reportedly incidents {path}`) and the dossier as a page, {page}")
    if not kept:
        click.echo(
            "In brief. `reportedly demo FOLDER` keeps the case and the whole dossier as a page, with every word's place."
        )
    return exits.SOME_FAULTY if added.faults else exits.FINE
