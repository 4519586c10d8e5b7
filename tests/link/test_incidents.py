import random
from dataclasses import replace

import pytest

from reportedly.core.records import Event, Figure, Place, Reading, Report, Time
from reportedly.core.spans import Span
from reportedly.link import clusters
from reportedly.link.happenings import happenings

BRIDGE = [
    ("a1", "2021-06-02", "Blast on Arno Bridge kills two", "TALVIK — A bomb exploded on the Arno Bridge in Talvik on Tuesday night, killing two toll collectors, Irma Sool, 41, and Peet Raud, 29, police said. The blast shut the river road."),
    ("a2", "2021-06-02", "Two dead in Talvik bridge bombing", "Two toll collectors died when a bomb went off on the Arno Bridge in Talvik late on Tuesday. Residents named one of the dead as Irma Sool, a mother of three."),
    ("a3", "2021-06-04", "Third man detained over Arno Bridge bomb", "Police in Talvik detained a third man over the bombing that killed Irma Sool and Peet Raud on the Arno Bridge. The 29-year-old Raud had worked there for a month."),
    ("a4", None, "Widow of bridge victim speaks", "The widow of Peet Raud, one of two toll collectors killed on the Arno Bridge in Talvik, asked the city for answers about the explosion."),
]  # fmt: skip
MARKET = [
    ("b1", "2021-06-03", "Shells hit Orvell market", "Shells landed on the vegetable market of Orvell on Wednesday morning and killed at least nine shoppers, the hospital said. Surgeon Lina Mekal treated 30 wounded."),
    ("b2", "2021-06-03", "Nine killed as mortars strike market in Orvell", "At least nine people were killed when mortar rounds struck Orvell's vegetable market on Wednesday, surgeon Lina Mekal told this newspaper."),
    ("b3", "2021-06-05", "Army denies shelling Orvell market", "The army denied that it had fired the mortar rounds that struck the vegetable market in Orvell. Mekal said the death toll had risen to 11."),
]  # fmt: skip
DISTRACTOR = [
    ("c1", "2021-02-11", "Talvik bomb wounds guard", "A bomb exploded outside a depot in Talvik on Wednesday, wounding a guard, Oskar Tamm, 53. Nobody was killed, police said, and trams ran again by noon."),
]  # fmt: skip


def bare(rows):
    return [Reading(report=Report(id=i, published=d, title=t, text=x, publisher=f"Paper {i}")) for i, d, t, x in rows]


def groups(found):
    return {c.reports for c in found}


def test_texts_alone_link_by_names_places_and_days_and_the_distractor_stays_apart():
    found = clusters(bare(BRIDGE + MARKET + DISTRACTOR))
    assert groups(found) == {("a1", "a2", "a3", "a4"), ("b1", "b2", "b3"), ("c1",)}
    assert all(c.events == () for c in found)


def test_order_and_repetition_of_readings_make_no_difference():
    readings = bare(BRIDGE + MARKET + DISTRACTOR)
    first = clusters(readings)
    random.Random(5).shuffle(readings)  # noqa: S311  a fixed seed for a test
    assert clusters([*readings, readings[0]]) == first


def test_ids_are_made_from_content():
    (one,), (other,) = clusters(bare(BRIDGE[:1])), clusters(bare(BRIDGE[:1]))
    assert one.id == other.id
    assert one.id.startswith("i_")


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "…"])
def test_reports_without_words_never_fail(text):
    assert len(clusters(bare([("x", None, None, text), *BRIDGE]))) <= 2


def test_nothing_gives_nothing():
    assert clusters([]) == ()


def at(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


TALVIK = Place(id="p1", name="Talvik", spans=(), precision="town", lat=59.0, lon=25.0, country="XA")
ORVELL = Place(id="p2", name="Orvell", spans=(), precision="town", lat=57.5, lon=26.5, country="XA")
TUESDAY = Time(id="t1", spans=(), precision="day", value="2021-06-01", start="2021-06-01", end="2021-06-01")
WEDNESDAY = Time(id="t2", spans=(), precision="day", value="2021-06-02", start="2021-06-02", end="2021-06-02")


def event(text, words, name, *, kind=("Explosions/Remote violence", "Remote explosive/landmine/IED"), nth=0, **fields):
    return Event(
        id=name,
        type=kind[0],
        sub_type=kind[1],
        trigger=(at(text, words, nth),),
        mode=fields.pop("mode", "happened"),
        **fields,
    )


def test_mentions_that_refer_back_are_one_happening():
    (reading,) = bare(BRIDGE[:1])
    text = reading.report.text
    reading = replace(
        reading,
        places=(TALVIK,),
        times=(TUESDAY,),
        events=(event(text, "exploded", "e1", place="p1", time="t1"), event(text, "blast", "e2")),
    )
    (found,) = happenings(reading, 0)
    assert [e.id for e in found.events] == ["e1", "e2"]
    assert found.lead
    assert (found.place, found.time) == (TALVIK, TUESDAY)


def test_planned_events_found_no_happening_and_denied_ones_do():
    text = "The group vowed to bomb the depot. The army denied the raid on Orvell."
    reading = Reading(
        report=Report(id="r", text=text),
        places=(ORVELL,),
        events=(
            event(text, "bomb", "e1", mode="threatened"),
            event(text, "raid", "e2", kind=("Battles", "Armed clash"), mode="denied", place="p2"),
        ),
    )
    assert [[e.id for e in h.events] for h in happenings(reading, 0)] == [["e2"]]


def roundup():
    text = (
        "A bomb exploded on the Arno Bridge in Talvik on Tuesday, killing Irma Sool and Peet Raud. Two thousand students sang.\n"
        "Separately, mortar rounds struck the vegetable market of Orvell on Wednesday, surgeon Lina Mekal said."
    )
    return Reading(
        report=Report(
            id="round", text=text, title="Violence across the region", published="2021-06-03", publisher="Wire"
        ),
        places=(TALVIK, ORVELL),
        times=(TUESDAY, WEDNESDAY),
        figures=(Figure(id="f1", measure="killed", low=2, high=2, spans=(at(text, "killing"),)),),
        events=(
            event(text, "exploded", "e1", place="p1", time="t1", figures=("f1",)),
            event(
                text,
                "struck",
                "e2",
                kind=("Explosions/Remote violence", "Shelling/artillery/missile attack"),
                place="p2",
                time="t2",
            ),
        ),
    )


def test_a_report_of_two_incidents_belongs_to_both():
    found = clusters([*bare(BRIDGE + MARKET), roundup()])
    of_event = {ref.event: c.reports for c in found for ref in c.events}
    assert set(of_event["e1"]) >= {"round", "a1", "a2"}
    assert set(of_event["e2"]) >= {"round", "b1", "b2"}
    assert of_event["e1"] != of_event["e2"]


def test_an_incident_takes_type_place_and_time_from_its_members():
    found = next(c for c in clusters([*bare(BRIDGE), roundup()]) if c.events and c.events[0].event == "e1")
    assert (found.type, found.sub_type) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert (found.place, found.time) == (TALVIK, TUESDAY)


def test_a_stray_mention_in_the_sentence_of_the_lead_is_no_incident_of_its_own():
    text = "A roadside bomb struck an aid convoy near Talvik on Tuesday, killing two drivers."
    reading = Reading(
        report=Report(id="r", text=text, published="2021-06-02"),
        places=(TALVIK,),
        times=(TUESDAY,),
        events=(
            event(text, "bomb", "e1", place="p1", time="t1"),
            event(text, "struck", "e2", kind=("Protests", "Peaceful protest"), place="p1", time="t1"),
        ),
    )
    (found,) = happenings(reading, 0)
    assert [e.id for e in found.events] == ["e1", "e2"]
    assert found.sub_type == "Remote explosive/landmine/IED"


def test_an_earlier_attack_elsewhere_told_as_background_is_a_happening_of_its_own():
    text = "A bomb exploded in Talvik on Tuesday.\nMortar rounds struck the market of Orvell last week, killing nine."
    shelling = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    reading = Reading(
        report=Report(id="r", text=text, published="2021-06-02"),
        places=(TALVIK, ORVELL),
        events=(event(text, "exploded", "e1", place="p1"), event(text, "struck", "e2", kind=shelling, place="p2")),
    )
    lead, aside = happenings(reading, 0)
    assert (lead.events[0].id, aside.events[0].id) == ("e1", "e2")
    assert aside.passage.startswith("Mortar rounds")
    assert "Mortar rounds" in lead.passage


def test_what_happened_many_times_is_not_this_incident():
    text = "A bomb exploded in Talvik on Tuesday. Rebels have bombed the hills around the town several times this year."
    events = (event(text, "exploded", "e1", place="p1"), event(text, "bombed", "e2"))
    reading = Reading(report=Report(id="r", text=text, published="2021-06-02"), places=(TALVIK,), events=events)
    assert [[e.id for e in h.events] for h in happenings(reading, 0)] == [["e1"]]
    alone = replace(reading, events=events[1:])
    assert [[e.id for e in h.events] for h in happenings(alone, 0)] == [["e2"]]


def test_an_earlier_day_in_passing_is_not_this_incident():
    text = "A bomb exploded in Talvik on Thursday. The town lies in a valley. Its market was shelled two days earlier."
    thursday = Time(id="t3", spans=(), precision="day", value="2021-06-03", start="2021-06-03", end="2021-06-03")
    reading = Reading(
        report=Report(id="r", text=text, published="2021-06-03"),
        times=(TUESDAY, thursday),
        events=(event(text, "exploded", "e1", time="t3"), event(text, "shelled", "e2", time="t1")),
    )
    assert [[e.id for e in h.events] for h in happenings(reading, 0)] == [["e1"]]
    assert clusters([reading])[0].time == thursday


def timed(name, text, words, precision, start):
    time = Time(id="t9", spans=(at(text, words),), precision=precision, value=start, start=start, end=start)
    return Reading(
        report=Report(id=name, text=text, title="Blast on Arno Bridge in Talvik", published="2021-06-02"),
        places=(TALVIK,),
        times=(time,),
        events=(event(text, "exploded", "e1", place="p1", time="t9"),),
    )


def test_the_hour_is_told_only_where_a_clock_time_stands_with_the_event():
    bread = timed(
        "r1",
        "A bomb exploded on the Arno Bridge in Talvik. It was crowded that evening.",
        "that evening",
        "part_of_day",
        "2021-06-01TEV",
    )
    clock = timed(
        "r2",
        "A bomb exploded on the Arno Bridge in Talvik at 9:10 on Tuesday.",
        "9:10 on Tuesday",
        "minute",
        "2021-06-01T09:10",
    )
    later = timed(
        "r3",
        "A bomb exploded on the Arno Bridge in Talvik. Police came at 11:30.",
        "11:30",
        "minute",
        "2021-06-01T11:30",
    )
    starts = [
        [c.time.start for c in clusters(readings)] for readings in ([bread], [clock], [later], [bread, clock, later])
    ]
    assert starts == [["2021-06-01"], ["2021-06-01T09:10"], ["2021-06-01"], ["2021-06-01T09:10"]]
