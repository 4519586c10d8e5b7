"""Hostile and broken pages told apart before a parser sees them."""

from __future__ import annotations

import re

MAX_DEPTH = 1000
"""Elements inside elements; the deepest real pages stay below 100, and a parser drops what lies deeper than 256."""

MAX_TAGS = 75_000
"""Start tags in one page; long live blogs have about 20,000."""

_TAG = re.compile(
    r"<(/?)(div|span|section|article|main|ul|ol|table|tbody|tr|td|blockquote|font|center|dl|fieldset|form|aside|header|footer|nav|figure|b|i|em|strong|small|a)\b",
    re.IGNORECASE,
)
_LONG_VALUE = re.compile(r"=(\"[^\"]{4000,}\"|'[^']{4000,}')")
_UNCLOSED_VALUE = re.compile(r"<[a-zA-Z][^<>]{100000,}")
_COMMENT_END = re.compile("-->")
_INERT_START = re.compile(r"<(?:(script|style|svg|noscript|template)\b|!--)", re.IGNORECASE)


def without_inert(page: str) -> str:
    """The page without scripts, styles, drawings and comments, and without attribute values that are data."""
    if "\0" in page:
        page = page.replace("\0", "")
    pieces, position = [], 0
    while (opening := _INERT_START.search(page, position)) is not None:
        name = opening.group(1)
        closing = _closing(page, name, opening.end())
        pieces.append(page[position : opening.start()])
        if closing < 0:
            position = len(page)
            break
        position = closing
    pieces.append(page[position:])
    return _UNCLOSED_VALUE.sub("<span", _LONG_VALUE.sub('=""', "".join(pieces)))


def _closing(page: str, name: str | None, start: int) -> int:
    """Where the comment (None) or element that was opened before `start` is over; -1 when it never is."""
    match = (_COMMENT_END if name is None else re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE)).search(page, start)
    return match.end() if match else -1


def too_many_tags(page: str) -> str | None:
    """Words for a page with more tags than any real one; None otherwise."""
    return f"more than {MAX_TAGS} elements" if page.count("<") > 2 * MAX_TAGS else None


def bomb_in(page: str) -> str | None:
    """What makes this page impossible to read, in words; None for every page a browser shows."""
    depth = deepest = 0
    for match in _TAG.finditer(page):
        depth = max(depth - 1, 0) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            return f"elements nested more than {MAX_DEPTH} deep"
    return None
