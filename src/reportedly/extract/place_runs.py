"""Runs of capitalised words: where a name may stand, in ordinary text and in text all in capitals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.core.spans import Span
from reportedly.extract.place_words import kinds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚḌḨḤḪṢṬẔẒʿ"
_UPPER_ONE = rf"[{_UPPER}]"
_LETTERS = r"[^\W\d_]"
_ENGLISH_TAIL = r"(?:[a-z]{2,12}ed|led|born|run|made|held|built|wide|style|era|bound|area|born|only|like|free|based|wing|speaking|turned|trained)\b"
_CAPITALISED = re.compile(
    rf"(?<![\w@#/])(?:(?:[{_UPPER}]\.){{2,4}}|{_UPPER_ONE}\.(?:{_UPPER_ONE}[a-z]{{1,3}}\.)"
    rf"|(?:(?:al|el|ul|ad|at|ar|as|ash|an|az|ed|er|es|ez|en)[-‑]|(?:al|el) )?ʿ?{_UPPER_ONE}{_LETTERS}{{0,30}}"
    rf"(?:(?:['’ʿʾ`ʼ‘](?![sS]\b)|[-‑](?!{_ENGLISH_TAIL})){_LETTERS}{{1,30}}){{0,4}})"
)
_UPPER_ASCII = re.compile(r"[A-Z]")
_LOWER_ASCII = re.compile(r"[a-z]")
WORD = re.compile(r"(?:[^\W\d_]\.){2,4}|[^\W_]{1,40}(?:['’ʿ.-][^\W_]{1,40}){0,4}")
_LINKS = frozenset({
    "of", "de", "del", "la", "las", "los", "le", "les", "du", "des", "da", "do", "dos", "al", "el", "ez", "es", "ed", "er", "as", "ash", "az",
    "an", "ar", "ad", "upon", "on", "sur", "under", "am", "an der", "and", "the", "of the", "de la", "de los", "y", "e", "i", "&",
})  # fmt: skip
_MOST_QUALIFIERS = 2
_LONGEST_RUN = 12
_LINE = re.compile(r"[ \t\u00a0\u202f]{1,3}\Z|[ \t\u00a0\u202f]?\n[ \t\u00a0]?\Z")
_SHARE_OF_CAPITALS = 0.6


def type_word_after(text: str, end: int) -> tuple[str, int] | None:
    """The type word that follows `end`, a qualifier at most between, and where it ends: "camp" in "Jabalia refugee camp".

    >>> type_word_after("Hasakah Province", 7), type_word_after("Jabalia refugee camp", 7)
    (('province', 16), ('camp', 20))
    """
    for _ in range(_MOST_QUALIFIERS + 1):
        match = WORD.match(text, end + 1) if end < len(text) and text[end] in " \u00a0-" else None
        if match is None:
            return None
        word, end = match[0].lower(), match.end()
        if word in kinds():
            return word, end
        if word not in words("names", "qualifiers"):
            return None
    return None


def is_upper(text: str) -> bool:
    """Whether most letters of the opening 4,000 characters are capitals."""
    opening = text[:4000]
    upper, lower = len(_UPPER_ASCII.findall(opening)), len(_LOWER_ASCII.findall(opening))
    return upper + lower > 30 and upper > _SHARE_OF_CAPITALS * (upper + lower)


def runs_of(text: str) -> Iterator[list[Span]]:
    """Capitalised words with nothing but blanks or a linking particle between them."""
    run: list[Span] = []
    for match in _CAPITALISED.finditer(text):
        span = Span(*match.span())
        if run:
            gap = text[run[-1].end : span.start]
            if (
                len(run) >= _LONGEST_RUN
                or len(gap) > 8
                or not (_LINE.match(gap) or gap in "-–" or (gap.strip() in _LINKS and gap[0].isspace()))
            ):
                yield run
                run = []
        run.append(span)
    if run:
        yield run


def upper_runs(text: str) -> Iterator[list[Span]]:
    """In text all in capitals every word may belong to a name; ordinary words part the runs."""
    run: list[Span] = []
    parting = parting_words()
    for match in WORD.finditer(text):
        span = Span(*match.span())
        word = match[0].lower()
        ends = word in parting or word[0].isdigit()
        if run and (ends or not _LINE.match(text[run[-1].end : span.start]) or len(run) >= _LONGEST_RUN):
            yield run
            run = []
        if not ends:
            run.append(span)
    if run:
        yield run


@lru_cache(maxsize=1)
def parting_words() -> frozenset[str]:
    """Words that end a run in text all in capitals, lower case."""
    return (
        words("strong_prepositions")
        | words("weak_prepositions")
        | words("names", "ordinary")
        | {"that", "by", "have", "been", "has"}
    )


def words_before(text: str, start: int) -> list[str]:
    """Up to three words of the same clause before `start`."""
    window = text[max(0, start - 40) : start]
    cut = max(
        window.rfind("\n"),
        window.rfind(". "),
        window.rfind(", "),
        window.rfind("("),
        window.rfind('"'),
        window.rfind("“"),
    )
    return WORD.findall(window[cut + 1 :])[-3:]


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation opens at `start`."""
    i = start - 1
    while i >= 0 and text[i] in " \t\u00a0\"'“‘(–—":
        i -= 1
    return i < 0 or text[i] in ".!?\n:;•*-|" or text[i] == "”"
