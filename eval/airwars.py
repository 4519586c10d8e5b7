"""Civilians killed and injured, lowest and highest, from incident narratives (Airwars, Gaza)."""

from __future__ import annotations

import argparse
import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.core.records import Figure, Report
from reportedly.core.spans import Span
from reportedly.extract.figures import figures
from reportedly.extract.tolls import toll

if TYPE_CHECKING:
    from reportedly.core.incidents import Interval

_BREAK = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“\"\[])|\n+")
_OPEN_ENDED = {"killed": "civilians_killed", "injured": "civilians_injured"}


def sentences(text: str) -> tuple[Span, ...]:
    """Good enough for prose: the pipeline's own splitter is measured elsewhere."""
    cuts = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    return tuple(Span(a, b) for a, b in pairwise(cuts) if a < b)


def _read(text: str) -> tuple[Figure, ...]:
    return figures(Report(id="airwars", text=text), sentences(text), ())


def _bounds(found: Interval | None) -> tuple[int, int]:
    """No figure is read as nobody; an open end as its lower end."""
    if found is None:
        return 0, 0
    low, high = found
    return low, low if high is None else high


def run(data: Path) -> dict[str, float]:
    """Shares of narratives with exact minimum, maximum, both; mean absolute error of each, for killed and injured.

    Raises:
        FileNotFoundError: the set is not under `data`.
    """
    path = data / "airwars_gaza" / "dev.jsonl.gz"
    if not path.is_file():
        raise FileNotFoundError(path)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    out: dict[str, float] = {"narratives": len(rows)}
    read = [_read(row["text"]) for row in rows]
    for measure, field in _OPEN_ENDED.items():
        pairs = [(_bounds(toll(found, measure)), row["gold"][field]) for found, row in zip(read, rows, strict=True)]
        known = [(got, (gold["min"], gold["max"])) for got, gold in pairs if gold and gold.get("min") is not None]
        out[f"{measure}_n"] = len(known)
        out[f"{measure}_min_exact"] = sum(g[0] == w[0] for g, w in known) / len(known)
        out[f"{measure}_max_exact"] = sum(g[1] == w[1] for g, w in known) / len(known)
        out[f"{measure}_both_exact"] = sum(g == w for g, w in known) / len(known)
        out[f"{measure}_min_error"] = sum(abs(g[0] - w[0]) for g, w in known) / len(known)
        out[f"{measure}_max_error"] = sum(abs(g[1] - w[1]) for g, w in known) / len(known)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    for name, value in run(parser.parse_args().data).items():
        print(f"{name:24} {value:.3f}")
