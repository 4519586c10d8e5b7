import random

import pytest

from reportedly.core.records import Entity, Source
from reportedly.link.identity import canonical, same_entity, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gen. Yusuf al-Amin", "Youssef Al Ameen"),
        ("Foreign Minister Mohammed Qasim", "Muhammad Kassem"),
        ("Bob Kessler", "Robert Kessler"),
        ("Abdel Rahman Khalil", "Abdelrahman Khalil"),
        ("Oleksandr Tkachenko", "Oleksander Tkachenko"),
        ("Dr. Ana Petrov", "Ana Petrov"),
    ],
)
def test_one_person_in_several_spellings(one, other):
    assert same_name(one, other, person=True).p_same >= 0.8
    assert same_name(one, other, person=True) == same_name(other, one, person=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Marsh", "Jane Marsh"),
        ("Ahmed Ali", "Ahmed Alawi"),
        ("John Marsh Jr.", "John Marsh Sr."),
        ("Peter Hall", "Peter Hill Brandt"),
    ],
)
def test_namesakes_are_told_apart(one, other):
    assert same_name(one, other, person=True).p_same < 0.5


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("PMU", "Hashd al-Sha’abi", "listed alias"),
        ("VRC", "Velmora Relief Committee", "acronym"),
        ("Velmora Relief Committee (VRC)", "VRC", "acronym"),
        ("Dayr al-Zawr Military Council", "Deir Ezzor Military Council", "same sound"),
        ("Ministry of Health", "Health Ministry", "same words in another order"),
        ("the U.S.", "United States", "listed alias"),
    ],
)
def test_bodies_by_alias_acronym_sound_and_order(one, other, reason):
    found = same_name(one, other)
    assert (found.p_same >= 0.8, found.reason) == (True, reason)


def test_different_ministries_are_different():
    assert same_name("Ministry of Health", "Ministry of Interior").p_same == 0.0


def person(name, n=0):
    return Entity(id=f"{name}-{n}", name=name, kind="person", mentions=())


def test_a_person_is_no_organisation_and_an_unnamed_voice_nobody():
    body = Entity(id="b", name="Marsh", kind="organisation", mentions=())
    assert same_entity(person("Marsh"), body).p_same == 0.0
    voices = [
        Source(id=str(n), name="two officials", identity="unnamed", kind="people", role="official", mentions=())
        for n in "ab"
    ]
    assert same_entity(*voices).p_same == 0.0
    assert canonical(voices) == ()


def test_a_surname_joins_the_only_full_name_that_bears_it():
    assert [c.names for c in canonical([person("Ana Petrov"), person("Petrov"), person("Petrov", 1)])] == [
        ("Ana Petrov", "Petrov")
    ]


def test_a_surname_of_two_people_stays_by_itself():
    found = canonical([person("Ana Petrov"), person("Ivan Petrov"), person("Petrov")])
    assert [c.names for c in found] == [("Ana Petrov",), ("Ivan Petrov",), ("Petrov",)]


def test_the_fullest_name_is_shown_and_order_makes_no_difference():
    names = ["Petrov", "Ana Petrov", "Dr. Ana Petrov", "VRC", "Velmora Relief Committee", "Marek Dolan", "Marec Dolan"]
    entities = [Entity(id=n, name=n, kind="organisation" if "V" in n else "person", mentions=()) for n in names]
    first = canonical(entities)
    random.Random(4).shuffle(entities)  # noqa: S311  a fixed seed for a test
    assert [(c.id, c.name, c.names) for c in canonical(entities)] == [(c.id, c.name, c.names) for c in first]
    assert {c.name for c in first} >= {"Velmora Relief Committee"}
    assert all(len(c.names) > 1 for c in first)


@pytest.mark.parametrize("odd", ["", " ", "…", "北京", "א", "—", "Dr.", "Mr. Jr.", "(PMU)", "\u0301"])
def test_odd_names_never_fail(odd):
    assert 0.0 <= same_name(odd, "Ana Petrov", person=True).p_same < 0.5
    canonical([person(odd), person("Ana Petrov")])
