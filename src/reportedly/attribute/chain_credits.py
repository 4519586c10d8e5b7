"""Whose report it is: agency credit lines, datelines and forwarded posts stand between the publisher and every voice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from reportedly.core.records import Report

HEAD = 220
TAIL = 160
DATELINE = re.compile(r"\(([^()\n]{2,40})\)\s*(?:[-–—:]|$)")
ENDING = re.compile(r"(?:[-–—/]{1,2}\s*|\(|\bSource:\s*|\bCredit:\s*)([^\s()\n–—/.][^()\n–—/.]{1,30}?)\s*[).]?\s*$")


@cache
def _agencies() -> dict[str, str]:
    found = {}
    for name in lexicon.entries(toml("outlets_words")["credits"]["agencies"]):
        known = lexicon.outlet_called(name)
        found[name] = known.name if known is not None else name
    return found


def _agency(words: str) -> str | None:
    words = " ".join(words.replace("\u00a0", " ").split()).strip(" .,-–—")
    known = lexicon.outlet_called(words)
    if known is not None and known.agency:
        return known.name
    return _agencies().get(words)


def credited(report: Report) -> tuple[str, Span | None] | None:
    """The agency whose report this is, and the words of the text that say so; None when it is the publisher's own.

    Looked up in the dateline, the byline, the first 220 and the last 160 characters.
    """
    mine = report.publisher and lexicon.bare(report.publisher)

    def other(name: str | None) -> str | None:
        return name if name is not None and lexicon.bare(name) != mine else None

    for match in DATELINE.finditer(report.text[:HEAD]):
        name = other(_agency(match.group(1)))
        if name is not None:
            return name, Span(*match.span(1))
    dateline = report.dateline or ""
    for words in (*re.findall(r"\(([^()\n]{2,40})\)", dateline), *re.split(r"[,–—-]", dateline)):
        name = other(_agency(words))
        if name is not None:
            return name, None
    for part in re.split(r"[,;/|]|\band\b", report.byline or ""):
        name = other(_agency(part.strip().removeprefix("By ").removeprefix("by ")))
        if name is not None:
            return name, None
    tail = max(0, len(report.text.rstrip()) - TAIL)
    ending = ENDING.search(report.text.rstrip(), tail)
    if ending is not None and (name := other(_agency(ending.group(1)))) is not None:
        return name, Span(*ending.span(1))
    return None
