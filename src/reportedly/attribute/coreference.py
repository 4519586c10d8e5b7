"""Which words mean the same voice: names, surnames, pronouns, posts and bodies taken up again within one report."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute import source_posts as posts
from reportedly.attribute import source_pronouns as pronouns
from reportedly.attribute.source_aliases import aliases, one_body
from reportedly.attribute.source_documents import issuer, titled
from reportedly.attribute.source_generic import PRESS, ROLES, body_meant, spelt_out
from reportedly.attribute.source_members import group_of
from reportedly.attribute.source_phrase import LEADING, Phrase, phrase, role_of_body
from reportedly.attribute.source_publisher import itself
from reportedly.attribute.source_stated import noun_before
from reportedly.attribute.source_surnames import surnames
from reportedly.attribute.source_voice import RECENT, Place, Scene, Voice, described
from reportedly.attribute.statements import introduced
from reportedly.core.data import toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from reportedly.attribute.source_names import Person
    from reportedly.core.records import Kind

OWN = frozenset(lexicon.entries(toml("carriers")["publisher"]["itself"]))
OWN_UNLESS_CITED = frozenset(lexicon.entries(toml("carriers")["publisher"]["unless_cited"]))
AUXILIARIES = frozenset(
    {"it", "is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "also", "now", "widely", "long"}
)
"""Words that a cue without a source may begin with before it tells what it is: "is widely said to"."""
TEXTS = frozenset({"document", "report", "paper", "text", "filing", "complaint", "file", "study", "note", "letter"})
"""Words that may take up any document."""
BODIES = frozenset({"organisation", "outlet", "channel"})
OWNER = re.compile(r"(?:^|, )(the [a-z][a-z -]{2,30})['’]s? ", re.IGNORECASE)
"""The body that a post belongs to when only its noun tells: "the group's head of mission"."""
ARTICLE = re.compile(r"^(?:an?|the)\s", re.IGNORECASE)


class Voices:
    """The voices of one report, each met in reading order, the publisher first."""

    def __init__(self, scene: Scene, publisher: Voice) -> None:
        """`publisher`: the report's own voice."""
        self.scene = scene
        self.publisher = publisher
        self.all: list[Voice] = [publisher]
        self._bodies: dict[str, Voice] = {}
        self._unspecified: dict[str, Voice] = {}

    def unspecified(self, cue: str = "") -> Voice:
        """The voice of "rumours" and of "it is believed": nobody can be made out; one voice for each such word."""
        words = [word for raw in cue.lower().split() if (word := raw.strip(",.:;—–-"))]
        said = next((word for word in words if word not in AUXILIARIES), words[0] if words else "")
        if said not in self._unspecified:
            name = f"unspecified ({said})" if said else "unspecified"
            self._unspecified[said] = self._new(Voice(name=name, identity="unnamed", kind="unspecified"))
        return self._unspecified[said]

    def voice(self, words: str, place: Place) -> tuple[Voice, str | None]:
        """The voice that the words mean where they stand, and what decided it (None: the words themselves)."""
        read = phrase(words)
        read = issuer(read, words) or read
        read = surnames(read, self.scene.names)
        if self._is_publisher(read, words, place):
            self.publisher.mentions.add(place.span)
            return self.publisher, "the publisher itself"
        if read.name and read.kind != "person" and read.name.isupper():
            shouted = self.scene.names.called(read.name, before=place.span.end)
            read = replace(read, kind="person", name=shouted.name) if shouted is not None else read
        if read.government:
            return self._government(read, place), None
        if read.joint:
            return self._several(read, place), None
        if read.name:
            return self._person(read, place) if read.kind == "person" else self._body(read, place)
        return self._described(read, words, place)

    def _described(self, read: Phrase, words: str, place: Place) -> tuple[Voice, str | None]:
        """A voice without a name: a member of a group, a pronoun, one met before, or a new one."""
        group = group_of(self.scene, words, place)
        if group is not None:
            group.mentions.add(place.span)
            return group, f"“{words}” counts among {group.name}"
        if read.pronoun is not None:
            return self._pronoun(read, place)
        if read.definite and not read.fresh:
            found = self._taken_up(read, place)
            if found is not None:
                found.learn(read, place.span)
                return found, f"“{words}” takes up {found.name}"
        if " ".join(words.lower().split()) in OWN_UNLESS_CITED:
            return self.publisher, "the publisher itself"
        return self._unnamed(read, place), None

    def _new(self, voice: Voice) -> Voice:
        self.all.append(voice)
        return voice

    def _is_publisher(self, read: Phrase, words: str, place: Place) -> bool:
        if " ".join(words.lower().split()) in OWN or (not place.inside_quote and itself(words, self.publisher.name)):
            return True
        mine = lexicon.outlet_called(self.publisher.name)
        shown = read.name or words
        known = mine is not None and read.kind in {"outlet", "channel"} and shown == mine.name
        return known or lexicon.bare(shown) == lexicon.bare(self.publisher.name)

    # persons

    def _person(self, read: Phrase, place: Place) -> tuple[Voice, str | None]:
        name = read.name or read.words
        person = self._bearer(name, read.gender if " " not in name else None, place.span)
        if (person is None or len(person.tokens) == 1) and " " not in name:
            double = self.scene.names.called_first(name, place.span.end)
            person = double if double is not None and set(read.heads) <= double.heads else person
        if person is not None and (person.known or lexicon.bare(name) not in self._bodies):
            voice = self._of_person(person)
            voice.learn(read, place.span)
            self._spoken_for(voice, read, place)
            return voice, None if read.name == voice.name else f"“{read.words}” is {voice.name}"
        voice = self._bodies.get(lexicon.bare(name)) or self._unknown_name(name, read)
        voice.learn(read, place.span)
        return voice, None

    def _bearer(self, name: str, gender: str | None, span: Span) -> Person | None:
        """The person of that name; of several with one surname, the one who spoke last."""
        person = self.scene.names.called(name, before=span.end, gender=gender)
        if person is not None and " " not in name:
            bearers = {id(p) for p in self.scene.names.bearers(name)}
            if len(bearers) > 1:
                spoke = next(
                    (
                        v.person
                        for _, v in self.scene.recent(span.start)
                        if v.person and id(v.person) in bearers and gender in {None, v.gender}
                    ),
                    None,
                )
                return spoke or person
        return person

    def _spoken_for(self, voice: Voice, read: Phrase, place: Place) -> None:
        """Whom a person speaks for when the words beside the name do not say it in full.

        "its director": the body "it" is. "ministry spokesman": the ministry met before. A spokesperson of nobody named:
        the body that spoke in the two sentences before.
        """
        at = place.span.start
        body: Voice | None = None
        owner = OWNER.search(read.words)
        if read.words.lower().startswith(("its ", "their ")):
            body = self._met(pronouns.it(self.scene, place))
        elif owner is not None:
            body = self._body_taken_up(phrase(owner.group(1)), place)
        elif (voice.affiliation or "").isupper():
            body = self._met(spelt_out(self.scene, voice.affiliation or ""))
        elif _unnamed_body(voice.affiliation):
            body = self._body_taken_up(phrase(f"the {(voice.affiliation or '').lower()}"), place)
        elif voice.role == "spokesperson" and voice.affiliation is None:
            here = self.scene.sentence(at)
            near = (
                v
                for where, v in self.scene.recent(at, 4)
                if v.kind == "organisation" and here - self.scene.sentence(where) <= 2
            )
            body = next(near, None)
        if body is not None and body.kind == "organisation":
            voice.affiliation = ARTICLE.sub("", body.name)
            voice.role = role_of_body(voice.role, tuple(voice.heads), voice.affiliation)
            if voice.heads & LEADING and voice.role in {"other", "official"} and body.role in ROLES:
                voice.role = body.role

    def _body_taken_up(self, read: Phrase, place: Place) -> Voice | None:
        """The body that "the ministry", "the group" or "the army" is."""
        found = body_meant(self.scene, read, place) or posts.body_before(self.scene, read, place)
        return self._met(found)

    def _unknown_name(self, name: str, read: Phrase) -> Voice:
        alone = " " not in name and not read.heads and read.role == "other"
        kind: Kind = "organisation" if alone and self._has_article(name) else "person"
        voice = self._new(Voice(name=name, identity="named", kind=kind, role=read.role, affiliation=read.affiliation))
        self._bodies[lexicon.bare(name)] = voice
        if voice.kind == "person" and " " in name:
            self._bodies.setdefault(lexicon.bare(name.rsplit(maxsplit=1)[-1]), voice)
        voice.names.add(name)
        return voice

    def _has_article(self, name: str) -> bool:
        """Whether the report says "the" before a name of one word."""
        text = self.scene.text
        return any(
            text[max(0, s.start - 4) : s.start].lower() == "the "
            for s in self.scene.names.runs.get(lexicon.bare(name), ())[:5]
        )

    def _of_person(self, person: Person) -> Voice:
        voice = self.scene.persons.get(id(person))
        if voice is None:
            voice = Voice(
                name=person.name,
                identity="named",
                kind="person",
                role=person.role,
                person=person,
                affiliation=person.affiliation,
            )
            voice.gender, voice.heads, voice.modifiers = person.gender, set(person.heads), set(person.modifiers)
            voice.countries = set(person.countries)
            self.scene.persons[id(person)] = self._new(voice)
        return voice

    def _either(self, found: Voice | Person | None) -> Voice | None:
        return found if found is None or isinstance(found, Voice) else self._of_person(found)

    # pronouns

    def _pronoun(self, read: Phrase, place: Place) -> tuple[Voice, str | None]:
        found = self._antecedent(read, place)
        if found is None:
            return self._unnamed(read, place), None
        found.mentions.add(place.span)
        if read.gender and found.gender is None and found.kind == "person":
            found.gender = read.gender
            if found.person is not None:
                found.person.gender = read.gender
        return found, f"“{read.words}” is {found.name}"

    def _antecedent(self, read: Phrase, place: Place) -> Voice | None:
        match read.pronoun:
            case "speaker":
                return place.outer or self._stating(place) or self.publisher
            case "relative":
                return self._right_before(place)
            case "male" | "female":
                return self._either(pronouns.he_or_she(self.scene, read.gender, place))
            case "plural":
                return self._met(pronouns.they(self.scene, place, self.publisher))
            case "neuter":
                return self._met(pronouns.it(self.scene, place))
            case _:
                return None

    def _stating(self, place: Place) -> Voice | None:
        """Whose statement the report prints without quotation marks: "The Foreign Secretary Ana Brecht said:" and a new line."""
        span = introduced(self.scene.text, place.span.start)
        return None if span is None else self.voice(span.of(self.scene.text), Place(span=span))[0]

    def _right_before(self, place: Place) -> Voice | None:
        """What "who" or "which" stands right behind."""
        at, text = place.span.start, self.scene.text
        for where, person in self.scene.names.before(at, 3):
            span = next((s for s in person.spans if s.start == where), None)
            if span is not None and not text[span.end : at].strip(" ,\u00a0"):
                return self._of_person(person)
        span = noun_before(text, at)
        return None if span is None else self.voice(span.of(text), Place(span=span, outer=place.outer))[0]

    # bodies

    def _several(self, read: Phrase, place: Place) -> Voice:
        """Voices that speak together are one voice apart from each of them."""
        name = read.name or read.words
        voice = self._bodies.get(lexicon.bare(name))
        if voice is None:
            voice = self._new(Voice(name=name, identity="named", kind=read.kind, role=read.role, many=True))
            self._bodies[lexicon.bare(name)] = voice
        voice.learn(read, place.span)
        return voice

    def _met(self, found: Voice | tuple[int, Phrase] | None) -> Voice | None:
        return self._of_body(found[1], found[0]) if isinstance(found, tuple) else found

    def _government(self, read: Phrase, place: Place) -> Voice:
        key = f"government of {read.government}"
        voice = self._bodies.get(key)
        if voice is None:
            voice = self._bodies[key] = self._new(
                Voice(name=read.name or read.words, identity="named", kind="organisation", role="official")
            )
        voice.names.add(read.name or read.words)
        voice.learn(read, place.span)
        return voice

    def _body(self, read: Phrase, place: Place) -> tuple[Voice, str | None]:
        known = self._known_body(read) or self._met(spelt_out(self.scene, read.name or ""))
        voice = known or self._of_body(read, place.span.start)
        voice.learn(read, place.span)
        if _unnamed_body(voice.affiliation):
            self._spoken_for(voice, read, place)
        if read.kind in PRESS and (voice.kind == "organisation" or read.kind == "channel"):
            voice.kind = read.kind
        return voice, f"“{read.words}” is {voice.name}" if known is not None and read.name not in known.names else None

    def _known_body(self, read: Phrase) -> Voice | None:
        """A body of the same name, or of a name that holds all words of this one ("the Observatory"), or the reverse."""
        name = lexicon.bare(read.name or "")
        if name in self._bodies:
            return self._bodies[name]
        words = name.split()
        person = self.scene.names.called(name) if len(words) > 1 else None
        if person is not None and not person.known and id(person) in self.scene.persons:
            return self._no_person(self.scene.persons[id(person)], read)
        for _, voice in self.scene.recent(len(self.scene.text), RECENT * 2):
            elsewhere = read.countries and voice.countries and not read.countries & voice.countries
            if voice.identity != "named" or voice.kind not in BODIES or elsewhere:
                continue
            if any(one_body(words, lexicon.bare(n).split()) for n in voice.names):
                return voice
        return None

    def _no_person(self, voice: Voice, read: Phrase) -> Voice:
        """The voice that two capitalised words made look like a person's, as the body it is called now."""
        voice.kind, voice.role, voice.gender = read.kind, read.role, None
        voice.names.add(voice.name)
        self._bodies[lexicon.bare(voice.name)] = voice
        return voice

    def _of_body(self, read: Phrase, at: int) -> Voice:
        name = read.name or read.words
        if read.government:
            return self._government(read, Place(span=Span(at, at + len(name))))
        if lexicon.bare(name) in self._bodies:
            return self._bodies[lexicon.bare(name)]
        kind: Kind = read.kind if read.kind in BODIES | {"document"} else "organisation"
        voice = self._new(Voice(name=name, identity="named", kind=kind, role=read.role, affiliation=read.affiliation))
        voice.heads.update(read.heads)
        voice.countries.update(read.countries)
        for alias in (name, *aliases(self.scene, name)):
            voice.names.add(alias)
            self._bodies.setdefault(lexicon.bare(alias), voice)
        return voice

    # descriptions

    def _taken_up(self, read: Phrase, place: Place) -> Voice | None:
        at = place.span.start
        if (read.head or "").endswith("year-old"):
            return self._either(pronouns.he_or_she(self.scene, read.gender, place))
        if read.kind == "person":
            found = self._either(posts.holder(self.scene, read, place))
            if found is None and read.head in lexicon.taking_up():
                found = self._met(posts.body_before(self.scene, read, place))
            return (
                found
                or posts.unnamed_before(self.scene, read, at)
                or self._either(posts.named_later(self.scene, read, at))
                or posts.told_afterwards(self.scene, read, at)
                or posts.source_meant(self.scene, read, at)
            )
        if read.kind == "document":
            return posts.unnamed_before(self.scene, read, at) or (
                posts.document_before(self.scene, at) if read.head in TEXTS else None
            )
        if read.kind in {"people", "unspecified"} or (read.many and read.kind == "organisation"):
            body, spoke = body_meant(self.scene, read, place), posts.unnamed_before(self.scene, read, at)
            nearer = spoke is not None and (
                body is None or not max((m.start for m in spoke.mentions), default=-1) < body[0] < at
            )
            return spoke if nearer else self._met(body)
        return self._body_taken_up(read, place)

    def _unnamed(self, read: Phrase, place: Place) -> Voice:
        bare = " ".join(w for w in read.words.lower().split() if w not in {"the", "these", "those", "both"})
        body = read.kind in {"organisation", "outlet"} and not read.many and not read.fresh
        if body or (read.many and not read.fresh and read.pronoun is None and read.kind != "unspecified"):
            for _, voice in self.scene.recent(place.span.start, 2 * RECENT):
                if voice.words == bare and voice.kind == read.kind:
                    voice.learn(read, place.span)
                    return voice
        named = titled(read) or (
            body
            and read.kind == "organisation"
            and read.pronoun is None
            and not lexicon.taking_up().get(read.head or "")
        )
        voice = self._new(
            Voice(
                name=described(read),
                identity="named" if named else "unnamed",
                kind=read.kind,
                words=bare,
                many=read.many,
            )
        )
        within = read.kind == "organisation" and (read.affiliation or "").lower() in bare
        voice.affiliation = None if within else read.affiliation
        if _unnamed_body(read.affiliation):
            self._spoken_for(voice, read, place)
        if read.pronoun == "neuter":
            voice.kind = "unspecified"
        voice.learn(read, place.span)
        return voice


def _unnamed_body(affiliation: str | None) -> bool:
    head = lexicon.heads().get((affiliation or "").lower())
    return head is not None and head.kind == "organisation"
