"""Whether the words around a time speak of what was or of what is to come."""

from __future__ import annotations

import re
from functools import cache

from reportedly.core.data import toml

_REACH = 110
_NO_VERB = "united|hundred|indeed|need|speed|proceed|exceed|succeed|sacred|naked|wicked|kindred|agreed"
_CLAUSE = re.compile(r"[.;:?!](?=\s)|\n")


@cache
def _cues() -> re.Pattern[str]:
    table = toml("times")["tense"]
    future = "|".join(map(re.escape, table["future"]))
    past = "|".join(map(re.escape, table["past"]))
    return re.compile(
        rf"\b(?:(?P<past>had been (?:due|scheduled|expected|planned|set)|(?:{past})\b|(?!(?:{future}|{_NO_VERB})\b)[a-z]{{2,20}}ed)"
        rf"|(?P<future>{future}|to be|going to|is to|are to))\b|(?P<limit>\b(?:by|until|till|before)\s+(?:the |at |noon |midnight )?$)",
        re.IGNORECASE,
    )


def tense(text: str, start: int, end: int) -> str:
    """Tense ("past", "future" or "") of the clause around `[start, end)`: the nearest cue before it, else the first after it."""
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    last = ""
    for cue in _cues().finditer(before):
        if cue.lastgroup == "limit":
            return "future" if cue[0][:2].lower() == "by" else last or tense_after(text, end) or "future"
        last = cue.lastgroup or ""
    return last or tense_after(text, end)


def tense_after(text: str, end: int) -> str:
    """The same for the rest of the clause after `end`."""
    cue = _cues().search(_CLAUSE.split(text[end : end + _REACH], maxsplit=1)[0])
    return (cue.lastgroup or "") if cue else ""
