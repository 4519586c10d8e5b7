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
_MANY_LINES = 2_000
_ENDS = 500
_MAY_BE_PROSE = ("follow", "subscribe", "ads", "cookies", "comments", "rights")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """Lines of one class: a pattern for the whole line, and words one of which it must hold (none: no such words)."""

    gives: LineClass
    pattern: re.Pattern[str]
    hints: tuple[str, ...] = ()

    def fits(self, words: str, lowered: str) -> bool:
        """Whether the line is of this class."""
        return (not self.hints or any(hint in lowered for hint in self.hints)) and self.pattern.fullmatch(
            words
        ) is not None


def line_classes(lines: list[str]) -> list[LineClass]:
    """What becomes of each line; "edge" and "top caption" hold only outside the article's paragraphs.

    In a page of more than 2,000 lines only the first and the last five hundred are looked at; the others are text.
    """
    if len(lines) <= _MANY_LINES:
        return [line_class(line) for line in lines]
    middle: list[LineClass] = ["text"] * (len(lines) - 2 * _ENDS)
    return [*map(line_class, lines[:_ENDS]), *middle, *map(line_class, lines[-_ENDS:])]


def line_class(line: str) -> LineClass:
    """What becomes of one line.

    No line longer than 600 characters is furniture, and a line that reads as a sentence only where it is a notice, a caption
    or an announcement of mirrors.

    >>> line_class("SHARE THIS ARTICLE"), line_class("The council will share this view on Monday, its speaker said.")
    ('removed', 'text')
    """
    if len(line) > _LONGEST:
        return "text"
    words = plain(line)
    lowered = words.lower()
    notices, fragments = _rules()
    rules = notices if is_prose(line) else (*notices, *fragments)
    return next((rule.gives for rule in rules if rule.fits(words, lowered)), "text")


@cache
def _rules() -> tuple[tuple[_Rule, ...], tuple[_Rule, ...]]:
    """Rules for all lines, and those for lines that are no prose."""
    table = data.toml("furniture")
    anywhere: dict[str, list[str]] = table["anywhere"]
    hints = {name: tuple(words) for name, words in table["hints"].items()}
    notices = _any(*(anywhere[group] for group in _MAY_BE_PROSE))
    fragments = _any(*(patterns for group, patterns in anywhere.items() if group not in _MAY_BE_PROSE))
    return (
        _Rule(gives="mirrors", pattern=_any(table["mirrors"]["heads"]), hints=hints["mirrors"]),
        _Rule(gives="caption", pattern=_any(table["captions"]["always"]), hints=hints["captions"]),
        _Rule(gives="removed", pattern=notices, hints=hints["notices"]),
        _Rule(gives="top caption", pattern=_any(table["captions"]["top"]), hints=hints["top_captions"]),
    ), (
        _Rule(gives="list", pattern=_any(table["lists"]["heads"])),
        _Rule(gives="removed", pattern=fragments),
        _Rule(gives="edge", pattern=_any(*table["edges"].values())),
    )


def _any(*groups: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for group in groups for pattern in group), re.IGNORECASE)
