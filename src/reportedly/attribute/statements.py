"""Statements printed below the words that introduce them, without quotation marks, as press offices send them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.draft import Draft
from reportedly.attribute.quotes import paragraphs
from reportedly.attribute.source_phrase import phrase
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

INTRODUCTION = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<aside>(?:Speaking|Commenting|Responding|Reacting|Writing|Asked|Following|After|In|On|At|During)\b[^\n:“”\".]{2,100}?,\s)?"
    r"(?P<who>[A-Z][^\n:“”\".]{2,120}?(?:[A-Z]\.[^\n:“”\".]{0,60}?){0,2})\s"
    r"(?P<cue>(?:has\s|have\s|today\s|also\s){0,2}(?:said|says|stated|commented|wrote|added|continued|issued|made)\b[^\n:“”\"]{0,80}:)[ \t]*$",
    re.MULTILINE,
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
OVER = re.compile(
    r"(?:notes?\s+(?:to|for)\s+editors|background|ends?\b|#{2,}|\*{3}|-{3,}|further\s+information|more\s+information|about\s|contacts?\b|read\s+more|media\s+enquiries|related|[“\"‘«])",
    re.IGNORECASE,
)
"""How a paragraph begins behind the end of a statement."""
ENDED = re.compile(r"[.!?…:;][\"”’)\]]*$")
"""How a paragraph of running text ends; headings do not."""
LONGEST = 40
"""Paragraphs of the longest statement that is read."""


def stated(text: str, found: Sequence[Draft]) -> list[Draft]:
    r"""A draft for every statement below its introduction that no draft in `found` has read.

    A statement's first paragraph is the one below the introduction; it goes on to the last one in the first person, unless the
    report speaks of its speaker before.

    >>> text = "Governor Ana Brecht said:\n\nI welcome the deal.\n\nWe will keep it.\n\nThe deal was signed in May."
    >>> [part.of(text) for part in stated(text, [])[0].content]
    ['I welcome the deal.', 'We will keep it.']
    """
    lines = [line for line in paragraphs(text) if text[line.start : line.end].strip()]
    drafts = []
    for at, line in enumerate(lines):
        said = (
            INTRODUCTION.search(text, line.start, line.end)
            if text[line.end - 1 : line.end].strip() in {":", ""}
            else None
        )
        if said is None or phrase(said["who"]).kind not in {"person", "organisation", "people"}:
            continue
        content = tuple(trimmed(line, text) for line in _below(text, lines[at + 1 : at + 1 + LONGEST], said["who"]))
        taken = any(
            part.meets(first)
            for d in found
            for part in d.content
            for first in content[:1]
            if not d.source and not d.cue
        )
        if content and not taken:
            drafts.append(
                Draft(
                    source=(Span(*said.span("who")),), cue=(trimmed(Span(*said.span("cue")), text, ":"),), content=content,
                    quote="direct", p_attribution=0.85, why=(f"a statement below “{said['cue']}”",),
                )
            )  # fmt: skip
    return drafts


def _below(text: str, lines: Sequence[Span], who: str) -> Sequence[Span]:
    """The paragraphs of a statement among those below its introduction."""
    surname = (phrase(who).name or who).split()[-1]
    returns = re.compile(
        rf"(?:[A-Z][\w.’'-]* ){{0,4}}{re.escape(surname)}\b|(?:He|She|They) (?:\w+ )?(?:said|added|told|also)\b"
    )
    last = 0
    for k, line in enumerate(lines):
        words = text[line.start : line.end].strip()
        if OVER.match(words) or returns.match(words) or INTRODUCTION.search(words) or not ENDED.search(words):
            break
        if k == 0 or FIRST_PERSON.search(words):
            last = k + 1
    return lines[:last]
