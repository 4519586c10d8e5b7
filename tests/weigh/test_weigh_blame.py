"""Whom accounts hold responsible: only actors that are said to be, never bystanders of the sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import Story, Voice, body, cluster, incident_of, killed, unnamed

from reportedly import weigh
from reportedly.core.records import Event, Participant
from reportedly.core.spans import Span
from reportedly.weigh.blame import same_actor

MEDICS = unnamed("medics", "medical")
FRONT = body("Southern Front", "armed_group")


def blames(story):
    return {name for account in incident_of(story).accounts for name in account.blames}


def struck():
    return Story("r01", "Meridian Wire", "2024-05-05").says(MEDICS, "said", "a strike hit the town", "strike")


@pytest.mark.parametrize(
    ("cue", "content", "blamed"),
    [
        ("accused", "the Northland army of bombing the town", {"Northland army"}),
        ("blamed", "the Northland army for it", {"Northland army"}),
        ("held", "the Northland army responsible", {"Northland army"}),
        ("attributed", "the dead to the Northland army, among others", {"Northland army"}),
        ("condemned", "what it called the bombing of a market on 12 March", set()),
    ],
)
def test_accusations_without_an_event_of_their_own(cue, content, blamed):
    assert blames(struck().says(FRONT, cue, content, act="accuse")) == blamed


@pytest.mark.parametrize("actor", ["their", "an ammunition store", "the market"])
def test_what_cannot_act_is_not_blamed(actor):
    story = Story("r01", "Meridian Wire").own(f"There was {actor} in the strike.", "strike", actor=actor)
    event = story.events[0]
    story.events[0] = type(event)(
        id=event.id, type=event.type, sub_type=event.sub_type, trigger=event.trigger, mode=event.mode,
        participants=tuple(type(p)(role=p.role, spans=p.spans) for p in event.participants),
    )  # fmt: skip
    assert blames(story) == set()


def test_outlets_and_speakers_are_not_blamed():
    wire = Story("r01", "Meridian Wire").own(
        "Meridian Wire has pictures of the strike.", "strike", actor="Meridian Wire"
    )
    assert blames(wire) == set()
    speaker = Story("r01", "Meridian Wire").says(
        FRONT, "said", "the Southern Front saw the strike", "strike", actor="Southern Front"
    )
    assert blames(speaker) == set()


def test_a_denied_deed_blames_nobody():
    story = struck().says(
        FRONT,
        "denied",
        "the Southern Front did the strike",
        "strike",
        act="deny",
        polarity="denied",
        actor="Southern Front",
    )
    assert blames(story) == set()


def test_initials_and_full_name_are_one_actor():
    assert same_actor("FHF", "the Free Highlands Front") is True
    story = struck()
    story.says(FRONT, "accused", "the Free Highlands Front of bombing", act="accuse")
    story.says(FRONT, "blamed", "the FHF for it", act="accuse")
    assert blames(story) == {"Free Highlands Front"}


def test_what_an_eyewitness_saw_is_no_toll():
    story = struck()
    story.says(
        unnamed("a baker", "eyewitness", kind="person"),
        "said he saw",
        "five bodies",
        counts=(killed("five bodies", 5),),
    )
    story.says(MEDICS, "said", "the strike killed 14 people", "strike", counts=(killed("14 people", 14),))
    incident = incident_of(story)
    assert [(c.field, c.kind) for c in incident.conflicts] == [("killed", "scope")]
    assert {s.value for s in incident.conflicts[0].sides} == {"5 seen", "14"}


def test_what_is_added_to_a_toll_is_no_toll():
    story = struck()
    story.says(MEDICS, "said", "7 more people died after the strike", "strike", counts=(killed("7 more people", 7),))
    story.says(FRONT, "said", "the strike killed 21 people", "strike", counts=(killed("21 people", 21),))
    incident = incident_of(story)
    assert incident.conflicts == ()
    assert {a.figures["killed"] for a in incident.accounts} == {(7, None), (21, 21)}


def test_victims_and_speaking_persons_are_not_blamed():
    story = Story("r01", "Meridian Wire").own("Mira Tal was killed in the strike.", "strike", actor="Mira Tal")
    event = story.events[0]
    victims = tuple(replace(p, role="victim") for p in event.participants)
    story.events[0] = replace(event, participants=(*event.participants, *victims))
    story.entities["Mira Tal"] = replace(story.entities["Mira Tal"], kind="person")
    assert blames(story) == set()


def test_a_named_person_is_blamed_only_by_a_voice_that_accuses():
    told = struck().says(FRONT, "said", "Karim Nasser led the strike", "strike", actor="Karim Nasser")
    told.entities["Karim Nasser"] = replace(told.entities["Karim Nasser"], kind="person")
    assert blames(told) == set()
    accused = struck().says(
        FRONT, "accused", "Karim Nasser of leading the strike", "strike", act="accuse", actor="Karim Nasser"
    )
    accused.entities["Karim Nasser"] = replace(accused.entities["Karim Nasser"], kind="person")
    assert blames(accused) == {"Karim Nasser"}
    chief = Story("r01", "Meridian Wire").own("Karim Nasser spoke after the strike.", "strike", actor="Karim Nasser")
    chief.says(Voice("Karim Nasser"), "said", "the strike hit a market", "strike")
    assert blames(chief) == set()


def test_the_accused_is_no_accuser():
    story = struck()
    story.says(Voice("Karim Nasser"), "is accused of", "ordering the strike", "strike", act="accuse")
    incident = incident_of(story)
    assert "Karim Nasser" not in {o.name for o in incident.origins.members}


def test_who_affirms_the_incident_does_not_deny_it():
    story = struck()
    story.says(MEDICS, "denied that", "the strike hit a school", "strike", act="deny", polarity="denied")
    story.says(FRONT, "said", "a strike hit the town", "strike")
    incident = incident_of(story)
    assert incident.conflicts == ()
    assert {d for a in incident.accounts for d in a.denies} == {"the strike hit a school"}


@pytest.mark.parametrize(
    "words",
    [
        "a boy killed in a shooting on Sunday",
        "two men were fatally shot outside a bar",
        "a teenager accidentally shot himself while playing with a gun",
        "four people shot to death, neighbours feared",
        "officers were searching for those behind the shooting",
    ],
)
def test_who_suffers_or_investigates_is_not_blamed(words):
    assert blamed_in(words) == ()


@pytest.mark.parametrize(
    "words", ["two men shot a driver", "a gunman shot at officers", "a man suspected of killing his wife"]
)
def test_who_does_it_is_blamed(words):
    assert blamed_in(words)


def blamed_in(words):
    """Whom a claim of these words blames when extraction takes its first words for the actor and "shot", "shooting" … for the deed."""
    story = Story("r01", "Meridian Wire", "2024-05-05").says(unnamed("medics"), "said", words)
    head = next(w for w in ("boy", "two men", "teenager", "four people", "officers", "gunman", "a man") if w in words)
    at = story.text.index(head)
    deed = next(w for w in ("killed", "shooting", "shot", "killing") if w in words)
    story.events.append(
        Event(
            id="v0", type="Violence against civilians", sub_type="Attack", mode="happened", attribution="a0",
            trigger=(story._find(deed, Span(0, len(story.text))),),
            participants=(Participant(role="actor", spans=(Span(at, at + len(head)),)),),
        )
    )  # fmt: skip
    (incident,) = weigh.incidents([cluster(story)], [story.reading()], ())
    return incident.accounts[0].blames


@pytest.mark.parametrize(
    ("cue", "content", "blamed"),
    [
        ("charged", "a gunman with murder for the strike", {"gunman"}),
        ("accused him of", "possessing a firearm for benefit of a gang", set()),
        ("charged him with", "first-degree murder and use of a firearm for the strike", set()),
    ],
)
def test_a_charge_is_nobody(cue, content, blamed):
    assert blames(struck().says(FRONT, cue, content, act="accuse")) == blamed
