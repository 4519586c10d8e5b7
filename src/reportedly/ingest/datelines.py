"""The place and agency words a report opens with."""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-z][\w.’'-]{1,24}(?:[ -/][^\W\d_a-z][\w.’'-]{0,24}){0,3}"
_CAPITALS = r"[^\W\d_a-z]{2}[^\W\d_a-z.’' -]{0,30}(?:[ ./’'-]{1,2}[^\W\d_a-z]{2,20}){0,3}"
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]{0,6}\.?"
_DAY = (
    rf"(?:{_MONTH}\s{{1,2}}\d{{1,2}}(?:,\s{{1,2}}\d{{4}})?|\d{{1,2}}\s{{1,2}}{_MONTH}(?:\s{{1,2}}(?:\d{{4}}|\d\d\b))?)"
)
_CREDIT = r"(?:\([A-Z][\w.’'&/ -]{1,50}\)|/[A-Z][\w.’'& -]{1,50}/)"
_DASH = r"\s{0,3}(?:--|[-–—―])(?:\s{1,3}|(?=[A-Z“\"]))"
_FURTHER = rf"(?:,\s{{1,2}}{_NAME}){{0,2}}"
_DATED = rf"(?:,?\s{{1,2}}{_DAY}\.?)"
_LINE = re.compile(
    rf"\s{{0,10}}(?P<line>(?:{_NAME}{_FURTHER}{_DATED}?,?\s{{0,2}})?{_CREDIT})(?:{_DASH}|\s{{0,2}}[:.]\s{{1,3}})"
    rf"|\s{{0,10}}(?P<dated>{_NAME}{_FURTHER}{_DATED},?(?:\s{{1,2}}[A-Z]{{2,12}})?){_DASH}"
    rf"|\s{{0,10}}(?P<credited>{_NAME}{_FURTHER},\s{{1,2}}[A-Z]{{2,12}}){_DASH}"
    rf"|\s{{0,10}}(?P<place>{_CAPITALS}{_FURTHER}){_DASH}"
)
_PARAGRAPHS = 6


def dateline_of(text: str) -> str | None:
    """The dateline `text` opens with, without the dash; None when there is none. It stays in the text.

    Looks at the first six paragraphs: a headline, a deck or a summary may stand above.

    >>> dateline_of("DAMASCUS, March 3 (Reuters) - Two people were killed.")
    'DAMASCUS, March 3 (Reuters)'
    >>> dateline_of("MOSCOW, January 25. /TASS/. Two people were killed.")
    'MOSCOW, January 25. /TASS/'
    >>> dateline_of("SAN TOLMO, 9 JAN 90 (GULL) -- [TEXT] TWO PEOPLE WERE KILLED.")
    'SAN TOLMO, 9 JAN 90 (GULL)'
    >>> dateline_of("The man - who was not named - was killed.") is None
    True
    """
    openings = [line for line in text[:8000].split("\n") if line.strip()][:_PARAGRAPHS]
    matches = (_LINE.match(line[:160]) for line in openings)
    found = next((match for match in matches if match), None)
    return next(group for group in found.groups() if group).strip() if found else None
