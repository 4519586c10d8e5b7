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


IN_BRACKETS = re.compile(r"\((?P<name>[A-Z][\w.&'’-]{0,20}(?: [A-Z][\w.&'’-]{0,20}){1,3}|[A-Z]{2,6})\)")
"""An agency that no table lists: in a dateline, brackets hold whose report it is ("OSMUND BAY (Gull Wire) -")."""


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
    unlisted = _in_brackets(report)
    if unlisted is not None and other(unlisted[0]) is not None:
        return unlisted
    for part in re.split(r"[,;/|]|\band\b", report.byline or ""):
        name = other(_agency(part.strip().removeprefix("By ").removeprefix("by ")))
        if name is not None:
            return name, None
    tail = max(0, len(report.text.rstrip()) - TAIL)
    ending = ENDING.search(report.text.rstrip(), tail)
    if ending is not None and (name := other(_agency(ending.group(1)))) is not None:
        return name, Span(*ending.span(1))
    return None


def _in_brackets(report: Report) -> tuple[str, Span] | None:
    """An agency that no table lists, by its place in the dateline."""
    match = IN_BRACKETS.search(report.dateline or "")
    at = report.text.find(match.group(), 0, HEAD) if match else -1
    if match is None or at < 0:
        return None
    return match["name"], Span(*match.span("name")).moved(at - match.start())
