"""Speaker labels: “OLSEN: I was there.” in transcripts and interviews, a form of its own that no verb announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.draft import Draft
from reportedly.attribute.quotes import paragraphs
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_TURNS = 3
"""Labelled paragraphs that make a text a transcript; one or two may be headings ("UPDATE: …", "Correction: …")."""

_NAME = r"[A-Z][\w.'’-]{0,20}"
_LABEL = re.compile(
    rf"[\"“‘]?(?P<who>{_NAME}(?:[ \u00a0]{_NAME}){{0,4}})(?:[ \u00a0]\([^()\n]{{1,40}}\))?[ \u00a0]?(?P<cue>:)[ \u00a0]+(?=\S)"
)


def turns(text: str, found: Sequence[Draft]) -> list[Draft]:
    r"""A draft for every labelled paragraph of a transcript that no draft in `found` has read already.

    A text is a transcript when at least two speakers share MIN_TURNS labelled paragraphs or more.

    >>> talk = "OLSEN: The lamp was out.\n\nRUIZ: Since when?\n\nOLSEN: Since the storm."
    >>> [d.source[0].of(talk) for d in turns(talk, [])]
    ['OLSEN', 'RUIZ', 'OLSEN']
    """
    labelled = [(line, m) for line in paragraphs(text) if (m := _LABEL.match(text, line.start, line.end))]
    speakers = [m["who"] for _, m in labelled]
    if len(labelled) < MIN_TURNS or not 2 <= len(set(speakers)) < len(speakers):
        return []
    return [_turn(text, line, m) for line, m in labelled if not any(_reads(d, m.start("cue")) for d in found)]


def _reads(draft: Draft, label_end: int) -> bool:
    return any(cue.start <= label_end < cue.end for cue in draft.cue)


def _turn(text: str, line: Span, label: re.Match[str]) -> Draft:
    return Draft(
        source=(Span(*label.span("who")),),
        cue=(Span(*label.span("cue")),),
        content=(trimmed(Span(label.end(), line.end), text),),
        quote="direct",
        p_attribution=0.9,
        why=("speaker label of a transcript",),
    )
