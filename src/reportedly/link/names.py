"""Names taken apart: titles dropped, spellings folded, romanisations brought to one skeleton."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.core.data import toml
from reportedly.link.terms import folded

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+){0,3}")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_BRACKETED = re.compile(r"\(\s*([A-Z][A-Za-z]{0,2}[A-Z][A-Za-z0-9]{0,8})\s*\)")
_SOUNDS = {
    "shch": "S", "tsch": "S", "tch": "S", "sch": "S", "dzh": "J", "zh": "J", "dj": "J", "sh": "S", "ch": "S", "kh": "h",
    "gh": "k", "g": "k", "dh": "d", "th": "t", "ph": "f", "ck": "k", "q": "k", "c": "k", "x": "ks", "j": "J", "v": "w",
}  # fmt: skip
_SOUND = re.compile("|".join(_SOUNDS))
_VOWELS = re.compile(r"(?<=.)[aeiouyw']+|(?<=[aeiou])h$")
_GLUED = re.compile(r"^[aeu](?:(?=zz.)z|(?=rr.)r|(?=ss.)s|(?=nn.)n|(?=dd.)d|(?=tt.)t)")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. words: folded, without titles, suffixes and small words, in order; particles kept.

    core: words without particles, and without an article glued to them ("Deir Ezzor"). sounds: a consonant skeleton for each core word. acronym: the name itself in small
    letters when it looks like one ("PMU"), else "". initials: first letters of all words, for matching acronyms.
    given: acronyms the name gives itself in brackets. suffixes: "jr", "iii", …
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    sounds: tuple[str, ...]
    acronym: str
    initials: frozenset[str]
    given: frozenset[str]
    suffixes: frozenset[str]


@cache
def words_of(table: str) -> frozenset[str]:
    """A word list of `[names]` in link.toml."""
    return frozenset(toml("link")["names"][table].split())


@lru_cache(maxsize=1 << 16)
def name(written: str, *, person: bool = False) -> Name:
    """The parts of a name as written; titles are dropped from a person's name only ("General Assembly").

    >>> name("Lt. Gen. Omar al-Bashir Jr.", person=True).words
    ('omar', 'al', 'bashir')
    >>> name("Popular Mobilization Units (PMU)").given
    frozenset({'pmu'})
    """
    text = folded(written.replace("\u00a0", " "))
    given = frozenset(m.group(1).lower() for m in _BRACKETED.finditer(text))
    text = _BRACKETED.sub(" ", text)
    text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    bare = [w for w in _WORD.findall(text) if w != "a"]
    lower = [w.lower().removesuffix("'s").replace("'", "") for w in bare]
    if person:
        lower = _untitled(lower)
    suffixes = frozenset(w for w in lower[1:] if w in words_of("suffixes"))
    small = words_of("small_words")
    words = tuple(w for w in lower if w not in suffixes and w not in small) or tuple(lower) or (text.strip().lower(),)
    core = tuple(w for w in words if w not in words_of("particles")) or words
    if not person:
        core = (core[0], *(_GLUED.sub("", w) for w in core[1:]))
    compact = text.strip()
    looks = len(bare) == 1 and len(compact) <= 8 and sum(c.isupper() for c in compact) >= 2
    full = [w for w in lower if w not in suffixes]
    return Name(
        words=words,
        core=core,
        sounds=tuple(sound(w) for w in core),
        acronym=compact.lower() if looks else "",
        initials=frozenset({"".join(w[0] for w in full), "".join(w[0] for w in words), "".join(w[0] for w in core)})
        if len(full) > 1
        else frozenset(),
        given=given,
        suffixes=suffixes,
    )


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The consonants of a folded word, one letter a sound: equal for most romanisations of one name.

    >>> sound("mohammed") == sound("muhammad") == sound("mohamed"), sound("zelensky") == sound("zelenskiy")
    (True, True)
    """
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", spoken(word)))


@lru_cache(maxsize=1 << 16)
def spoken(word: str) -> str:
    """A folded word with one letter for each consonant sound, vowels kept; letters of other scripts stay.

    >>> spoken("qassem"), spoken("kasim")
    ('kasem', 'kasim')
    """
    if not word.isascii():
        return word
    word = re.sub(r"^[aeiou]+", "a", word)
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda m: _SOUNDS[m.group()], word))


@cache
def alias_rows() -> dict[str, int]:
    """Key of every listed alias to the number of its row."""
    return {key(written): n for n, row in enumerate(toml("link")["aliases"]["rows"]) for written in row}


@cache
def nicknames() -> dict[str, int]:
    """Given name or nickname to the number of its row."""
    return {word: n for n, row in enumerate(toml("link")["names"]["nicknames"]) for word in row.split()}


def _untitled(words: list[str]) -> list[str]:
    """Without leading titles: "foreign minister", "lt gen"."""
    while len(words) > 1:
        portfolio = words[0] in words_of("portfolios") and len(words) > 2 and words[1] in words_of("titles")
        if words[0] not in words_of("titles") and not portfolio:
            break
        words = words[2:] if portfolio else words[1:]
    return words


def key(written: str, *, person: bool = False) -> str:
    """What is left of a name when spelling, titles and articles are folded away.

    >>> key("the Hashd al-Sha’abi") == key("Hashd al-Shaabi")
    True
    """
    return " ".join(name(written, person=person).words)
