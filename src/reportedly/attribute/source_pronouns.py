"""Who "he", "she", "they" and "it" are, by gender, number, who spoke last and who leads the sentences before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.attribute.source_voice import FAR, Place, Scene, Voice

if TYPE_CHECKING:
    from reportedly.attribute.source_names import Person
    from reportedly.attribute.source_phrase import Phrase

LOOK_BACK = 40
"""Mentions of persons that a pronoun looks back over."""
LAST_SPEAKER, EARLIER_SPEAKER, NAMED, ENCLOSING = 2.6, 1.4, 2.0, 3.0
"""Scores a candidate starts from; set by hand, checked on GUM's interviews and biographies."""


def he_or_she(scene: Scene, gender: str | None, place: Place) -> Voice | Person | None:
    """The person a singular pronoun means; None when nobody of that gender is near."""
    at, here = place.span.start, scene.sentence(place.span.start)
    scores: dict[int, tuple[float, Voice | Person]] = {}

    def offer(score: float, candidate: Voice | Person) -> None:
        person = candidate.person if isinstance(candidate, Voice) else candidate
        key = id(person or candidate)
        score += 0.3 * (candidate.gender == gender)
        if key not in scores or score > scores[key][0]:
            scores[key] = (score, candidate)

    start = LAST_SPEAKER
    for where, voice in scene.recent(at):
        if (
            voice.kind == "person"
            and not voice.many
            and (gender is None or voice.gender in {None, gender})
            and not (voice is place.outer and place.inside_quote)
        ):
            offer(start - 0.35 * (here - scene.sentence(where)), voice)
            start = EARLIER_SPEAKER
    outer = place.outer
    if (
        outer is not None
        and not place.inside_quote
        and outer.kind == "person"
        and (gender is None or outer.gender in {None, gender})
    ):
        offer(ENCLOSING, outer)
    for where, person in _named_before(scene, gender, place):
        away = here - scene.sentence(where)
        if away > FAR:
            break
        offer(NAMED - 0.5 * away + 0.6 * scene.leads(where, 45) - 1.2 * scene.said(where), person)
    return max(scores.values(), key=lambda pair: pair[0])[1] if scores else None


def _named_before(scene: Scene, gender: str | None, place: Place) -> list[tuple[int, Person]]:
    quoted = place.outer.person if place.outer is not None and place.inside_quote else None
    return [
        (where, person)
        for where, person in scene.names.before(place.span.start, LOOK_BACK)
        if (gender is None or person.gender in {None, gender})
        and (person.known or id(person) in scene.persons)
        and person is not quoted
        and not any(c.start <= where < c.end for c in place.aside)
    ]


def they(scene: Scene, place: Place, publisher: Voice | None = None) -> Voice | tuple[int, Phrase] | None:
    """The last voice of several, or body, that spoke, never the publisher's own; a body of many named nearby; a named voice of unknown gender when there is none."""
    at, here = place.span.start, scene.sentence(place.span.start)
    for where, voice in scene.recent(at):
        if (
            voice is not publisher
            and here - scene.sentence(where) <= FAR
            and (voice.many or voice.kind in {"people", "organisation", "outlet"})
        ):
            return voice
    last = next(
        (v for _, v in scene.recent(at, 3) if v.kind == "person" and v.gender is None and v.person is None), None
    )
    if last is not None and last.identity == "named":
        return last
    for where, body in scene.names.bodies_before(at, 3):
        near = here - scene.sentence(where) <= 1 and not any(c.start <= where < c.end for c in place.aside)
        if near and (body.name or "").endswith(("s", "police", "army")) and not scene.said(where):
            return where, body
    return None


def it(scene: Scene, place: Place) -> Voice | tuple[int, Phrase] | None:
    """The last body or document that spoke, or a body that leads one of the two sentences before."""
    at, here = place.span.start, scene.sentence(place.span.start)
    things = {"organisation", "outlet", "document", "channel"}
    spoken = next(((where, v) for where, v in scene.recent(at) if v.kind in things), None)
    for where, body in scene.names.bodies_before(at, 6):
        if any(c.start <= where < c.end for c in place.aside) or scene.said(where):
            continue
        if here - scene.sentence(where) <= 2 and (spoken is None or (where > spoken[0] and scene.leads(where, 30))):
            return where, body
        break
    if spoken is not None and here - scene.sentence(spoken[0]) <= FAR:
        return spoken[1]
    return None
