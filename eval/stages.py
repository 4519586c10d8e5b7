"""Where the time of `read` goes, stage by stage: python eval/stages.py --data ../shared/data

Best of three rounds over the texts of eval/speed.py, one thread. Words per second of each stage alone; "tagger" is part of
"attributions", "parser" part of "events".
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import speed  # first: it sets the number of threads before anything else is imported
from common import main, reader, report_of
from reportedly import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STAGES = ("sentences", "attributions", "places", "times", "entities", "figures", "events", "labels")
ROUNDS = 3


def timed(name: str, run: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def measured(*args: Any, **named: Any) -> Any:
        began = time.perf_counter_ns()
        try:
            return run(*args, **named)
        finally:
            spent[name] += time.perf_counter_ns() - began

    return measured


class Timed:
    """An engine with one of its methods measured."""

    def __init__(self, engine: Any, method: str, name: str, spent: Counter[str]) -> None:
        self._engine = engine
        setattr(self, method, timed(name, getattr(engine, method), spent))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def run(data: Path) -> dict[str, float]:
    chosen = speed.texts(data)
    words = sum(len(r["text"].split()) for r in chosen)
    spent: Counter[str] = Counter()
    plain = reader()
    measured = pipeline.Reader(
        tagger=Timed(plain._tagger, "tagged", "tagger", spent),
        gazetteer=plain._gazetteer,
        parser=Timed(plain._parser, "parsed", "parser", spent),
    )
    before = {name: getattr(pipeline, name) for name in STAGES}
    for name, function in before.items():
        setattr(pipeline, name, timed(name, function, spent))
    best: dict[str, int] = {}
    for _ in range(ROUNDS):
        spent.clear()
        began = time.perf_counter_ns()
        for row in chosen:
            measured.read(report_of(row))
        spent["read"] = time.perf_counter_ns() - began
        best = {name: min(best.get(name, ns), ns) for name, ns in spent.items()}
    for name, function in before.items():
        setattr(pipeline, name, function)
    return {f"{name}_words_per_s": round(words / ns * 1e9) for name, ns in sorted(best.items(), key=lambda kv: -kv[1])}


if __name__ == "__main__":
    main(run, __doc__)
