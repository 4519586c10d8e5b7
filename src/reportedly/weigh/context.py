"""What belongs to an incident by where it stands, without naming it: answers, testimony, loose counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import hull, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Attribution, Event
    from reportedly.weigh.shelf import Page

_WORDS = toml("weigh")
_ANSWERING = frozenset(_WORDS["answering_acts"])
_FIRST_HAND = frozenset(_WORDS["first_hand_roles"])
_PRESUPPOSING = frozenset(_WORDS["presupposing_acts"])
_TOLLS = frozenset(_WORDS["measures"]["toll"])
_REACH: int = _WORDS["thresholds"]["answer_reach"]
_NOBODY = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS['nobody'])})\b")


def said_by_nobody(page: Page, said: Attribution) -> bool:
    """Whether the source is none: "no one has claimed responsibility"."""
    return bool(_NOBODY.search(words_of(said.source, page.text)[:40]))


def answers(page: Page, mentioned: Sequence[Event]) -> tuple[str, ...]:
    """Attributions that speak of no event of their own, the last event before them being of this incident.

    Those are denials, accusations and admissions ("the army denied responsibility"), and what first-hand voices go on to tell.
    """
    told = [a for a in page.reading.attributions if a.content and _answers_or_testifies(page, a)]
    if not told:
        return ()
    here = {e.id for e in mentioned}
    triggers = sorted((hull(e.trigger).start, hull(e.trigger).end, e.id) for e in page.events.values() if e.trigger)
    found = []
    for attribution in told:
        start, end = hull(attribution.content)
        first = bisect_left(triggers, (start,))
        if first < len(triggers) and triggers[first][0] < end:
            continue
        if first and triggers[first - 1][2] in here and start - triggers[first - 1][1] <= _REACH:
            found.append(attribution.id)
    return tuple(found)


def _answers_or_testifies(page: Page, said: Attribution) -> bool:
    source = page.sources.get(said.voice)
    return said.act in _ANSWERING or (
        source is not None
        and source.role in _FIRST_HAND
        and said.act not in _PRESUPPOSING
        and source.kind in {"person", "people"}
    )


def loose_counts(page: Page, mentioned: Sequence[Event]) -> Iterable[tuple[str, str | None]]:
    """Tolls that no event of the report holds, with the attribution they are said in: of the last event before them."""
    held = {f for e in page.events.values() for f in e.figures}
    loose = [f for f in page.reading.figures if f.id not in held and f.measure in _TOLLS and f.spans]
    if not loose:
        return
    here = {e.id for e in mentioned}
    triggers = sorted((hull(e.trigger).start, hull(e.trigger).end, e.id) for e in page.events.values() if e.trigger)
    for figure in loose:
        start = hull(figure.spans).start
        first = bisect_left(triggers, (start,))
        near = [triggers[first - 1]] if first else triggers[:1]
        same_saying = {
            e.id for e in page.events.values() if e.attribution is not None and e.attribution == figure.attribution
        }
        belongs = (
            same_saying <= here
            if same_saying
            else bool(near) and near[0][2] in here and abs(start - near[0][1]) <= _REACH
        )
        if belongs:
            yield figure.id, figure.attribution if figure.attribution in page.attributions else None
