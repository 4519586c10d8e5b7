"""Deterministic ids: the same content has the same id on every machine and in every run."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """`prefix` and 12 hexadecimal digits that depend on nothing but `parts` (their `str`).

    >>> content_id("a", "report-1", 5, 9) == content_id("a", "report-1", 5, 9)
    True
    """
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=6)
    return f"{prefix}_{digest.hexdigest()}"
