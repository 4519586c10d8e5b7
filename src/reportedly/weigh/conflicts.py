"""Where accounts differ: what cannot both hold, what was only revised, what counts different things."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from reportedly.core.data import toml
from reportedly.core.incidents import Conflict, Evidence, Side
from reportedly.weigh.blame import same_actor
from reportedly.weigh.counts import PEOPLE, SEEN, in_time, latest
from reportedly.weigh.dates import surely_before
from reportedly.weigh.settings import disagreeing_places, disagreeing_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.weigh.accounts import Telling
    from reportedly.weigh.counts import Count
    from reportedly.weigh.shelf import Shelf

Difference: TypeAlias = Literal["conflict", "update", "scope"]

_WORDS = toml("weigh")
_FALLING = frozenset(_WORDS["measures"]["falling"])
_OF_DOING = tuple(_WORDS["denial_of_doing"])


_OWN_DEED = re.compile(r"\W{0,3}(?:that\s+)?(?:(?:it|they|he|she|we|its|their|his|our)\b|\w+ing\b)")
"""A denial of one's own deed: "that it had fired", "planting the bomb"."""


def conflicts_of(tellings: Sequence[Telling], shelf: Shelf) -> tuple[Conflict, ...]:
    """All differences between the accounts, by field: who did it, whether it happened, counts, place, time."""
    found: list[Conflict] = []
    answered = _answered(tellings)
    found += _over("actor", _actor_sides(tellings, answered))
    found += _over("occurred", _occurred_sides(tellings, answered))
    for measure in sorted({c.measure for t in tellings for c in t.counts}):
        found += _over_counts(measure, tellings)
    found += _over("place", disagreeing_places(tellings, shelf))
    found += _over("time", disagreeing_times(tellings, shelf))
    return tuple(found)


def _over(field: str, sides: Sequence[Side]) -> list[Conflict]:
    return [Conflict(field=field, kind="conflict", sides=tuple(sides))] if len(sides) > 1 else []


def _answered(tellings: Sequence[Telling]) -> dict[tuple[str, int], str]:
    """Denials (origin, index) with the field they speak to: "actor" for one's own part, "occurred" for the incident itself.

    A denial of something beside the incident speaks to neither.
    """
    blamed = [w.value for t in tellings for w in t.blames]
    fields: dict[tuple[str, int], str] = {}
    for t in tellings:
        own = any(same_actor(name, value) for value in blamed for name in _names(t))
        for denial in t.denials:
            words = denial.value.casefold()
            own = own or bool(_OWN_DEED.match(words)) or any(start in words for start in _OF_DOING)
        for i, denial in enumerate(t.denials):
            if own or denial.value not in t.besides:
                fields[t.account.origin, i] = "actor" if own else "occurred"
    return fields


def _names(t: Telling) -> list[str]:
    return [n for v in t.group.voices for n in (v.name, v.affiliation) if n]


def _actor_sides(tellings: Sequence[Telling], answered: dict[tuple[str, int], str]) -> list[Side]:
    """Whom each origin blames, when two blame different actors or somebody denies his part."""
    blaming = [t for t in tellings if t.blames]
    denying = [
        t for t in tellings if any(answered.get((t.account.origin, i)) == "actor" for i in range(len(t.denials)))
    ]
    against = {i for i, j in combinations(range(len(blaming)), 2) if _blame_others(blaming[i], blaming[j])}
    against |= {j for i, j in combinations(range(len(blaming)), 2) if _blame_others(blaming[i], blaming[j])}
    accusers = blaming if denying else [blaming[i] for i in sorted(against)]
    if denying and not accusers:
        affirming = [t for t in tellings if t.affirms and t not in denying]
        accusers = [t for t in affirming if not t.group.hearsay] or affirming
    sides = [_blame_side(t) for t in accusers if t not in denying]
    for t in denying:
        words = [d for i, d in enumerate(t.denials) if answered.get((t.account.origin, i)) == "actor"]
        sides.append(
            Side(origin=t.account.origin, value=f"denies: {words[0].value}", evidence=tuple(d.evidence for d in words))
        )
    return sides


def _blame_side(t: Telling) -> Side:
    if t.blames:
        return Side(
            origin=t.account.origin, value=", ".join(w.value for w in t.blames), evidence=tuple(w.evidence for w in t.blames)
        )  # fmt: skip
    return _affirming_side(t)


def _blame_others(first: Telling, second: Telling) -> bool:
    """Whether the two name actors of which none can be the other's."""
    verdicts = [same_actor(a.value, b.value) for a in first.blames for b in second.blames]
    return bool(verdicts) and all(v is False for v in verdicts)


def _occurred_sides(tellings: Sequence[Telling], answered: dict[tuple[str, int], str]) -> list[Side]:
    denying = [
        t
        for t in tellings
        if not t.affirms and any(answered.get((t.account.origin, i)) == "occurred" for i in range(len(t.denials)))
    ]
    affirming = [t for t in tellings if t.affirms and t not in denying]
    if not denying or not affirming:
        return []
    sides = [_affirming_side(t) for t in affirming]
    for t in denying:
        words = [d for i, d in enumerate(t.denials) if answered.get((t.account.origin, i)) == "occurred"]
        sides.append(
            Side(origin=t.account.origin, value=f"denied: {words[0].value}", evidence=tuple(d.evidence for d in words))
        )
    return sides


def _affirming_side(t: Telling) -> Side:
    claims = [c for c in t.group.claims if not c.denies and not c.presupposes]
    return Side(
        origin=t.account.origin, value="affirmed", evidence=tuple(Evidence(c.voice.report, *c.spans[0]) for c in claims[:3])
    )  # fmt: skip


def _over_counts(measure: str, tellings: Sequence[Telling]) -> list[Conflict]:
    """Differences over one measure: within each origin over time, and between the latest counts of the origins.

    What stands in the conflict is not told again as a difference of scope, nor as an update unless one report tells
    both counts; a share ("including three children") is nobody's total.
    """
    differing: dict[Difference, dict[Count, None]] = defaultdict(dict)
    standing: list[tuple[Telling, dict[str, Count]]] = []
    for t in tellings:
        by_scope: dict[str, list[Count]] = defaultdict(list)
        for count in t.counts:
            if count.measure == measure and not count.share:
                by_scope[count.scope].append(count)
        for counts in by_scope.values():
            for pair in _revisions(counts):
                differing["update"].update(dict.fromkeys(pair))
        if by_scope:
            standing.append((t, {scope: latest(counts) for scope, counts in by_scope.items()}))
    pairs = [
        found
        for (one, ones), (two, twos) in combinations(standing, 2)
        for found in _between(ones, twos, chained=one.group.low_group == two.group.low_group)
    ]
    differing["conflict"].update((count, None) for kind, pair in pairs if kind == "conflict" for count in pair)
    against = differing["conflict"].keys()
    updates = [p for kind, p in pairs if kind == "update" and (_told_together(*p) or not against >= {*p})]
    differing["update"].update((count, None) for pair in updates for count in pair)
    differing["scope"].update((c, None) for kind, p in pairs if kind == "scope" for c in p if c not in against)
    order: tuple[Difference, ...] = ("conflict", "update", "scope")
    sides = {kind: _count_sides(differing[kind]) for kind in order}
    return [Conflict(field=measure, kind=kind, sides=sides[kind]) for kind in order if len(sides[kind]) > 1]


def _between(
    ones: dict[str, Count], twos: dict[str, Count], *, chained: bool
) -> Iterable[tuple[Difference, tuple[Count, Count]]]:
    """Differences of two origins: scope by scope, and between what each of them counts in the first place."""
    for scope in sorted((ones.keys() & twos.keys()) - {SEEN}):
        if kind := _difference(ones[scope], twos[scope], chained=chained):
            yield kind, (ones[scope], twos[scope])
    first, second = latest(ones.values()), latest(twos.values())
    if first.scope != second.scope and _disjoint(first, second):
        yield "conflict" if _share_exceeds_whole(first, second) else "scope", (first, second)


def _revisions(counts: Sequence[Count]) -> Iterable[tuple[Count, Count]]:
    """Counts of one origin that a later one of its own replaces."""
    for before, after in pairwise(in_time(counts)):
        if (
            _disjoint(before, after)
            and (surely_before(before.as_of, after.as_of) or after.cumulative)
            and before.share == after.share
        ):
            yield before, after


def _difference(one: Count, two: Count, *, chained: bool) -> Difference | None:
    """None when both can hold as of the same time."""
    if not _disjoint(one, two):
        return None
    if one.share != two.share and one.scope == PEOPLE:
        return "scope"
    less, more = sorted((one, two), key=lambda c: (c.low, c.high or 0))
    if one.measure in _FALLING:
        less, more = more, less
    if surely_before(less.as_of, more.as_of) or (more.cumulative and not surely_before(more.as_of, less.as_of)):
        return "update"
    return "update" if chained and surely_before(more.as_of, less.as_of) else "conflict"


def _told_together(one: Count, two: Count) -> bool:
    """Whether one report gives both: it tells the earlier count so that the later one is read as its update."""
    return one.evidence.report == two.evidence.report


def _disjoint(one: Count, two: Count) -> bool:
    return (one.high is not None and one.high < two.low) or (two.high is not None and two.high < one.low)


def _share_exceeds_whole(one: Count, two: Count) -> bool:
    """A narrower count above a count of all people, as of no later time; what one witness saw measures nothing."""
    for whole, part in ((one, two), (two, one)):
        if (
            whole.scope == PEOPLE
            and part.scope not in {PEOPLE, SEEN}
            and whole.high is not None
            and part.low > whole.high
        ):
            return not surely_before(whole.as_of, part.as_of)
    return False


def _count_sides(counts: Iterable[Count]) -> tuple[Side, ...]:
    """One side for each origin and value, with all places where it stands."""
    sides: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in in_time(counts):
        value = _number(count) + ("" if count.scope == PEOPLE else f" {count.scope.replace('_', ' ')}")
        sides[count.origin, value].append(count)
    return tuple(
        Side(origin=origin, value=value, evidence=tuple(dict.fromkeys(c.evidence for c in same)))
        for (origin, value), same in sides.items()
    )


def _number(count: Count) -> str:
    if count.high is None:
        return f"at least {count.low}"
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"
