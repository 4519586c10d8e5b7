from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.ports import Toponym
from reportedly.core.records import Report
from reportedly.core.spans import Span
from reportedly.engines.gazetteer import Gazetteer
from reportedly.extract.place_meaning import distance_km
from reportedly.extract.places import home_country, places, resolve


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.compiled()


def found(text, gazetteer, **more):
    return {p.name: p for p in places(Report(id="r", text=text, **more), gazetteer=gazetteer)}


def test_one_place_for_all_spellings_and_mentions(gazetteer):
    text = "Shells fell on Dayr al-Zawr on Monday. Residents of Deir Ezzor fled; by night Deir ez-Zor was quiet."
    (place,) = places(Report(id="r", text=text), gazetteer=gazetteer)
    assert [s.of(text) for s in place.spans] == ["Dayr al-Zawr", "Deir Ezzor", "Deir ez-Zor"]
    assert (place.country, place.precision) == ("SY", "town")
    assert distance_km((place.lat, place.lon), (35.336, 40.141)) < 5


def test_a_type_word_tells_the_province_from_its_town(gazetteer):
    text = "Fighters crossed Syria's Hasakah Province at dawn. A mortar round landed in Hasakah near the bakery."
    precisions = [p.precision for p in places(Report(id="r", text=text), gazetteer=gazetteer) if p.name == "Hasakah"]
    assert sorted(precisions) == ["region", "town"]


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("A fire broke out in Alexandria, Louisiana, on Friday.", "Alexandria", "Louisiana"),
        ("The driver, of Springfield, Ill., was unhurt.", "Springfield", "Illinois"),
        ("The driver, of Columbus, GA, was unhurt.", "Columbus", "Georgia"),
        ("Deputies from Rapides Parish drove to Alexandria.", "Alexandria", "Louisiana"),
        ("She moved from Paris, Texas, to Dallas.", "Paris", "Texas"),
        ("Talks in Paris between France and Germany ended.", "Paris", "Île-de-France"),
    ],
)
def test_what_a_name_means_is_told_by_what_stands_with_it(gazetteer, text, name, region):
    assert found(text, gazetteer)[name].region == region


def test_places_nearby_decide_between_namesakes(gazetteer):
    text = "Police from Lancaster, Millersville and Lititz searched York and Harrisburg for the van."
    result = found(text, gazetteer)
    assert {result[n].region for n in ("Lancaster", "York", "Harrisburg")} == {"Pennsylvania"}


@pytest.mark.parametrize(
    "text",
    [
        "Mr Paris Jackson said the plan was ready.",
        "Said the minister: we will wait until March.",
        "Reading books is good, Virginia Woolcott told Jordan Smithers.",
        "Gen. Houston and Mrs. Lincoln left together.",
        "He works for the al-Kurdani family and reads the Turkish press.",
        "The SUVs and the IEDs were found on Friday.",
    ],
)
def test_people_and_plain_words_are_no_places(gazetteer, text):
    assert found(text, gazetteer) == {}


def test_a_listed_camp_and_an_unlisted_prison(gazetteer):
    text = "Guards in Raqqa's al-Bulanti prison fired shots. Families left the al-Hol camp."
    result = found(text, gazetteer)
    prison, camp = result["al-Bulanti prison"], result["al-Hol camp"]
    assert (prison.precision, prison.country, prison.gazetteer_id) == ("site", "SY", None)
    assert distance_km((prison.lat, prison.lon), (35.95, 39.01)) < 10
    assert (camp.precision, camp.country) == ("site", "SY")
    assert camp.gazetteer_id is not None


def test_an_unlisted_site_without_a_town_is_unresolved(gazetteer):
    (place,) = found("Shots were heard at the Qavvostan camp.", gazetteer).values()
    assert (place.precision, place.lat, place.country) == ("unresolved", None, None)


def test_demonyms_and_sections_point_to_a_country_without_naming_it(gazetteer):
    text = "The Syrian army shelled the town of Tripoli."
    assert "Syrian" not in found(text, gazetteer)
    lebanese = found("Lebanese soldiers entered Tripoli after Lebanese police left.", gazetteer)
    assert lebanese["Tripoli"].country == "LB"


def test_text_in_capitals(gazetteer):
    text = (
        "BOGOTA, 3 FEB 90 (RADIO) -- [TEXT] AN EXPLOSION NEAR MEDELLIN DAMAGED A PIPELINE. THE ARMY SAID THE ATTACK "
        "WAS CARRIED OUT BY REBELS WHO CAME FROM VENEZUELA. COLOMBIAN POLICE SAID NOTHING."
    )
    result = found(text, gazetteer)
    assert set(result) == {"BOGOTA", "MEDELLIN", "VENEZUELA"}
    assert result["MEDELLIN"].country == "CO"


def test_spans_given_by_others_are_resolved_in_company(gazetteer):
    text = "The Egyptian minister flew from Alexandria to Cairo."
    spans = [
        Span(4, 12),
        Span(text.index("Alex"), text.index("Alex") + 10),
        Span(text.index("Cairo"), text.index("Cairo") + 5),
    ]
    country, alexandria, cairo = resolve(Report(id="r", text=text), spans, gazetteer=gazetteer)
    assert (country.kind, country.country) == ("country", "EG")
    assert alexandria.country == cairo.country == "EG"


def test_an_unknown_name_is_resolved_to_nothing(gazetteer):
    assert resolve(Report(id="r", text="Xqzzvw"), [Span(0, 6)], gazetteer=gazetteer) == (None,)
    assert resolve(Report(id="r", text=""), [], gazetteer=gazetteer) == ()


def test_the_top_level_domain_is_a_hint_only_where_it_is_a_country():
    assert home_country("https://news.example.co.uk/x") == "GB"
    assert home_country("https://example.tv/x") is None
    assert home_country(None) is None


class Hamlets:
    """Every name means one hamlet of its own."""

    def toponyms(self, name: str) -> tuple[Toponym, ...]:
        return (
            Toponym(
                gazetteer_id=f"t:{name}",
                name=name,
                kind="town",
                lat=1.0,
                lon=2.0,
                country="SY",
                region="R",
                population=200_000,
            ),
        )


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "Hama",
                "‘US",
                "\u202eאבג",
                "👩‍👩‍👧",
                "e\u0301",
                "said",
                "in",
                "“Idlib”",
                "al-Bab",
                ",",
                ". ",
                "\n",
                "\u00a0",
                "camp",
                "D.C.",
                "Ill.",
                "St.",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_spans_cover_what_they_say_and_never_overlap(text):
    result = places(Report(id="r", text=text), gazetteer=Hamlets())
    spans = sorted(s for p in result for s in p.spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(not a.meets(b) for a, b in pairwise(spans))
    assert len({p.id for p in result}) == len(result)


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_no_text_is_a_fault(text):
    places(Report(id="r", text=text), gazetteer=Hamlets())


def test_the_same_text_gives_the_same_places(gazetteer):
    report = Report(id="r", text="Clashes in Idlib, Aleppo and Hama left Homs quiet. Washington said nothing.")
    assert places(report, gazetteer=gazetteer) == places(report, gazetteer=gazetteer)


@pytest.mark.parametrize("unit", ["A", "Al-", "A b ", "A. ", "A-", "'A", "St. Al ", "Ab, ", "IN "])
def test_a_megabyte_on_one_line_takes_linear_time(unit):
    class Nowhere:
        def toponyms(self, name: str) -> tuple[Toponym, ...]:
            return ()

    started = time.process_time()
    places(Report(id="r", text=unit * (300_000 // len(unit))), gazetteer=Nowhere())
    assert time.process_time() - started < 30


def named(text, gazetteer):
    return {p.name: (p.precision, p.country) for p in places(Report(id="r", text=text), gazetteer=gazetteer)}


UNKNOWN = ("unresolved", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A shell fell on the northern town of Kesh Awar.", "Kesh Awar"),
        ("A fire broke out in the southern port of Lindhaven.", "Lindhaven"),
        ("Shots were heard near Marlow Tarn Bridge.", "Marlow Tarn Bridge"),
        ("Two people died at a market in Kesh Awar.", "Kesh Awar"),
        ("KESH AWAR, Belvania, May 3 (Northern Wire) - Two people died.", "KESH AWAR"),
        ("Police in Vorrik made arrests. A curfew was called in Vorrik.", "Vorrik"),
    ],
)
def test_a_place_no_gazetteer_lists_is_kept_without_a_location(text, name, gazetteer):
    assert named(text, gazetteer) == {name: UNKNOWN}


def test_every_mention_of_an_unlisted_place_is_found(gazetteer):
    text = "Shells fell on the town of Kesh Awar. The Kesh Awar clinic was hit. Kesh Awar's mayor fled."
    (place,) = places(Report(id="r", text=text), gazetteer=gazetteer)
    assert [span.of(text) for span in place.spans] == ["Kesh Awar"] * 3
    assert place.lat is None
    assert place.lon is None


def test_part_of_a_longer_name_is_no_place_of_its_own(gazetteer):
    text = "Planes struck the town of Tel Rumah. Teams work in the Rumah valley, near Aleppo."
    found = named(text, gazetteer)
    assert found["Tel Rumah"] == UNKNOWN
    assert found["Rumah"] == UNKNOWN
    assert found["Aleppo"] == ("town", "SY")


@pytest.mark.parametrize(
    "text",
    [
        "The West and the South disagreed. East and West met in March.",
        "Western States condemned it.",
        "She was in Parliament. He was in Parliament.",
        "The town of Cyclone Vorrik fame. Damage in Cyclone Vorrik. Deaths in Cyclone Vorrik.",
        "Maoye Sun was named. Sun denied it.",
        "A man close to Mr Vorrik was held. Police arrested Vorrik.",
    ],
)
def test_what_is_only_capitalised_is_no_place(text, gazetteer):
    assert named(text, gazetteer) == {}


def test_a_side_of_a_known_region_is_not_in_the_way_of_it(gazetteer):
    assert named("Fighting in West Darfur. Fighting in West Darfur. Aid for Darfur.", gazetteer)["Darfur"][1] == "SD"


def test_a_dateline_in_capitals_does_not_name_the_place(gazetteer):
    text = "KESH AWAR, Belvania, May 3 (Northern Wire) - Two people died in Kesh Awar."
    assert list(named(text, gazetteer)) == ["Kesh Awar"]
