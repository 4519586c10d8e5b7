"""Standard output: colour at a terminal unless NO_COLOR is set, plain lines when piped."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from typing import IO, Any, cast

from rich.console import Console
from rich.theme import Theme

WIDEST = 110
NARROWEST = 40
_PIPED_TABLE = 500

_THEME = Theme(
    {
        "head": "bold",
        "soft": "dim",
        "voice": "bold cyan",
        "act": "yellow",
        "words": "none",
        "arrow": "cyan",
        "number": "bold",
        "clash": "bold red",
        "calm": "blue",
    }
)


def console() -> Console:
    """Writes paragraphs no wider than a person reads with ease, whatever the terminal."""
    return _console(max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 24)).columns)))


def table_console() -> Console:
    """Writes one line for each row: cut at a terminal's edge, whole when piped."""
    return _console(shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_TABLE)


def write_json(value: Any) -> None:  # noqa: ANN401  any JSON value
    """One JSON value on one line, flushed so that a reader downstream can start; lone surrogates stay escapes."""
    line = json.dumps(value, ensure_ascii=False)
    if not line.isascii():
        try:
            line.encode(sys.stdout.encoding or "ascii")
        except UnicodeEncodeError:
            line = json.dumps(value)
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class _Trimmed(io.TextIOBase):
    """Standard output without the blanks that fill lines up to the width."""

    def write(self, text: str) -> int:
        sys.stdout.write(_FILLED.sub("\n", text))
        return len(text)

    def flush(self) -> None:
        sys.stdout.flush()

    def isatty(self) -> bool:
        return sys.stdout.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return sys.stdout.encoding


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the program's one place that ends it."""
        raise BrokenPipeError


_FILLED = re.compile(r" {1,1000}\n")


def _console(width: int) -> Console:
    out = cast("IO[str]", _Trimmed())
    return _Screen(file=out, width=width, highlight=False, markup=False, emoji=False, theme=_THEME)
