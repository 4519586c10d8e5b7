"""measures.toml, compiled: which words say what a count counts, and in which grammatical place the counted stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from reportedly.core.data import toml
from reportedly.extract.inflections import noun_forms, verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

Place: TypeAlias = Literal["object", "subject", "predicate", "noun", "toll", "of"]
Form: TypeAlias = Literal["finite", "participle", "gerund", "noun"]
Counted: TypeAlias = Literal["persons", "things", "any"]


class Sense(NamedTuple):
    """One reading of a trigger word: "killed" is a participle of measure "killed" whose counted stand as `object`."""

    measure: str
    place: Place
    form: Form
    counted: Counted


class Entry(NamedTuple):
    """The words after the first one, and what the whole means."""

    rest: tuple[str, ...]
    sense: Sense


class Lexicon(NamedTuple):
    """Sets and tables of measures.toml; `triggers` is keyed by first word."""

    triggers: dict[str, tuple[Entry, ...]]
    starts: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    things: frozenset[str]
    kin: frozenset[str]
    titles: frozenset[str]
    munitions: frozenset[str]
    harms: frozenset[str]  # measures of people, and of munitions fired
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


@cache
def lexicon() -> Lexicon:
    """The compiled table."""
    data = toml("measures")
    found: dict[str, dict[Entry, None]] = {}
    for phrase, sense in _senses(data):
        first, *rest = phrase.split(" ")
        found.setdefault(first, {})[Entry(tuple(rest), sense)] = None
    people = [noun_forms(noun) for noun in data["people"]["nouns"]]
    things = [noun_forms(noun) for noun in data["people"]["things"]]
    grammar, verbs = data["grammar"], data["verbs"]
    sets = {key: frozenset(words) for table in (grammar, verbs) for key, words in table.items()}
    phrases = {
        key: tuple(tuple(p.split(" ")) for p in sorted(table[key], key=len, reverse=True))
        for table in (grammar, verbs)
        for key in table
    }
    return Lexicon(
        {first: tuple(sorted(entries, key=lambda e: -len(e.rest))) for first, entries in found.items()},
        frozenset(found),
        frozenset(single for single, _ in people),
        frozenset(many for _, many in people),
        frozenset(form for pair in things for form in pair),
        frozenset(data["people"]["kin"]),
        frozenset(data["people"]["titles"]),
        frozenset(data["people"]["munitions"]),
        frozenset(m["name"] for m in data["measure"] if m["persons"]) | {"fired"},
        sets,
        phrases,
    )


def _senses(data: dict[str, Any]) -> Iterator[tuple[str, Sense]]:
    verb_places: tuple[Place, ...] = ("object", "subject")
    noun_places: tuple[Place, ...] = ("predicate", "noun", "toll", "of")
    for measure in data["measure"]:
        counted: Counted = "persons" if measure["persons"] else "things"
        for place in verb_places:
            for entry in measure[place]:
                yield from _verb(entry, measure["name"], place, counted)
        for place in noun_places:
            for entry in measure[place]:
                yield entry, Sense(measure["name"], place, "noun", counted)
    own: tuple[tuple[str, Place, Counted], ...] = (
        ("persons", "object", "persons"),
        ("persons_subject", "subject", "persons"),
        ("things", "object", "things"),
    )
    for key, place, counted in own:
        for entry in data["own"][key]:
            yield from _verb(entry, verb_forms(entry).participle, place, counted)


def _verb(entry: str, measure: str, place: Place, counted: Counted) -> Iterator[tuple[str, Sense]]:
    forms = verb_forms(entry)
    for form in dict.fromkeys((forms.base, forms.third, forms.past)):
        yield form, Sense(measure, place, "finite", counted)
    yield forms.gerund, Sense(measure, place, "gerund", counted)
    yield forms.participle, Sense(measure, place, "participle", counted)


def starts_phrase(words: list[str], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Length in tokens of the longest of `phrases` that begins at token `at`; 0 when none does."""
    if at >= len(words):
        return 0
    return next((len(p) for p in phrases if words[at] == p[0] and tuple(words[at : at + len(p)]) == p), 0)
