"""The tagger's network: one encoder, one head that finds cues, one that reads source and content for a cue.

MiniLM-L6 with layers 1-4 shared; layers 5-6 exist twice. Head A (cues) runs once a window; head B runs once a
cue, told where the cue is by an embedding of the signed distance to it, and also judges whether the cue is one.
Attention is written out and its mask additive, so that the graph exports to ONNX without surprises.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import nn

from reportedly.engines.tagger_encoding import CASE_CLASSES, DISTANCE_BUCKETS, QUOTE_STATES

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN, HEADS, INNER, SHARED, PRIVATE = 384, 12, 1536, 4, 2


class Layer(nn.Module):
    """One post-norm transformer layer, named so that BERT weights map onto it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """x: (batch, n, HIDDEN); mask: (batch, 1, 1, n), 0 for a piece and a large negative for padding."""
        b, n, _ = x.shape
        q, k, v = (
            f(x).reshape(b, n, HEADS, HIDDEN // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        if self.training:  # the same sum, fused
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            mixed = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + mask, dim=-1) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(b, n, HIDDEN)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Trunk(nn.Module):
    """Embeddings, layers 1-4 and head A: (ids, case, quote, mask) -> (hidden, cue logits B/I/O order O, B, I)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.case, self.quote = nn.Embedding(CASE_CLASSES, HIDDEN), nn.Embedding(QUOTE_STATES, HIDDEN)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.shared = nn.ModuleList(Layer() for _ in range(SHARED))
        self.drop = nn.Dropout(0.1)
        self.private = nn.ModuleList(Layer() for _ in range(PRIVATE))
        self.cue = nn.Linear(HIDDEN, 3)

    def forward(
        self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """All inputs (batch, n); mask is 1 for a piece, 0 for padding."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = (
            self.norm(self.words(ids) + self.positions(place) + self.types.weight[0])
            + self.case(case)
            + self.quote(quote)
        )
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.shared:
            x = layer(x, bias)
        hidden = self.drop(x)
        y = hidden
        for layer in self.private:
            y = layer(y, bias)
        return hidden, self.cue(y)


class Reader(nn.Module):
    """Layers 5-6 of head B: (hidden, distance, mask) -> (role logits O, SOURCE, CONTENT; logit that the cue is one)."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCE_BUCKETS, HIDDEN)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.private = nn.ModuleList(Layer() for _ in range(PRIVATE))
        self.role = nn.Linear(HIDDEN, 3)
        self.real = nn.Linear(HIDDEN, 1)

    def forward(
        self, hidden: torch.Tensor, distance: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """hidden: (cues, n, HIDDEN); distance and mask: (cues, n)."""
        x = hidden + self.distance(distance)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.private:
            x = layer(x, bias)
        inside = (distance == 0).to(x.dtype) * mask.to(x.dtype)
        pooled = (x * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1.0)
        return self.role(x), self.real(pooled)[:, 0]


class Tagger(nn.Module):
    """Trunk and Reader, started from MiniLM-L6 weights; word embeddings are frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk, self.reader = Trunk(), Reader()

    def load_minilm(self, path: Path) -> None:
        """Copy the published weights in; layers 5-6 go into both heads."""
        weights = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        t = self.trunk
        for module, name in (
            (t.words, "word_embeddings"),
            (t.positions, "position_embeddings"),
            (t.types, "token_type_embeddings"),
            (t.norm, "LayerNorm"),
        ):
            module.load_state_dict({k: weights[f"embeddings.{name}.{k}"] for k in module.state_dict()})
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
                 "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
        for index, layers in [
            *((i, [t.shared[i]]) for i in range(SHARED)),
            *((SHARED + i, [t.private[i], self.reader.private[i]]) for i in range(PRIVATE)),
        ]:
            for layer in layers:
                layer.load_state_dict(
                    {
                        f"{ours}.{k}": weights[f"encoder.layer.{index}.{theirs}.{k}"]
                        for ours, theirs in names.items()
                        for k in ("weight", "bias")
                    }
                )
        t.words.weight.requires_grad_(False)
