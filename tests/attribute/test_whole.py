"""Sources cut inside a name. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.whole import whole
from reportedly.core.spans import Span


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("Rain fell, the aid group Open Hands Relief said.", "Relief", "Open Hands Relief"),
        ("The Free Hills Front called for help.", "Front", "The Free Hills Front"),
        ("The envoy to the UN Ana Ruiz said so.", "The envoy to the", "The envoy to the UN Ana Ruiz"),
        ("On Monday Ruiz said so.", "Ruiz", "Ruiz"),
        ("Then Ruiz said so.", "Ruiz", "Ruiz"),
        ("In the end the mayor said so.", "the mayor", "the mayor"),
        ("He met Mr. Olsen. Ruiz said so.", "Ruiz", "Ruiz"),
    ],
)
def test_a_name_is_taken_whole(text: str, cut: str, expected: str) -> None:
    at = text.index(cut)
    cue = text.index("called" if "called" in text else "said")
    sentence = Span(text.index("Ruiz") if "Olsen" in text else 0, len(text))
    assert whole(Span(at, at + len(cut)), text, sentence, [Span(cue, cue + 4)]).of(text) == expected


@given(st.text(alphabet="Ab .,’\u00a0the", min_size=1, max_size=60), st.data())
def test_it_only_grows_and_stays_in_its_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    source = Span(start, data.draw(st.integers(start + 1, len(text))))
    grown = whole(source, text, Span(0, len(text)), [])
    assert 0 <= grown.start <= source.start < source.end <= grown.end <= len(text)
