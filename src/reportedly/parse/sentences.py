"""Sentences of a report, by rules: paragraphs first, then every full stop is asked whether it ends something.

Every character that is not white space lies in exactly one sentence. Time grows linearly with the text: each
terminator is looked at once, with at most `_REACH` characters to either side.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reportedly.core.data import toml
from reportedly.core.spans import Span, trimmed

_REACH = 40
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = "\"'”’»›)]}"
_STOP = re.compile(
    r"(?P<mark>[.!?…؟]++)(?P<close>(?:["
    + re.escape(_CLOSERS)
    + r"]|\[\d{1,3}\])*+)(?P<late>[ \t\xa0\u202f](?:''|[”»)\]]++)(?=\s))?"
    r"|(?P<full>[。！？।]++[”』」）]*+)|(?P<bullet>(?<=\s)[•▪●◦‣⁃■►]\s)"
)
_NEXT = re.compile(r"\s*+(?P<open>[\"'“‘„«‹`(\[{<*_–—-]*+)(?P<word>[^\W_](?:[\w'’-]|\.(?=\w)){0,40})?")
_OPENERS = "\"'“‘«([`"
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){0,3}[^\W\d_]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){1,5}[^\W\d_]{1,2}")


class _Words(NamedTuple):
    """The lists of data/abbreviations.toml."""

    titles: frozenset[str]
    numbered: frozenset[str]
    names: frozenset[str]
    openers: frozenset[str]
    saying: re.Pattern[str]


@cache
def _words() -> _Words:
    table = toml("abbreviations")
    saying = "|".join(map(re.escape, table["saying"]))
    return _Words(
        titles=frozenset(table["titles"]),
        numbered=frozenset(table["numbered"]),
        names=frozenset(table["names"]),
        openers=frozenset(table["openers"]),
        saying=re.compile(rf"\s*(?:[\w.'’-]{{1,24}} ){{0,4}}(?:{saying})\b"),
    )


class _Paragraph(NamedTuple):
    """A line of the text. cased: it uses both upper and lower case, so that a capital says something."""

    text: str
    start: int
    end: int
    cased: bool


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, trimmed, in order, never overlapping; none for blank text.

    A line break always ends a sentence. A quotation and the words that attribute it stay together
    ("“Stop!” she said." is one sentence), and initials, titles, decimals and addresses never end one.

    >>> text = 'Lt. Gen. J. R. Osei arrived at 5 a.m. on Monday. "Stop!" he said.'
    >>> [s.of(text) for s in sentences(text)]
    ['Lt. Gen. J. R. Osei arrived at 5 a.m. on Monday.', '"Stop!" he said.']
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        words = line[0]
        paragraph = _Paragraph(text, line.start(), line.end(), not (words.isupper() or words.islower()))
        start = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            end = _end(paragraph, stop)
            if end is not None and not (
                stop.start() - start < 12 and text[start : stop.start()].strip(" \t\xa0()").isdigit()
            ):
                found.append(trimmed(Span(start, end), text))
                start = end
        found.append(trimmed(Span(start, paragraph.end), text))
    return tuple(s for s in found if s.start < s.end)


def _end(paragraph: _Paragraph, stop: re.Match[str]) -> int | None:
    """Where the sentence that `stop` ends is over, None when it goes on."""
    if stop["bullet"]:
        return stop.start()
    if stop["full"]:
        return stop.end()
    text, end = paragraph.text, stop.end()
    if end >= paragraph.end:
        return None
    after = _NEXT.match(text, end, min(paragraph.end, end + 2 * _REACH))
    if after is None or after.end() == end:
        return None
    spaced = text[end].isspace()
    if not spaced:
        return end if _glued(paragraph, stop, after) else None
    end += _late_quote(paragraph, end)
    if end != stop.end():
        after = _NEXT.match(text, end, min(paragraph.end, end + 2 * _REACH)) or after
    return None if _goes_on(paragraph, stop, after) else end


def _glued(paragraph: _Paragraph, stop: re.Match[str], after: re.Match[str]) -> bool:
    """Two sentences without a space between them: "…in the north.The governor…"."""
    word = after["word"] or ""
    before = paragraph.text[max(paragraph.start, stop.start() - 3) : stop.start()]
    return (
        paragraph.cased
        and len(before) == 3
        and before.isalpha()
        and before.islower()
        and word.istitle()
        and len(word) > 1
        and word.lower() in _words().openers
    )


def _late_quote(paragraph: _Paragraph, end: int) -> int:
    """Characters to add for a straight quote set apart from its sentence ('He left . " She stayed .')."""
    text = paragraph.text
    if text[end + 1 : end + 2] != '"' or not text[end + 2 : end + 3].isspace():
        return 0
    return 2 if text.count('"', max(paragraph.start, end - 2000), end) % 2 else 0


def _goes_on(paragraph: _Paragraph, stop: re.Match[str], after: re.Match[str]) -> bool:
    word, mark = after["word"] or "", stop["mark"]
    lowered = word.lower()
    if not word:
        return not after["open"]
    if paragraph.cased and word[0].islower() and not after["open"].strip("–—-"):
        return True
    if stop["close"] and mark[-1] in "!?…؟" and _words().saying.match(paragraph.text, stop.end(), stop.end() + 100):
        return True
    if mark != "." or stop["close"]:
        return False
    return _abbreviated(paragraph, stop, word, lowered)


def _abbreviated(paragraph: _Paragraph, stop: re.Match[str], word: str, lowered: str) -> bool:
    """Whether the full stop belongs to the word before it and the sentence runs on into `word`."""
    nearby = paragraph.text[max(paragraph.start, stop.start() - _REACH) : stop.start()]
    before = nearby.rsplit(None, 1)[-1].lstrip(_OPENERS) if nearby and not nearby[-1].isspace() else ""
    token = before.lower()
    if not token:
        return False
    lists = _words()
    opener = lowered in lists.openers and (word.istitle() or not paragraph.cased)
    if token in lists.numbered and word[0].isdigit():
        return True
    if token in lists.titles and token not in lists.numbered:
        return token not in lists.names or not opener
    if _INITIAL.fullmatch(before) and "." not in before:
        if len(before) == 1:
            return before.isupper() and not (opener and before != "I") and before != "I"
    elif _DOTTED.fullmatch(before):
        return not opener
    return token in lists.names and not opener and not (token in lists.numbered and not paragraph.cased)
