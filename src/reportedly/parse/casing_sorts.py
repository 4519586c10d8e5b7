"""What each word written in capitals is: a name, a name's inner word, an abbreviation, a number or an ordinary word.

The lines in capitals are read into words; a word is judged by the few words around it, and by what the rest of the
report tells of it, gathered once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.parse.casing_words import TOKEN, derived, lowered, ordinary, strange, words

if TYPE_CHECKING:
    from collections.abc import Iterator

DIGIT = re.compile(r"\d")
PAST = re.compile(r"\w+ed|said|told|is|was|has|had|says|did|does")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_FEWEST = 6
"""Words of the shortest line, and of the shortest report, that capitals make one in capitals."""
_SHARE = 0.9
"""Capitals among the letters of a line in capitals, at least."""
_ENGLISH = 0.3
"""Ordinary words among those in capitals, at least; with fewer nothing tells which are names."""
_STOPS = re.compile(r"[.!?…][\"'”’)\]]*\s")
_OPENS = re.compile(r":\s*[\"“'‘«]+$|[•▪●◦■►]\s*$|\)\s*[-–—]+\s*$|^\s*[-–—]{2}\s*[\"“]$")
_QUOTES = re.compile(r",\s?[\"“'‘«]+")
_CONTRACTED = re.compile(r".*(?:n't|'(?:ll|re|ve|d|m))")
_WORD = re.compile(r"(?:(?<=[a-z] )|(?<![^\W_]))(?P<word>(?:(?<=[a-z] )[A-Z]|[a-z])[a-z]+)(?![\w'’-])")
"""A word in small letters, or one with a capital behind a word in small letters."""
_MODAL = frozenset({"will", "may"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "this", "that", "to"})
_LONGEST_ABBREVIATION = 8
_FIT = 0.6
"""Initials of a name among the letters of its abbreviation, at least."""


@dataclass(slots=True)
class Token:
    """A word and what is known of it. gap: what stands before it. shape: "lower", "title", "keep" or a written form."""

    start: int
    word: str
    low: str
    gap: str
    opens: bool
    shape: str = "lower"
    sort: str = ""


def sorted_lines(text: str) -> list[list[Token]]:
    """The words of every line in capitals, each with its sort; no lines when the text is not English."""
    loud = list(_shouted(text))
    lines = [_tokens(text, line) for line in loud]
    count = sum(len(line) for line in lines)
    if not count or sum(ordinary(t.low) for line in lines for t in line) < _ENGLISH * count:
        return []
    abbreviations, told = _abbreviations(lines), _told(text, loud)
    names: set[str] = set()
    for line in lines:
        _sorted(line, abbreviations, names, told)
    for line in lines:
        _repeated(line, names)
    return lines


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


def _tokens(text: str, line: re.Match[str]) -> list[Token]:
    tokens: list[Token] = []
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
        tokens.append(Token(match.start(), match[0], low, gap, opens))
        done = match.end()
    return tokens


def _opens(before: Token, gap: str, low: str) -> bool:
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
    number = before.low in known.numbered and DIGIT.match(low)
    return not (single or number or before.low in known.short_titles)


def initials_fit(letters: str, tokens: list[Token]) -> bool:
    """Whether the first letters of the words are those of the abbreviation, in whatever order."""
    left = list(letters)
    content = [t.low[0] for t in tokens if t.low not in words().small and t.low not in words().inner]
    hits = 0
    for first in content:
        if first in left:
            left.remove(first)
            hits += 1
    return len(content) > 1 and hits >= 2 and hits >= _FIT * len(content)


def in_bracket(line: list[Token], k: int) -> list[Token]:
    """The words of the bracket that opens before `line[k]`, ten at most."""
    end = k + 1
    while end < len(line) and end - k < 10 and not set(line[end].gap) & set(")]("):
        end += 1
    return line[k:end]


def _abbreviations(lines: list[list[Token]]) -> frozenset[str]:
    """Words that brackets beside a name of the same initials show to be abbreviations."""
    found: set[str] = set()
    for line in lines:
        for k, token in enumerate(line):
            if not k or token.gap not in {" (", " ["}:
                continue
            before, inside = line[k - 1], in_bracket(line, k)
            if len(inside) > 1 and before.word.isupper() and initials_fit(before.low, inside):
                found.add(before.low)
            elif len(inside) == 1 and token.word.isupper() and not ordinary(token.low) and spelt_out(line, k) < k:
                found.add(token.low)
    return frozenset(found)


def spelt_out(line: list[Token], k: int) -> int:
    """Where the name begins that the abbreviation `line[k]` behind it in brackets is of; k when there is none."""
    best, known = k, words()
    for first in range(k - 1, max(-1, k - 3 - min(len(line[k].low), _LONGEST_ABBREVIATION)), -1):
        low = line[first].low
        if low in {"the", "a", "an"} or PAST.fullmatch(low):
            break
        if low[0] in line[k].low and low not in known.small and initials_fit(line[k].low, line[first:k]):
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


def _sorted(line: list[Token], abbreviations: frozenset[str], names: set[str], told: dict[str, str]) -> None:
    """Gives every word its sort: "fixed", "abbreviation", "name", "inner", "number", "ordinary"."""
    k = 0
    while k < len(line):
        size = _fixed(line, k)
        if size:
            k += size
            continue
        token = line[k]
        token.sort = _sort(token, abbreviations)
        low = base(token.low)
        if token.sort in {"name", "ordinary"} and low not in words().small:
            token.sort = told.get(low) or token.sort
        k += 1
    for k, token in enumerate(line):
        if token.sort == "ordinary" and _by_context(line, k):
            token.sort = "name"
            names.update({base(token.low)} - {"us"})
        elif token.low in words().months and _is_month(line, k):
            token.sort = "name"


def _fixed(line: list[Token], k: int) -> int:
    """How many words from `line[k]` on are a name of the tables."""
    for key, shown in words().fixed.get(base(line[k].low), ()):
        part = line[k : k + len(key)]
        if len(part) < len(key) or any(t.gap not in {" ", "-"} for t in part[1:]):
            continue
        if all(t.low == low for t, low in zip(part[:-1], key[:-1], strict=True)) and base(part[-1].low) == key[-1]:
            for token, form in zip(part, shown, strict=True):
                token.sort, token.shape = "fixed", form
            return len(key)
    return 0


def base(low: str) -> str:
    """Without a possessive ending."""
    return low.removesuffix("'s").removesuffix("'")


def _sort(token: Token, abbreviations: frozenset[str]) -> str:
    known, low = words(), base(token.low)
    if DIGIT.search(low):
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


def _is_month(line: list[Token], k: int) -> bool:
    before = line[k - 1] if k and line[k].gap in {" ", ", "} else None
    after = line[k + 1] if k + 1 < len(line) and line[k + 1].gap in {" ", ", ", ". "} else None
    counted = (before and DIGIT.match(before.low)) or (after and DIGIT.match(after.low))
    return bool(counted) or (before is not None and before.low in words().before_month)


def _by_context(line: list[Token], k: int) -> bool:
    """Whether an ordinary word is a name where it stands."""
    known, token = words(), line[k]
    low = base(token.low)
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


def _surname(line: list[Token], k: int, before: Token | None, after: Token | None) -> bool:
    """Whether the word behind a title or a given name is the name they belong to; "will" and "may" seldom are."""
    if before is None or not _introduces(before, line, k):
        return False
    return base(line[k].low) not in _MODAL or after is None or PAST.fullmatch(after.low) is not None


def _given(token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether a given name that is an ordinary word as well is the name it looks like."""
    known = words()
    if token.low in _MODAL or after is None or after.sort not in {"name", "inner"}:
        return False
    return token.opens or before is None or before.low in known.before_given or before.low in known.titles


def _introduces(before: Token, line: list[Token], k: int) -> bool:
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


def _repeated(line: list[Token], names: set[str]) -> None:
    """Makes names of the ordinary words that are names elsewhere in the report."""
    for k, token in enumerate(line):
        low = base(token.low)
        if token.sort == "ordinary" and low in names and low not in _MODAL:
            token.sort = "ordinary" if k and line[k - 1].low in _DETERMINERS else "name"
