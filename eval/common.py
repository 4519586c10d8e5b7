"""What the runners share: reading data sets, the shipped reader, the given metrics, the command line."""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.core.records import Report
from reportedly.pipeline import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

DATA = Path("../shared/data")


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file.

    Raises:
        FileNotFoundError: with the path and what to do.
    """
    if not path.exists():
        message = f"{path} is not there: give the folder that holds it with --data"
        raise FileNotFoundError(message)
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


@cache
def reader() -> Reader:
    """The reader as shipped, on one thread."""
    return Reader.default(threads=1)


def report_of(row: dict[str, Any], **fields: Any) -> Report:
    """A row's text as a report, unchanged."""
    return Report(**({"id": row["id"], "text": row["text"]} | fields))


@cache
def scorer(data: Path, name: str) -> ModuleType:
    """The metric module `score/<name>.py` that stands beside the data folder."""
    path = data.resolve().parent / "score" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.exists():
        message = f"{path} is not there: the metrics are expected beside the data folder"
        raise FileNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(run: Callable[[Path], dict[str, float]], doc: str | None) -> None:
    """Run one benchmark from the command line and print its figures as JSON."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    print(json.dumps(run(parser.parse_args().data), indent=1))
