"""Fit what decides whether a candidate is an attribution: python training/attribution/calibrate.py src/reportedly/data/models

Runs the exported tagger over PolNeAR dev and `eval/chains/dev` and asks of every candidate whether gold has it (content
and source with a token Jaccard of at least .5). The regression's weights and the thresholds go into tagger.json. With
--redistributable only `eval/chains/dev` counts. Five-fold figures are printed: fitting on dev flatters dev a little.

In PolNeAR a candidate inside the content of a gold attribution tells nothing, since PolNeAR annotates none there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
from pathlib import Path

import numpy as np
from examples import CHAINS_DEV, our_row, rows
from scipy.optimize import minimize

from reportedly.engines.onnx_tagger import OnnxTagger
from reportedly.engines.tagger_acceptance import FEATURES

PARTS = ("outermost", "inside")
EMPTY = {part: dict.fromkeys((*FEATURES, "bias"), 0.0) for part in PARTS}


def candidates(row: dict, tagger: OnnxTagger, metric, *, nested: bool) -> list[tuple[tuple[float, ...], bool, bool]]:
    """(features, right, inside) of every candidate of one document; one gold attribution is found once."""
    doc = metric.Doc(row["text"])

    def tokens(spans) -> frozenset[int]:
        return frozenset().union(*(doc.toks(tuple(s)) for s in spans)) if spans else frozenset()

    gold = [(tokens(a["content"]), tokens(a["source"]), tokens(a["cue"])) for a in row["attributions"]]
    scored = sorted(tagger.scored(row["text"]), key=lambda s: -s.opinions.rough)
    taken, found = set(), []
    for one in scored:
        content, source = tokens(one.tagged.content), tokens([one.tagged.source] if one.tagged.source else [])
        cue = tokens([one.tagged.cue])
        match = next(
            (
                k for k, (c, s, _) in enumerate(gold)
                if k not in taken and metric.jac(c, content) >= 0.5 and (metric.jac(s, source) >= 0.5 or not (s or source))
            ),
            None,
        )  # fmt: skip
        if match is not None:
            taken.add(match)
        elif not nested and any(cue <= c for c, _, _ in gold):
            continue
        found.append((one.opinions.features(), match is not None, one.opinions.inside))
    return found


def fitted(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights and, last, the bias of a logistic regression with a light ridge."""
    x = np.hstack([x, np.ones((len(x), 1))])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.clip(x @ w, -30, 30)
        p = 1 / (1 + np.exp(-z))
        value = -(weight * (y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))).sum() + 0.5 * (w[:-1] ** 2).sum()
        return value, x.T @ (weight * (p - y)) + np.append(w[:-1], 0)

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def probabilities(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x @ w[:-1] + w[-1], -30, 30)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--scorer", type=Path, default=Path("../shared/score/attribution_score.py"))
    parser.add_argument("--redistributable", action="store_true")
    parser.add_argument("--chains-weight", type=float, default=2.0, help="what a candidate of our own set counts")
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    metric = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(metric)
    card_file = args.model / "tagger.json"
    card = json.loads(card_file.read_text(encoding="utf8"))
    card_file.write_text(
        json.dumps(card | {"acceptance": EMPTY, "thresholds": {"balanced": dict.fromkeys(PARTS, 0.0)}}), encoding="utf8"
    )
    tagger = OnnxTagger(args.model, threads=2)
    sets = [([our_row(p) for p in sorted(CHAINS_DEV.glob("*.toml"))], True, args.chains_weight)]
    if not args.redistributable:
        sets.append((rows(args.data / "polnear/dev.jsonl.gz"), False, 1.0))
    documents = [(candidates(r, tagger, metric, nested=nested), w) for part, nested, w in sets for r in part]
    random.Random(5).shuffle(documents)

    def table(chosen, part: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        flat = [(x, y, w) for found, w in chosen for x, y, inside in found if inside == (part == "inside")]
        return tuple(np.array([row[k] for row in flat], float) for k in range(3))

    held_p, held_y = [], []
    for part in PARTS:
        for fold in range(5):
            w = fitted(*table([d for k, d in enumerate(documents) if k % 5 != fold], part))
            x, y, _ = table([d for k, d in enumerate(documents) if k % 5 == fold], part)
            held_p.append(probabilities(w, x))
            held_y.append(y)
    p, y = np.concatenate(held_p), np.concatenate(held_y)
    print("held-out folds: bin, candidates, mean p, share right")
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1 + 1e-9 * (low > 0.85))
        print(f"  {low:.1f} {at.sum():5d} {p[at].mean() if at.any() else 0:.2f} {y[at].mean() if at.any() else 0:.2f}")
    acceptance = {
        part: dict(zip((*FEATURES, "bias"), np.round(fitted(*table(documents, part)), 4).tolist(), strict=True))
        for part in PARTS
    }
    thresholds = {
        "balanced": {"outermost": 0.29, "inside": 0.55},
        "precise": {"outermost": 0.75, "inside": 0.8},
        "thorough": {"outermost": 0.2, "inside": 0.35},
    }
    print(acceptance)
    for t in (0.2, 0.35, 0.4, 0.5, 0.6, 0.75, 0.8):
        print(t, f"precision {y[p > t].mean():.3f}, recall of what is a candidate {y[p > t].sum() / y.sum():.3f}")
    card |= {"acceptance": acceptance, "thresholds": thresholds}
    card_file.write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
