"""One entity for all the ways a report names it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import Entity, Place, Report
from reportedly.core.spans import Span
from reportedly.extract.entities import entities
from reportedly.parse import sentences


def read(text: str, places: tuple[Place, ...] = ()) -> dict[str, Entity]:
    return {e.name: e for e in entities(Report(id="r", text=text), sentences(text), places)}


def texts(text: str, entity: Entity) -> list[str]:
    return [s.of(text) for s in entity.mentions]


def place(text: str, name: str) -> Place:
    start = text.index(name)
    return Place(id=f"p_{name}", name=name, spans=(Span(start, start + len(name)),), precision="town")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The talks were led by Marta Ilves in the north.", "Marta Ilves", "person"),
        ("Gen. Osei was not there.", "Osei", "person"),
        ("Russian President Ilya Varga spoke.", "Ilya Varga", "person"),
        ("A statement by the Northern Relief Agency followed.", "Northern Relief Agency", "organisation"),
        ("The Ministry of Health and Welfare closed.", "Ministry of Health and Welfare", "organisation"),
        ("Turkish warplanes flew over.", "Turkish warplanes", "organisation"),
        ("They were held in Al-Noor prison for a year.", "Al-Noor prison", "facility"),
        ("Two were taken to St. Anne Hospital.", "St. Anne Hospital", "facility"),
        ("A Katyusha hit the wall.", "Katyusha", "weapon"),
        ("Omar al-Tamimi was unhurt.", "Omar al-Tamimi", "person"),
    ],
)
def test_a_name_gets_its_kind(text: str, name: str, kind: str) -> None:
    found = read(text)
    assert name in found, list(found)
    assert found[name].kind == kind


def test_surname_first_name_and_title_are_one_person() -> None:
    text = "Mayor Marta Ilves arrived. Ilves was tired. “We wait,” said Marta. Mayor Ilves left."
    assert texts(text, read(text)["Marta Ilves"]) == ["Marta Ilves", "Ilves", "Marta", "Ilves"]


def test_a_surname_of_two_people_is_left_to_neither() -> None:
    text = "Marta Ilves met Paul Ilves. Ilves was tired."
    found = read(text)
    assert texts(text, found["Marta Ilves"]) == ["Marta Ilves"]
    assert texts(text, found["Paul Ilves"]) == ["Paul Ilves"]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("The Coastal Defence Brigades (CDB) fired. The CDB denied it.", "Coastal Defence Brigades", ("CDB",)),
        ("The Upland Guard Units (UGU) or Haras al-Jabal, fled.", "Upland Guard Units", ("UGU", "Haras al-Jabal")),
        ("The Valley Front, also known as Jabhat al-Wadi, fled.", "Valley Front", ("Jabhat al-Wadi",)),
        ("They left al-Noor prison (also known as Karsan).", "al-Noor prison", ("Karsan",)),
    ],
)
def test_names_the_report_ties_together_are_aliases(text: str, name: str, aliases: tuple[str, ...]) -> None:
    found = read(text)
    assert name in found, list(found)
    assert found[name].aliases[: len(aliases)] == aliases


def test_a_known_body_is_one_under_all_its_names_and_brings_its_usual_one() -> None:
    text = "Daesh (ISIS) claimed it. Fighters of the Islamic State group fled, ISIL said."
    body = read(text)["Daesh"]
    assert texts(text, body) == ["Daesh", "ISIS", "Islamic State group", "ISIL"]
    assert body.aliases == ("ISIS", "Islamic State group", "ISIL", "Islamic State")


def test_forces_of_one_country_are_one_whatever_they_are_called() -> None:
    text = "US forces left. American troops stayed. American occupation forces fired. US police came."
    found = read(text)
    assert texts(text, found["US forces"]) == ["US forces", "American troops", "American occupation forces"]
    assert texts(text, found["US police"]) == ["US police"]


def test_places_keep_their_id_and_give_way_to_names_that_hold_them() -> None:
    text = "In Karsan, the Karsan Media Center burned."
    report = Report(id="r", text=text)
    here = Place(id="p_1", name="Karsan", spans=(Span(3, 9), Span(15, 21)), precision="town")
    found = {e.name: e for e in entities(report, sentences(text), (here,))}
    assert found["Karsan"].id == "p_1"
    assert found["Karsan"].kind == "place"
    assert found["Karsan"].mentions == (Span(3, 9),)
    assert found["Karsan Media Center"].kind == "organisation"


def test_typographic_apostrophes_and_hard_spaces_change_nothing() -> None:
    text = "The People’s Protection\u00a0Units left. The YPG stayed. Hashd\u00a0al-Sha’abi too."
    found = read(text)
    assert texts(text, found["People’s Protection Units"]) == ["People’s Protection\u00a0Units", "YPG"]


def test_capitals_throughout_do_not_make_everything_a_name() -> None:
    text = "THE FMLN ATTACKED THE BARRACKS ON MONDAY, GEN. OSEI SAID. PRESIDENT MARTA ILVES WAS IN THE CAPITAL."
    found = {name: e.kind for name, e in read(text).items()}
    assert found == {"FMLN": "organisation", "OSEI": "person", "MARTA ILVES": "person"}


def test_an_empty_text_names_nobody() -> None:
    assert read("") == {}


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["Daesh", "(ISIS)", "US", "forces", "Marta", "Ilves", "Gen.", "the", "of", "Ministry", "al-Noor", "prison", "or", "also known as",
                 "(", ")", "’s", "“", "🙂", "עזה", "SDF", "Katyusha", "\u00a0", "\n", "and", "Army", ",", "President", "so-called", "(SDF)", "said"]
            ),
            st.text(max_size=4),
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_mentions_are_exact_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    places = (place(text, "Marta"),) if "Marta" in text else ()
    found = entities(Report(id="r", text=text), sentences(text), places)
    spans = sorted(s for e in found for s in e.mentions)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text).strip() == s.of(text) != "" for s in spans)
    assert all(e.mentions for e in found)
    assert len({e.id for e in found}) == len(found)


@pytest.mark.parametrize("unit", ["Aa ", "A", "of Aa ", "(AB) ", "US ", "Daesh ", "Marta ", "al-A"])
def test_hostile_lines_come_to_an_end(unit: str) -> None:
    def cost(size: int) -> float:
        began = time.process_time()
        read(unit * (size // len(unit)))
        return time.process_time() - began

    assert cost(32_000) < 10  # seconds: linear work takes a tenth of one, a backtracking pattern never ends
