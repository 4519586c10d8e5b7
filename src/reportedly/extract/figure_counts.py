"""The counted things of a sentence: "14 people", "a young woman", "her two sons", "Ahmad Saleh", each with its noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reportedly.extract.figure_lexicon import Lexicon, lexicon
from reportedly.extract.numbers import Quantity, quantities

if TYPE_CHECKING:
    from reportedly.extract.figure_tokens import Tokens
    from reportedly.extract.figure_triggers import Triggers

_PHRASE_LIMIT = 8
_QUOTES = frozenset({"“", '"', "‘"})


@dataclass(frozen=True, slots=True)
class Count:
    """Tokens `[first, after)` that count something. person: whether people are counted, None when the words do not tell."""

    first: int
    after: int
    low: int
    high: int | None
    qualifier: str | None
    unit: str | None
    person: bool | None
    kind: Literal["number", "vague", "one", "name"]


def counts(toks: Tokens, triggers: Triggers) -> list[Count]:
    """All counts of one sentence in reading order."""
    lex = lexicon()
    found = [_with_phrase(toks, lex, triggers, q) for q in quantities(toks)]
    taken = {at for count in found for at in range(count.first, count.after)}
    for at, word in enumerate(toks.low):
        if at in taken:
            continue
        count = None
        if word in lex.words["indefinites"] or word in lex.words["possessives"] or word in {"himself", "herself"}:
            count = _one(toks, lex, triggers, at)
        elif toks.raw(at)[:1].isupper() and not toks.upper:
            count = _name(toks, lex, triggers, at)
        if count and taken.isdisjoint(range(count.first, count.after)):
            found.append(count)
            taken.update(range(count.first, count.after))
    return sorted(found, key=lambda c: c.first)


def _with_phrase(toks: Tokens, lex: Lexicon, triggers: Triggers, q: Quantity) -> Count:
    """The count with the noun phrase behind the number."""
    after = q.after
    person: bool | None = None
    while after < len(toks.low) and after - q.after < _PHRASE_LIMIT:
        word = toks.low[after]
        ends = triggers.at(after) and not (
            after + 1 < len(toks.low) and (toks.low[after + 1] in lex.plural or toks.low[after + 1] in lex.things)
        )
        if ends and not (word in lex.plural and not triggers.is_verb(after) and not triggers.is_counted_noun(after)):
            break
        if word in _QUOTES and after + 1 < len(toks.low) and toks.low[after + 1][0].isalpha():
            after += 1
            continue
        if not word[0].isalnum() or word in _closed(lex) or toks.digits[after]:
            break
        if person and not (word in lex.plural or word in lex.singular):
            break
        after += 1
        if word in lex.plural or (q.low == 1 and word in lex.singular):
            person = True
        elif word in lex.things:
            person = False
    words = toks.low[q.number : q.after]
    if words and words[-1] in {"one", "nobody", "others", "one's"} and after == q.after and q.vague:
        person = True
    unit = toks.span(q.after, after - 1).of(toks.text) if after > q.after else None
    return Count(q.first, after, q.low, q.high, q.qualifier, unit, person, "vague" if q.vague else "number")


def _closed(lex: Lexicon) -> frozenset[str]:
    words = lex.words
    return (
        words["prepositions"]
        | words["stops"]
        | words["relatives"]
        | words["be"]
        | words["pass_through"]
        | {"and", "or", "a", "an", "the", "as"}
    )


def _one(toks: Tokens, lex: Lexicon, triggers: Triggers, at: int) -> Count | None:
    """One person or thing: "a young woman", "another officer", "his brother", "himself"."""
    word = toks.low[at]
    if word in {"himself", "herself"}:
        return Count(at, at + 1, 1, 1, None, word, person=True, kind="one")
    following = toks.low[at + 1] if at + 1 < len(toks.low) else ""
    if word == "another" and (triggers.is_verb(at + 1) or following in lex.words["be"]):
        return Count(at, at + 1, 1, 1, None, None, person=None, kind="one")
    heads = lex.kin if word in lex.words["possessives"] else lex.singular
    last = None
    for here in range(at + 1, min(at + 7, len(toks.low))):
        word = toks.low[here]
        if (
            not word[0].isalnum()
            or word in lex.words["prepositions"]
            or word in lex.words["be"]
            or word in {"and", "or", "the", "a", "an"} | lex.words["relatives"]
        ):
            break
        if triggers.is_verb(here) and last is not None:
            break
        if (
            word in heads
            or word.endswith("-year-old")
            or (last is None and word in lex.things and heads is lex.singular)
        ):
            last = here
        elif last is not None:
            break
    if last is None:
        return None
    person = toks.low[last] not in lex.things or toks.low[last] in lex.singular
    return Count(at, last + 1, 1, 1, None, toks.span(at + 1, last).of(toks.text), person=person, kind="one")


def _name(toks: Tokens, lex: Lexicon, triggers: Triggers, at: int) -> Count | None:
    """A personal name: two or more capitalised words, or one that a relative is coordinated with."""
    after = at
    while after < len(toks.low) and after - at < 7:
        raw = toks.raw(after)
        if not (
            raw[:1].isupper()
            or (after > at and raw in {"al", "bin", "ibn", "abu", "de", "la", "del", "van", "von", "el", "bint", "um"})
        ):
            break
        if toks.low[after] in lex.words["not_names"] or triggers.is_verb(after):
            return None
        after += 1
    before = toks.low[at - 1] if at else ""
    if before in lex.words["prepositions"] and before not in {"of", "including"}:
        return None
    if before == "the" or (before[:1].isalpha() and toks.raw(at - 1)[:1].isupper()):
        return None
    following = toks.low[after] if after < len(toks.low) else ""
    kin = following == "and" and after + 2 < len(toks.low) and toks.low[after + 1] in lex.words["possessives"]
    if (after - at < 2 and not kin and before not in lex.titles) or (
        following[:1].isalpha() and following not in _after_name(lex)
    ):
        return None
    return Count(at, after, 1, 1, None, toks.span(at, after - 1).of(toks.text), person=True, kind="name")


def _after_name(lex: Lexicon) -> frozenset[str]:
    return (
        lex.words["be"]
        | lex.words["pass_through"]
        | lex.words["prepositions"]
        | {"and", "or", "died", "as", "when", "while", "after", "before", "dead", "were", "was"}
    )
