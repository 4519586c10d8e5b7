"""Pages pasted as plain text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ingest import ingest_bytes, ingest_file
from reportedly.ingest.furniture import line_class
from reportedly.ingest.lines import page_lines, unwrapped

SEED = Path(__file__).parents[3] / "shared" / "seed"

PASTED = """Home\u00a0 > World > Coast

Coast guard: 40 boats held back before drill

By Mirela Voss
Wednesday, 11 January 2023 6:12 PM  [ Last Update: Wednesday, 11 January 2023 6:20 PM ]

The file photo shows fishing boats in the harbour of Orm.

ORM, Jan 11 (Meridian Wire) - Forty fishing boats were held back before a naval drill on Wednesday, the coast guard said.\u00a0

The photo shows nothing unusual, the guard\u2019s spokesman added when asked about a picture posted online.

Advertisement

\u2018We lost a day\u2019

\u201cWe lost a day and nobody asked us,\u201d said a skipper who did not want to be named.

Read also: Harbour reopens after storm

The union wants to be paid for the day.

Orm Herald\u2019s website can also be accessed at the following alternate addresses:

www.ormherald.example.net
ormherald.example.org

SHARE THIS ARTICLE
Orm Herald App Roku

Most read

Ten recipes for plums
Mayor opens bridge
"""


def read(text):
    return ingest_bytes(text.encode(), origin="page.txt").reports[0]


def test_pasted_page():
    report = read(PASTED)
    assert report.text.split("\n\n") == [
        "ORM, Jan 11 (Meridian Wire) - Forty fishing boats were held back before a naval drill on Wednesday, the coast guard said.",
        "The photo shows nothing unusual, the guard’s spokesman added when asked about a picture posted online.",
        "‘We lost a day’",
        "“We lost a day and nobody asked us,” said a skipper who did not want to be named.",
        "The union wants to be paid for the day.",
    ]
    assert (report.title, report.section, report.byline) == (
        "Coast guard: 40 boats held back before drill",
        "Coast",
        "Mirela Voss",
    )
    assert (report.publisher, report.published, report.dateline) == (
        "Orm Herald",
        "2023-01-11T18:12",
        "ORM, Jan 11 (Meridian Wire)",
    )
    assert report.mirrors == ("www.ormherald.example.net", "ormherald.example.org")
    assert report.captions == ("The file photo shows fishing boats in the harbour of Orm.",)


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not here")
def test_seed_page():
    import json  # noqa: PLC0415  only this test needs it

    expected = json.loads((SEED / "expected.json").read_text("utf-8"))
    source = (SEED / expected["file"]).read_text("utf-8")
    (report,) = ingest_file(SEED / expected["file"]).reports
    furniture = {" ".join(line.split()) for line in expected["not_part_of_the_article"]}
    lines = [" ".join(line.split()) for line in source.split("\n")]
    article = [line for line in lines if line and line not in furniture and line != expected["title"]]
    assert [" ".join(line.split()) for line in report.text.split("\n\n")] == article
    assert (report.publisher, report.title, report.section, report.published) == (
        "Press TV",
        expected["title"],
        "Syria",
        None,
    )
    assert list(report.mirrors) == expected["mirrors_named"]


def test_text_without_furniture_stays_whole():
    text = "Two men were hurt when a wall fell in Korb on Monday, the police said.\n\nNobody else was near, they added."
    report = read(text)
    assert report.text == text
    assert (report.title, report.publisher, report.published) == (None, None, None)


def test_single_headline_is_kept_as_text():
    assert read("Toll rises to 21, medics say").text == "Toll rises to 21, medics say"


def test_fixed_width_paragraphs_are_joined_and_lists_are_not():
    wrapped = [
        "The council of Orm met on Monday evening to hear what the",
        "engineers had found in the wall of the upper dam, and then",
        "voted to lower the water by two metres until the autumn,",
        "against the wish of the farmers below.",
    ]
    assert unwrapped(["Dam", "", *wrapped]) == ["Dam", "", " ".join(wrapped)]
    assert unwrapped(["Bread", "Milk and honey from the farm by the river", "Eggs", "Two"]) == [
        "Bread",
        "Milk and honey from the farm by the river",
        "Eggs",
        "Two",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Share this article", "SHARE", "Facebook Twitter WhatsApp Telegram", "Follow us on Telegram: @ormherald", "Advertisement · Scroll to continue", "3 min read",
        "© 2023 Orm Herald. All rights reserved.", "Tags: Orm, harbour, drill", "Subscribe to our newsletter", "Leave a comment", "12 comments", "Read more: Mayor opens bridge",
        "Click to share on Facebook (Opens in new window)", "We use cookies to give you the best experience on our website.", "Copy link", "https://a.example/b", "#Orm #drill",
    ],
)  # fmt: skip
def test_furniture_is_known(line):
    assert line_class(line) == "removed"


@pytest.mark.parametrize(
    "line",
    [
        "The company said it would share the data with the inquiry by Friday.", "Read the statement he did, but he refused to sign it, the lawyer said.",
        "Watch towers along the border were shelled on Sunday, residents said.", "Save the Children said two of its staff were killed in the raid.",
        "Print shops in the city were closed by the police, owners said on Monday.", "“Follow us on foot,” the soldiers told them, according to a witness.",
        "Home to 40,000 people, the camp has been without water since Friday.", "Video shows soldiers beating a man who has his hands up, the group said.",
        "Satellite images show damage to the runway, the research group said.", "Comments by the minister drew anger in the neighbouring country on Tuesday.",
        "About 300 people fled across the river at night, the agency said.", "Contact with the aircraft was lost at 10:40, the civil aviation office said.",
        "Police say 14 people were detained overnight", "Join the army or leave, they were told by the men at the checkpoint.", "‘US base comes under rocket attack’",
        "The photo was taken by an AFP photographer at the scene on Sunday, the agency said.", "Reports of looting could not be verified.", "Source of fire unknown, brigade says in first report.",
        "It is a clich\u00c3\u00a9 of the city that the river never sleeps, she said.", "By Monday evening, the fighting had reached the outskirts of the town, residents said.", "Subscribe or not, readers deserve to know who pays, the editor wrote on Monday.",
    ],
)  # fmt: skip
def test_sentences_are_not_furniture(line):
    assert line_class(line) in {"text", "edge"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,“”‘’\n\r\t\u00a0\u200b\u202e😀é\u0301مرحبا/|"), max_size=400))
def test_any_text_gives_lines_without_odd_space(text):
    lines = page_lines(text)
    assert all(line == line.strip() and "\u00a0" not in line and "\r" not in line for line in lines)
    found = ingest_bytes(text.encode(), origin="x.txt")
    assert bool(found.reports) != bool(found.faults)
    assert all(report.text.strip() for report in found.reports)


def test_body_that_publishes_its_own_statements():
    page = "Harbour Aid   /   Statements\n\nOn the attack near Ostrel clinic\n\nHarbour Aid condemns the attack near the clinic it supports in Ostrel.\n"
    report = read(page)
    assert (report.publisher, report.section, report.title) == (
        "Harbour Aid",
        "Statements",
        "On the attack near Ostrel clinic",
    )
    assert read(page.replace("Harbour Aid   /   Statements", "Middle East / Syria")).publisher is None


def test_what_stands_below_the_closing_share_bar_is_no_article():
    opening = "The council of Orm met on Monday to hear what the flood had done to its two bridges.\n\n"
    second = "The mayor, Ada Holt, said the eastern one would stay closed until the end of the month.\n\n"
    notice = "SHARE THIS STATEMENT\nMade for a drill; every person and place in it is invented."
    assert read(opening + second + notice).text == (opening + second).strip()


def test_paragraphs_below_a_share_bar_stay():
    opening = "The council of Orm met on Monday to hear what the flood had done to its two bridges.\n\n"
    more = "The mayor, Ada Holt, who had called the meeting late on Sunday, said the eastern one would stay closed until May."
    assert read(f"{opening}{opening}SHARE THIS ARTICLE\n\n{more}").text.endswith(more)
