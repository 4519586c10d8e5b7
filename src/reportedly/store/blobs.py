"""Snapshots as files named by their hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Blobs:
    """A folder of byte strings, each under the SHA-256 of its bytes: `ab/ab12…`."""

    folder: Path

    @classmethod
    def beside(cls, case: Path) -> Blobs:
        """The folder that belongs to a case file.

        >>> Blobs.beside(Path("flood.db")).folder.name
        'flood.blobs'
        """
        return cls(folder=case.with_suffix(".blobs") if case.suffix == ".db" else case.with_name(f"{case.name}.blobs"))

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256; it is there whole or not at all, whenever the program is killed.

        Raises:
            OSError: the folder cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.is_file() and target.stat().st_size == len(data):
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as part:
            try:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(target)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes with this hash.

        Raises:
            OSError: they are not there or cannot be read.
        """
        return self.path(sha256).read_bytes()
