"""What the writing in usual case knows of words: which are ordinary, which are abbreviations, how fixed names are written."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly.core.data import lines, toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,8}[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*")
"""A dotted abbreviation, or a word with what follows its apostrophes."""
_ENDINGS = (
    ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")), ("er", ("", "e")),
    ("ers", ("", "e")), ("est", ("", "e")), ("iest", ("y",)), ("ier", ("y",)), ("ly", ("", "le")), ("ily", ("y",)), ("ally", ("", "al")), ("ment", ("",)),
    ("ments", ("",)), ("ation", ("", "e", "ate")), ("ations", ("", "e", "ate")), ("ion", ("", "e")), ("ions", ("", "e")),
    ("ness", ("",)), ("iness", ("y",)), ("ability", ("able",)), ("ism", ("",)), ("less", ("",)), ("ful", ("",)),
    ("ization", ("ize",)), ("isation", ("ise",)), ("or", ("", "e")), ("ors", ("", "e")), ("able", ("", "e")),
)  # fmt: skip
"""Regular endings, and what stands in their place in the word they are of."""
_SPELLINGS = (("our", "or"), ("or", "our"), ("is", "iz"), ("iz", "is"), ("yz", "ys"), ("ys", "yz"), ("tre", "ter"))
_PREFIXES = ("un", "re", "dis", "non", "anti", "ex", "pre", "counter", "over", "under", "mis", "inter", "self", "sub")
_DOUBLED = re.compile(r"([bdfglmnprst])\1(?:ed|ing|er|ers)")
_DERIVED = re.compile(
    r"\w{2,20}(?:tions?|ness|isms?|i[sz]ed|i[sz]ing|ously|fully|lessly|ingly|edly|abilit(?:y|ies)|ological)|\w{5,20}(?:ments?|ed)|\w{6,20}ing|\w{5,20}ly"
)
"""Forms that are English words even when no list knows them."""
_VOWEL = re.compile(r"[aeiouyà-öø-ýœ]")
_ONSETS = frozenset(
    "bl br ch cl cr dr dw fl fr gh gl gr gu jh kh kl kn kr ll ph pl pr ps qu rh sc sh sk sl sm sn sp sq st sv sw th tr ts tw tz vl wh wr zh".split()  # noqa: SIM905  a table
)
_CODAS = frozenset(
    """bs ch ck ct dd ds dt ff ft gg gh gs hl hm hn hr hs ks lb lc ld lf lg lk ll lm lp ls lt lz mb mm mp ms nc nd ng nk nn ns nt
    nz ph pp ps pt rb rc rd rf rg rk rl rm rn rp rr rs rt rv rz sh sk sp ss st th ts tt tz wk wl wn ws xt zz""".split()  # noqa: SIM905  a table
)
_LONGEST_STRANGE = 4
"""Letters of the longest word that its letters alone make an abbreviation."""


class Words(NamedTuple):
    """The lists of data/casing.toml and of the other tables, in lower case."""

    titles: frozenset[str]
    short_titles: frozenset[str]
    title_openers: frozenset[str]
    qualifiers: frozenset[str]
    given: frozenset[str]
    peoples: frozenset[str]
    both: frozenset[str]
    always: frozenset[str]
    inner: frozenset[str]
    also_inner: frozenset[str]
    before_given: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    before_month: frozenset[str]
    lower: frozenset[str]
    country_before: frozenset[str]
    country_behind: frozenset[str]
    heads: frozenset[str]
    common: frozenset[str]
    of: frozenset[str]
    small: frozenset[str]
    openers: frozenset[str]
    numbered: frozenset[str]
    verbs: frozenset[str]
    fixed: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


def lowered(word: str) -> str:
    """In lower case letter by letter, apostrophes straight; letters whose lower case is not one letter stay.

    >>> lowered("O’HARA")
    "o'hara"
    """
    return "".join(low if len(low := c.lower()) == 1 else c for c in word).replace("’", "'")


def written(word: str) -> str:
    """With a capital first letter, and one after the apostrophe or the "Mc" of a name.

    >>> written("D’ARNO"), written("MCTALLY"), written("GUARD'S")
    ('D’Arno', 'McTally', "Guard's")
    """
    low = "".join(small if len(small := c.lower()) == 1 else c for c in word)
    cut = 2 if re.match(r"[^\W\d_]['’]\w{3}|mc[^\W\d_]{4}", low) else 0
    return word[:1] + low[1:] if not cut else word[:1] + low[1:cut] + word[cut : cut + 1] + low[cut + 1 :]


@cache
def words() -> Words:
    """Compiled once."""
    table, abbreviations = toml("casing"), toml("abbreviations")
    titles, names, days, bodies, short = (
        {key: frozenset(listed.split()) for key, listed in table[part].items() if key != "phrases"}
        for part in ("titles", "names", "days", "bodies", "abbreviations")
    )
    people = frozenset(
        lowered(name)
        for row in toml("demonyms")["countries"].values()
        for part in row.split("|")[:2]
        for name in _entries(part)
    )
    given = frozenset(lowered(name) for listed in toml("pronouns")["given"].values() for name in listed.split()).union(
        *(map(lowered, _entries(listed)) for listed in toml("entities")["first_names"].values())
    )
    return Words(
        titles=titles["short"] | titles["long"], short_titles=titles["short"], title_openers=titles["openers"],
        qualifiers=titles["qualifiers"], given=given, peoples=(people - {"us"}) | names["peoples"],
        both=names["both"], always=names["always"], inner=names["inner"], also_inner=names["also"],
        before_given=names["before"], days=days["always"], months=days["both"], before_month=days["after"],
        lower=short["lower"], country_before=short["country_before"], country_behind=short["country_behind"],
        heads=bodies["heads"], common=bodies["common"], of=bodies["of"],
        small=names["small"],
        openers=frozenset(abbreviations["openers"]), numbered=frozenset(abbreviations["numbered"]),
        verbs=frozenset(abbreviations["saying"]), fixed=_fixed(table, short["kept"], given),
    )  # fmt: skip


def _entries(listed: str) -> Iterator[str]:
    return (entry for part in listed.split(",") if (entry := " ".join(part.split())))


def _names(table: Mapping[str, Any], kept: frozenset[str]) -> Iterator[str]:
    """Every name of the tables as it is written, surest first."""
    yield from (name for name in _entries(table["bodies"]["phrases"]) for name in [_titled(name)])
    yield from kept
    for row in toml("demonyms")["countries"].values():
        for part in row.split("|"):
            yield from _entries(part)
    for section in toml("entities")["bodies"].values():
        for usual, names in section.items():
            yield from (usual, *_entries(names))
    outlets = toml("outlets_words")
    yield from _entries(outlets["credits"]["agencies"])
    yield from _entries(outlets["names"]["outlet"])


def _titled(name: str) -> str:
    return " ".join(word if word == "of" else word.capitalize() for word in name.split())


def _fixed(
    table: Mapping[str, Any], kept: frozenset[str], given: frozenset[str]
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """First word to the names that begin with it, longest first: their words in lower case, and as written."""
    found: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for name in _names(table, kept):
        parts = tuple(m[0] for m in TOKEN.finditer(name.removeprefix("The ").removeprefix("the ")))
        key = tuple(map(lowered, parts))
        if parts and (len(parts) > 1 or name in kept or not (ordinary(key[0]) or key[0] in given)):
            found.setdefault(key[0], {}).setdefault(key, parts)
    return {first: tuple(sorted(names.items(), key=lambda n: -len(n[0]))) for first, names in found.items()}


@cache
def _listed() -> frozenset[str]:
    return frozenset(lines("ordinary_words"))


@lru_cache(maxsize=65536)
def ordinary(word: str) -> bool:
    """Whether a word (lower case) is one of the language: listed, or a regular form of a listed one.

    >>> [ordinary(w) for w in ("denied", "unharmed", "halgoya")]
    [True, True, False]
    """
    return word in _listed() or regular(word, _listed())


def regular(word: str, listed: AbstractSet[str]) -> bool:
    """Whether a word is a regular form of a listed one, in British or American spelling."""
    if any(stem in listed for form in _spellings(word) for stem in (form, *_stems(form)) if stem != word):
        return True
    rest = next((word[len(p) :] for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 4), None)
    return rest is not None and (rest in listed or any(stem in listed for stem in _stems(rest)))


def _spellings(word: str) -> Iterator[str]:
    yield word
    for one, other in _SPELLINGS if len(word) > 5 else ():
        if one in word[3:]:
            yield word[:3] + word[3:].replace(one, other)


def _stems(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            if ending == "es" and not stem.endswith(("s", "x", "z", "ch", "sh", "o")):
                continue
            yield from (stem + letters for letters in instead)
    if len(word) > 5 and _DOUBLED.fullmatch(word, len(word) - (5 if word.endswith(("ing", "ers")) else 4)):
        yield word[: -4 if word.endswith(("ing", "ers")) else -3]


@lru_cache(maxsize=65536)
def derived(word: str) -> bool:
    """Whether an unlisted word has the form of an English noun, verb or adverb."""
    return _DERIVED.fullmatch(word) is not None


def strange(word: str) -> bool:
    """Whether a word (lower case) can only be read letter by letter.

    >>> [strange(w) for w in ("mrt", "urng", "eln", "oslo", "klein")]
    [True, True, True, False, False]
    """
    if not word.isalpha():
        return False
    if not _VOWEL.search(word):
        return len(word) > 1
    if len(word) > _LONGEST_STRANGE:
        return False
    first, last = _VOWEL.search(word), max(m.end() for m in _VOWEL.finditer(word))
    onset, coda = word[: first.start() if first else 0], word[last:]
    return (len(onset) > 1 and onset not in _ONSETS) or (len(coda) > 1 and coda not in _CODAS)
