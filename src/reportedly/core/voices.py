"""Whose words a span of a report is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.records import Attribution
    from reportedly.core.spans import Span


def innermost(attributions: Iterable[Attribution], span: Span) -> Attribution | None:
    """The attribution with the shortest content that holds the start of `span`; None is the publisher's own voice."""
    holding = [a for a in attributions if any(part.start <= span.start < part.end for part in a.content)]
    return min(holding, key=lambda a: sum(p.end - p.start for p in a.content), default=None)
