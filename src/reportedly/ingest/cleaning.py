"""Lines of a page to article and what stood around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.ingest.dates import date_in
from reportedly.ingest.furniture import LineClass, line_classes
from reportedly.ingest.lines import is_prose
from reportedly.ingest.publishers import domains_in

_CRUMB = re.compile(r"[^/>»›|]{2,40}(?:\s{0,8}[/>»›|]\s{0,8}[^/>»›|]{2,40}){1,5}")
_CRUMB_SPLIT = re.compile(r"[/>»›|]")
_BYLINE = re.compile(
    r"(?:by:?|written by:?|reported by:?|story by:?|author:)\s{1,3}(?P<names>[^\W\d_][^\d!?|:]{2,90}?)"
    r"(?P<when>\s{0,3}[|,–—-]?\s{0,3}(?:(?:last )?updated|posted|published)\b.{0,90})?",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?P<owner>.{2,40}?)(?:[’']s|s[’'])?\s{1,2}(?:official\s)?(?:web ?site|site|page|portal|channel)\b", re.IGNORECASE
)
_OWN_WORDS = frozenset({
    "statement", "statements", "press release", "press releases", "news release", "news releases", "media release", "media releases",
    "press statement", "press statements", "press office", "press room", "newsroom", "media centre", "media center", "press", "updates",
    "our updates", "situation reports",
})  # fmt: skip
_SHARE_BAR = re.compile(r"share\b", re.IGNORECASE)
_PARAGRAPH_WORDS = 20
_LONGEST_LIST = 15
_ADDRESS_WORDS = 6
_TITLE_LENGTH = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """An article taken out of a page. paragraphs: in order. owner: the publisher a mirror notice names."""

    paragraphs: tuple[str, ...]
    title: str | None = None
    section: str | None = None
    byline: str | None = None
    published: str | None = None
    owner: str | None = None
    captions: tuple[str, ...] = ()
    mirrors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the walk over the lines has met so far."""

    title: str | None = None
    section: str | None = None
    byline: str | None = None
    published: str | None = None
    owner: str | None = None


def cleaned(lines: list[str], *, title: str | None = None, keep_all: bool = False) -> Cleaned:
    """The article in `lines`, one paragraph a line, empty lines free.

    Only lines that are furniture by their words go, and edge furniture only above the first and below the last paragraph of
    prose.

    Args:
        lines: as `page_lines` gives them.
        title: the headline when it is known; a line that repeats it is removed.
        keep_all: whether everything stays when nothing else would, as for a text of one line that looks like furniture.
    """
    rows = [line for line in lines if line]
    classes = line_classes(rows)
    prose = [i for i, row in enumerate(rows) if classes[i] == "text" and is_prose(row)]
    prose = prose[: _before_closing_bar(rows, classes, prose)]
    first, last = (prose[0], prose[-1]) if prose else (len(rows), len(rows))
    found = _Found(title=title)
    head = _head(rows, classes, first, found)
    mirrors, announced = _mirrors(rows, classes, found)
    listed = _listed(rows, classes, first)
    body = _body(rows, classes, range(first, last + 1), announced | listed, found)
    captions = [
        row
        for i, (row, kind) in enumerate(zip(rows, classes, strict=True))
        if kind == "caption" or (kind == "top caption" and i < first)
    ]
    kept = [*head, *body]
    if keep_all and not kept:
        kept, captions = rows, []
    return Cleaned(
        paragraphs=tuple(kept),
        title=found.title,
        section=found.section,
        byline=found.byline,
        published=found.published,
        owner=found.owner,
        captions=tuple(dict.fromkeys(captions)),
        mirrors=tuple(dict.fromkeys(mirrors)),
    )


def _before_closing_bar(rows: list[str], classes: list[LineClass], prose: list[int]) -> int:
    """How many lines of prose stand above the share bar that closes the article; all of them when none does.

    A bar closes it when more prose stands above it than below and no line below is long enough for a paragraph.
    """
    for above, below in enumerate(prose[1:], start=1):
        bar = any(
            classes[i] == "removed" and _SHARE_BAR.match(rows[i]) for i in range(prose[above - 1] + 1, prose[above])
        )
        left = prose[above:]
        if bar and len(left) < above and all(rows[i].count(" ") < _PARAGRAPH_WORDS for i in left):
            return prose.index(below)
    return len(prose)


def _head(rows: list[str], classes: list[LineClass], first: int, found: _Found) -> list[str]:
    """Lines above the first paragraph: title, section, byline and date are taken out, the deck stays."""
    open_rows = []
    for row, kind in zip(rows[:first], classes[:first], strict=True):
        if kind == "edge":
            found.published = found.published or date_in(row)
        elif kind == "text" and not _noted(row, found):
            open_rows.append(row)
    if found.title is not None:
        return [row for row in open_rows if not _same(row, found.title)]
    if not open_rows or (first == len(rows) and len(open_rows) == 1):
        return open_rows
    longest_short = next((i for i, row in enumerate(open_rows) if row.count(" ") >= 3), 0)
    title = open_rows[longest_short]
    if len(title) > _TITLE_LENGTH or title.endswith((".", ";", ":")) or (first == len(rows) and is_prose(title)):
        return open_rows
    found.title = open_rows[longest_short]
    for row in open_rows[:longest_short]:
        found.section = found.section or row
    return open_rows[longest_short + 1 :]


def _noted(row: str, found: _Found) -> bool:
    """Whether a line of the head is a breadcrumb, a byline or a date, which is then kept in its place."""
    if len(row) > _TITLE_LENGTH:
        return False
    byline = _BYLINE.fullmatch(row)
    if byline and len(byline.group("names").split()) <= 12 and not row.endswith("."):
        found.published = found.published or date_in(byline.group("when") or "")
        found.byline = found.byline or byline.group("names").strip(" ,|-–—")
        return True
    if _is_row_of_links(row):
        if "|" not in row:
            crumbs = [crumb.strip() for crumb in _CRUMB_SPLIT.split(row)]
            found.section = found.section or crumbs[-1]
            found.owner = found.owner or (_body_of(crumbs) if crumbs[-1].casefold() in _OWN_WORDS else None)
        return True
    date = date_in(row) if len(row.split()) <= 9 and not is_prose(row) else None
    found.published = found.published or date
    return date is not None


def _body_of(crumbs: list[str]) -> str | None:
    """The body whose own statements a breadcrumb leads to: its first part of two words or more."""
    return next((crumb for crumb in crumbs[:-1] if " " in crumb and crumb.casefold() not in _OWN_WORDS), None)


def _is_row_of_links(row: str) -> bool:
    return _CRUMB.fullmatch(row) is not None and all(len(part.split()) <= 4 for part in _CRUMB_SPLIT.split(row))


def _mirrors(rows: list[str], classes: list[LineClass], found: _Found) -> tuple[list[str], set[int]]:
    """The alternate addresses a page announces, and the lines that do; notes whose they are."""
    mirrors: list[str] = []
    lines: set[int] = set()
    for i, (row, kind) in enumerate(zip(rows, classes, strict=True)):
        if kind == "mirrors":
            owner = _OWNER.match(row)
            found.owner = found.owner or (owner.group("owner").strip() if owner else None)
        elif i - 1 not in lines or len(row.split()) > _ADDRESS_WORDS or not domains_in(row):
            continue
        mirrors += domains_in(row)
        lines.add(i)
    return mirrors, lines


def _listed(rows: list[str], classes: list[LineClass], first: int) -> set[int]:
    """The lines of lists of links: each heading, and the short lines under it."""
    lines: set[int] = set()
    left = 0
    for i, (row, kind) in enumerate(zip(rows, classes, strict=True)):
        if kind == "list":
            left = _LONGEST_LIST
        elif left and kind != "caption" and i != first and not is_prose(row):
            left -= 1
        else:
            left = 0
            continue
        lines.add(i)
    return lines


def _body(rows: list[str], classes: list[LineClass], prose: range, taken: set[int], found: _Found) -> list[str]:
    """The lines of the article from its first paragraph on; under the last one, up to the first furniture."""
    kept = [
        rows[i]
        for i in prose
        if i < len(rows)
        and classes[i] not in {"removed", "caption"}
        and i not in taken
        and not _repeats(rows[i], found)
    ]
    for i in range(prose.stop, len(rows)):
        if classes[i] == "edge":
            found.published = found.published or date_in(rows[i])
        if classes[i] in {"edge", "removed"} or i in taken:
            break
        if classes[i] != "caption" and not _is_row_of_links(rows[i]) and not _repeats(rows[i], found):
            kept.append(rows[i])
    return kept


def _repeats(row: str, found: _Found) -> bool:
    return found.title is not None and _same(row, found.title)


def _same(row: str, title: str) -> bool:
    return re.sub(r"\W", "", row).casefold() == re.sub(r"\W", "", title).casefold()
