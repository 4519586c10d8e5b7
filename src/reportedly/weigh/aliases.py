"""Names that some report gives as one: "Popular Mobilization Units (PMU)"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportedly.weigh.names import body_key, distinctive, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.records import Reading


class Aliases:
    """Keys of bodies, all names that a report equates sharing one. A short form that means two bodies equates nothing."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        """Learn the aliases from the entities of all readings."""
        meant: dict[str, set[str]] = defaultdict(set)
        for reading in readings:
            for entity in reading.entities:
                if entity.kind not in {"organisation", "other"} or not distinctive(entity.name):
                    continue
                for alias in entity.aliases:
                    if distinctive(alias) and body_key(alias) != body_key(entity.name):
                        meant[body_key(alias)].add(body_key(entity.name))
        self._above: dict[str, str] = {}
        for alias, names in sorted(meant.items()):
            if len(names) == 1:
                one, two = sorted((self._top(alias), self._top(*names)))
                if one != two:
                    self._above[two] = one

    def key(self, name: str) -> str:
        """Key of the body of this name; a name of stop words alone is its own key."""
        return self._top(body_key(name) or folded(name))

    def _top(self, key: str) -> str:
        while key in self._above:
            key = self._above[key]
        return key
