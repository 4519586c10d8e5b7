"""What posts and titles tell of a voice: gender, role, the words it may be taken up with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_words import ADJECTIVE_ROLE, ARTICLED, GENERIC, capital
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.attribute.source_record import Phrase
    from reportedly.core.records import Kind, Role

CLERGY, NEIGHBOURLY, ARMED = (
    frozenset(lexicon.entries(toml("roles")["generic"][name])) for name in ("clergy", "neighbourly", "armed")
)


def gender_told(before: list[str], name: list[str]) -> str | None:
    """Gender told by a title or post before the name, else by the given name; None when neither does."""
    for word in before:
        gender = lexicon.titles().get(word)
        if gender in {"male", "female"}:
            return gender
        if word.endswith("woman"):
            return "female"
        if word.endswith("man") and len(word) > 5:
            return "male"
    return (lexicon.given_names().get(name[0].split("-")[0]) or None) if len(name) > 1 else None


def gender_of_name(name: str) -> str | None:
    """What the given name tells.

    >>> gender_of_name("Lena Orlo"), gender_of_name("Zorv Orlo")
    ('female', None)
    """
    first = name.lower().split()[0] if name.split() else ""
    return lexicon.given_names().get(first) or None


SHORT_POSTS: dict[str, tuple[str, Role]] = {
    "gen": ("general", "military"), "lt": ("lieutenant", "military"), "col": ("colonel", "military"), "maj": ("major", "military"),
    "capt": ("captain", "military"), "sgt": ("sergeant", "military"), "adm": ("admiral", "military"), "brig": ("brigadier", "military"),
    "cpl": ("corporal", "military"), "cmdr": ("commander", "military"), "sen": ("senator", "official"), "rep": ("representative", "official"),
    "gov": ("governor", "official"), "pres": ("president", "official"), "prof": ("professor", "expert"), "dr": ("doctor", "other"),
    "rev": ("reverend", "official"), "cllr": ("councillor", "official"), "coun": ("councillor", "official"), "amb": ("ambassador", "official"),
    "det": ("detective", "official"), "dci": ("detective chief inspector", "official"),
    "insp": ("inspector", "official"), "supt": ("superintendent", "official"),
}  # fmt: skip


def all_heads(lows: list[str]) -> tuple[str, ...]:
    """Every post in the words, short titles spelt out."""
    found = [SHORT_POSTS[word][0] for word in lows if word in SHORT_POSTS]
    k = len(lows)
    while k > 0:
        head = lexicon.head_ending(lows, k)
        if head is not None and head[0].kind in {"person", "people"}:
            found.append(head[0].base)
            k = head[1]
        else:
            k -= 1
    return tuple(found)


def role_told(head: lexicon.Head, around: list[str]) -> Role:
    """The role of the head, or of its modifiers when the head says nothing ("security sources")."""
    told = head.kind in {"person", "people"} and head.base in GENERIC | {"official", "spokesman", "commander"}
    if not told or head.role == "spokesperson":
        return head.role
    if RESCUING.search(" ".join(around)):
        return "medical"
    by_adjective = (ADJECTIVE_ROLE.get(word) for word in reversed(around))
    shared: tuple[Role, ...] = (
        ("military", "armed_group", "medical") if head.base == "official" else ROLES_OF_ADJECTIVES
    )
    adjective = next((role for role in by_adjective if role in shared), None)
    if adjective is not None:
        return adjective
    for word in reversed(around):
        other = lexicon.heads().get(word)
        if other is not None and (
            other.role not in NOT_SHARED if head.base == "source" else
            other.role != "other" if head.base in GENERIC else other.role == "armed_group"
        ):  # fmt: skip
            return other.role
    return head.role


ROLES_OF_ADJECTIVES: tuple[Role, ...] = ("military", "armed_group", "medical", "aid", "official", "journalist")
RESCUING = re.compile(r"\bcivil (?:defen[cs]e|protection)\b")
NOT_SHARED = frozenset({"other", "eyewitness"})
"""Roles that a source does not have from the word before it: "local sources" are no eyewitnesses."""


RANKS = frozenset(lexicon.entries(toml("roles")["generic"]["ranks"]))
"""Posts that armies share with police forces and armed groups."""


def better_told(role: Role, read: Phrase) -> bool:
    """Whether a phrase knows better than the rank alone: "the precinct commander, Major Tal" is no soldier."""
    return (
        role == "military"
        and read.role in {"official", "medical", "armed_group"}
        and bool(RANKS.intersection(read.heads))
    )


def kin_title(plain: list[str], lows: list[str], name: int) -> Role | None:
    """The role of "Father Tolm" and "Aunt Mira": a kinship word that nobody owns, right before the name, is a title."""
    title, alone = name - 1, len(plain) == name + 1
    if title < 0 or not capital(plain[title]) or (title > 0 and lows[title - 1] in ARTICLED):
        return None
    if lows[title] in NEIGHBOURLY:
        return "eyewitness"
    return "official" if lows[title] in CLERGY and (alone or lows[title] not in SIBLINGS) else None


SIBLINGS = frozenset({"mother", "brother", "sister"})
"""Titles of an order only before a single name: "Sister Mira", but not "Brother Ilir Koda"."""


def body_role(role: Role, kind: Kind, name: str | None) -> Role:
    """The role of a body, by the words of its name where they tell an armed group, or those who stand up for victims.

    >>> body_role("military", "organisation", "Northern Liberation Army")
    'armed_group'
    >>> body_role("official", "organisation", "Committee of Mothers of the Twelfth Draft")
    'aid'
    """
    words = name.lower().split() if kind == "organisation" and name is not None else []
    armed = ARMED.intersection(words) and words[-1] in FIGHTING
    if armed and role in {"military", "other", "official"}:
        return "armed_group"
    if "rights" in words and role == "other":
        return "aid"
    if (role == "other" and words[-1:] == ["states"]) or (role == "military" and "police" in words):
        return "official"
    return "aid" if KIN_OF.intersection(words) and role in {"other", "official"} else role


KIN_OF = frozenset(lexicon.entries(toml("roles")["generic"]["kin_of"]))
FIGHTING = frozenset(lexicon.entries(toml("roles")["generic"]["fighting"]))


def title_role(lows: list[str]) -> Role:
    """The role that the last post or short title tells."""
    for k in range(len(lows), 0, -1):
        head = lexicon.head_ending(lows, k)
        if head is not None and head[0].role != "other":
            return head[0].role
    return next((SHORT_POSTS[w][1] for w in lows if w in SHORT_POSTS), "other")
