"""Figures: what is counted, from how many to how many. All texts are made up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.data import toml
from reportedly.core.records import Attribution, Figure, Report
from reportedly.core.spans import Span, words_of
from reportedly.extract.figure_tokens import tokens
from reportedly.extract.figures import NAMED, figures
from reportedly.extract.inflections import noun_forms, verb_forms
from reportedly.extract.numbers import bounds, quantities
from reportedly.extract.tolls import is_increment, toll


def read(text: str, *attributions: Attribution, published: str | None = None) -> tuple[Figure, ...]:
    sentences = tuple(Span(at, at + len(line)) for at, line in _lines(text))
    return figures(Report(id="r", text=text, published=published), sentences, attributions)


def _lines(text: str) -> list[tuple[int, str]]:
    out, at = [], 0
    for line in text.split("\n"):
        out.append((at, line))
        at += len(line) + 1
    return out


def brief(text: str) -> list[tuple[str, int, int | None]]:
    return [(f.measure, f.low, f.high) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 14 villagers were killed near Orvano.", [("killed", 14, None)]),
        ("The blast killed 1,200 people.", [("killed", 1200, 1200)]),
        ("Two dozen fishermen drowned off Cape Lume.", [("killed", 24, 24)]),
        ("Scores were wounded.", [("injured", 40, None)]),
        ("Dozens of miners are missing.", [("missing", 24, None)]),
        ("Hundreds of families were displaced.", [("displaced", 200, None)]),
        ("Several people were hurt in the rocket fire.", [("injured", 2, None)]),
        ("A number of clerks were abducted.", [("abducted", 2, None)]),
        ("A couple of guards were arrested.", [("detained", 2, 2)]),
        ("An unknown number of herders died.", [("killed", 1, None)]),
        ("One person was killed.", [("killed", 1, 1)]),
        ("No one was hurt.", [("injured", 0, 0)]),
        ("There were no casualties.", [("casualties", 0, 0)]),
        ("More than 300 residents fled.", [("displaced", 300, None)]),
        ("More than one sailor died.", [("killed", 2, None)]),
        ("Up to 30 rebels surrendered.", [("surrendered", 1, 30)]),
        ("As many as a dozen sailors drowned.", [("killed", 1, 12)]),
        ("Fewer than 10 people were injured.", [("injured", 1, 9)]),
        ("Nearly 100 people were killed.", [("killed", 90, 100)]),
        ("About 20 protesters were detained.", [("detained", 18, 22)]),
        ("Between six and eight porters were killed.", [("killed", 6, 8)]),
        ("14 to 20 porters were killed.", [("killed", 14, 20)]),
        ("Two or three porters were killed.", [("killed", 2, 3)]),
        ("14-15 porters were killed.", [("killed", 14, 15)]),
        ("At least 14 and possibly as many as 20 porters were killed.", [("killed", 14, 20)]),
        ("Half a million people were displaced.", [("displaced", 500_000, 500_000)]),
        ("The flood displaced 1.2 million people.", [("displaced", 1_200_000, 1_200_000)]),
        ("The mine fell in, wounding three.", [("injured", 3, 3)]),
        ("Raiders transferred 750 Orvan militiamen to the coast.", [("transferred", 750, 750)]),
        ("Four Delta rockets were fired at the depot.", [("rockets fired", 4, 4)]),
        ("The attack left 5 dead and dozens wounded.", [("killed", 5, 5), ("injured", 24, None)]),
        ("The quake claimed the lives of 14 people.", [("killed", 14, 14)]),
        ("Two gunmen killed five policemen.", [("killed", 5, 5)]),
        ("Two brothers were shot and killed.", [("killed", 2, 2)]),
        ("Two brothers were stabbed to death.", [("killed", 2, 2)]),
        ("Three people were reported to have been killed.", [("killed", 3, 3)]),
        ("A family of five was killed.", [("killed", 5, 5)]),
        (
            "THE PATROL CLASHED WITH REBELS, KILLING THREE AND WOUNDING FOUR TROOPS.",
            [("killed", 3, 3), ("injured", 4, 4)],
        ),
        ("Three killed, 5 hurt in Lume shooting", [("killed", 3, 3), ("injured", 5, 5)]),
    ],
)
def test_measure_and_interval(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Orrel, 23, went home.",
        "The suspect is 54 years old and armed with an AK-47.",
        "He was killed two days ago.",
        "She was killed in 2014.",
        "The killed man owed $3 million.",
        "The killing happened in the 2100 block of Elm Road.",
        "Inflation killed 10% of demand.",
        "They were arrested 14 miles away.",
        "Resolution 2254 was adopted.",
        "The team won 3-2 and killed off the game.",
    ],
)
def test_no_figure_in_ages_dates_sums_and_distances(text: str) -> None:
    assert [f for f in read(text) if f.qualifier != NAMED] == []


def test_shares_point_to_the_whole() -> None:
    whole, part = read("At least 14 people, including 3 children, were killed.")
    assert (whole.part_of, part.part_of) == (None, whole.id)
    assert (part.unit, part.low, part.measure) == ("children", 3, "killed")


def test_shares_of_them() -> None:
    whole, part = read("14 passengers were injured, 5 of them critically.")
    assert part.part_of == whole.id
    assert part.low == 5


def test_lists_are_summed_with_their_parts() -> None:
    total, *parts = read("The shell killed a woman and her two sons.")
    assert (total.low, total.high) == (3, 3)
    assert [(p.low, p.part_of) for p in parts] == [(1, total.id), (2, total.id)]


def test_himself_and_others() -> None:
    assert read("The man blew himself up, killing himself and two others.")[0].low == 3


def test_named_victims_are_counted() -> None:
    total = read("Ahmad and his brother were killed.")[0]
    assert (total.low, total.high) == (2, 2)
    (single,) = read("Lena Orrel, 23, was shot dead.")
    assert (single.low, single.qualifier, single.measure) == (1, NAMED, "killed")


def test_apposition_is_no_second_person() -> None:
    (figure,) = read("At least one civilian, a young man, was killed.")
    assert (figure.low, figure.high) == (1, None)


def test_tolls_are_cumulative() -> None:
    (figure,) = read("The death toll rose from 18 to 21.")
    assert (figure.low, figure.cumulative, figure.measure) == (21, True, "killed")
    assert not read("21 people were killed.")[0].cumulative
    assert read("More than 100 people have been killed since October.")[0].cumulative


def test_qualifier_and_unit_as_written() -> None:
    (figure,) = read("At least 14 young Orvan fishermen were killed.")
    assert figure.qualifier == "At least"
    assert figure.unit == "young Orvan fishermen"


def test_as_of() -> None:
    (figure,) = read("As of March 4, 2021, 14 people had been killed.")
    assert figure.as_of == "2021-03-04"
    (figure,) = read("As of 4 March, 14 people had been killed.", published="2022-03-05")
    assert figure.as_of == "2022-03-04"


def test_voice_is_the_innermost() -> None:
    text = "The mayor said that 14 people were killed."
    said = Attribution(
        id="a1",
        source=(Span(0, 9),),
        cue=(Span(10, 14),),
        content=(Span(15, 41),),
        quote="indirect",
        act="state",
        polarity="affirmed",
        certainty="asserted",
        voice="s1",
        chain=("s1",),
    )
    (figure,) = read(text, said)
    assert figure.attribution == "a1"


def test_spans_are_the_words() -> None:
    text = "🙂 Police\u00a0said that dozens\u2003of “villagers”\u00a0were killed\u2026"
    (figure,) = read(text)
    assert words_of(figure.spans, text) == "dozens\u2003of “villagers … killed"
    assert (figure.low, figure.high) == (24, None)


def test_toll_takes_the_first_stated_and_closes_open_ends() -> None:
    text = "At least 14 people were killed.\nThe clinic said 17 people were killed.\nTwo people were injured."
    found = read(text)
    assert toll(found, "killed") == (14, 17)
    assert toll(found, "injured") == (2, 2)
    assert toll(found, "missing") is None


def test_toll_counts_names_when_nothing_is_stated() -> None:
    assert toll(read("Lena Orrel was killed.\nTomas Orrel was killed."), "killed") == (2, 2)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("floor", (14, None)),
        ("ceiling", (1, 14)),
        ("below", (1, 13)),
        ("near", (13, 14)),
        ("about", (13, 15)),
        ("exact", (14, 14)),
    ],
)
def test_bounds(kind: str, expected: tuple[int, int | None]) -> None:
    assert bounds(kind, 14) == expected


def test_every_list_entry_inflects() -> None:
    data = toml("measures")
    for measure in data["measure"]:
        for entry in (*measure["object"], *measure["subject"]):
            assert all(verb_forms(entry))
    assert all(all(noun_forms(noun)) for noun in data["people"]["nouns"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The death toll from Monday's rocket attack on a school in Orvano has risen to 21, nurses said.",
            ("killed", 21, True),
        ),
        ("Officials had put the number of dead at 14.", ("killed", 14, True)),
        ("She put the number of dead at six and left.", ("killed", 6, True)),
        ("The governor put the death toll at 14.", ("killed", 14, True)),
        ("Two miners are said to be dead.", ("killed", 2, False)),
        ("Two bus drivers working for Blue Tent were killed on Monday.", ("killed", 2, False)),
        ("A third miner has not been found.", ("missing", 1, False)),
        ("Three people have not been located.", ("missing", 3, False)),
        ("Two brothers, 11 and 15, were hospitalized.", ("injured", 2, False)),
        ("A rocket was fired.", ("rockets fired", 1, False)),
    ],
)
def test_one_figure_of_the_sentence(text: str, expected: tuple[str, int, bool]) -> None:
    (figure,) = read(text)
    assert (figure.measure, figure.low, figure.cumulative) == expected
    assert figure.high == figure.low


@pytest.mark.parametrize(
    "text",
    [
        "A depot was bombed.",
        "A grain store exploded.",
        "A convoy was struck near the ford.",
        "Rebels blew up a bridge.",
        "The army denied carrying out an air strike.",
        "Fort Lume has been held by rebels since May.",
        "Port Orrel was captured by rebels.",
        "Lume Bridge was quiet on March 12.",
        "A clerk left on March 12.",
        "Orrel spoke at a Dec. 4 rally in Fort Lume.",
        "The treasury returned about 1.7 billion Orvan dollars.",
        "More than 6 in 10 porters attended.",
        "It shows that No Child Forgotten was left behind.",
        "A spokesman for her 2016 campaign attended.",
        "Her party, one built on coal, lost.",
        "Lume is launching a new round of talks.",
    ],
)
def test_no_count_of_one_thing_or_town(text: str) -> None:
    assert read(text) == ()


def test_a_captured_officer_is_no_town() -> None:
    assert brief("Colonel Tomas Orrel was captured.") == [("detained", 1, 1)]


def test_a_dateline_is_no_sentence() -> None:
    text = "FORT LUME, March 12 (Delta Wire) - Two people were arrested."
    report = Report(id="r", text=text, dateline="FORT LUME, March 12 (Delta Wire)")
    assert [(f.measure, f.low) for f in figures(report, (Span(0, len(text)),), ())] == [("detained", 2)]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Seven more people died overnight.", "more"),
        ("Another five people were killed.", "Another"),
        ("A further 12 people were injured.", "A further"),
        ("At least 7 more porters were killed.", "At least 7 more"),
    ],
)
def test_what_comes_on_top_says_so(text: str, qualifier: str) -> None:
    (figure,) = read(text)
    assert figure.qualifier == qualifier
    assert is_increment(figure.qualifier)


def test_toll_prefers_the_running_total_to_what_came_on_top() -> None:
    text = "Seven more people died overnight.\nThe death toll now stands at 21."
    assert toll(read(text), "killed") == (21, 21)
    assert toll(read("Seven more people died."), "killed") == (7, 7)


PIECES = st.sampled_from(
    [
        "at least ",
        "14 ",
        "two dozen ",
        "people ",
        "were killed",
        " and ",
        ", ",
        "a woman ",
        "including ",
        "“",
        "”",
        "שלום ",
        "é",
        "🙂",
        "1,200",
        "-",
        "between 3 and ",
        "\u00a0",
        "no ",
        "killing ",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_always_fit_the_text(text: str) -> None:
    for figure in read(text):
        assert figure.spans == tuple(sorted(figure.spans))
        assert all(0 <= s.start < s.end <= len(text) for s in figure.spans)
        assert figure.high is None or figure.low <= figure.high


@given(st.lists(PIECES, max_size=30).map("".join))
def test_quantities_do_not_overlap(text: str) -> None:
    found = quantities(tokens(text, Span(0, len(text))))
    assert all(a.after <= b.first for a, b in itertools.pairwise(found))


def test_hostile_input_is_quick() -> None:
    assert len(read("killed 14, " * 60_000)) < 2_000
