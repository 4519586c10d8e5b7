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

RELAYS, ISSUED, SIGNED = (
    frozenset(lexicon.entries(toml("roles")["documents"][name])) for name in ("relays", "issued", "signed")
)
BY = re.compile(
    rf"\b(?P<noun>{'|'.join(map(re.escape, sorted(ISSUED)))})\s+(?:(?:issued|released|sent|written|put\s+out)\s+)?(?:by|from)\s+(?P<issuer>[^,;:()]{{2,80}}(?:, (?:(?:an?|the|his|her|their) )?[^,;:()]{{3,60}})?)",
    re.IGNORECASE,
)
"""Right behind the noun: who carried or saw a document stands behind other words."""
OWNED = re.compile(
    rf"^(?P<issuer>[^,;:()]{{2,60}}?)['’]s? (?:[\w-]+ ){{0,2}}?(?P<noun>{'|'.join(map(re.escape, sorted(ISSUED)))})$",
    re.IGNORECASE,
)
"""The issuer before the noun: "Ana Tal's Facebook post"."""
DATED = re.compile(
    r" (?:(?:late|early) )?(?:on|last) (?:\w{3,6}day\b|[A-Z]\w{2,8} \d{1,2}(?:st|nd|rd|th)?\b|\d{1,2} [A-Z]\w{2,8}\b)"
)
"""The day of a document, which is no part of its issuer: "a release by the city on June 2nd"."""
TWO_NAMES = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: (?:(?:al|el|de|bin|abu|van|von) )?[A-ZÀ-Þ][\w.'’-]+){1,3}")


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
    undated = DATED.sub("", words)
    told = (OWNED.match(undated) or BY.search(undated)) if last[0] in ISSUED else None
    if told is None:
        return _body_before(undated) if last[0] in ISSUED else None
    behind = phrase(told["issuer"])
    signed = told["noun"].lower() in SIGNED and TWO_NAMES.fullmatch(told["issuer"]) is not None
    person = behind.gender is not None or bool(behind.heads) or signed  # "a statement from May Day" is nobody's
    named = behind.named and (behind.kind != "person" or person)
    known = named or behind.head in lexicon.heads()
    return behind if known and behind.pronoun is None and behind.kind not in {"document", "unspecified"} else None


def _body_before(words: str) -> Phrase | None:
    """The body whose noun stands right before: "an army statement"."""
    found = COMPOUND.fullmatch(words)
    body = phrase(f"the {found['body']}") if found else None
    return body if body is not None and body.kind == "organisation" and body.head in lexicon.heads() else None


COMPOUND = re.compile(
    rf"(?:an?|the|this|one|another) (?P<body>[^,;:()'’]{{2,50}}) (?:{'|'.join(sorted(ISSUED))})", re.IGNORECASE
)
"""A body and a document of its, without a preposition."""
