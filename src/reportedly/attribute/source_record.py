"""What the words of a source say of it, before anything around them is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.core.records import Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What the words of a source say of it before anything around them is asked.

    pronoun: class of the pronoun the phrase is, None otherwise. name: proper name without titles. head: base form of
    the head noun. heads: every head noun of the phrase, appositions too. modifiers: words before the head, lower case.
    gender: "male", "female" or None. countries: codes named by demonym, possessive or capital. fresh: says by itself
    that it is a voice not met before ("another official", "a doctor"). joint: several voices together.
    """

    words: str
    kind: Kind
    role: Role = "other"
    pronoun: str | None = None
    name: str | None = None
    head: str | None = None
    heads: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    many: bool = False
    definite: bool = False
    fresh: bool = False
    gender: str | None = None
    countries: frozenset[str] = frozenset()
    affiliation: str | None = None
    government: str | None = None
    joint: bool = False

    @property
    def named(self) -> bool:
        """Whether the words themselves tell who it is."""
        return self.name is not None or self.government is not None
