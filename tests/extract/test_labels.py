"""Whose word for an actor it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import Attribution, Report
from reportedly.core.spans import Span
from reportedly.extract.entities import entities
from reportedly.extract.labels import labels
from reportedly.parse import sentences


def read(text: str, *said: Attribution) -> list[tuple[str, str, str]]:
    report = Report(id="r", text=text)
    who = entities(report, sentences(text), ())
    names = {e.id: e.name for e in who}
    return [
        (names.get(label.entity, label.entity), label.label, label.voice)
        for label in labels(report, who, said, publisher_voice="publisher")
    ]


def attribution(text: str, content: str, quote: str = "indirect") -> Attribution:
    start = text.index(content)
    return Attribution(
        id="a", source=(), cue=(), content=(Span(start, start + len(content)),), quote=quote, act="state",  # type: ignore[arg-type]
        polarity="affirmed", certainty="asserted", voice="speaker", chain=("publisher", "speaker"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "actor", "label"),
    [
        ("Three Daesh terrorists fled.", "Daesh", "terrorists"),
        ("American occupation forces fired.", "American occupation forces", "occupation forces"),
        ("The so-called Coastal Defence Brigades fired.", "Coastal Defence Brigades", "so-called"),
        ("The terrorist group Boko Haram fired.", "Boko Haram", "terrorist group"),
        ("Boko Haram, a terrorist outfit, fired.", "Boko Haram", "terrorist outfit"),
        ("He said Hamas is a terrorist organisation.", "Hamas", "terrorist organisation"),
        ("They called the Taliban freedom fighters.", "Taliban", "freedom fighters"),
        ("The Hamas “martyrs” were buried.", "Hamas", "“martyrs”"),
        ("Wagner mercenaries fled.", "Wagner", "mercenaries"),
        ("The Syrian regime fell.", "Syrian regime", "regime"),
        ("Terrorists of the Coastal Defence Brigades fired.", "Coastal Defence Brigades", "Terrorists"),
        (
            "The Northern Liberation Council met. The so-called Council lies, he said.",
            "Northern Liberation Council",
            "so-called",
        ),
        ("The separatist gangs have held the town since May.", "", "separatist gangs"),
        ("The occupation's air force bombed a mill.", "", "occupation"),
        ("They blamed the army of the regime.", "", "regime"),
    ],
)
def test_a_label_belongs_to_the_actor_beside_it(text: str, actor: str, label: str) -> None:
    assert read(text) == [(actor, label, "publisher")]


@pytest.mark.parametrize(
    "text",
    [
        "Some terrorists fled.",
        "The rebels left.",
        "The occupation's end was near.",
        "Marta Ilves fought terrorists.",
        "The Hamas leader spoke.",
        "Fighters of all sides left.",
        "Islamic Resistance in Iraq fired.",
    ],
)
def test_a_word_beside_no_actor_is_left_out(text: str) -> None:
    assert read(text) == []


def test_a_definite_label_goes_to_the_one_actor_called_so_elsewhere() -> None:
    text = "The SDF militias came. Nobody supports the separatist militias."
    assert [(actor, label) for actor, label, _ in read(text)] == [("SDF", "militias"), ("SDF", "separatist militias")]
    two = "The SDF militias met Hezbollah militias. Nobody supports the separatist militias."
    assert len(read(two)) == 2


def test_the_voice_is_the_innermost_one_that_says_it() -> None:
    text = "Daesh terrorists fled, but Ilves said Daesh thugs were still there."
    assert read(text, attribution(text, "Daesh thugs were still there")) == [
        ("Daesh", "terrorists", "publisher"),
        ("Daesh", "thugs", "speaker"),
    ]


def test_so_called_in_reported_speech_is_the_writers_unless_quoted() -> None:
    text = "Ilves said the so-called Coastal Defence Brigades fled."
    content = "the so-called Coastal Defence Brigades fled"
    assert read(text, attribution(text, content))[0][2] == "publisher"
    assert read(text, attribution(text, content, "direct"))[0][2] == "speaker"


@given(
    st.lists(
        st.sampled_from(
            [
                "Daesh",
                "terrorists",
                "the",
                "so-called",
                "“",
                "”",
                "a",
                "is",
                ",",
                "US",
                "occupation forces",
                "militias",
                "🙂",
                "\n",
                "’",
            ]
        ),
        max_size=20,
    )
)
@settings(deadline=None)
def test_spans_are_exact(words: list[str]) -> None:
    text = " ".join(words)
    report = Report(id="r", text=text)
    who = entities(report, sentences(text), ())
    for label in labels(report, who, (), publisher_voice="p"):
        assert " ".join(label.spans[0].of(text).split()) == label.label
        assert label.entity in {"", *(e.id for e in who)}
