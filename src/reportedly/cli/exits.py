"""How every command ends: exit codes that scripts can rely on, and messages that say what to do."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from reportedly.core.errors import Fault, ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE = 0
SOME_FAULTY = 1
USAGE = 2
IMPOSSIBLE = 3
STOPPED = 130
READER_LEFT = 141

CODES = """\b
Exit codes:
  0    all went well
  1    something was wrong with some inputs, the others went in; or an installation check failed
  2    the command line is not understood
  3    the command cannot be carried out: no such case or incident, a damaged file, a missing model
  130  stopped with Ctrl-C; what was read by then is kept
  141  the program that was reading the output has left
"""


class _ReaderLeftError(Exception):
    """The program that was reading the output has left."""


class Program(click.Group):
    """A command group that turns every foreseen ending into a message and an exit code, never into a traceback."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # noqa: ANN401  click's own options
        """Run, then exit the process."""
        sys.exit(self._code(args, prog_name, {**extra, "standalone_mode": False}))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The commands in the order a newcomer meets them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  whatever a command returns
        """Run a command; click would end the process itself when the reader of the output leaves."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _ReaderLeftError from error
        return code

    def _code(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        try:
            code = super().main(args, prog_name, **extra)
        except click.ClickException as error:
            error.show()
            return USAGE if isinstance(error, click.UsageError) else IMPOSSIBLE
        except (click.Abort, KeyboardInterrupt):
            click.echo("Stopped. What is in a case is kept; the same command goes on from there.", err=True)
            return STOPPED
        except (_ReaderLeftError, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return READER_LEFT
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            click.echo(f"The output cannot be written ({error.strerror or error}).", err=True)
            return IMPOSSIBLE
        except ReportedlyError as error:
            tell(error.faults)
            return IMPOSSIBLE
        return code if isinstance(code, int) else FINE


def tell(faults: Sequence[Fault]) -> None:
    """Faults on standard error, one a line."""
    for fault in faults:
        remedy = fault.remedy if fault.remedy.endswith((".", "!", "?")) else f"{fault.remedy}."
        line = f"{fault.where}: {fault.found.rstrip('.')}. {remedy}"
        click.echo(" ".join(line.split()).encode("utf-8", "replace").decode(), err=True)
