"""What several small taggers make of every text together: python training/attribution/seeds.py build/all-on/epoch-2.pt … --soft build/voiced.pkl --out build/seeds.pkl

Runs that differ in nothing but their seed err in different places. Here the mean of their opinions of every taught window stands
beside the wide teacher's, at equal parts, so that `train.py --soft` can bring them into one network.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from examples import Cue, Example  # noqa: TC002  the pickle is read with them
from model import FORCE, VOICE
from train import batches_of, collate, loaded, read_cues

SHARE = 0.5
"""What the seeds count beside the teacher."""


@torch.no_grad()
def opinions(model, batch: list[Example]) -> list[tuple[np.ndarray, list[tuple]]]:
    """(cue probabilities (pieces, guidelines, 3), (roles, real, leanings) of each cue) of every window of a batch."""
    ids, case, quote, mask = collate([e.window for e in batch])
    memory, logits = model.trunk(ids, case, quote, mask)
    tags = torch.softmax(logits.float(), dim=-1).numpy()
    picks = [(row, cue.start, cue.stop) for row, e in enumerate(batch) for cue in e.cues]
    told: list[list[tuple]] = [[] for _ in batch]
    if picks:
        roles, real, force, voice = (x.float() for x in read_cues(model, memory, mask, picks))
        roles, real = torch.softmax(roles, -1).numpy(), torch.sigmoid(real).numpy()
        leanings = [torch.softmax(part, -1).numpy() for part in (*force.split(FORCE, -1), *voice.split(VOICE, -1))]
        for k, (row, _, _) in enumerate(picks):
            told[row].append((roles[k, 1 : len(batch[row].window) + 1], real[k], tuple(part[k] for part in leanings)))
    return [(tags[row, 1 : len(e.window) + 1], told[row]) for row, e in enumerate(batch)]


def mixed(example: Example, told: list[tuple[np.ndarray, list[tuple]]]) -> Example:
    """The example with SHARE of the seeds' mean opinion; what its teacher does not tell stays untold."""
    tags = np.mean([each[0] for each in told], axis=0)
    means = [tuple(map(_mean, zip(*(each[1][k] for each in told), strict=True))) for k in range(len(example.cues))]
    return replace(
        example,
        tags={g: _between(p, tags[:, g]).astype(np.float16) for g, p in example.tags.items()},
        cues=tuple(_cue(cue, *mean) for cue, mean in zip(example.cues, means, strict=True)),
    )


def _mean(values: tuple) -> np.ndarray | tuple[np.ndarray, ...]:
    """Of arrays, or of tuples of arrays field by field."""
    return tuple(map(_mean, zip(*values, strict=True))) if isinstance(values[0], tuple) else np.mean(values, axis=0)


def _cue(cue: Cue, roles: np.ndarray, real: np.ndarray, leanings: tuple[np.ndarray, ...]) -> Cue:
    lean = cue.leaning and tuple(
        None if own is None else _between(own, seed) for own, seed in zip(cue.leaning, leanings, strict=True)
    )
    return replace(
        cue,
        real={g: float(_between(np.float32(p), real[g])) for g, p in cue.real.items()},
        roles=None if cue.roles is None else _between(cue.roles, roles).astype(np.float16),
        leaning=lean,
    )


def _between(teacher: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    return (1 - SHARE) * teacher + SHARE * seeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--soft", type=Path, required=True, help="what taught.py or voices.py wrote")
    parser.add_argument("--out", type=Path, default=Path("build/attribution/seeds.pkl"))
    parser.add_argument("--pieces", type=int, default=4096)
    parser.add_argument("--bf16", action="store_true")
    args = parser.parse_args()
    models = [loaded(path).eval() for path in args.checkpoints]
    taught = pickle.loads(args.soft.read_bytes())
    began, found = time.time(), {}
    grouped = batches_of([example for example, _ in taught], args.pieces, random.Random(1))
    for k, batch in enumerate(grouped):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
            told = [opinions(model, batch) for model in models]
        found |= {id(e): mixed(e, [each[row] for each in told]) for row, e in enumerate(batch)}
        if k % 50 == 0:
            print(f"batch {k}/{len(grouped)} {time.time() - began:.0f} s", flush=True)
    args.out.write_bytes(pickle.dumps([(found[id(example)], memory) for example, memory in taught], protocol=5))


if __name__ == "__main__":
    main()
