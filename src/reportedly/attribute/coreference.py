"""Which words mean the same voice: names, surnames, pronouns, posts and bodies taken up again within one report."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import NEW, Phrase, phrase
from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.attribute.source_names import Names, Person
    from reportedly.core.records import Identity, Kind, Role

LOOK_BACK = 40
"""Mentions of persons that a pronoun looks back over."""
RECENT = 16
"""Speakings that a pronoun or a definite phrase looks back over."""


@dataclass(slots=True, eq=False)
class Voice:
    """A source while the report is being read; `spoke` holds where it was last the source of something."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source phrase stands. aside: contents that do not count as narration. outer: voice of the enclosing attribution."""

    span: Span
    aside: tuple[Span, ...] = ()
    outer: Voice | None = None
    inside_quote: bool = False


class Voices:
    """The voices of one report, each met in reading order."""

    def __init__(
        self, text: str, sentences: Sequence[Span], names: Names, publisher: Voice, contents: Sequence[Span]
    ) -> None:
        """Publisher: the report's own voice. contents: what is said, sorted; a name inside it was not said by the narrator."""
        self.text = text
        self.names = names
        self.publisher = publisher
        self.all: list[Voice] = [publisher]
        self._starts = [s.start for s in sentences] or [0]
        self._contents = sorted(contents)
        self._content_starts = [c.start for c in self._contents]
        self._persons: dict[int, Voice] = {}
        self._bodies: dict[str, Voice] = {}
        self._speakings: list[tuple[int, Voice]] = []
        self._unspecified: Voice | None = None

    def speaks(self, voice: Voice, at: int) -> Voice:
        """Notes that the voice is the source of something at `at`."""
        voice.spoke = at
        self._speakings.append((at, voice))
        return voice

    def unspecified(self) -> Voice:
        """The voice of "reportedly" and "it is believed": nobody can be made out."""
        if self._unspecified is None:
            self._unspecified = self._new(Voice(name="unspecified", identity="unnamed", kind="unspecified"))
        return self._unspecified

    def last_speaker(self, at: int) -> Voice | None:
        """Who spoke last before `at`."""
        return next((voice for where, voice in reversed(self._speakings[-RECENT:]) if where < at), None)

    def voice(self, words: str, place: Place) -> tuple[Voice, str | None]:
        """The voice that the words mean where they stand, and what decided it (None: the words themselves)."""
        read = phrase(words)
        if self._is_publisher(read, words):
            return self.publisher, "the publisher itself"
        if read.pronoun is not None:
            return self._pronoun(read, place)
        if read.kind == "person" and read.name:
            return self._named_person(read, place), None
        if read.government:
            return self._government(read, place), None
        if read.name:
            return self._body(read, place)
        if read.definite and not read.fresh:
            found = self._taken_up(read, place)
            if found is not None:
                self._mention(found, place.span, read)
                return found, f"“{words}” takes up {found.name}"
        return self._unnamed(read, place), None

    def _new(self, voice: Voice) -> Voice:
        self.all.append(voice)
        return voice

    def _is_publisher(self, read: Phrase, words: str) -> bool:
        low = " ".join(words.lower().split())
        if low in _OWN:
            return True
        mine = lexicon.outlet_called(self.publisher.name)
        shown = read.name or words
        return lexicon.bare(shown) == lexicon.bare(self.publisher.name) or (
            mine is not None and read.kind in {"outlet", "channel"} and shown == mine.name
        )

    def _mention(self, voice: Voice, span: Span, read: Phrase) -> None:
        voice.mentions.add(span)
        voice.heads.update(read.heads)
        voice.modifiers.update(read.modifiers)
        voice.countries.update(read.countries)
        voice.gender = voice.gender or read.gender
        if voice.role == "other":
            voice.role = read.role
        if voice.affiliation is None and voice.identity == "named" and read.name:
            voice.affiliation = read.affiliation

    # --- persons

    def _named_person(self, read: Phrase, place: Place) -> Voice:
        name = read.name or read.words
        titled = read.gender if " " not in name else None
        person = self.names.called(name, before=place.span.end, gender=titled)
        if person is None:
            known = self._bodies.get(lexicon.bare(name))
            if known is not None:
                self._mention(known, place.span, read)
                return known
            kind: Kind = "person" if " " in name or read.heads or read.role != "other" else self._guess(name)
            voice = self._new(
                Voice(
                    name=name,
                    identity="named",
                    kind=kind,
                    role=read.role,
                    gender=read.gender,
                    affiliation=read.affiliation,
                )
            )
            self._bodies[lexicon.bare(name)] = voice
            voice.names.add(name)
        else:
            voice = self._of_person(person)
        self._mention(voice, place.span, read)
        if read.affiliation and (voice.affiliation is None or read.role == "spokesperson"):
            voice.affiliation = read.affiliation
        if read.role == "spokesperson":
            voice.role = read.role
        return voice

    def _guess(self, name: str) -> Kind:
        """A single unknown word: a body when the text says "the" before it or "its" right after it, else a person."""
        for span in self.names.runs.get(lexicon.bare(name), ())[:5]:
            if self.text[max(0, span.start - 4) : span.start].lower() == "the ":
                return "organisation"
        return "person"

    def _of_person(self, person: Person) -> Voice:
        voice = self._persons.get(id(person))
        if voice is None:
            voice = self._new(
                Voice(
                    name=person.name, identity="named", kind="person", role=person.role, person=person,  # type: ignore[arg-type]
                    affiliation=person.affiliation, gender=person.gender,
                    heads=set(person.heads), modifiers=set(person.modifiers), countries=set(person.countries),
                )
            )  # fmt: skip
            self._persons[id(person)] = voice
        return voice

    # --- pronouns

    def _pronoun(self, read: Phrase, place: Place) -> tuple[Voice, str | None]:
        kind = read.pronoun
        found: Voice | None = None
        if kind == "speaker":
            found = place.outer or self.publisher
        elif kind == "relative":
            found = self._antecedent(place)
        elif kind in {"male", "female"}:
            found = self._he_or_she(read.gender, place)
        elif kind == "plural":
            found = self._they(place)
        elif kind == "neuter":
            found = self._it(place)
        if found is None:
            return self._unnamed(read, place), None
        found.mentions.add(place.span)
        if kind in {"male", "female"} and found.gender is None:
            found.gender = read.gender
            if found.person is not None:
                found.person.gender = read.gender
        return found, f"“{read.words}” is {found.name}"

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def _aside(self, at: int) -> bool:
        """Whether `at` lies in something said (looked up in the last few contents that begin before it)."""
        k = bisect_right(self._content_starts, at)
        return any(c.start <= at < c.end for c in self._contents[max(0, k - 4) : k])

    def _he_or_she(self, gender: str | None, place: Place) -> Voice | None:
        at, here = place.span.start, self._sentence(place.span.start)
        scores: dict[int, tuple[float, Voice | Person]] = {}

        def offer(score: float, candidate: Voice | Person) -> None:
            key = id(candidate.person if isinstance(candidate, Voice) and candidate.person else candidate)
            old = scores.get(key)
            if old is None or score > old[0]:
                scores[key] = (score, candidate)

        newest = True
        for where, voice in reversed(self._speakings[-RECENT:]):
            if where >= at or voice.kind != "person" or voice.many or voice.gender not in {None, gender}:
                continue
            if voice is place.outer and place.inside_quote:
                continue
            away = here - self._sentence(where)
            offer((2.6 if newest else 1.4) - 0.35 * away + 0.3 * (voice.gender == gender), voice)
            newest = False
        if (
            place.outer is not None
            and not place.inside_quote
            and place.outer.kind == "person"
            and place.outer.gender in {None, gender}
        ):
            offer(3.0, place.outer)
        for where, person in self.names.before(at, LOOK_BACK):
            if person.gender not in {None, gender} or any(c.start <= where < c.end for c in place.aside):
                continue
            if not (person.known or id(person) in self._persons):
                continue
            sentence = self._sentence(where)
            away = here - sentence
            if away > 8:
                break
            leads = where - self._starts[max(sentence - 1, 0)] < 45
            score = 2.0 - 0.5 * away + 0.6 * leads + 0.3 * (person.gender == gender) - 1.2 * self._aside(where)
            if place.outer is not None and place.inside_quote and place.outer.person is person:
                continue
            offer(score, person)
        if not scores:
            return None
        best = max(scores.values(), key=lambda pair: pair[0])[1]
        return best if isinstance(best, Voice) else self._of_person(best)

    def _they(self, place: Place) -> Voice | None:
        at, here = place.span.start, self._sentence(place.span.start)
        for where, voice in reversed(self._speakings[-RECENT:]):
            if (
                where < at
                and here - self._sentence(where) <= 8
                and (voice.many or voice.kind in {"people", "organisation", "outlet"})
            ):
                return voice
        return None

    def _it(self, place: Place) -> Voice | None:
        at, here = place.span.start, self._sentence(place.span.start)
        things = {"organisation", "outlet", "document", "channel", "unspecified"}
        spoken = next(
            ((where, v) for where, v in reversed(self._speakings[-RECENT:]) if where < at and v.kind in things and v is not self._unspecified), None,
        )  # fmt: skip
        bodies = [
            (where, b)
            for where, b in self.names.bodies_before(at, 6)
            if not any(c.start <= where < c.end for c in place.aside)
        ]
        named = next(((where, b) for where, b in bodies if not self._aside(where)), None)
        if named is not None and (spoken is None or named[0] > spoken[0]) and here - self._sentence(named[0]) <= 2:
            leads = named[0] - self._starts[max(self._sentence(named[0]) - 1, 0)] < 30
            if leads or spoken is None:
                return self._of_body(named[1], named[0])
        if spoken is not None and here - self._sentence(spoken[0]) <= 8:
            return spoken[1]
        return None

    def _antecedent(self, place: Place) -> Voice | None:
        """What "who" or "which" stands right behind."""
        at = place.span.start
        window = self.text[max(0, at - 90) : at].rstrip(" ,\u00a0")
        for where, person in self.names.before(at, 3):
            span = next((s for s in person.spans if s.start == where), None)
            if span is not None and not self.text[span.end : at].strip(" ,\u00a0"):
                return self._of_person(person)
        tail = window
        for mark in (
            ". ",
            "; ",
            ", ",
            "“",
            "”",
            '"',
            "(",
            ")",
            "\n",
            " and ",
            " said ",
            " by ",
            " with ",
            " to ",
            " from ",
            " was ",
            " is ",
            " were ",
        ):
            tail = tail.rpartition(mark)[2]
        if not tail.strip() or phrase(tail).pronoun:
            return None
        return self.voice(tail.strip(), Place(span=Span(at - len(tail), at), outer=place.outer))[0]

    # --- bodies

    def _government(self, read: Phrase, place: Place) -> Voice:
        key = f"government of {read.government}"
        voice = self._bodies.get(key)
        if voice is None:
            voice = self._new(
                Voice(
                    name=read.name or read.words,
                    identity="named",
                    kind="organisation",
                    role="official",
                    countries={read.government or ""},
                )
            )
            self._bodies[key] = voice
        if read.name:
            voice.names.add(read.name)
        self._mention(voice, place.span, read)
        return voice

    def _body(self, read: Phrase, place: Place) -> tuple[Voice, str | None]:
        voice = self._known_body(read)
        why = (
            f"“{read.words}” is {voice.name}"
            if voice is not None and read.name and read.name not in voice.names
            else None
        )
        voice = voice or self._of_body(read, place.span.start)
        self._mention(voice, place.span, read)
        if voice.kind == "organisation" and read.kind in {"channel", "outlet"}:
            voice.kind = read.kind
        return voice, why

    def _known_body(self, read: Phrase) -> Voice | None:
        name = lexicon.bare(read.name or "")
        exact = self._bodies.get(name)
        if exact is not None:
            return exact
        words = name.split()
        for where, voice in reversed(self._speakings[-RECENT * 2 :]):
            if voice.identity != "named" or voice.kind not in {"organisation", "outlet", "channel"} or where < 0:
                continue
            for other in voice.names:
                longer = lexicon.bare(other).split()
                if (
                    set(words) <= set(longer)
                    and len(words) < len(longer)
                    and (words[-1] == longer[-1] or words[0] == longer[0] or words[-1] in lexicon.taking_up())
                ):
                    return voice
                if (
                    set(longer) < set(words)
                    and len(longer) > 1
                    and words[-1] == longer[-1]
                    and not (read.countries - voice.countries and voice.countries)
                ):
                    return voice
        return None

    def _of_body(self, read: Phrase, at: int) -> Voice:
        if read.government:
            return self._government(read, Place(span=Span(at, at + len(read.name or read.words))))
        name = read.name or read.words
        known = self._bodies.get(lexicon.bare(name))
        if known is not None:
            return known
        kind: Kind = read.kind if read.kind in {"organisation", "outlet", "channel", "document"} else "organisation"
        voice = self._new(
            Voice(
                name=name,
                identity="named",
                kind=kind,
                role=read.role,
                affiliation=read.affiliation,
                countries=set(read.countries),
            )
        )
        voice.heads.update(read.heads)
        for alias in (name, *self._aliases(name)):
            voice.names.add(alias)
            self._bodies.setdefault(lexicon.bare(alias), voice)
        return voice

    def _aliases(self, name: str) -> list[str]:
        """The abbreviation given in brackets after the name, other names given with "or", and the initials."""
        found: list[str] = []
        for span in self.names.runs.get(lexicon.bare(name), ())[:3]:
            after = self.text[span.end : span.end + 80]
            inner = after.lstrip(" \u00a0")
            if inner.startswith("("):
                short = inner[1:].partition(")")[0].strip("“”\"' ")
                if short[:1].isupper() and len(short) <= 30 and "," not in short:
                    found.append(short.removeprefix("the ").strip())
                after = inner.partition(")")[2]
            for link in (" or ", " also known as ", ", also known as ", ", or "):
                if after.replace("\u00a0", " ").startswith(link):
                    read = phrase(after[len(link) :].split(",")[0].split(".")[0])
                    if read.name:
                        found.append(read.name)
        words = [w for w in name.split() if w[:1].isupper()]
        if len(words) >= 3:
            initials = "".join(w[0] for w in words)
            if lexicon.bare(initials) in self.names.runs:
                found.append(initials)
        return found

    # --- posts and descriptions

    def _taken_up(self, read: Phrase, place: Place) -> Voice | None:
        if read.kind == "person":
            return self._post(read, place)
        if read.kind in {"people", "unspecified", "document"} or (read.many and read.kind == "organisation"):
            return self._described(read)
        return self._group(read, place)

    def _fits(
        self, read: Phrase, heads: set[str], countries: set[str], modifiers: set[str], affiliation: str | None
    ) -> float:
        """How well a definite phrase fits someone called `heads`; 0 when it does not."""
        head = read.head or ""
        groups = lexicon.same_heads()
        last = head.split()[-1] if head else ""
        if head in heads or any(h.split()[-1] == last for h in heads):
            score = 3.0
        elif any(
            groups.get(head, groups.get(last, frozenset())) & groups.get(h, groups.get(h.split()[-1], frozenset()))
            for h in heads
        ):
            score = 2.0
        else:
            return 0.0
        if read.countries:
            if countries and not read.countries & countries:
                return 0.0
            score += 1.0 if read.countries & countries else -1.5
        elif read.modifiers & modifiers:
            score += 0.5
        if affiliation and read.affiliation and not read.countries:
            score += 0.5 if set(affiliation.lower().split()) & set(read.affiliation.lower().split()) else -1.0
        return score

    def _post(self, read: Phrase, place: Place) -> Voice | None:
        at, here = place.span.start, self._sentence(place.span.start)
        best: tuple[float, Voice | Person] | None = None
        for where, voice in reversed(self._speakings[-RECENT:]):
            if where >= at or voice.kind != "person" or (read.gender and voice.gender not in {None, read.gender}):
                continue
            score = self._fits(read, voice.heads, voice.countries, voice.modifiers, voice.affiliation)
            score = score - 0.15 * (here - self._sentence(where)) + 0.5 if score else 0.0
            if score > 1.0 and (best is None or score > best[0]):
                best = score, voice
        for where, person in self.names.before(at, LOOK_BACK):
            if not person.heads or (read.gender and person.gender not in {None, read.gender}):
                continue
            score = self._fits(read, person.heads, person.countries, person.modifiers, person.affiliation)
            score = score - 0.15 * (here - self._sentence(where)) if score else 0.0
            if score > 1.0 and (best is None or score > best[0]):
                best = score, person
        if best is None:
            return None
        return best[1] if isinstance(best[1], Voice) else self._of_person(best[1])

    def _described(self, read: Phrase) -> Voice | None:
        """An unnamed voice met before under the same head word."""
        last = (read.head or "").split()[-1:]
        for _, voice in reversed(self._speakings[-2 * RECENT :]):
            if (
                voice.identity == "unnamed"
                and voice.many == read.many
                and any(h.split()[-1:] == last for h in voice.heads)
                and (not read.countries or not voice.countries or read.countries & voice.countries)
            ):
                return voice
        return None

    def _group(self, read: Phrase, place: Place) -> Voice | None:
        """A body met before: "the ministry", "the group", "the Observatory"."""
        head = read.head or ""
        roles = lexicon.taking_up().get(head, frozenset())
        for _, voice in reversed(self._speakings[-RECENT:]):
            if voice.kind not in {"organisation", "outlet", "channel"}:
                continue
            if read.countries and voice.countries and not read.countries & voice.countries:
                continue
            same = head in voice.heads or any(head in lexicon.bare(n).split() for n in voice.names)
            if (
                same
                or "any" in roles
                or voice.role in roles
                or (voice.kind in {"outlet", "channel"} and "outlet" in roles)
            ):
                return voice
        for where, body in self.names.bodies_before(place.span.start, 12):
            if read.countries and body.countries and not read.countries & body.countries:
                continue
            if head in body.heads or head in lexicon.bare(body.name or "").split():
                return self._of_body(body, where)
        return None

    def _unnamed(self, read: Phrase, place: Place) -> Voice:
        bare = " ".join(w for w in read.words.lower().split() if w not in {"the", "these", "those", "both"})
        if read.many and not read.fresh and read.pronoun is None and read.kind != "unspecified":
            for _, voice in reversed(self._speakings[-2 * RECENT :]):
                if voice.identity == "unnamed" and voice.words == bare:
                    self._mention(voice, place.span, read)
                    return voice
        if read.kind in {"organisation", "outlet"} and not read.many and not read.fresh:
            for _, voice in reversed(self._speakings[-2 * RECENT :]):
                if voice.words == bare and voice.kind == read.kind:
                    self._mention(voice, place.span, read)
                    return voice
        body = read.kind == "organisation" and not read.many and not read.fresh
        voice = self._new(
            Voice(
                name=described(read), identity="named" if body else "unnamed", kind=read.kind, role=read.role,
                affiliation=read.affiliation, gender=read.gender, many=read.many, words=bare,
            )
        )  # fmt: skip
        self._mention(voice, place.span, read)
        return voice


def described(read: Phrase) -> str:
    """What a voice without a name is called.

    >>> described(phrase("The sources")), described(phrase("two local officials")), described(phrase("Other sources"))
    ('unnamed sources', 'two local officials', 'other unnamed sources')
    """
    words = read.words
    for mark in (",", " who ", " which ", " whose ", " speaking ", " on condition ", " ("):
        words = words.partition(mark)[0]
    tokens = words.split()
    if read.pronoun is not None:
        return (
            f"unspecified ({read.words.lower()})"
            if read.pronoun != "people"
            else f"unnamed people ({read.words.lower()})"
        )
    if not tokens:
        return "unspecified"
    if tokens[0].lower() in {"the", "these", "those", "this", "that"} and len(tokens) > 1:
        tokens = tokens[1:]
    first = tokens[0].lower()
    lowered = first if tokens[0][1:].islower() and tokens[0] not in lexicon.demonyms() else tokens[0]
    shown = " ".join([lowered, *tokens[1:]])
    if read.kind not in {"people", "person"}:
        return shown
    if len(tokens) == 1:
        return f"unnamed {shown}"
    if first in NEW and len(tokens) == 2 and tokens[1] == "sources":
        return f"{first} unnamed sources"
    return shown


_OWN = frozenset(lexicon.entries(toml("carriers")["publisher"]["itself"]))
