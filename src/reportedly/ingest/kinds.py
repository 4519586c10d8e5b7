"""What a file is, told by its first bytes and its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["html", "text", "json", "jsonl", "csv", "tsv", "gzip"]

MEDIA_TYPES: dict[Kind, str] = {
    "html": "text/html", "text": "text/plain", "json": "application/json", "jsonl": "application/jsonl", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "gzip": "application/gzip",
}  # fmt: skip
_KINDS: dict[str, Kind] = {media_type: kind for kind, media_type in MEDIA_TYPES.items()} | {
    "application/xhtml+xml": "html", "application/x-ndjson": "jsonl", "application/x-jsonlines": "jsonl",
}  # fmt: skip
_SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".txt": "text", ".text": "text", ".md": "text",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
}  # fmt: skip
_MAGIC = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"), (b"%PDF", "a PDF document"), (b"SQLite format 3\0", "an SQLite database"),
    (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"), (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"ID3", "an audio file"), (b"OggS", "a media file"), (b"\x1aE\xdf\xa3", "a video"), (b"wOF", "a font"), (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"), (b"BM", "a BMP picture"), (b"{\\rtf", "a rich text document"), (b"PAR1", "a Parquet file"),
)  # fmt: skip
_REMEDIES = {
    "an SQLite database": "If it is a case, name it as the case and not as a source; else export its reports as JSON Lines or CSV",
    "a PDF document": "Copy its text into a .txt file, or save the web page it was made from",
    "a rich text document": "Save it as plain text (.txt, UTF-8)",
    "a ZIP archive (or an office document)": "Unpack it first, or save the document as plain text (.txt, UTF-8)",
}
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|script|section|main|h1|table|span)\b", re.IGNORECASE
)
_HEAD = 8192
_MOST_CONTROLS = 0.05
_GZIP = b"\x1f\x8b"
_DEFAULT_REMEDY = "Give the article as HTML, plain text, JSON Lines, CSV or a Telegram export instead"


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """What the bytes are and what to do, when they are no text; None for text and gzip.

    >>> binary_kind(b"%PDF-1.7")[0]
    'a PDF document'
    """
    head = data[:_HEAD]
    if head[:2] == _GZIP:
        return None
    for magic, name in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or _control_share(head) > 0.02):
            return name, _REMEDIES.get(name, _DEFAULT_REMEDY)
    if head[4:8] == b"ftyp":
        return "a video", _DEFAULT_REMEDY
    is_wide = (
        head.startswith((b"\xff\xfe", b"\xfe\xff"))
        or min(head[0::2].count(0), head[1::2].count(0)) < len(head) * 0.02 < head.count(0) / 10
    )
    if not is_wide and _control_share(head) > _MOST_CONTROLS:
        return "binary data, not text", _DEFAULT_REMEDY
    return None


def kind_of(data: bytes, name: str, media_type: str | None = None) -> Kind:
    """How to read the bytes: by the media type given, else by the name's ending, else by how they begin."""
    if media_type is not None and media_type.partition(";")[0].strip().lower() in _KINDS:
        return _KINDS[media_type.partition(";")[0].strip().lower()]
    if data[:2] == _GZIP:
        return "gzip"
    by_name = _SUFFIXES.get(PurePath(name).suffix.lower())
    if by_name == "json" and _is_lines(data):
        return "jsonl"
    if by_name == "text" and _starts_as_page(data):
        return "html"
    return by_name or _by_content(data)


def is_table(kind: Kind) -> bool:
    """Whether a file of this kind holds many reports and may be large."""
    return kind in {"json", "jsonl", "csv", "tsv", "gzip"}


def _by_content(data: bytes) -> Kind:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in {b"{", b"["}:
        return "jsonl" if _is_lines(data) else "json"
    if head[:1] == b"<" and _HTML.search(head):
        return "html"
    first_line = head.split(b"\n", 1)[0].lower()
    for separator, kind in ((b"\t", "tsv"), (b",", "csv")):
        if first_line.count(separator) >= 1 and {b"text", b"body", b"content"} & {
            c.strip(b' "\r') for c in first_line.split(separator)
        }:
            return "tsv" if kind == "tsv" else "csv"
    return "text"


def _starts_as_page(data: bytes) -> bool:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _is_lines(data: bytes) -> bool:
    """Whether the first line is a JSON object by itself and another one follows (or the file ends)."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2_000_000]
    line, _, rest = head.partition(b"\n")
    return line.startswith(b"{") and line.rstrip().endswith(b"}") and rest.lstrip()[:1] == b"{"


def _control_share(head: bytes) -> float:
    control = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or 27 < byte < 32)
    return control / max(len(head), 1)
