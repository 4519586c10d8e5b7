"""Which word says what a count counts: the verb before it, the passive behind it, "deaths of", "toll rose to"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportedly.extract.figure_lexicon import Lexicon, Sense, lexicon, starts_phrase

if TYPE_CHECKING:
    from reportedly.extract.figure_counts import Count
    from reportedly.extract.figure_tokens import Tokens
    from reportedly.extract.figure_triggers import Trigger, Triggers

_RIGHT_LIMIT = 40
_APPOSITION_LIMIT = 26
_LOOSE = 7
_MARKS = frozenset({",", "(", "-", "–", "—", "and", "or"})
_QUOTES = frozenset({"’", "'", '"', "“", "”"})
_BESIDE = frozenset({"along", "together", "alongside"})
_NEGATIONS = frozenset({"not", "never", "yet"})
_TOLL_REACH = 28
_CLAUSE_ENDS = frozenset({";", ":", "(", ")", "who", "which", "that"})
_AFTER_COMMA = frozenset({"was", "were", "who", "have", "had", "has", "all", "both", "also"})


class Link(NamedTuple):
    """A count's trigger, the measure it gives, and on which side of the count it stands."""

    trigger: Trigger
    measure: str
    side: Literal["left", "right", "toll"]


@dataclass(slots=True)
class _Walk:
    """Where the search behind a count stands.

    be: a form of "be" was passed. loose: how many unknown words may still follow, those of a prepositional phrase or a
    relative clause. bare: nothing but the noun phrase and its verb group was passed.
    """

    at: int
    be: bool = False
    loose: int = 0
    bare: bool = True


class Sentence:
    """Tokens, triggers and counts of one sentence, and the search between them."""

    def __init__(self, toks: Tokens, found: Triggers, counted: list[Count]) -> None:
        """Index the counts by first token."""
        self.toks = toks
        self.words = toks.low
        self.triggers = found
        self.counts = counted
        self.first_of = {c.first: c for c in counted}
        self.lex = lexicon()

    def link(self, count: Count) -> Link | None:
        """The nearest word that says what `count` counts; None when nothing near does."""
        found = self._toll(count) or self._outcome(count) or self._left(count) or self._right(count)
        return found if found and self._may_count(count, found) else None

    def _may_count(self, count: Count, found: Link) -> bool:
        """One person stands for a count of what is done to people; a name may be a town's where towns are held as well."""
        if count.kind not in {"one", "name"}:
            single = count.low == 1 and count.high == 1 and count.person is None
            return not single or found.side == "toll" or found.measure in self.lex.harms
        if found.measure == "fired":
            head = (count.unit or "").lower().split()[-1:]
            return not self.lex.munitions.isdisjoint(head) and self.words[count.after : count.after + 1] != ["of"]
        if found.measure not in self.lex.harms:
            return False
        titled = not self.lex.titles.isdisjoint(self.words[max(0, count.first - 1) : count.first + 1])
        return count.kind == "one" or titled or self.words[found.trigger.first] not in self.lex.words["of_places"]

    def _outcome(self, count: Count) -> Link | None:
        """The state the counted are left in: "found a boy dead", "shot two brothers to death"."""
        trigger = self.triggers.at(count.after)
        sense = trigger and self._sense(trigger, count, "predicate")
        return Link(trigger, sense.measure, "right") if trigger and sense and count.first else None

    def _unfound(self, count: Count, trigger: Trigger, sense: Sense) -> str:
        """The measure; people who were not found are missing."""
        measure = trigger.measure or sense.measure
        between = self.words[count.after : trigger.first]
        denied = not _NEGATIONS.isdisjoint(between) or any(word.endswith("n't") for word in between)
        return "missing" if denied and count.person is not False and measure in self.lex.words["finding"] else measure

    def _left(self, count: Count) -> Link | None:
        """The word before: "killed at least 14", "the deaths of 14"."""
        words, lex = self.words, self.lex
        after = count.first
        steps = 0
        if self._before_name(count, after) and words[after - self._before_name(count, after) - 1 :][:1] == ["of"]:
            after -= self._before_name(count, after)
        if after and words[after - 1] == "of" and count.kind != "vague":
            trigger = self.triggers.ending(after - 1)
            sense = trigger and self._sense(trigger, count, "of")
            if trigger and sense:
                return Link(trigger, trigger.measure or sense.measure, "left")
        if after and words[after - 1] == "of":
            return None
        while after and steps < 5:
            trigger = self.triggers.ending(after)
            if trigger:
                sense = self._sense(trigger, count, "object")
                if sense and sense.form != "noun":
                    beside = self.words[trigger.after : count.first][:1] and self.words[trigger.after] in _BESIDE
                    if (self._passive(trigger) and not beside) or (
                        count.kind == "name" and sense.measure in {"beaten", "shot"} and steps
                    ):
                        return None
                    return Link(trigger, self._joint(trigger, sense), "left")
            back = self._before_name(count, after) or int(words[after - 1] in lex.words["fillers"])
            if not back:
                return None
            after -= back
            steps += 1
        return None

    def _before_name(self, count: Count, after: int) -> int:
        """How many tokens before `after` are an age or a role that belongs to the name: "28 year old", "journalist"."""
        words = self.words
        if count.kind != "name":
            return 0
        if words[after - 1].endswith("-old") or words[after - 1] in self.lex.singular:
            return 1
        return 3 if after > 2 and words[after - 2 : after] in (["year", "old"], ["years", "old"]) else 0

    def _joint(self, trigger: Trigger, sense: Sense) -> str:
        """The measure; "killing and wounding 14" counts casualties."""
        measure = trigger.measure or sense.measure
        at = trigger.first - 1
        if measure == "injured" and at > 0 and self.words[at] in {"and", "or", "/"}:
            other = self.triggers.ending(at)
            if (
                other
                and any(s.measure == "killed" and s.form != "noun" for s in other.senses)
                and not self._passive(other)
            ):
                return "casualties"
        return measure

    def _passive(self, trigger: Trigger) -> bool:
        """Whether a form of "be" governs the verb."""
        at = trigger.first - 1
        while at >= 0 and trigger.first - at <= 3:
            word = self.words[at]
            if word in self.lex.words["be"] and word != "to":
                return not self.words[trigger.first].endswith("ing")
            if not (word.endswith("ly") or word in {"also", "not", "later", "then"}):
                return False
            at -= 1
        return False

    def _sense(self, trigger: Trigger, count: Count, place: str) -> Sense | None:
        """The sense with the counted in `place` that fits people or things."""
        fitting = [s for s in trigger.senses if s.place == place and _fits(s, count)]
        return fitting[0] if fitting else None

    def _right(self, count: Count) -> Link | None:
        """The word behind: "14 people, three of them children, were killed", "14 dead", "14 deaths"."""
        walk = _Walk(count.after)
        while walk.at < len(self.words) and walk.at - count.after < _RIGHT_LIMIT:
            trigger = self.triggers.at(walk.at)
            if trigger and self._passes(trigger):
                walk.at = trigger.after
            elif trigger:
                sense = self._accepted(trigger, count, be=walk.be, bare=walk.bare, gap=walk.at - count.after)
                if sense:
                    return Link(trigger, self._unfound(count, trigger, sense), "right")
                if self._blocks(trigger, loose=walk.loose):
                    return None
                walk.at = trigger.after
            elif not (self._over_mark(walk, count) if self.words[walk.at] in _MARKS else self._over_word(walk)):
                return None
        return None

    def _passes(self, trigger: Trigger) -> bool:
        """Whether the verb only leads to another: "were found dead", "reported to have been killed"."""
        words = self.words
        following = words[trigger.after] if trigger.after < len(words) else ""
        leads = words[trigger.first] in self.lex.words["pass_through"] and trigger.after - trigger.first == 1
        return leads and (following == "to" or self.triggers.at(trigger.after) is not None)

    def _over_mark(self, walk: _Walk, count: Count) -> bool:
        """Past an apposition, a list or a coordinated noun; False when the mark ends the noun phrase."""
        words = self.words
        word = words[walk.at]
        following = words[walk.at + 1] if walk.at + 1 < len(words) else ""
        jump = 0 if word in {"and", "or"} else self._past_apposition(walk.at)
        if jump:
            walk.at, walk.bare = jump, False
            return True
        if word in {"and", "or"} and following in self.lex.plural and count.person is not False:
            walk.at += 2
            return True
        if word == "," and (following in _AFTER_COMMA or following.endswith("ly")):
            walk.at += 1
            return True
        listed = self.first_of.get(walk.at + 1 + (word == "," and following == "and"))
        if listed is None or word not in {"and", "or", ","}:
            return False
        walk.at, walk.be, walk.loose = listed.after, False, 0
        return True

    def _over_word(self, walk: _Walk) -> bool:
        """Past one word of the noun phrase, a prepositional phrase, a relative clause or the verb group."""
        word, known = self.words[walk.at], self.lex.words
        walk.at += 1
        if word in known["be"]:
            walk.be, walk.loose = True, 0
        elif word in known["relatives"] or word in known["prepositions"]:
            walk.loose, walk.bare = _LOOSE, False
        elif word in known["pass_through"]:
            return True
        elif word in known["stops"] or not word[0].isalnum():
            return word in _QUOTES or (walk.be and self.words[walk.at : walk.at + 1] == ["to"])
        elif self._reduced(walk, word):
            walk.loose, walk.bare = _LOOSE, False
        else:
            if not walk.loose:
                return walk.be or word.endswith("ly")
            walk.loose -= 1
        return True

    def _reduced(self, walk: _Walk, word: str) -> bool:
        """Whether `word`, just passed, opens what the counted are doing: "drivers working for the mill were"."""
        following = self.words[walk.at : walk.at + 1]
        return (
            not (walk.be or walk.loose)
            and word.endswith("ing")
            and following != []
            and (following[0] in self.lex.words["prepositions"])
        )

    def _past_apposition(self, comma: int) -> int:
        """Token after the mark that closes what the mark at `comma` opens, if a verb phrase follows there; 0 if not."""
        words, lex = self.words, self.lex
        closing = {"(": ")", ",": ","}.get(words[comma], words[comma])
        for at in range(comma + 1, min(comma + _APPOSITION_LIMIT, len(words) - 1)):
            if words[at] in {";", ":"}:
                return 0
            if words[at] == closing or (words[at] == ")" and words[comma] == ","):
                after = at + 1
                if words[comma] == "(":
                    return after
                if words[after] in lex.words["be"] or words[after] in {
                    "have",
                    "had",
                    "has",
                    "reportedly",
                    "allegedly",
                    "died",
                    "who",
                }:
                    return after
                trigger = self.triggers.at(after)
                if trigger and any(
                    s.place in {"subject", "predicate"} or s.form == "participle" for s in trigger.senses
                ):
                    return after
        return 0

    def _blocks(self, trigger: Trigger, *, loose: int) -> bool:
        """Whether the verb makes the counted its actor and so ends the search."""
        if loose:
            return False
        return any(s.form == "finite" and s.place == "object" for s in trigger.senses)

    def _accepted(self, trigger: Trigger, count: Count, *, be: bool, bare: bool, gap: int) -> Sense | None:
        words, lex = self.words, self.lex
        following = words[trigger.after] if trigger.after < len(words) else ""
        for sense in trigger.senses:
            if not _fits(sense, count):
                continue
            if sense.place == "subject" and (be is False or sense.form != "finite") and words[trigger.first] != "dying":
                return sense
            if sense.place == "object" and sense.form == "participle":
                takes_object = (
                    following in lex.words["objects"]
                    or trigger.after in self.first_of
                    or self._name_follows(trigger.after)
                )
                if be or (not takes_object and (bare or gap <= 2) and gap <= 4):
                    return sense
            if sense.place == "object" and sense.form == "gerund" and gap and words[trigger.first - 1] == "being":
                return sense
            if sense.place == "predicate" and (be or (bare and gap <= 3)):
                return sense
            if sense.place == "noun" and gap <= 2 and bare and count.kind != "name" and not be:
                return sense
        return None

    def _name_follows(self, at: int) -> bool:
        return at < len(self.words) and self.toks.raw(at)[:1].isupper() and not self.toks.upper

    def _toll(self, count: Count) -> Link | None:
        """A toll: "the death toll rose from 18 to 21", "bringing the number of dead to 21", "killed: 21"."""
        if count.kind not in {"number", "vague"}:
            return None
        words, lex = self.words, self.lex
        at = count.first - 1
        steps = 0
        rises = False
        while at >= 0 and steps < (_TOLL_REACH if rises else 12):
            trigger = self.triggers.ending(at + 1)
            sense = trigger and next((s for s in trigger.senses if s.place == "toll"), None)
            if trigger and sense and steps and self._is_toll(trigger, at + 1, count.first):
                return Link(trigger, sense.measure, "toll")
            word = words[at]
            rises = rises or (word in lex.words["toll_rise"] and words[count.first - 1] in {"to", "at"})
            allowed = (
                (rises and word not in lex.words["stops"] and word not in _CLAUSE_ENDS)
                or word in lex.words["toll_state"]
                or word in lex.words["toll_rise"]
                or self.toks.digits[at]
                or word
                in {
                    "least",
                    "most",
                    "more",
                    "than",
                    "up",
                    "over",
                    "a",
                    "total",
                    "some",
                    "about",
                    "around",
                    "nearly",
                    "almost",
                }
            )
            if not allowed and not (self.toks.raw(at)[:1].isupper() and not self.toks.upper):
                return None
            at -= 1
            steps += 1
        return None

    def _is_toll(self, trigger: Trigger, after: int, count_first: int) -> bool:
        words, lex = self.words, self.lex
        between = words[after:count_first]
        if between[-1:] == ["from"]:
            return False
        named = (
            "toll" in words[trigger.first : trigger.after]
            or words[trigger.first] in {"number", "body"}
            or "number of" in " ".join(words[max(0, trigger.first - 5) : trigger.first])
        )
        rising = any(w in lex.words["toll_rise"] for w in between) or (
            between[-1:] == ["to"]
            and any(w in lex.words["rise_before"] for w in words[max(0, trigger.first - 4) : trigger.first])
        )
        if named:
            return bool(between) and (
                rising or between[-1] in {"to", "at", "of", ":", "is", "was", "as", "exceeded", "were", "are"}
            )
        return (rising and between[-1] in {"to", "at"} | lex.words["toll_rise"]) or between == [":"]


def _fits(sense: Sense, count: Count) -> bool:
    if count.kind == "name" and (sense.counted != "persons" or sense.form == "noun"):
        return sense.counted == "persons" and sense.place in {"of", "predicate"}
    if sense.counted == "persons":
        return count.person is not False
    if sense.counted == "things":
        return count.person is not True
    return True


def part_start(lex: Lexicon, words: list[str], count: Count) -> bool:
    """Whether the words before the count say it is a share of one already given: "including", "of them"."""
    at = count.first
    for size in (4, 3, 2, 1):
        if at >= size and starts_phrase(words, at - size, lex.phrases["including"]) == size:
            return True
    return (
        starts_phrase(
            words,
            count.after,
            (("of", "them"), ("of", "whom"), ("of", "those"), ("among", "them"), ("of", "which"), ("of", "the")),
        )
        > 0
    )
