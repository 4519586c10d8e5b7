"""The parser port on spaCy: exact offsets on any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.core.spans import Span
from reportedly.engines.spacy_parser import SpacyParser


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def test_passive_with_agent(parser: SpacyParser) -> None:
    text = "Header. Two porters were arrested by the coast guard."
    (words,) = parser.parsed(text, [Span(8, len(text))])
    by_form = {w.span.of(text): w for w in words}
    assert by_form["porters"].dep == "nsubjpass"
    assert by_form["arrested"].lemma == "arrest"
    assert by_form["arrested"].pos == "VERB"
    assert words[by_form["porters"].head].span.of(text) == "arrested"
    assert by_form["by"].dep == "agent"


def test_auxiliaries_and_copulas_are_told_from_verbs(parser: SpacyParser) -> None:
    text = "The town was quiet and the guard will leave."
    (words,) = parser.parsed(text, [Span(0, len(text))])
    pos = {w.span.of(text): w.pos for w in words}
    assert (pos["was"], pos["will"], pos["leave"], pos["town"], pos["quiet"]) == ("AUX", "AUX", "VERB", "NOUN", "ADJ")


def test_odd_white_space_keeps_offsets(parser: SpacyParser) -> None:
    text = "The\u00a0patrol  \t stormed\u2003the 🙂 depot\u2028at dawn."
    (words,) = parser.parsed(text, [Span(0, len(text))])
    assert [w.span.of(text) for w in words if w.pos != "PUNCT" and w.span.of(text) != "🙂"][:3] == [
        "The",
        "patrol",
        "stormed",
    ]
    assert all(not w.span.of(text).isspace() for w in words)


def test_one_tuple_for_each_sentence_in_order(parser: SpacyParser) -> None:
    text = "She left. He stayed. They sang."
    parsed = parser.parsed(text, [Span(21, 31), Span(0, 9)])
    assert [words[0].span.of(text) for words in parsed] == ["They", "She"]
    assert parser.parsed(text, []) == ()


def test_very_long_sentence_is_parsed_in_pieces(parser: SpacyParser) -> None:
    text = "the guard left the depot and " * 100
    (words,) = parser.parsed(text, [Span(0, len(text))])
    assert len(words) == 600
    assert all(0 <= w.head < len(words) for w in words)


@pytest.mark.parametrize("text", ["\n”", "\u00a0\n”", "\u00a0-\n\u00a0", "\n,”.a\u00a0-'b”"])
def test_words_under_a_root_of_white_space_are_parsed(parser: SpacyParser, text: str) -> None:
    (words,) = parser.parsed(text, [Span(0, len(text))])
    assert any(word.head == at for at, word in enumerate(words))
    assert not any(word.span.of(text).isspace() for word in words)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab .,“”'\u00a0é🙂שׁ\n-", max_size=60))
def test_words_lie_inside_and_in_order(parser: SpacyParser, text: str) -> None:
    (words,) = parser.parsed(text, [Span(0, len(text))])
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(words))
    assert all(0 <= w.span.start < w.span.end <= len(text) for w in words)
    assert all(0 <= w.head < len(words) for w in words)
