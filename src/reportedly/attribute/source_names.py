"""Who is named anywhere in a report: persons with all their mentions, and what the words beside them call them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import Phrase, phrase
from reportedly.attribute.source_roles import better_told, gender_of_name
from reportedly.attribute.source_words import OPENERS, PASSING, POSSESSIVE, PROPER
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from reportedly.core.records import Role

CAP = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|Adm|Brig|Cpl|Cmdr|Hon|St|Jr|Sr|Pres|Spc|Pfc|Pvt|Cpt|Cllr|Amb|Supt|Insp|Det)\.|(?:[A-Z]\.)+|"
    r"(?:[Aa]l-|[Ee]l-|[Aa][dsnrt]-)?[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ](?:[\w&-]|['’](?=\w)){0,40})"
)
RUN = re.compile(
    rf"\b{CAP}(?:[ \t\u00a0]{{1,2}}(?:(?:al|el|bin|ben|ibn|de|da|dos|del|della|di|van|von|der|den|la|le|du)[ \u00a0]){{0,2}}{CAP}){{0,9}}"
)
PARTS = re.compile(r"\S+")
SPEAKER = frozenset({"I", "I’m", "I'm", "I’ve", "I've", "I’d", "I'd", "I’ll", "I'll"})
BESIDE = 110
"""Characters looked at on either side of a name for what it is called."""
APPOSITION = re.compile(
    r"^\s?,\s(?:aged\s)?(?:\d{1,3},\s)?((?:(?:a|an|the|one of|his|her|its|their|who is|who was)\s|[\w’'.-]+['’]s\s|[A-Za-z])[^,.;:()“”\"\n]{2,90})[,.;]"
)
COPULA = re.compile(
    r"^(?:\s?\([^()\n]{1,60}\))?(?:, also known as [^,.\n]{2,40},(?:\[\d+\])?)? (?:is|was) ((?:an?|the) [^,.;:()“”\"\n]{2,60})[,.;]"
)
"""What somebody is said to be: "Ana Tal is a retired judge."."""
BOUNDS = (". ", "; ", ": ", ", ", "\n", "(", ")", "“", "”", '"')
FORCES = re.compile(r"[ \u00a0](?:army|military|navy|air force|armed forces)\b(?!['’-])")
DEMONYM_ENDS = ("an", "ese", "ish", "i", "ch", "sh", "ic", "u.s", "us", "uk", "k")
"""How words end that may tell whose army it is."""
HEADLINE = 200
"""Characters of the longest headline."""
LEARNT_FROM = 3
"""Mentions of a person whose surroundings are read."""
NEAREST = 8
"""Words before a name that may be its title."""


@dataclass(slots=True)
class Person:
    """A person the report names. known: something besides two capitalised words says it is a person."""

    name: str
    tokens: tuple[str, ...]
    spans: list[Span] = field(default_factory=list)
    gender: str | None = None
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    affiliation: str | None = None
    role: Role = "other"
    known: bool = False


class Names:
    """All capitalised runs of a text, and the persons among them."""

    def __init__(self, text: str) -> None:
        """Reads the text once."""
        self.text = text
        self.persons: list[Person] = []
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.by_given: dict[str, list[Person]] = defaultdict(list)
        self.by_first_surname: dict[str, list[Person]] = defaultdict(list)
        self.runs: dict[str, list[Span]] = defaultdict(list)
        self.bodies: list[tuple[int, Phrase]] = []
        lone: list[tuple[Span, str, Phrase | None]] = []
        line = text.find("\n")
        headline = 0 < line <= HEADLINE and not text[:line].rstrip().endswith((".", ":"))
        self._first_line = line if headline else 0
        for match in RUN.finditer(text):
            for span, words in _pieces(match.start(), match.group()):
                self.runs[lexicon.bare(words)].append(span)
                self._take(span, words, lone)
        for span, words, read in lone:
            self._lone(span, words, read)
        for person in self.persons:
            person.spans.sort()
        self.mentions = sorted((s.start, k) for k, p in enumerate(self.persons) for s in p.spans)
        self._starts = [at for at, _ in self.mentions]
        self._bodies = [at for at, _ in self.bodies]

    def _take(self, span: Span, words: str, lone: list[tuple[Span, str, Phrase | None]]) -> None:
        tokens = words.split()
        if len(tokens) == 1:
            low = tokens[0].lower()
            self._lone_body(span, words)
            if low not in lexicon.heads() and low not in lexicon.titles():
                lone.append((span, words, None))
            return
        read = phrase(words)
        if read.kind != "person":
            if read.kind in {"organisation", "outlet", "channel"} and read.name:
                self.bodies.append((span.start, read))
            return
        if read.name is None:
            return
        at = words.replace("\u00a0", " ").rfind(read.name)
        inner = Span(span.start + max(at, 0), span.end)
        if " " not in read.name or self._headline_word(inner, read.name):
            surname = read.name.rsplit(maxsplit=1)[-1]
            lone.append((Span(inner.end - len(surname), inner.end), surname, read if " " not in read.name else None))
            return
        person = self._person(read.name)
        person.spans.append(inner)
        self._learn(person, read, known=bool(read.heads or read.gender or read.role != "other"))
        if len(person.spans) <= LEARNT_FROM:
            self._beside(person, inner, span.start)

    def _headline_word(self, span: Span, name: str) -> bool:
        """Whether a name of the first line opens with a word that is the headline's: "Derelict Tal faces trial"."""
        first, *_, surname = name.split()
        if span.start >= self._first_line or first.lower() in lexicon.given_names():
            return False
        return self.text.count(name) == 1 and self.text.count(surname) > 1

    def _lone_body(self, span: Span, word: str) -> None:
        """A body of one capitalised word: an outlet or group known by name, or "Norvian army"."""
        after = FORCES.match(self.text, span.end) if word.lower().endswith(DEMONYM_ENDS) else None
        if after is not None:
            span = Span(span.start, after.end())
            word = self.text[span.start : span.end].replace("\u00a0", " ")
            self.runs[lexicon.bare(word)].append(span)
        elif word.lower() not in PROPER and lexicon.outlet_called(word) is None:
            return
        read = phrase(word)
        if read.kind in {"organisation", "outlet", "channel"} and read.name and not read.government:
            self.bodies.append((span.start, read))

    def _person(self, name: str) -> Person:
        tokens = tuple(
            t for t in name.replace("’", "'").lower().split() if t.rstrip(".") not in lexicon.name_suffixes()
        )
        key = _surname(tokens)
        for person in self.by_surname[key]:
            if _agrees(person.tokens, tokens):
                if len(tokens) > len(person.tokens):
                    person.name, person.tokens = name, tokens
                    self._two_surnames(person)
                return person
        person = Person(name=name, tokens=tokens, gender=gender_of_name(name))
        person.known = person.gender is not None
        self.persons.append(person)
        self.by_surname[key].append(person)
        self.by_given[tokens[0]].append(person)
        self._two_surnames(person)
        return person

    def _two_surnames(self, person: Person) -> None:
        """Spanish and Portuguese names have two surnames and are called by the first: "Ana Ruiz Tal" is "Ruiz"."""
        first = person.tokens[-2] if len(person.tokens) > 2 else ""
        if len(first.rstrip(".")) > 2 and first not in lexicon.given_names() and first not in lexicon.particles():
            self.by_first_surname[first].append(person)

    def _lone(self, span: Span, words: str, read: Phrase | None) -> None:
        person = self.called(words, before=span.start, gender=read.gender if read else None)
        if person is None and read is not None:
            name = POSSESSIVE.sub("", words)
            person = Person(name=name, tokens=(name.lower(),), known=True)
            self.persons.append(person)
            self.by_surname[_surname(person.tokens)].append(person)
        if person is not None:
            person.spans.append(span)
            if read is not None:
                self._learn(person, read, known=True)

    def _learn(self, person: Person, read: Phrase, *, known: bool, surer: bool = False) -> None:
        person.known = person.known or known
        person.gender = person.gender or read.gender
        person.heads.update(read.heads)
        person.modifiers.update(read.modifiers)
        person.countries.update(read.countries)
        person.affiliation = (
            (read.affiliation or person.affiliation) if surer else (person.affiliation or read.affiliation)
        )
        if (
            read.role == "spokesperson"
            or person.role == "other"
            or better_told(person.role, read)
            or (person.role in PASSING and read.role not in PASSING)
        ):
            person.role = read.role

    def _beside(self, person: Person, span: Span, start: int) -> None:
        """Takes in what stands right before and after the name."""
        text = self.text
        beside = text[span.end : span.end + BESIDE]
        after = APPOSITION.match(beside) or COPULA.match(beside)
        if after is not None and _has_post(after.group(1).split()):
            read = phrase(after.group(1))
            if read.kind in {"person", "people"} and read.head and read.name is None and not read.many:
                self._learn(person, read, known=True)
        before = text[max(0, start - BESIDE) : start]
        parted = before.endswith(", ")
        tail = before.removesuffix(", ")
        for mark in BOUNDS:
            tail = tail.rpartition(mark)[2]
        words = tail.split()[-NEAREST:]
        if not parted and not _ends_in_post(words):
            return
        if not _has_post(words) or (parted and words[0].lower() not in {"the", "a", "an"}):
            return
        read = phrase(" ".join([*words, *([","] if parted else []), person.name]))
        if read.kind == "person" and read.heads and read.name == person.name:
            self._learn(person, read, known=True, surer=True)

    def called(self, name: str, *, before: int | None = None, gender: str | None = None) -> Person | None:
        """The person a name or surname means: the full name, else the only or the latest bearer of the surname."""
        tokens = tuple(
            t
            for t in POSSESSIVE.sub("", name).replace("’", "'").lower().split()
            if t.rstrip(".") not in lexicon.name_suffixes()
        )
        if not tokens:
            return None
        bearers = [p for p in self.by_surname.get(_surname(tokens), ()) if gender is None or p.gender in {None, gender}]
        if len(tokens) > 1:
            return next((p for p in bearers if _agrees(p.tokens, tokens)), None)
        if not _introduced(bearers, before):
            by_given = [p for p in self.by_given.get(tokens[0], ()) if p.tokens[0] == tokens[0] and len(p.tokens) > 1]
            listed = tokens[0] in lexicon.given_names()
            bearers = _introduced(by_given, before) or bearers or (by_given if listed else [])
        if len(bearers) > 1 and before is not None:
            said = [p for p in bearers if p.spans and min(p.spans).start <= before]
            return max(said or bearers, key=lambda p: max((s.start for s in p.spans if s.start < before), default=-1))
        return bearers[0] if bearers else None

    def called_first(self, name: str, before: int) -> Person | None:
        """The only person with two surnames whose first the name is: "Ruiz" for "Ana Ruiz Tal"."""
        found = _introduced(self.by_first_surname.get(POSSESSIVE.sub("", name).lower(), []), before)
        return found[0] if len(found) == 1 else None

    def bearers(self, surname: str) -> list[Person]:
        """Every person of that surname, or called so by the given name."""
        word = POSSESSIVE.sub("", surname).lower()
        called = [p for p in self.by_given.get(word, ()) if p.tokens[0] == word and len(p.tokens) > 1]
        return [*self.by_surname.get(_surname((word,)), []), *called]

    def before(self, position: int, most: int) -> list[tuple[int, Person]]:
        """The last mentions of persons that begin before `position`, latest first, `most` at most."""
        end = bisect_left(self._starts, position)
        return [(at, self.persons[k]) for at, k in reversed(self.mentions[max(0, end - most) : end])]

    def bodies_before(self, position: int, most: int) -> list[tuple[int, Phrase]]:
        """The last bodies named before `position`, latest first, `most` at most."""
        end = bisect_left(self._bodies, position)
        return list(reversed(self.bodies[max(0, end - most) : end]))


def _introduced(persons: list[Person], before: int | None) -> list[Person]:
    """Those first named before `before`; all when that is None."""
    return persons if before is None else [p for p in persons if p.spans and min(p.spans).start <= before]


def _ends_in_post(words: list[str]) -> bool:
    """Whether the last word may stand right before a name it belongs to: a post, a title, or a name's own beginning."""
    if not words:
        return False
    lows = [word.lower().strip(".,’'\"") for word in words]
    return words[-1][:1].isupper() or lows[-1] in lexicon.titles() or lexicon.head_ending(lows, len(lows)) is not None


def _has_post(words: list[str]) -> bool:
    """Whether one of the words is a post at all; spares reading the rest."""
    heads = lexicon.heads()
    return any(word.lower().strip(".,’'\"") in heads for word in words)


def _pieces(start: int, run: str) -> list[tuple[Span, str]]:
    """The run without the ordinary words it opens with, cut after a possessive that is not a country's."""
    if " " not in run and "\u00a0" not in run and "\t" not in run:
        word = POSSESSIVE.sub("", run)
        return [] if word.lower().rstrip(".") in OPENERS else [(Span(start, start + len(word)), word)]
    tokens = [(m.start(), m.group()) for m in PARTS.finditer(run)]
    while tokens and (
        tokens[0][1].lower().rstrip(".") in OPENERS
        or (len(tokens) > 1 and tokens[0][1].endswith("ly") and tokens[0][1].lower() not in lexicon.given_names())
    ):
        tokens.pop(0)
    spoken = next((k for k, (_, word) in enumerate(tokens) if word in SPEAKER), None)
    if spoken is not None:
        tokens = tokens[:spoken]
    if not tokens:
        return []
    found: list[tuple[Span, str]] = []
    first = 0
    for k, (_, word) in enumerate(tokens):
        last = k == len(tokens) - 1
        if last or (POSSESSIVE.search(word) and POSSESSIVE.sub("", word) not in lexicon.country_names()):
            begin, end = tokens[first][0], tokens[k][0] + len(POSSESSIVE.sub("", word))
            found.append((Span(start + begin, start + end), run[begin:end]))
            first = k + 1
    return found


def _surname(tokens: tuple[str, ...]) -> str:
    last = tokens[-1]
    for article in ("al-", "el-", "ad-", "as-", "an-", "ar-", "at-"):
        last = last.removeprefix(article)
    return last


def _agrees(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names may be one person: first words equal, or one an initial of the other."""
    if len(full) < 2 or len(other) < 2:
        return _surname(full) == _surname(other)
    if full[-len(other) :] == other or other[-len(full) :] == full:
        return True
    one, two = full[0].rstrip("."), other[0].rstrip(".")
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])
