"""How an incident stands, from its lower bound of origins and its real conflicts; and what to call it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import words_of
from reportedly.weigh.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import Cluster, Conflict, Origins
    from reportedly.core.records import Event, Place
    from reportedly.weigh.origins import Group
    from reportedly.weigh.shelf import Page

_SAID: dict[str, str] = toml("weigh")["said"]
_HARM = frozenset(toml("weigh")["harm"]["types"])
_DISASTERS = frozenset(toml("weigh")["harm"]["disasters"])
_HARMED = frozenset(toml("weigh")["harm"]["words"])
_HAZARDS: dict[str, str] = {word: name for name, words in toml("weigh")["hazards"].items() for word in words}
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


def what(cluster: Cluster, place: Place | None, graded: str, modes: Iterable[str], hazard: str | None = None) -> str:
    """A few words for people, e.g. "air strike in Tel Rimah"; "reported" where it would else state an accusation.

    hazard: see `hazard_of`.
    """
    kind = (cluster.sub_type or cluster.type or "incident").replace("_", " ").strip()
    plain = (
        hazard or _SAID.get(kind.casefold()) or kind.casefold().replace("/", " or ").replace("airstrike", "air strike")
    )
    kinds = set(modes)
    if kinds and not kinds & {"happened", "denied"}:
        plain = f"{min(kinds)} {plain}"
    elif kind.casefold() in _ACCUSING or graded == "contested" or "happened" not in kinds:
        plain = f"reported {plain}"
    return f"{plain} in {place.name}" if place else plain


def hazard_of(mentions: Sequence[tuple[Page, Event]]) -> str | None:
    """The fire, crash or flood the titles name, when the events found are disasters or say no more than that people came to harm."""
    words = [w for page, event in mentions for w in _words(page, event)]
    disaster = any(event.sub_type in _DISASTERS for _, event in mentions)
    if not words or not (disaster or set(words) <= _HARMED):
        return None
    titles = [folded(page.reading.report.title or "").split() for page in {id(p): p for p, _ in mentions}.values()]
    named = Counter(_HAZARDS[w] for title in titles for w in dict.fromkeys(title) if w in _HAZARDS)
    named = named or Counter(_HAZARDS[w] for w in words if w in _HAZARDS)
    return min(named, key=lambda n: (-named[n], n), default=None)


def _words(page: Page, event: Event) -> list[str]:
    told = event.type in _HARM or event.sub_type in _DISASTERS
    return folded(words_of(event.trigger, page.text)).split() if told else []


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
