"""Readings made by hand: a report is told sentence by sentence, its records come out with exact spans."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from reportedly import weigh
from reportedly.core.incidents import Cluster, EventRef, Evidence, Incident, Lineage
from reportedly.core.records import (
    Attribution,
    Entity,
    Event,
    Figure,
    Participant,
    Place,
    Reading,
    Report,
    Source,
    Time,
)
from reportedly.core.spans import Span

TEL_RIMAH = {"name": "Tel Rimah", "lat": 36.0, "lon": 37.0}


@dataclass
class Voice:
    """Who speaks in `Story.says`; `through` are outlets between publisher and voice, nearest to the publisher first."""

    name: str
    identity: str = "named"
    kind: str = "person"
    role: str = "official"
    affiliation: str | None = None
    through: tuple[str, ...] = ()


def unnamed(name: str, role: str = "official", through: tuple[str, ...] = (), kind: str = "people") -> Voice:
    return Voice(name, "unnamed", kind, role, through=through)


def body(name: str, role: str = "official", through: tuple[str, ...] = ()) -> Voice:
    return Voice(name, "named", "organisation", role, through=through)


def outlet(name: str, kind: str = "outlet") -> Voice:
    return Voice(name, "named", kind, "other")


@dataclass
class Story:
    """One report in the making. Counts are (words, measure, low, high) with extra keys of `Figure` in a fifth place."""

    id: str
    publisher: str | None = None
    published: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    attributions: list[Attribution] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)

    def own(self, sentence: str, event: str | None = None, **about: Any) -> Story:
        """A sentence in the publisher's own voice."""
        start = self._write(sentence)
        self._happening(Span(start, start + len(sentence)), None, event, **about)
        return self

    def says(
        self, who: Voice, cue: str, content: str, event: str | None = None, *, act: str = "state",
        polarity: str = "affirmed", **about: Any,
    ) -> Story:  # fmt: skip
        """`who cue content.` as one sentence."""
        start = self._write(f"{who.name} {cue} {content}.")
        at = start + len(who.name) + 1
        source, cue_span = Span(start, start + len(who.name)), Span(at, at + len(cue))
        content_span = Span(cue_span.end + 1, cue_span.end + 1 + len(content))
        chain = [self._source(outlet(self.publisher or "this outlet"), None)]
        chain += [self._source(outlet(name), source) for name in who.through]
        chain.append(self._source(who, source))
        said = Attribution(
            id=f"a{len(self.attributions)}", source=(source,), cue=(cue_span,), content=(content_span,), quote="indirect",
            act=act, polarity=polarity, certainty="asserted", voice=chain[-1], chain=tuple(chain),
        )  # fmt: skip
        self.attributions.append(said)
        self._happening(content_span, said.id, event, **about)
        return self

    def alias(self, name: str, *aliases: str) -> Story:
        self.entities[name] = Entity(
            id=f"e{len(self.entities)}", name=name, kind="organisation", mentions=(), aliases=aliases
        )
        return self

    def span(self, words: str) -> Evidence:
        at = self.text.index(words)
        return Evidence(self.id, at, at + len(words))

    def reading(self) -> Reading:
        report = Report(id=self.id, text=self.text, publisher=self.publisher, published=self.published, **self.fields)
        return Reading(
            report=report, attributions=tuple(self.attributions), sources=tuple(self.sources.values()),
            entities=tuple(self.entities.values()), events=tuple(self.events), figures=tuple(self.figures),
            places=tuple(self.places), times=tuple(self.times),
        )  # fmt: skip

    def _write(self, sentence: str) -> int:
        start = len(self.text) + (1 if self.text else 0)
        self.text += (" " if self.text else "") + sentence
        return start

    def _source(self, who: Voice, mention: Span | None) -> str:
        known = self.sources.get(who.name)
        mentions = (*(known.mentions if known else ()), *((mention,) if mention else ()))
        source = Source(
            id=known.id if known else f"s{len(self.sources)}", name=who.name, identity=who.identity, kind=who.kind,
            role=who.role, mentions=mentions, affiliation=who.affiliation,
        )  # fmt: skip
        self.sources[who.name] = source
        return source.id

    def _happening(
        self, inside: Span, said: str | None, event: str | None, *, counts: tuple[tuple[Any, ...], ...] = (),
        actor: str | None = None, place: dict[str, Any] | None = None, day: str | None = None, mode: str = "happened",
    ) -> None:  # fmt: skip
        figures = [self._figure(inside, said, count) for count in counts]
        if event is None:
            return
        participants = ()
        if actor:
            spans = (self._find(actor, inside),)
            entity = self.entities.setdefault(
                actor, Entity(id=f"e{len(self.entities)}", name=actor, kind="organisation", mentions=())
            )
            self.entities[actor] = replace(entity, mentions=(*entity.mentions, *spans))
            participants = (Participant(role="actor", spans=spans, entity=entity.id),)
        trigger = self._find(event, inside)
        if place:
            precision = place.get("precision", "town")
            self.places.append(Place(id=f"p{len(self.places)}", spans=(trigger,), **{"precision": precision, **place}))
        if day:
            self.times.append(
                Time(id=f"t{len(self.times)}", spans=(trigger,), precision="day", value=day, start=day, end=day)
            )
        self.events.append(
            Event(
                id=f"v{len(self.events)}", type="Explosions/Remote violence", sub_type="Air/drone strike",
                trigger=(trigger,), mode=mode, participants=participants, figures=tuple(figures), attribution=said,
                place=self.places[-1].id if place else None, time=self.times[-1].id if day else None,
            )
        )  # fmt: skip

    def _figure(self, inside: Span, said: str | None, count: tuple[Any, ...]) -> str:
        words, measure, low, high, more = (*count, {})[:5]
        identifier = f"f{len(self.figures)}"
        unit = words.split(maxsplit=1)[1] if " " in words else None
        settings = {"unit": unit, "measure": measure, "low": low, "high": high, **more}
        self.figures.append(Figure(id=identifier, spans=(self._find(words, inside),), attribution=said, **settings))
        return identifier

    def _find(self, words: str, inside: Span) -> Span:
        at = self.text.index(words, inside.start, inside.end)
        return Span(at, at + len(words))


def killed(words: str, low: int, high: int | None = -1, **more: Any) -> tuple[Any, ...]:
    """A count of killed; exactly `low` when `high` is not given."""
    return (words, "killed", low, low if high == -1 else high, more)


def cluster(*stories: Story) -> Cluster:
    """All events of the stories as one incident."""
    return Cluster(
        id="i1", type="Explosions/Remote violence", sub_type="Air/drone strike",
        events=tuple(EventRef(s.id, e.id) for s in stories for e in s.events),
        reports=tuple(sorted({s.id for s in stories if s.events})),
    )  # fmt: skip


def copy_of(later: Story, earlier: Story, passage: str, earlier_passage: str | None = None, p: float = 0.9) -> Lineage:
    """The edge that `link` makes of a passage in both."""
    return Lineage(
        kind="copied", later=later.id, earlier=earlier.id, publisher=earlier.publisher,
        evidence=(later.span(passage), earlier.span(earlier_passage or passage)), p_lineage=p,
    )  # fmt: skip


def incident_of(*stories: Story, edges: tuple[Lineage, ...] = ()) -> Incident:
    """All stories weighed as one incident, with the lineage they tell and the edges given."""
    readings = [s.reading() for s in stories]
    (incident,) = weigh.incidents([cluster(*stories)], readings, (*weigh.lineage(readings), *edges))
    return incident
