"""The mean of several checkpoints' weights: python training/attribution/mean.py OUT.pt epoch-1.pt epoch-2.pt …"""

from __future__ import annotations

import sys

import torch


def main() -> None:
    out, *paths = sys.argv[1:]
    saved = [torch.load(path, weights_only=False) for path in paths]
    state = {
        name: torch.stack([s["state"][name].float() for s in saved]).mean(0).half()
        if value.is_floating_point()
        else value
        for name, value in saved[0]["state"].items()
    }
    torch.save({"shape": saved[0]["shape"], "state": state}, out)


if __name__ == "__main__":
    main()
