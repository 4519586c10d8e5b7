"""Attributions inside contents, with a tagger that knows its answers. All texts are fictional and written as an exercise."""

from __future__ import annotations

from dataclasses import replace

from reportedly.attribute.inner import nested
from reportedly.core.ports import Tagged
from reportedly.core.spans import Span

TEXT = "State radio says the army denied the raid."
INNER = "the army denied the raid"


def spans(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def tag(text: str, source: str | None, cue: str, content: str) -> Tagged:
    return Tagged(
        source=spans(text, source) if source else None, cue=spans(text, cue), content=(spans(text, content),), p_cue=0.97, p_source=0.9, p_content=0.9
    )  # fmt: skip


class Knows:
    """A tagger that answers from a table and records what it was asked."""

    def __init__(self, answers: dict[str, tuple[Tagged, ...]]) -> None:
        self.answers, self.asked = answers, []

    def tagged(self, text: str) -> tuple[Tagged, ...]:
        self.asked.append(text)
        return self.answers.get(text, ())


def test_a_content_is_read_again_on_its_own() -> None:
    outer = tag(TEXT, "State radio", "says", INNER)
    tagger = Knows({INNER: (tag(INNER, "the army", "denied", "the raid"),)})
    (inner,) = nested(TEXT, [outer], tagger)
    assert inner.source is not None
    assert (inner.source.of(TEXT), inner.cue.of(TEXT), inner.content[0].of(TEXT)) == ("the army", "denied", "the raid")


def test_a_content_without_a_speech_verb_is_not_read_again() -> None:
    text = "State radio says the army left the valley."
    tagger = Knows({})
    assert nested(text, [tag(text, "State radio", "says", "the army left the valley")], tagger) == ()
    assert tagger.asked == []


def test_unclear_sourceless_and_known_ones_are_left_out() -> None:
    outer = tag(TEXT, "State radio", "says", INNER)
    unclear = replace(tag(INNER, "the army", "denied", "the raid"), p_cue=0.6)
    sourceless = tag(INNER, None, "denied", "the raid")
    assert nested(TEXT, [outer], Knows({INNER: (unclear, sourceless)})) == ()
    known = tag(TEXT, "the army", "denied", "the raid")
    assert nested(TEXT, [outer, known], Knows({INNER: (tag(INNER, "the army", "denied", "the raid"),)})) == ()
