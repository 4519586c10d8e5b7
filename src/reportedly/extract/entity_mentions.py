"""Mentions of named things in one sentence: known bodies, forces of a country, names told by their words, facilities, weapons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.spans import Span
from reportedly.extract.entity_lexicon import lexicon
from reportedly.extract.entity_runs import Word, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGE = re.compile(r", (?:aged )?\d{1,3}(?:,|\b)")
_ROLE_BEFORE = re.compile(r"([a-z][a-z-]+(?: [a-z]+)?),? $")
_FORCES = frozenset(["force", "forces", "troops", "soldiers", "military", "armed forces"])
_NO_FIRST_NAME = frozenset(
    [
        "class",
        "photo",
        "photos",
        "family",
        "school",
        "county",
        "city",
        "late",
        "dear",
        "saint",
        "st",
        "new",
        "big",
        "little",
    ]
)
_MEMBERS = frozenset(
    """terrorists militants fighters gunmen rebels insurgents mercenaries thugs bandits gangs members supporters followers leaders
    commanders soldiers troops forces officers elements remnants spokesmen representatives victims""".split()  # noqa: SIM905  a table
)
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_IN_NAMES = frozenset(
    """north south east west northern southern eastern western central islamic christian muslim jewish arab arabic kurdish sunni shia shiite
    druze english french spanish turkish persian first second third local""".split()  # noqa: SIM905  a table
)
_SMALL = frozenset(
    [
        "of",
        "for",
        "the",
        "de",
        "la",
        "del",
        "da",
        "dos",
        "do",
        "du",
        "van",
        "von",
        "der",
        "in",
        "to",
        "los",
        "e",
        "y",
        "wa",
    ]
)


class Mention(NamedTuple):
    """A span, its kind ("" when nothing tells), and what it is known by: mentions with one key are one entity."""

    span: Span
    kind: str
    key: tuple[str, ...]


class Sentence(NamedTuple):
    """The evened text, where the sentence lies in it, and the places inside it."""

    even: str
    start: int
    end: int
    places: tuple[Span, ...]


def mentions(sentence: Sentence) -> Iterator[Mention]:
    """Mentions in no particular order, not overlapping one another."""
    done = sentence.start
    for run in runs(sentence.even, sentence.start, sentence.end):
        rest = tuple(w for w in run if w.start >= done)
        while rest:
            found, used = _next(sentence, rest)
            if found is not None:
                yield found
                done = max(done, found.span.end)
            rest = tuple(w for w in rest[max(1, used) :] if w.start >= done)


def _next(sentence: Sentence, words: tuple[Word, ...]) -> tuple[Mention | None, int]:
    """The first mention that starts at the first of the words, or None; and how many words are then used up."""
    known = lexicon()
    first = words[0]
    found = _body(sentence, first) or (_force(sentence, words) if first.text in known.peoples else None)
    if found:
        return found, _used(words, found)
    lowered = first.text.lower().rstrip(".")
    of_a_body = lowered in _MEMBERS and len(words) > 2 and words[1].text == "of"
    empty = lowered in known.not_names or lowered in _SMALL or of_a_body
    if empty and lowered not in _IN_NAMES:
        return None, 1
    name = words[: _size(sentence, words)]
    whole = _organisation(sentence, name) or (None if empty else _facility(sentence, name))
    if empty or whole:
        return whole, _used(words, whole) if whole else 1
    title = _title(name)
    if title:
        person = _person_part(sentence, name[title:])
        return person, _used(words, person) if person else title
    if first.text in known.peoples:
        return None, 1
    place = _place(sentence, name)
    return (None, place) if place else _named(sentence, name)


def _used(words: tuple[Word, ...], mention: Mention) -> int:
    return sum(w.start < mention.span.end for w in words) or 1


def _body(sentence: Sentence, word: Word) -> Mention | None:
    """A body of data/entities.toml whose spelling starts here."""
    even = sentence.even
    raw = word.text
    for form in (raw, f"{raw}'s", raw.split("'", 1)[0], raw.split("/", 1)[0]):
        for name, usual in lexicon().bodies.get(form, ()):
            end = word.start + len(name)
            if (
                even.startswith(name, word.start)
                and not even[end : end + 1].isalnum()
                and not _goes_on(even, end, name)
                and _meant(even, end, name, usual)
            ):
                return Mention(Span(word.start, end), "organisation", ("body", usual))
    return None


def _meant(even: str, end: int, name: str, usual: str) -> bool:
    """Whether an ambiguous by-name means the body here."""
    known = lexicon()
    return name not in known.ambiguous or name == usual or known.beside.match(even, end) is not None or usual in even


def _goes_on(even: str, end: int, name: str) -> bool:
    """Whether the spelling is only the head of a longer word or name: "IS-held" is not, "Congress Street" is."""
    tail = even[end : end + 24]
    if re.match(r"[-/]\w", tail) and not re.match(
        r"-(?:led|held|backed|run|linked|affiliated|controlled|aligned|inspired|made|style)\b", tail
    ):
        return name.isupper() is False
    return re.match(r" (?:Street|Avenue|Road|County|City|Island|River)\b", tail) is not None


def _force(sentence: Sentence, words: tuple[Word, ...]) -> Mention | None:
    """The force of a country: "Iraqi army", "US occupation forces", "Syria's foreign ministry"."""
    known = lexicon()
    first = words[0]
    match = known.body_after.match(sentence.even, first.end, min(sentence.end, first.end + 80))
    if match is None or (match["noun"][0].isupper() and sentence.even.startswith(" of ", match.end())):
        return None
    noun = match["noun"].lower()
    adjectives = tuple(a for a in match["adjectives"].lower().split() if a in _MEANINGFUL)
    head = "forces" if noun in _FORCES and not adjectives else noun
    return Mention(
        Span(first.start, match.end()), "organisation", ("force", known.peoples[first.text], *adjectives, head)
    )


_MEANINGFUL = frozenset(
    """security special ground air naval rebel opposition defence defense foreign interior health justice local federal national regional central coalition
    kurdish democratic arab anti-terror border riot paramilitary islamic state state-run joint city county traffic""".split()  # noqa: SIM905  a table
)


def _size(sentence: Sentence, words: tuple[Word, ...]) -> int:
    """How many words the name can have: to the first possessive, and not into a known body or a new title."""
    for i, word in enumerate(words):
        if i and word.text.lower() in _WEEKDAYS:
            return i
        if word.possessive:
            return i + 1
        if (
            i
            and word.text in lexicon().bodies
            and not word.text.islower()
            and _body(sentence, word)
            and not _head_ahead(words[i:])
        ):
            return i - (words[i - 1].text.lower() in _SMALL) or 1
    return len(words)


def _head_ahead(words: tuple[Word, ...]) -> bool:
    return words[-1].text.lower() in lexicon().organisation_heads


def _organisation(sentence: Sentence, name: tuple[Word, ...]) -> Mention | None:
    """A name that ends in "Ministry", "Brigade" …, or begins "Ministry of"."""
    known = lexicon()
    last = len(name)
    while last > 1 and (name[last - 1].text.lower() in _SMALL):
        last -= 1
    opener = len(name) > 2 and name[1].text in {"of", "for"} and name[0].text.lower() in known.organisation_openers
    heads = [i for i in range(1, last) if name[i].text.lower().rstrip(".") in known.organisation_heads]
    if not opener and not heads:
        return None
    if not opener and heads[-1] != last - 1:
        following = name[heads[-1] + 1]
        last = last if following.text in {"of", "for"} else heads[-1] + 1
        if _title(name[last:]) or (following.text not in {"of", "for"} and last < len(name) and _title(name[:last])):
            return None
    words = name[:last]
    if _title(words) == 1 and words[0].text.lower() not in known.organisation_openers and len(words) == 2:
        return None
    span = Span(words[0].start, words[-1].end)
    if opener and sentence.even.startswith(" and ", span.end):
        more = re.compile(r" and (?:[A-Z][\w-]+ ?){1,3}").match(sentence.even, span.end, sentence.end)
        if more and words[0].text.lower() in {
            "ministry",
            "department",
            "office",
            "committee",
            "commission",
            "directorate",
        }:
            span = Span(span.start, span.end + len(more[0].rstrip()))
    if words[0].text in known.peoples and len(words) == 2:
        return Mention(span, "organisation", ("force", known.peoples[words[0].text], words[1].text.lower()))
    return Mention(span, "organisation", ("name", sentence.even[span.start : span.end].casefold()))


def _facility(sentence: Sentence, name: tuple[Word, ...]) -> Mention | None:
    """A facility by its last word: "Al-Noor Hospital", "Ghwayran prison"."""
    known = lexicon()
    if not all(w.text[0].isupper() or w.text[:2] in {"al", "el"} or w.text.lower() in _SMALL for w in name) or _title(
        name
    ):
        return None
    last = next((i for i in range(len(name) - 1, 0, -1) if name[i].text.lower() in known.facility_heads), 0)
    after = (
        known.facility_after.match(sentence.even, name[-1].end, min(sentence.end, name[-1].end + 40))
        if not name[-1].possessive
        else None
    )
    if after and name[-1].text not in known.peoples:
        span = Span(name[0].start, after.end())
    elif last == len(name) - 1 and last:
        span = Span(name[0].start, name[last].end)
    else:
        return None
    return Mention(span, "facility", ("name", sentence.even[span.start : span.end].casefold()))


def _title(words: tuple[Word, ...]) -> int:
    """How many leading words lead up to a person's name: a nationality, an office, a title; 0 when no title is among them."""
    known = lexicon()
    plain = [w.text.lower().replace(".", "") for w in words]
    for end in range(len(words), 0, -1):
        for size in (3, 2, 1):
            if end >= size and " ".join(plain[end - size : end]) in known.titles:
                return end
    return 0


def _place(sentence: Sentence, name: tuple[Word, ...]) -> int:
    """How many of the words lie in a place that starts with them, 0 for none."""
    for place in sentence.places:
        if place.start <= name[0].start < place.end:
            return sum(w.start < place.end for w in name)
    return 0


def _person_part(sentence: Sentence, words: tuple[Word, ...]) -> Mention | None:
    """The person's name at the start of the words after a title."""
    known = lexicon()
    size = 0
    for word in words:
        if word.text.lower() in known.not_names or (
            size and word.text.lower() in _SMALL - {"de", "la", "del", "da", "dos", "do", "du", "van", "von", "der"}
        ):
            break
        size += 1
    if not size or (words[0].text in known.peoples):
        return None
    return _person(sentence, words[:size])


def _person(sentence: Sentence, words: tuple[Word, ...]) -> Mention:
    span = Span(words[0].start, words[-1].end)
    return Mention(
        span, "person", ("person", " ".join(sentence.even[span.start : span.end].casefold().rstrip(".").split()))
    )


def _named(sentence: Sentence, name: tuple[Word, ...]) -> tuple[Mention | None, int]:
    """A name nothing in it decides: a person by first name, particles, age or saying; else of unknown kind."""
    known = lexicon()
    cut = next((i for i, w in enumerate(name) if i and w.text in {"of", "for", "in", "to", "the"}), len(name))
    if cut < len(name) and name[0].text.lower() not in known.first_names and cut < 2:
        return _plain(sentence, name[:cut], alone=True), cut + 1
    words = name[:cut]
    places = next(
        (i for i, w in enumerate(words) if i and any(p.start <= w.start < p.end for p in sentence.places)), cut
    )
    if places < cut and not _looks_like_person(sentence, words):
        words = name[:places]
    if len(words) > 1 and _looks_like_person(sentence, words):
        return _person(sentence, words), len(words)
    inside = next(
        (i for i in range(1, len(words) - 1) if words[i].text.lower() in known.first_names and len(words[i].text) > 2),
        0,
    )
    if inside == 1 and words[0].text.lower() not in known.organisation_heads | known.facility_heads | _NO_FIRST_NAME:
        return _person(sentence, words), len(words)
    if inside:
        return _plain(sentence, words[:inside], alone=inside == 1), inside
    return _plain(sentence, words, alone=len(words) == 1), len(words)


def _looks_like_person(sentence: Sentence, words: tuple[Word, ...]) -> bool:
    known = lexicon()
    first = words[0].text.lower().split("-")[0]
    if len(words) > 6 or any(w.text.isdigit() for w in words):
        return False
    if (
        first in known.first_names
        or words[0].text.lower() in known.first_names
        or re.fullmatch(r"(?:[A-Z]\.)+", words[0].text)
    ):
        return True
    if any(
        w.text.lower() in {"bin", "ibn", "bint", "abu", "umm", "van", "von"}
        or w.text.startswith(("al-", "Al-", "el-", "El-"))
        for w in words[1:]
    ):
        return True
    even, end = sentence.even, words[-1].end
    if _AGE.match(even, end) or known.speech_after.match(even, end):
        return True
    before = _ROLE_BEFORE.search(even[max(sentence.start, words[0].start - 40) : words[0].start])
    return before is not None and (before[1] in known.titles or before[1].split()[-1] in known.titles)


def _plain(sentence: Sentence, words: tuple[Word, ...], *, alone: bool) -> Mention | None:
    """A name of unknown kind; one word alone is kept for what other mentions make of it (key "word")."""
    if not words:
        return None
    span = Span(words[0].start, words[-1].end)
    if any(p.meets(span) for p in sentence.places):
        return None
    text = sentence.even[span.start : span.end]
    if alone:
        speaks = lexicon().speech_after.match(sentence.even, span.end) is not None and not text.isupper()
        named = speaks and text.lower() not in lexicon().organisation_heads and not text.lower().endswith(("s", "ese"))
        return Mention(span, "person" if named else "", ("word", text.casefold()))
    if all(w.text.lower() in lexicon().not_names for w in words) or text.isupper():
        return None
    return Mention(span, "other", ("name", text.casefold()))


def weapons(even: str) -> Iterator[Mention]:
    """Weapons with a name of their own, anywhere in the evened text."""
    for match in lexicon().weapons.finditer(even):
        yield Mention(Span(*match.span()), "weapon", ("weapon", match[0].casefold()))
