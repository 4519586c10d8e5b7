"""A JSON document: a list of reports, one report, or an export of messages; a truncated one gives what is whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from reportedly.ingest.decoding import decoded
from reportedly.ingest.tables import Rows, elements_of, json_fault
from reportedly.ingest.telegram import chat_rows, chats_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ingest.publishers import Publishers

_LISTS = (
    "articles",
    "reports",
    "items",
    "documents",
    "docs",
    "data",
    "results",
    "rows",
    "records",
    "posts",
    "entries",
    "hits",
)
_MESSAGES = re.compile(r'"messages"\s{0,20}:\s{0,20}\[')
_NAMED = re.compile(r'"(name|type|id)"\s{0,20}:\s{0,20}("(?:[^"\\]|\\.){0,300}"|-?\d{1,20})')


def json_rows(data: bytes, rows: Rows, publishers: Publishers) -> None:
    """Reads a JSON document into `rows`; where it breaks off, the whole elements before count and a fault says so."""
    text, note = decoded(data)
    if note:
        rows.fault("", note, "Save the file as UTF-8; it was read as far as possible")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        _salvage(text, rows, publishers, error)
        return
    chats = chats_of(document) if isinstance(document, dict) else []
    for chat in chats:
        chat_rows(chat, chat["messages"], rows, publishers)
    if chats:
        if not rows.reports:
            rows.fault("", "an export without a message that has words", "Export the chat again with its text messages")
        return
    _take_all(_rows_in(document), rows, note)


def _rows_in(document: Any) -> list[Any]:  # noqa: ANN401  any JSON value
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        listed = next((document[key] for key in _LISTS if isinstance(document.get(key), list) and document[key]), None)
        if listed is not None and all(isinstance(row, dict) for row in listed[:5]):
            return list(listed)
    return [document]


def _take_all(values: list[Any], rows: Rows, note: str | None) -> None:
    for number, value in enumerate(values, start=1):
        rows.take(value, f"entry {number}" if len(values) > 1 else "", note)


def _salvage(text: str, rows: Rows, publishers: Publishers, error: Exception) -> None:
    start = _MESSAGES.search(text[:5_000_000])
    stopped: list[Exception] = []
    if start is not None:
        head = {key: json.loads(value) for key, value in _NAMED.findall(text[: start.start()][-2000:])}
        chat_rows(head, _until_broken(text, start.end() - 1, stopped), rows, publishers)
    elif text.lstrip()[:1] == "[":
        for number, value in enumerate(_until_broken(text, text.index("["), stopped), start=1):
            rows.take(value, f"entry {number}")
    json_fault(rows, stopped[0] if stopped else error)


def _until_broken(text: str, start: int, stopped: list[Exception]) -> Iterator[Any]:
    try:
        yield from elements_of(text, start)
    except (ValueError, RecursionError) as error:
        stopped.append(error)
