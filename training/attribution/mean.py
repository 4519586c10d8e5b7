"""The mean of several checkpoints' weights: python training/attribution/mean.py OUT.pt epoch-1.pt epoch-2.pt …

--memory-of-first: only how the trunk reads and finds cues is averaged; the memory it hands on, and the reader of that
memory, are the first checkpoint's. For tugging a trunk towards one that learned from another teacher: the two of them
hand on different memories.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--memory-of-first", action="store_true")
    args = parser.parse_args()
    saved = [torch.load(path, weights_only=False) for path in args.checkpoints]
    first = saved[0]["state"]
    kept = [name for name in first if not first[name].is_floating_point()]
    if args.memory_of_first:
        kept += [name for name in first if name.startswith(("reader.", "trunk.memory."))]
    state = {
        name: value if name in kept else torch.stack([s["state"][name].float() for s in saved]).mean(0).half()
        for name, value in first.items()
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"shape": saved[0]["shape"], "state": state}, args.out)


if __name__ == "__main__":
    main()
