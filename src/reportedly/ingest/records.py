"""What ingest takes and gives, and the limits it keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from reportedly.core.records import Snapshot

if TYPE_CHECKING:
    from reportedly.core.errors import Fault
    from reportedly.core.records import Report

Names: TypeAlias = str | tuple[str, ...]
"""One column name, or several to try in order."""

MAX_BYTES = 20_000_000
"""Largest page that is read, in bytes; real pages of news sites stay below 5 MB."""

MAX_LINES = 100_000
"""Most lines of a plain text that is read as one page."""

MAX_TABLE_BYTES = 2_000_000_000
"""Largest JSON, JSON Lines, CSV or message export that is read, in bytes, after decompression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of JSON Lines or CSV hold what: names tried in this order, case ignored, the first filled one wins.

    >>> Columns(text="post_body").text
    'post_body'
    """

    text: Names = (
        "text",
        "body",
        "content",
        "article",
        "fulltext",
        "full_text",
        "message",
        "article_text",
        "sentence",
        "sent_text",
        "maintext",
    )
    title: Names = ("title", "headline", "heading")
    publisher: Names = (
        "publisher",
        "source",
        "outlet",
        "publication",
        "site_name",
        "site",
        "channel",
        "newspaper",
        "domain",
    )
    url: Names = ("url", "link", "uri", "permalink", "source_url", "href")
    published: Names = (
        "published", "date", "created_at", "published_at", "publication_date", "publish_date", "date_published",
        "pub_date", "pubdate", "timestamp", "datetime", "created", "time", "dct",
    )  # fmt: skip
    id: Names = ("id", "doc_id", "article_id", "report_id", "message_id", "guid", "uuid", "_id")
    byline: Names = ("byline", "author", "authors", "by", "writer")
    language: Names = ("language", "lang", "language_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """One input file: its snapshot, its bytes, the reports in it, and what is wrong with it.

    snapshot: None when the bytes could not be taken in (unreadable, too large); data is empty then.
    faults: at least one when there are no reports. Reports can stand beside faults: the good lines of a damaged file.
    """

    snapshot: Snapshot | None
    data: bytes
    reports: tuple[Report, ...] = ()
    faults: tuple[Fault, ...] = ()


def snapshot_of(data: bytes, *, origin: str, media_type: str) -> Snapshot:
    """The record of these bytes, received now."""
    return Snapshot(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        origin=origin,
        media_type=media_type,
        received=datetime.now(UTC).isoformat(timespec="seconds"),
    )
