"""Lineage edges: citations, credit lines, forwards, each with the words that say so."""

from __future__ import annotations

import pytest
from readings import Story, outlet, unnamed

from reportedly import weigh
from reportedly.core.records import Reading, Report

STRIKE = "an air strike killed 14 people in Tel Rimah"


def edges(*stories):
    return weigh.lineage([s.reading() for s in stories])


def test_a_citation_leads_to_the_report_that_says_the_same():
    right = Story("r01", "Meridian Wire", "2024-05-05").own("An air strike killed 14 people in Tel Rimah.")
    other = Story("r02", "Meridian Wire", "2024-05-05").own("Farmers fear a poor harvest.")
    citing = Story("r03", "Coastal Herald", "2024-05-06").says(
        outlet("the Meridian Wire news agency"), "reported", STRIKE
    )
    (edge,) = edges(right, other, citing)
    assert (edge.kind, edge.later, edge.earlier) == ("cites", "r03", "r01")
    assert [citing.text[e.start : e.end] for e in edge.evidence] == ["the Meridian Wire news agency"]


def test_a_citation_of_an_outlet_outside_the_case():
    (edge,) = edges(Story("r01", "Coastal Herald").says(unnamed("sources", through=("Sputnik",)), "said", STRIKE))
    assert (edge.kind, edge.earlier, edge.publisher) == ("cites", None, "Sputnik")


def test_nobody_cites_himself_or_a_later_report():
    own = Story("r01", "Meridian Wire").says(outlet("Meridian Wire"), "has learned", STRIKE)
    assert edges(own) == ()
    later = Story("r02", "Coastal Herald", "2024-05-09").own("An air strike killed 14 people in Tel Rimah.")
    citing = Story("r03", "Harbour Post", "2024-05-06").says(outlet("Coastal Herald"), "reported", STRIKE)
    (edge,) = edges(later, citing)
    assert edge.earlier is None


@pytest.mark.parametrize(
    ("fields", "text", "publisher", "words"),
    [
        ({"dateline": "DAMASCUS (Reuters)"}, "A strike hit the town.", "Reuters", None),
        ({"dateline": "DAMASCUS, May 5 (AFP)"}, "A strike hit the town.", "AFP", None),
        ({"byline": "By Jane Doe, Associated Press"}, "A strike hit the town.", "Associated Press", None),
        ({"byline": "Reuters Staff"}, "A strike hit the town.", "Reuters", None),
        ({}, "TEL RIMAH, May 5 (Reuters) – A strike hit the town.", "Reuters", "Reuters"),
        ({}, "A strike hit the town.\n\nWith reporting by AFP", "AFP", "AFP"),
        (
            {},
            "A strike hit the town.\nAdditional reporting from the Associated Press.",
            "Associated Press",
            "Associated Press",
        ),
        ({}, "A strike hit the town.\n\nSource: TASS", "TASS", "TASS"),
        ({}, "A strike hit the town.\n\nSource: Hill Watch", "Hill Watch", "Hill Watch"),
        ({}, "A strike hit the town. – Reuters", "Reuters", "Reuters"),
        ({}, "A strike hit the town. (AFP)", "AFP", "AFP"),
    ],
)
def test_credit_lines(fields, text, publisher, words):
    (edge,) = weigh.lineage([Reading(report=Report(id="r01", publisher="Coastal Herald", text=text, **fields))])
    assert (edge.kind, edge.later, edge.earlier, edge.publisher) == ("credits", "r01", None, publisher)
    assert [text[e.start : e.end] for e in edge.evidence] == ([words] if words else [])


@pytest.mark.parametrize(
    "text",
    [
        "A strike hit the town (Tel Rimah) – so they say.",
        "A strike hit the town.\n\nSource: the ministry",
        "The sources said a strike hit the town.",
        "The leader of the group (PMU) spoke.",
        "",
        "(" * 50_000,
        "Source: " + "A" * 50_000,
    ],
)
def test_no_credit_lines(text):
    assert weigh.lineage([Reading(report=Report(id="r01", publisher="Coastal Herald", text=text))]) == ()


def test_an_agencys_own_report_credits_nobody():
    report = Report(id="r01", publisher="Reuters", text="TEL RIMAH (Reuters) - A strike hit the town.")
    assert weigh.lineage([Reading(report=report)]) == ()


def test_several_agencies_in_one_line():
    report = Report(id="r01", publisher="Coastal Herald", text="A strike hit the town.\nSource: AFP, Reuters")
    assert [e.publisher for e in weigh.lineage([Reading(report=report)])] == ["AFP", "Reuters"]


def test_a_forward_leads_to_the_channels_message():
    channel = Story("r01", "Hill Watch").own("An air strike hit Tel Rimah.")
    forward = Story("r02", "River Echo", fields={"forwarded_from": "Hill Watch"}).own("An air strike hit Tel Rimah.")
    (edge,) = edges(channel, forward)
    assert (edge.kind, edge.later, edge.earlier) == ("forwards", "r02", "r01")
