"""Access to the data files that ship with the package."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def toml(name: str) -> dict[str, Any]:
    """The table in `reportedly/data/<name>.toml`; callers must not change it.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads(resources.files("reportedly.data").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of `reportedly/data/<name>.txt`, without comments and empty ones.

    Raises:
        FileNotFoundError: there is no such file.
    """
    text = resources.files("reportedly.data").joinpath(f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
