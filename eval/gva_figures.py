"""Killed and injured of local shooting news against the registry (Gun Violence Archive)."""

from __future__ import annotations

import argparse
import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.core.records import Report
from reportedly.core.spans import Span
from reportedly.extract.figures import figures
from reportedly.extract.tolls import toll

if TYPE_CHECKING:
    from reportedly.core.records import Figure

_BREAK = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“\"\[])|\n+")
_LIMIT = 400
_WOUNDED = ("injured", "shot", "stabbed")


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise FileNotFoundError(path)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(title: str, text: str) -> tuple[Figure, ...]:
    """Figures of the title and the article."""
    whole = f"{title}\n{text}"
    cuts = [0, *(m.end() for m in _BREAK.finditer(whole)), len(whole)]
    return figures(Report(id="gva", text=whole), tuple(Span(a, b) for a, b in pairwise(cuts) if a < b), ())


def run(data: Path) -> dict[str, float]:
    """Shares of the first 400 single-incident articles whose stated toll holds the registry's number.

    "stated" is the share of articles with any figure; precision is over those.

    Raises:
        FileNotFoundError: the set is not under `data`.
    """
    registry = {row["incident"]: row for row in _rows(data / "gva" / "dev_registry.jsonl.gz")}
    articles = [
        row for row in _rows(data / "gva" / "dev.jsonl.gz") if not row["multi_incident"] and row["incident"] in registry
    ]
    out: dict[str, float] = {"articles": float(len(articles[:_LIMIT]))}
    for name, measures in (("killed", ("killed",)), ("injured", _WOUNDED)):
        stated = right = recalled = positive = 0
        for row in articles[:_LIMIT]:
            wanted = registry[row["incident"]][f"num_{name}"]
            found = read(row["title"] or "", row["text"])
            said = next((t for m in measures if (t := toll(found, m))), None)
            positive += wanted > 0
            if said:
                hit = said[0] <= wanted <= (said[0] if said[1] is None else said[1])
                stated += 1
                right += hit
                recalled += hit and wanted > 0
        out[f"{name}_stated"] = stated / out["articles"]
        out[f"{name}_precision"] = right / max(stated, 1)
        out[f"{name}_recall"] = recalled / max(positive, 1)
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    for key, value in run(parser.parse_args().data).items():
        print(f"{key:24} {value:.3f}")
