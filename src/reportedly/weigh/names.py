"""When two written names are one name: titles, spellings from other alphabets, bodies and their adjectives."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from reportedly.core.data import toml

_WORDS = toml("weigh")
_TITLES = frozenset(_WORDS["titles"])
_BODY_STOP = frozenset(_WORDS["body_stop"])
_SPELLING = dict(_WORDS["body_spelling"])
_GENERIC = frozenset(_WORDS["body_generic"])
_TAILS = tuple(_WORDS["outlet_tails"])

_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_APOSTROPHES = re.compile(r"['’‘ʼʿʾ`´]")
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLES = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "bin", "ibn", "bint", "abu", "de", "van", "von"}
)
_SOUNDS = (
    ("sch", "sh"), ("dj", "j"), ("ph", "f"), ("dh", "d"), ("gh", "g"), ("th", "t"), ("kh", "k"), ("ck", "k"), ("q", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("y", "i"), ("e", "a"), ("o", "u"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LONG = 200
_LINKS = frozenset(
    {"of", "from", "in", "at", "with", "who", "on", "close", "familiar", "near", "inside", "for", "to", "by"}
)
_COUNTED = frozenset(
    {"unnamed", "anonymous", "a", "an", "the", "some", "several", "two", "three", "four", "five", "other", "one"}
)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name in lower case without accents, apostrophes, possessive "'s" and punctuation; at most 200 characters are read.

    >>> folded("Syria’s  Al-Sína'a")
    'syria al sinaa'
    """
    name = _APOSTROPHES.sub("", _POSSESSIVE.sub("", name[:_LONG]))
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """One key for the usual Latin spellings of one foreign word.

    >>> sound("mohammed") == sound("muhamad") and sound("polyanskiy") == sound("poliansky")
    True
    """
    for written, meant in _SOUNDS:
        word = word.replace(written, meant)
    word = _DOUBLED.sub(r"\1", word)
    return word.removesuffix("h") if len(word) > 3 and word.endswith("ah") else word


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, titles and particles dropped.

    >>> person_words("Lt. Gen. Bassam al-Sabbagh")
    ('bassam', 'sabbagh')
    """
    words = folded(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    first, *rest = words or [""]
    return tuple(w for w in (first, *(w for w in rest if w not in _ARTICLES)) if w)


@lru_cache(maxsize=65536)
def person_key(name: str) -> str | None:
    """First and last word of a full name, spelling-tolerant; None when there is one word only.

    >>> person_key("Dr. Mohammed Ali Haddad") == person_key("Muhammad Hadad")
    True
    """
    words = person_words(name)
    return f"{sound(words[0])} {sound(words[-1])}" if len(words) > 1 else None


@lru_cache(maxsize=65536)
def surname_key(name: str) -> str | None:
    """The last word of a name, spelling-tolerant; None when nothing is left of the name."""
    words = person_words(name)
    return sound(words[-1]) if words else None


@cache
def _countries() -> tuple[dict[str, str], re.Pattern[str]]:
    """Folded names and adjectives of countries to one word each, and a pattern of those of several words."""
    meant: dict[str, str] = dict(_WORDS["country_words"])
    for line in toml("demonyms")["countries"].values():
        names, adjectives, *_ = (part.split(",") for part in f"{line}||".split("|"))
        country = folded(names[0]).replace(" ", "")
        country = {"unitedstates": "us", "unitedkingdom": "uk"}.get(country, country)
        for written in (*names, *adjectives):
            if folded(written):
                meant.setdefault(folded(written), country)
    phrases = sorted((w for w in meant if " " in w), key=lambda w: (-len(w), w))
    return meant, re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


@lru_cache(maxsize=65536)
def body_words(name: str) -> frozenset[str]:
    """What identifies a body, in no order: "Syrian Ministry of Health" and "Syria's health ministry" are equal.

    >>> body_words("the Syrian Ministry of Health") == body_words("Syria’s health ministry")
    True
    """
    meant, phrases = _countries()
    plain = phrases.sub(lambda m: meant[m[0]], folded(name))
    words = (meant.get(w, w) for w in plain.split())
    words = (_SPELLING.get(w, w) for w in words)
    return frozenset(singular(w) for w in words if w not in _BODY_STOP)


@lru_cache(maxsize=65536)
def body_key(name: str) -> str:
    """The words of `body_words` as one string; empty when none is left."""
    return " ".join(sorted(body_words(name)))


@lru_cache(maxsize=65536)
def countries_in(name: str) -> frozenset[str]:
    """The countries a name speaks of, as one word each.

    >>> sorted(countries_in("the Syrian Arab Army"))
    ['syria']
    """
    return body_words(name) & frozenset(_countries()[0].values())


def distinctive(name: str) -> frozenset[str]:
    """The words of a body's name that tell it from another: empty for "the army" or "gunmen".

    >>> sorted(distinctive("Israeli forces"))
    ['israel']
    """
    return body_words(name) - _GENERIC


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A noun's singular, by rule; good enough to compare heads ("officials" with "official").

    >>> singular("officials"), singular("agencies"), singular("children"), singular("press")
    ('official', 'agency', 'child', 'press')
    """
    irregular = {
        "children": "child",
        "women": "woman",
        "men": "man",
        "bodies": "body",
        "lives": "life",
        "persons": "person",
    }
    if word in irregular:
        return irregular[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "ps")):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def outlet_key(name: str) -> str:
    """An outlet's name without article and describing tail.

    >>> outlet_key("the Sputnik news agency") == outlet_key("Sputnik")
    True
    """
    words = folded(name).removeprefix("the ")
    for tail in _TAILS:
        if words.endswith(" " + tail):
            return words.removesuffix(" " + tail)
    return words


def head(name: str) -> str:
    """The noun of a description, singular.

    >>> head("two local officials from the town"), head("unnamed sources"), head("residents")
    ('official', 'source', 'resident')
    """
    kept: list[str] = []
    for word in folded(name).split():
        if kept and word in _LINKS:
            break
        if word not in _COUNTED:
            kept.append(word)
    return singular(kept[-1]) if kept else ""
