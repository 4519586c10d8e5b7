"""Reports in capitals come out in usual case, every character in its place. Exercise: all that is told is invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.parse import evened

PAIRS = [
    (
        "PRESIDENT OSEI MET WITH BOTH DELEGATIONS SEPARATELY. HE INFORMED THEM ABOUT THE INQUIRY.",
        "President Osei met with both delegations separately. He informed them about the inquiry.",
    ),
    (
        "SAN TOLM, 26 MAY 90 (EL FARO DE TOLM) -- [TEXT] THE ARMY SAYS THAT IT HAS NO REPORT.",
        "San Tolm, 26 May 90 (El Faro de Tolm) -- [Text] The army says that it has no report.",
    ),
    (
        "PORT TOLM, 3 MARCH (DOMESTIC SERVICE) -- [REPORT] [TEXT] COL JORDI OSEI LED THE MARCH ON MONDAY.",
        "Port Tolm, 3 March (Domestic Service) -- [Report] [Text] Col Jordi Osei led the march on Monday.",
    ),
    (
        "THE MANOLO TARVES NATIONAL LIBERATION FRONT (FMTN) DENIED THIS; THE FMTN HAS NO CAMPS IN EL SALVADOR.",
        "The Manolo Tarves National Liberation Front (FMTN) denied this; the FMTN has no camps in El Salvador.",
    ),
    (
        "TARNA [NATIONALIST REPUBLICAN ALLIANCE OF TOLM] WON, BUT TARNA'S LEADER PEDRO DE LA TOLMA LOST HIS SEAT.",
        "TARNA [Nationalist Republican Alliance of Tolm] won, but TARNA's leader Pedro de la Tolma lost his seat.",
    ),
    (
        "GENERAL BUSH WILL MARCH IN MAY. BUSH SAID THE BUSH WAS BURNT AND THAT HE WOULD MARCH ALONE.",
        "General Bush will march in May. Bush said the bush was burnt and that he would march alone.",
    ),
    (
        "VICE PRESIDENT MARITZA O'TALLY AND FOREIGN MINISTER D’ARNO TOLD REPORTERS: \"WE DIDN'T KNOW,\" AT 5 P.M.",
        "Vice President Maritza O'Tally and Foreign Minister D’Arno told reporters: \"We didn't know,\" at 5 p.m.",
    ),
    (
        "THE U.S.-NORVIAN INSTITUTE AND THE TOLM RIVER HOTEL WERE HIT ON THE 5TH DAY, 125 KM FROM THE U.S. BORDER.",
        "The U.S.-Norvian Institute and the Tolm River Hotel were hit on the 5th day, 125 km from the U.S. border.",
    ),
    (
        "THE MINISTRY OF DEFENSE TOLD US THAT THE US EMBASSY AND THE NATIONAL POLICE KNEW; A COLOMBIAN ARMY UNIT DID NOT.",
        "The Ministry of Defense told us that the US embassy and the National Police knew; a Colombian army unit did not.",
    ),
]


@pytest.mark.parametrize(("capitals", "usual"), PAIRS)
def test_capitals_become_usual_case(capitals: str, usual: str) -> None:
    assert evened(capitals) == usual


@pytest.mark.parametrize("usual", [usual for _, usual in PAIRS])
def test_usual_case_stays_the_very_same_text(usual: str) -> None:
    assert evened(usual) is usual


@pytest.mark.parametrize(
    "text",
    ["", "FIRE IN TOLM", "He said NO, THE ARMY DID NOT.", "УБИТО ДВАНАДЦАТЬ ЧЕЛОВЕК В ГОРОДЕ ТОЛМ СЕГОДНЯ", "WHO UN\nFire broke out in Tolm today."],
)  # fmt: skip
def test_few_words_and_other_languages_stay(text: str) -> None:
    assert evened(text) is text


def test_of_a_report_in_usual_case_only_the_lines_in_capitals_change() -> None:
    text = "REBELS TAKE THE BRIDGE AT TOLM, ARMY SAYS\nThe army said on Monday that the MNT and the UNO had left."
    assert evened(text).split("\n") == ["Rebels take the bridge at Tolm, army says", text.split("\n")[1]]


def test_what_the_rest_writes_small_or_with_a_capital_is_written_so_in_a_headline() -> None:
    text = (
        "FIREBRUG HELD AFTER SHOTS IN STONE MARKET, PORT TOLM\nPolice in Stone Market held a firebrug from Port Tolm."
    )
    assert evened(text).split("\n")[0] == "Firebrug held after shots in Stone Market, Port Tolm"
    assert " stone market" in evened(text.split("\n", maxsplit=1)[0])
    text = "ARMY SAYS IT SHOT THE FIREBRUG AT THE PIER\nThe firebrug died."
    assert evened(text).split("\n")[0] == "Army says it shot the firebrug at the pier"


@given(st.text())
@settings(deadline=None)
def test_any_text_keeps_its_length_and_is_stable(text: str) -> None:
    once = evened(text)
    assert len(once) == len(text)
    assert evened(once) == once


WORDS = st.sampled_from(
    [
        "THE",
        "ARMY",
        "FMTN",
        "UN",
        "US",
        "A",
        "OSEI",
        "GENERAL",
        "MR",
        "SAID",
        "WILL",
        "MAY",
        "MARCH",
        "IN",
        "DE",
        "LA",
        "EL",
        "(EFE)",
        "[TEXT]",
        "--",
        "U.S.",
        "İSTANBUL",
        "STRAẞE",
        "ǅUNGLA",
        "5TH",
        "3",
        "FRONT",
        "NATIONAL",
        "TOLM.",
        "BUSH'S",
        "O’HARA",
        "NO.",
        '"',
        ":",
        "(",
        ")",
        "[",
        "]",
        "OF",
        "MINISTRY",
        "a",
        "the",
    ]
)


@given(st.lists(WORDS, max_size=40), st.sampled_from([" ", "  ", "\n", "-"]))
@settings(deadline=None)
def test_capitals_keep_their_length_and_every_letter(words: list[str], gap: str) -> None:
    text = gap.join(words)
    once = evened(text)
    assert len(once) == len(text)
    assert once.casefold() == text.casefold()
    assert evened(once) == once


@pytest.mark.parametrize(
    "part", ["THE ARMY SAID (", "A.B.", "THE [MAN] ", "X'", "DE LA THE ", "MR MR THE ", "THE NATIONAL ", 'THE MAN ""-- ']
)  # fmt: skip
def test_time_is_bounded(part: str) -> None:
    start = time.perf_counter()
    evened(part * (120_000 // len(part)))
    assert time.perf_counter() - start < 5


def test_an_abbreviation_inside_brackets_ends_no_sentence() -> None:
    text = "TOLMEC [TOLM ELECTRIC COMPANY, LTD.] AND HALGAS HAVE ASKED FOR PATIENCE, WHICH I HOPE THE PEOPLE HAVE."
    assert evened(text) == (
        "TOLMEC [Tolm Electric Company, Ltd.] and Halgas have asked for patience, which I hope the people have."
    )
