"""Counts as origins state them: what they count, as of when, and which one stands for an origin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.incidents import Evidence
from reportedly.core.spans import hull, words_of
from reportedly.weigh.dates import in_order
from reportedly.weigh.names import folded, singular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Interval
    from reportedly.weigh.claims import Claim
    from reportedly.weigh.shelf import Page

_CLASS_OF: dict[str, str] = {noun: name for name, nouns in toml("weigh")["count_classes"].items() for noun in nouns}
PEOPLE = "people"
SEEN = "seen"
"""Scope of the bodies an eyewitness counted: no claim to have counted all."""
_FIRST_HAND = frozenset(toml("weigh")["first_hand_roles"])
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|dead)\b", re.IGNORECASE)
_SAW = re.compile(r"\b(?:saw|seen|carried|pulled|lifted|dragged)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:another|additional|further|more(?!\s+than))\b", re.IGNORECASE)
"""What is counted on top of an earlier count is no total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure as one origin states it. scope: what is counted, "people" when nothing narrower is said. share: part of a total.

    increment: counted on top of an earlier count ("seven more").
    """

    origin: str
    measure: str
    low: int
    high: int | None
    scope: str
    share: bool
    increment: bool
    as_of: str | None
    cumulative: bool
    text: str
    evidence: Evidence

    @property
    def interval(self) -> Interval:
        """Closed interval."""
        return (self.low, self.high)


def latest(counts: Iterable[Count]) -> Count:
    """The count that stands for the origin: whole before share, people before a narrower scope, latest, running toll, highest.

    Raises:
        ValueError: there are no counts.
    """
    counts = tuple(counts)
    whole = [c for c in counts if not c.share] or list(counts)
    broad = [c for c in whole if c.scope == PEOPLE] or whole
    return max(
        broad, key=lambda c: (in_order(c.as_of)[1] if c.as_of else "", c.cumulative, c.low, -(c.high or 0), c.evidence)
    )


def scope_of(unit: str | None) -> str:
    """What a count counts, by the nouns of its unit.

    >>> scope_of("people"), scope_of("Syrian soldiers"), scope_of("schoolchildren"), scope_of(None)
    ('people', 'fighters', 'children', 'people')
    """
    words = [singular(w) for w in folded(unit or "").split()]
    for size in (2, 1):
        for end in range(len(words), size - 1, -1):
            found = _CLASS_OF.get(" ".join(words[end - size : end]))
            if found:
                return found
    if len(words) == 1 and words[0].endswith("children"):
        return "children"
    return words[-1] if words else PEOPLE


def counts_in(claim: Claim, origin: str, page: Page) -> Iterable[Count]:
    """The counts of one claim; a denied count is nobody's."""
    source = page.sources.get(claim.voice.source)
    witness = source is not None and source.role in _FIRST_HAND
    for figure_id in () if claim.denies else claim.figures:
        figure = page.figures[figure_id]
        if figure.spans:
            text = words_of(figure.spans, page.text)
            seen = bool(_BODIES.search(text)) and (witness or bool(_SAW.search(words_of(claim.spans, page.text))))
            increment = bool(_MORE.search(text))
            yield Count(
                origin=origin, measure=figure.measure, low=figure.low, high=None if increment else figure.high,
                scope=SEEN if seen else scope_of(figure.unit), share=figure.part_of is not None or increment, increment=increment,
                as_of=figure.as_of or page.published, cumulative=figure.cumulative, text=text,
                evidence=Evidence(page.id, *hull(figure.spans)),
            )  # fmt: skip


def in_time(counts: Iterable[Count]) -> list[Count]:
    """Oldest first; undated last."""
    return sorted(counts, key=lambda c: (in_order(c.as_of), c.evidence, c.low))
