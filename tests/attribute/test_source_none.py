"""Attributions that attribute nothing. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest
from marked import unmarked

from reportedly.attribute.draft import Draft
from reportedly.attribute.source_none import says_nothing
from reportedly.core.spans import Span


def draft(text: str, cue: str, content: str) -> Draft:
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (cue, content)]
    return Draft(source=(), cue=(spans[0],), content=(spans[1],), quote="indirect", p_attribution=0.9, why=())


@pytest.mark.parametrize(
    ("cue", "content", "nothing"),
    [
        ("citing", "two harbour guards", True),
        ("quoting", "the aid group", True),
        ("citing", "the storm that had closed the harbour for a week", False),
        ("reported", "heavy rain", False),
    ],
)
def test_a_phrase_that_only_names_the_voice_passed_on_is_a_link_and_no_attribution(
    cue: str, content: str, nothing: bool
) -> None:
    text = f"The bridge fell, the Gull Wire said, {cue} {content}."
    assert says_nothing(draft(text, cue, content), text) is nothing


@pytest.mark.parametrize(
    ("cue", "nothing"),
    [("ordered", True), ("had also ordered", True), ("said he ordered", False), ("ordered them to say", False)],
)
def test_an_order_in_the_publishers_words_is_no_saying(cue, nothing):
    text = f"The mayor {cue} the gates shut."
    draft = Draft(
        source=(Span(0, 9),), cue=(Span(10, 10 + len(cue)),), content=(Span(11 + len(cue), len(text) - 1),), quote="indirect",
        p_attribution=0.9, why=(),
    )  # fmt: skip
    assert says_nothing(draft, text) is nothing


@pytest.mark.parametrize(
    ("text", "cue", "content", "nothing"),
    [
        ("The envoys met to discuss the dam.", "met to discuss", "the dam", True),
        ("The envoys said to discuss the dam.", "said", "to discuss the dam", False),
        ("Where sources identified the belligerent, it was one.", "identified", "the belligerent", True),
        ("Sources identified the belligerent as the army.", "identified", "the belligerent as the army", False),
    ],
)
def test_what_was_done_is_not_what_was_said(text, cue, content, nothing):
    assert says_nothing(draft(text, cue, content), text) is nothing


@pytest.mark.parametrize(
    ("cue", "nothing"), [("has committed", True), ("has admitted", False), ("committed to", False)]
)
def test_a_deed_is_no_saying(cue: str, nothing: bool) -> None:
    text = f"The army {cue} a massacre in the market."
    assert says_nothing(draft(text, cue, "a massacre in the market"), text) is nothing


def test_the_object_of_a_verb_says_nothing():
    text, (draft,) = unmarked("The flood must not make {S1:us} {Q1:forget} {C1:the dead}.")
    assert says_nothing(draft, text)
    text, (draft,) = unmarked("{Q1:According to} {S1:us} {C1:it rained}.")
    assert not says_nothing(draft, text)
