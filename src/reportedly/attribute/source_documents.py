"""Who speaks in a document: a statement is its issuer's word, an outlet's article the outlet's; others speak for themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import phrase
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.attribute.source_record import Phrase

RELAYS, ISSUED = (frozenset(lexicon.entries(toml("roles")["documents"][name])) for name in ("relays", "issued"))
BY = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(ISSUED)))})\s+(?:(?:issued|released|sent|written|put\s+out)\s+)?(?:by|from)\s+(?P<issuer>[^,;:()]{{2,80}})",
    re.IGNORECASE,
)
"""Right behind the noun: who carried or saw a document stands behind other words."""


TITLE = re.compile(r"[“«\"][A-ZÀ-Þ]")


def titled(read: Phrase) -> bool:
    """Whether a document is one that can be named: it has a title, or the words say who issued it.

    >>> titled(phrase("a fire brigade log")), titled(phrase("a memo by the Kherad Council")), titled(phrase("a leaked memo"))
    (False, True, False)
    """
    by = read.affiliation or ""
    issued = by[:1].isupper() and by not in toml("names")["calendar"].split()
    return read.kind == "document" and (issued or TITLE.search(read.words) is not None)


def issuer(read: Phrase, words: str) -> Phrase | None:
    """The voice behind a document's words; None when the document itself is the voice.

    >>> issuer(phrase("a statement by the Kherad joint staff"), "a statement by the Kherad joint staff").name
    'Kherad joint staff'
    >>> issuer(phrase("a memo by the ministry"), "a memo by the ministry") is None
    True
    """
    last = (read.head or "").split()[-1:]
    if read.kind != "document" or not last:
        return None
    if last[0] in RELAYS and read.affiliation:
        outlet = phrase(read.affiliation)
        return replace(outlet, words=words) if outlet.kind in {"outlet", "channel"} else None
    told = BY.search(words) if last[0] in ISSUED else None
    if told is None:
        return None
    behind = phrase(told["issuer"])
    person = behind.gender is not None or bool(behind.heads)  # "May Day" is none
    named = behind.named and (behind.kind != "person" or person)
    known = named or behind.head in lexicon.heads()
    return behind if known and behind.pronoun is None and behind.kind not in {"document", "unspecified"} else None
