"""Time expressions on TimeBank and AQUAINT as in TempEval-3: spans relaxed and strict, values, and the headline value F1."""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from reportedly.core.records import Report, Time
from reportedly.extract.times import times

Row = dict[str, Any]
SETS = ("timebank", "aquaint")


def run(data: Path) -> dict[str, float]:
    """Figures for each set, named `timebank.value_f1` and so on.

    Raises:
        FileNotFoundError: `data` has no `tempeval3` folder.
    """
    figures: dict[str, float] = {}
    for name in SETS:
        path = Path(data) / "tempeval3" / f"{name}.jsonl.gz"
        if not path.exists():
            msg = f"{path}: no TempEval-3 data there; give the folder that holds tempeval3/ with --data"
            raise FileNotFoundError(msg)
        figures |= {f"{name}.{key}": round(value, 4) for key, value in measured(documents(path)).items()}
    return figures


def documents(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(document: Row) -> tuple[Time, ...]:
    return times(Report(id=document["id"], text=document["text"], published=document["dct"]))


def measured(rows: list[Row]) -> dict[str, float]:
    gold_count = found_count = relaxed = strict = right = 0
    for row in rows:
        found = read(row)
        gold_count, found_count = gold_count + len(row["timexes"]), found_count + len(found)
        for gold, time in pairs(row["timexes"], found):
            relaxed += 1
            strict += (gold["start"], gold["end"]) == tuple(time.spans[0])
            right += gold["value"] == time.value
    return {
        "relaxed_precision": relaxed / max(1, found_count),
        "relaxed_recall": relaxed / max(1, gold_count),
        "relaxed_f1": f1(relaxed, found_count, gold_count),
        "strict_precision": strict / max(1, found_count),
        "strict_recall": strict / max(1, gold_count),
        "strict_f1": f1(strict, found_count, gold_count),
        "value_accuracy": right / max(1, relaxed),
        "value_f1": f1(right, found_count, gold_count),
    }


def pairs(gold: list[Row], found: tuple[Time, ...]) -> list[tuple[Row, Time]]:
    """Each gold expression with the first unused reading that overlaps it."""
    free, matched = list(found), []
    for timex in sorted(gold, key=lambda t: t["start"]):
        for time in free:
            if time.spans[0].start < timex["end"] and timex["start"] < time.spans[0].end:
                matched.append((timex, time))
                free.remove(time)
                break
    return matched


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(1, found + gold)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    print(json.dumps(run(parser.parse_args().data), indent=2))
