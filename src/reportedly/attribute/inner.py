"""Attributions inside what somebody says, as in “State television says the army denied the raid”.

The tagger was trained on flat annotation and reads a sentence from the outside; what it finds inside a content is found
by having it read that content on its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.core.ports import Tagged, Tagger

MIN_P_CUE = 0.95
"""Inside a content only clear cases count: the text is read without its surroundings."""


def nested(text: str, outer: Sequence[Tagged], tagger: Tagger) -> tuple[Tagged, ...]:
    """What `tagger` finds inside the contents of `outer` that name a speaker of their own, in order."""
    known = {t.cue for t in outer}
    found: dict[Span, Tagged] = {}
    for part in _worth_reading(text, outer):
        for inside in tagger.tagged(part.of(text)):
            again = _moved(inside, part.start)
            if again.source and again.p_cue >= MIN_P_CUE and not any(again.cue.meets(cue) for cue in known):
                found.setdefault(again.cue, again)
    return tuple(found[cue] for cue in sorted(found))


def _worth_reading(text: str, outer: Iterable[Tagged]) -> Iterator[Span]:
    """Parts of contents, each once, with a speech verb that no outer cue has taken."""
    cues = [t.cue for t in outer]
    parts = {part for t in outer for part in t.content}
    for part in sorted(parts):
        verbs = (Span(*m.span()) for m in _speech().finditer(text, part.start, part.end))
        if any(verb.start > part.start and not any(verb.meets(cue) for cue in cues) for verb in verbs):
            yield part


def _moved(tagged: Tagged, by: int) -> Tagged:
    return replace(
        tagged,
        source=tagged.source.moved(by) if tagged.source else None,
        cue=tagged.cue.moved(by),
        content=tuple(part.moved(by) for part in tagged.content),
    )


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(toml("inner")["verbs"]) + r")\b", re.IGNORECASE)
