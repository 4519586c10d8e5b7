"""Counts in running text: "14", "two dozen", "at least 1,200", "between six and eight", "an unknown number of"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.extract.figure_tokens import Tokens

_HEDGES = frozenset({",", "possibly", "perhaps", "even", "maybe", "as"})
_TOLL_REACH = 10
_MONEY = (
    ["dollars"],
    ["euros"],
    ["pounds"],
    ["rupees"],
    ["shekels"],
    ["francs"],
    ["pesos"],
    ["lira"],
    ["rials"],
    ["dinars"],
)
_RATIO_BASES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000})
_TIME_UNITS = (
    ["days"],
    ["weeks"],
    ["months"],
    ["years"],
    ["hours"],
    ["minutes"],
    ["attacks"],
    ["strikes"],
    ["incidents"],
)
_SHORT_NAMES = frozenset(
    {"no", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "vol"}
)
_OUT_OF = ["out", "of", "the"]


class Quantity(NamedTuple):
    """A count and the tokens `[first, after)` that state it. number: token index where the number itself begins.

    low, high: closed interval, high None when open. qualifier: as written. vague: nobody gives a number.
    """

    first: int
    number: int
    after: int
    low: int
    high: int | None
    qualifier: str | None
    vague: bool


V = TypeVar("V")


class _Phrases(Generic[V]):
    """Longest match of word sequences."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(phrase.split(" "))
            self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def longest(self, words: list[str], at: int) -> tuple[V, int] | None:
        """Value and end of the longest entry that starts at `at`; None beyond the last word."""
        for phrase, value in self._by_first.get(words[at], ()) if at < len(words) else ():
            if tuple(words[at : at + len(phrase)]) == phrase:
                return value, at + len(phrase)
        return None


class _Lexicon(NamedTuple):
    cardinals: dict[str, int]
    multipliers: dict[str, int]
    vague: _Phrases[tuple[int, int]]
    before: _Phrases[str]
    after: _Phrases[str]
    opens: frozenset[str]
    joins: frozenset[str]
    change: frozenset[str]
    not_units: frozenset[str]
    not_after: frozenset[str]
    before_year: frozenset[str]
    toll: frozenset[str]
    currency: frozenset[str]
    starts: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = toml("numbers")
    before = [
        (q, kind)
        for kind in ("floor", "above", "ceiling", "below", "near", "about", "increment", "exact")
        for q in data["qualifiers"][kind]
    ]
    after = [
        (q, kind) for kind in ("floor", "ceiling", "about", "increment") for q in data["qualifiers"][f"{kind}_after"]
    ]
    cardinals = dict(data["cardinals"])
    tens = {w: v for w, v in cardinals.items() if v >= 20}
    ones = {w: v for w, v in cardinals.items() if 1 <= v <= 9 and w != "both"}
    cardinals |= {f"{t}-{o}": a + b for t, a in tens.items() for o, b in ones.items()}
    multipliers = dict(data["multipliers"])
    vague = [(phrase, (bounds[0], bounds[1])) for phrase, bounds in data["vague"].items()]
    return _Lexicon(
        cardinals,
        multipliers,
        _Phrases(vague),
        _Phrases(before),
        _Phrases(after),
        frozenset(data["ranges"]["open"]),
        frozenset(data["ranges"]["joins"]),
        frozenset(data["ranges"]["change"]),
        frozenset(data["not_counted"]["units"]),
        frozenset(data["not_counted"]["before"]),
        frozenset(data["not_counted"]["before_year"]),
        frozenset(data["not_counted"]["toll"]),
        frozenset(data["not_counted"]["currency"]),
        frozenset([*cardinals, *multipliers, *(v.split(" ")[0] for v, _ in vague), "a", "an", "half"]),
    )


def cardinal(toks: Tokens, at: int) -> tuple[int, int] | None:
    """Value and end of the number that starts at token `at`: "1.2 million", "half a dozen", "one hundred and five".

    >>> from reportedly.core.spans import Span
    >>> from reportedly.extract.figure_tokens import tokens
    >>> t = tokens("half a million", Span(0, 14))
    >>> cardinal(t, 0)
    (500000, 3)
    """
    lex = _lexicon()
    words = toks.low
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "half":
        rest = at + 2 if following in {"a", "an"} else at + 1
        unit = lex.multipliers.get(words[rest]) if rest < len(words) else None
        return (unit // 2, rest + 1) if unit else None
    if words[at] in {"a", "an"}:
        return _scaled(toks, 1.0, at + 1) if following in lex.multipliers and following != "score" else None
    if toks.digits[at]:
        value = float(re.sub(r"[,\s]", "", words[at]))
        scaled = _scaled(toks, value, at + 1)
        return scaled if value == int(value) or scaled[1] > at + 1 else None
    return _scaled(toks, float(lex.cardinals[words[at]]), at + 1) if words[at] in lex.cardinals else None


def _scaled(toks: Tokens, value: float, at: int) -> tuple[int, int]:
    lex = _lexicon()
    words = toks.low
    total = 0.0
    while at < len(words):
        word = words[at]
        if word in lex.multipliers:
            factor = lex.multipliers[word]
            value = (value or 1) * factor
            if factor >= 1000:
                total, value = total + value, 0.0
            at += 1
        elif (
            word == "and"
            and at + 1 < len(words)
            and at > 0
            and words[at - 1] in {"hundred", "thousand"}
            and words[at + 1] in lex.cardinals
        ):
            at += 1
        elif (
            word in lex.cardinals
            and at > 0
            and (words[at - 1] in {"hundred", "thousand", "and"})
            and (value >= 100 or total)
        ):
            value += lex.cardinals[word]
            at += 1
        else:
            break
    return round(total + value), at


def quantities(toks: Tokens) -> list[Quantity]:
    """All counts of the tokens in reading order, not overlapping; ages, dates, times, money and measures left out."""
    lex = _lexicon()
    words = toks.low
    found: list[Quantity] = []
    at = dropped = 0
    while at < len(words):
        quantity = _quantity(toks, lex, at) if toks.digits[at] or words[at] in lex.starts else None
        if quantity is None:
            at += 1
            continue
        if _more_of_the_same(toks, dropped, quantity):
            dropped = quantity.after
        elif not _counts(toks, lex, quantity):
            dropped = quantity.after if toks.digits[quantity.number] else 0
        elif not (found and found[-1].after == quantity.first and quantity.vague):
            previous = found[-1].after if found else 0
            found.append(_qualified(toks, lex, quantity, previous))
        at = quantity.after
    return _joined(toks, lex, found)


def _more_of_the_same(toks: Tokens, dropped: int, q: Quantity) -> bool:
    """Whether the digits carry on a list of numbers that count nothing: the 5 of "ages 3 and 5"."""
    between = toks.low[dropped : q.first]
    return (
        bool(dropped and between)
        and toks.digits[q.number]
        and all(w in {"and", ",", "or", "to", "-", "&"} for w in between)
        and q.after - q.first == 1
        and (q.after >= len(toks.low) or not toks.low[q.after].isalpha())
    )


def _quantity(toks: Tokens, lex: _Lexicon, at: int) -> Quantity | None:
    words = toks.low
    vague = lex.vague.longest(words, at)
    qualifies = lex.before.longest(words, at)
    if qualifies and qualifies[1] < len(words) and cardinal(toks, qualifies[1]):
        return None
    if vague and not (words[at] == "many" and at and words[at - 1] in {"as", "how", "so"}):
        (low, high), end = vague
        number = cardinal(toks, at)
        if not (number and number[1] >= end):
            if end < len(words) and words[end] == "of":
                end += 1
            return Quantity(at, at, end, low, None if high < 0 else high, None, high < 0)
    number = cardinal(toks, at)
    if number is None:
        return None
    value, end = number
    if end < len(words) and words[end - 1] in {"dozen", "score"} and words[end] == "of":
        end += 1
    return Quantity(at, at, end, value, value, None, vague=False)


def _counts(toks: Tokens, lex: _Lexicon, q: Quantity) -> bool:
    """Whether the number counts people or things, by the words on either side."""
    words = toks.low
    following = words[q.after] if q.after < len(words) else ""
    before = words[q.number - 1] if q.number else ""
    if following in lex.not_units or following.endswith(("-year-old", "-years-old")) or _in_ratio(toks, lex, q):
        return False
    if before in lex.currency or following in lex.currency or words[q.after + 1 : q.after + 2] in _MONEY:
        return False
    if words[q.number] in {"no", "none"} and q.number and not toks.upper and toks.raw(q.number)[0].isupper():
        return not toks.raw(min(q.after, len(words) - 1))[0].isupper()
    if words[max(0, q.number - 2) : q.number] == ["out", "of"] or words[max(0, q.number - 3) : q.number] == _OUT_OF:
        return False
    if toks.digits[q.number]:
        return not _names(toks, lex, q, before, following)
    return before not in {"aged", "age", "ages"} and not (
        before in {"-", "no"} and words[q.number] in {"one", "some", "no", "many"}
    )


def _in_ratio(toks: Tokens, lex: _Lexicon, q: Quantity) -> bool:
    """Whether the number is in a ratio, "six in ten"; not where the other is the length of a time, "six in ten days"."""
    words = toks.low
    if words[q.after : q.after + 1] == ["in"] and q.after + 1 < len(words):
        at = q.after + 1
        base = cardinal(toks, at) if toks.digits[at] or words[at] in lex.cardinals else None
    else:
        ahead = q.number - 2
        number = ahead >= 0 and words[q.number - 1] == "in" and (toks.digits[ahead] or words[ahead] in lex.cardinals)
        base = (q.low, q.after) if number else None
    return base is not None and base[0] in _RATIO_BASES and words[base[1] : base[1] + 1] not in _TIME_UNITS


def _names(toks: Tokens, lex: _Lexicon, q: Quantity, before: str, following: str) -> bool:
    """Whether digits are an age, a year, or name a thing ("Route 66", "5-storey")."""
    value = q.low
    ahead = toks.low[max(0, q.number - _TOLL_REACH) : q.number]
    if before in {"at", "number"} and not lex.toll.isdisjoint(ahead[:-1]):
        return False
    if before in lex.not_after or (before == "." and q.number > 1 and toks.low[q.number - 2] in _SHORT_NAMES):
        return True
    hyphenated = following == "-" and toks.start[q.after] == toks.end[q.after - 1]
    if hyphenated and q.after + 1 < len(toks.low) and not toks.digits[q.after + 1]:
        return True
    after = q.after
    while following in {"and", ",", "&"} and after + 1 < len(toks.low) and toks.digits[after + 1]:
        after += 2
        following = toks.low[after] if after < len(toks.low) else ""
    age = value <= 115 and before in {",", "("} and following in {",", ")", ";", ".", ""}
    dated = before in lex.before_year or before[:1].isdigit() or not following.isalpha()
    names_noun = value % 100 > 0 and not following.endswith(
        ("s", "men", "people", "children", "ed", "more", "personnel")
    )
    year = 1900 <= value <= 2099 and len(toks.low[q.number]) == 4 and (dated or names_noun)
    return age or year


def _qualified(toks: Tokens, lex: _Lexicon, q: Quantity, floor: int) -> Quantity:
    words = toks.low
    first, kinds, qualifier_first = q.number, [], q.number
    while first > floor:
        for size in (6, 5, 4, 3, 2, 1):
            hit = lex.before.longest(words[:first], first - size) if first - size >= floor else None
            if hit and hit[1] == first:
                first -= size
                kinds.append(hit[0])
                if hit[0] != "exact":
                    qualifier_first = first
                break
        else:
            break
    low, high, after, last = q.low, q.high, q.after, q.number
    tail = lex.after.longest(words, q.after)
    if tail:
        kinds.append(tail[0])
        after = tail[1]
        last = after
    kind = next((k for k in kinds if k != "exact"), None)
    if kind and not q.vague:
        low, high = bounds(kind, q.low)
    elif kind == "ceiling":
        low = 1
    qualifier = None
    if kind:
        begins = qualifier_first if qualifier_first < q.number else q.after
        qualifier = toks.span(begins, last - 1).of(toks.text)
    return Quantity(first, q.number, after, low, high, qualifier, q.vague)


def bounds(kind: str, value: int) -> tuple[int, int | None]:
    """Closed interval of "at least N" (`floor`), "up to N" (`ceiling`) and the other kinds of numbers.toml.

    >>> bounds("floor", 14), bounds("ceiling", 14), bounds("about", 20)
    ((14, None), (1, 14), (18, 22))
    """
    slack = value // 10
    return {
        "floor": (value, None),
        "above": (2 if value == 1 else value, None),
        "ceiling": (min(1, value), value),
        "below": (min(1, max(value - 1, 0)), max(value - 1, 0)),
        "near": (value - slack, value),
        "about": (value - slack, value + slack),
    }.get(kind, (value, value))


def _joined(toks: Tokens, lex: _Lexicon, found: list[Quantity]) -> list[Quantity]:
    """Two numbers that bound one count become one quantity."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        joined = last and (_range(toks, lex, last, q) or _floor_and_ceiling(toks, last, q))
        if joined:
            out[-1] = joined
        else:
            out.append(q)
    return out


def _range(toks: Tokens, lex: _Lexicon, one: Quantity, other: Quantity) -> Quantity | None:
    """The two ends of "14 to 20", "two or three", "between six and eight"; not the old and new value of "rose from 18 to 21"."""
    words = toks.low
    between = words[one.after : other.first]
    if one.vague or other.vague or one.high is None or other.low < one.low or not 0 < len(between) <= 3:
        return None
    opened = one.first > 0 and words[one.first - 1] in lex.opens
    if (
        opened
        and words[one.first - 1] == "from"
        and not lex.change.isdisjoint(words[max(0, one.first - 4) : one.first - 1])
    ):
        return None
    join = [w for w in between if w not in _HEDGES]
    joins = len(join) == 1 and join[0] in lex.joins and words[other.number] != "one"
    if not joins and not (opened and join == ["and"]):
        return None
    first = one.first - opened
    qualifier = toks.raw(first) if opened else one.qualifier
    return Quantity(first, one.number, other.after, one.low, other.high, qualifier, vague=False)


def _floor_and_ceiling(toks: Tokens, one: Quantity, other: Quantity) -> Quantity | None:
    """The two ends of "at least 14 and as many as 20"."""
    join = [w for w in toks.low[one.after : other.first] if w not in _HEDGES]
    if one.high is not None or not one.qualifier or not other.qualifier or join not in ([], ["and"], ["but"], ["or"]):
        return None
    if not other.low <= one.low <= (other.high or 0):
        return None
    return Quantity(one.first, one.number, other.after, one.low, other.high, one.qualifier, vague=False)
