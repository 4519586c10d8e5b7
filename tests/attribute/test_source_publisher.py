"""A report that speaks of its own publisher. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import Heard

from reportedly.attribute.source_publisher import itself

MINISTRY = "Ministry of External Affairs of Vardania"
UNIT = "Harbour Intelligence Unit"


@pytest.mark.parametrize(
    ("words", "publisher"),
    [
        ("The Ministry", MINISTRY),
        ("this Ministry", MINISTRY),
        ("this ministry", MINISTRY),
        ("The Ministry of External Affairs", MINISTRY),
        ("the External Affairs Ministry", MINISTRY),
        ("The Unit", UNIT),
        ("this Unit", UNIT),
        ("The Mission", "Nerupe Monitoring Mission, Press Office"),
        ("The Observatory", "Zahran Observatory for Human Rights"),
        ("The Coast Guard", "Coast Guard of Norvia"),
        ("Our teams", "Open Hands Relief"),
        ("our own monitors in Tolm", "Open Hands Relief"),
        ("Our regional field workers", "Open Hands Relief"),
        ("our correspondents", "The Lantern"),
        ("Open Hands", "Open Hands Relief Network"),
        ("Open Hands", "Open Hands, Field Communications"),
    ],
)
def test_a_publisher_goes_by_its_name_its_head_noun_and_its_people(words, publisher):
    assert itself(words, publisher)


@pytest.mark.parametrize(
    ("words", "publisher"),
    [
        ("South Sudan", "South Sudan News Agency"),
        ("local media", "Local Media Network"),
        ("Norwegian Women", "Norwegian Women Network"),
        ("The Ministry", "The Lantern"),
        ("the ministry", "The Lantern"),
        ("the ministry", MINISTRY),
        ("the Ministry of Defence", MINISTRY),
        ("the Norvian Ministry", MINISTRY),
        ("the Minister", MINISTRY),
        ("a Ministry", MINISTRY),
        ("the unit", UNIT),
        ("The Harbour", UNIT),
        ("Our neighbours", "Open Hands Relief"),
        ("our enemies", "Dawn Front"),
        ("the", MINISTRY),
        ("", MINISTRY),
        ("The Ministry", ""),
    ],
)
def test_others_are_not_the_publisher(words, publisher):
    assert not itself(words, publisher)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_and_any_publisher_have_an_answer(words, publisher):
    assert itself(words, publisher) in {True, False}


@pytest.mark.parametrize(
    ("words", "publisher"),
    [
        ("The Ministry", MINISTRY),
        ("The Ministry of External Affairs", MINISTRY),
        ("We", MINISTRY),
        ("Our teams", "Open Hands Relief"),
        ("this Unit", UNIT),
        ("Our correspondents", "The Lantern"),
    ],
)
def test_the_publisher_is_no_further_link_of_its_chain(words, publisher):
    heard = Heard(f"{{S1:{words}}} {{Q1:found}} {{C1:that the road was shut}}.", publisher=publisher)
    assert heard.chain(1) == [publisher]
    assert "the publisher itself" in heard.attributions[0].why or words == "We"


def test_it_after_the_ministry_is_the_publisher():
    heard = Heard(
        "{S1:The Ministry} {Q1:condemns} {C1:the raid}. {S2:It} {Q2:regrets} {C2:the delay}. {S3:It} {Q3:adds} {C3:this}.",
        publisher=MINISTRY,
    )
    assert [heard.chain(n) for n in (1, 2, 3)] == [[MINISTRY]] * 3
    assert heard.voice(2).kind == "organisation"


@pytest.mark.parametrize("words", ["The ministry", "The Ministry"])
def test_the_ministry_of_a_newspapers_text_is_a_voice_of_its_own(words):
    heard = Heard(f"{{S1:{words}}} {{Q1:said}} {{C1:so}}. {{S2:It}} {{Q2:added}} {{C2:more}}.")
    assert len(heard.chain(1)) == 2
    assert heard.chain(1) == heard.chain(2)
    assert heard.voice(1).kind == "organisation"


def test_another_ministry_is_not_the_publisher():
    heard = Heard(
        "{S1:The Defence Ministry of Norvia} {Q1:denied} {C1:the raid}. {S2:The ministry} {Q2:said} {C2:so}. "
        "{S3:The Ministry} {Q3:protests} {C3:this}.",
        publisher=MINISTRY,
    )
    assert heard.chain(1) == heard.chain(2) == [MINISTRY, "Defence Ministry of Norvia"]
    assert heard.chain(3) == [MINISTRY]


@pytest.mark.parametrize("words", ["our teams", "The Unit"])
def test_inside_a_quotation_the_words_are_the_speakers(words):
    heard = Heard(f"{{S1:Ana Brecht}} {{Q1:said}}: {{C1:“{{S2:{words}}} {{Q2:found}} {{C2:graves}}.”}}", publisher=UNIT)
    assert heard.chain(2)[:2] == [UNIT, "Ana Brecht"]
    assert heard.chain(2)[-1] != UNIT
