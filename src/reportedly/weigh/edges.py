"""An edge: why two voices of an incident count as one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.incidents import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Evidence, MergeReason
    from reportedly.weigh.claims import VoiceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`voice` stands on `into`. certain: for `high` too; otherwise only for `low`."""

    voice: VoiceKey
    into: VoiceKey
    reason: MergeReason
    certain: bool
    text: str
    evidence: tuple[Evidence, ...]

    @property
    def merge(self) -> Merge:
        """The edge as it is shown with the origin."""
        return Merge(reason=self.reason, certain=self.certain, text=self.text, evidence=self.evidence)


class Groups:
    """Voices in groups that grow by edges (union of sets; the smallest key stands for its group)."""

    def __init__(self, keys: Iterable[VoiceKey]) -> None:
        """Each key a group of its own."""
        self._above = {key: key for key in keys}

    def of(self, key: VoiceKey) -> VoiceKey:
        """The key that stands for the group of `key`."""
        root = key
        while self._above[root] != root:
            root = self._above[root]
        while self._above[key] != root:
            self._above[key], key = root, self._above[key]
        return root

    def join(self, edges: Iterable[Edge]) -> None:
        """Join the groups at both ends of every edge."""
        for edge in edges:
            low, high = sorted((self.of(edge.voice), self.of(edge.into)))
            self._above[high] = low

    def members(self) -> dict[VoiceKey, list[VoiceKey]]:
        """Every group by the key that stands for it."""
        groups: dict[VoiceKey, list[VoiceKey]] = {}
        for key in sorted(self._above):
            groups.setdefault(self.of(key), []).append(key)
        return groups
