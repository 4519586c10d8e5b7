"""The place and agency words a report opens with."""

from __future__ import annotations

import re

_PLACE = r"[^\W\d_a-z][\w.’'-]{1,24}(?:[ -/][^\W\d_a-z][\w.’'-]{0,24}){0,3}"
_DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?\s{1,2}\d{1,2}(?:,\s{1,2}\d{4})?|\d{1,2}\s{1,2}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s{1,2}\d{4})?"
_AGENCY = r"[A-Z][\w.’'&-]{1,30}(?:[ /][A-Z][\w.’'&-]{0,30}){0,4}"
_DASH = r"\s{0,3}(?:--?|–|—|―)\s{0,3}"
_CREDITED = re.compile(
    rf"\s{{0,10}}(?P<line>(?:{_PLACE}(?:,\s{{1,2}}{_PLACE}){{0,2}}(?:,?\s{{1,2}}(?:{_DAY})\.?,?)?\s{{0,2}})?\({_AGENCY}\)(?:{_DASH}|\s{{0,3}}:\s{{0,2}}))"
)
_CAPITALS = re.compile(
    rf"\s{{0,10}}(?P<line>[^\W\d_a-z]{{2}}[^\W\da-z.’'\- ]{{0,30}}(?:[ ./’'-]{{1,2}}[^\W\d_a-z]{{2,20}}){{0,3}}(?:,\s{{1,2}}{_PLACE}){{0,2}}(?:,?\s{{1,2}}(?:{_DAY})\.?,?)?(?:\s{{0,2}}[/(]?{_AGENCY}[/)]?)?{_DASH}|"
    rf"{_PLACE}(?:,\s{{1,2}}{_PLACE}){{0,2}},\s{{1,2}}(?:{_DAY})\.?,?\s{{0,2}}(?:[/(]?{_AGENCY}[/)]?)?{_DASH})"
)


def dateline_of(text: str) -> str | None:
    """The dateline `text` opens with, without the dash; None when there is none. It stays in the text.

    Looks at the first two paragraphs, since a headline may stand above.

    >>> dateline_of("DAMASCUS, March 3 (Reuters) - Two people were killed.")
    'DAMASCUS, March 3 (Reuters)'
    >>> dateline_of("(AP) — Two people were killed.")
    '(AP)'
    """
    openings = [line for line in text[:5000].split("\n") if line.strip()][:2]
    for line in openings:
        match = _CREDITED.match(line[:160]) or _CAPITALS.match(line[:160])
        if match:
            return match.group("line").strip(" \t\xa0-–—―:")
    return None
