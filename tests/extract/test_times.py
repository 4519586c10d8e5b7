"""Times count from the publication date, or stay unresolved."""

from __future__ import annotations

import importlib.util
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import Report, Time
from reportedly.extract.times import times


def read(text: str, published: str | None = "2021-03-04") -> list[Time]:
    """The fourth of March 2021 was a Thursday."""
    return list(times(Report(id="r", text=text, published=published)))


def one(text: str, published: str | None = "2021-03-04") -> Time:
    found = read(text, published)
    assert len(found) == 1, [(t.value, t.spans[0].of(text)) for t in found]
    return found[0]


RESOLVED = [
    ("The shelling began on Sunday.", "2021-02-28", "day", "2021-02-28", "2021-02-28"),
    ("The talks will resume on Sunday.", "2021-03-07", "day", "2021-03-07", "2021-03-07"),
    ("They met last Friday.", "2021-02-26", "day", "2021-02-26", "2021-02-26"),
    ("It burned early Sunday.", "2021-02-28", "day", "2021-02-28", "2021-02-28"),
    ("It burned on Sunday night.", "2021-02-28TNI", "part_of_day", "2021-02-28", "2021-02-28"),
    ("He left yesterday.", "2021-03-03", "day", "2021-03-03", "2021-03-03"),
    ("The raid took place last week.", "2021-W08", "week", "2021-02-22", "2021-02-28"),
    ("Prices rose last month.", "2021-02", "month", "2021-02", "2021-02"),
    ("He was held earlier this year.", "2021", "year", "2021", "2021"),
    ("They fled two weeks ago.", "2021-W07", "week", "2021-02-15", "2021-02-21"),
    ("It was seized ten days ago.", "2021-02-22", "day", "2021-02-22", "2021-02-22"),
    ("It ended on 30 November 2020.", "2020-11-30", "day", "2020-11-30", "2020-11-30"),
    ("It ended on Nov. 30, 2020.", "2020-11-30", "day", "2020-11-30", "2020-11-30"),
    ("It ended on the 3rd of March.", "2021-03-03", "day", "2021-03-03", "2021-03-03"),
    ("It was hit in December.", "2020-12", "month", "2020-12", "2020-12"),
    ("Shelling went on between 3 and 5 May 2020.", "2020-05-03/2020-05-05", "day", "2020-05-03", "2020-05-05"),
    ("Shelling went on from March 30 to April 2, 2020.", "2020-03-30/2020-04-02", "day", "2020-03-30", "2020-04-02"),
    ("A war of the 1990s.", "199", "year", "1990", "1999"),
    ("The budget for fiscal 2024 passed.", "2024", "year", "2024", "2024"),
    ("Profit fell in the third quarter.", "2020-Q3", "month", "2020-07", "2020-09"),
    ("The flood came last summer.", "2020-SU", "month", "2020-06", "2020-08"),
    ("They were last seen on 2021-02-03.", "2021-02-03", "day", "2021-02-03", "2021-02-03"),
    ("A shell landed at 5 p.m. Monday.", "2021-03-01T17:00", "minute", "2021-03-01T17:00", "2021-03-01T17:00"),
    ("A shell landed on Monday at 14:30 GMT.", "2021-03-01T14:30", "minute", "2021-03-01T14:30", "2021-03-01T14:30"),
    ("They came at dawn on Tuesday.", "2021-03-02TMO", "part_of_day", "2021-03-02", "2021-03-02"),
    ("HE DIED ON 9 JAN 90 IN THE NORTH.", "1990-01-09", "day", "1990-01-09", "1990-01-09"),
]


@pytest.mark.parametrize(("text", "value", "precision", "start", "end"), RESOLVED)
def test_a_time_is_seen_from_the_publication_day(text: str, value: str, precision: str, start: str, end: str) -> None:
    found = one(text)
    assert (found.value, found.precision, found.start, found.end) == (value, precision, start, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Sunday, clashes went on.", "XXXX-WXX-7"),
        ("It was hit in December.", "XXXX-12"),
        ("It was hit on 5 December.", "XXXX-12-05"),
        ("He left yesterday.", "XXXX-XX-XX"),
        ("They fled last week.", "XXXX-WXX"),
        ("Prices rose last year.", "XXXX"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text: str, value: str) -> None:
    found = one(text, published=None)
    assert (found.value, found.precision, found.start, found.end) == (value, "unresolved", None, None)


def test_a_publication_month_is_not_taken_for_a_day() -> None:
    assert one("They met on Sunday.", published="2021-03").start is None
    assert one("Prices rose last month.", published="2021-03").value == "2021-02"
    assert one("Prices rose last month.", published="2021").start is None


def test_a_full_date_in_the_dateline_stands_for_the_publication_date() -> None:
    dateline, sunday = read("HARGAV, 4 March 2021 (Northwire) -- Shells fell on Sunday.", published=None)
    assert (dateline.value, sunday.value) == ("2021-03-04", "2021-02-28")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siege lasted for three hours.", "PT3H"),
        ("A two-week truce holds.", "P2W"),
        ("They waited several months.", "PXM"),
        ("It took two and a half years.", "P2Y6M"),
        ("Patrols pass every Monday.", "XXXX-WXX-1"),
        ("The daily toll is high.", "P1D"),
    ],
)
def test_lengths_and_repetitions_have_no_ends(text: str, value: str) -> None:
    found = one(text)
    assert (found.value, found.start, found.end) == (value, None, None)


def test_since_and_until_leave_one_end_open() -> None:
    since, until = one("Under siege since March 2011."), one("It stays shut until April 2021.")
    assert (since.start, since.end) == ("2011-03", None)
    assert (until.start, until.end) == (None, "2021-04")


def test_relative_days_count_from_the_day_named_before() -> None:
    text = "The base was hit on 3 January 2020. Two days later it fell. The next day they left. That day is a holiday."
    assert [t.value for t in read(text, published=None)] == ["2020-01-03", "2020-01-05", "2020-01-06", "2020-01-06"]
    assert [t.start for t in read("Two days later it fell.", published="2021-03-04")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The group of 2000 people marched.",
        "They may march on the town.",
        "Resolution 1973 was passed.",
        "An 8-year-old boy was hurt.",
        "Scores of 3-2 and 4:1 were read out.",
        "It cost $1990 to mend.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert read(text) == []


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "on",
                    "Sunday",
                    "last",
                    "the",
                    "3",
                    "March",
                    "2021",
                    "Oct.",
                    "31",
                    "two",
                    "weeks",
                    "ago",
                    "later",
                    "next",
                    "day",
                    "quarter",
                    "third",
                    "5 p.m.",
                    "\u00a0",
                    "99999999999",
                    "half",
                    "and",
                    "a",
                    "-",
                    ",",
                    "Easter",
                    "🙂",
                    "שלום",
                    "1/2",
                    "02/30/2021",
                    "2021-13-45",
                    "the end of",
                    "century",
                    "30",
                    "between",
                    "every",
                    "’s",
                    "\n",
                ]
            ),
            st.text(max_size=4),
        ),
        max_size=25,
    ),
    st.sampled_from(
        [None, "2021-03-04", "2021-02", "1000", "2999-12-31", "9999-12-31", "2021-02-31", "junk", "0001-01-01"]
    ),
)
@settings(max_examples=300, deadline=None)
def test_any_words_give_ordered_exact_spans(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = times(Report(id="r", text=text, published=published))
    spans = [s for t in found for s in t.spans]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() != "" for s in spans)
    assert all((t.start is None and t.end is None) or t.precision != "unresolved" for t in found)
    assert len({t.id for t in found}) == len(found)


@pytest.mark.parametrize("unit", ["1", "1-", "May ", "the ", "two and ", "last ", "12:30 ", "-", "a.m. "])
def test_hostile_lines_come_to_an_end(unit: str) -> None:
    def cost(size: int) -> float:
        began = time.process_time()
        read(unit * (size // len(unit)))
        return time.process_time() - began

    assert cost(40_000) < 10  # seconds: linear work takes a tenth of one, a backtracking pattern never ends


def test_timebank_value_f1_does_not_fall() -> None:
    data = Path(__file__).parents[3] / "shared" / "data"
    if not (data / "tempeval3").exists():
        pytest.skip("TempEval-3 is not here; it may not be copied into the project")
    spec = importlib.util.spec_from_file_location("timebank", Path(__file__).parents[2] / "eval" / "timebank.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    figures = module.run(data)
    assert figures["timebank.value_f1"] >= 0.78
    assert figures["aquaint.value_f1"] >= 0.71
