"""The personal name inside a source phrase: after the titles, and no body, country or post."""

from __future__ import annotations

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_words import POSSESSIVE, PREPOSITIONS, acronym, capital
from reportedly.core.data import toml


def person_name(tokens: list[str], plain: list[str], lows: list[str]) -> tuple[int, int] | None:
    """Token range of a personal name: a capitalised run after the titles that is no body, country or post."""
    best: tuple[int, int] | None = None
    k, size = 0, len(plain)
    while k < size:
        if not capital(plain[k]) or plain[k] in {"I", "No", "No.", "Nos."}:
            k += 1
            continue
        end = k + 1
        while end < size and (
            capital(plain[end]) or (lows[end] in lexicon.particles() and end + 1 < size and capital(plain[end + 1]))
        ):
            end += 1
        owner = next((m for m in range(k, end) if POSSESSIVE.search(tokens[m]) and m + 1 < size), None)
        run = (
            _personal(plain, lows, k if owner is None or owner + 1 >= end else owner + 1, end)
            if owner is None or owner + 1 < end
            else None
        )
        if run is not None and _modifies(plain, lows, end):
            run = None
        if run is not None and (best is None or _described(lows, best, run)):
            best = run
        k = end
    return best


def _described(lows: list[str], first: tuple[int, int], run: tuple[int, int]) -> bool:
    """Whether the first run only tells whose the one named last is: "Gull Capital fixer Ana Tal"."""
    between = lows[first[1] : run[0]]
    nouns = between and not PREPOSITIONS.intersection(between) and all(word.isalpha() for word in between)
    return bool(nouns) and run[1] == len(lows) and lows[first[0]] not in lexicon.given_names() and "and" not in between


def _modifies(plain: list[str], lows: list[str], end: int) -> bool:
    """Whether the run before `end` only describes the noun after it: "the Clinton campaign", "Sana news agency"."""
    stop = end
    while stop < len(lows) and not capital(plain[stop]) and lows[stop] not in PREPOSITIONS:
        stop += 1
    return stop > end and lexicon.head_ending(lows[end:stop], stop - end) is not None


def _personal(plain: list[str], lows: list[str], start: int, end: int) -> tuple[int, int] | None:
    """The personal name inside the capitalised run `[start, end)`, None when the run is something else."""
    while end - start > 1 and lows[end - 1] in lexicon.name_suffixes():
        end -= 1
    begin = _after_posts(lows, start, end)
    posted = begin > start
    if posted and begin < end and not {"of", "for"}.isdisjoint(lows[max(start - 2, 0) : begin]):
        begin = next((k for k in range(begin, end - 1) if lows[k] not in PORTFOLIOS), end - 1)
    if not posted:
        begin = start = start + (leading_country(plain, start, end) or _leading_outlet(plain, start, end))
        begin = _after_body(lows, start, end)
    if begin >= end or (capital_body(lows, begin, end) and not _surname_too(lows, begin, end)):
        return None
    given = lows[begin] in lexicon.given_names()
    if posted or begin > start:
        return (begin, end) if given or posted or not _is_body(plain, lows, begin, end) else None
    if _post_before(lows, start) and not _is_body(plain, lows, begin, end):
        return begin, end
    portfolio = _after_portfolio(lows, start, end) if start > 0 else None
    if portfolio or (start > 0 and (_is_object(plain, lows, start) or (lows[start - 1] in ARTICLES and not given))):
        return portfolio or _after_region(lows, start, end)
    if given and (end - begin > 1 or start == 0):
        return begin, end
    fresh_start = start == 0 or not capital(plain[start - 1])
    return (begin, end) if fresh_start and not _is_body(plain, lows, begin, end) else None


FULL_NAME = 2
SURNAMES_TOO = frozenset(lexicon.entries(toml("roles")["generic"]["surnames_too"]))
"""Surnames that end the names of bodies and documents as well: "Larry Page", "Charlotte Church"."""


def _surname_too(lows: list[str], begin: int, end: int) -> bool:
    """Whether the word that would make a body of the name is its bearer's surname."""
    return end - begin == FULL_NAME and lows[begin] in lexicon.given_names() and lows[begin + 1] in SURNAMES_TOO


def _is_object(plain: list[str], lows: list[str], start: int) -> bool:
    """Whether a preposition governs the run, alone or with the one it is joined to: "relatives of Ana and Petra"."""
    first = start
    if lows[start - 1] == "and":
        first -= 1
        while first > 0 and capital(plain[first - 1]):
            first -= 1
    return first > 0 and lows[first - 1] in TOWARDS


TOWARDS = frozenset({"for", "of", "at", "in", "from", "to", "by", "with"})
ARTICLES = frozenset({"the", "a", "an", "on", "near"})


PORTFOLIOS = frozenset(lexicon.entries(toml("names")["portfolios"]))
"""What ministers are for, word by word: "Minister of Foreign Affairs Ana Brecht"."""


def _after_portfolio(lows: list[str], start: int, end: int) -> tuple[int, int] | None:
    """The name behind what a post is for, when the run begins with such words: "of Health and Population Ana Brecht"."""
    heads = (lexicon.head_ending(lows, k) for k in range(1, start))
    begin = next((k for k in range(start, end) if lows[k] not in PORTFOLIOS), end)
    posted = any(head is not None and head[0].kind == "person" for head in heads)
    return (begin, end) if posted and start < begin < end else None


def _after_region(lows: list[str], start: int, end: int) -> tuple[int, int] | None:
    """The name in "Minister for the Middle East Ana Brecht": from a given name on, when a post stands before the run."""
    posted = any((head := lexicon.head_ending(lows, k)) and head[0].kind == "person" for k in range(1, start))
    names = (k for k in range(start + 1, end - 1) if lows[k] in lexicon.given_names())
    begin = next(names, None) if posted else None
    return (begin, end) if begin is not None else None


def _after_posts(lows: list[str], start: int, end: int) -> int:
    """Where the name begins after the last post or title of the run; `start` when there is none."""
    given = lexicon.given_names()
    for k in range(end, start, -1):
        head = lexicon.head_ending(lows, k)
        if lows[k - 1] not in lexicon.titles() and (head is None or head[0].kind not in {"person", "people"}):
            continue
        if head is not None and head[0].kind == "people" and k < end and lows[k] not in given:
            continue  # "Veterans Affairs"
        surname = k == end and k - 1 > start and lows[k - 2] in given  # "Mike Judge"
        forename = (
            k == start + 1 and k < end and lows[k] not in given and lows[k - 1] in given
        )  # "Major Lance Orlo" is none
        if not surname and not forename:
            return k
    return start


def _after_body(lows: list[str], start: int, end: int) -> int:
    """Where the name begins in "Human Rights Watch Ana Brecht"; `start` when no body stands before."""
    for k in range(end - 1, start, -1):
        if lows[k] in lexicon.given_names():
            head = lexicon.head_ending(lows, k)
            if head is not None and head[0].kind in {"organisation", "outlet"}:
                return k
    return start


def _post_before(lows: list[str], start: int) -> bool:
    """Whether a lower-case post stands right before the run: "police spokesman Ilir Koda"."""
    head = lexicon.head_ending(lows, start)
    return head is not None and head[0].kind in {"person", "people"} and lows[start - 1] != "the"


REGIONS = frozenset(lexicon.entries(toml("names")["regions"]))
"""Regions of the world that posts are for: "Minister for the Middle East"."""


def leading_country(plain: list[str], start: int, end: int) -> int:
    """Words of the country, region or demonym the run opens with, 0 when it opens otherwise or is nothing else."""
    for width in (3, 2, 1):
        text = " ".join(plain[start : start + width])
        known = text in lexicon.demonyms() or text in lexicon.country_names() or text in REGIONS
        if start + width < end and known:
            return width
    return 0


def _leading_outlet(plain: list[str], start: int, end: int) -> int:
    """Words of the outlet that the run opens with; a given name that is an outlet's too ("Petra Lind") is a given name."""
    for width in (4, 3, 2, 1):
        text = " ".join(plain[start : start + width])
        person = width == 1 and text.lower() in lexicon.given_names()
        if start + width < end and lexicon.outlet_called(text) is not None and not person:
            return width
    return 0


def capital_body(lows: list[str], start: int, end: int) -> bool:
    """Whether the run ends in a word of bodies or outlets: "Human Rights Watch", "Daily Courier"."""
    head = lexicon.head_ending(lows[start:end], end - start)
    if head is not None and head[0].kind in {"organisation", "outlet", "document", "channel"}:
        return True
    return end - start > 1 and lows[end - 1] in lexicon.outlet_heads()


def _is_body(plain: list[str], lows: list[str], start: int, end: int) -> bool:
    """Whether the run names a body, an outlet or a country rather than a person."""
    text = " ".join(plain[start:end])
    if capital_body(lows, start, end) or lexicon.outlet_called(text) is not None:
        return True
    if text in lexicon.country_names() or text in lexicon.demonyms() or text in lexicon.seats():
        return True
    if end - start == 1:
        return acronym(plain[start])
    if end < len(lows) and lows[end] in {"of", "for"}:
        head = lexicon.head_ending(lows[start:end], end - start)
        return head is not None
    return (
        any(acronym(word) and "." not in word for word in plain[start:end]) and lows[start] not in lexicon.given_names()
    )
