"""Events: types, modes, participants, settings. All texts are made up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import Attribution, Entity, Event, Place, Report, Time
from reportedly.core.spans import Span, words_of
from reportedly.engines.spacy_parser import SpacyParser
from reportedly.extract.event_lexicon import codebook
from reportedly.extract.events import events
from reportedly.extract.figures import figures

PARSER = SpacyParser()
SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_9c4be3e5aad8f9cb.txt"


def _sentences(text: str) -> tuple[Span, ...]:
    out, at = [], 0
    for line in text.split("\n"):
        if line:
            out.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(out)


def read(text: str, *, parsed: bool = False, **known: object) -> tuple[Event, ...]:
    report = Report(id="r", text=text)
    sentences = _sentences(text)
    counted = figures(report, sentences, ())
    return events(report, sentences, figures=counted, parser=PARSER if parsed else None, **known)  # type: ignore[arg-type]


def sub_types(text: str) -> list[str]:
    return [event.sub_type for event in read(text)]


def roles(text: str) -> dict[str, str]:
    (event,) = read(text, parsed=True)
    return {p.role: words_of(p.spans, text) for p in reversed(event.participants)}


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Rebels clashed with troops near Orvano.", "Armed clash"),
        ("The army retook the town of Orvano.", "Government regains territory"),
        ("Militants overran the port.", "Non-state actor overtakes territory"),
        ("A drone strike hit the depot.", "Air/drone strike"),
        ("Warplanes bombed the market.", "Air/drone strike"),
        ("Artillery shelled the hill.", "Shelling/artillery/missile attack"),
        ("Four rockets were fired at the depot.", "Shelling/artillery/missile attack"),
        ("A roadside bomb went off near the bridge.", "Remote explosive/landmine/IED"),
        ("A man blew himself up in the square.", "Suicide bomb"),
        ("Someone threw a hand grenade into the yard.", "Grenade"),
        ("Chlorine gas was used against the village.", "Chemical weapon"),
        ("Gunmen opened fire in a cafe.", "Attack"),
        ("The clerk was kidnapped on Elm Road.", "Abduction/forced disappearance"),
        ("Two guards raped a prisoner.", "Sexual violence"),
        ("Teachers held a sit-in outside the ministry.", "Peaceful protest"),
        ("Police used tear gas against the protesters.", "Protest with intervention"),
        ("Soldiers fired live ammunition at the protesters.", "Excessive force against protesters"),
        ("Rioters hurled stones at the patrol.", "Violent demonstration"),
        ("An angry mob thrashed the driver.", "Mob violence"),
        ("Both sides signed a ceasefire.", "Agreement"),
        ("Police arrested the baker.", "Arrests"),
        ("Troops withdrew from the border town.", "Change to group/activity"),
        ("Police defused the device.", "Disrupted weapons use"),
        ("The brigade established a new military base there.", "Headquarters or base established"),
        ("The crowd looted the shop.", "Looting/property destruction"),
        ("The kidnappers released the hostages.", "Release"),
        ("An aid convoy reached Orvano.", "Aid delivery"),
        ("The prisoners were transferred to the coast.", "Transfer/movement"),
        ("The minister resigned.", "Political act"),
        ("The ferry capsized.", "Accident"),
        ("An earthquake shook Orvano.", "Natural disaster"),
        ("A court convicted the baker.", "Legal proceeding"),
    ],
)
def test_sub_types(text: str, sub_type: str) -> None:
    assert sub_type in sub_types(text)


@pytest.mark.parametrize(
    "text",
    [
        "In March 2011 the shop opened.",
        "He had a heart attack.",
        "The factory makes cluster bombs.",
        "The ministry released a statement.",
        "The occupying forces were quiet.",
        "Shell raised its oil output.",
        "Workers at the fire department had lunch.",
    ],
)
def test_no_event(text: str) -> None:
    assert read(text) == ()


def test_killing_in_an_air_strike_is_one_event() -> None:
    text = "Three farmers were killed and five injured in an air strike."
    (event,) = read(text)
    assert event.sub_type == "Air/drone strike"
    assert words_of(event.trigger, text) == "killed … injured … air strike"
    assert len(event.figures) == 2


def test_a_killing_alone_is_an_attack_with_its_figure() -> None:
    (event,) = read("Three farmers were killed.")
    assert (event.type, event.sub_type) == ("Violence against civilians", "Attack")
    assert len(event.figures) == 1


def test_two_happenings_in_one_sentence_stay_two() -> None:
    text = "Police arrested the baker after a bomb exploded at the mill."
    assert set(sub_types(text)) == {"Arrests", "Remote explosive/landmine/IED"}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Rebels attacked the mill.", "happened"),
        ("Rebels did not attack the mill.", "denied"),
        ("Rebels never attacked the mill.", "denied"),
        ("Rebels plan to attack the mill.", "planned"),
        ("Rebels will attack the mill.", "planned"),
        ("Rebels threatened to attack the mill.", "threatened"),
        ("Rebels could attack the mill.", "hypothetical"),
        ("If rebels attack the mill the town is lost.", "hypothetical"),
        ("The mayor urged the army to attack the mill.", "hypothetical"),
        ("Rebels are believed to have attacked the mill.", "happened"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    assert read(text)[0].mode == mode


def _said(act: str, polarity: str, content: Span) -> Attribution:
    return Attribution(
        id="a",
        source=(Span(0, 9),),
        cue=(Span(10, 16),),
        content=(content,),
        quote="indirect",
        act=act,  # type: ignore[arg-type]
        polarity=polarity,  # type: ignore[arg-type]
        certainty="asserted",
        voice="s",
        chain=("s",),
    )


@pytest.mark.parametrize(
    ("act", "polarity", "mode"),
    [
        ("deny", "denied", "denied"),
        ("state", "affirmed", "happened"),
        ("demand", "affirmed", "hypothetical"),
        ("threaten", "affirmed", "threatened"),
    ],
)
def test_what_is_said_of_it_decides_the_mode(act: str, polarity: str, mode: str) -> None:
    text = "The rebels spoke of attacking the mill."
    (event,) = read(text, attributions=(_said(act, polarity, Span(20, 38)),))
    assert (event.mode, event.attribution) == (mode, "a")


def test_active_roles() -> None:
    assert roles("Rebels from the hills ambushed the coast guard.") == {"actor": "Rebels", "target": "the coast guard"}


def test_passive_roles_and_instrument() -> None:
    assert roles("Two bakers were shot dead by masked gunmen with rifles.") == {
        "victim": "Two bakers",
        "actor": "masked gunmen",
        "instrument": "rifles",
    }


def test_nominal_roles() -> None:
    found = roles("The militia carried out an attack on the harbour.")
    assert found == {"actor": "The militia", "target": "the harbour"}


def test_subject_is_shared_by_coordinated_verbs() -> None:
    text = "The militia stormed the prison and kidnapped the warden."
    kidnap = next(e for e in read(text, parsed=True) if e.sub_type.startswith("Abduction"))
    assert {p.role: words_of(p.spans, text) for p in kidnap.participants} == {
        "actor": "The militia",
        "victim": "the warden",
    }


def test_entities_are_named() -> None:
    text = "Rebels ambushed the Orvan Guard."
    who = (Entity(id="n1", name="Orvan Guard", kind="organisation", mentions=(Span(20, 31),)),)
    (event,) = read(text, parsed=True, entities=who)
    assert [(p.role, p.entity) for p in event.participants] == [("actor", None), ("target", "n1")]


def test_roles_by_word_order_without_a_parser() -> None:
    text = "The Lume Front was attacked by the Orvan Guard."
    who = (
        Entity(id="n1", name="Lume Front", kind="organisation", mentions=(Span(4, 14),)),
        Entity(id="n2", name="Orvan Guard", kind="organisation", mentions=(Span(35, 46),)),
    )
    (event,) = read(text, entities=who)
    assert {p.entity: p.role for p in event.participants} == {"n1": "victim", "n2": "actor"}


def test_place_and_time_of_the_sentence_else_of_the_one_before() -> None:
    text = "On Monday gunmen raided Orvano. X\nLater rebels attacked the mill."
    place = Place(id="p", name="Orvano", spans=(Span(24, 30),), precision="town")
    time = Time(id="t", spans=(Span(3, 9),), precision="day", value="2021-03-01", start="2021-03-01")
    first, second = read(text, places=(place,), times=(time,))
    assert (first.place, first.time) == ("p", "t")
    assert (second.place, second.time) == ("p", "t")  # the opening names only one of each


def test_a_country_gives_way_to_a_town() -> None:
    text = "Rebels from Nauru attacked Orvano, the mayor said."
    places = (
        Place(id="land", name="Nauru", spans=(Span(12, 17),), precision="country"),
        Place(id="town", name="Orvano", spans=(Span(27, 33),), precision="town"),
    )
    assert read(text, places=places)[0].place == "town"


def test_every_sub_type_has_a_type_and_ambiguous_words_name_known_ones() -> None:
    book = codebook()
    assert set(book.types.values()) >= {
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Protests",
        "Riots",
        "Strategic developments",
    }
    assert len(book.types) >= 30


@cache
def _seed() -> str:
    if not SEED.is_file():
        pytest.skip("needs ../shared/seed, which is not here")
    return SEED.read_text("utf-8")


def test_seed_incidents() -> None:
    found = read(_seed(), parsed=True)
    kinds = {event.sub_type for event in found}
    assert {"Armed clash", "Transfer/movement", "Air/drone strike", "Shelling/artillery/missile attack"} <= kinds
    counted = {figure for event in found for figure in event.figures}
    assert len(counted) >= 4


PIECES = st.sampled_from(
    [
        "rebels ",
        "attacked ",
        "the mill",
        ", ",
        "“",
        "”",
        "was killed ",
        "by ",
        "שלום ",
        "é",
        "🙂",
        "\u00a0",
        "will ",
        "car bomb ",
        "\n",
        "protest ",
        "in March 2011 ",
        "14 ",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_always_fit_the_text(text: str) -> None:
    for event in read(text):
        spans = [*event.trigger, *(s for p in event.participants for s in p.spans)]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert event.trigger == tuple(sorted(event.trigger))


def test_hostile_input_is_bounded() -> None:
    assert len(read("attack " * 50_000)) < 2_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A roadside bomb struck a convoy of grain lorries near Lume Ford.", ["Remote explosive/landmine/IED"]),
        ("Nothing moved in Fort Lume on March 12.", []),
        ("Fourteen die in fire at Orvan mill", ["Accident"]),
        ("Nine weavers died when fire swept through a mill.", ["Accident"]),
        ("The fire had started in a spinning room.", ["Accident"]),
        ("Orrel said the blast was caused by an ammunition store.", ["Remote explosive/landmine/IED"]),
        ("Summit County was quiet.", []),
        ("Orrel met a fired clerk.", []),
        ("Orrel kept up her attacks on her rival in the debate.", []),
        ("Gunmen staged an attack on the candidate.", ["Attack"]),
        ("Deputies rallied behind the mayor.", []),
        ("Leaders held a summit in Orvano.", ["Political act"]),
        ("Weavers went on strike.", ["Peaceful protest"]),
    ],
)
def test_what_the_context_makes_of_a_word(text: str, expected: list[str]) -> None:
    assert sub_types(text) == expected


def _denial(text: str, cue: str, content: str, act: str) -> Attribution:
    start = text.index(content)
    return Attribution(
        id="a1",
        source=(Span(0, text.index(" ", 5)),),
        cue=(Span(text.index(cue), text.index(cue) + len(cue)),),
        content=(Span(start, start + len(content)),),
        quote="indirect",
        act=act,  # type: ignore[arg-type]
        polarity="denied",
        certainty="asserted",
        voice="s1",
        chain=("s1",),
    )


@pytest.mark.parametrize(
    ("text", "cue", "content", "act", "mode"),
    [
        (
            "The clinic does not know who carried out the attack.",
            "does not know",
            "who carried out the attack",
            "express",
            "happened",
        ),
        ("The mayor did not say when the attack began.", "did not say", "when the attack began", "state", "happened"),
        ("The mayor did not confirm the attack.", "did not confirm", "the attack", "state", "hypothetical"),
        ("The mayor denied the attack.", "denied", "the attack", "deny", "denied"),
    ],
)
def test_what_is_not_known_is_not_denied(text: str, cue: str, content: str, act: str, mode: str) -> None:
    (event,) = read(text, attributions=(_denial(text, cue, content, act),))
    assert event.mode == mode


def test_an_open_question_is_no_denial() -> None:
    (event,) = read("Guards do not know whether the attack was planned.")
    assert event.mode == "hypothetical"


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Lena Orrel, a driver shot on Apr. 16, is in hospital.", "a driver"),
        ("Two clerks shot on Apr. 16 near Lume Ford", "Two clerks"),
        ("Market bombed.", None),
    ],
)
def test_who_was_shot_did_not_shoot(text: str, victim: str | None) -> None:
    given = roles(text)
    assert "actor" not in given
    assert given.get("victim") == victim


def test_police_who_shoot_at_a_car_act() -> None:
    assert roles("Police shot at a car.").get("actor") == "Police"


def _time(text: str, words: str, value: str) -> Time:
    at = text.index(words)
    return Time(
        id=value, spans=(Span(at, at + len(words)),), value=value, start=value[:10], end=value[:10], precision="day"
    )


def test_the_evening_meal_is_no_time_of_what_happened() -> None:
    text = "Shells struck the yard on Monday.\nPeople had come for bread for the evening meal.\nDozens were injured."
    known = (_time(text, "Monday", "2024-03-11"), _time(text, "evening", "2024-03-12TEV"))
    assert [event.time for event in read(text, times=known)] == ["2024-03-11", "2024-03-11"]


def test_the_time_that_stands_with_the_event_is_its_own() -> None:
    text = (
        "The deaths from Tuesday's air strike on a market were confirmed, medics said on Wednesday, after porters died."
    )
    known = (_time(text, "Tuesday", "2024-03-12"), _time(text, "Wednesday", "2024-03-13"))
    (event,) = read(text, times=known)
    assert event.time == "2024-03-12"


def test_a_dateline_takes_no_part() -> None:
    text = "FORT LUME (Delta Wire) - At least 14 porters were killed in an air strike."
    report = Report(id="r", text=text, dateline="FORT LUME (Delta Wire)")
    (event,) = events(report, (Span(0, len(text)),), parser=PARSER)
    assert [words_of(p.spans, text) for p in event.participants] == ["At least 14 porters"]


def test_the_date_of_the_dateline_is_not_the_event_s() -> None:
    text = "FORT LUME, March 14 (Delta Wire) - A roadside bomb struck a van of grain near Lume Ford on Tuesday."
    report = Report(id="r", text=text, dateline="FORT LUME, March 14 (Delta Wire)")
    times = (_time(text, "March 14", "2024-03-14"), _time(text, "Tuesday", "2024-03-12"))
    (event,) = events(report, (Span(0, len(text)),), times=times)
    assert event.time == "2024-03-12"
