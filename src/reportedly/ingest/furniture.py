"""Which lines of a page are furniture: share bars, captions, lists of links, notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from reportedly.core import data
from reportedly.ingest.lines import is_prose, plain

LineClass: TypeAlias = Literal["removed", "edge", "list", "caption", "top caption", "mirrors", "text"]

_LONGEST = 600
_MAY_BE_PROSE = ("follow", "subscribe", "ads", "cookies", "comments", "rights")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    notices: re.Pattern[str]
    fragments: re.Pattern[str]
    edges: re.Pattern[str]
    lists: re.Pattern[str]
    captions: re.Pattern[str]
    top_captions: re.Pattern[str]
    mirrors: re.Pattern[str]


def line_class(line: str) -> LineClass:
    """What becomes of a line; "edge" and "top caption" hold only outside the article's paragraphs.

    No line longer than 600 characters is furniture, and a line that reads as a sentence only where the pattern is a notice,
    a caption or a list of mirrors.
    """
    if len(line) > _LONGEST:
        return "text"
    patterns, words = _patterns(), plain(line)
    if patterns.mirrors.fullmatch(words):
        return "mirrors"
    if patterns.captions.fullmatch(words):
        return "caption"
    if patterns.notices.fullmatch(words):
        return "removed"
    if patterns.top_captions.fullmatch(words):
        return "top caption"
    if is_prose(line):
        return "text"
    if patterns.lists.fullmatch(words):
        return "list"
    if patterns.fragments.fullmatch(words):
        return "removed"
    return "edge" if patterns.edges.fullmatch(words) else "text"


@cache
def _patterns() -> _Patterns:
    table = data.toml("furniture")
    anywhere: dict[str, list[str]] = table["anywhere"]
    return _Patterns(
        notices=_any(*(anywhere[group] for group in _MAY_BE_PROSE)),
        fragments=_any(*(patterns for group, patterns in anywhere.items() if group not in _MAY_BE_PROSE)),
        edges=_any(*table["edges"].values()),
        lists=_any(table["lists"]["heads"]),
        captions=_any(table["captions"]["always"]),
        top_captions=_any(table["captions"]["top"]),
        mirrors=_any(table["mirrors"]["heads"]),
    )


def _any(*groups: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for group in groups for pattern in group), re.IGNORECASE)
