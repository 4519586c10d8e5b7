"""Sentences survive the punctuation of news."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.parse import sentences


def split(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text)]


ONE = [
    "“Get down!” she shouted.",
    "“Who fired?” Colonel Tamm asked.",
    "Lt. Gen. J. R. Osei met Gov. Ana St. Clair of the U.S. Army.",
    "HARGAV, March 3 (Northwire) — Three shells fell on the market.",
    "HARGAV, Jan. 3 (Northwire) - Three shells fell on the market.",
    "The blast at 5 a.m. Monday left 3.5 tonnes of grain burning.",
    "It is road No. 5 on the map.",
    "See https://example.org/a.b?c=d. for more",
    "They waited... then ran.",
    "Acme Inc. shares fell.",
    "GEN. TAMM MET THE U.S. EMBASSY STAFF",
    "The attack (see p. 4) was the first.",
    "1. The first demand.",
]
TWO = [
    ("He left.", "She stayed."),
    ("“We were told to leave.”", "The soldiers came at noon."),
    ("He lives in Washington, D.C.", "The house was hit."),
    ("They came at 5 p.m.", "The doors were shut."),
    ("He said no.", "The talks ended."),
    ("THE ARMY DENIED IT.", "THE REBELS DID NOT."),
    ("The toll rose to 15.", "Most were children."),
    ("It is over.[12]", "Nobody won."),
]


@pytest.mark.parametrize("text", ONE)
def test_stays_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize("pair", TWO)
def test_is_parted(pair: tuple[str, str]) -> None:
    assert split(" ".join(pair)) == list(pair)


def test_a_line_break_always_ends_a_sentence_and_spans_are_trimmed() -> None:
    assert split("  Headline without a stop \r\n\n\u00a0Body one.  Body two.\u2028Last") == [
        "Headline without a stop",
        "Body one.",
        "Body two.",
        "Last",
    ]


def test_a_missing_space_between_sentences_is_seen() -> None:
    assert split("They fled north.The governor stayed.") == ["They fled north.", "The governor stayed."]


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("aZ .!?…“”\"'()\n\r\u00a0\u2028•[1]。é́🙂عא"), st.characters()), max_size=200
    )
)
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    covered = [i for s in found for i in range(*s)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(s.of(text) == s.of(text).strip() != "" for s in found)


@pytest.mark.parametrize("unit", [".", ". ", ' ."', "A. ", " ", "x", "“", ".[1", "x.\n"])
def test_hostile_lines_come_to_an_end(unit: str) -> None:
    def cost(size: int) -> float:
        began = time.process_time()
        sentences(unit * (size // len(unit)))
        return time.process_time() - began

    assert cost(40_000) < 10  # seconds: linear work takes a tenth of one, a backtracking pattern never ends
