"""How an incident stands, from its lower bound of origins and its real conflicts; and what to call it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import Cluster, Conflict, Origins
    from reportedly.core.records import Place
    from reportedly.weigh.origins import Group

_NOT_GRADED = frozenset({"place", "time"})
_ACCUSING = frozenset({
    "sexual violence", "chemical weapon", "abduction/forced disappearance", "abduction", "massacre", "execution", "torture",
    "looting/property destruction", "looting", "excessive force against protesters", "genocide", "war crime", "murder",
})  # fmt: skip


def grade(origins: Origins, groups: Sequence[Group], conflicts: Iterable[Conflict]) -> str:
    """One of "contested", "publisher's word only", "single origin" and "two or more origins"."""
    if any(c.kind == "conflict" and c.field not in _NOT_GRADED for c in conflicts):
        return "contested"
    if all(g.hearsay for g in groups):
        return "publisher's word only"
    return "single origin" if origins.low < 2 else "two or more origins"


def what(cluster: Cluster, place: Place | None, graded: str, modes: Iterable[str]) -> str:
    """A few words for people, e.g. "air strike in Tel Rimah"; "reported" where it would else state an accusation."""
    kind = (cluster.sub_type or cluster.type or "incident").replace("_", " ").strip()
    plain = kind.casefold().replace("/", " or ").replace("airstrike", "air strike")
    kinds = set(modes)
    if kinds and not kinds & {"happened", "denied"}:
        plain = f"{min(kinds)} {plain}"
    elif kind.casefold() in _ACCUSING or graded == "contested" or "happened" not in kinds:
        plain = f"reported {plain}"
    return f"{plain} in {place.name}" if place else plain


def most_told(places: Iterable[Place]) -> Place | None:
    """The most exact place, then the one named by most, then the first in the alphabet; None when there is none."""
    rank = {"site": 0, "town": 1, "district": 2, "region": 3, "country": 4, "unresolved": 5}
    told: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for place in places:
        told[rank[place.precision], place.gazetteer_id or place.name].append(place)
    if not told:
        return None
    same = min(told.items(), key=lambda item: (item[0][0] > 1, -len(item[1]), item[0]))[1]
    return min(same, key=lambda p: (p.name, p.id, p.spans))
