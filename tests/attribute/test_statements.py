from __future__ import annotations

import time

import pytest

from reportedly.attribute.draft import Draft
from reportedly.attribute.statements import stated
from reportedly.core.records import Report
from reportedly.core.spans import Span
from reportedly.pipeline import Reader

EXERCISE = """Minister Tal Orlo welcomed the deal. Speaking today, Minister Orlo said:

I welcome the deal. The mayor said the ferry runs again.

The river is open.

We are proud of the crews.

Minister Orlo will travel to Tolm on Monday. We understand he will take the ferry.

Notes to editors

We have a press desk."""


def statement(text: str, found: tuple[Draft, ...] = ()) -> list[tuple[str, str, list[str]]]:
    return [
        (d.source[0].of(text), d.cue[0].of(text), [part.of(text) for part in d.content]) for d in stated(text, found)
    ]


def test_a_statement_goes_on_to_its_last_paragraph_in_the_first_person():
    assert statement(EXERCISE) == [
        (
            "Minister Orlo",
            "said",
            [
                "I welcome the deal. The mayor said the ferry runs again.",
                "The river is open.",
                "We are proud of the crews.",
            ],
        )
    ]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("On Monday, the president said", "the president"),
        ("Last year, Ana Brecht said in a statement", "Ana Brecht"),
        ("Mr. Brecht said", "Mr. Brecht"),
        ("It rained. The union issued the following statement", "The union"),
        ("Here is what the mayor said about the flood", None),
        ("Ana Brecht wrote three novels", None),
        ("Police said the victims were", None),
        ("The company has made the following changes", None),
        ("He said", "He"),
        ("The company said in a statement on its website", "The company"),
        ("Prime Minister Omar Tal wrote on X", "Prime Minister Omar Tal"),
        ("Ana Brecht, who leads the union, said", "Ana Brecht, who leads the union"),
        ("TOLM (Gull) — The White House released the following statement", "The White House"),
        ("Mayor Ana Hall said in a statement", "Mayor Ana Hall"),
    ],
)
def test_who_introduces_a_statement(words, source):
    found = statement(f"{words}:\n\nWe regret it.")
    assert [who for who, _, _ in found] == ([source] if source else [])


@pytest.mark.parametrize(
    "after",
    ["The union did not elaborate. We wait.", "We have asked the army.", "The rebels told us that they left. We wait."],
)
def test_a_report_that_goes_on_is_no_part_of_the_statement(after):
    text = f"The union said in a statement:\n\nThree men died.\n\n{after}"
    rebels = (Span(text.find("told"), text.find("told") + 4),) if "told" in after else ()
    other = Draft(source=(), cue=rebels, content=(), quote="indirect", p_attribution=1, why=())
    assert [parts for _, _, parts in statement(text, (other,))] == [["Three men died."]]


@pytest.mark.parametrize(
    "below",
    ["“We are proud,” he said.", "Minister Orlo will travel.", "NOTES TO EDITORS", "The deal"],
)
def test_what_is_no_statement_is_left_alone(below):
    assert statement(f"Minister Tal Orlo said:\n\n{below}") == []


def test_a_statement_that_was_read_is_not_given_twice():
    read = Draft(source=(), cue=(), content=(Span(80, 90),), quote="direct", p_attribution=1, why=())
    assert statement(EXERCISE, (read,)) == []


def test_what_stands_in_a_statement_is_its_speakers():
    reading = Reader.default().read(Report(id="r", text=EXERCISE, publisher="The Lantern"))
    names = {s.id: s.name for s in reading.sources}
    mayor = next(a for a in reading.attributions if a.source and a.source[0].of(EXERCISE) == "The mayor")
    assert [names[step] for step in mayor.chain] == ["The Lantern", "Tal Orlo", "unnamed mayor"]


def test_hostile_lines_do_not_stall():
    began = time.perf_counter()
    stated("Speaking today, " * 20_000 + "said:\n\nI did.", ())
    stated(("A" * 50 + " ") * 20_000 + ":\n", ())
    assert time.perf_counter() - began < 5
