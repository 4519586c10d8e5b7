"""Who says what: tagger output to attributions, resolved sources and chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.attribute.drafts import drafts
from reportedly.attribute.resolve import resolved

if TYPE_CHECKING:
    from reportedly.core.ports import Tagger
    from reportedly.core.records import Attribution, Report, Source
    from reportedly.core.spans import Span

__all__ = ["attributions"]


def attributions(
    report: Report, sentences: tuple[Span, ...], tagger: Tagger
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """All attributions of a report in reading order, and its voices; the first voice is the publisher's own."""
    return resolved(report, sentences, drafts(report, sentences, tagger.tagged(report.text)))
