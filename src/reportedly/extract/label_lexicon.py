"""The patterns made of data/labels.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reportedly.core.data import toml
from reportedly.extract.entity_lexicon import alternatives, words_of


class Labels(NamedTuple):
    """phrase: a label noun with what loads it before it. plain: nouns that alone say nothing. marks: so-called.

    accusing: openings of phrases that are an accusation whoever is meant.
    """

    phrase: re.Pattern[str]
    plain: frozenset[str]
    definite: frozenset[str]
    marks: re.Pattern[str]
    accusing: tuple[str, ...]


@cache
def labels() -> Labels:
    """Compiled once."""
    table = toml("labels")
    nouns = words_of(table["nouns"]["words"])
    plain = words_of(table["plain"]["words"])
    before = alternatives(words_of(table["premodifiers"]["words"]))
    noun = alternatives({form for n in nouns | plain for form in (n, plural(n))})
    return Labels(
        phrase=re.compile(rf"(?<![\w-])(?P<before>(?:(?:{before})[ -]){{0,3}})(?P<noun>{noun})(?![\w-])"),
        plain=frozenset(form for n in plain for form in (n, plural(n))),
        definite=frozenset(form for n in words_of(table["definite"]["words"]) for form in (n, plural(n))),
        marks=re.compile(rf"(?<![\w-])(?:{alternatives(words_of(table['marks']['so_called']))})(?![\w-])"),
        accusing=tuple(sorted(words_of(table["accusing"]["words"]))),
    )


def plural(noun: str) -> str:
    """The regular plural of the last word.

    >>> plural("death squad"), plural("proxy"), plural("gunman"), plural("terrorists")
    ('death squads', 'proxies', 'gunmen', 'terrorists')
    """
    if noun.endswith(("men", "s")) and not noun.endswith("ss"):
        return noun
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ss", "sh", "ch", "x")) else f"{noun}s"
