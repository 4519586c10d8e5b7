"""Definite phrases that take up somebody met before: "the Russian envoy", "the sources", "the group"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_voice import RECENT, Place, Scene, Voice
from reportedly.core.data import toml
from reportedly.core.records import Role

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reportedly.attribute.source_names import Person
    from reportedly.attribute.source_phrase import Phrase

LOOK_BACK = 40
"""Mentions of persons that a post looks back over."""
MOST_PERSONS = 400
"""Persons of a report that are asked whether a post is theirs."""
ENOUGH = 1.0
"""Score above which a person is held to be the one a post means."""
PARTIES = {
    word: number
    for number, group in enumerate(toml("roles")["telling_apart"]["groups"])
    for word in lexicon.entries(group)
}
"""Modifiers that tell posts of the same name apart; equal values go together."""
NONE: frozenset[str] = frozenset()
GENERAL = frozenset(lexicon.entries(toml("roles")["same"]["general"]))
"""First words of posts that say no more than their last word: "senior official"."""


def fits(
    read: Phrase,
    heads: AbstractSet[str],
    countries: AbstractSet[str],
    modifiers: AbstractSet[str],
    affiliation: str | None,
) -> float:
    """How well a definite phrase fits someone called `heads`; 0 when it does not."""
    score = _by_head(read, heads, frozenset((*modifiers, *(affiliation or "").lower().split())))
    if not score:
        return 0.0
    mine = {PARTIES[w] for w in read.modifiers if w in PARTIES}
    theirs = {PARTIES[w] for w in modifiers if w in PARTIES}
    if mine:
        if theirs and not mine & theirs:
            return 0.0
        score += 1.0 if mine & theirs else -0.7
    if read.countries:
        if countries and not read.countries & countries:
            return 0.0
        score += 1.0 if read.countries & countries else -1.5
    elif read.modifiers & modifiers:
        score += 0.5
    if affiliation and read.affiliation and not read.countries:
        score += 0.5 if set(affiliation.lower().split()) & set(read.affiliation.lower().split()) else -1.0
    return score


def _by_head(read: Phrase, heads: AbstractSet[str], around: AbstractSet[str] = NONE) -> float:
    """around: words of the candidate's modifiers and body, where a qualifier ("fire" in "fire chief") may stand."""
    head = read.head or ""
    if not head:
        return 0.0
    *qualifiers, last = head.split()
    later = lexicon.later_heads()
    if head in heads or any(head in later.get(h, NONE) for h in heads):
        return 3.0 if head in heads or any(h.split()[-1] == last for h in heads) else 2.0
    known = frozenset(around).union(*(h.split() for h in heads))
    if any(word not in known and word not in GENERAL for word in qualifiers):
        return 0.0
    if any(h.split()[-1] == last for h in heads):
        return 3.0
    return 2.0 if any({head, last} & (later.get(h, NONE) | later.get(h.split()[-1], NONE)) for h in heads) else 0.0


def holder(scene: Scene, read: Phrase, place: Place) -> Voice | Person | None:
    """The person whose post or description the phrase takes up; None when nobody fits."""
    at, here = place.span.start, scene.sentence(place.span.start)
    best: tuple[float, Voice | Person] | None = None
    candidates: list[tuple[int, Voice | Person, float]] = [
        (w, v, 0.5) for w, v in scene.recent(at) if v.kind == "person"
    ]
    candidates += [(w, p, 0.0) for w, p in scene.names.before(at, LOOK_BACK) if p.heads]
    for where, candidate, bonus in candidates:
        if read.gender and candidate.gender not in {None, read.gender}:
            continue
        score = fits(read, candidate.heads, candidate.countries, candidate.modifiers, candidate.affiliation)
        score += bonus - 0.15 * (here - scene.sentence(where)) if score else 0.0
        if score > ENOUGH and (best is None or score > best[0]):
            best = score, candidate
    return best[1] if best else None


def named_later(scene: Scene, read: Phrase, at: int) -> Person | None:
    """The one person of the report who holds the post and is named only after `at`: "the fire chief", then "fire chief Ana Tal"."""
    head = read.head or ""
    if head.split()[-1:] == [] or head.split()[-1] not in HELD_BY_ONE:
        return None
    found = [
        p
        for p in scene.names.persons[:MOST_PERSONS]
        if head in p.heads
        and p.spans
        and min(p.spans).start > at
        and (read.countries or not p.countries)
        and fits(read, p.heads, p.countries, p.modifiers, p.affiliation) > ENOUGH
    ]
    return found[0] if len(found) == 1 else None


HELD_BY_ONE = frozenset(lexicon.entries(toml("roles")["same"]["held_by_one"]))
"""Last words of posts that one person of a place or body holds."""


def told_afterwards(scene: Scene, read: Phrase, at: int) -> Voice | None:
    """Whoever has just spoken by name alone, when a profession that nobody had yet follows and the tagger took him for one of it.

    "“We operate by candle,” said Ana Tal. The surgeon added": whether another person is meant the words do not tell, so the
    leaning of what she said decides; where anybody may be meant ("the driver", "the lawyer") nothing is taken up.
    """
    where, voice = next(iter(scene.recent(at, 1)), (0, None))
    last = (read.head or "").split()[-1:]
    known = lexicon.heads().get(read.head or "")
    if voice is None or voice.identity != "named" or voice.kind != "person" or voice.heads or not last or known is None:
        return None
    apart = scene.sentence(at) - scene.sentence(where) > NEXT or "\n" in scene.text[where:at].strip()
    clashes = read.gender is not None and voice.gender not in {None, read.gender}
    if apart or clashes or read.many or last[0] in HELD_BY_ONE or known.role in ANYBODYS:
        return None
    leans = any(lean.role[ROLES.index(known.role)] > LEANS for lean in voice.leanings)
    had = re.compile(rf"\b{re.escape(last[0])}s?\b", re.IGNORECASE).search(scene.text, max(0, at - FAR), at)
    return voice if leans and not had else None


def source_meant(scene: Scene, read: Phrase, at: int) -> Voice | None:
    """Whom "the source" takes up when nobody was called one: of those who spoke in the sentences before, an unnamed person, else the last."""
    if read.head != "source" or read.many or not ONE_SOURCE.fullmatch(read.words):
        return None
    if CALLED_SOURCE.search(scene.text, max(0, at - FAR), at):
        return None
    here = scene.sentence(at)
    near = [v for w, v in scene.recent(at) if here - scene.sentence(w) <= NEXT]
    persons = [v for v in near if not v.many and v.kind in {"person", "channel"}]
    return next((v for v in persons if v.identity == "unnamed"), None) or next(
        (v for v in persons if v is near[0]), None
    )


ROLES: tuple[Role, ...] = get_args(Role)
ANYBODYS: frozenset[Role] = frozenset({"other", "eyewitness", "victim", "official", "journalist", "spokesperson"})
"""Roles of words that may as well mean another person whom nobody has introduced."""
LEANS, FAR = 0.3, 4000
"""The least probability of a role, and the characters looked back over for who was called so before."""
ONE_SOURCE = re.compile(r"(?:the|that|this)(?: same)? source", re.IGNORECASE)
CALLED_SOURCE = re.compile(r"\bsources?\b", re.IGNORECASE)
NEXT = 2
"""Sentences within which a trade tells who spoke last."""


def unnamed_before(scene: Scene, read: Phrase, before: int) -> Voice | None:
    """The last unnamed voice met under the same head word and number."""
    last = (read.head or "").split()[-1:]
    for _, voice in scene.recent(before, 2 * RECENT):
        elsewhere = read.countries and voice.countries and not read.countries & voice.countries
        if voice.identity != "unnamed" or voice.many != read.many or elsewhere:
            continue
        if any(h.split()[-1:] == last for h in voice.heads):
            return voice
    return None


def document_before(scene: Scene, before: int) -> Voice | None:
    """The last document that spoke within three sentences: "the document", "the report"."""
    here = scene.sentence(before)
    return next(
        (v for where, v in scene.recent(before) if v.kind == "document" and here - scene.sentence(where) <= 3), None
    )


def body_before(scene: Scene, read: Phrase, place: Place) -> Voice | tuple[int, Phrase] | None:
    """A body met before: "the ministry", "the group", "the Observatory"; a voice, else where it is named and how."""
    head = read.head or ""
    roles = lexicon.taking_up().get(head, NONE)
    for _, voice in scene.recent(place.span.start):
        if (
            voice is place.outer
            or voice.kind not in {"organisation", "outlet", "channel"}
            or (read.countries and voice.countries and not read.countries & voice.countries)
        ):
            continue
        same = (
            head in voice.heads
            or any(h.split()[-1] == head for h in voice.heads)
            or any(head in lexicon.bare(name).split() for name in voice.names)
        )
        if same or "any" in roles or voice.role in roles or (voice.kind in {"outlet", "channel"} and "outlet" in roles):
            return voice
    own = {lexicon.bare(name) for name in place.outer.names} if place.outer is not None else NONE
    for where, body in scene.names.bodies_before(place.span.start, 12):
        if lexicon.bare(body.name or "") in own:
            continue
        if read.countries and body.countries and not read.countries & body.countries:
            continue
        if any(head in {h, h.split()[-1]} for h in body.heads) or head in lexicon.bare(body.name or "").split():
            return where, body
    return None
