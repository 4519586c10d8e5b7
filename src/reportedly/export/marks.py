"""Highlights in a text: spans may nest and cross, the markup never does."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.spans import Span

BADGE_LIMIT = 9
"""Colours there are; accounts beyond share them in turn and are told apart by their numbers."""


ANCHOR = "anchor"
"""Kind of a highlight that only gives links a place to go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of a report to mark.

    account: its account's number, None for words of no account (an event's, a conflict's, a merge's).
    kind: CSS class, "said", "voice" (source and cue), "figure", "evidence" or `ANCHOR`. note: shown when pointed at.
    """

    span: Span
    kind: str
    account: int | None = None
    note: str = ""


def anchor(report_number: int, start: int, end: int) -> str:
    """The id of a stretch of a report on the page."""
    return f"r{report_number}-{start}-{end}"


def clean(text: str) -> str:
    """HTML-safe text of the same number of characters: what no page may hold becomes U+FFFD."""
    return escape("".join(character if _is_allowed(character) else "\N{REPLACEMENT CHARACTER}" for character in text))


def marked(text: str, highlights: Sequence[Highlight], report_number: int) -> str:
    """The text as HTML with every highlight marked and an anchor where each begins.

    The text is cut at every start and end, so that each piece lies wholly inside or outside of every highlight.
    """
    spans = [highlight for highlight in highlights if 0 <= highlight.span.start < highlight.span.end <= len(text)]
    cuts = sorted({0, len(text), *(edge for highlight in spans for edge in highlight.span)})
    opening: dict[int, list[Highlight]] = {}
    for highlight in sorted(spans, key=lambda h: h.span.start - h.span.end):
        opening.setdefault(highlight.span.start, []).append(highlight)
    pieces: list[str] = []
    inside: list[Highlight] = []
    for start, end in pairwise(cuts):
        inside = [highlight for highlight in inside if highlight.span.end > start] + opening.get(start, [])
        pieces += _anchors(opening.get(start, []), report_number)
        pieces.append(_piece(clean(text[start:end]), inside))
    return "".join(pieces)


def colour(account: int) -> str:
    """The CSS class of an account's colour."""
    return f"c{(account - 1) % BADGE_LIMIT + 1}"


def badge(account: int) -> str:
    """An account's number in its colour, linked to the account."""
    return f'<a class="badge {colour(account)}" href="#account-{account}" title="Account {account}">{account}</a>'


def _anchors(opening: Sequence[Highlight], report_number: int) -> list[str]:
    ids = dict.fromkeys(anchor(report_number, *highlight.span) for highlight in opening)
    places = [f'<span class="at" id="{id_}"></span>' for id_ in ids]
    numbers = dict.fromkeys(h.account for h in opening if h.kind == "said" and h.account is not None)
    return places + [badge(number) for number in numbers]


def _piece(html: str, inside: Sequence[Highlight]) -> str:
    inside = [highlight for highlight in inside if highlight.kind != ANCHOR]
    if not inside:
        return html
    kinds = dict.fromkeys(highlight.kind for highlight in inside)
    coloured = [highlight for highlight in inside if highlight.account is not None]
    classes = list(kinds)
    if coloured:
        innermost = min(coloured, key=lambda highlight: highlight.span.end - highlight.span.start)
        classes.append(colour(innermost.account or 1))
    notes = "; ".join(dict.fromkeys(highlight.note for highlight in inside if highlight.note))
    title = f' title="{clean(notes)}"' if notes else ""
    return f'<mark class="{" ".join(classes)}"{title}>{html}</mark>'


def _is_allowed(character: str) -> bool:
    code = ord(character)
    return character in "\n\t" or (0x20 <= code < 0x7F) or (code >= 0xA0 and not 0xD800 <= code < 0xE000)
