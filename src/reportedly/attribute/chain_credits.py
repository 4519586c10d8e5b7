"""Whose report it is: agency credit lines, datelines and forwarded posts stand between the publisher and every voice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import phrase
from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from reportedly.core.records import Report

HEAD = 260
TAIL = 160
OPENING_LINES = 3
"""Lines at the top that may say whose report this is."""
DATELINE = re.compile(r"\(([^()\n]{2,40})\)\s*(?:\.?[-–—:]|$)", re.MULTILINE)
ENDING = re.compile(r"(?:[-–—/]{1,2}\s*|\(|\bSource:\s*|\bCredit:\s*)([^\s()\n–—/.][^()\n–—/.]{1,30}?)\s*[).]?\s*$")
_NAME = r"(?P<name>[A-ZÀ-Þ][\w.&'’-]{0,24}(?: (?:of |de |del |du |da |do |la |le )?[A-ZÀ-Þ\d][\w.&'’-]{0,24}){0,4}(?: (?:news )?agency)?)"
FORWARDED = re.compile(
    rf"^\W{{0,6}}(?:forwarded|reposted|re-?posted|shared|repost|forward|copied|relayed)(?: message)?(?: (?:from|by|via))?:? (?:the channel )?@?{_NAME}\W{{0,4}}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line at the top of a post: "Forwarded from Ridge Watch"."""
SLASHES = re.compile(rf"/(?:Corr\.? of |By )?(?:the )?{_NAME}/")
"""An agency between slashes: "OSMUND BAY, May 3. /GULL/"."""
PLACE_AND_AGENCY = re.compile(rf"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,40}}(?:, [\w .]{{3,20}})? ?[-–—|/] ?(?:the )?{_NAME}$")
"""A first line of its own: "OSMUND BAY – Gull News Agency"."""
DATED = re.compile(rf"^[A-ZÀ-Þ][\w'’. -]{{1,30}},? .{{0,24}}\d.{{0,12}} \({_NAME}\)\s?\.?\s?[-–—:]")
"""A dateline with a date; what stands in brackets behind it is an agency even when it has one word: "Tolm, 3 May (Gull).-"."""
CLOSING = re.compile(
    rf"^(?:\((?:(?:with|from|by|source|credit)s?:? )?(?:the )?{_NAME}\)|/{_NAME.replace('name', 'slashed')}/|(?:source|credit|agency|via|text)s?: (?:the )?{_NAME.replace('name', 'told')})\W{{0,3}}$",
    re.IGNORECASE,
)
"""A last line of its own: "(Gull Agency)", "/Gull/", "Source: Gull Agency"."""
NO_AGENCY = frozenset({"end", "ends", "more", "reuse", "updated", "file", "archive", "photo", "translation", "editorial"})


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
    mine = set(lexicon.bare(report.publisher or "").split())

    def other(name: str | None) -> str | None:
        return name if name is not None and not set(lexicon.bare(name).split()) <= mine else None

    for match in DATELINE.finditer(report.text[:HEAD]):
        name = other(_agency(match.group(1)))
        if name is not None:
            return name, Span(*match.span(1))
    dateline = report.dateline or ""
    for words in (*re.findall(r"\(([^()\n]{2,40})\)", dateline), *re.split(r"[,–—-]", dateline)):
        name = other(_agency(words))
        if name is not None:
            return name, None
    for unlisted in (_in_brackets(report), _opening(report.text), _closing(report.text)):
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


def forwarded(text: str) -> tuple[str, Span] | None:
    """Whom a post says at its top that it was forwarded from, and the words.

    >>> forwarded("Forwarded from Ridge Watch\\n\\nThe bridge is down.")[0]
    'Ridge Watch'
    """
    match = FORWARDED.search(text, 0, _line_end(text, OPENING_LINES))
    return (match["name"], Span(*match.span("name"))) if match else None


def _opening(text: str) -> tuple[str, Span] | None:
    """An agency that no table lists, by the form of the lines the report opens with."""
    at = 0
    for line in text[: _line_end(text, OPENING_LINES)].splitlines(keepends=True):
        bare = line.strip()
        inset = at + line.find(bare)
        for form in (PLACE_AND_AGENCY, DATED):
            match = form.match(bare[:160])
            if match and (form is DATED or _reports(match["name"])):
                return _bare(match["name"]), Span(*match.span("name")).moved(inset)
        match = SLASHES.search(bare[:160])
        if match and match["name"].lower() not in NO_AGENCY:
            return _bare(match["name"]), Span(*match.span("name")).moved(inset)
        at += len(line)
    return None


def _closing(text: str) -> tuple[str, Span] | None:
    """An agency that no table lists, alone on the last line."""
    whole = text.rstrip()
    start = whole.rfind("\n") + 1
    match = CLOSING.match(whole[start:]) if start and len(whole) - start < TAIL else None
    if match is None:
        return None
    group = next(g for g in ("name", "slashed", "told") if match[g])
    name = match[group]
    return None if name.lower() in NO_AGENCY else (_bare(name), Span(*match.span(group)).moved(start))


def _line_end(text: str, lines: int) -> int:
    """Where the first so many lines with words end, at most HEAD characters on."""
    ends = [m.end() for m in re.finditer(r"[^\n]*\S[^\n]*", text[: 4 * HEAD])]
    return min(ends[min(lines, len(ends)) - 1], 4 * HEAD) if ends else 0


def _bare(name: str) -> str:
    return name.removesuffix(" agency").strip()


def _reports(name: str) -> bool:
    """Whether a name by its form is one of an outlet."""
    return lexicon.outlet_called(name) is not None or phrase(name).kind in {"outlet", "channel"} or name.endswith("agency")


def _in_brackets(report: Report) -> tuple[str, Span] | None:
    """An agency that no table lists, by its place in the dateline."""
    match = IN_BRACKETS.search(report.dateline or "")
    at = report.text.find(match.group(), 0, HEAD) if match else -1
    if match is None or at < 0:
        return None
    return match["name"], Span(*match.span("name")).moved(at - match.start())
