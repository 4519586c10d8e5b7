"""Words of a source phrase: what is a name, what is a small word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Role


TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_](?:[\w.&/-]|['’](?=\w))*|['’]s\b|[,;:()–—“”\"]")


POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


SMALL = frozenset({"of", "the", "for", "and", "in", "on"})
"""Words inside a name that are written small."""
BREAKS = frozenset(',;:()–—“”"')


def _grammar(key: str) -> frozenset[str]:
    return frozenset(lexicon.entries(toml("pronouns")["grammar"][key]))


PREPOSITIONS = _grammar("prepositions")
QUANTITIES = _grammar("quantities")
DEFINITE = _grammar("definite")
NEW = _grammar("new")
SOME = _grammar("some")
OPENERS = _grammar("openers")
SHOWN_SMALL = _grammar("shown_small")
ADJECTIVE_ROLE: dict[str, Role] = {
    word: role for role, words in toml("roles")["by_modifier"].items() for word in lexicon.entries(words)
}
GENERIC = frozenset(lexicon.entries(toml("roles")["generic"]["heads"]))
ARTICLED = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})
"""Words that open a noun phrase of its own."""
PASSING = frozenset({"other", "victim", "eyewitness"})
"""Roles that give way to a post told elsewhere."""
PROPER = frozenset(lexicon.entries(toml("roles")["generic"]["proper"]))


HEARD = frozenset({"quoted", "cited", "interviewed", "contacted", "questioned", "reached"})
"""Participles whose "by" names who passes a voice on."""


def capital(token: str) -> bool:
    """Whether the token is written as a name."""
    return token[:1].isupper() or (token[:3] in {"al-", "el-", "ad-", "as-", "an-", "ar-"} and token[3:4].isupper())


def acronym(word: str) -> bool:
    """Whether the word is all capitals."""
    letters = word.replace(".", "").replace("-", "").replace("&", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


def unowned(tokens: list[str]) -> str:
    """The words as one, without the last possessive ending."""
    return POSSESSIVE.sub("", " ".join(tokens))


def describes(first: str, second: str) -> bool:
    """Whether a sentence's first word only describes the noun behind it: "Nearly eight", "Polling averages"."""
    if first in lexicon.given_names() or first in lexicon.titles() or not first.isalpha():
        return False
    if first.endswith("ly"):
        return True
    return (
        first.endswith(("ing", "ed", "al", "ous", "ive", "ent")) and second.endswith("s") and second not in PREPOSITIONS
    )


def own_word(first: str) -> bool:
    """Whether a capitalised first word belongs to an outlet's own name: "Delta" in "Delta Post", not "Russian" or "The"."""
    low = first.lower()
    told = first in lexicon.demonyms() or first in lexicon.country_names() or "-" in first or acronym(first)
    return (
        capital(first)
        and not told
        and low not in DEFINITE | SOME | QUANTITIES | OPENERS | set(ADJECTIVE_ROLE)
        and low not in lexicon.heads()
    )
