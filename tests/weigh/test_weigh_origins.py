"""Scenarios of design section 2a: how many independent origins, and why."""

from __future__ import annotations

from readings import Story, Voice, body, copy_of, incident_of, killed, outlet, unnamed


def bounds(incident):
    return incident.origins.low, incident.origins.high


def reasons(incident):
    return {(m.reason, m.certain) for o in incident.origins.members for m in o.merged}


STRIKE = "an air strike killed 14 people in Tel Rimah"
COUNT = (killed("14 people", 14),)
HADDAD = Voice("Dr Salma Haddad", role="medical", affiliation="Tel Rimah Hospital")


def wire(**more):
    return Story("r01", "Meridian Wire", "2024-05-05T09:00", **more)


def test_one_report_with_one_voice_is_a_single_origin():
    incident = incident_of(wire().says(HADDAD, "said", STRIKE, "air strike", counts=COUNT))
    assert bounds(incident) == (1, 1)
    assert incident.grade == "single origin"
    assert incident.origins.members[0].name == "Dr Salma Haddad"
    assert incident.origins.members[0].merged == ()


def test_wire_copy_in_three_papers_is_one_origin():
    sentence = "local officials said an air strike killed 14 people in Tel Rimah."
    original = wire().says(unnamed("local officials"), "said", STRIKE, "air strike", counts=COUNT)
    copies = [
        Story(f"r0{n}", paper, "2024-05-06").says(
            unnamed("local officials"), "said", STRIKE, "air strike", counts=COUNT
        )
        for n, paper in ((2, "Coastal Herald"), (3, "The Daily Lantern"), (4, "Harbour Post"))
    ]
    incident = incident_of(original, *copies, edges=tuple(copy_of(c, original, sentence) for c in copies))
    assert bounds(incident) == (1, 1)
    (origin,) = incident.origins.members
    assert origin.reports == ("r01", "r02", "r03", "r04")
    assert {m.reason for m in origin.merged if m.certain} == {"same unnamed voice"}
    texts = [m.text for m in origin.merged]
    assert "Coastal Herald carries Meridian Wire's passage word for word, local officials speaking in it" in texts
    assert all(m.evidence for m in origin.merged)


def test_copied_passage_in_the_publishers_own_voice():
    passage = "An air strike killed 14 people in Tel Rimah on Sunday."
    original = wire().own(passage, "air strike", counts=COUNT)
    copy = Story("r02", "Coastal Herald", "2024-05-06").own(passage, "air strike", counts=COUNT)
    incident = incident_of(original, copy, edges=(copy_of(copy, original, passage),))
    assert bounds(incident) == (1, 1)
    assert ("copied", True) in reasons(incident)
    assert incident.grade == "publisher's word only"


def test_an_unlikely_copy_merges_for_low_only():
    passage = "An air strike killed 14 people in Tel Rimah on Sunday."
    original = wire().own(passage, "air strike")
    copy = Story("r02", "Coastal Herald", "2024-05-06").own(passage, "air strike")
    incident = incident_of(original, copy, edges=(copy_of(copy, original, passage, p=0.3),))
    assert bounds(incident) == (1, 2)


def test_citation_chain_over_three_reports_is_one_origin():
    first = wire().own("An air strike killed 14 people in Tel Rimah.", "air strike", counts=COUNT)
    second = Story("r02", "Coastal Herald", "2024-05-06").says(
        outlet("Meridian Wire"), "reported that", STRIKE, "air strike", counts=COUNT
    )
    third = Story("r03", "Harbour Post", "2024-05-07").says(
        outlet("Coastal Herald"), "reported that", STRIKE, "air strike", counts=COUNT
    )
    incident = incident_of(first, second, third)
    assert bounds(incident) == (1, 1)
    assert reasons(incident) == {("cited", True)}
    (origin,) = incident.origins.members
    assert origin.name == "Meridian Wire"
    assert "Coastal Herald names Meridian Wire as its source; Meridian Wire reported it" in {
        m.text for m in origin.merged
    }


def test_an_outlet_cited_by_two_that_is_not_in_the_case_is_one_origin():
    one = wire().says(outlet("Sabereen News", "channel"), "reported that", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        outlet("Sabereen News", "channel"), "reported that", STRIKE, "air strike"
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 1)
    assert reasons(incident) == {("same voice", True)}


def test_the_same_named_person_in_two_papers_is_one_origin():
    one = wire().says(HADDAD, "said", STRIKE, "air strike", counts=COUNT)
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        Voice("Salma Hadad", role="medical"),
        "told this newspaper that",
        "14 people were dead after the strike",
        "strike",
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 1)
    assert reasons(incident) == {("same voice", True)}


def test_a_surname_and_role_alone_are_only_plausible():
    one = wire().says(HADDAD, "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        Voice("Haddad", role="medical"), "said", STRIKE, "air strike"
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 2)
    assert reasons(incident) == {("same voice", False)}


def test_a_spokesman_is_the_mouth_of_his_ministry():
    ministry = wire().says(body("Syrian Ministry of Health"), "said", STRIKE, "air strike")
    spokesman = Story("r02", "Coastal Herald", "2024-05-06").says(
        Voice("Karim Nasser", role="spokesperson", affiliation="Syria's health ministry"), "said", STRIKE, "air strike"
    )
    incident = incident_of(ministry, spokesman)
    assert bounds(incident) == (1, 1)
    (origin,) = incident.origins.members
    assert origin.kind == "organisation"
    assert origin.mouths == ("Karim Nasser",)


def test_two_bodies_stay_two_origins():
    one = wire().says(body("Syrian Ministry of Health"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(body("White Helmets", "aid"), "said", STRIKE, "air strike")
    incident = incident_of(one, two)
    assert bounds(incident) == (2, 2)
    assert incident.grade == "two or more origins"


def test_the_army_is_one_where_no_two_countries_are_at_odds():
    one = wire().says(body("Army"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(body("the army"), "said", STRIKE, "air strike")
    assert bounds(incident_of(one, two)) == (1, 1)
    three = Story("r03", "Harbour Post", "2024-05-06").says(body("Lebanese army"), "said", STRIKE, "air strike")
    four = Story("r04", "Lantern", "2024-05-06").says(body("Syria's army"), "said", STRIKE, "air strike")
    assert incident_of(one, two, three, four).origins.high == 4


def test_the_group_of_two_papers_may_be_two():
    one = wire().says(body("the group", "armed_group"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        body("the group", "armed_group"), "said", STRIKE, "air strike"
    )
    assert bounds(incident_of(one, two)) == (1, 2)


def test_a_short_name_may_be_the_longer_one():
    one = wire().says(body("Health Ministry"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(body("Gaza Health Ministry"), "said", STRIKE, "air strike")
    assert bounds(incident_of(one, two)) == (1, 2)


def test_a_body_quoted_in_a_copied_passage_is_one():
    sentence = f"the group said {STRIKE}."
    one = wire().says(body("the group", "armed_group"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        body("the group", "armed_group"), "said", STRIKE, "air strike"
    )
    incident = incident_of(one, two, edges=(copy_of(two, one, sentence),))
    assert bounds(incident) == (1, 1)
    assert ("copied", True) in reasons(incident)


def test_nobody_claims_responsibility():
    story = wire().says(HADDAD, "said", STRIKE, "air strike")
    story.own("No one has claimed responsibility for the strike.", "strike", mode="denied")
    story.says(unnamed("no one", "other"), "has claimed", "responsibility", act="claim_responsibility")
    assert [o.name for o in incident_of(story).origins.members] == ["Dr Salma Haddad"]


def test_a_witness_in_a_sentence_is_not_the_reporter():
    story = wire().says(unnamed("a shopkeeper", "eyewitness"), "said:", "“I saw the strike”", "strike")
    assert [o.name for o in incident_of(story).origins.members] == ["a shopkeeper"]


def test_unnamed_officials_of_two_outlets_stay_two():
    one = wire().says(unnamed("local officials"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(unnamed("local officials"), "said", STRIKE, "air strike")
    assert bounds(incident_of(one, two)) == (2, 2)


def test_unnamed_officials_through_one_agency_are_plausibly_one():
    one = wire().says(unnamed("local officials", through=("Sputnik",)), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        unnamed("officials", through=("Sputnik news agency",)), "said", STRIKE, "air strike"
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 2)
    assert reasons(incident) == {("same unnamed voice", False)}
    much_later = Story("r02", "Coastal Herald", "2024-05-26").says(
        unnamed("officials", through=("Sputnik",)), "said", STRIKE, "air strike"
    )
    assert bounds(incident_of(one, much_later)) == (2, 2)


def test_unnamed_officials_cited_from_a_report_in_the_case_are_one():
    one = wire().says(unnamed("two local officials"), "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        unnamed("local officials", through=("Meridian Wire",)), "said", STRIKE, "air strike"
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 1)
    assert reasons(incident) == {("same unnamed voice", True)}


def test_a_publisher_repeating_without_naming_counts_for_high_only():
    one = wire().says(HADDAD, "said", STRIKE, "air strike", counts=COUNT)
    two = Story("r02", "Coastal Herald", "2024-05-06").own(
        "An air strike killed 14 people in Tel Rimah.", "air strike", counts=COUNT
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 2)
    assert reasons(incident) == {("unknown lineage", False)}
    assert incident.grade == "single origin"


def test_a_publisher_that_was_first_is_an_origin_beside_later_voices():
    first = Story("r02", "Coastal Herald", "2024-05-04").own(
        "An air strike killed 14 people in Tel Rimah.", "air strike"
    )
    later = wire().says(HADDAD, "said", STRIKE, "air strike")
    assert bounds(incident_of(first, later)) == (2, 2)


def test_two_publishers_in_their_own_voice_are_one_for_low():
    one = wire().own("An air strike hit Tel Rimah.", "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-05").own("Warplanes carried out a strike on Tel Rimah.", "strike")
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 2)
    assert incident.grade == "publisher's word only"


def test_some_reports_are_nobodys_word():
    one = wire().says(HADDAD, "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        Voice("some reports", "unnamed", "unspecified", "other"), "said", STRIKE, "air strike"
    )
    assert bounds(incident_of(one, two)) == (1, 2)


def test_first_hand_voices_are_origins_of_their_own():
    one = wire().says(HADDAD, "said", STRIKE, "air strike")
    witness = Story("r02", "Coastal Herald", "2024-05-06").says(
        unnamed("a resident", "eyewitness", kind="person"), "told this newspaper", "he saw the air strike", "air strike"
    )
    reporter = Story("r03", "Harbour Post", "2024-05-06").own(
        "A Harbour Post reporter at the scene saw the crater that the strike had left.", "strike"
    )
    incident = incident_of(one, witness, reporter)
    assert bounds(incident) == (3, 3)
    assert {o.name for o in incident.origins.members} == {"Dr Salma Haddad", "a resident", "Harbour Post reporter"}


def test_a_report_under_an_agency_dateline_is_the_agencys():
    agency = Story("r01", "Reuters", "2024-05-05").own("An air strike hit Tel Rimah.", "air strike")
    paper = Story("r02", "Coastal Herald", "2024-05-05", {"dateline": "DAMASCUS (Reuters)"}).own(
        "Jets bombed Tel Rimah in a strike.", "strike"
    )
    incident = incident_of(agency, paper)
    assert bounds(incident) == (1, 1)
    assert ("cited", True) in reasons(incident)


def test_two_reports_credited_to_one_agency_that_is_not_in_the_case():
    stories = [
        Story(f"r0{n}", paper, "2024-05-05").own("TEL RIMAH (AFP) - An air strike hit the town.", "air strike")
        for n, paper in ((1, "Coastal Herald"), (2, "Harbour Post"))
    ]
    assert bounds(incident_of(*stories)) == (1, 1)


def test_a_contribution_is_only_plausible():
    agency = Story("r01", "AFP", "2024-05-05").own("An air strike hit Tel Rimah.", "air strike")
    paper = Story("r02", "Coastal Herald", "2024-05-04").own("Jets bombed Tel Rimah in a strike.", "strike")
    paper.text += "\n\nWith reporting by AFP"
    incident = incident_of(agency, paper)
    assert bounds(incident) == (1, 2)
    assert ("cited", False) in reasons(incident)


def test_a_forwarded_message_is_its_channels():
    channel = Story("r01", "Hill Watch", "2024-05-05").own("An air strike hit Tel Rimah.", "air strike")
    forward = Story("r02", "River Echo", "2024-05-05", {"forwarded_from": "Hill Watch"}).own(
        "An air strike hit Tel Rimah.", "air strike"
    )
    incident = incident_of(channel, forward)
    assert bounds(incident) == (1, 1)
    assert incident.origins.members[0].name == "Hill Watch"


def test_a_bodys_own_statement_and_its_quotation_are_one():
    statement = Story("r01", "White Helmets", "2024-05-05").own(
        "An air strike killed 14 people in Tel Rimah.", "air strike"
    )
    paper = Story("r02", "Coastal Herald", "2024-05-06").says(
        body("the White Helmets", "aid"), "said", STRIKE, "air strike"
    )
    incident = incident_of(statement, paper)
    assert bounds(incident) == (1, 1)
    assert incident.grade == "single origin"


def test_aliases_learnt_in_one_report_hold_in_all():
    one = wire().says(body("Popular Mobilization Units", "armed_group"), "said", STRIKE, "air strike")
    one.alias("Popular Mobilization Units", "PMU", "Hashd al-Sha'abi")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(body("PMU", "armed_group"), "said", STRIKE, "air strike")
    assert bounds(incident_of(one, two)) == (1, 1)


def test_a_demand_takes_the_incident_for_granted():
    one = wire().says(HADDAD, "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-06").says(
        body("United Nations"), "called for", "an inquiry into the air strike", "air strike", act="demand"
    )
    assert bounds(incident_of(one, two)) == (1, 2)


def test_threats_and_plans_are_no_account_of_what_happened():
    one = wire().says(HADDAD, "said", STRIKE, "air strike")
    two = Story("r02", "Coastal Herald", "2024-05-04").says(
        body("Northern Front", "armed_group"),
        "threatened",
        "an air strike",
        "air strike",
        act="threaten",
        mode="threatened",
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 1)


def test_a_nested_voice_is_the_origin_and_not_its_carrier():
    one = wire().says(unnamed("witnesses", "eyewitness", through=("Sputnik",)), "said", STRIKE, "air strike")
    incident = incident_of(one)
    assert [o.name for o in incident.origins.members] == ["witnesses"]


def test_a_particular_count_said_later_by_nobody_named():
    count = (killed("137 people", 137),)
    one = wire().says(HADDAD, "said", "the air strike killed 137 people", "air strike", counts=count)
    two = Story("r02", "Coastal Herald", "2024-05-07").says(
        unnamed("officials"), "said", "137 people died in the air strike", "air strike", counts=count
    )
    incident = incident_of(one, two)
    assert bounds(incident) == (1, 2)
    assert reasons(incident) == {("copied", False)}


def test_our_teams_are_the_publisher():
    statement = Story("r01", "Open Hands Relief", "2024-05-05").own("A strike hit the town.", "strike")
    statement.says(body("Our teams", "aid"), "counted", "19 bodies after the strike", "strike")
    assert [o.name for o in incident_of(statement).origins.members] == ["Open Hands Relief"]
