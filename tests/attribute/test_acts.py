from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.acts import ACTS, bases, force


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "the road was open", "state"),
        ("according to", "the road was open", "state"),
        ("denied", "any part in the raid", "deny"),
        ("rejected claims", "that it fired first", "deny"),
        ("accused", "the army of looting", "accuse"),
        ("blamed", "the other side for the fire", "accuse"),
        ("attributed", "the raid to the militia", "accuse"),
        ("said", "the militia was responsible for the fire", "accuse"),
        ("called on", "both sides to stop", "demand"),
        ("has repeatedly urged", "the council to meet", "demand"),
        ("said", "the council must meet", "demand"),
        ("admitted", "firing first", "admit"),
        ("claimed responsibility for", "the blast", "claim_responsibility"),
        ("claimed", "responsibility for the blast", "claim_responsibility"),
        ("took responsibility for", "the blast", "claim_responsibility"),
        ("said", "our fighters attacked the post", "claim_responsibility"),
        ("vowed", "to rebuild the bridge", "promise"),
        ("vowed to avenge", "the dead", "threaten"),
        ("threatened", "to close the strait", "threaten"),
        ("warned", "of floods", "warn"),
        ("believes", "the talks will fail", "express"),
        ("welcomed", "the ruling", "express"),
        ("plans to", "visit the town", "plan"),
        ("were preparing to", "leave", "plan"),
        ("", "the road was open", "state"),
    ],
)
def test_what_a_saying_does(cue, content, act):
    assert force(cue, content).act == act


@pytest.mark.parametrize(
    ("cue", "polarity"),
    [
        ("said", "affirmed"),
        ("denied", "denied"),
        ("did not say", "denied"),
        ("didn’t confirm", "denied"),
        ("declined to comment", "denied"),
        ("stopped short of saying", "denied"),
        ("rejected", "denied"),
        ("did not deny", "affirmed"),
        ("noted", "affirmed"),
    ],
)
def test_polarity(cue, polarity):
    assert force(cue, "the raid").polarity == polarity


@pytest.mark.parametrize(
    ("cue", "content", "certainty"),
    [
        ("said", "the town fell", "asserted"),
        ("reportedly", "the town fell", "hedged"),
        ("is believed", "the town fell", "hedged"),
        ("are said", "to be dead", "hedged"),
        ("said", "the town may have fallen", "hedged"),
        ("said", "the town fell in May", "asserted"),
        ("asked whether", "the town fell", "unknown"),
        (
            "said",
            "it was raining when the town, which its people may leave only by night and on foot, fell",
            "asserted",
        ),
    ],
)
def test_certainty(cue, content, certainty):
    assert force(cue, content).certainty == certainty


def test_a_conditional_must_is_no_demand():
    assert force("asked", "whether the council should meet").act == "state"


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_words_have_a_force(cue, content):
    assert force(cue, content).act in ACTS


@pytest.mark.parametrize(
    ("word", "base"), [("denies", "deny"), ("planned", "plan"), ("accusing", "accuse"), ("swore", "swear")]
)
def test_inflections(word, base):
    assert base in bases(word)


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("holds", "the army responsible for the fire", "accuse"),
        ("held the governor himself responsible for", "the fire", "accuse"),
        ("pinned", "the whole blame on the guards", "accuse"),
        ("put the number of dead at", "six", "state"),
        ("put the number of dead", "at six", "state"),
        ("condemns", "the raid", "express"),
        ("holds", "that the law is void", "state"),
        ("took", "the governor to task over the fire", "express"),
    ],
)
def test_phrases_with_somebody_between_their_parts(cue, content, act):
    assert force(cue, content).act == act
