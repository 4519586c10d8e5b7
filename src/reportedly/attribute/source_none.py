"""Attributions that attribute nothing: nobody speaks, or nothing is told but that a name is withheld."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute.sources import HINTS, REASON, UNAUTHORISED, WITHHELD
from reportedly.core.data import toml
from reportedly.core.spans import hull, words_of

if TYPE_CHECKING:
    from reportedly.attribute.draft import Draft
    from reportedly.core.spans import Spans

NOBODY = re.compile(
    r"^(?:and\s+|but\s+)?(?:(?:absolutely\s+|almost\s+|virtually\s+)?(?:no[\s-]one|nobody|none|not\s+(?:one|a\s+single)\b.*|neither)(?:\s+(?:else|immediately))?|"
    r"none\s+of\s+.*|neither\s+(?:of\s+)?\S.*|no\s+(?!\d|\.)[a-z][\w -]*)$",
    re.IGNORECASE | re.DOTALL,
)
"""Sources that say that nobody speaks; "No. 10" and "No 10" are somebody."""
SPEAKING = re.compile(
    r"^(?:who\s+|and\s+|all\s+|both\s+|also\s+|only\s+|had\s+|has\s+|have\s+|was\s+|were\s+|is\s+|are\s+|but\s+){0,3}"
    r"(?:(?:spoke|speaks?|speaking|talked|talking|interviewed|commented|commenting)\s+(?:\w+\s+){0,6}?(?=on\s+(?:the\s+)?(?:\w+\s+)?condition|anonymously|under\s+condition))?",
    re.IGNORECASE,
)
PASSING_ON = frozenset({"citing", "quoting", "cited", "quoted", "crediting"})
LONGEST_VOICE = 5
"""Words of a content after "citing" that are still a name; more are something said."""
LONGEST = 300
"""Characters of cue and content that are looked at."""
REMAINDER = 40
"""Characters after the withholding that are no news of their own."""


def says_nothing(draft: Draft, text: str) -> bool:
    """Whether the draft is no attribution: "No one has claimed responsibility", "he asked not to be named because …"."""
    nobodys = bool(draft.source and nobody(draft.source, text))
    return (
        nobodys
        or is_object(draft, text)
        or tells_no_words(draft, text)
        or withholds(draft, text)
        or names_a_voice(draft, text)
    )


def is_object(draft: Draft, text: str) -> bool:
    """Whether the source is only the object of a verb before it: "should not make us forget the dead"."""
    before = bool(draft.source and draft.cue) and hull(draft.source).end <= hull(draft.cue).start
    return before and words_of(draft.source, text).lower() in {"us", "me"}


MEETING = re.compile(r"(?:(?:will )?me?e?t\w* )?to (?:discuss|talk about|review)$", re.IGNORECASE)
"""What people meet for: "met to discuss the dam" tells no words of theirs."""
NAMING = re.compile(r"(?:has |have |had |was |were )?(?:identified|named)$", re.IGNORECASE)
UNNAMED = re.compile(
    r"(?:the|an?|any) (?:belligerent|perpetrator|attacker|culprit|suspect|victim|assailant)s?$", re.IGNORECASE
)
"""What is identified without being named: "sources identified the belligerent"."""
ORDERING = re.compile(
    r"(?:(?:has|have|had|also|then|again|further|later|yesterday|today)\s+){0,3}(?:ordered|commanded)$", re.IGNORECASE
)


def tells_no_words(draft: Draft, text: str) -> bool:
    """Whether the draft is an order, a meeting or a naming in the publisher's words, which tell what was done and not said."""
    if draft.quote != "indirect":
        return False
    cue = " ".join(words_of(draft.cue, text).split())
    named = NAMING.match(cue) and UNNAMED.match(words_of(draft.content, text))
    return bool(ORDERING.match(cue) or MEETING.match(cue) or named or _deeds().match(cue))


@cache
def _deeds() -> re.Pattern[str]:
    """A cue that is nothing but a deed: "has committed a massacre" tells no words of whoever did it."""
    return re.compile(
        rf"(?:(?:has|have|had|also|then|again|later|today)\s+){{0,3}}(?:{'|'.join(toml('idioms')['deeds'])})$",
        re.IGNORECASE,
    )


def names_a_voice(draft: Draft, text: str) -> bool:
    """Whether the draft only names the voice that is passed on: "citing local officials" is a link of a chain."""
    if draft.quote != "indirect" or words_of(draft.cue, text).lower() not in PASSING_ON:
        return False
    return len(words_of(draft.content, text).split()) <= LONGEST_VOICE


def nobody(source: Spans, text: str) -> bool:
    """Whether the words of the source say that nobody does.

    >>> from reportedly.core.spans import Span
    >>> [nobody((Span(0, len(w)),), w) for w in ("No group", "Nobody", "No 10", "Noel Tal", "None of the guards")]
    [True, True, False, False, True]
    """
    words = words_of(source, text).strip(" ,")
    return words[:1] in "nNaAbBvV" and NOBODY.match(words) is not None


def withholds(draft: Draft, text: str) -> bool:
    """Whether cue and content together say only that a name is withheld, and perhaps why."""
    if not draft.cue or not draft.content or hull(draft.content).start < hull(draft.cue).start:
        return False
    cue = " ".join(words_of(draft.cue, text).split())
    told = " ".join(words_of(draft.content, text).split()).strip(' ,.;”"')
    whole = f"{cue} {told[:LONGEST]}"
    if len(cue) > LONGEST or not any(hint in whole for hint in HINTS):
        return False
    start = SPEAKING.match(whole)
    begin = start.end() if start is not None else 0
    found = WITHHELD.match(whole, begin) or UNAUTHORISED.match(whole, begin)
    if found is None or found.end() < len(cue):
        return False
    rest = whole[found.end() :].strip(" ,.;")
    return len(rest) < REMAINDER or REASON.match(rest) is not None
