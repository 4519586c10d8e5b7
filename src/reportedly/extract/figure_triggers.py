"""The words of a sentence that say what is counted, with all their readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportedly.extract.figure_lexicon import Sense, lexicon, starts_phrase

if TYPE_CHECKING:
    from reportedly.extract.figure_tokens import Tokens


class Trigger(NamedTuple):
    """Tokens `[first, after)` and what they may mean. measure: overrides the sense's, "shot … to death" is killed."""

    first: int
    after: int
    senses: tuple[Sense, ...]
    measure: str | None = None


class Triggers:
    """Triggers by token."""

    def __init__(self, found: list[Trigger]) -> None:
        """Index `found` by first and by last token."""
        self.found = found
        self._by_first = {t.first: t for t in found}
        self._by_after = {t.after: t for t in found}

    def at(self, token: int) -> Trigger | None:
        """The trigger that begins at `token`."""
        return self._by_first.get(token)

    def ending(self, after: int) -> Trigger | None:
        """The trigger whose last token is the one before `after`."""
        return self._by_after.get(after)

    def is_verb(self, token: int) -> bool:
        """Whether a verb form begins at `token`."""
        trigger = self._by_first.get(token)
        return bool(trigger and any(s.form != "noun" for s in trigger.senses))

    def is_counted_noun(self, token: int) -> bool:
        """Whether a noun begins at `token` that is counted itself, as in "14 deaths"."""
        trigger = self._by_first.get(token)
        return bool(trigger and any(s.place == "noun" for s in trigger.senses))


def triggers(toks: Tokens) -> Triggers:
    """Longest matches, left to right."""
    lex = lexicon()
    words = toks.low
    found: list[Trigger] = []
    at = 0
    while at < len(words):
        entries = lex.triggers.get(words[at])
        best = 0
        senses: list[Sense] = []
        for rest, sense in entries or ():
            size = len(rest) + 1
            if size < best:
                break
            if tuple(words[at + 1 : at + size]) == rest:
                best = size
                senses.append(sense)
        if not senses or _is_month(toks, at):
            at += 1
            continue
        after, measure = _outcome(words, at, at + best, senses)
        found.append(Trigger(at, after, tuple(senses), measure))
        at = after
    return Triggers(found)


def _is_month(toks: Tokens, at: int) -> bool:
    """Whether "March" is the month: a day, a year or a preposition stands beside it."""
    if toks.low[at] != "march" or not toks.raw(at)[:1].isupper():
        return False
    following = toks.digits[at + 1] if at + 1 < len(toks.low) else False
    return following or (at > 0 and (toks.digits[at - 1] or toks.low[at - 1] in lexicon().words["prepositions"]))


def _outcome(words: list[str], at: int, after: int, senses: list[Sense]) -> tuple[int, str | None]:
    """End and measure by what came of it: "shot and killed", "stabbed to death", "fatally shot"."""
    lex = lexicon()
    if after < len(words) and any(
        s.measure in {"shot", "stabbed", "beaten", "injured", "detained", "abducted"} and s.form != "noun"
        for s in senses
    ):
        size = starts_phrase(words, after, lex.phrases["deadly_after"])
        if size:
            return after + size, "killed"
        size = starts_phrase(words, after, lex.phrases["wounding_after"])
        if size:
            return after + size, "injured"
        if at and words[at - 1] in lex.words["deadly_before"]:
            return after, "killed"
    return after, None
