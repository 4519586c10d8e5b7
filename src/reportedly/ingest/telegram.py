"""Telegram Desktop exports (`result.json`): each message a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.core.ids import content_id
from reportedly.core.records import Skip
from reportedly.ingest.texts import STAGE, report_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.core.records import Report
    from reportedly.ingest.publishers import Publishers
    from reportedly.ingest.tables import Rows

_CHANNELS = frozenset({"public_channel", "private_channel"})
_MEDIA = ("photo", "file", "media_type", "poll", "location_information", "contact_information", "game_title")


def is_export(document: object) -> bool:
    """Whether a JSON document is an export of one chat or of all."""
    return isinstance(document, dict) and bool(chats_of(document))


def chats_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The chats of an export, each with its messages; empty when the document is none."""
    if isinstance(document.get("messages"), list) and ("type" in document or "name" in document):
        return [document]
    groups = (document.get(key) for key in ("chats", "left_chats"))
    listed = [
        chat
        for group in groups
        if isinstance(group, dict) and isinstance(group.get("list"), list)
        for chat in group["list"]
    ]
    return [chat for chat in listed if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]


def chat_rows(chat: Mapping[str, Any], messages: Iterable[object], rows: Rows, publishers: Publishers) -> None:
    """Reads the messages of one chat; service messages are left out, pictures without words are counted in a `Skip`."""
    wordless = 0
    first = len(rows.reports)
    for message in messages:
        if not isinstance(message, dict) or message.get("type", "message") != "message":
            continue
        text = flattened(message.get("text_entities") or message.get("text") or "")
        if text.strip():
            rows.reports.append(_report(chat, message, text, rows, publishers))
        elif any(message.get(key) for key in _MEDIA):
            wordless += 1
    if wordless and len(rows.reports) > first:
        rows.note_on(
            first,
            Skip(
                stage=STAGE,
                reason=f"{wordless} message(s) of this chat with pictures or files and no words were left out",
            ),
        )


def flattened(text: object) -> str:
    """The plain words of a message whose text is a string or a list of strings and marked-up parts.

    >>> flattened(["See ", {"type": "link", "text": "example.org"}, "."])
    'See example.org.'
    """
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(
            part if isinstance(part, str) else str(part.get("text") or "")
            for part in text
            if isinstance(part, str | dict)
        )
    return ""


def _report(
    chat: Mapping[str, Any], message: Mapping[str, Any], text: str, rows: Rows, publishers: Publishers
) -> Report:
    author = message.get("author") or (message.get("from") if chat.get("type") not in _CHANNELS else None)
    forwarded = message.get("forwarded_from")
    return report_from_text(
        text,
        publisher=_string(chat.get("name")) or _string(message.get("from")),
        published=_string(message.get("date")),
        byline=_string(author),
        publishers=publishers,
        forwarded_from=publishers.canonical(name=forwarded)
        if isinstance(forwarded, str) and forwarded.strip()
        else None,
        id=content_id("r", rows.snapshot.sha256, chat.get("id"), message.get("id")),
        snapshot_sha256=rows.snapshot.sha256,
    )


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
