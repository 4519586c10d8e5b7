"""Sources that the tagger cut inside their phrase. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.source_edges import whole_phrase
from reportedly.core.spans import Span


def grown(text: str, source: str, cue: str, content: str = "") -> str:
    taken = [Span(text.index(cue), text.index(cue) + len(cue))]
    if content:
        taken.append(Span(text.index(content), text.index(content) + len(content)))
    at = text.index(source)
    return whole_phrase(Span(at, at + len(source)), taken[0], text, taken).of(text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "whole"),
    [
        ("A contact in his office thinks it is over.", "contact in his office", "thinks", "A contact in his office"),
        ("Three guards who fled said it is over.", "guards who fled", "said", "Three guards who fled"),
        ("A neighbour, too afraid to be named, reckons so.", "A neighbour", "reckons", "A neighbour, too afraid to be named"),
        ("Ana Tal, the mayor of Tolm, said so.", "Ana Tal", "said", "Ana Tal, the mayor of Tolm"),
        ("It rains. The guard, who asked not to be named, fears it.", "who asked not to be named", "fears", "The guard, who asked not to be named"),
        ("Clearly the Falcons of Tolm said so.", "of Tolm", "said", "the Falcons of Tolm"),
        ("Leaders, who ask not to be cited as two of them have had letters, fear it.", "Leaders, who ask not to be cited as two of them", "fear", "Leaders, who ask not to be cited as two of them have had letters"),
        ("Ana Tal, acting mayor of Tolm, said so.", "Ana Tal", "said", "Ana Tal, acting mayor of Tolm"),
        ("It rains. Dr. Ana Tal, who asked not to be named, fears it.", "who asked not to be named", "fears", "Dr. Ana Tal, who asked not to be named"),
        ("Even that official said so.", "official", "said", "that official"),
        ("The army on Tuesday denied it.", "The army on Tuesday", "denied", "The army"),
        ("Captors was hoping for it.", "Captors was", "hoping", "Captors"),
        ("The order that the same ministry sent out tells them to go.", "The order that the same", "tells", "The order that the same ministry sent out"),
        ("The dockers' union suspects them.", "' union", "suspects", "The dockers' union"),
    ],
)  # fmt: skip
def test_a_source_is_brought_to_the_edges_of_its_phrase(text, source, cue, whole):
    assert grown(text, source, cue) == whole


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The minister, in a note on Monday, said so.", "The minister", "said"),
        ("Police, however, said so.", "Police", "said"),
        ("The council, speaking for all, said so.", "The council", "said"),
        ("The mayor. A guard, it seems, said so.", "A guard", "said"),
        ("“Go,” he said.", "he", "said"),
        ("It holds that they lied.", "they", "lied"),
        ("After that, who saw it said so.", "who saw it", "said so"),
        ("He said that officials denied it.", "officials", "denied"),
        ("It holds that Mayor Ana Tal lied.", "Mayor Ana Tal", "lied"),
        ("The mayor, opening the bridge on Monday, said so.", "The mayor", "said"),
    ],
)
def test_what_is_not_about_the_source_stays_outside(text, source, cue):
    assert grown(text, source, cue) == source


def test_a_source_never_runs_into_what_is_said():
    text = "The council, which it says was warned, said so."
    assert grown(text, "The council", "said so", content="it says was warned") == "The council"


@given(st.text(alphabet=st.sampled_from("ab ,'’.the A“”😀e\u0301ש\n"), min_size=3, max_size=40), st.data())
def test_the_grown_source_lies_in_the_text_and_holds_no_cue(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    cue = Span(end, len(text))
    found = whole_phrase(Span(start, end), cue, text, [cue])
    assert 0 <= found.start < found.end <= len(text)
    assert not found.meets(cue)
