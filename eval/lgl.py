"""Places on LGL and GeoVirus: meanings of gold names, and finding and locating names end to end.

    python eval/lgl.py --data ../shared/data [--fit]

`_a` figures are of the even documents, which the weights were fitted on, `_b` of the odd ones, which nothing was tuned on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from reportedly.core.records import Report
from reportedly.core.spans import Span
from reportedly.engines.gazetteer import Gazetteer
from reportedly.extract.place_meaning import CLUES, _considered, _surroundings, chances_of, clues, distance_km
from reportedly.extract.place_words import weights
from reportedly.extract.places import _all_given, _countries, _names, home_country, places, resolve

NEAR_KM = 161.0
"""100 miles, the customary threshold."""
SPEAKS_FOR = {"country_mass", "region_mass", "region_share", "near", "country_named", "home", "contained", "supplement"}
"""Clues that may not count against a meaning, however local papers would have it."""


def documents(data: Path, name: str) -> list[dict[str, Any]]:
    file = data / "toponyms" / f"{name}.jsonl.gz"
    if not file.exists():
        raise FileNotFoundError(file)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report_of(document: dict[str, Any]) -> Report:
    return Report(id=document["id"], text=document["text"], url=document.get("url"), title=document.get("title"))


def gold(document: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted((t for t in document["toponyms"] if t.get("lat") is not None), key=lambda t: (t["start"], t["end"]))


def near(one: Any, other: dict[str, Any]) -> bool:
    return (
        one is not None
        and one.lat is not None
        and distance_km((one.lat, one.lon), (float(other["lat"]), float(other["lon"]))) <= NEAR_KM
    )


def resolution(docs: list[dict[str, Any]], gazetteer: Gazetteer) -> dict[str, float]:
    right = reachable = most_populous = total = 0
    for document in docs:
        names = gold(document)
        chosen = resolve(report_of(document), [Span(t["start"], t["end"]) for t in names], gazetteer=gazetteer)
        for name, toponym in zip(names, chosen, strict=True):
            meanings = gazetteer.toponyms(name["text"])
            total += 1
            right += near(toponym, name)
            reachable += any(near(m, name) for m in (*meanings, toponym))
            most_populous += bool(meanings) and near(max(meanings, key=lambda m: m.population), name)
    share = 100 / max(1, total)
    return {
        "resolved": right * share,
        "ceiling": reachable * share,
        "most_populous": most_populous * share,
        "names": total,
    }


def end_to_end(docs: list[dict[str, Any]], gazetteer: Gazetteer) -> dict[str, float]:
    found = hit = hit_near = wanted = recalled = recalled_near = 0
    for document in docs:
        names = sorted(document["toponyms"], key=lambda t: t["start"])
        located = [(span, place) for place in places(report_of(document), gazetteer=gazetteer) for span in place.spans]
        found += len(located)
        wanted += len(names)
        for span, place in located:
            over = [t for t in names if span.meets(Span(t["start"], t["end"]))]
            hit += bool(over)
            hit_near += any(t.get("lat") is not None and near(place, t) for t in over)
        for t in names:
            over = [place for span, place in located if span.meets(Span(t["start"], t["end"]))]
            recalled += bool(over)
            recalled_near += t.get("lat") is not None and any(near(place, t) for place in over)
    return {
        "precision": 100 * hit / max(1, found), "recall": 100 * recalled / max(1, wanted),
        "near_precision": 100 * hit_near / max(1, found), "near_recall": 100 * recalled_near / max(1, wanted),
    }  # fmt: skip


def run(data: Path) -> dict[str, float]:
    """Percentages; `names` are counts.

    Raises:
        FileNotFoundError: `data` has no toponyms folder.
    """
    gazetteer = Gazetteer.compiled()
    figures: dict[str, float] = {}
    for corpus in ("lgl", "geovirus"):
        docs = documents(data, corpus)
        for half, part in (("a", docs[::2]), ("b", docs[1::2]), ("all", docs)):
            for measure in (resolution, end_to_end):
                figures |= {
                    f"{corpus}_{key}_{half}": round(value, 1) for key, value in measure(part, gazetteer).items()
                }
    return figures


def fitted(data: Path) -> dict[str, float]:
    """The weights that make the right meanings of the even documents most likely; ridge penalty 0.5, two passes."""
    gazetteer = Gazetteer.compiled()
    docs = [d for corpus in ("lgl", "geovirus") for d in documents(data, corpus)[::2]]
    weighing = weights()
    for _ in range(2):
        choices = [c for d in docs for c in choices_of(d, gazetteer, weighing)]
        weighing = dict(zip(CLUES, _conditional_logit(choices).tolist(), strict=True))
    return weighing


def choices_of(
    document: dict[str, Any], gazetteer: Gazetteer, weighing: dict[str, float]
) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """For each group of equal names: the clues of its meanings, which of them are right, how many names it stands for."""
    names = gold(document)
    report = report_of(document)
    found = _all_given(report.text, [Span(t["start"], t["end"]) for t in names], gazetteer)
    groups, named = _names(found)
    considered = [_considered(n) for n in named]
    countries, home = _countries(report, gazetteer), home_country(report.url)
    chances = chances_of(named, considered, countries, home, weighing, rounds=1)
    around = _surroundings(considered, chances, countries)
    result = []
    for members, n, meanings, p in zip(groups, named, considered, chances, strict=True):
        right = np.array([near(m, names[members[0]]) for m in meanings])
        if right.any() and not right.all():
            result.append((np.array(clues(n, meanings, p, around, home)), right, math.sqrt(len(members))))
    return result


def _conditional_logit(choices: list[tuple[np.ndarray, np.ndarray, float]]) -> np.ndarray:
    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = 0.25 * float(w @ w), 0.5 * w
        for rows, right, weight in choices:
            scores = rows @ w
            p = np.exp(scores - scores.max())
            p /= p.sum()
            q = p * right
            total = max(q.sum(), 1e-12)
            value -= weight * math.log(total)
            slope = slope - weight * (rows.T @ (q / total - p))
        return value, slope

    bounds = [(0.0, None) if clue in SPEAKS_FOR else (None, None) for clue in CLUES]
    found: np.ndarray = minimize(loss, np.zeros(len(CLUES)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--fit", action="store_true", help="fit the weights on the even documents and print them")
    options = parser.parse_args()
    if options.fit:
        sys.stdout.write("".join(f"{clue} = {weight:.3f}\n" for clue, weight in fitted(options.data).items()))
        return
    for key, value in run(options.data).items():
        print(f"{key:32} {value:8.1f}")


if __name__ == "__main__":
    main()
