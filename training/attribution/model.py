"""The tagger's network: a trunk that reads a window once and finds cues, a reader that reads it again for each cue.

The trunk is MiniLM-L6 cut down: `Shape` says how many of its layers, attention heads and inner units are kept. It tags
cues under several guidelines at once (`GUIDELINES`), each with a head of its own, and hands the reader a narrow memory
of the window. The reader is told where the cue is, tags source and content, and judges under each guideline whether the
cue is one; two more heads tell act, polarity and certainty, and what kind of voice the source is. Attention is written out and its mask additive, so that the
graph exports to ONNX without surprises.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import torch
from safetensors.torch import load_file
from torch import nn

from reportedly.core.records import Act, Certainty, Identity, Kind, Polarity, Role
from reportedly.engines.tagger_encoding import CASE_CLASSES, DISTANCE_BUCKETS, GUIDELINES, QUOTE_STATES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HIDDEN, HEAD, FULL_HEADS, FULL_INNER = 384, 32, 12, 1536
FORCE = tuple(len(get_args(kind)) for kind in (Act, Polarity, Certainty))
VOICE = tuple(len(get_args(kind)) for kind in (Identity, Kind, Role))
"""How many acts, polarities, certainties; identities, kinds and roles there are, in the order of `core.records`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is kept of MiniLM, and the size of the reader."""

    layers: tuple[int, ...] = (0, 1, 2, 3)
    heads: int = 8
    inner: int = 768
    reader_width: int = 128
    reader_layers: int = 2


class Layer(nn.Module):
    """One post-norm transformer layer; heads of `HEAD` units on `width` units."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """x: (batch, n, width); mask: (batch, 1, 1, n), 0 for a piece and a large negative for padding."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(HEAD) + mask, dim=-1) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(b, n, self.heads * HEAD)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


def additive(mask: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    return (1.0 - mask.to(like.dtype))[:, None, None, :] * -1e4


class Trunk(nn.Module):
    """(ids, case, quote, mask), each (batch, n) -> (memory (batch, n, reader_width), cue logits (batch, n, guidelines, O B I))."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.case, self.quote = nn.Embedding(CASE_CLASSES, HIDDEN), nn.Embedding(QUOTE_STATES, HIDDEN)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.layers = nn.ModuleList(Layer(HIDDEN, shape.heads, shape.inner) for _ in shape.layers)
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(HIDDEN, 3 * len(GUIDELINES))
        self.memory = nn.Linear(HIDDEN, shape.reader_width)

    def forward(
        self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """mask is 1 for a piece, 0 for padding."""
        return self.heads(self.hidden(ids, case, quote, mask))

    def hidden(self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(batch, n, HIDDEN): what the layers make of the pieces."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(place) + self.types.weight[0])
        x = x + self.case(case) + self.quote(quote)
        bias = additive(mask, x)
        for layer in self.layers:
            x = layer(x, bias)
        return self.drop(x)

    def heads(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(memory, cue logits) of hidden states."""
        return self.memory(hidden), self.cue(hidden).reshape(*hidden.shape[:2], len(GUIDELINES), 3)


class Reader(nn.Module):
    """(memory, distance, mask) of one cue each -> (role logits O SOURCE CONTENT, real per guideline, force, voice).

    The voice is read where the source is, as far as the reader has found it, and at the cue.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.reader_width
        self.distance = nn.Embedding(DISTANCE_BUCKETS, width)
        self.at_cue = nn.Linear(width, width)
        self.layers = nn.ModuleList(Layer(width, width // HEAD, 4 * width) for _ in range(shape.reader_layers))
        self.role = nn.Linear(width, 3)
        self.real = nn.Linear(width, len(GUIDELINES))
        self.force = nn.Linear(width, sum(FORCE))
        self.voice = nn.Linear(2 * width, sum(VOICE))

    def forward(
        self, memory: torch.Tensor, distance: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """memory: (cues, n, width); distance and mask: (cues, n). A cue's pieces are those at distance 0."""
        inside = (distance == 0).to(memory.dtype) * mask.to(memory.dtype)
        share = (inside / inside.sum(1, keepdim=True).clamp(min=1.0))[:, :, None]
        x = memory + self.distance(distance) + self.at_cue((memory * share).sum(1))[:, None, :]
        bias = additive(mask, x)
        for layer in self.layers:
            x = layer(x, bias)
        pooled = (x * share).sum(1)
        roles = self.role(x)
        source = torch.softmax(roles, dim=-1)[:, :, 1] * mask.to(x.dtype)
        spoken = (x * (source / (source.sum(1, keepdim=True) + 0.1))[:, :, None]).sum(1)
        return roles, self.real(pooled), self.force(pooled), self.voice(torch.cat([spoken, pooled], dim=-1))


class Tagger(nn.Module):
    """Trunk and Reader; word embeddings are frozen."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.trunk, self.reader = Trunk(shape), Reader(shape)
        self.trunk.words.weight.requires_grad_(False)

    def load_minilm(self, path: Path) -> None:
        """Copy the published weights in, of each layer the heads and inner units with the largest weights."""
        weights = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        t = self.trunk
        for module, name in ((t.words, "word_embeddings"), (t.positions, "position_embeddings"),
                             (t.types, "token_type_embeddings"), (t.norm, "LayerNorm")):  # fmt: skip
            module.load_state_dict({k: weights[f"embeddings.{name}.{k}"] for k in module.state_dict()})
        for layer, index in zip(t.layers, self.shape.layers, strict=True):
            layer.load_state_dict(kept(weights, f"encoder.layer.{index}.", self.shape))


def kept(weights: Mapping[str, torch.Tensor], prefix: str, shape: Shape) -> dict[str, torch.Tensor]:
    """State of a `Layer` from one of MiniLM's: the heads and inner units whose paths carry the largest weights."""
    part = {name: weights[prefix + name] for name in (f"{place}.{kind}" for kind in ("weight", "bias") for place in (
        "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
        "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm"))}  # fmt: skip
    value, out = part["attention.self.value.weight"], part["attention.output.dense.weight"]
    of_heads = value.reshape(FULL_HEADS, HEAD, -1).norm(dim=2) * out.T.reshape(FULL_HEADS, HEAD, -1).norm(dim=2)
    heads = of_heads.sum(1).topk(shape.heads).indices.sort().values
    rows = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    up, down = part["intermediate.dense.weight"], part["output.dense.weight"]
    units = (up.norm(dim=1) * down.norm(dim=0)).topk(shape.inner).indices.sort().values
    joined = {
        kind: torch.cat([part[f"attention.self.{name}.{kind}"][rows] for name in ("query", "key", "value")])
        for kind in ("weight", "bias")
    }
    return {
        "qkv.weight": joined["weight"], "qkv.bias": joined["bias"],
        "out.weight": out[:, rows], "out.bias": part["attention.output.dense.bias"],
        "up.weight": up[units], "up.bias": part["intermediate.dense.bias"][units],
        "down.weight": down[:, units], "down.bias": part["output.dense.bias"],
        **{f"norm1.{k}": part[f"attention.output.LayerNorm.{k}"] for k in ("weight", "bias")},
        **{f"norm2.{k}": part[f"output.LayerNorm.{k}"] for k in ("weight", "bias")},
    }  # fmt: skip
