"""What the stages need from the engines, as protocols: every stage can be tested without a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.spans import Span, Spans


Setting: TypeAlias = Literal["balanced", "precise", "thorough"]
"""Which errors a reader avoids: both kinds alike, wrong attributions ("precise"), or missed ones ("thorough")."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """What the tagger takes a saying and its source to be.

    Probabilities, each tuple summing to 1, in the order of the type of that name in `core.records` (`Act`, `Polarity`, …).
    """

    act: tuple[float, ...]
    polarity: tuple[float, ...]
    certainty: tuple[float, ...]
    identity: tuple[float, ...]
    kind: tuple[float, ...]
    role: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """An attribution as the tagger sees it; probabilities 0..1, p_source is 0 when there is no source.

    p_cue: that it is an attribution and its source and content are right. leaning: None when the tagger does not tell.
    """

    source: Span | None
    cue: Span
    content: Spans
    p_cue: float
    p_source: float
    p_content: float
    leaning: Leaning | None = None


class Tagger(Protocol):
    """Finds attributions in a text."""

    def tagged(self, text: str) -> tuple[Tagged, ...]:
        """Attributions in order of their cues; the same text gives the same answer in any company."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A parsed token. head: index of the governing word in the same tuple (its own for the root). dep: ClearNLP label."""

    span: Span
    lemma: str
    pos: str
    dep: str
    head: int


class Parser(Protocol):
    """Dependency parse of chosen sentences."""

    def parsed(self, text: str, sentences: Sequence[Span]) -> tuple[tuple[Word, ...], ...]:
        """One tuple of words for each sentence, spans into `text`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A gazetteer entry that a name may mean.

    kind: "country", "region" (ADM1), "district" (ADM2 and below), "town", "site" (camp, base, facility).
    country: ISO 3166-1 alpha-2. population: 0 when unknown.
    """

    gazetteer_id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    region: str | None
    population: int


class Gazetteer(Protocol):
    """Place names to places."""

    def toponyms(self, name: str) -> tuple[Toponym, ...]:
        """All entries the name may mean, in any spelling the gazetteer folds together; empty when unknown."""
        ...
