"""Hearsay adverbs. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest

from reportedly.attribute.draft import Draft
from reportedly.attribute.hedges import hearsay, idioms
from reportedly.core.spans import Span


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Reportedly an aid convoy was hit.", ["an aid convoy was hit"]),
        ("The mayor has reportedly left the town.", ["The mayor has", "left the town"]),
        ("The road is open; the bridge, allegedly, is mined.", ["the bridge", "is mined"]),
    ],
)
def test_the_clause_around_the_adverb_is_the_content(text: str, content: list[str]) -> None:
    (draft,) = hearsay(text, [Span(0, len(text))], [])
    assert [part.of(text) for part in draft.content] == content
    assert draft.source == ()


def test_an_adverb_inside_what_somebody_says_adds_no_voice() -> None:
    text = "The bridge was allegedly mined, Olsen said."
    said = Draft(
        source=(Span(32, 37),), cue=(Span(38, 42),), content=(Span(0, 30),), quote="indirect", p_attribution=1.0, why=()
    )
    assert hearsay(text, [Span(0, len(text))], [said]) == []


def test_it_stops_at_another_attribution() -> None:
    text = "Olsen said the road was shut and reportedly mined."
    said = Draft(
        source=(Span(0, 5),), cue=(Span(6, 10),), content=(Span(11, 28),), quote="indirect", p_attribution=1.0, why=()
    )
    (draft,) = hearsay(text, [Span(0, len(text))], [said])
    assert [part.of(text) for part in draft.content] == ["and", "mined"]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Word is that the lower bridge has been mined.", "Word is that", "the lower bridge has been mined"),
        ("Rumour has it the gunmen are at sea, but nobody looked.", "Rumour has it", "the gunmen are at sea"),
        ("The talk in the market is that two boats are missing.", "The talk in the market is that", "two boats are missing"),
    ],
)  # fmt: skip
def test_a_rumour_is_said_by_nobody(text: str, cue: str, content: str) -> None:
    (draft,) = hearsay(text, [Span(0, len(text))], [])
    assert (draft.cue[0].of(text), draft.content[0].of(text), draft.source) == (cue, content, ())


@pytest.mark.parametrize("text", ["The word is out.", "Her last word is that.", "The talk is over."])
def test_words_and_talks_that_are_no_rumour(text: str) -> None:
    assert hearsay(text, [Span(0, len(text))], []) == []


@pytest.mark.parametrize(
    "text", ["Needless to say, it rained.", "It goes without saying.", "Father Ilan said mass.", "They act according to custom."]
)  # fmt: skip
def test_idioms_are_known(text: str) -> None:
    assert idioms(text)


@pytest.mark.parametrize(
    "text", ["She said the mass of the boat was wrong.", "According to customs officers, it rained."]
)
def test_words_that_are_no_idiom(text: str) -> None:
    assert idioms(text) == ()
