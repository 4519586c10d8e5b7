"""Several voices in one source: "the government and the Free Highlands Front" speak together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_words import ARTICLED, PROPER, acronym
from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.attribute.source_record import Phrase

AND = re.compile(r"\s*,?\s+(?:and|&|as\s+well\s+as|along\s+with|together\s+with)\s+(?:also\s+)?")
BETWEEN = re.compile(r"\b(?:for|between|from|by|at|with|who|which|whose)\b|[(“\"]")
"""Words after which "and" joins something else than the voices."""
MOST = 5
"""Voices that one source may join."""


def joined(words: str, read: Callable[[str], Phrase]) -> tuple[Phrase, ...]:
    """The voices that the words join, each read by itself, in order; () when they are one voice.

    At least one has a name; "Health and Human Services" and "police and residents" are one.
    """
    if " and " not in words and " & " not in words and " with " not in words and " as well as " not in words:
        return ()
    plain = re.sub(r"^both\s+", "", words.strip(" ,"), flags=re.IGNORECASE)
    cut = AND.split(plain)
    if len(cut) != 2 or lexicon.outlet_called(plain.removeprefix("the ")) is not None:
        return ()
    front, last = cut
    last, _, beside = last.strip(" ,").partition(",")
    parts = [*(part.strip() for part in front.split(",")), last]
    if len(parts) > MOST or not all(parts) or any(BETWEEN.search(part) for part in parts[:-1]):
        return ()
    voices = tuple(read(part) for part in parts)
    if len(voices) > NAMED_AFTER and voices[0].many and not voices[0].named:
        return _described(*voices)
    if all(map(_is_full_name, voices, parts)) or _share_surname(parts):
        return voices
    named = [v.named for v in voices]
    whole = all(map(_is_voice, voices, parts)) and (all(named) if beside or len(parts) > 2 else any(named))
    apart = _apart(voices, parts) and not _of_both(parts[0], voices[0], voices[-1])
    return voices if whole and apart else ()


def _of_both(words: str, first: Phrase, last: Phrase) -> bool:
    """Whether the last name belongs to what the first persons are: "relatives of Ana Tal and Petra Lind"."""
    bare = last.kind == "person" and last.name is not None and not last.heads
    of = OF_A_NAME.search(words)
    theirs = bool(KIN.intersection((first.head or "").split())) and not first.named
    return bare and theirs and of is not None and not lexicon.country_names().get(of[1])


def _is_full_name(read: Phrase, words: str) -> bool:
    return read.kind == "person" and not read.heads and FULL_NAME.fullmatch(words) is not None


def _share_surname(parts: list[str]) -> bool:
    """Whether two given names share the surname behind the last: "Kai and Ben Fordham"."""
    first, *rest = parts
    given = lexicon.given_names()
    return (
        len(rest) == 1 and first.lower() in given and len(rest[0].split()) > 1 and rest[0].split()[0].lower() in given
    )


FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[a-z]\. |(?:al|el|de|bin|ibn|abu|van|von|da|di|du|la)[ -])?[A-ZÀ-Þ][\w.'’-]+){1,3}"
)
"""A person's name of at least two words, known or not."""
OF_A_NAME = re.compile(r"\bof ([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)$")
KIN = frozenset(lexicon.entries(toml("roles")["clauses"]["kin"])) | {
    "relative",
    "lawyer",
    "attorney",
    "friend",
    "supporter",
}
"""Words for kin and for who acts for somebody."""
NAMED_AFTER = 2
"""Parts of a source that opens with what its persons are: "two drivers, Ana Tal and Ilir Koda"."""


def _described(all_of_them: Phrase, *named: Phrase) -> tuple[Phrase, ...]:
    """The persons named behind what they are, each with the role that it tells; () where others than persons follow."""
    if all_of_them.kind != "people" or any(v.kind != "person" or not v.name for v in named):
        return ()
    return tuple(replace(v, role=all_of_them.role) if v.role == "other" else v for v in named)


def _is_voice(read: Phrase, words: str) -> bool:
    """Whether the words are a whole voice by themselves: a person's full name, a body, a country, "her husband"."""
    if read.pronoun is not None or read.kind in {"unspecified", "document"} or read.fresh:
        return False
    articled = words.split(maxsplit=1)[0].lower() in ARTICLED
    if read.kind == "people" or (read.kind == "person" and read.name is None):
        return articled or read.head in lexicon.heads()
    if read.kind == "person":
        return bool(read.heads or read.gender or read.role != "other")
    return bool(read.government) or (_is_body(read) if read.named else articled)


def _is_body(read: Phrase) -> bool:
    """Whether more than capitals tells that a name is a body's; "the Levant" is none."""
    if read.kind in {"outlet", "channel"}:
        return True
    name = (read.name or "").split()
    known = lexicon.head_ending([word.lower() for word in name], len(name)) or lexicon.outlet_called(" ".join(name))
    return bool(known) or acronym(name[-1])


MEDIA = frozenset(lexicon.entries(toml("outlets_words")["media"]["of_one_name"]))
"""Words for media that one name may join: "the State News and Information Agency"."""


def _apart(voices: tuple[Phrase, ...], parts: list[str]) -> bool:
    """Whether the sides do not share an article, as in "the Red Cross and Red Crescent"."""
    last = parts[-1].split()
    if all(v.kind in {"outlet", "channel"} for v in voices):
        own = len(last) > 1 and last[0].lower() not in MEDIA
        return own or last[0][0] == "@" or lexicon.outlet_called(parts[-1]) is not None
    if voices[-1].kind in {"person", "people"} or voices[-1].government or last[0].lower() in ARTICLED:
        return True
    single = len(last) == 1 and (acronym(last[0]) or last[0].lower() in PROPER)
    return single or parts[0].split(maxsplit=1)[0].lower() != "the"


def shown(voice: Phrase) -> str:
    """What one of several joined voices is called in the name of all.

    >>> from reportedly.attribute.source_phrase import phrase
    >>> shown(phrase("the government")), shown(phrase("the Sorna Ridge Front"))
    ('government', 'Sorna Ridge Front')
    """
    name = voice.name or voice.words
    return name.removeprefix("the ").removeprefix("The ")
