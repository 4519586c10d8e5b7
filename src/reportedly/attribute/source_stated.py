"""Who a word stands for by its place alone: "who" behind a noun."""

from __future__ import annotations

import re

from reportedly.attribute.source_phrase import phrase
from reportedly.core.spans import Span

LEADING_SMALL = re.compile(
    r"^\s*(?:(?:and|but|or|as|with|of|for|to|by|in|has|have|is|are|including|like|among|most)\s+)+", re.IGNORECASE
)
"""Small words before the noun that "who" stands behind."""
LONGEST_ANTECEDENT = 9
"""Words of the longest noun phrase that "who" may stand behind."""
BOUNDS = (" -- ", "—", " – ", ". ", "; ", ", ", "“", "”", '"', "(", ")", "\n", " and ", " said ", " by ", " with ", " to ", " from ", " was ", " is ", " were ")  # fmt: skip
CLAUSE = re.compile(
    r"^(?:then\s+|now\s+|here\s+)?(?:I|we|you|he|she|it|they|there)(?:['’]\w+)?\s(?:\w+\s){0,3}?(?=(?:an?|the|one|some|several|two|three|many|most|his|her|their|its|my|our)\s)",
    re.IGNORECASE,
)
"""The subject and verb before the noun: "I meet a carpenter who …"."""
WINDOW = 90
"""Characters before "who" in which its noun is looked for."""


def noun_before(text: str, at: int) -> Span | None:
    """The noun phrase that a relative pronoun at `at` stands right behind; None when none can be made out.

    >>> text = "with two guards, who fled"
    >>> noun_before(text, 17).of(text)
    'two guards'
    """
    tail = text[max(0, at - WINDOW) : at].rstrip(" ,\u00a0–—-")
    end = max(0, at - WINDOW) + len(tail)
    for mark in BOUNDS:
        tail = tail.rpartition(mark)[2]
    tail = LEADING_SMALL.sub("", tail).strip()
    clause = CLAUSE.match(tail)
    tail = tail[clause.end() :] if clause is not None else tail
    if not tail or len(tail.split()) > LONGEST_ANTECEDENT:
        return None
    read = phrase(tail)
    if read.pronoun or (read.kind == "unspecified" and not read.named):
        return None
    return Span(end - len(tail), end)
