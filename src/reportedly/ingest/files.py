"""Files to snapshots and reports: one fault for each file that cannot be used, never an exception."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.core.errors import Fault, InputError
from reportedly.core.records import Report, Skip
from reportedly.ingest.decoding import decoded
from reportedly.ingest.json_documents import json_rows
from reportedly.ingest.kinds import MEDIA_TYPES, Kind, binary_kind, is_table, kind_of
from reportedly.ingest.publishers import Publishers
from reportedly.ingest.records import MAX_BYTES, MAX_LINES, MAX_TABLE_BYTES, Columns, Ingested, snapshot_of
from reportedly.ingest.tables import Rows, csv_rows, jsonl_rows
from reportedly.ingest.texts import STAGE, pasted_report, with_skips

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.records import Snapshot

_CASE_FILES = (".db", ".db-wal", ".db-shm", ".db-journal", ".sqlite", ".sqlite3")
_SIDE_FOLDERS = ("_files", "_Dateien", "_archivos", "_fichiers", "_bestanden")
_TELEGRAM_FOLDERS = frozenset(
    {
        "photos",
        "video_files",
        "files",
        "voice_messages",
        "round_video_messages",
        "stickers",
        "images",
        "css",
        "js",
        "contacts",
        "chats",
    }
)
_MAX_RATIO = 200


def inputs(paths: Sequence[str | Path]) -> tuple[Path, ...]:
    """All files in `paths`, folders searched through, each once; order: as given, sorted within a folder.

    Left out inside folders: hidden files, case files and their `blobs`, and the pictures and scripts that a browser or
    Telegram puts beside what it saves. A file named by itself is always kept.

    Raises:
        InputError: something in `paths` does not exist; all such paths at once.
    """
    given = [Path(path) for path in paths]
    missing = [path for path in given if not path.exists() and not path.is_symlink()]
    if missing:
        raise InputError(
            *(
                Fault(where=str(path), found="there is no such file or folder", remedy="Check the path")
                for path in missing
            )
        )
    found = [file for path in given for file in (_files_in(path) if path.is_dir() else [path])]
    return tuple(dict.fromkeys(found))


def ingest_file(path: str | Path, columns: Columns | None = None, publishers: Publishers | None = None) -> Ingested:
    """The snapshot and the reports of one file; what is wrong with it is in `faults`, never raised."""
    path = Path(path)
    try:
        found = _unfit(path)
        data = b"" if found else path.read_bytes()
    except OSError as error:
        found = Fault(
            where=str(path),
            found=f"it cannot be read ({error.strerror or error})",
            remedy="Check that the file exists and that you may read it",
        )
        data = b""
    if found:
        return Ingested(snapshot=None, data=b"", faults=(found,))
    return ingest_bytes(data, origin=str(path), columns=columns, publishers=publishers)


def ingest_bytes(
    data: bytes,
    *,
    origin: str,
    columns: Columns | None = None,
    publishers: Publishers | None = None,
    media_type: str | None = None,
) -> Ingested:
    """The snapshot and the reports of bytes as received.

    Args:
        data: a page, a text, a table or an export.
        origin: path or URL they came from; its ending helps to tell what they are.
        columns: where tables keep text, title and so on; None is the defaults.
        publishers: the table of publishers; None is the shipped one.
        media_type: what the sender said they are, e.g. "text/html; charset=utf-8"; None when nobody said.
    """
    table = publishers or Publishers.default()
    fault = _unusable(data, origin)
    if fault:
        return Ingested(snapshot=None, data=b"", faults=(fault,))
    kind = kind_of(data, origin, media_type)
    snapshot = snapshot_of(data, origin=origin, media_type=MEDIA_TYPES[kind])
    content: bytes | Fault = data
    if kind == "gzip":
        content = _unpacked(data, origin)
        if not isinstance(content, Fault):
            content = _unusable(content, origin) or content
            kind = kind_of(content, origin.removesuffix(".gz")) if isinstance(content, bytes) else kind
    if isinstance(content, Fault) or (too_large := _too_large(len(content), kind, origin)):
        return Ingested(snapshot=snapshot, data=data, faults=(content if isinstance(content, Fault) else too_large,))  # type: ignore[arg-type]
    try:
        reports, faults = _read(content, kind, snapshot, columns or Columns(), table)
    except Exception as error:  # noqa: BLE001  one hostile file must never stop the others
        reports, faults = (
            (),
            (
                Fault(
                    where=origin,
                    found=f"it cannot be read as {MEDIA_TYPES[kind]} ({type(error).__name__}: {str(error)[:200]})",
                    remedy="Save its text as a .txt file and add that",
                ),
            ),
        )
    return Ingested(snapshot=snapshot, data=data, reports=reports, faults=faults)


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        is_export = "result.json" in names
        folders[:] = sorted(
            f for f in folders if not _is_side_folder(f, names) and not (is_export and f in _TELEGRAM_FOLDERS)
        )
        for name in sorted(names):
            if not name.startswith(".") and not name.lower().endswith(_CASE_FILES):
                yield Path(parent) / name


def _is_side_folder(folder: str, names: list[str]) -> bool:
    if folder.startswith(".") or folder == "blobs" or folder.endswith(".blobs"):
        return True
    page = next((folder.removesuffix(end) for end in _SIDE_FOLDERS if folder.endswith(end)), None)
    return page is not None and any(f"{page}{end}" in names for end in (".html", ".htm", ".xhtml"))


def _unfit(path: Path) -> Fault | None:
    """What keeps a path from being read at all, told before its bytes are touched."""
    if path.is_dir():
        return Fault(
            where=str(path), found="it is a folder", remedy="Name the files in it, or give the folder to `inputs`"
        )
    size = path.stat().st_size
    if not path.is_file():
        return Fault(where=str(path), found="it is no regular file", remedy="Copy what it gives into a file")
    with path.open("rb") as file:
        kind = kind_of(file.read(1_000_000), path.name)
    return _too_large(size, kind, str(path))


def _too_large(size: int, kind: Kind, origin: str) -> Fault | None:
    limit = MAX_TABLE_BYTES if is_table(kind) else MAX_BYTES
    if size <= limit:
        return None
    remedy = (
        "Split it into smaller files"
        if is_table(kind)
        else "Save the article alone, or its text as a .txt file; many reports go into JSON Lines"
    )
    return Fault(
        where=origin,
        found=f"{size / 1e6:.0f} MB are too much for one {'table' if is_table(kind) else 'page'} (at most {limit / 1e6:.0f} MB)",
        remedy=remedy,
    )


def _unusable(data: bytes, origin: str) -> Fault | None:
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        return Fault(
            where=origin,
            found="the file is empty" if not data else "the file holds nothing but white space",
            remedy="Save or download it again",
        )
    binary = binary_kind(data)
    return Fault(where=origin, found=f"it is {binary[0]}", remedy=binary[1]) if binary else None


def _unpacked(data: bytes, origin: str) -> bytes | Fault:
    limit = min(MAX_TABLE_BYTES, max(100_000_000, _MAX_RATIO * len(data)))
    parts, size, rest = [], 0, data
    try:
        while rest:
            unpacker = zlib.decompressobj(wbits=31)
            while rest and not unpacker.eof:
                part = unpacker.decompress(rest, 1 << 24)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
                size += len(part)
                parts.append(part)
                if size > limit:
                    return Fault(
                        where=origin,
                        found=f"it unpacks to more than {limit / 1e6:.0f} MB",
                        remedy="Split it into smaller files",
                    )
            if not unpacker.eof:
                return Fault(
                    where=origin, found="a compressed file that breaks off", remedy="Download or copy it again"
                )
    except zlib.error as error:
        return Fault(where=origin, found=f"a damaged compressed file ({error})", remedy="Download or copy it again")
    return b"".join(parts)


def _read(
    data: bytes, kind: Kind, snapshot: Snapshot, columns: Columns, publishers: Publishers
) -> tuple[tuple[Report, ...], tuple[Fault, ...]]:
    if kind in {"html", "text"}:
        return _read_page(data, kind, snapshot, publishers)
    rows = Rows(snapshot, columns, publishers)
    if kind == "jsonl":
        jsonl_rows(data, rows)
    elif kind == "json":
        json_rows(data, rows, publishers)
    else:
        csv_rows(data, rows, tabs=kind == "tsv")
    if not rows.reports and not rows.faults:
        rows.fault("", "a table without a row", "Export it again with its rows")
    return tuple(rows.reports), rows.faults


def _read_page(
    data: bytes, kind: Kind, snapshot: Snapshot, publishers: Publishers
) -> tuple[tuple[Report, ...], tuple[Fault, ...]]:
    text, note = decoded(data, declared_in_page=kind == "html")
    if kind == "text" and text.count("\n") > MAX_LINES:
        return (), (
            Fault(
                where=snapshot.origin,
                found=f"more than {MAX_LINES} lines are no page",
                remedy="Give many reports as JSON Lines or CSV",
            ),
        )
    report: Report | Fault
    if kind == "html":
        from reportedly.ingest.html_page import page_of  # noqa: PLC0415  its libraries take a second to load; texts need none

        report = page_of(text, snapshot, publishers)
    else:
        report = pasted_report(text, snapshot, publishers)
    if isinstance(report, Report) and not report.text.strip():
        report = Fault(where=snapshot.origin, found="a text without a word", remedy="Save or download it again")
    if isinstance(report, Fault):
        return (), (report,)
    if not note:
        return (report,), ()
    fault = Fault(where=snapshot.origin, found=note, remedy="Save the file as UTF-8; it was read as far as possible")
    return (with_skips(report, Skip(stage=STAGE, reason=note)),), (fault,)
