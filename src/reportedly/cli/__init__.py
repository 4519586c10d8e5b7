"""The command line: arguments in, messages out."""

from __future__ import annotations

import io
import sys

import click

from reportedly import __version__
from reportedly.cli.adding import add
from reportedly.cli.exits import CODES, Program
from reportedly.cli.health import demo, doctor
from reportedly.cli.looking import dossier, incidents
from reportedly.cli.reading import read


@click.group(
    cls=Program,
    name="reportedly",
    epilog=CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="reportedly", message="%(prog)s %(version)s")
def commands() -> None:
    """Reads news reports and answers, for every incident in them: who says what happened, and on whose word.

    Start with `reportedly demo`, or `reportedly read FILE`. Everything runs on this machine; nothing is sent anywhere.
    """


for command in (read, add, incidents, dossier, demo, doctor):
    commands.add_command(command)


def main() -> None:
    """The `reportedly` program; exits the process. Letters that the terminal cannot show come as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    commands.main()
