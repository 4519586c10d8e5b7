"""What a voice calls an actor: "Daesh terrorists", "American occupation forces", "the so-called Northern Council"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.records import Attribution, Entity, Label, Report
from reportedly.core.spans import Span
from reportedly.core.voices import innermost
from reportedly.extract.entity_lexicon import EVEN
from reportedly.extract.label_lexicon import labels as lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN = "\"“‘«'"
_CLOSE = "\"”’»'"
_APPOSED = re.compile(
    r"(?:, (?:which is |who are |who is |described as |known as )?|[ ](?:is|are|was|were|as|remains?|being)(?: (?:not|just|only|merely|nothing but))? |'s )(?:a |an |the |its |their )?(?:[\w-]{1,20} ){0,2}$"
)
_CALLED = re.compile(r" (?:as |to be )?(?:a |an |the )?(?:[\w-]{1,20} ){0,1}$")
_CALLING = re.compile(
    r"\b(?:call|calls|called|calling|brand|brands|branded|branding|label|labels|labelled|labeled|dub|dubs|dubbed|designate|designates|designated|designating|consider|considers|considered|describe|describes|described|describing|denounce|denounced|denounces|term|termed)\b[^.;\n]{0,30}$"
)
_DEFINITE = re.compile(r"\b(?:the|these|those|this|that|their|such)(?: [\w-]{1,20}){0,1} $", re.IGNORECASE)
_GROUND = frozenset(["regime", "junta", "clique", "puppet government", "puppet regime", "coup government"])
_OWNED = re.compile(
    r"'s (?:[a-z-]{2,14} ){0,2}(?:army|force|forces|troops|soldiers|planes|aircraft|artillery|navy|tanks|jets|drones|police|gangs|militias?)\b"
)
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]{2,20}\b")


class _Named(NamedTuple):
    """An entity's mention."""

    span: Span
    entity: Entity


class _Label(NamedTuple):
    """A label phrase; noun: its head in lower case; marked: put at a distance by quotes or "so-called"."""

    span: Span
    noun: str
    loaded: bool
    marked: bool


def labels(
    report: Report, entities: tuple[Entity, ...], attributions: tuple[Attribution, ...], *, publisher_voice: str
) -> tuple[Label, ...]:
    """Labels in reading order, each tied to an entity by standing beside it.

    A loaded phrase that stands beside none but is told as known ("the separatist gangs", "the army of the regime") is kept with
    the entity "": whom it means is the voice's to say. Any other is left out.

    voice: the source whose words they are, `publisher_voice` (a source id) for the publisher's own. "So-called" and
    quotation marks around a word inside reported speech are the writer's, unless the whole is a direct quotation.
    label: the words as written, quotation marks included when they set it at a distance.
    """
    even = report.text.translate(EVEN)
    named = sorted((_Named(s, e) for e in entities if e.kind != "weapon" for s in e.mentions), key=lambda n: n.span)
    tied = sorted({*_beside(even, named), *_so_called(even, named)})
    return tuple(_made(report, label, entity, attributions, publisher_voice) for label, entity in tied)


def _made(report: Report, label: _Label, entity: str, attributions: tuple[Attribution, ...], publisher: str) -> Label:
    said = innermost(attributions, label.span)
    writers = label.marked and said is not None and said.quote != "direct"
    voice = publisher if said is None or writers else said.voice
    words = " ".join(label.span.of(report.text).split())
    return Label(entity=entity, label=words, spans=(label.span,), voice=voice)


def _lowered(even: str) -> str:
    """The text in lower case, one character for one."""
    lowered = even.lower()
    return lowered if len(lowered) == len(even) else "".join(c.lower() if len(c.lower()) == 1 else c for c in even)


def _phrases(even: str) -> Iterator[_Label]:
    known = lexicon()
    for match in known.phrase.finditer(_lowered(even)):
        noun = " ".join(match["noun"].lower().split())
        span = Span(*match.span())
        quoted = (
            even[span.start - 1 : span.start] in _OPEN
            and even[span.end : span.end + 1] in _CLOSE
            and span.start > 0
            and span.end < len(even)
        )
        if quoted:
            span = Span(span.start - 1, span.end + 1)
        owner = noun == "occupation" and _OWNED.match(even, span.end) is not None
        loaded = bool(match["before"]) or noun not in known.plain or owner
        if loaded or quoted:
            yield _Label(span, noun, loaded, quoted)


def _beside(even: str, named: list[_Named]) -> Iterator[tuple[_Label, str]]:
    """Labels with the entity they stand beside; definite ones beside none go to the one entity called so elsewhere."""
    starts = {n.span.start: n for n in named}
    ends = {n.span.end: n for n in named}
    inside = _Cover(named)
    waiting: list[_Label] = []
    called: dict[str, set[str]] = defaultdict(set)
    for label in _phrases(even):
        holder = inside.holding(label.span)
        if holder is not None and not _own_word(label.span.of(even)):
            continue
        entity = holder or _adjacent(even, label, starts, ends)
        if entity is None:
            waiting.append(label)
            continue
        called[_head(label.noun)].add(entity.id)
        yield label, entity.id
    for label in waiting:
        actors = called.get(_head(label.noun), set())
        if not _DEFINITE.search(even[max(0, label.span.start - 40) : label.span.start]):
            continue
        if len(actors) == 1:
            yield label, next(iter(actors))
        elif not actors and _is_meant_for_somebody(even, label):
            yield label, ""


def _is_meant_for_somebody(even: str, label: _Label) -> bool:
    """Whether a definite label is loaded by itself: "the separatist gangs", "the occupation's air force", "the regime"."""
    words = label.span.of(even).lower()
    return (
        label.noun in _GROUND
        or (label.noun == "occupation" and _OWNED.match(even, label.span.end) is not None)
        or words.startswith(lexicon().accusing)
    )


def _own_word(words: str) -> bool:
    """Whether a label inside a body's name is the writer's word: not in "Islamic Resistance", which is its proper name."""
    return words[:1].islower() or words.isupper()


def _head(noun: str) -> str:
    """The last word in the singular: "separatist militias" and "militia" are one."""
    word = noun.rsplit(None, 1)[-1]
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s")


class _Cover:
    """Which mention holds a span."""

    def __init__(self, named: list[_Named]) -> None:
        """Bodies only: a person's or a place's name holds no label."""
        self._named = [n for n in named if n.entity.kind in {"organisation", "other"}]
        self._starts = [n.span.start for n in self._named]

    def holding(self, span: Span) -> Entity | None:
        """The entity one of whose mentions holds the span."""
        at = bisect_right(self._starts, span.start) - 1
        return self._named[at].entity if at >= 0 and self._named[at].span.holds(span) else None


def _adjacent(even: str, label: _Label, starts: dict[int, _Named], ends: dict[int, _Named]) -> Entity | None:
    """The entity right before the label, right after it, in apposition to it, or called so."""
    start, end = label.span
    before = ends.get(start - 1) if even[start - 1 : start] in {" ", "-"} else None
    if before and _may(before.entity, label):
        return before.entity
    for gap in (" ", " of ", " of the ", " known as ", " called ", ", ", " - "):
        if even.startswith(gap, end) and (after := starts.get(end + len(gap))):
            fits = gap != ", " or even[after.span.end : after.span.end + 1] in {",", "."}
            if after.entity.kind in {"organisation", "other"} and fits:
                return after.entity
    return _apposed(even, start, ends)


def _apposed(even: str, start: int, ends: dict[int, _Named]) -> Entity | None:
    """The entity of "X, a terrorist group", "X is a terrorist group", "calls X terrorists"; None when there is none."""
    for at in range(start - 1, max(0, start - 60), -1):
        mention = ends.get(at)
        if mention is None or mention.entity.kind not in {"organisation", "person", "other"}:
            continue
        between = even[at:start]
        if _APPOSED.fullmatch(between):
            return mention.entity
        called = _CALLED.fullmatch(between) and _CALLING.search(
            even[max(0, mention.span.start - 40) : mention.span.start]
        )
        return mention.entity if called else None
    return None


def _may(entity: Entity, label: _Label) -> bool:
    """Whether "X terrorists" speaks of X: a body does; a place only with a word for its rulers; a person never."""
    return entity.kind in {"organisation", "other"} or (entity.kind == "place" and label.noun in _GROUND)


def _so_called(even: str, named: list[_Named]) -> Iterator[tuple[_Label, str]]:
    """Names after "so-called": "the so-called Northern Council"."""
    starts = {n.span.start: n for n in named if n.entity.kind in {"organisation", "other", "place", "person"}}
    for mark in lexicon().marks.finditer(_lowered(even)):
        at = mark.end() + 1
        if even[at : at + 1] in _OPEN and even[at : at + 1]:
            at += 1
        if even.startswith("the ", at):
            at += 4
        if target := starts.get(at) or _last_word_of(even, at, named):
            after = even[target.span.end : target.span.end + 2] if target.span.start == at else ""
            if mark[0].lower().startswith("self") and after[:1] == " " and after[1:].islower():
                continue
            yield _Label(Span(*mark.span()), mark[0].lower(), loaded=True, marked=True), target.entity.id


def _last_word_of(even: str, at: int, named: list[_Named]) -> _Named | None:
    """The one body whose name ends in the capitalised word at `at`: "the so-called Council" of the Northern Council."""
    word = _CAPITALISED.match(even, at)
    if word is None:
        return None
    bodies = [
        n for n in named if n.entity.kind in {"organisation", "other"} and n.span.of(even).endswith(f" {word[0]}")
    ]
    return bodies[0] if len({n.entity.id for n in bodies}) == 1 else None
