from __future__ import annotations

import pytest
from marked import Heard

from reportedly.attribute.chain_carriers import noun_phrase
from reportedly.attribute.chain_credits import credited
from reportedly.core.records import Report


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        ("{S1:Meridian Wire} {Q1:reported}, citing local officials, that {C1:nine died}.", ["Meridian Wire", "local officials"]),
        ("{C1:Nine died}, {S1:Meridian Wire} {Q1:reported}, citing two police officers.", ["Meridian Wire", "two police officers"]),
        ("{S1:Sources} {Q1:told} {A1:the Orlan News Agency} {C1:that the bridge fell}.", ["Orlan News Agency", "unnamed sources"]),
        ("{S1:A resident} {Q1:told} {A1:this newspaper} {C1:that shells fell}.", ["a resident"]),
        ("{S1:A resident} {Q1:told} {A1:The Lantern} {C1:that shells fell}.", ["a resident"]),
        ("{S1:A resident} {Q1:told} {A1:reporters} {C1:that shells fell}.", ["a resident"]),
        ("{S1:The defence ministry} {Q1:said in a statement carried by SANA} {C1:that it rained}.", ["SANA", "defence ministry"]),
        ("{S1:Gen. Pavo Stanik} {Q1:said}, {C1:the raid failed}, in remarks published by the Daily Courier.", ["Daily Courier", "Pavo Stanik"]),
        ("{S1:Ana Brecht} {Q1:said in an interview with Radio Kherad} {C1:that it rained}.", ["Radio Kherad", "Ana Brecht"]),
        ("{S1:The minister} was {Q1:quoted by Interfax as saying} {C1:the talks ended}.", ["Interfax", "unnamed minister"]),
        ("Reuters quoted {S1:a senior official} {Q1:as saying} {C1:the talks ended}.", ["Reuters", "a senior official"]),
        ("{S1:Local media} {Q1:reported}, quoting police, {C1:that five were held}.", ["local media", "police"]),
        ("{Q1:According to} {S1:Xinhua}, citing the interior ministry, {C1:five were held}.", ["Xinhua", "interior ministry"]),
        ("{S1:The minister} {Q1:said}, citing security concerns, {C1:that the road was shut}.", ["unnamed minister"]),
        ("{S1:An AFP correspondent} {Q1:saw} {C1:bodies}.", ["AFP", "an AFP correspondent"]),
        ("{Q1:According to} {S1:a letter seen by Reuters}, {C1:he knew}.", ["Reuters", "a letter seen by Reuters"]),
        ("{Q1:According to} {S1:a report by the Daily Courier}, {C1:he knew}.", ["Daily Courier"]),
        ("{C1:“No,”} {S1:a spokesman} {Q1:was quoted as saying} by TASS.", ["TASS", "a spokesman"]),
        ("{S1:A source} {Q1:confirmed to RIA Novosti} {C1:the visit}.", ["RIA Novosti", "a source"]),
        ("{S1:Interfax} {Q1:reported}, citing Radio Kherad, which quoted local residents, {C1:so}.", ["Interfax", "Radio Kherad", "local residents"]),
        ("{S1:The minister} {Q1:said on Twitter} {C1:that the road was shut}.", ["unnamed minister"]),
    ],
)  # fmt: skip
def test_carriers_and_citations(marked, chain):
    assert Heard(marked).chain(1) == ["The Lantern", *chain]


def test_unnamed_voices_keep_the_carrier_they_were_first_heard_through():
    heard = Heard(
        "{S1:Sources} {Q1:told} {A1:the Orlan News Agency} {C1:that it fell}. {S2:The sources} {Q2:said} {C2:so}. "
        "{S3:They} {Q3:added} {C3:more}. {S4:Other sources} {Q4:said} {C4:nothing}."
    )
    for number in (1, 2, 3):
        assert heard.chain(number) == ["The Lantern", "Orlan News Agency", "unnamed sources"]
    assert heard.chain(4) == ["The Lantern", "other unnamed sources"]


def test_nesting_extends_the_outer_chain_to_any_depth():
    heard = Heard(
        "{S1:Ana Brecht} {Q1:told} {A1:Radio Kherad} {C1:that {S2:the army} {Q2:had said} {C2:{S3:rebels} {Q3:admitted} {C3:firing}}}."
    )
    assert heard.chain(3) == ["The Lantern", "Radio Kherad", "Ana Brecht", "army", "unnamed rebels"]
    assert heard.attributions[2].within == heard.attributions[1].id


def test_who_speaks_of_himself_is_one_link():
    heard = Heard("{S1:Omar Tal} {Q1:said} {C1:{S2:he} {Q2:feared} {C2:an attack}}.")
    assert heard.chain(2) == ["The Lantern", "Omar Tal"]


@pytest.mark.parametrize(
    ("about", "agency"),
    [
        ({"text": "DAMASCUS (Reuters) - The army said so."}, "Reuters"),
        ({"text": "The army said so.", "dateline": "KHERAD, Nov. 3 (Xinhua)"}, "Xinhua"),
        ({"text": "The army said so.", "byline": "By Ana Brecht and AFP"}, "AFP"),
        ({"text": "The army said so. — AFP"}, "AFP"),
        ({"text": "The army said so. (Lantern)"}, None),
        ({"text": "The army (known as the AP) said so."}, None),
        ({"text": "DAMASCUS (Reuters) - The army said so.", "publisher": "Reuters"}, None),
        ({"text": "OSMUND BAY (Gull Wire) - The army said so.", "dateline": "OSMUND BAY (Gull Wire)"}, "Gull Wire"),
        ({"text": "OSMUND BAY (updated) - The army said so.", "dateline": "OSMUND BAY (updated)"}, None),
        ({"text": "The Osmund (Gull Wire) bridge is gone, the army said."}, None),
    ],
)
def test_agency_credits(about, agency):
    found = credited(Report(id="r", **about))
    assert (found and found[0]) == agency


def test_credits_and_forwards_open_every_chain():
    assert Heard("KHERAD (Reuters) - {S1:The army} {Q1:said} {C1:so}.").chain(1) == ["The Lantern", "Reuters", "army"]
    heard = Heard("{S1:The army} {Q1:said} {C1:so}.", publisher="Zahran Live", forwarded_from="Hill Watch")
    assert heard.chain(1) == ["Zahran Live", "Hill Watch", "army"]
    assert heard.by_id[heard.attributions[0].chain[1]].kind == "channel"


@pytest.mark.parametrize(
    ("text", "after", "words"),
    [
        ("citing two officials in the Kherad district on Monday", 7, "two officials in the Kherad district"),
        ("carried by SANA that two", 11, "SANA"),
        ("quoting him as saying", 8, "him"),
        ("citing , nobody", 7, None),
    ],
)
def test_noun_phrase_after_a_carrying_word(text, after, words):
    found = noun_phrase(text, after, len(text))
    assert (found and found.of(text)) == words
