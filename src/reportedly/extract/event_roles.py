"""Who takes part in an event: from a dependency parse where there is one, from word order where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from reportedly.core.spans import Span
from reportedly.extract.event_lexicon import codebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.ports import Word

_PHRASE_DEPS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "case",
        "predet",
        "advmod",
        "neg",
        "npadvmod",
    }
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OF_VICTIM = frozenset(
    {
        "death",
        "murder",
        "killing",
        "assassination",
        "arrest",
        "abduction",
        "kidnapping",
        "execution",
        "detention",
        "release",
    }
)
_WH = frozenset({"who", "which", "that", "whom"})


Role: TypeAlias = Literal["actor", "target", "victim", "instrument"]


class Found(NamedTuple):
    """A participant: role and the words of its noun phrase."""

    role: Role
    span: Span


class Tree:
    """A parsed sentence with its children at hand."""

    def __init__(self, words: Sequence[Word], text: str) -> None:
        """Index children by head; spans of the words are into `text`."""
        self.words = words
        self.text = text
        self.children: list[list[int]] = [[] for _ in words]
        for at, word in enumerate(words):
            if word.head != at:
                self.children[word.head].append(at)

    def head_of(self, span: Span) -> int | None:
        """The word of `span` that governs its others; None when no word lies there."""
        inside = [at for at, word in enumerate(self.words) if word.span.meets(span)]
        return next(
            (at for at in inside if self.words[at].head not in inside or self.words[at].head == at),
            inside[0] if inside else None,
        )

    def is_nominal(self, span: Span) -> bool:
        """Whether the word at `span` is a noun."""
        at = self.head_of(span)
        return at is not None and self.words[at].pos in {"NOUN", "PROPN"}

    def gerund(self, at: int) -> bool:
        """Whether word `at` ends in "-ing"."""
        return self.words[at].span.of(self.text).lower().endswith("ing")

    def having(self, at: int, *deps: str) -> list[int]:
        """Children of word `at` with one of `deps`."""
        return [child for child in self.children[at] if self.words[child].dep in deps]

    def phrase(self, at: int) -> Span:
        """The noun phrase of word `at` without relative clauses and appositions; one "of" phrase is kept."""
        start, end = self.words[at].span
        for child in self.children[at]:
            word = self.words[child]
            near, far = sorted((word.span, self.words[at].span))
            if word.dep in _PHRASE_DEPS and word.pos != "PUNCT" and "," not in self.text[near.end : far.start]:
                start = min(start, self._left(child))
                if child > at and word.dep in {"case", "nummod", "compound"}:
                    end = max(end, word.span.end)
            elif word.dep == "prep" and word.lemma.lower() == "of":
                for inner in self.having(child, "pobj"):
                    end = max(end, self.phrase(inner).end)
        return Span(start, end)

    def _left(self, at: int) -> int:
        return min([self.words[at].span.start, *(self._left(child) for child in self.children[at] if child < at)])

    def subject_before(self, trigger: Span, within: list[Span]) -> Span | None:
        """The phrase of the last subject before `trigger` that lies in one of `within`."""
        heads = [
            at
            for at, word in enumerate(self.words)
            if word.dep in {"nsubj", "nsubjpass"}
            and word.span.end <= trigger.start
            and any(part.holds(word.span) for part in within)
        ]
        return self.phrase(heads[-1]) if heads else None

    def conjuncts(self, at: int) -> list[int]:
        """Word `at` and what is coordinated with it."""
        out = [at]
        for child in self.having(at, "conj"):
            if self.words[child].pos in _NOMINAL:
                out += self.conjuncts(child)
        return out


def participants(tree: Tree, trigger: Span, *, suffered: bool, harm: bool) -> list[Found]:
    """Actor, target or victim, and instrument of the event that `trigger` speaks of."""
    at = tree.head_of(trigger)
    if at is None:
        return []
    patient: Role = "victim" if harm else "target"
    if tree.words[at].pos in {"VERB", "AUX"} or tree.having(at, "nsubj", "nsubjpass", "dobj"):
        found = _of_verb(tree, at, patient, suffered=suffered)
    else:
        found = _of_noun(tree, at, patient, suffered=suffered)
    inside = [f for f in found if not trigger.holds(f.span)]
    return list(dict.fromkeys(inside))


def _people(tree: Tree, heads: list[int], role: Role) -> list[Found]:
    roles = codebook().roles
    out = []
    for head in (c for h in heads for c in tree.conjuncts(h)):
        word = tree.words[head]
        noun = _antecedent(tree, head) if word.lemma.lower() in _WH else head
        if noun is None:
            continue
        part: Role = role
        if role == "actor" and word.lemma.lower() in roles["instruments"]:
            part = "instrument"
        out.append(Found(part, tree.phrase(noun)))
    return out


def _antecedent(tree: Tree, pronoun: int) -> int | None:
    verb = tree.words[pronoun].head
    while tree.words[verb].dep not in {"relcl", "ROOT"} and tree.words[verb].head != verb:
        verb = tree.words[verb].head
    return tree.words[verb].head if tree.words[verb].dep == "relcl" else None


def _subjects(tree: Tree, verb: int, depth: int = 0) -> tuple[list[int], bool]:
    """Subject of a verb and whether the verb it was found at is passive; taken over from the verb it depends on."""
    passive = tree.having(verb, "nsubjpass")
    if passive:
        return passive, True
    own = tree.having(verb, "nsubj")
    word = tree.words[verb]
    if own:
        return own, False
    if depth < 4 and word.head != verb and word.dep in {"conj", "xcomp", "advcl", "pcomp", "acl", "prep", "ccomp"}:
        governor = tree.words[word.head]
        if governor.pos in {"VERB", "AUX"}:
            return _subjects(tree, word.head, depth + 1)
        if word.dep == "acl":
            return [word.head], False
        if governor.dep == "prep":
            return _subjects(tree, governor.head, depth + 1)
    return [], False


def _of_verb(tree: Tree, verb: int, patient: Role, *, suffered: bool) -> list[Found]:
    word = tree.words[verb]
    surface_passive = bool(tree.having(verb, "auxpass", "nsubjpass", "agent"))
    objects = tree.having(verb, "dobj", "obj", "dative")
    reduced = word.dep == "acl" and not objects and not tree.gerund(verb) and tree.words[word.head].pos in _NOMINAL
    heads, _ = _subjects(tree, verb)
    own_passive = bool(tree.having(verb, "nsubjpass")) or (surface_passive and not tree.having(verb, "nsubj"))
    if word.dep == "conj" and not objects and not tree.having(verb, "nsubj") and not own_passive:
        own_passive = bool(tree.having(word.head, "nsubjpass", "auxpass"))
    out: list[Found] = []
    if suffered:
        out += _people(tree, heads, "victim")
    elif not objects and _headline_passive(tree, verb):
        out += _people(tree, heads, patient)
    elif own_passive or reduced:
        out += _people(tree, heads if not reduced else [word.head], patient)
    else:
        out += _people(tree, heads, "actor")
    out += _people(tree, objects, patient)
    return out + _prepositions(tree, verb, patient)


def _headline_passive(tree: Tree, verb: int) -> bool:
    """Whether the past form of a verb that needs an object has none, as in "Two clerks shot on Monday"."""
    word = tree.words[verb]
    surface = word.span.of(tree.text).lower()
    roles = codebook().roles
    if (
        word.lemma.lower() not in roles["needs_object"]
        or surface == word.lemma.lower()
        or surface.endswith(("ing", "s"))
    ):
        return False
    aimed = any(tree.words[child].lemma.lower() in roles["aims"] for child in tree.having(verb, "prep"))
    shared = any(tree.having(child, "dobj", "obj") for child in tree.having(verb, "conj"))
    shares = word.dep == "conj" and bool(tree.having(word.head, "dobj", "obj"))
    return not (aimed or shared or shares or tree.having(verb, "aux", "prt", "ccomp"))


def _of_noun(tree: Tree, noun: int, patient: Role, *, suffered: bool) -> list[Found]:
    roles = codebook().roles
    out = _prepositions(tree, noun, patient)
    for child in tree.having(noun, "poss"):
        out += _people(tree, [child], patient if suffered or tree.words[noun].lemma in _OF_VICTIM else "actor")
    for child in tree.having(noun, "compound", "amod", "nmod"):
        lemma = tree.words[child].lemma.lower()
        if lemma in roles["instruments"]:
            out.append(Found("instrument", tree.words[child].span))
        elif tree.words[child].pos == "PROPN" or tree.words[child].lemma[:1].isupper():
            out.append(Found("actor", tree.words[child].span))
    for child in tree.having(noun, "acl", "relcl"):
        out += [f for f in _prepositions(tree, child, patient) if f.role in {"actor", "target", "victim"}]
        if tree.words[child].dep == "relcl":
            out += [Found(patient, f.span) for f in _of_verb(tree, child, patient, suffered=False) if f.role != "actor"]
    head = tree.words[noun].head
    governor = tree.words[head]
    if tree.words[noun].dep in {"dobj", "nsubjpass"} and governor.lemma.lower() in roles["support_verbs"]:
        subjects, passive = _subjects(tree, head)
        if tree.words[noun].dep == "dobj" and not passive:
            out += _people(tree, subjects, "actor")
        out += [f for f in _prepositions(tree, head, patient) if f.role != "instrument"]
    return out


def _prepositions(tree: Tree, at: int, patient: Role) -> list[Found]:
    roles = codebook().roles
    out: list[Found] = []
    for child in tree.having(at, "prep", "agent"):
        lemma = tree.words[child].lemma.lower()
        objects = tree.having(child, "pobj")
        if not objects:
            continue
        instrument = any(tree.words[o].lemma.lower() in roles["instruments"] for o in objects)
        if tree.words[child].dep == "agent" or lemma == "by":
            out += _people(tree, objects, "instrument" if instrument else "actor")
        elif lemma == "of" and tree.words[at].pos in {"NOUN", "PROPN"}:
            out += _people(tree, objects, patient)
        elif instrument and lemma in roles["instrument_prepositions"]:
            out += _people(tree, objects, "instrument")
        elif lemma in roles["target_prepositions"]:
            verbal = tree.words[at].pos in {"VERB", "AUX"}
            if lemma != "on" or not verbal or tree.words[at].lemma.lower() in roles["on_verbs"]:
                out += _people(tree, [o for o in objects if tree.words[o].lemma.lower() not in roles["ways"]], "target")
        elif lemma in roles["with_prepositions"]:
            out += _people(tree, objects, "actor" if lemma == "between" else "target")
    return out
