"""Who and what a report names: one entity for all its spellings there, with every mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from reportedly.core.ids import content_id
from reportedly.core.records import Entity, Place, Report
from reportedly.extract.entity_aliases import initials, ties
from reportedly.extract.entity_capitals import shouted
from reportedly.extract.entity_lexicon import EVEN, lexicon
from reportedly.extract.entity_mentions import Mention, Sentence, mentions, weapons

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.spans import Span, Spans

Key: TypeAlias = tuple[str, ...]
EntityKind: TypeAlias = Literal["person", "organisation", "place", "facility", "weapon", "other"]

_RANK = {"organisation": 0, "person": 1, "facility": 2, "weapon": 3, "other": 4, "": 5}
_LEADING = re.compile(r"^(?:the|The|THE) ")


def entities(report: Report, sentences: Sequence[Span], places: tuple[Place, ...]) -> tuple[Entity, ...]:
    """Entities in order of first mention; places keep the ids they have as `Place`.

    name: the fullest form the report uses. aliases: the other forms as written, and for a well-known body its usual
    name, last, when the report does not use it. Surnames, acronyms and by-names are mentions of the full name's entity.
    """
    text = report.text
    even = text.translate(EVEN)
    spans = sorted(span for place in places for span in place.spans)
    found: list[Mention] = []
    capitals = _mostly_capitals(even)
    for sentence in sentences:
        inside = tuple(spans[bisect_left(spans, (sentence.start, 0)) : bisect_left(spans, (sentence.end, 0))])
        here = Sentence(even, sentence.start, sentence.end, inside)
        found.extend(shouted(here) if capitals or _is_shouted(even, sentence) else mentions(here))
    found = _settled([*found, *weapons(even)])
    folding = _Folding(even, found)
    named = [_entity(report, members, key) for key, members in folding.groups().items()]
    return tuple(sorted([*(e for e in named if e), *_placed(places, named)], key=lambda e: (e.mentions[0], e.id)))


def _mostly_capitals(even: str) -> bool:
    """Whether the opening of the text is written in capitals."""
    opening = even[:2000]
    return sum(map(str.isupper, opening)) > 4 * sum(map(str.islower, opening))


def _is_shouted(even: str, sentence: Span) -> bool:
    words = even[sentence.start : sentence.end]
    return words.isupper() and words.count(" ") > 4


def _settled(found: list[Mention]) -> list[Mention]:
    """In reading order, the longer of two that overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end, not m.kind)):
        if not kept or kept[-1].span.end <= mention.span.start:
            kept.append(mention)
    return kept


class _Folding:
    """Brings together the keys that are one entity."""

    def __init__(self, even: str, found: list[Mention]) -> None:
        self.even = even
        self.above: dict[Key, Key] = {}
        self.found = list(found)
        self._tie(found)
        self._shorten()

    def groups(self) -> dict[Key, list[Mention]]:
        """Mentions of each entity, by the key at its head; words that stayed alone are left out."""
        found: dict[Key, list[Mention]] = defaultdict(list)
        for mention in sorted(self.found, key=lambda m: m.span):
            found[self.top(mention.key)].append(mention)
        return {key: members for key, members in found.items() if any(m.kind for m in members)}

    def top(self, key: Key) -> Key:
        while key in self.above:
            key = self.above[key]
        return key

    def join(self, key: Key, head: Key) -> None:
        key, head = self.top(key), self.top(head)
        if key != head:
            self.above[key] = head

    def _tie(self, found: list[Mention]) -> None:
        """Names tied by the report's own words; a tied name that is no mention yet becomes one."""
        at = {m.span.start: m for m in found}
        for tie in ties(self.even, found):
            head = found[tie.of]
            other = at.get(tie.alias.start)
            if other is None or other.key[0] == "word":
                other = Mention(tie.alias, head.kind, ("tied", tie.alias.of(self.even).casefold()))
                covering = [m for m in self.found if m.span.meets(tie.alias)]
                self.found = [m for m in self.found if m not in covering or m.key[0] == "body"]
                if not any(m.key[0] == "body" for m in covering):
                    self.found.append(other)
                self.join(("word", other.key[1]), other.key)
            self.join(other.key, head.key)

    def _shorten(self) -> None:
        """Surnames, first names, acronyms and shortened forms of exactly one longer name here."""
        surnames: dict[str, set[Key]] = defaultdict(set)
        acronyms: dict[str, set[Key]] = defaultdict(set)
        for mention in self.found:
            name = _LEADING.sub("", mention.span.of(self.even))
            if mention.kind in {"person", "other"} and " " in name:
                for part in _parts(mention.key[-1]):
                    surnames[part].add(mention.key)
            if mention.kind in {"organisation", "other"} and " " in name:
                acronyms[initials(name)].add(mention.key)
        for mention in list(self.found):
            if mention.key[0] not in {"word", "person"} or mention.key in self.above:
                continue
            heads = {self.top(k) for k in surnames.get(mention.key[-1], ()) if k != mention.key}
            if not heads and mention.key[0] == "word":
                heads = {self.top(k) for k in acronyms.get(mention.span.of(self.even), ())}
            if len(heads) == 1:
                self.join(mention.key, next(iter(heads)))
        self._acronyms_alone()

    def _acronyms_alone(self) -> None:
        """An unknown acronym is taken for a body when it is written more than once."""
        seen: dict[Key, list[int]] = defaultdict(list)
        for i, mention in enumerate(self.found):
            word = mention.span.of(self.even)
            if (
                mention.key[0] == "word"
                and mention.key not in self.above
                and 3 <= len(word) <= 6
                and word.isupper()
                and word.isalpha()
            ):
                seen[mention.key].append(i)
        for places in seen.values():
            if len(places) > 1:
                for i in places:
                    self.found[i] = self.found[i]._replace(kind="organisation")


def _parts(name: str) -> Iterable[str]:
    """What a full name may be shortened to: its last word, its last two, its first."""
    words = name.split()
    yield words[-1]
    if words[-1].startswith(("al-", "el-")):
        yield words[-1][3:]
    if len(words) > 2:
        yield " ".join(words[-2:])
        yield f"{words[0]} {words[-1]}"
    if words[0] not in {"abu", "abdul", "abdel", "umm", "mohammed", "muhammad"}:
        yield words[0]


def _entity(report: Report, members: list[Mention], key: Key) -> Entity | None:
    kind = cast("EntityKind", min((m.kind for m in members), key=lambda k: _RANK[k]))
    forms: list[str] = []
    for mention in members:
        form = " ".join(_LEADING.sub("", mention.span.of(report.text)).split())
        if form.casefold().translate(EVEN) not in {f.casefold().translate(EVEN) for f in forms}:
            forms.append(form)
    name = min(forms, key=len) if key[0] == "force" else _fullest(forms)
    others = [f for f in forms if f != name]
    if key[0] == "body" and key[1].casefold() not in {f.casefold() for f in forms}:
        others.append(key[1])
    spans: Spans = tuple(m.span for m in members)
    return Entity(
        id=content_id("n", report.id, kind, name, *spans), name=name, kind=kind, mentions=spans, aliases=tuple(others)
    )


def _fullest(forms: list[str]) -> str:
    """The first form, or a longer one that has all its words; for an acronym the first form of several words."""
    first = forms[0]
    if first.isupper() and " " not in first:
        first = next((f for f in forms if " " in f and (not f.isupper() or f.count(" ") > 1)), first)
    words = set(first.casefold().split())
    return max((f for f in forms if words <= set(f.casefold().split())), key=lambda f: len(f.split()), default=first)


def _placed(places: tuple[Place, ...], named: Sequence[Entity | None]) -> Iterable[Entity]:
    """Places as entities, without the mentions that lie in a body's or a facility's name."""
    taken = sorted(span for e in named if e for span in e.mentions)
    for place in places:
        free = tuple(s for s in place.spans if not _overlaps(taken, s))
        if free:
            words = place.name.lower().split()
            site = place.precision == "site" and bool(words) and words[-1] in lexicon().facility_heads
            yield Entity(id=place.id, name=place.name, kind="facility" if site else "place", mentions=free)


def _overlaps(taken: list[Span], span: Span) -> bool:
    at = bisect_left(taken, span)
    return any(taken[i].meets(span) for i in (at - 1, at) if 0 <= i < len(taken))
