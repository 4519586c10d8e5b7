"""Text written in capitals in usual case: lower case for ordinary words, capitals for names and abbreviations.

Every character keeps its place. Time grows linearly with the text: a word is judged by the few words around it, and by
what the rest of the report tells of it, gathered once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.parse.casing_words import TOKEN, derived, lowered, ordinary, strange, words, written

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_FEWEST = 6
"""Words of the shortest line, and of the shortest report, that capitals make one in capitals."""
_SHARE = 0.9
"""Capitals among the letters of a line in capitals, at least."""
_ENGLISH = 0.3
"""Ordinary words among those in capitals, at least; with fewer nothing tells which are names."""
_DATELINE = re.compile(r"\((?P<names>[^()\n]{2,60})\)\s{0,3}[-–—:]")
_HEAD = 160
"""Characters of a line in which its dateline stands."""
_STOPS = re.compile(r"[.!?…][\"'”’)\]]*\s")
_OPENS = re.compile(r":\s*[\"“'‘«]+$|[•▪●◦■►]\s*$|\)\s*[-–—]+\s*$|^\s*[-–—]{2}\s*[\"“]$")
_QUOTES = re.compile(r",\s?[\"“'‘«]+")
_CONTRACTED = re.compile(r".*(?:n't|'(?:ll|re|ve|d|m))")
_COUNTED = re.compile(r"\d+(?:st|nd|rd|th|s|mm|cm|km|kg|am|pm)")
_WORD = re.compile(r"(?:(?<=[a-z] )|(?<![^\W_]))(?P<word>(?:(?<=[a-z] )[A-Z]|[a-z])[a-z]+)(?![\w'’-])")
"""A word in small letters, or one with a capital behind a word in small letters."""
_DIGIT = re.compile(r"\d")
_PAST = re.compile(r"\w+ed|said|told|is|was|has|had|says|did|does")
_MODAL = frozenset({"will", "may"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "this", "that", "to"})
_OF_NAMES = frozenset({"name", "inner", "fixed"})
_TITLE_WORDS = 3
"""Words of a title before its last, at most."""
_LONGEST_ABBREVIATION = 8
_LONGEST_BODY = 5
"""Words between a name and the word that makes it a body's name, at most."""
_FIT = 0.6
"""Initials of a name among the letters of its abbreviation, at least."""

_INITIALS = 3
"""Letters of a station's name, at most, that are kept in capitals in a dateline."""


@dataclass(slots=True)
class _Token:
    """A word and what is known of it. gap: what stands before it. shape: "lower", "title", "keep" or a written form."""

    start: int
    word: str
    low: str
    gap: str
    opens: bool
    shape: str = "lower"
    sort: str = ""


def evened(text: str) -> str:
    """The text, of exactly the same length, with what is written in capitals in usual case.

    A report in capitals is written anew, of any other the lines in capitals that have six words or more. Text in usual
    case is returned as it is, the very same object; so is text in capitals that is not English.

    >>> evened("GENERAL OSEI DENIED ON MONDAY THAT THE ARMY HAD SHELLED TOLM.")
    'General Osei denied on Monday that the army had shelled Tolm.'
    """
    loud = list(_shouted(text))
    found = [_tokens(text, line) for line in loud]
    count = sum(len(line) for line in found)
    if not count or sum(ordinary(t.low) for line in found for t in line) < _ENGLISH * count:
        return text
    abbreviations, told = _abbreviations(found), _told(text, loud)
    names: set[str] = set()
    for line in found:
        _sorted(line, abbreviations, names, told)
    parts: list[str] = []
    done = 0
    for line in found:
        _named(line, names)
        _bodies(line)
        _dateline(line, text)
        for token in line:
            if token.word.isupper():
                parts += (text[done : token.start], _form(token))
                done = token.start + len(token.word)
    whole = "".join((*parts, text[done:]))
    return text if whole == text else whole


def _shouted(text: str) -> Iterator[re.Match[str]]:
    """The lines in capitals."""
    lines = [(line, *_letters(line[0])) for line in _LINE.finditer(text)]
    upper, lower = sum(up for _, up, _ in lines), sum(low for _, _, low in lines)
    whole = upper >= _SHARE * (upper + lower) and upper >= _FEWEST and len(text.split(None, _FEWEST)) >= _FEWEST
    for line, up, low in lines:
        if up and up >= _SHARE * (up + low) and (whole or len(line[0].split(None, _FEWEST)) >= _FEWEST):
            yield line


def _letters(line: str) -> tuple[int, int]:
    """How many capitals and how many small letters."""
    return sum(map(str.isupper, line)), sum(map(str.islower, line))


def _tokens(text: str, line: re.Match[str]) -> list[_Token]:
    tokens: list[_Token] = []
    done, label, inside = line.start(), False, False
    for match in TOKEN.finditer(text, line.start(), line.end()):
        gap = text[done : match.start()]
        before = tokens[-1] if tokens else None
        low = lowered(match[0])
        opens = before is None or _opens(before, gap, low)
        if "[" in gap:
            left = gap.partition("[")[0].rstrip()
            label = before is None or left.endswith(("-", "–", "—")) or (label and left == "]")
            opens = inside = True
        elif "]" in gap:
            opens, inside = opens or label, False
        elif not inside:
            label = False
        tokens.append(_Token(match.start(), match[0], low, gap, opens))
        done = match.end()
    return tokens


def _opens(before: _Token, gap: str, low: str) -> bool:
    """Whether a sentence begins after `before` and the `gap` behind it."""
    known = words()
    if before.low.endswith(".") and len(before.low) > 2:
        return low in known.openers
    if _OPENS.search(gap) or (before.low in known.verbs and _QUOTES.fullmatch(gap)):
        return True
    stop = _STOPS.match(gap.rpartition("]")[2].lstrip("\"'”’)"))
    if stop is None:
        return False
    if not gap.startswith(".") or not gap[1:].isspace():
        return True
    single = len(before.low) == 1 and before.low.isalpha()
    number = before.low in known.numbered and _DIGIT.match(low)
    return not (single or number or before.low in known.short_titles)


def _initials_fit(letters: str, tokens: list[_Token]) -> bool:
    """Whether the first letters of the words are those of the abbreviation, in whatever order."""
    left = list(letters)
    content = [t.low[0] for t in tokens if t.low not in words().small and t.low not in words().inner]
    hits = 0
    for first in content:
        if first in left:
            left.remove(first)
            hits += 1
    return len(content) > 1 and hits >= 2 and hits >= _FIT * len(content)


def _in_bracket(line: list[_Token], k: int) -> list[_Token]:
    """The words of the bracket that opens before `line[k]`, ten at most."""
    end = k + 1
    while end < len(line) and end - k < 10 and not set(line[end].gap) & set(")]("):
        end += 1
    return line[k:end]


def _abbreviations(lines: list[list[_Token]]) -> frozenset[str]:
    """Words that brackets beside a name of the same initials show to be abbreviations."""
    found: set[str] = set()
    for line in lines:
        for k, token in enumerate(line):
            if not k or token.gap not in {" (", " ["}:
                continue
            before, inside = line[k - 1], _in_bracket(line, k)
            if len(inside) > 1 and before.word.isupper() and _initials_fit(before.low, inside):
                found.add(before.low)
            elif len(inside) == 1 and token.word.isupper() and not ordinary(token.low) and _spelt_out(line, k) < k:
                found.add(token.low)
    return frozenset(found)


def _spelt_out(line: list[_Token], k: int) -> int:
    """Where the name begins that the abbreviation `line[k]` behind it in brackets is of; k when there is none."""
    best, known = k, words()
    for first in range(k - 1, max(-1, k - 3 - min(len(line[k].low), _LONGEST_ABBREVIATION)), -1):
        low = line[first].low
        if low in {"the", "a", "an"} or _PAST.fullmatch(low):
            break
        if low[0] in line[k].low and low not in known.small and _initials_fit(line[k].low, line[first:k]):
            best = first
        if line[first].gap not in {" ", "-"}:
            break
    return best


def _told(text: str, loud: list[re.Match[str]]) -> dict[str, str]:
    """What the lines in usual case tell of words: "name" or "ordinary" of those that they write in one way only."""
    sorts: dict[str, str] = {}
    shouted = {line.start() for line in loud}
    for line in _LINE.finditer(text):
        if line.start() in shouted:
            continue
        for match in _WORD.finditer(line[0]):
            low, sort = lowered(match["word"]), "ordinary" if match["word"].islower() else "name"
            sorts[low] = sort if sorts.get(low, sort) == sort else ""
    return sorts


def _sorted(line: list[_Token], abbreviations: frozenset[str], names: set[str], told: dict[str, str]) -> None:
    """Gives every word its sort: "fixed", "abbreviation", "name", "inner", "number", "ordinary"."""
    k = 0
    while k < len(line):
        size = _fixed(line, k)
        if size:
            k += size
            continue
        token = line[k]
        token.sort = _sort(token, abbreviations)
        low = _base(token.low)
        if token.sort in {"name", "ordinary"} and low not in words().small:
            token.sort = told.get(low) or token.sort
        k += 1
    for k, token in enumerate(line):
        if token.sort == "ordinary" and _by_context(line, k):
            token.sort = "name"
            names.update({_base(token.low)} - {"us"})
        elif token.low in words().months and _is_month(line, k):
            token.sort = "name"


def _fixed(line: list[_Token], k: int) -> int:
    """How many words from `line[k]` on are a name of the tables."""
    for key, shown in words().fixed.get(_base(line[k].low), ()):
        part = line[k : k + len(key)]
        if len(part) < len(key) or any(t.gap not in {" ", "-"} for t in part[1:]):
            continue
        if all(t.low == low for t, low in zip(part[:-1], key[:-1], strict=True)) and _base(part[-1].low) == key[-1]:
            for token, form in zip(part, shown, strict=True):
                token.sort, token.shape = "fixed", form
            return len(key)
    return 0


def _base(low: str) -> str:
    """Without a possessive ending."""
    return low.removesuffix("'s").removesuffix("'")


def _sort(token: _Token, abbreviations: frozenset[str]) -> str:
    known, low = words(), _base(token.low)
    if _DIGIT.search(low):
        return "number"
    if low in known.lower or _CONTRACTED.fullmatch(low) or low == "a":
        return "ordinary"
    if low in abbreviations or "." in low:
        return "abbreviation"
    if low in known.short_titles or low in known.always or low in known.days or low in known.peoples:
        return "name"
    return _unlisted(low)


def _unlisted(low: str) -> str:
    """The sort of a word that no list of names settles."""
    known = words()
    if ordinary(low) and len(low) > 1:
        return "ordinary"
    if low in known.inner:
        return "inner"
    if low in known.given:
        return "name"
    if strange(low) or len(low) == 1:
        return "abbreviation"
    return "ordinary" if derived(low) else "name"


def _is_month(line: list[_Token], k: int) -> bool:
    before = line[k - 1] if k and line[k].gap in {" ", ", "} else None
    after = line[k + 1] if k + 1 < len(line) and line[k + 1].gap in {" ", ", ", ". "} else None
    counted = (before and _DIGIT.match(before.low)) or (after and _DIGIT.match(after.low))
    return bool(counted) or (before is not None and before.low in words().before_month)


def _by_context(line: list[_Token], k: int) -> bool:
    """Whether an ordinary word is a name where it stands."""
    known, token = words(), line[k]
    low = _base(token.low)
    before = line[k - 1] if k and token.gap in {" ", ". "} else None
    after = line[k + 1] if k + 1 < len(line) and line[k + 1].gap == " " else None
    if low == "us":
        country = before is not None and before.low in known.country_before
        return country or (after is not None and after.low in known.country_behind)
    if low in known.also_inner:
        joins = before is not None and after is not None and before.sort == after.sort == "name"
        token.shape = "inner" if joins else token.shape
        return joins
    if before is not None and before.sort == "inner" and token.gap == " ":
        return low not in known.small
    if low in known.verbs or low in known.small - _MODAL:
        return False
    return (low in known.both and _surname(line, k, before, after)) or (
        low in known.given and _given(token, before, after)
    )


def _surname(line: list[_Token], k: int, before: _Token | None, after: _Token | None) -> bool:
    """Whether the word behind a title or a given name is the name they belong to; "will" and "may" seldom are."""
    if before is None or not _introduces(before, line, k):
        return False
    return _base(line[k].low) not in _MODAL or after is None or _PAST.fullmatch(after.low) is not None


def _given(token: _Token, before: _Token | None, after: _Token | None) -> bool:
    """Whether a given name that is an ordinary word as well is the name it looks like."""
    known = words()
    if token.low in _MODAL or after is None or after.sort not in {"name", "inner"}:
        return False
    return token.opens or before is None or before.low in known.before_given or before.low in known.titles


def _introduces(before: _Token, line: list[_Token], k: int) -> bool:
    """Whether the word before is a given name, an initial, or a title no article stands before."""
    known = words()
    if before.low in known.given and before.sort == "name":
        return True
    if len(before.low) == 1 and before.sort == "abbreviation":
        return line[k].gap == ". "
    article = k > 1 and line[k - 2].low in _DETERMINERS
    return (
        before.low in known.titles and line[k].gap in {" ", ". "} and (before.low in known.short_titles or not article)
    )


def _named(line: list[_Token], names: set[str]) -> None:
    """Shapes of single words: names with their titles and inner words, abbreviations."""
    for k, token in enumerate(line):
        low = _base(token.low)
        if token.sort == "ordinary" and low in names and low not in _MODAL:
            token.sort = "ordinary" if k and line[k - 1].low in _DETERMINERS else "name"
    for k, token in enumerate(line):
        if token.sort != "fixed" and token.shape != "inner":
            token.shape = _shape(line, k)
        if token.shape == "title" or (token.sort == "fixed" and token.shape[:1].isupper()):
            _title(line, k)


def _shape(line: list[_Token], k: int) -> str:
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
    counted = token.low == "no" and after is not None and after.gap == ". " and _DIGIT.match(after.low) is not None
    return "keep" if token.sort == "abbreviation" else "title" if counted else token.shape


def _title(line: list[_Token], k: int) -> None:
    """Capitals for the title right before the name `line[k]`, and for what belongs to it."""
    known = words()
    at = k - 1
    if (
        at < 0
        or line[k].gap not in {" ", ". "}
        or line[at].low not in known.titles
        or _base(line[k].low) in known.peoples
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


def _bodies(line: list[_Token]) -> None:
    """Capitals for the ordinary words of the names of bodies."""
    known = words()
    for k, token in enumerate(line):
        low = _base(token.low)
        if token.sort == "ordinary" and low in known.heads:
            first = _body_from(line, k)
            for part in line[first : k + 1] if first < k else ():
                if part.sort == "ordinary" and part.low not in known.small:
                    part.shape = "title"
        if low in known.of and token.sort == "ordinary" and k + 2 < len(line):
            _with_of(line, k)
        if token.sort == "abbreviation" and token.gap in {" (", " ["}:
            _titled(line[_spelt_out(line, k) : k])
        if k and token.gap in {" [", " ("} and line[k - 1].sort == "abbreviation":
            inside = _in_bracket(line, k)
            if len(inside) > 1 and (_initials_fit(line[k - 1].low, inside) or inside[-1].low in known.heads):
                _titled(inside)


def _titled(tokens: list[_Token]) -> None:
    """Capitals for the words of a name, its small words excepted."""
    known = words()
    for token in tokens:
        if token.sort == "ordinary" and token.low not in known.small:
            token.shape = "title"


def _body_from(line: list[_Token], k: int) -> int:
    """Where the name begins that ends with the head `line[k]`; k when it is none."""
    known = words()
    at = k
    while at > max(0, k - 1 - _LONGEST_BODY) and line[at].gap in {" ", "-"}:
        at -= 1
        part = line[at]
        if part.sort in {"name", "fixed", "inner"} or (part.sort == "abbreviation" and at < k - 1):
            people = _base(part.low) in known.peoples or part.low == "us" or part.low.endswith("'s")
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
        or _PAST.fullmatch(low)
        or low.endswith(("ing", "ly"))
    )


def _with_of(line: list[_Token], k: int) -> None:
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


def _dateline(line: list[_Token], text: str) -> None:
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


def _form(token: _Token) -> str:
    """The word as it is to be written."""
    word, shape = token.word, token.shape
    if token.sort == "fixed":
        shown = "".join(c if low.isalpha() else own for c, low, own in zip(shape, token.low, word, strict=False))
        return shown + "".join(map(_small, word[len(shape) :]))
    if shape == "keep":
        base = _base(token.low)
        return word[: len(base)] + "".join(map(_small, word[len(base) :])) if base != token.low else word
    if shape == "title" or (token.opens and shape != "inner"):
        return written(word)
    if token.low == "i" or token.low.startswith("i'"):
        return word[:1] + "".join(map(_small, word[1:]))
    return "".join(map(_small, word))


def _small(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char
