"""Who speaks in a document: a statement is its issuer's word, an outlet's article the outlet's; others speak for themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import phrase
from reportedly.attribute.source_words import POSSESSIVE
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.attribute.source_record import Phrase

RELAYS, ISSUED, SIGNED = (
    frozenset(lexicon.entries(toml("roles")["documents"][name])) for name in ("relays", "issued", "signed")
)
_ISSUED = "|".join(map(re.escape, sorted(ISSUED)))
BY = re.compile(
    rf"\b(?P<noun>{_ISSUED})\s+(?:(?:issued|released|sent|written|put\s+out)\s+)?(?P<how>by|from)\s+(?P<issuer>[^,;:()]{{2,80}}(?:, (?:(?:an?|the|his|her|their) )?[^,;:()]{{3,60}})?)",
    re.IGNORECASE,
)
"""Right behind the noun: who carried or saw a document stands behind other words."""
_PLATFORM = "|".join(lexicon.entries(toml("roles")["documents"]["platforms"]))
OWNED = re.compile(
    rf"^(?P<issuer>[^,;:()]{{2,60}}?)['’]s? (?:(?:{_PLATFORM}) ){{0,2}}(?P<noun>{'|'.join(sorted(ISSUED - {'notice', 'release'}))})$",
    re.IGNORECASE,
)
"""The issuer before the noun: "Ana Tal's Facebook post"; the notice or release may be of whoever it is about."""
BODYS = re.compile(rf"(?P<body>[^,;:()]{{2,60}}?) (?:(?:{_PLATFORM}) ){{0,2}}(?:{_ISSUED})", re.IGNORECASE)
"""A body and a document of its, without a preposition: "an army statement", "Norvia's foreign ministry statement"."""
ANOTHER = re.compile(
    rf"(?:an?|the|this|one|another) (?:(?:{'|'.join(lexicon.entries(toml('roles')['documents']['described']))}) )*",
    re.IGNORECASE,
)
"""Words before the body that belong to the document: "an earlier army statement"."""
AFTERWARDS = re.compile(
    rf" (?:(?:(?:late|early) )?(?:on|last) (?:\w{{3,6}}day\b|[A-Z]\w{{2,8}} \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}} [A-Z]\w{{2,8}}\b)|(?i:on (?:{_PLATFORM})$))"
)
"""Day and platform of a document, which are no part of its issuer: "a release by the city on June 2nd"."""
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
    plain = AFTERWARDS.sub("", words)
    if last[0] not in ISSUED:
        return None
    told = BY.search(plain)
    body = _body_before(plain) if told is None else None
    told = told or (OWNED.match(plain) if body is None else None)
    if told is None:
        return body
    behind = phrase(told["issuer"])
    person = behind.gender is not None or bool(behind.heads) or _signs(told)  # "a statement from May Day" is nobody's
    named = behind.named and (behind.kind != "person" or person)
    known = named or behind.head in lexicon.heads()
    return behind if known and behind.pronoun is None and behind.kind not in {"document", "unspecified"} else None


def _signs(told: re.Match[str]) -> bool:
    """Whether what stands for the issuer is a person's name by its place: "a post by Ana Tal", "Tal's post"."""
    name = told["issuer"].partition(",")[0]
    if told.re is OWNED:
        return name[:1].isupper()
    by = told["how"].lower() == "by" or told["noun"].lower() in POSTED
    place = not _of_places().isdisjoint(name.lower().split())
    return told["noun"].lower() in SIGNED and TWO_NAMES.fullmatch(name) is not None and by and not place


POSTED = frozenset({"post", "tweet", "repost", "comment", "tribute"})
"""Documents that are from somebody, and hardly from somewhere."""


@cache
def _of_places() -> frozenset[str]:
    """Words that places' names have: "a post from Red Square"."""
    kinds = toml("place_words")["kinds"].values()
    return frozenset(word for words in kinds for word in words.split()) | frozenset(lexicon.demonyms())


def _body_before(words: str) -> Phrase | None:
    """The body whose noun stands right before the document's."""
    found = BODYS.fullmatch(words)
    body = phrase(POSSESSIVE.sub("", ANOTHER.sub("the ", found["body"], count=1))) if found else None
    return body if body is not None and body.kind == "organisation" and body.head in lexicon.heads() else None


def stands_for(words: str) -> bool:
    """Whether a document's words stand for their issuer, so that what is thought of the document is not thought of him."""
    return issuer(phrase(words), words) is not None
