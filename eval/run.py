"""All benchmarks: python eval/run.py --data ../shared/data --out eval/results [--only polnear gum]

Writes results.json (benchmark -> figure -> value) and results.md (one table).
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from pathlib import Path

from common import DATA

RUNNERS = (
    "seed",
    "polnear",
    "gum",
    "gum_sources",
    "chains_figures",
    "calibration",
    "lgl",
    "timebank",
    "airwars",
    "events",
    "gva",
    "copies",
    "speed",
)


def table(results: dict[str, dict[str, float]]) -> str:
    lines = ["| benchmark | figure | value |", "|---|---|---|"]
    lines += [
        f"| {bench} | {figure} | {value} |" for bench, figures in results.items() for figure, value in figures.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=Path("eval/results"))
    parser.add_argument("--only", nargs="*", choices=RUNNERS, default=RUNNERS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    results = {}
    for name in args.only:
        began = time.time()
        results[name] = importlib.import_module(name).run(args.data)
        print(f"{name}: {time.time() - began:.0f} s", json.dumps(results[name]), flush=True)
        (args.out / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf8")
        (args.out / "results.md").write_text(table(results), "utf8")


if __name__ == "__main__":
    main()
