"""Lines that end in the name of whose they are: captions with a credit, and quotations signed with a dash."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute.draft import Draft
from reportedly.core.data import toml
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 420
"""Characters of the longest line that is taken for a caption or a signed quotation."""
MOST_COVERED = 0.5
"""A signed line of which others say more than this share has been told apart already."""

_LINE = re.compile(r"[^\n]+")
_WORD = r"[^\W\d_a-z][\w\u0300-\u036f.'’-]{0,30}"
_NAME = rf"(?:(?:the|The) )?{_WORD}(?:[ /&,]{{1,3}}(?:of |the |for |and |de |van |von )?{_WORD}){{0,6}}(?: et al\.?)?"
_SIGNED = re.compile(rf"(?P<content>[“\"‘'«\[A-Z][^\n]{{20,400}}?[.!?”\"’»])\s{{1,2}}[—–]\s?(?P<name>{_NAME})\s*$")


def credited_lines(text: str, found: Sequence[Draft]) -> list[Draft]:
    """A draft for every caption with a credit, and for every signed quotation that no draft in `found` covers.

    >>> [(d.source[0].of(t), d.content[0].of(t)) for t in ["A burnt bus. Photo: Petra Lind"] for d in credited_lines(t, [])]
    [('Petra Lind', 'A burnt bus.')]
    """
    return [d for d in _drafts(text) if not _covered(d.content[0], found)]


def _drafts(text: str) -> Iterator[Draft]:
    for line in _LINE.finditer(text):
        if len(line.group()) > LONGEST:
            continue
        caption = _credit().match(line.group())
        signed = None if caption else _SIGNED.match(line.group())
        match = caption or signed
        if match is None:
            continue
        name, content = (Span(*match.span(part)).moved(line.start()) for part in ("name", "content"))
        name, content = trimmed(name, text, "."), trimmed(_to_the_stop(content, text), text)
        label = Span(*match.span("label")).moved(line.start()) if caption else None
        why = f"credit “{label.of(text)}”" if label else "signed with a dash"
        yield Draft(
            source=(name,), cue=(label,) if label else (), content=(content,), quote="indirect" if label else "direct",
            p_attribution=0.8, why=(why,),
        )  # fmt: skip


def _to_the_stop(content: Span, text: str) -> Span:
    """The content with the full stop or closing mark that ends it."""
    end = content.end
    while end < len(text) and text[end] in '.;!?…”’"»)':
        end += 1
    return Span(content.start, end)


def _covered(content: Span, found: Sequence[Draft]) -> bool:
    parts = sorted(
        (max(content.start, c.start), min(content.end, c.end)) for d in found for c in d.content if c.meets(content)
    )
    held, reached = 0, content.start
    for start, end in parts:
        held += max(0, end - max(start, reached))
        reached = max(reached, end)
    return held > MOST_COVERED * (content.end - content.start)


@cache
def _credit() -> re.Pattern[str]:
    labels = "|".join(label.replace(" ", r"\s") for label in toml("credits")["labels"])
    return re.compile(
        rf"(?P<content>\S[^\n]{{1,400}}?)\s?(?:[.;!?…”’\"»)][\s(\[]{{0,2}}|\s[(\[]|\s(?=[A-Z]))"
        rf"(?P<label>(?i:{labels})(?:\s?[:;]|\s(?:by|courtesy of):?))\s?(?P<name>{_NAME}?)[).\]]*\s*$"
    )
