"""Whether two names mean one entity, with the reason; and the entities of many reports under one name each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from reportedly.core.ids import content_id
from reportedly.core.records import Entity, Source
from reportedly.link.names import Name, alias_rows, key, name, nicknames, sound, spoken, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Named: TypeAlias = Entity | Source
MERGES = 0.8
"""Least p at which `canonical` takes two names for one entity."""


@dataclass(frozen=True, slots=True)
class Sameness:
    """p_same: probability 0..1 that two names mean one entity. reason: a short phrase for a person."""

    p_same: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """One entity of many reports. members: places in the sequence that was given. names: all spellings, sorted."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    members: tuple[int, ...]


def same_entity(a: Named, b: Named) -> Sameness:
    """How likely both mean one entity, judged by names, aliases and kinds alone.

    A surname alone is at most .6: `canonical` decides it by whether the surname is unique. Unnamed voices are never
    the same by their description.
    """
    if _unnamed(a) or _unnamed(b):
        return Sameness(0.0, "unnamed")
    if not _kinds_agree(a.kind, b.kind):
        return Sameness(0.0, f"{a.kind} and {b.kind}")
    found = [_same_name(x, y, person="person" in (a.kind, b.kind)) for x in _names(a) for y in _names(b)]
    return max(found, key=lambda s: (s.p_same, s.reason))


def same_name(a: str, b: str, *, person: bool = False) -> Sameness:
    """`same_entity` for bare names; `person` when either is known to be one.

    >>> same_name("Gen. Yusuf al-Amin", "Youssef Al Ameen", person=True).p_same > 0.8
    True
    >>> same_name("PMU", "Popular Mobilization Units").reason
    'listed alias'
    >>> same_name("John Marsh", "Jane Marsh", person=True).p_same
    0.0
    """
    return _same_name(a, b, person=person)


def _same_name(a: str, b: str, *, person: bool) -> Sameness:
    one, two = name(a, person=person), name(b, person=person)
    if one.words == two.words:
        apart = one.suffixes and two.suffixes and one.suffixes != two.suffixes
        return Sameness(0.0, "different suffix") if apart else Sameness(0.98, "same spelling")
    rows = alias_rows()
    if key(a) in rows and rows[key(a)] == rows.get(key(b)):
        return Sameness(0.95, "listed alias")
    for short, long in ((one, two), (two, one)):
        if short.acronym and (short.acronym in long.initials or short.acronym in long.given):
            return Sameness(0.95 if short.acronym in long.given else 0.85, "acronym")
    if one.acronym or two.acronym:
        return Sameness(0.0, "different acronym")
    return _persons(one, two) if person else _bodies(one, two)


def _persons(a: Name, b: Name) -> Sameness:
    joined = _joined(a, b)
    if joined.p_same:
        return joined
    short, long = sorted((a, b), key=lambda n: len(n.core))
    if len(short.core) > 1 and long.core[: len(short.core)] == short.core:
        return Sameness(0.7, "same but for a second surname")
    if not _alike(a.core[-1], b.core[-1]):
        return Sameness(0.0, "different surname")
    if len(short.core) == 1:
        return Sameness(0.85, "same sound") if len(long.core) == 1 else Sameness(0.6, "surname only")
    return _full_names(a, b)


def _full_names(a: Name, b: Name) -> Sameness:
    """Two names with one surname, by their given names."""
    givens = [_given(x, y) for x, y in zip(a.core[:-1], b.core[:-1], strict=False)]
    if givens[0] == 0.0 and a.core[0] not in b.core and b.core[0] not in a.core:
        return Sameness(0.0, "different given name")
    if 0.0 in givens and len(a.core) == len(b.core):
        return Sameness(0.3, "different middle name")
    exact = a.core[-1] == b.core[-1]
    if givens[0] and min(givens) < 0.8:
        return Sameness(0.75 if exact else 0.65, "initial and surname")
    return Sameness(0.93, "same given name and surname") if exact else Sameness(0.88, "same sound")


def _joined(a: Name, b: Name) -> Sameness:
    """Words run together or in another order: "Abdel Rahman" and "Abdelrahman", family name first."""
    if a.sounds != b.sounds and sorted(a.sounds) == sorted(b.sounds) and _reordered(a, b):
        return Sameness(0.8, "same words in another order")
    together = "".join(a.sounds) == "".join(b.sounds) and len(a.core) != len(b.core)
    if together and len("".join(a.sounds)) >= 4 and _near(a, b):
        return Sameness(0.85, "same sound, words run together")
    return Sameness(0.0, "")


def _reordered(a: Name, b: Name) -> bool:
    return all(_alike(x, y) for x, y in zip(_by_sound(a), _by_sound(b), strict=True))


def _by_sound(a: Name) -> list[str]:
    return [word for _, word in sorted(zip(a.sounds, a.core, strict=True))]


def _bodies(a: Name, b: Name) -> Sameness:
    if "".join(a.sounds) == "".join(b.sounds) and len("".join(a.sounds)) >= 3 and _near(a, b):
        return Sameness(0.85, "same sound")
    if sorted(a.core) == sorted(b.core):
        return Sameness(0.9, "same words in another order")
    short, long = sorted((a, b), key=lambda n: len(n.core))
    generic = words_of("generic")
    left_out = [w for w in long.core if w not in short.core]
    if len(left_out) == len(long.core) - len(short.core):
        if all(w in generic for w in left_out) and any(w not in generic for w in short.core):
            return Sameness(0.8, "same but for a general word")
        return Sameness(0.3, "part of the longer name")
    return Sameness(0.0, "different words")


def _alike(a: str, b: str) -> bool:
    """Same sound, and vowels near enough: the fewer the consonants, the nearer."""
    if a == b:
        return True
    consonants = len(sound(a))
    return consonants > 1 and sound(a) == sound(b) and _ratio(spoken(a), spoken(b)) >= (0.55 if consonants > 2 else 0.8)


def _near(a: Name, b: Name) -> bool:
    return _ratio("".join(map(spoken, a.core)), "".join(map(spoken, b.core))) >= 0.5


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _given(a: str, b: str) -> float:
    """1 same, .9 nickname or same sound, .5 an initial that fits, 0 different."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.5 if a[0] == b[0] else 0.0
    rows = nicknames()
    if a in rows and rows[a] == rows.get(b):
        return 0.9
    return 0.9 if _alike(a, b) else 0.0


def _unnamed(entity: Named) -> bool:
    return isinstance(entity, Source) and entity.identity == "unnamed"


def _names(entity: Named) -> tuple[str, ...]:
    aliases = entity.aliases if isinstance(entity, Entity) else ()
    return tuple(dict.fromkeys((entity.name, *aliases)))


_BODIES = frozenset({"organisation", "outlet", "channel", "document", "facility", "people"})
_OPEN = frozenset({"unspecified", "other"})


def _kinds_agree(a: str, b: str) -> bool:
    return a == b or a in _OPEN or b in _OPEN or (a in _BODIES and b in _BODIES)


def canonical(entities: Sequence[Named]) -> tuple[Canonical, ...]:
    """The entities of a set of reports, each once; unnamed voices are left out. Order of input makes no difference.

    Names are compared only when they share a sound, an acronym or a listed alias, so cost grows with namesakes. Two
    groups merge when no two of their fuller names speak against it; a surname alone joins the one full name that
    ends in it, and stays by itself when there are several.
    """
    spelt: dict[tuple[str, str], list[int]] = {}
    for n, entity in enumerate(entities):
        if not _unnamed(entity) and key(entity.name):
            spelt.setdefault((entity.name, entity.kind), []).append(n)
    first = {spelling: entities[places[0]] for spelling, places in spelt.items()}
    groups = _grouped(first)
    counts = Counter({spelling: len(places) for spelling, places in spelt.items()})
    return tuple(sorted((_canonical(group, spelt, counts) for group in groups), key=lambda c: (c.name, c.kind, c.id)))


_Spelling: TypeAlias = tuple[str, str]


def _grouped(first: dict[_Spelling, Named]) -> list[list[_Spelling]]:
    group_of = {s: [s] for s in first}
    links = sorted(_links(first), key=lambda found: (-found[0], found[1:]))
    for _, a, b in links:
        one, two = group_of[a], group_of[b]
        if one is two or any(_speaks_against(first[x], first[y]) for x in one for y in two):
            continue
        one += two
        for spelling in two:
            group_of[spelling] = one
    _surnames(first, group_of)
    return list({id(g): g for g in group_of.values()}.values())


def _links(first: dict[_Spelling, Named]) -> Iterable[tuple[float, _Spelling, _Spelling]]:
    blocks: dict[str, list[_Spelling]] = {}
    for spelling in sorted(first):
        for block in _blocks(first[spelling]):
            blocks.setdefault(block, []).append(spelling)
    seen = set()
    for members in blocks.values():
        for n, a in enumerate(members):
            for b in members[n + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    same = same_entity(first[a], first[b])
                    if same.p_same >= MERGES:
                        yield same.p_same, a, b


def _blocks(entity: Named) -> Iterable[str]:
    rows = alias_rows()
    for written in _names(entity):
        parts = name(written, person=entity.kind == "person")
        yield f"sounds {''.join(sorted(parts.sounds))}"
        yield f"joined {''.join(parts.sounds)}"
        yield f"last {parts.sounds[-1]} {parts.sounds[0][:1]}" if len(parts.core) > 1 else f"one {parts.sounds[0]}"
        if key(written) in rows:
            yield f"row {rows[key(written)]}"
        yield from (f"acronym {a}" for a in sorted(parts.initials | parts.given | {parts.acronym} - {""}))
        if entity.kind != "person":
            generic = words_of("generic")
            told = sorted(w for w in parts.core if w not in generic)
            yield f"told {' '.join(told)}"


def _speaks_against(a: Named, b: Named) -> bool:
    """Two full names of persons that are not one: a merge by way of a third name would be wrong."""
    full = len(name(a.name, person=True).core) > 1 and len(name(b.name, person=True).core) > 1
    return full and "person" in (a.kind, b.kind) and same_entity(a, b).p_same < 0.5


def _surnames(first: dict[_Spelling, Named], group_of: dict[_Spelling, list[_Spelling]]) -> None:
    """Joins a surname alone to the only group of full names that ends in it."""
    full: dict[str, list[_Spelling]] = {}
    alone = []
    for spelling in sorted(first):
        entity, parts = first[spelling], name(first[spelling].name, person=True)
        if entity.kind != "person":
            continue
        if len(parts.core) > 1:
            full.setdefault(parts.core[-1], []).append(spelling)
        else:
            alone.append((spelling, parts.core[0]))
    for spelling, surname in alone:
        bearers = {id(group_of[s]): s for s in full.get(surname, ())}
        if len(bearers) == 1:
            one, two = group_of[next(iter(bearers.values()))], group_of[spelling]
            if one is not two:
                one += two
                for other in two:
                    group_of[other] = one


def _canonical(group: list[_Spelling], spelt: dict[_Spelling, list[int]], counts: Counter[_Spelling]) -> Canonical:
    """Named by the fullest spelling; among equals the most frequent, then the first in the alphabet."""

    def rank(spelling: _Spelling) -> tuple[int, int, str]:
        parts = name(spelling[0], person=spelling[1] == "person")
        return (-min(len(parts.core), 3), -counts[spelling], spelling[0])

    best = min(group, key=rank)
    kinds = Counter({kind: 0 for _, kind in group})
    for spelling in group:
        kinds[spelling[1]] += counts[spelling]
    kind = min(kinds, key=lambda k: (k in _OPEN, -kinds[k], k))
    names = tuple(sorted({s for s, _ in group}))
    return Canonical(
        id=content_id("x", *names),
        name=best[0],
        kind=kind,
        names=names,
        members=tuple(sorted(n for s in group for n in spelt[s])),
    )
