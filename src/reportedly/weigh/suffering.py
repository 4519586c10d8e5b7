"""Who is called an actor but suffers the deed, does it to himself, or looks for who did it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.spans import Span

_WORDS = toml("weigh")
_HARMED = "|".join(_WORDS["harmed"])
_ASIDE = r"(?:,[^,.;\n]{1,60},)?\s{1,3}"
_ADVERBS = r"(?:(?:also|all|both|each|then|later|not|\w+ly)\s+){0,2}"
_BE = r"(?:(?:was|were|is|are|be|been|being|had been|has been|have been|gets?|got|lay|lies|left)\s+)"
_SUFFERS = re.compile(
    rf"(?i){_ASIDE}(?:"
    rf"(?:(?:who|that|which)\s+)?{_BE}{_ADVERBS}(?:{_HARMED})\b"
    rf"|{_ADVERBS}(?:{_HARMED})(?:\s+(?:dead|to\s+death|and\s+(?:\w+ly\s+)?(?:{_HARMED})))?"
    r"(?:\s+(?:in|by|on|during|after|when|while|outside|inside|near|along|following|multiple|several|twice|overnight)\b|\s*[,.;:\n]|\s*$)"
    r"|(?:died|dies|dead|dying|succumb\w*|perish\w*|suffer\w*|sustain\w*|surviv\w*|recover\w*|collapsed)\b)"
)
_TO_HIMSELF = re.compile(
    r"(?i)[^.;\n]{0,50}?\b(?:himself|herself|themselves|itself|his own life|her own life|own lives)\b"
)
_SEEKS = re.compile(
    rf"(?i){_ASIDE}(?:(?:are|were|is|was|have|had|has)\s+)?{_ADVERBS}(?:been\s+)?"
    rf"(?:{'|'.join(_WORDS['seeking'])})\b"
)
_SEEKERS = frozenset(_WORDS["seekers"])
_REACH = 140


def is_no_culprit(who: Span, heads: str, text: str) -> bool:
    """Whether the words after `who` say that he suffered it, did it to himself, or, `heads` being an office, seeks the culprit.

    >>> from reportedly.core.spans import Span
    >>> is_no_culprit(Span(0, 3), "boy", "boy killed in shooting"), is_no_culprit(Span(0, 3), "man", "man killed his wife")
    (True, False)
    """
    window = text[who.end : who.end + _REACH]
    if _SUFFERS.match(window) or _TO_HIMSELF.match(window):
        return True
    return heads in _SEEKERS and _SEEKS.match(window) is not None
