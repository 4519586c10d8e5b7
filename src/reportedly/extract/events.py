"""Event mentions: what is said to have happened, by whom, to whom, where, when, and in which mode."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.records import Attribution, Entity, Event, Figure, Mode, Participant, Place, Report, Time
from reportedly.core.spans import Span, Spans, hull
from reportedly.core.voices import innermost
from reportedly.extract.event_lexicon import codebook
from reportedly.extract.event_modes import said_mode, worded_mode
from reportedly.extract.event_order import by_order
from reportedly.extract.event_roles import Found, Tree, participants
from reportedly.extract.event_setting import places as by_place
from reportedly.extract.event_setting import times as by_time
from reportedly.extract.event_triggers import Trigger, triggers
from reportedly.extract.figure_tokens import Tokens, tokens
from reportedly.extract.figures import behind_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.ports import Parser
    from reportedly.extract.event_setting import Setting

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_LIMIT = 3000
_MERGE_REACH = 28
_SAME_REACH = 18
_ANTECEDENT = 6
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots", "Disaster"})
_UNPARSED = frozenset({"Legal proceeding", "Natural disaster", "Organised crime"})
_CASUALTIES = frozenset(
    {"killed", "injured", "casualties", "shot", "stabbed", "beaten", "raped", "missing", "damaged", "destroyed"}
)


@dataclass(slots=True)
class _Draft:
    """An event of one sentence while its triggers are brought together; the leading trigger decides the type."""

    sentence: int
    toks: Tokens
    triggers: list[Trigger]
    mode: Mode

    @property
    def lead(self) -> Trigger:
        return next((t for t in self.triggers if not t.generic), self.triggers[0])

    def spans(self) -> Spans:
        return tuple(self.toks.span(t.first, t.after - 1) for t in sorted(self.triggers, key=lambda t: t.first))


def events(  # noqa: PLR0913  what a report holds, one argument each
    report: Report,
    sentences: tuple[Span, ...],
    *,
    attributions: tuple[Attribution, ...] = (),
    entities: tuple[Entity, ...] = (),
    figures: tuple[Figure, ...] = (),
    places: tuple[Place, ...] = (),
    times: tuple[Time, ...] = (),
    parser: Parser | None = None,
) -> tuple[Event, ...]:
    """Every event mention of the report, in reading order.

    Triggers of one happening in one sentence are one event of the most specific sub-type ("killed in an air strike").
    Only sentences with a trigger are parsed; without a parser participants follow from word order.
    """
    opening = behind_dateline(report)
    prose = [Span(max(sentence.start, min(opening, sentence.end)), sentence.end) for sentence in sentences]
    drafts = [draft for at, sentence in enumerate(prose) for draft in _drafts(report.text, at, sentence)]
    wanted = sorted({draft.sentence for draft in drafts if draft.lead.sub_type not in _UNPARSED})
    trees: dict[int, Tree] = {}
    if parser and wanted:
        parsed = parser.parsed(report.text, [_cut(prose[at]) for at in wanted])
        trees = {at: Tree(words, report.text) for at, words in zip(wanted, parsed, strict=True)}
    by_sentence: dict[int, list[_Draft]] = {}
    for draft in drafts:
        if _is_verbal(draft, trees.get(draft.sentence)):
            by_sentence.setdefault(draft.sentence, []).append(draft)
    known = _Known(
        attributions,
        sorted((span, entity.id) for entity in entities for span in entity.mentions),
        sorted(span for time in times for span in time.spans),
        sorted(((hull(f.spans), f) for f in figures), key=lambda pair: pair[0]),
    )
    where = _Memory(by_place(report.text, places), sentences)
    when = _Memory(by_time(report.text, _behind(times, opening)), sentences)
    return tuple(
        _event(report, draft, rivals, tree=trees.get(at), known=known, memories=(where, when))
        for at, rivals in by_sentence.items()
        for draft in rivals
    )


def _behind(times: tuple[Time, ...], opening: int) -> list[Time]:
    """Without the dates of the dateline: they are the report's, not the event's."""
    kept = ((time, tuple(span for span in time.spans if span.start >= opening)) for time in times)
    return [replace(time, spans=spans) for time, spans in kept if spans]


@dataclass(frozen=True, slots=True)
class _Known:
    """What else was read out of the report, sorted by place in the text."""

    attributions: tuple[Attribution, ...]
    mentions: list[tuple[Span, str]]
    dates: list[Span]
    counted: list[tuple[Span, Figure]]


class _Memory:
    """Where (or when) the last event of each kind took place, for when "the attack" is spoken of again."""

    def __init__(self, setting: Setting[Place] | Setting[Time], sentences: tuple[Span, ...]) -> None:
        self._setting = setting
        self._sentences = sentences
        self._last: dict[str, tuple[int, str]] = {}

    def of(self, draft: _Draft, hold: Span) -> str | None:
        """Of its own sentence, else of the last event of its kind near by, else of the sentences before."""
        at = draft.sentence
        own = self._setting.nearest(self._sentences[at], hold)
        if own is None:
            seen, last = self._last.get(draft.lead.sub_type, (0, None))
            own = last if last and at - seen <= _ANTECEDENT else self._setting.around(self._sentences, at)
        if own:
            self._last[draft.lead.sub_type] = (at, own)
        return own


def _event(  # noqa: PLR0913  one draft in its surroundings
    report: Report,
    draft: _Draft,
    rivals: list[_Draft],
    *,
    tree: Tree | None,
    known: _Known,
    memories: tuple[_Memory, _Memory],
) -> Event:
    spans = draft.spans()
    lead = draft.toks.span(draft.lead.first, draft.lead.after - 1)
    holder = innermost(known.attributions, lead)
    where, when = memories
    return Event(
        id=content_id("e", report.id, draft.lead.sub_type, *spans),
        type=draft.lead.type,
        sub_type=draft.lead.sub_type,
        trigger=spans,
        mode=said_mode(draft.mode, holder, report.text),
        participants=_participants(draft, tree, known, holder),
        place=where.of(draft, lead),
        time=when.of(draft, lead),
        figures=_figures(draft, rivals, known.counted),
        attribution=holder.id if holder else None,
    )


def _is_verbal(draft: _Draft, tree: Tree | None) -> bool:
    """Without the triggers that the parse shows to be nouns where only the verb speaks of an event; whether any is left."""
    if tree is not None:
        draft.triggers = [
            t
            for t in draft.triggers
            if not (t.only_base_verb and tree.is_nominal(draft.toks.span(t.first, t.after - 1)))
        ]
    return bool(draft.triggers)


def _cut(sentence: Span) -> Span:
    return Span(sentence.start, min(sentence.end, sentence.start + _SENTENCE_LIMIT))


def _drafts(text: str, at: int, sentence: Span) -> list[_Draft]:
    if codebook().starts.isdisjoint(_WORD.findall(sentence.of(text).lower())):
        return []
    toks = tokens(text, _cut(sentence))
    drafts = [_Draft(at, toks, [trigger], _mode(toks, trigger)) for trigger in triggers(toks)]
    return _merged(drafts)


def _mode(toks: Tokens, trigger: Trigger) -> Mode:
    return worded_mode(toks, trigger.first, infinitive=any(s.form == "base" for s in trigger.senses))


def _merged(drafts: list[_Draft]) -> list[_Draft]:
    """Triggers of the same happening brought together."""
    out: list[_Draft] = []
    for draft in (d for d in drafts if not d.lead.generic):
        same = next((d for d in reversed(out) if _same(d, draft)), None)
        if same:
            same.triggers.append(draft.lead)
        else:
            out.append(draft)
    for draft in (d for d in drafts if d.lead.generic):
        near = [d for d in out if _takes(d, draft)]
        if near:
            min(near, key=lambda d: _gap(d, draft)).triggers.append(draft.lead)
        else:
            out.append(draft)
    return sorted(out, key=lambda d: d.spans())


def _same(one: _Draft, other: _Draft) -> bool:
    return one.lead.sub_type == other.lead.sub_type and one.mode == other.mode and _gap(one, other) <= _SAME_REACH


def _takes(one: _Draft, generic: _Draft) -> bool:
    """Whether `one` is the event in which the generic trigger's killing or hurting took place."""
    if one.lead.generic:
        return one.mode == generic.mode
    fitting = one.lead.type in _VIOLENT or one.lead.sub_type == "Excessive force against protesters"
    return fitting and _gap(one, generic) <= _MERGE_REACH and generic.mode in {one.mode, "denied"}


def _gap(one: _Draft, other: _Draft) -> int:
    return min(abs(a.first - b.first) for a in one.triggers for b in other.triggers)


def _participants(
    draft: _Draft, tree: Tree | None, known: _Known, holder: Attribution | None
) -> tuple[Participant, ...]:
    found: list[Found] = []
    harm_words = codebook().roles["harm"]
    sentence = draft.toks.span(0, len(draft.toks.low) - 1)
    for trigger in draft.triggers:
        harm = not harm_words.isdisjoint(trigger.lemma.split(" "))
        if tree is not None:
            span = draft.toks.span(trigger.first, trigger.after - 1)
            found += _said(tree, span, participants(tree, span, suffered=trigger.suffered, harm=harm), holder)
        else:
            near = [span for span, _ in _within(known.mentions, sentence)]
            found += by_order(draft.toks, trigger, near, harm=harm)
    first, last = (bisect_left(known.dates, Span(at, 0)) for at in sentence)
    taken = (*draft.spans(), *known.dates[first:last])
    kept = [f for f in dict.fromkeys(found) if not any(f.span.meets(span) for span in taken)]
    return tuple(
        Participant(role=f.role, spans=(f.span,), entity=_entity(known.mentions, f.span)) for f in _distinct(kept)
    )


def _said(tree: Tree, trigger: Span, found: list[Found], holder: Attribution | None) -> list[Found]:
    """Who says it takes no part in it: where a parse has it act, the nearest subject inside what is said steps in."""
    if holder is None:
        return found
    out: list[Found] = []
    for one in found:
        if not any(one.span.meets(part) for part in (*holder.source, *holder.cue)):
            out.append(one)
            continue
        inside = tree.subject_before(trigger, [part for part in holder.content if part.meets(trigger)])
        if inside and one.role == "actor":
            out.append(Found("actor", inside))
    return out


def _distinct(found: Iterable[Found]) -> list[Found]:
    """One role for the same words; the first one found stays."""
    out: list[Found] = []
    for one in found:
        if not any(one.span.meets(other.span) for other in out):
            out.append(one)
    return out


def _within(mentions: list[tuple[Span, str]], span: Span) -> list[tuple[Span, str]]:
    first = bisect_left(mentions, (Span(span.start, 0), ""))
    last = bisect_right(mentions, (Span(span.end, 0), ""))
    return [pair for pair in mentions[first:last] if span.holds(pair[0])]


def _entity(mentions: list[tuple[Span, str]], phrase: Span) -> str | None:
    """The entity whose mention ends last in the phrase: its head, not the nationality before it."""
    inside = _within(mentions, phrase)
    return max(inside, key=lambda pair: (pair[0].end, pair[0].end - pair[0].start))[1] if inside else None


def _figures(draft: _Draft, rivals: list[_Draft], counted: list[tuple[Span, Figure]]) -> tuple[str, ...]:
    """Figures whose verb is a trigger of this event, and those of its sentence that no event has and that it can have caused.

    rivals: all events of the sentence.
    """
    sentence = draft.toks.span(0, len(draft.toks.low) - 1)
    first = bisect_left(counted, (sentence.start,), key=lambda pair: (pair[0].start,))
    out: list[str] = []
    for at in range(first, len(counted)):
        hold, figure = counted[at]
        if hold.start >= sentence.end:
            break
        having = [d for d in rivals if any(part.meets(span) for part in figure.spans for span in d.spans())]
        causing = having or [d for d in rivals if figure.measure in _CASUALTIES and d.lead.type in _VIOLENT]
        nearest = min(causing, key=lambda d: min(abs(span.start - hold.start) for span in d.spans()), default=None)
        if draft in having or draft is nearest:
            out.append(figure.id)
    return tuple(out)
