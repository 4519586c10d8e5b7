"""To whom something was said: "told Sputnik news agency that …". The chain of voices needs it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from reportedly.core.spans import Spans

REACH = 90
"""Characters after the cue in which an addressee may stand."""


def addressee(cue: Span, content: Spans, text: str) -> tuple[Span, Spans]:
    """The cue without its addressee, and the addressee, () when the cue takes none or none is named.

    >>> text = "Officials told the Northern Herald that rain fell."
    >>> cue, to = addressee(Span(10, 14), (Span(39, 49),), text)
    >>> cue.of(text), to[0].of(text)
    ('told', 'the Northern Herald')
    """
    words = _verb().match(text[cue.start : cue.end])
    if not words:
        return cue, ()
    verb = Span(cue.start, cue.start + words.end())
    following = [part.start for part in content if part.start >= verb.end]
    stop = min([*following, verb.end + REACH, len(text)])
    line_end = text.find("\n", verb.end, stop)
    zone = text[verb.end : line_end if line_end >= 0 else stop]
    ended = _end().search(zone)
    span = trimmed(Span(verb.end, verb.end + (ended.start() if ended else len(zone))), text, ",:;-–—“\"‘'")
    if span.start == span.end or not re.search(r"\w", span.of(text)):
        return verb if cue.end > verb.end else cue, ()
    return verb, (span,)


@cache
def _verb() -> re.Pattern[str]:
    verbs = "|".join(toml("addressee")["verbs"])
    return re.compile(rf"(?:\w+[ \u00a0]+){{0,3}}?(?:{verbs})\b", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"[,.;:“\"()]|\s(?:" + "|".join(toml("addressee")["ends"]) + r")\b")
