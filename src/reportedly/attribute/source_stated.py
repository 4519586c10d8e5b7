"""Who a word stands for by its place alone: "who" behind a noun, "I" in a statement printed without quotation marks."""

from __future__ import annotations

import re

from reportedly.attribute.source_phrase import phrase
from reportedly.core.spans import Span

STATEMENT = re.compile(
    r"^([A-Z][^\n:“”\"]{3,120}?)\s(?:has\s|have\s)?(?:said|says|stated|commented|wrote|issued|made)\b[^\n:“”\"]{0,80}:[ \t]*\n\s*(?![“\"‘'])",
    re.MULTILINE,
)
FIRST_CHARACTERS = 4000
"""Characters in which the words that introduce a statement are looked for."""
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


def introduced(text: str, before: int) -> Span | None:
    r"""The last person introduced before `before` as one whose statement follows on lines of its own; None when nobody is.

    >>> text = "Governor Ana Brecht said:\n\nI welcome the deal."
    >>> introduced(text, 28).of(text)
    'Governor Ana Brecht'
    """
    found = [m for m in STATEMENT.finditer(text, 0, min(before, FIRST_CHARACTERS)) if phrase(m[1]).kind == "person"]
    return Span(*found[-1].span(1)) if found else None


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
