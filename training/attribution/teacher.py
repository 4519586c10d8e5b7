"""Soft labels of a trained tagger for texts nobody annotated: python training/attribution/teacher.py MODEL_FOLDER --out soft.pkl

MODEL_FOLDER holds trunk.onnx, reader.onnx and tokenizer.json of the first tagger (cue logits O B I and hidden
states from the trunk; role logits and one `real` logit from the reader). The texts are news of --data, read as they are;
nothing of them is kept but word-piece ids and probabilities, and that file is not part of the repository.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from pathlib import Path

import numpy as np
import onnxruntime
from examples import Cue, Example, rows

from reportedly.engines import tagger_decoding as decoding
from reportedly.engines import tagger_encoding as encoding
from reportedly.engines.onnx_tagger import collated

UNLABELLED = {
    "re3d/all": 98, "airwars_gaza/dev": 200, "toponyms/lgl": 588, "toponyms/geovirus": 229,
    "tempeval3/timebank": 183, "tempeval3/aquaint": 73, "gva/train": 900,
}  # fmt: skip
"""Sets and how many documents of each."""
BAR = 0.2
"""Cues the teacher gives less than this are not shown to its reader."""


def labelled(windows: list[encoding.Window], trunk, reader) -> list[Example]:
    ids, case, quote, mask = collated(windows)
    hidden, cue_logits = trunk.run(None, {"ids": ids, "case": case, "quote": quote, "mask": mask})
    found = []
    for row, window in enumerate(windows):
        n = len(window)
        tags = decoding.softmax(cue_logits[row, 1 : n + 1])
        spans = [c.pieces(window) for c in decoding.cue_spans(tags[window.firsts, None], by=(0,), threshold=BAR)]
        cues = []
        if spans:
            distance = np.stack(
                [encoding.distance_buckets(ids.shape[1], range(c.start + 1, c.stop + 1)) for c in spans]
            )
            at = [row] * len(spans)
            roles, real = reader.run(None, {"hidden": hidden[at], "distance": distance, "mask": mask[at]})
            cues = [
                Cue(
                    c.start, c.stop, {0: float(1 / (1 + np.exp(-p)))}, decoding.softmax(r[1 : n + 1]).astype(np.float16)
                )
                for c, r, p in zip(spans, roles, real, strict=True)
            ]
        found.append(Example(window, window.firsts, {0: tags.astype(np.float16)}, tuple(cues), True))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/attribution/soft.pkl"))
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.enable_mem_pattern = args.threads, False
    trunk, reader = (onnxruntime.InferenceSession(str(args.model / f"{n}.onnx"), options) for n in ("trunk", "reader"))
    tokenizer = encoding.load_tokenizer((args.model / "tokenizer.json").read_bytes())
    rng, began, found = random.Random(7), time.time(), []
    for name, documents in UNLABELLED.items():
        texts = [r["text"] for r in rows(args.data / f"{name}.jsonl.gz")]
        rng.shuffle(texts)
        windows = [w for text in texts[:documents] for w in encoding.windows(text, tokenizer) if len(w) > 4]
        windows.sort(key=len)
        at = 0
        while at < len(windows):
            some = windows[at : at + max(1, 512 // (len(windows[at]) + 2))]
            at += len(some)
            found += labelled(some, trunk, reader)
        print(name, len(found), f"{time.time() - began:.0f} s", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(pickle.dumps(found, protocol=5))


if __name__ == "__main__":
    main()
