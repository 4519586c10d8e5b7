"""A voice while the report is being read, and the scene in which voices are told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_roles import better_told
from reportedly.attribute.source_words import ADJECTIVE_ROLE, HEARD, NEW, PASSING, QUANTITIES, SHOWN_SMALL, SOME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.attribute.source_names import Names, Person
    from reportedly.attribute.source_phrase import Phrase
    from reportedly.core.ports import Leaning
    from reportedly.core.records import Identity, Kind, Role
    from reportedly.core.spans import Span

RECENT = 16
"""Speakings that a pronoun or a definite phrase looks back over."""
FAR = 8
"""Sentences after which a pronoun no longer reaches a mention."""
CAPITALS_KEPT = frozenset(
    {"us", "u.s.", "un", "eu", "nato", "kremlin", "hamas", "hezbollah", "houthi", "taliban", "western"}
)
PASSED_ON_BY = tuple(f" {word} by " for word in HEARD)
LOWERED = (NEW | SOME | QUANTITIES | SHOWN_SMALL | frozenset(ADJECTIVE_ROLE)) - CAPITALS_KEPT
"""Words that a described voice's name shows in lower case even when a sentence begins with them."""


@dataclass(slots=True, eq=False)
class Voice:
    """A source while the report is being read; `spoke` is where it was last the source of something, -1 for never.

    leanings: what the tagger took it to be, wherever words other than a pronoun named it as a source; described: the same,
    where they were more than a name.
    """

    name: str
    identity: Identity
    kind: Kind
    role: Role = "other"
    affiliation: str | None = None
    anonymity: str | None = None
    person: Person | None = None
    gender: str | None = None
    many: bool = False
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mentions: set[Span] = field(default_factory=set)
    words: str = ""
    spoke: int = -1
    carriers: tuple[Voice, ...] = ()
    leanings: list[Leaning] = field(default_factory=list)
    described: list[Leaning] = field(default_factory=list)

    @property
    def may_be_outlet(self) -> bool:
        """Whether nothing tells that the bearer of a name is a person or another body: it never spoke, has no post, no gender."""
        known = self.person is not None and (self.person.known or self.person.heads or self.person.gender)
        return self.spoke < 0 and not known and self.heads <= {"agency"} and self.gender is None

    def learn(self, read: Phrase, span: Span) -> None:
        """Takes in one more phrase that means this voice."""
        self.mentions.add(span)
        self.heads.update(read.heads)
        self.modifiers.update(read.modifiers)
        self.countries.update(read.countries)
        self.gender = self.gender or read.gender
        posted = self.role in PASSING and read.role not in PASSING
        if read.role == "spokesperson" or self.role == "other" or posted or better_told(self.role, read):
            self.role = read.role
        if (
            read.affiliation
            and read.name
            and (self.affiliation is None or read.role == "spokesperson")
            and self.identity == "named"
        ):
            self.affiliation = read.affiliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source phrase stands.

    aside: what this source says; its names are no antecedents. outer: voice of the enclosing attribution.
    inside_quote: the enclosing content is a direct quotation, where its speaker is "I".
    """

    span: Span
    aside: tuple[Span, ...] = ()
    outer: Voice | None = None
    inside_quote: bool = False


class Scene:
    """What has been said by whom up to now, and the text it is said in."""

    def __init__(self, text: str, sentences: Sequence[Span], names: Names, contents: Sequence[Span]) -> None:
        """`contents`: all that is said in the report; a name inside was not put there by the narrator."""
        self.text = text
        self.names = names
        self.speakings: list[tuple[int, Voice]] = []
        self.persons: dict[int, Voice] = {}
        self._starts = [s.start for s in sentences] or [0]
        self._contents = sorted(contents)
        self._content_starts = [c.start for c in self._contents]

    def speaks(self, voice: Voice, at: int) -> None:
        """Notes that the voice is the source of something at `at`."""
        voice.spoke = at
        self.speakings.append((at, voice))

    def recent(self, before: int, most: int = RECENT) -> Iterator[tuple[int, Voice]]:
        """The last speakings before `before`, latest first."""
        return ((at, voice) for at, voice in reversed(self.speakings[-most:]) if at < before)

    def sentence(self, at: int) -> int:
        """Number of the sentence `at` lies in, from 1."""
        return bisect_right(self._starts, at)

    def leads(self, at: int, within: int) -> bool:
        """Whether `at` lies within the first characters of its sentence."""
        return at - self._starts[max(self.sentence(at) - 1, 0)] < within

    def said(self, at: int) -> bool:
        """Whether `at` lies in something said (looked up in the last four contents that begin before it)."""
        k = bisect_right(self._content_starts, at)
        return any(c.start <= at < c.end for c in self._contents[max(0, k - 4) : k])


BREAK = re.compile(r",(?!\d{3})")
"""A comma that is none of a number's."""


def described(read: Phrase) -> str:
    """What a voice without a name is called.

    >>> from reportedly.attribute.source_phrase import phrase
    >>> described(phrase("The sources")), described(phrase("two local officials")), described(phrase("Other sources"))
    ('unnamed sources', 'two local officials', 'other unnamed sources')
    """
    if read.pronoun is not None:
        return (
            f"unnamed people ({read.words.lower()})"
            if read.pronoun == "people"
            else f"unspecified ({read.words.lower()})"
        )
    words = BREAK.split(read.words.rstrip("'’"), maxsplit=1)[0]
    for mark in (" who ", " which ", " whose ", " speaking ", " on condition ", *PASSED_ON_BY, " ("):
        words = words.partition(mark)[0]
    tokens = words.split()
    if not tokens:
        return "unspecified"
    if tokens[0].lower() in {"the", "these", "those", "this", "that"} and len(tokens) > 1:
        tokens = tokens[1:]
    first = tokens[0].lower()
    if len(tokens) == 1 or not tokens[1][:1].isupper() or first in SOME:
        tokens[0] = first if first in LOWERED or first in lexicon.heads() else tokens[0]
    if read.kind not in {"people", "person"}:
        return " ".join(tokens)
    if len(tokens) == 1:
        return f"unnamed {tokens[0]}"
    if first in NEW and len(tokens) == 2 and tokens[1] == "sources":
        return f"{first} unnamed sources"
    return " ".join(tokens)
