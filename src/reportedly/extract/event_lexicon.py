"""codebook.toml, compiled: which words speak of which kind of event."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from reportedly.core.data import toml
from reportedly.core.errors import CodebookError, Fault
from reportedly.extract.inflections import noun_forms, verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

Form: TypeAlias = Literal["finite", "gerund", "participle", "base", "noun"]
Frame: TypeAlias = Literal["does", "suffers", "noun"]


class Sense(NamedTuple):
    """What a trigger word may mean. generic: gives way to a more specific event of the sentence."""

    type: str
    sub_type: str
    frame: Frame
    form: Form
    lemma: str
    generic: bool


class Rule(NamedTuple):
    """An ambiguous word means `sub_type` ("" = nothing) when the words around it are these.

    near: one of them is in the sentence. behind: or one of them stands directly before the word. unless: none of them is
    in the sentence.
    """

    near: frozenset[str]
    behind: frozenset[str]
    unless: frozenset[str]
    sub_type: str

    def holds(self, around: frozenset[str], before: str) -> bool:
        """around: all words of the sentence; before: the one in front of the trigger."""
        return (before in self.behind or not self.near.isdisjoint(around)) and self.unless.isdisjoint(around)


class Context(NamedTuple):
    """A sub-type becomes `sub_type` when the words around its trigger are these; an empty set asks for nothing."""

    near: frozenset[str]
    also: frozenset[str]
    before: frozenset[str]
    unless: frozenset[str]
    sub_type: str

    def holds(self, around: frozenset[str], ahead: frozenset[str]) -> bool:
        """around: all words of the sentence; ahead: those in front of the trigger."""
        return (
            (not self.near or not self.near.isdisjoint(around))
            and (not self.also or not self.also.isdisjoint(around))
            and (not self.before or not self.before.isdisjoint(ahead))
            and self.unless.isdisjoint(around)
        )


class Entry(NamedTuple):
    """The words after the first one, and the senses of the whole."""

    rest: tuple[str, ...]
    senses: tuple[Sense, ...]  # none: the words speak of no event


class Codebook(NamedTuple):
    """Tables of codebook.toml. entries: by first word, longest first. types: type of each sub-type."""

    entries: dict[str, tuple[Entry, ...]]
    starts: frozenset[str]
    types: dict[str, str]
    ambiguous: dict[str, tuple[tuple[Rule, ...], str]]
    refine: dict[str, tuple[Context, ...]]
    implements: frozenset[str]
    needs: frozenset[str]
    roles: dict[str, frozenset[str]]


@cache
def codebook() -> Codebook:
    """The compiled codebook.

    Raises:
        CodebookError: an entry names a sub-type that the codebook does not have.
    """
    data = toml("codebook")
    types = {event["sub_type"]: event["type"] for event in data["event"]}
    table: dict[tuple[str, ...], dict[Sense, None]] = {}
    for event in data["event"]:
        for phrase, sense in _senses(event, event["type"], event["sub_type"]):
            table.setdefault(tuple(phrase.split(" ")), {})[sense] = None
    for phrase in data["idioms"]["phrases"]:
        table.setdefault(tuple(phrase.split(" ")), {})
    ambiguous: dict[str, tuple[tuple[Rule, ...], str]] = {}
    for word in data["ambiguous"]:
        lemma = word["word"].split("/")[0]
        rules = tuple(_rule(when) for when in word.get("when", ()))
        otherwise = word["otherwise"]
        _check(types, lemma, *(rule.sub_type for rule in rules), otherwise)
        ambiguous.setdefault(lemma, (rules, otherwise))
        named = next((sub for sub in (otherwise, *(rule.sub_type for rule in rules)) if sub), "")
        if named and not any(sense.lemma == lemma for sense in table.get((lemma,), ())):
            for phrase, sense in _senses({"verbs": [word["word"]], "nouns": [lemma]}, types[named], named):
                table.setdefault(tuple(phrase.split(" ")), {})[sense] = None
    refine: dict[str, list[Context]] = {}
    for rule in data["refine"]:
        _check(types, rule["from"], rule["from"], rule["to"])
        refine.setdefault(rule["from"], []).append(Context(*_sets(rule), sub_type=rule["to"]))
    by_first: dict[str, list[Entry]] = {}
    for words, senses in table.items():
        by_first.setdefault(words[0], []).append(Entry(words[1:], tuple(senses)))
    return Codebook(
        {first: tuple(sorted(entries, key=lambda e: -len(e.rest))) for first, entries in by_first.items()},
        frozenset(by_first),
        types,
        ambiguous,
        {sub: tuple(rules) for sub, rules in refine.items()},
        frozenset(data["implements"]["words"]),
        frozenset(data["implements"]["needs"]),
        {key: frozenset(words) for key, words in data["roles"].items()},
    )


def _senses(event: dict[str, list[str]], kind: str, sub_type: str) -> Iterator[tuple[str, Sense]]:
    generic = bool(event.get("generic"))
    frames: tuple[tuple[str, Frame], ...] = (("verbs", "does"), ("suffered", "suffers"))
    for key, frame in frames:
        for entry in event.get(key, ()):
            forms = verb_forms(entry)
            named: tuple[tuple[str, Form], ...] = (
                (forms.base, "base"),
                (forms.third, "finite"),
                (forms.gerund, "gerund"),
                (forms.past, "finite"),
                (forms.participle, "participle"),
            )
            for phrase, form in named:
                yield phrase, Sense(kind, sub_type, frame, form, forms.base, generic)
    for entry in event.get("nouns", ()):
        single, plural = noun_forms(entry)
        for phrase in dict.fromkeys((single, plural)):
            yield phrase, Sense(kind, sub_type, "noun", "noun", single, generic)


def _rule(when: dict[str, Any]) -> Rule:
    near, behind, unless = (frozenset(when.get(key, ())) for key in ("near", "behind", "unless"))
    return Rule(near, behind, unless, when["is"])


def _sets(rule: dict[str, list[str]]) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    near, also, before, unless = (frozenset(rule.get(key, ())) for key in ("near", "also", "before", "unless"))
    return near, also, before, unless


def _check(types: dict[str, str], where: str, *named: str) -> None:
    unknown = [sub for sub in named if sub and sub not in types]
    if unknown:
        raise CodebookError(
            Fault(
                where=f"codebook.toml: {where}",
                found=f"sub-type {unknown[0]!r}",
                remedy="Use a sub_type of an [[event]] entry.",
            )
        )
