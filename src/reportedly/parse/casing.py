"""Text written in capitals in usual case: lower case for ordinary words, capitals for names and abbreviations.

Every character keeps its place. Time grows linearly with the text.
"""

from __future__ import annotations

import re

from reportedly.parse.casing_sorts import DIGIT, PAST, Token, base, in_bracket, initials_fit, sorted_lines, spelt_out
from reportedly.parse.casing_words import words, written

_DATELINE = re.compile(r"\((?P<names>[^()\n]{2,60})\)\s{0,3}[-–—:]")
_HEAD = 160
"""Characters of a line in which its dateline stands."""
_COUNTED = re.compile(r"\d+(?:st|nd|rd|th|s|mm|cm|km|kg|am|pm)")
_OF_NAMES = frozenset({"name", "inner", "fixed"})
_TITLE_WORDS = 3
"""Words of a title before its last, at most."""
_LONGEST_BODY = 5
"""Words between a name and the word that makes it a body's name, at most."""
_INITIALS = 3
"""Letters of a station's name, at most, that are kept in capitals in a dateline."""


def evened(text: str) -> str:
    """The text, of exactly the same length, with what is written in capitals in usual case.

    A report in capitals is written anew, of any other the lines in capitals that have six words or more. Text in usual
    case is returned as it is, the very same object; so is text in capitals that is not English.

    >>> evened("GENERAL OSEI DENIED ON MONDAY THAT THE ARMY HAD SHELLED TOLM.")
    'General Osei denied on Monday that the army had shelled Tolm.'
    """
    parts: list[str] = []
    done = 0
    for line in sorted_lines(text):
        _singles(line)
        _bodies(line)
        _dateline(line, text)
        for token in line:
            if token.word.isupper():
                parts += (text[done : token.start], _form(token))
                done = token.start + len(token.word)
    whole = "".join((*parts, text[done:]))
    return text if whole == text else whole


def _singles(line: list[Token]) -> None:
    """Shapes of single words: names with their titles and inner words, abbreviations."""
    for k, token in enumerate(line):
        if token.sort != "fixed" and token.shape != "inner":
            token.shape = _shape(line, k)
        if token.shape == "title" or (token.sort == "fixed" and token.shape[:1].isupper()):
            _title(line, k)


def _shape(line: list[Token], k: int) -> str:
    token = line[k]
    after = line[k + 1] if k + 1 < len(line) else None
    if token.sort == "name":
        return "keep" if token.low == "us" else "title"
    if token.sort == "inner":
        before = line[k - 1].sort if k and token.gap == " " else ""
        behind = after.sort if after is not None and after.gap == " " else ""
        return "lower" if before in _OF_NAMES and behind in _OF_NAMES else "title"
    if token.sort == "number":
        return "lower" if _COUNTED.fullmatch(token.low) else "keep"
    counted = token.low == "no" and after is not None and after.gap == ". " and DIGIT.match(after.low) is not None
    return "keep" if token.sort == "abbreviation" else "title" if counted else token.shape


def _title(line: list[Token], k: int) -> None:
    """Capitals for the title right before the name `line[k]`, and for what belongs to it."""
    known = words()
    at = k - 1
    if (
        at < 0
        or line[k].gap not in {" ", ". "}
        or line[at].low not in known.titles
        or base(line[k].low) in known.peoples
    ):
        return
    if line[at].sort in {"ordinary", "name"}:
        line[at].shape = "title"
    for before in reversed(line[max(0, at - _TITLE_WORDS) : at]):
        opens = before.low in known.title_openers or before.low in known.titles
        if not opens or before.low in known.qualifiers or line[at].gap not in {" ", "-"}:
            break
        at -= 1
        before.shape = "title" if before.sort == "ordinary" else before.shape


def _bodies(line: list[Token]) -> None:
    """Capitals for the ordinary words of the names of bodies."""
    known = words()
    for k, token in enumerate(line):
        low = base(token.low)
        if token.sort == "ordinary" and low in known.heads:
            first = _body_from(line, k)
            for part in line[first : k + 1] if first < k else ():
                if part.sort == "ordinary" and part.low not in known.small:
                    part.shape = "title"
        if low in known.of and token.sort == "ordinary" and k + 2 < len(line):
            _with_of(line, k)
        if token.sort == "abbreviation" and token.gap in {" (", " ["}:
            _titled(line[spelt_out(line, k) : k])
        if k and token.gap in {" [", " ("} and line[k - 1].sort == "abbreviation":
            inside = in_bracket(line, k)
            if len(inside) > 1 and (initials_fit(line[k - 1].low, inside) or inside[-1].low in known.heads):
                _titled(inside)


def _titled(tokens: list[Token]) -> None:
    """Capitals for the words of a name, its small words excepted."""
    known = words()
    for token in tokens:
        if token.sort == "ordinary" and token.low not in known.small:
            token.shape = "title"


def _body_from(line: list[Token], k: int) -> int:
    """Where the name begins that ends with the head `line[k]`; k when it is none."""
    known = words()
    at = k
    while at > max(0, k - 1 - _LONGEST_BODY) and line[at].gap in {" ", "-"}:
        at -= 1
        part = line[at]
        if part.sort in {"name", "fixed", "inner"} or (part.sort == "abbreviation" and at < k - 1):
            people = base(part.low) in known.peoples or part.low == "us" or part.low.endswith("'s")
            return k if people and at == k - 1 and line[k].low in known.common else at
        if part.sort != "ordinary" or not _inside(part.low):
            return k
    return k


def _inside(low: str) -> bool:
    """Whether an ordinary word may stand within the name of a body."""
    known = words()
    return not (
        low in known.small
        or low in known.verbs
        or low in known.titles
        or PAST.fullmatch(low)
        or low.endswith(("ing", "ly"))
    )


def _with_of(line: list[Token], k: int) -> None:
    """Capitals for "Ministry of Defence", "University of Tolm"."""
    of, after = line[k + 1], line[k + 2]
    if of.low != "of" or of.gap != " " or after.gap != " ":
        return
    if after.low == "the" and k + 3 < len(line):
        after = line[k + 3]
    if after.sort in {"name", "fixed", "inner"} or (
        after.sort == "ordinary" and line[k].low in {"ministry", "secretariat"} and _inside(after.low)
    ):
        line[k].shape = "title"
        if after.sort == "ordinary":
            after.shape = "title"


def _dateline(line: list[Token], text: str) -> None:
    """Capitals for the names in the brackets of a dateline; one alone stays as it is."""
    if not line:
        return
    match = _DATELINE.search(text, line[0].start, line[0].start + _HEAD)
    if match is None:
        return
    inside = [t for t in line if match.start("names") <= t.start < match.end("names")]
    unknown = len({t.gap for t in inside[1:]} - {"-"}) == 0 and all(t.sort == "name" for t in inside)
    for token in inside:
        if token.sort == "name" and (unknown or len(token.low) <= _INITIALS):
            token.shape = "keep"
        elif token.sort == "ordinary" and token.low not in words().small:
            token.shape = "title"


def _form(token: Token) -> str:
    """The word as it is to be written."""
    word, shape = token.word, token.shape
    if token.sort == "fixed":
        shown = "".join(c if low.isalpha() else own for c, low, own in zip(shape, token.low, word, strict=False))
        return shown + "".join(map(_small, word[len(shape) :]))
    if shape == "keep":
        stem = base(token.low)
        return word[: len(stem)] + "".join(map(_small, word[len(stem) :])) if stem != token.low else word
    if shape == "title" or (token.opens and shape != "inner"):
        return written(word)
    if token.low == "i" or token.low.startswith("i'"):
        return word[:1] + "".join(map(_small, word[1:]))
    return "".join(map(_small, word))


def _small(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char
