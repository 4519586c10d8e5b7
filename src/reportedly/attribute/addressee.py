"""To whom something was said: "told Sputnik news agency that …". The chain of voices needs it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute.source_phrase import phrase
from reportedly.core.data import toml
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from reportedly.core.spans import Spans

REACH = 90
"""Characters after the cue in which an addressee may stand."""
INSIDE = 60
"""Characters at the end of a cue in which "to" and an addressee may stand: "said in a message to Radio Kherad"."""
_RECEIVER = r"(?:the|an?|this|that|these|those|our|his|her|their|its|my|us|me|him|them|her|you)\b|[A-ZÀ-Þ]"
TOWARDS = re.compile(rf"\b(to|with)(?:\s+(?!the\s+effect\b)(?={_RECEIVER})[^,.;:“”\"\n]{{1,50}})?\s*$")
"""The preposition before an addressee at the end of a cue; the addressee stands behind it, in the cue or after it."""
PRONOUN = re.compile(r"\s*(?:him|her|them|us|me|you|his|their|its|my|our)\b")
"""Whom a verb of telling may be followed by at once; elsewhere "her" begins what is told."""
EFFECT = re.compile(r"\s*the\s+effect\b")
NO_RECEIVER = re.compile(
    r"\b(?:according|response|reference|regard|addition|relation|contrary|due|thanks|agreed|objected|pointed|responded|reacted)\s+(?:to|with)$"
)
RECEIVED = re.compile(rf"\s*(?:{_RECEIVER})")


def addressee(cue: Span, content: Spans, text: str, source: Spans = ()) -> tuple[Span, Spans]:
    """The cue without its addressee, and the addressee, () when the cue takes none or none is named.

    >>> text = "Officials told the Northern Herald that rain fell."
    >>> cue, to = addressee(Span(10, 14), (Span(39, 49),), text)
    >>> cue.of(text), to[0].of(text)
    ('told', 'the Northern Herald')
    >>> text = "Officials confirmed in a letter to the Northern Herald that rain fell."
    >>> cue, to = addressee(Span(10, 54), (Span(55, 69),), text)
    >>> cue.of(text), to[0].of(text)
    ('confirmed in a letter to', 'the Northern Herald')
    """
    words = _verb("verbs").match(text[cue.start : cue.end])
    giving = None if words else _verb("verbs_before_a_voice").match(text[cue.start : cue.end])
    towards = TOWARDS.search(text, max(cue.start, cue.end - INSIDE), cue.end)
    if towards and NO_RECEIVER.search(text, max(cue.start, cue.end - INSIDE), towards.end(1)):
        return cue, ()
    unsure = towards is not None or giving is not None
    words = words or giving
    if not (words or towards):
        return cue, ()
    ends = towards.end(1) if towards else cue.start + words.end() if words else cue.end
    verb = Span(cue.start, ends)
    following = [part.start for part in (*content, *source) if part.start >= verb.end]
    stop = min([*following, verb.end + REACH, len(text)])
    line_end = text.find("\n", verb.end, stop)
    zone = text[verb.end : line_end if line_end >= 0 else stop]
    if towards and (not RECEIVED.match(zone) or EFFECT.match(zone)):
        return cue, ()
    pronoun = PRONOUN.match(zone)
    ended = _end().search(zone, pronoun.end() if pronoun else 0)
    span = trimmed(Span(verb.end, verb.end + (ended.start() if ended else len(zone))), text, ",:;-–—“\"‘'")
    if span.start == span.end or not re.search(r"\w", span.of(text)):
        return cue if unsure or cue.end <= verb.end else verb, ()
    if unsure and not _is_voice(span.of(text)):
        return cue, ()
    return verb, (span,)


def _is_voice(words: str) -> bool:
    """Whether the words name somebody who can be told something."""
    read = phrase(words)
    if read.pronoun is not None or read.kind in {"person", "people"}:
        return True
    return read.kind in {"organisation", "outlet", "channel"} and (read.named or read.definite or read.many)


@cache
def _verb(which: str) -> re.Pattern[str]:
    verbs = "|".join(toml("addressee")[which])
    return re.compile(rf"(?:\w+[ \u00a0]+){{0,3}}?(?:{verbs})\b", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"[,.;:“\"()]|\s(?:" + "|".join(toml("addressee")["ends"]) + r")\b")
