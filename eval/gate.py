"""Fail when a figure fell below its floor: python eval/gate.py eval/results/results.json eval/floors.json

--raise     lift floors to what was measured, less a margin of half a point.
--lower BENCH.FIGURE --decision "title"   lower one floor; the title must stand as a heading in DECISIONS.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

MARGIN = 0.5
Figures = dict[str, dict[str, float]]


def below(results: Figures, floors: Figures) -> list[str]:
    """One line for each floor that is not reached; a benchmark that was not run is no failure, a missing figure is."""
    return [
        f"{bench}.{name}: {results[bench].get(name)} is below its floor {floor}"
        for bench, named in floors.items()
        if bench in results
        for name, floor in named.items()
        if results[bench].get(name, float("-inf")) < floor
    ]


def lowered(floors: Figures, results: Figures, what: str, decision: str, decisions: str) -> Figures:
    """The floors with `what` lowered to the measured value.

    Raises:
        ValueError: no heading of DECISIONS.md holds the decision's title, or the figure was not measured.
    """
    if not decision or not any(line.startswith("## ") and decision in line for line in decisions.splitlines()):
        message = f"DECISIONS.md has no heading with {decision!r}: write down why {what} may fall, then say so with --decision"
        raise ValueError(message)
    bench, name = what.split(".", 1)
    if name not in results.get(bench, {}):
        message = f"{what} was not measured in this run"
        raise ValueError(message)
    return floors | {bench: floors.get(bench, {}) | {name: results[bench][name]}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("floors", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower")
    parser.add_argument("--decision", default="")
    args = parser.parse_args()
    results, floors = (json.loads(p.read_text("utf8")) for p in (args.results, args.floors))
    if args.lower:
        floors = lowered(floors, results, args.lower, args.decision, Path("DECISIONS.md").read_text("utf8"))
    if args.lift:
        floors = {
            b: {n: max(f, round(results.get(b, {}).get(n, f) - MARGIN, 2)) for n, f in named.items()}
            for b, named in floors.items()
        }
    if args.lift or args.lower:
        args.floors.write_text(json.dumps(floors, indent=1) + "\n", "utf8")
    failures = below(results, floors)
    print("\n".join(failures) if failures else "all figures at or above their floors")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
