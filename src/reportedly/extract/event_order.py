"""Participants by word order, for when no parser is at hand: entity before the verb acts, entity behind it is acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.event_roles import Found, Role

if TYPE_CHECKING:
    from reportedly.core.spans import Span
    from reportedly.extract.event_triggers import Trigger
    from reportedly.extract.figure_tokens import Tokens

_BE = frozenset({"was", "were", "is", "are", "be", "been", "being", "got"})
_REACH = 120
_TO_AGENT = 4


def by_order(toks: Tokens, trigger: Trigger, mentions: list[Span], *, harm: bool) -> list[Found]:
    """Nearest entity mention on either side of the trigger, at most 120 characters away; a passive turns the roles round."""
    here = toks.span(trigger.first, trigger.after - 1)
    before = [m for m in mentions if here.start - _REACH <= m.start and m.end <= here.start]
    after = [m for m in mentions if here.end <= m.start <= here.end + _REACH]
    patient: Role = "victim" if harm else "target"
    passive = any(word in _BE for word in toks.low[max(0, trigger.first - 2) : trigger.first]) and not trigger.suffered
    out: list[Found] = []
    if before:
        out.append(Found(patient if passive or trigger.suffered else "actor", before[-1]))
    if after:
        by = "by" in toks.text[here.end : after[0].start].split()[-_TO_AGENT:]
        if not passive or by:
            out.append(Found("actor" if by else patient, after[0]))
    return out
