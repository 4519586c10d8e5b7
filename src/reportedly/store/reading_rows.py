"""A reading as rows of the typed tables, in the words a person who browses the file understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reportedly.core.spans import words_of
from reportedly.store.structure import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Reading

Row: TypeAlias = dict[str, str | int | float | None]
"""Column names to values."""


def rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """Table names and rows, without the `reading` and `report_id` columns that all of them share."""
    yield from _voices(reading)
    yield from _mentions(reading)
    yield from _world(reading)


def _voices(reading: Reading) -> Iterator[tuple[str, Row]]:
    text = reading.report.text
    names = {source.id: source.name for source in reading.sources}
    for source in reading.sources:
        yield (
            "source",
            {
                "id": source.id,
                "name": source.name,
                "identity": source.identity,
                "kind": source.kind,
                "role": source.role,
                "affiliation": source.affiliation,
                "anonymity": source.anonymity,
                "mentions": readable(source.mentions),
            },
        )
    for said in reading.attributions:
        yield (
            "attribution",
            {
                "id": said.id,
                "source": words_of(said.source, text),
                "cue": words_of(said.cue, text),
                "content": words_of(said.content, text),
                "quote": said.quote,
                "act": said.act,
                "polarity": said.polarity,
                "certainty": said.certainty,
                "voice": said.voice,
                "chain": readable(said.chain),
                "chain_names": " ← ".join(names.get(link, link) for link in said.chain),
                "within": said.within,
                "addressee": words_of(said.addressee, text),
                "p_attribution": said.p_attribution,
                "why": readable(said.why),
                "source_spans": readable(said.source),
                "cue_spans": readable(said.cue),
                "content_spans": readable(said.content),
            },
        )


def _mentions(reading: Reading) -> Iterator[tuple[str, Row]]:
    text = reading.report.text
    for entity in reading.entities:
        yield (
            "entity",
            {
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "aliases": readable(entity.aliases),
                "mentions": readable(entity.mentions),
            },
        )
    for event in reading.events:
        yield (
            "event",
            {
                "id": event.id,
                "type": event.type,
                "sub_type": event.sub_type,
                "words": words_of(event.trigger, text),
                "mode": event.mode,
                "place": event.place,
                "time": event.time,
                "attribution": event.attribution,
                "figures": readable(event.figures),
                "participants": readable(event.participants),
                "trigger_spans": readable(event.trigger),
            },
        )
    for label in reading.labels:
        yield (
            "label",
            {"entity": label.entity, "label": label.label, "voice": label.voice, "spans": readable(label.spans)},
        )


def _world(reading: Reading) -> Iterator[tuple[str, Row]]:
    text = reading.report.text
    for figure in reading.figures:
        yield (
            "figure",
            {
                "id": figure.id,
                "measure": figure.measure,
                "low": _stored_count(figure.low),
                "high": _stored_count(figure.high),
                "qualifier": figure.qualifier,
                "unit": figure.unit,
                "cumulative": int(figure.cumulative),
                "part_of": figure.part_of,
                "as_of": figure.as_of,
                "attribution": figure.attribution,
                "words": words_of(figure.spans, text),
                "spans": readable(figure.spans),
            },
        )
    for place in reading.places:
        yield (
            "place",
            {
                "id": place.id,
                "name": place.name,
                "precision": place.precision,
                "latitude": place.lat,
                "longitude": place.lon,
                "country": place.country,
                "region": place.region,
                "gazetteer_id": place.gazetteer_id,
                "spans": readable(place.spans),
            },
        )
    for time in reading.times:
        yield (
            "time",
            {
                "id": time.id,
                "words": words_of(time.spans, text),
                "precision": time.precision,
                "value": time.value,
                "start": time.start,
                "end": time.end,
                "spans": readable(time.spans),
            },
        )


LARGEST_COUNT = 2**63 - 1
"""SQLite's largest integer; a text may well claim more."""


def _stored_count(count: int | None) -> int | None:
    """The count as a column can hold it; the reading's JSON keeps it as stated."""
    return None if count is None else min(count, LARGEST_COUNT)
