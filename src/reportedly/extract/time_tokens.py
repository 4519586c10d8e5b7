"""Text to tokens of time: every token is one letter, so that a grammar over letters can run as a regular expression."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reportedly.core.data import toml

_TOKEN = re.compile(
    r"(?P<half>[ap]\.m\b)|(?P<word>[^\W\d_]++)"
    r"|(?P<iso>(?<!\d)[12]\d{3}-[01]\d(?:-[0-3]\d)?(?:[T ][0-2]\d:[0-5]\d(?::\d\d)?Z?)?(?![\d-]))"
    r"|(?P<slash>(?<![\d/.])(?:[0-3]?\d[/.][0-3]?\d[/.](?:[12]\d)?\d\d|[12]\d{3}/[01]?\d/[0-3]?\d)(?![\d/]))"
    r"|(?P<clock>(?<![\d:])[0-2]?\d[:.][0-5]\d(?=\s?[ap]\.?m\b)|(?<![\d:])[0-2]?\d:[0-5]\d(?![\d:]))"
    r"|(?P<decade>(?:\b(?:1[0-9]|20)\d0|['’‘`]\d0)['’]?s\b)"
    r"|(?P<ordinal>\b[0-3]?\d(?:st|nd|rd|th|d)\b)"
    r"|(?P<fraction>\b[1-3]/[2-4]\b|[½¼¾])"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<own>['’]s\b)"
    r"|(?P<break>\n)|[^\s\w]",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """`letter` is the class the grammar sees, `word` the lower-cased characters."""

    letter: str
    word: str
    start: int
    end: int


_NOTHING = Token("0", "", 0, 0)
"""Stands for every word the grammar has no letter for; no rule ever matches it."""


@cache
def letters() -> dict[str, str]:
    """Every known word and its letter. Later tables win where a word is in two of them."""
    table = toml("times")
    known: dict[str, str] = {}
    for name, letter in (
        ("numbers", "n"), ("ordinals", "o"), ("units", "u"), ("months", "m"), ("weekdays", "w"), ("decades", "D"),
        ("seasons", "s"), ("parts", "p"), ("deictic", "d"), ("holidays", "X"), ("sets", "S"),
    ):  # fmt: skip
        known |= dict.fromkeys(table[name], letter)
    for letter, words in table["classes"].items():
        known |= dict.fromkeys(words, letter)
    known |= dict.fromkeys(table["zones"]["words"], "z")
    known |= {"quarter": "q", "quarters": "q", "quarterly": "S", "second": "o", "night": "p", "nights": "p"}
    known |= {word: "M" if known[word] == "m" else "ω" for word in table["abbreviated"]["words"]}
    known |= {word: "v" for word in table["units"] if word.endswith("s") and known.get(word) == "u"}
    return known


def tokens(text: str) -> list[Token]:
    """Tokens in order. Unknown words and marks are "0", line breaks "_", some marks stand for themselves."""
    known = letters()
    shouting = text.isupper()
    found: list[Token] = []
    add = found.append
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        raw = match[0]
        if kind == "word":
            word = raw.lower()
            letter = known.get(word, "0")
            if (letter in "mMwωX" and raw[0].islower()) or (letter == "z" and not raw.isupper()):
                letter = "0"
            elif letter == "m" and shouting and word in {"may", "march", "mar"}:
                letter = "µ"
        elif kind == "number":
            word, letter = raw, _number(raw)
        elif kind is None:
            word, letter = raw, raw if raw in ",-.()&/" else "-" if raw in "–—‑" else "0"
        else:
            word, letter = raw.lower(), _KIND[kind]
        add(_NOTHING if letter == "0" else Token(letter, word, match.start(), match.end()))
    return found


_CENTURIES = frozenset(map(str, range(10, 21)))
_KIND = {
    "iso": "I",
    "slash": "J",
    "clock": "c",
    "decade": "D",
    "ordinal": "o",
    "fraction": "r",
    "half": "a",
    "own": "k",
    "break": "_",
}


def _number(raw: str) -> str:
    """The letter of digits: "Y" may be a year, "1" a day of the month, "9" a two-digit year."""
    if not raw.isdigit():
        return "N"
    if len(raw) == 4:
        return "Y" if raw[:2] in _CENTURIES else "4"
    return "N" if len(raw) > 2 else "1" if 1 <= int(raw) <= 31 else "9"
