"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ingest import Columns, Publishers

Command = TypeVar("Command", bound="Callable[..., Any]")

_COLUMNS = (
    ("text", "text", "a report's text"),
    ("title", "title", "its title"),
    ("publisher", "publisher", "the publisher"),
    ("url", "url", "its address"),
    ("date", "published", "its date"),
    ("id", "id", "its identifier"),
    ("byline", "byline", "its author"),
    ("language", "language", "its language code"),
)

publishers = click.option(
    "--publishers",
    metavar="FILE",
    type=click.Path(),
    help="A table of your own publishers, laid over the shipped one: TOML, entries as in data/publishers.toml"
    " ([[publisher]] with name, domains, aliases, agency, kind, role).",
)
setting = click.option(
    "--setting",
    type=click.Choice(["balanced", "precise", "thorough"]),
    default="balanced",
    help="Which errors to avoid: both kinds alike, wrong attributions (precise), or missed ones (thorough).",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line.")


def columns(command: Command) -> Command:
    """Options that say which columns of JSON Lines and CSV files hold what."""
    for option, field, what in reversed(_COLUMNS):
        name = f"column_{field}"
        about = f"In JSON Lines and CSV: the column with {what}. Else its usual names are tried."
        command = click.option(f"--{option}-column", name, metavar="NAME", help=about)(command)
    return command


def chosen_columns(given: dict[str, str | None]) -> Columns | None:
    """The columns out of a command's options; None when none was named."""
    from reportedly.ingest import Columns  # noqa: PLC0415  keeps `--help` instant

    named = {field: given[f"column_{field}"] for _, field, _ in _COLUMNS if given.get(f"column_{field}")}
    return Columns(**named) if named else None  # type: ignore[arg-type]


def chosen_publishers(file: str | None) -> Publishers | None:
    """The shipped table with the user's own laid over it; None when no file was named.

    Raises:
        CodebookError: the file cannot be read or holds a wrong entry.
    """
    from reportedly.ingest import Publishers  # noqa: PLC0415  keeps `--help` instant

    return Publishers.default().with_file(Path(file)) if file else None
