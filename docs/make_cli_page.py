"""Writes docs/cli.md from the program's own help; a test keeps the page current."""  # noqa: INP001  a script

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import commands
from reportedly.cli.exits import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "cli.md"
_WIDTH = 100


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Command line"
    yield ""
    yield "Written by `make docs` from `reportedly --help`; do not edit by hand."
    yield ""
    yield "Every command writes results to standard output and everything else to standard error. `--json` writes one JSON"
    yield "object a line. Progress shows at a terminal only, colour at a terminal unless `NO_COLOR` is set. `-` as a file of"
    yield "`read` is standard input, as the file of `dossier --html` standard output."
    yield ""
    yield "## Exit codes"
    yield ""
    yield "| code | meaning |"
    yield "|---|---|"
    for line in CODES.splitlines():
        code, _, meaning = line.strip().partition(" ")
        if code.isdigit():
            yield f"| {code} | {meaning.strip()} |"
    top = click.Context(commands, info_name="reportedly", **commands.context_settings, terminal_width=_WIDTH)
    yield from _command(top)
    for name in commands.list_commands(top):
        yield from _command(click.Context(commands.commands[name], parent=top, info_name=name))


def _command(context: click.Context) -> Iterator[str]:
    shown = context.command.get_help(context).split("\n  Exit codes:")[0]
    yield ""
    yield f"## {context.command_path}"
    yield ""
    yield "```text"
    yield from (line.rstrip() for line in shown.strip().splitlines())
    yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}: written\n")
