"""Words of a sentence that speak of events, ambiguous ones settled by their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.event_lexicon import Codebook, Sense, codebook

if TYPE_CHECKING:
    from reportedly.extract.figure_tokens import Tokens

_AHEAD = 14
_BE = frozenset({"was", "were", "is", "are", "be", "been", "being", "get", "gets", "got", "getting"})
_DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "his",
        "her",
        "their",
        "its",
        "another",
        "no",
        "of",
        "any",
        "each",
        "every",
        "some",
    }
)
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "his", "her", "their", "its", "another", "of"})
_PREPOSITIONS = frozenset({"in", "by", "from", "of", "after", "during", "with", "amid", "into", "under"})
_DATE_BEFORE = frozenset(
    {"in", "since", "on", "by", "until", "from", "last", "early", "late", "mid", "this", "next", "of", "between", "to"}
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens `[first, after)` that speak of an event of `type` and `sub_type`."""

    first: int
    after: int
    type: str
    sub_type: str
    senses: tuple[Sense, ...]

    @property
    def lemma(self) -> str:
        """Base form of the first sense."""
        return self.senses[0].lemma

    @property
    def only_base_verb(self) -> bool:
        """Whether it is one word and an event only if that word is a verb ("club", "jail")."""
        return self.after - self.first == 1 and all(sense.form == "base" for sense in self.senses)

    @property
    def generic(self) -> bool:
        """Whether every sense gives way to a more specific event."""
        return all(sense.generic for sense in self.senses)

    @property
    def suffered(self) -> bool:
        """Whether the subject undergoes the event."""
        return any(sense.frame == "suffers" for sense in self.senses)


def triggers(toks: Tokens) -> list[Trigger]:
    """Longest matches, left to right, without those whose context takes their meaning away."""
    book = codebook()
    words = toks.low
    around = frozenset(words)
    found: list[Trigger] = []
    at = 0
    while at < len(words):
        hit = _longest(book, toks, at)
        if hit is None:
            at += 1
            continue
        senses, after = hit
        if not senses:
            at = after
            continue
        trigger = (
            None if _is_name(toks, at, after) else _settled(book, toks, around, Trigger(at, after, "", "", senses))
        )
        if trigger:
            found.append(trigger)
        at = after if trigger or after - at > 1 else at + 1
    return found


def _longest(book: Codebook, toks: Tokens, at: int) -> tuple[tuple[Sense, ...], int] | None:
    """The longest entry that begins at `at`, without those that are verbs where none can stand ("died in fire at")."""
    words = toks.low
    governed = at > 0 and words[at - 1] in _PREPOSITIONS
    for rest, senses in book.entries.get(words[at], ()):
        after = at + 1 + len(rest)
        if tuple(words[at + 1 : after]) == rest and not (
            governed and senses and all(sense.form == "base" for sense in senses)
        ):
            return senses, after
    return None


def _settled(book: Codebook, toks: Tokens, around: frozenset[str], raw: Trigger) -> Trigger | None:
    """The trigger with the type its context gives it; None when the context leaves it none."""
    at, after = raw.first, raw.after
    senses = _of_right_class(toks, at, after, raw.senses)
    if not senses or _is_means(toks, at, senses):
        return None
    lemma, sub_type = senses[0].lemma, senses[0].sub_type
    if senses[0].frame == "noun" and lemma in book.implements and book.needs.isdisjoint(around):
        return None
    if lemma in book.ambiguous:
        rules, otherwise = book.ambiguous[lemma]
        others = around - {toks.low[at]} if after - at == 1 else around
        before = toks.low[at - 1] if at and any(s.frame == "noun" for s in senses) else ""
        sub_type = next((rule.sub_type for rule in rules if rule.holds(others, before)), otherwise)
        if not sub_type:
            return None
    ahead = frozenset(toks.low[max(0, at - _AHEAD) : at])
    sub_type = next((rule.sub_type for rule in book.refine.get(sub_type, ()) if rule.holds(around, ahead)), sub_type)
    return Trigger(at, after, book.types[sub_type], sub_type, senses)


def _of_right_class(toks: Tokens, at: int, after: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Noun senses behind a determiner, verb senses behind "to" or a form of "be"; all where nothing tells."""
    before = toks.low[at - 1] if at else ""
    nouns = tuple(s for s in senses if s.frame == "noun")
    verbs = tuple(s for s in senses if s.frame != "noun")
    if nouns and verbs:
        if (
            before in _DETERMINERS
            or before.endswith("'s")
            or (after < len(toks.low) and toks.low[after] in {"of", "on", "by"} and toks.low[at].endswith("ing"))
        ):
            return nouns
        if before in {"to", "n't", "not"} or before in _BE or toks.low[at].endswith("ing"):
            return verbs
    if verbs and not nouns and before in _ARTICLES and after - at == 1:
        return tuple(s for s in verbs if s.form in {"participle", "gerund"})
    return senses


def _is_means(toks: Tokens, at: int, senses: tuple[Sense, ...]) -> bool:
    """Whether a weapon is only what something was done with: "stormed it with explosives"."""
    if any(s.frame != "noun" for s in senses) or not senses[0].type.startswith("Explosions"):
        return False
    return "with" in toks.low[max(0, at - 2) : at] or "using" in toks.low[max(0, at - 2) : at]


def _is_name(toks: Tokens, at: int, after: int) -> bool:
    """A month or a capitalised name: "March 2011", "Old March Road"."""
    if toks.upper or after - at > 1:
        return False
    raw = toks.raw(at)
    if not raw[:1].isupper() or raw.isupper():
        return False
    before = toks.raw(at - 1) if at else ""
    following = toks.raw(after) if after < len(toks.low) else ""
    if raw in {"March", "Book", "Mark"} and (
        following[:1].isdigit() or before.lower() in _DATE_BEFORE or before[:1].isdigit()
    ):
        return True
    capital_before = before[:1].isupper() and at > 1 and not before.isupper()
    return capital_before and following[:1].isupper()
