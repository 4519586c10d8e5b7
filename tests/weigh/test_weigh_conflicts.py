"""Accounts side by side: figures, blame, denials; conflicts told from updates and differences of scope."""

from __future__ import annotations

from readings import Story, Voice, body, incident_of, killed, unnamed

STRIKE = "an air strike killed 14 people in Tel Rimah"
MEDICS = unnamed("medics", "medical")
MINISTRY = body("Ministry of Health")
TEL_RIMAH = {"name": "Tel Rimah", "lat": 36.0, "lon": 37.0}
FAR_TOWN = {"name": "Qasr Adil", "lat": 34.0, "lon": 38.0}


def told(identifier, publisher, published, who, words, *counts, event="strike", **about):
    return Story(identifier, publisher, published).says(who, "said", words, event, counts=counts, **about)


def account(incident, name):
    names = {o.id: o.name for o in incident.origins.members}
    (found,) = [a for a in incident.accounts if names[a.origin] == name]
    return found


def kinds(incident):
    return [(c.field, c.kind) for c in incident.conflicts]


def test_an_account_holds_the_latest_count_of_its_origin():
    first = told("r01", "Meridian Wire", "2024-05-05", MINISTRY, "the strike killed 14 people", killed("14 people", 14))
    second = told(
        "r02", "Coastal Herald", "2024-05-07", MINISTRY, "the strike killed 21 people", killed("21 people", 21)
    )
    incident = incident_of(second, first)
    assert account(incident, "Ministry of Health").figures == {"killed": (21, 21)}
    assert kinds(incident) == [("killed", "update")]
    (update,) = incident.conflicts
    assert [(s.value, s.evidence[0].report) for s in update.sides] == [("14", "r01"), ("21", "r02")]
    assert update.sides[0].origin == update.sides[1].origin
    assert incident.grade == "single origin"


def test_a_later_higher_toll_of_another_origin_is_an_update():
    first = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 14 people", killed("14 people", 14))
    second = told(
        "r02",
        "Coastal Herald",
        "2024-05-07",
        MINISTRY,
        "the strike killed 21 people",
        killed("21 people", 21, cumulative=True),
    )
    assert kinds(incident_of(first, second)) == [("killed", "update")]


def test_two_counts_of_one_day_are_a_conflict():
    first = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 14 people", killed("14 people", 14))
    second = told(
        "r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 21 people", killed("21 people", 21)
    )
    incident = incident_of(first, second)
    assert kinds(incident) == [("killed", "conflict")]
    assert incident.grade == "contested"
    assert incident.what == "reported air or drone strike"


def test_a_later_lower_count_of_another_origin_is_a_conflict():
    first = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 14 people", killed("14 people", 14))
    second = told("r02", "Coastal Herald", "2024-05-07", MINISTRY, "the strike killed 3 people", killed("3 people", 3))
    assert kinds(incident_of(first, second)) == [("killed", "conflict")]


def test_intervals_that_overlap_agree():
    first = told(
        "r01",
        "Meridian Wire",
        "2024-05-05",
        MEDICS,
        "the strike killed at least 14 people",
        killed("14 people", 14, None),
    )
    second = told(
        "r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 21 people", killed("21 people", 21)
    )
    incident = incident_of(first, second)
    assert incident.conflicts == ()
    assert incident.grade == "two or more origins"
    assert account(incident, "medics").figures == {"killed": (14, None)}


def test_a_share_of_the_dead_is_a_difference_of_scope():
    first = told(
        "r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 14 people, including 3 children",
        killed("14 people", 14), killed("3 children", 3, part_of="f0"),
    )  # fmt: skip
    second = told(
        "r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 3 children", killed("3 children", 3)
    )
    incident = incident_of(first, second)
    assert account(incident, "medics").figures == {"killed": (14, 14)}
    assert kinds(incident) == [("killed", "scope")]
    (scope,) = incident.conflicts
    assert {s.value for s in scope.sides} == {"14", "3 children"}
    assert incident.grade == "two or more origins"


def test_civilians_and_fighters_are_different_counts():
    first = told(
        "r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 9 civilians", killed("9 civilians", 9)
    )
    second = told(
        "r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 4 fighters", killed("4 fighters", 4)
    )
    assert kinds(incident_of(first, second)) == [("killed", "scope")]


def test_more_children_than_people_is_a_conflict():
    first = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 9 people", killed("9 people", 9))
    second = told(
        "r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 14 children", killed("14 children", 14)
    )
    assert kinds(incident_of(first, second)) == [("killed", "conflict")]


def test_a_denied_count_is_nobodys_count():
    story = Story("r01", "Meridian Wire", "2024-05-05")
    story.says(
        MINISTRY,
        "denied that",
        "the strike killed 14 people",
        "strike",
        act="deny",
        polarity="denied",
        counts=(killed("14 people", 14),),
    )
    incident = incident_of(story)
    assert account(incident, "Ministry of Health").figures == {}
    assert account(incident, "Ministry of Health").denies == ("the strike killed 14 people",)


def test_the_accused_denies_his_part():
    accuser = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "the army carried out the strike", actor="the army")
    accuser = told(
        "r01",
        "Meridian Wire",
        "2024-05-05",
        MEDICS,
        "Northland forces carried out the strike",
        actor="Northland forces",
    )
    denier = Story("r02", "Coastal Herald", "2024-05-05").says(
        body("Northland army", "military"),
        "denied",
        "it carried out the strike",
        "strike",
        act="deny",
        polarity="denied",
    )
    incident = incident_of(accuser, denier)
    assert (incident.origins.low, incident.origins.high) == (2, 2)
    assert account(incident, "medics").blames == ("Northland forces",)
    assert account(incident, "Northland army").denies == ("it carried out the strike",)
    assert kinds(incident) == [("actor", "conflict")]
    assert {s.value for s in incident.conflicts[0].sides} == {"Northland forces", "denies: it carried out the strike"}
    assert incident.grade == "contested"


def test_a_denial_without_the_event_answers_the_last_one_spoken_of():
    story = told(
        "r01",
        "Meridian Wire",
        "2024-05-05",
        MEDICS,
        "Northland forces carried out the strike",
        actor="Northland forces",
    )
    story.says(body("Northland army", "military"), "denied", "responsibility", act="deny", polarity="denied")
    incident = incident_of(story)
    assert account(incident, "Northland army").denies == ("responsibility",)
    assert kinds(incident) == [("actor", "conflict")]


def test_a_denial_that_anything_happened():
    affirms = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a strike hit the town")
    denies = Story("r02", "Coastal Herald", "2024-05-05").says(
        Voice("Omar Daher", affiliation="Tel Rimah council"),
        "said",
        "there had been no strike",
        "strike",
        mode="denied",
    )
    incident = incident_of(affirms, denies)
    assert kinds(incident) == [("occurred", "conflict")]
    assert {s.value for s in incident.conflicts[0].sides} == {"affirmed", "denied: there had been no strike"}


def test_two_different_actors_are_blamed():
    one = told(
        "r01",
        "Meridian Wire",
        "2024-05-05",
        MEDICS,
        "Northland forces carried out the strike",
        actor="Northland forces",
    )
    two = told(
        "r02",
        "Coastal Herald",
        "2024-05-05",
        MINISTRY,
        "the Southern Front carried out the strike",
        actor="Southern Front",
    )
    incident = incident_of(one, two)
    assert kinds(incident) == [("actor", "conflict")]
    vague = told(
        "r03", "Harbour Post", "2024-05-05", body("White Helmets"), "gunmen carried out the strike", actor="gunmen"
    )
    assert kinds(incident_of(one, vague)) == []


def test_claiming_responsibility_blames_oneself():
    story = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a strike hit the town")
    story.says(
        body("Southern Front", "armed_group"),
        "claimed responsibility for",
        "the strike",
        "strike",
        act="claim_responsibility",
    )
    assert account(incident_of(story), "Southern Front").blames == ("Southern Front",)


def test_places_and_days_that_exclude_each_other():
    one = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a strike hit the town", place=TEL_RIMAH, day="2024-05-04")
    two = told(
        "r02", "Coastal Herald", "2024-05-06", MINISTRY, "a strike hit the town", place=FAR_TOWN, day="2024-05-02"
    )
    assert kinds(incident_of(one, two)) == [("place", "conflict"), ("time", "conflict")]
    assert incident_of(one, two).grade == "two or more origins"
    country = {"name": "Northland", "lat": 10.0, "lon": 10.0, "precision": "country"}
    vague = told("r03", "Coastal Herald", "2024-05-06", MINISTRY, "a strike hit the land", place=country)
    assert kinds(incident_of(one, vague)) == []


def test_what_names_kind_and_place():
    incident = incident_of(told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a strike hit the town", place=TEL_RIMAH))
    assert incident.what == "air or drone strike in Tel Rimah"
    assert incident.place.name == "Tel Rimah"


def test_evidence_is_exact():
    story = told("r01", "Meridian Wire", "2024-05-05", MEDICS, STRIKE, killed("14 people", 14), event="air strike")
    other = told(
        "r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 21 people", killed("21 people", 21)
    )
    texts = {s.id: s.text for s in (story, other)}
    (conflict,) = incident_of(story, other).conflicts
    assert {texts[e.report][e.start : e.end] for s in conflict.sides for e in s.evidence} == {"14 people", "21 people"}


def test_own_words_are_whole_sentences():
    story = (
        Story("r01", "Meridian Wire", "2024-05-05")
        .own("Smoke rose.")
        .own("A strike hit the town on Sunday.", "strike")
        .own("It rained.")
    )
    (told_by,) = incident_of(story).accounts
    (words,) = told_by.own_words
    assert story.text[words.start : words.end] == "A strike hit the town on Sunday."


def test_two_shares_are_no_two_tolls():
    one = told(
        "r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed at least 14 people, including 3 children",
        killed("14 people", 14, None), killed("3 children", 3, part_of="f0"),
    )  # fmt: skip
    two = told(
        "r02", "Coastal Herald", "2024-05-06", MINISTRY, "the strike killed 19 people, among them 4 children",
        killed("19 people", 19), killed("4 children", 4, part_of="f0"),
    )  # fmt: skip
    assert incident_of(one, two).conflicts == ()


def test_what_stands_in_the_conflict_is_not_told_again():
    one = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "the strike killed 14 people", killed("14 people", 14))
    two = told("r02", "Coastal Herald", "2024-05-05", MINISTRY, "the strike killed 6 people", killed("6 people", 6))
    part = told(
        "r03",
        "Harbour Post",
        "2024-05-06",
        body("White Helmets"),
        "the strike killed 3 children",
        killed("3 children", 3),
    )
    other = told(
        "r04", "Delta Post", "2024-05-06", body("Red Star"), "the strike killed 5 fighters", killed("5 fighters", 5)
    )
    conflict, scope = incident_of(one, two, part, other).conflicts
    assert [s.value for s in conflict.sides] == ["14", "6"]
    assert {s.value for s in scope.sides} == {"3 children", "5 fighters"}


def test_a_denial_of_something_else_does_not_deny_the_incident():
    story = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a fire killed 14 people", event="fire")
    story.says(
        Voice("Omar Daher"), "denied", "that any door of the mill had been locked", act="deny", polarity="denied"
    )
    incident = incident_of(story)
    assert account(incident, "Omar Daher").denies == ("that any door of the mill had been locked",)
    assert incident.conflicts == ()


def test_who_carries_a_denial_does_not_deny():
    affirms = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a strike hit the town")
    carries = Story("r02", "Coastal Herald", "2024-05-05").says(
        unnamed("state television", "journalist", kind="outlet"),
        "says",
        "the army denied the attack",
        "attack",
        mode="denied",
    )
    incident = incident_of(affirms, carries)
    assert {o.name for o in incident.origins.members} == {"medics", "army"}
    assert account(incident, "army").denies == ("the army denied the attack",)
    assert [{s.origin for s in c.sides} for c in incident.conflicts] == [{o.id for o in incident.origins.members}]


def test_a_carried_denial_of_nobody_known_is_no_denial():
    affirms = told("r01", "Meridian Wire", "2024-05-05", MEDICS, "a strike hit the town")
    carries = Story("r02", "Coastal Herald", "2024-05-05").says(
        unnamed("state television", "journalist", kind="outlet"),
        "says",
        "some neighbours denied the attack",
        "attack",
        mode="denied",
    )
    assert incident_of(affirms, carries).conflicts == ()


def test_a_report_that_gives_the_earlier_count_beside_the_toll_tells_an_update():
    third = told(
        "r01", "Coastal Herald", "2024-05-06", body("Red Star"), "the strike killed 6 people", killed("6 people", 6)
    )
    both = (
        Story("r02", "Meridian Wire", "2024-05-06")
        .says(
            MEDICS, "said", "the strike killed 21 people", "strike", counts=(killed("21 people", 21, cumulative=True),)
        )
        .says(MINISTRY, "had said", "the strike killed 14 people", "strike", counts=(killed("14 people", 14),))
    )
    found = {c.kind: {s.value for s in c.sides} for c in incident_of(third, both).conflicts}
    assert found["update"] >= {"14", "21"}
