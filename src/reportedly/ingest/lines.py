"""Lines of a page: one paragraph a line, plain spaces, and whether a line is prose."""

from __future__ import annotations

import re
from itertools import pairwise

_SPACES = re.compile("[\t\x0b\x0c\x1f\x1c-\x1e\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")
_PROSE_END = re.compile(r"""[.!?…:;,]["'”’»)\]]{0,3}$""")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
_FULL_LINE = 100


def page_lines(text: str) -> list[str]:
    r"""The lines of a page with line ends, odd spaces and invisible marks made plain; white space at the ends is cut.

    >>> page_lines("Home\xa0/ News\r\n\u200bText.  ")
    ['Home / News', 'Text.']
    """
    text = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    return [line.strip() for line in _NO_WIDTH.sub("", text).split("\n")]


def unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs that were broken at a fixed width joined again; all other lines as they are.

    A text counts as wrapped when no line is longer than 100 characters and, at nearly all line ends inside a paragraph, the
    next word would not have fitted. Lines broken on purpose (headings, addresses) do not pass that test.
    """
    width = max(map(len, lines), default=0)
    inner = [(a, b) for a, b in pairwise(lines) if a and b]
    if not 40 <= width <= _FULL_LINE or len(inner) < 3:
        return lines
    if sum(_overflows(a, b, width) for a, b in inner) < 0.8 * len(inner):
        return lines
    joined: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if before and line and _overflows(before, line, width):
            joined[-1] += ("" if before.endswith("-") else " ") + line
        else:
            joined.append(line)
    return joined


def _overflows(line: str, following: str, width: int) -> bool:
    return len(line) + len(following.split(" ", 1)[0]) >= width - 6


def is_prose(line: str) -> bool:
    """Whether a line reads as a sentence or more: eight words and a stop at the end, or far too long for anything else.

    >>> is_prose("The council met on Monday to hear what had happened."), is_prose("Council hears of flood")
    (True, False)
    """
    words = line.count(" ") + 1
    return (words >= 8 and _PROSE_END.search(line) is not None) or words >= 35


def plain(line: str) -> str:
    """A line for matching: typographic quotes and hyphens as plain ones, runs of space as one."""
    return " ".join(line.translate(_PLAIN).split())
