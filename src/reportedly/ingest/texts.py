"""Texts and pasted pages to reports."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.records import Report, Skip, Snapshot
from reportedly.ingest.cleaning import cleaned
from reportedly.ingest.datelines import dateline_of
from reportedly.ingest.dates import iso_date
from reportedly.ingest.lines import page_lines, unwrapped
from reportedly.ingest.publishers import Publishers

if TYPE_CHECKING:
    from reportedly.ingest.cleaning import Cleaned

STAGE = "ingest"


def report_from_text(  # noqa: PLR0913  a report has that many facts about it
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    language: str | None = None,
    publishers: Publishers | None = None,
    **more: str | None,
) -> Report:
    """A report whose text is exactly `text`: offsets into it stay valid.

    Only what no store can hold is replaced, one character for one: NUL and unpaired surrogates become U+FFFD, and a
    `Skip` says so.

    Args:
        text: kept unchanged.
        title: its headline.
        publisher: any name or address of it; becomes the canonical name.
        published: a date in any usual form; None or unreadable gives None.
        url: where it was published.
        byline: who wrote it.
        language: ISO 639-1 code.
        publishers: the table of publishers; None is the shipped one.
        more: other fields of `Report` (id, section, forwarded_from, dateline, snapshot_sha256).
    """
    whole, skipped = storable(text)
    table = publishers or Publishers.default()
    sha256 = hashlib.sha256(whole.encode("utf-8")).hexdigest()
    return Report(
        id=more.get("id") or content_id("r", more.get("snapshot_sha256") or sha256, 0),
        text=whole,
        publisher=table.canonical(name=publisher, url=url),
        title=title,
        url=url,
        published=iso_date(published) if published else None,
        byline=byline,
        dateline=more.get("dateline") or dateline_of(whole),
        section=more.get("section"),
        language=language,
        forwarded_from=more.get("forwarded_from"),
        snapshot_sha256=more.get("snapshot_sha256"),
        skipped=skipped,
    )


def pasted_report(text: str, snapshot: Snapshot, publishers: Publishers) -> Report:
    """The article in a page that was pasted or saved as plain text."""
    page = cleaned(unwrapped(page_lines(text)), keep_all=True)
    return page_report(page, snapshot, publishers)


def page_report(page: Cleaned, snapshot: Snapshot, publishers: Publishers) -> Report:
    """The report of a cleaned page; a mirror notice tells the publisher where nothing else does."""
    text, skipped = storable("\n\n".join(page.paragraphs))
    return Report(
        id=content_id("r", snapshot.sha256, 0),
        text=text,
        publisher=publishers.canonical(name=page.owner) or _of_mirrors(page.mirrors, publishers),
        title=page.title,
        published=page.published,
        byline=page.byline,
        dateline=dateline_of(text),
        section=page.section,
        captions=page.captions,
        mirrors=page.mirrors,
        snapshot_sha256=snapshot.sha256,
        skipped=skipped,
    )


def storable(text: str) -> tuple[str, tuple[Skip, ...]]:
    """`text` with NUL and unpaired surrogates replaced one for one by U+FFFD, and a note when there were any."""
    if "\0" not in text and text.isascii():
        return text, ()
    clean = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text) if _is_odd(text) else text
    if clean == text:
        return text, ()
    return clean, (Skip(stage=STAGE, reason="characters that are no text (NUL, unpaired surrogate) read as \ufffd"),)


def _is_odd(text: str) -> bool:
    if "\0" in text:
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _of_mirrors(mirrors: tuple[str, ...], publishers: Publishers) -> str | None:
    known = (publishers.at(mirror) for mirror in mirrors)
    return next((publisher.name for publisher in known if publisher is not None), None)


def with_skips(report: Report, *skips: Skip) -> Report:
    """The report with these notes added."""
    return replace(report, skipped=(*report.skipped, *skips))
