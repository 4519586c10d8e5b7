"""Generic words for a body that the report names: "the armed group", "the news agency", "the rebels", "the army"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.attribute.source_phrase import Phrase
    from reportedly.attribute.source_voice import Place, Scene
    from reportedly.core.records import Role

MOST_BODIES = 400
"""Mentions of bodies that are looked at; keeps very long texts from costing their square."""
NEAR = 2
"""Sentences before a generic phrase in which the body it means is looked for first."""
PRESS = frozenset({"outlet", "channel"})
ROLES: frozenset[Role] = frozenset({"armed_group", "aid", "military", "medical"})
"""Roles that a generic phrase tells by itself; "the ministry" and "the department" need their own noun."""
BROAD = {head: lexicon.taking_up()[head] for head in ("group", "agency")}
"""Nouns that tell no role, and the roles of the bodies that they take up."""
ARMIES = frozenset(
    {"army", "military", "armed forces", "forces", "defence forces", "defense forces", "defence force", "defense force", "troops", "idf"}
)  # fmt: skip
"""Bodies that "the army" may be; a command, a coalition or a brigade is another voice."""


def body_meant(scene: Scene, read: Phrase, place: Place) -> tuple[int, Phrase] | None:
    """The one body of the report that a generic definite phrase fits, as where it is named and how; None when in doubt.

    The only one of its role within the last sentences, else the only one before, else the only one of the report; of
    outlets the one named last.
    """
    if not _generic(read):
        return None
    at, here = place.span.start, scene.sentence(place.span.start)
    fitting = [
        (where, body)
        for where, body in _around(scene, at)
        if _fits(read, body) and not any(part.start <= where < part.end for part in place.aside)
    ]
    before = [pair for pair in fitting if pair[0] < at]
    near = [pair for pair in before if here - scene.sentence(pair[0]) <= NEAR]
    if read.kind in PRESS:
        return before[-1] if before else None
    if read.role not in ROLES:
        return near[-1] if near and _are_one(near) else None
    return next((found[-1] for found in (near, before, fitting) if found and _are_one(found)), None)


def _around(scene: Scene, at: int) -> list[tuple[int, Phrase]]:
    """The bodies of the report, of a very long one those nearest to `at`."""
    bodies = scene.names.bodies
    middle = bisect_left(bodies, at, key=lambda pair: pair[0])
    return bodies[max(0, middle - MOST_BODIES // 2) : middle + MOST_BODIES // 2]


def _generic(read: Phrase) -> bool:
    if not read.definite or read.named or read.fresh or read.affiliation not in {None, *_shown(read)}:
        return False
    if read.kind in PRESS:
        return not read.many
    if read.kind == "people":
        return read.role == "armed_group"
    broad = read.head in BROAD and not read.modifiers
    return read.kind == "organisation" and (read.role in ROLES or broad) and not read.many


def _shown(read: Phrase) -> Iterator[str]:
    return (lexicon.country_shown()[code] for code in read.countries)


def _fits(read: Phrase, body: Phrase) -> bool:
    if read.countries and body.countries and not read.countries & body.countries:
        return False
    if read.kind in PRESS or body.kind != "organisation":
        return read.kind in PRESS and body.kind in PRESS
    if read.role not in ROLES:
        return body.government is None and body.role in BROAD[read.head or ""]
    if body.role != read.role:
        return False
    if read.role == "medical":
        return read.head == body.head or (read.head or "") in lexicon.bare(body.name or "").split()
    return read.role != "military" or (read.head in ARMIES and body.head in ARMIES)


def _are_one(found: list[tuple[int, Phrase]]) -> bool:
    """Whether all names may be one body's: equal, one part of the other, or its initials."""
    names = sorted({lexicon.bare(body.name or "") for _, body in found}, key=len)
    longest = names[-1].split()
    return all(set(name.split()) <= set(longest) or name == initials(longest) for name in names)


def initials(words: list[str]) -> str:
    """First letters of the words, small ones left out.

    >>> initials(["front", "for", "the", "highlands"])
    'fh'
    """
    return "".join(word[0] for word in words if word not in {"of", "for", "the", "and", "in", "on"})


def spelt_out(scene: Scene, short: str) -> tuple[int, Phrase] | None:
    """The body that an abbreviation stands for: its initials, or the name right before it in brackets."""
    if not (short.isupper() and 1 < len(short) <= LONGEST_ABBREVIATION):
        return None
    for where, body in scene.names.bodies[:MOST_BODIES]:
        name = body.name or ""
        if name.isupper():
            continue
        end = scene.text.find(name, where) + len(name)
        after = scene.text[end : end + 20].lstrip()
        if initials(lexicon.bare(name).split()) == short.lower() or after.startswith(f"({short})"):
            return where, body
    return None


LONGEST_ABBREVIATION = 6
"""Letters of the longest abbreviation that is looked up."""
