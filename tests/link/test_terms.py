from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.rarity import background, rarities
from reportedly.link.terms import day, terms

PUBLISHED = date(2019, 3, 14).toordinal()  # a Thursday


def test_names_ages_and_streets_are_found():
    found = terms(
        "Marek Dolan, 34, was shot in the 1200 block of Quarry Road. A 7-year-old girl, Ana Petrov’s niece, was unhurt.",
        PUBLISHED,
    )
    assert found.ages.keys() == {"34", "7"}
    assert found.streets.keys() == {"quarry"}
    assert found.names.keys() >= {"dolan", "petrov", "quarry"}


def test_words_written_small_elsewhere_are_no_names():
    found = terms("Then the Market burned. People fled the market near the Kestrel depot.")
    assert "market" not in found.names
    assert "kestrel" in found.names


def test_weekdays_and_dates_resolve_backwards_from_publication():
    found = terms("The depot burned on Monday, a year after the fire of March 20 and that of 5 May.", PUBLISHED)
    assert found.days == {date(2019, 3, 11).toordinal(), date(2018, 3, 20).toordinal(), date(2018, 5, 5).toordinal()}


def test_without_publication_date_no_day_is_guessed():
    assert terms("It happened on Monday, March 4.").days == frozenset()


def test_names_that_begin_like_months_are_no_dates():
    assert terms("Marion 12 beat Maybach 3.", PUBLISHED).days == frozenset()


def test_accents_and_typographic_marks_fold():
    assert terms("José’s café").words == terms("Jose's cafe").words


def test_days_need_day_precision():
    assert day("2019-03-14T22:10:00Z") == PUBLISHED
    assert day("2019-03") is None
    assert day(None) is None
    assert day("2019-02-31") is None


@given(st.text(max_size=400))
def test_any_text_has_terms(text):
    found = terms(text, PUBLISHED)
    assert sum(found.lead.values()) <= 100
    assert set(found.lead) <= set(found.words)


def test_common_words_weigh_little_even_in_a_small_case():
    bags = [{"police": 1, "said": 1, "velmora": 1}] * 12
    found = rarities(bags, 12)
    assert found["said"] < 0.5
    assert found["velmora"] > 2.5
    assert background()["the"] > 0.5
