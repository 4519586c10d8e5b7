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
