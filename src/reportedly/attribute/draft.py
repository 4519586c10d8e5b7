"""An attribution on its way: spans are settled, voices are not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.core.ports import Leaning
    from reportedly.core.records import Quote
    from reportedly.core.spans import Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Source, cue and content of one attribution, in reading order of the report.

    within: index of the draft whose content holds this one, None at the top level.
    continues: index of the draft whose speaker goes on ("free-standing quotation", "he went on"), None otherwise.
    leaning: what the tagger takes the saying and its source to be, None when nothing tells.
    addressee: the receiver's words, e.g. "Sputnik news agency" in "told Sputnik news agency that"; () when none.
    """

    source: Spans
    cue: Spans
    content: Spans
    quote: Quote
    p_attribution: float
    why: tuple[str, ...]
    within: int | None = None
    continues: int | None = None
    addressee: Spans = ()
    leaning: Leaning | None = None
