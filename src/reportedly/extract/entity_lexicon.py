"""The names and words of data/entities.toml, ready for look-up."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Iterable

EVEN = str.maketrans({"’": "'", "‘": "'", "`": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\t": " "})
"""Typographic apostrophes and odd blanks, one character for one, so that offsets stay."""


class Lexicon(NamedTuple):
    """bodies: first word to (spelling, usual name), longest first. titles: words, one to three of them joined by blanks."""

    bodies: dict[str, tuple[tuple[str, str], ...]]
    shouted: dict[str, tuple[tuple[str, str], ...]]
    ambiguous: frozenset[str]
    beside: re.Pattern[str]
    first_names: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_openers: frozenset[str]
    facility_heads: frozenset[str]
    particles: frozenset[str]
    peoples: dict[str, str]
    facility_after: re.Pattern[str]
    body_after: re.Pattern[str]
    known_as: re.Pattern[str]
    speech_after: re.Pattern[str]
    weapons: re.Pattern[str]


def words_of(text: str) -> frozenset[str]:
    """The entries of a comma-separated list."""
    return frozenset(" ".join(entry.split()) for entry in text.translate(EVEN).split(",") if entry.strip())


def alternatives(entries: Iterable[str]) -> str:
    """A regular expression for any of them, longest first, as a tree of letters: a look that fails fails at its first letters.

    >>> alternatives(["bandit", "ban", "cult"])
    '(?:ban(?:dit)?|cult)'
    """
    branches: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry:
            branches[entry[0]].add(entry[1:])
    return "(?:" + "|".join(re.escape(first) + _rest(rest) for first, rest in sorted(branches.items())) + ")"


def _rest(tails: set[str]) -> str:
    if tails == {""}:
        return ""
    if len(tails) == 1:
        return re.escape(next(iter(tails)))
    if "" in tails:
        inner = alternatives(tails)
        return f"{inner}?"
    firsts = {tail[0] for tail in tails}
    if len(firsts) == 1:
        return re.escape(next(iter(firsts))) + _rest({tail[1:] for tail in tails})
    return alternatives(tails)


@cache
def lexicon() -> Lexicon:
    """Compiled once."""
    table = toml("entities")
    words = table["words"]
    bodies: dict[str, list[tuple[str, str]]] = {}
    for section in table["bodies"].values():
        for usual, names in section.items():
            for name in {usual.translate(EVEN), *words_of(names)}:
                bodies.setdefault(_first(name), []).append((name, usual))
    loaded = words_of(toml("labels")["premodifiers"]["words"])
    adjectives = alternatives(words_of(words["body_adjectives"]) | loaded)
    return Lexicon(
        bodies={k: tuple(sorted(v, key=lambda n: -len(n[0]))) for k, v in bodies.items()},
        shouted=_shouted(bodies),
        ambiguous=words_of(table["ambiguous"]["names"]),
        beside=re.compile(rf" (?:{alternatives(words_of(table['ambiguous']['beside']))})\b"),
        first_names=frozenset().union(*(words_of(v) for v in table["first_names"].values())),
        not_names=words_of(words["not_names"]),
        titles=words_of(words["titles"]),
        organisation_heads=words_of(words["organisation_heads"]),
        organisation_openers=words_of(words["organisation_openers"]),
        facility_heads=words_of(words["facility_heads"]),
        particles=words_of(words["name_particles"]),
        peoples=_peoples(),
        facility_after=re.compile(rf" (?:{alternatives(words_of(words['facility_heads']))})\b(?!-)", re.IGNORECASE),
        body_after=re.compile(rf"(?:'s)?(?P<adjectives>(?: (?:{adjectives})){{0,3}}) (?P<noun>{alternatives(words_of(words['body_nouns']))})\b(?!-)", re.IGNORECASE),
        known_as=re.compile(rf",? ?\(?(?:{alternatives(words_of(words['also_known']) - {'or'})}):? (?:the )?[\"'“]?"),
        speech_after=re.compile(rf",? (?:{alternatives(words_of(words['speech_verbs']))})\b"),
        weapons=re.compile(rf"\b(?:{alternatives(words_of(table['weapons']['names']))})(?:-class)?\b(?! [A-Z])"),
    )  # fmt: skip


def _first(name: str) -> str:
    """What the look-up starts from: the first word, without what follows an apostrophe or a full stop."""
    return name.split(" ", 1)[0]


def _shouted(bodies: dict[str, list[tuple[str, str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The same in capitals, for texts written in capitals; without those that are then plain words."""
    shouted: dict[str, set[tuple[str, str]]] = {}
    for entries in bodies.values():
        for name, usual in entries:
            if name not in _PLAIN_IN_CAPITALS:
                shouted.setdefault(_first(name.upper()), set()).add((name.upper(), usual))
    return {k: tuple(sorted(v, key=lambda n: (-len(n[0]), n))) for k, v in shouted.items()}


_PLAIN_IN_CAPITALS = frozenset(
    ["IS", "WHO", "ICE", "CARE", "MAP", "PA", "SITE", "AM", "Dawn", "TIP", "Democrats", "Labour", "Guardian", "Congress", "Fars", "Conservatives",
     "Telegram", "MEND", "Amnesty", "SANA", "CIS", "PRC", "JEM", "AAH", "BIR", "SAF", "Los Lobos", "Zetas", "Wagner"]
)  # fmt: skip


def _peoples() -> dict[str, str]:
    """Country names and demonyms, each with its country."""
    found: dict[str, str] = {
        "Western": "west",
        "European": "eu",
        "Kurdish": "kurds",
        "Palestinian": "PS",
        "Arab": "arab",
        "Zionist": "IL",
    }
    for code, entry in toml("demonyms")["countries"].items():
        parts = [part.split(",") for part in entry.split("|")][:2]
        for name in (n.strip() for part in parts for n in part):
            if name:
                found.setdefault(name, code)
    found |= {"US": "US", "U.S.": "US", "USA": "US", "American": "US", "UK": "GB", "U.K.": "GB", "British": "GB"}
    return found
