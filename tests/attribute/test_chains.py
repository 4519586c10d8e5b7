from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import Heard, unmarked

from reportedly.attribute.chain_carriers import beside, noun_phrase
from reportedly.attribute.chain_credits import credited, forwarded
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
        ("{S1:The engineer}, in a letter read out by the clerk, {Q1:said} {C1:so}.", ["unnamed clerk", "unnamed engineer"]),
        ("{S1:The engineer} {Q1:said} through tears {C1:that it rained}.", ["unnamed engineer"]),
        ("{S1:Diplomats quoted by La Gaceta de Tolm} {Q1:believe} {C1:so}.", ["La Gaceta de Tolm", "unnamed diplomats"]),
        ("{S1:The mayor} {Q1:said on Kherad FM} {C1:that it rained}.", ["Kherad FM", "unnamed mayor"]),
        ("{S1:The mayor} {Q1:denied} {C1:{Q2:reports} {C2:that it rained}}.", ["unnamed mayor"]),
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
        ({"text": "The army said so. (Lantern)", "publisher": "The Lantern"}, None),
        ({"text": "The army said so. (Servigull)"}, "Servigull"),
        ({"text": "The army said so. (Applause)"}, None),
        ({"text": "The army said so. (Smith)"}, None),
        ({"text": "The army said so. (Tolm)"}, None),
        ({"text": "The army said so.\n\n/Material of the agency Gullinform/"}, "Gullinform"),
        ({"text": "BOGOTA, 2 May 90 (Tolmavision Cadena 1) -- The army said so."}, "Tolmavision Cadena 1"),
        ({"text": "The army (known as the AP) said so."}, None),
        ({"text": "DAMASCUS (Reuters) - The army said so.", "publisher": "Reuters"}, None),
        ({"text": "OSMUND BAY (Gull Wire) - The army said so.", "dateline": "OSMUND BAY (Gull Wire)"}, "Gull Wire"),
        ({"text": "OSMUND BAY (updated) - The army said so.", "dateline": "OSMUND BAY (updated)"}, None),
        ({"text": "The Osmund (Gull Wire) bridge is gone, the army said."}, None),
        ({"text": "TOLM, October 2 (Inform-Gull). The army said so."}, "Inform-Gull"),
        ({"text": "PORT TOLM (Agencia Gull).— The army said so."}, "Agencia Gull"),
        ({"text": "PORT TOLM (Lower Quarter).— The army said so."}, None),
        ({"text": "Tolm, 5 May 2023 (Friday) - The army said so."}, None),
        ({"text": "Sarajevo, 5 March (Bosnia-Herzegovina) - The army said so."}, None),
        ({"text": "The army said so. It rained. (Agencia Gull)"}, "Agencia Gull"),
        ({"text": "The army said so. It rained. (Ana Tal)"}, None),
        ({"text": "The army said so.\n\nDespatch of the Gull News Agency."}, "Gull News Agency"),
        ({"text": "TOLM, June 2 (AP) — The army said so.", "publisher": "Anser Post", "dateline": "TOLM, June 2 (AP)"}, None),
    ],
)  # fmt: skip
def test_agency_credits(about, agency):
    found = credited(Report(id="r", **about))
    assert (found and found[0]) == agency


def test_what_is_all_that_somebody_denies_is_within_the_denial():
    heard = Heard("{S1:The mayor} {Q1:denied} {C1:{Q2:rumours} {C2:of a raid}}.")
    assert heard.chain(2) == ["The Lantern", "unnamed mayor", "unspecified (rumours)"]


def test_a_carrier_behind_a_semicolon_is_another_ones():
    heard = Heard(
        "{S1:The police} {Q1:give} {C1:31 dead}; {S2:Clear Water Relief}, in an appeal carried by Gull News Agency, {Q2:says} {C2:sixty}."
    )
    assert heard.chain(1) == ["The Lantern", "police"]
    assert heard.chain(2) == ["The Lantern", "Gull News Agency", "Clear Water Relief"]


def test_what_a_nameless_voice_cites_for_its_silence_is_no_origin():
    heard = Heard(
        "{S1:A pilot who declined to be named, citing an inquiry into his colleagues,} {Q1:said} {C1:it sank}."
    )
    assert heard.chain(1) == ["The Lantern", "a pilot"]


def test_a_correspondent_with_a_name_is_a_voice_of_his_own():
    heard = Heard("{S1:Our correspondent Ana Tal} {Q1:says} {C1:it sank}. {S2:Our correspondent} {Q2:says} {C2:so}.")
    assert heard.chain(1) == ["The Lantern", "Ana Tal"]
    assert heard.chain(2) == ["The Lantern"]


def test_what_is_said_in_the_columns_of_a_paper_is_heard_through_it():
    heard = Heard("{S1:The mayor} {Q1:charges in the columns of Le Quotidien de Tolm} {C1:that it burns}.")
    assert heard.chain(1) == ["The Lantern", "Le Quotidien de Tolm", "unnamed mayor"]


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


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("OSMUND BAY, May 3. /GULL/. The pier is gone.", "GULL"),
        ("OSMUND BAY, May 3 /Corr. of Gull News/ The pier is gone.", "Gull News"),
        ("Pier gone\n\n/Gull News Agency/\n\nThe pier is gone.", "Gull News Agency"),
        ("OSMUND BAY – Gull News Agency\n\nThe pier is gone.", "Gull News Agency"),
        ("Pier gone\n\nOSMUND BAY, 3 May 2021 — Gull News Agency\nThe pier is gone.", "Gull News Agency"),
        ("KHERAD - Radio Kherad\nThe pier is gone.", "Radio Kherad"),
        ("Tolm, 3 May (Gull).- The pier is gone.", "Gull"),
        ("Tolm, 3 May 2021 (Gull Wire): the pier is gone.", "Gull Wire"),
        ("The pier is gone.\n\n(Gull Agency)", "Gull Agency"),
        ("The pier is gone.\n\n(With the Gull Agency)\n", "Gull Agency"),
        ("The pier is gone.\n\n/Gull/", "Gull"),
        ("The pier is gone.\nSource: Gull Agency", "Gull Agency"),
        ("😀 שלום, cafe\u0301 gone.\n\nsource: the Gull Agency", "Gull Agency"),
        ("Pier gone\nBy Gull News Agency\n\nThe pier is gone.", "Gull News Agency"),
        ("By the Gull Copy Service\n\nThe pier is gone.", "Gull Copy Service"),
        ("The pier is gone.\n\nPrepared by: Gull Agency", "Gull Agency"),
        ("The pier is gone.\n\nText: Gull-Inform", "Gull-Inform"),
        ("The pier is gone.\n\n© Agence Gull", "Agence Gull"),
        ("Tolm – Gull News Agency: On Monday the pier fell.", "Gull News Agency"),
    ],
)
def test_an_agency_of_no_table_is_told_by_the_form_of_its_line(text, agency):
    name, span = credited(Report(id="r", text=text, publisher="The Lantern"))
    assert (name, span.of(text)) == (agency, agency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(END)",
        "(Gull Agency)",
        "The pier is gone.\n\n(END)",
        "The pier is gone.\n\n(Ends)",
        "The pier is gone.\n\n/MORE/",
        "The pier is gone.\n\n(Photo: Petra Lind)",
        "The pier (Osmund Bay) is gone.",
        "They met in Tolm, on the third day (Osmund Bay), the army said.",
        "OSMUND BAY – Harbour Ministry\n\nThe pier is gone.",
        "OSMUND BAY – Petra Lind\n\nThe pier is gone.",
        "OSMUND BAY – Gull News Agency reports that the pier is gone.",
        "Tolm, 3 May (updated).- The pier is gone.",
        "Tolm (Gull).- The pier is gone.",
        "Tolm, 3 May (The Lantern).- The pier is gone.",
        "OSMUND BAY (Lantern) - The pier is gone.",
        "OSMUND BAY, May 3. /LANTERN/. The pier is gone.",
        "The pier is gone.\n\nSource: The Lantern",
        "One.\n\nTwo.\n\nThree.\n\nOSMUND BAY, May 3. /GULL/. The pier is gone.",
        "By Petra Lind\n\nThe pier is gone.",
        "By The Newsroom\n\nThe pier is gone.",
        "By Kwame Post\n\nThe pier is gone.",
        "From Dusk Till Dawn\n\nThe pier is gone.",
        "The pier is gone.\n\n– Jean-Pierre",
        "The pier is gone.\n\n– Petra Lind",
        "Tolm, 3 May (TL) - The pier is gone.",
    ],
)
def test_what_is_no_credit(text):
    assert (
        credited(Report(id="r", text=text, publisher="The Lantern" if "(TL)" not in text else "Tolm Lantern")) is None
    )


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Forwarded from Ridge Watch\n\nThe bridge is down.", "Ridge Watch"),
        ("Forwarded message from: Ridge Watch\nThe bridge is down.", "Ridge Watch"),
        ("↪️ forwarded from Ridge Watch 🔥\nThe bridge is down.", "Ridge Watch"),
        ("‼️‼️ שלום\n\nReposted via @RidgeWatch\nThe bridge is down.", "RidgeWatch"),
        ("URGENT\nShared by the channel Ridge Watch\nThe bridge is down.", "Ridge Watch"),
        ("The letter was forwarded from Ridge Watch\nThe bridge is down.", None),
        ("Forwarded from Ridge Watch says that the bridge is down.", None),
        ("One.\nTwo.\nThree.\nForwarded from Ridge Watch", None),
        ("", None),
    ],
)
def test_a_post_says_at_its_top_whom_it_forwards(text, channel):
    assert [(name, span.of(text)) for _, name, span in forwarded(text)] == ([(channel, channel)] if channel else [])


def test_we_of_a_forwarded_post_are_those_who_wrote_it():
    marked = "{S1:We} {Q1:have learned} {C1:that it burns}. {S2:Zahran Live} {Q2:reports} {C2:rain}."
    heard = Heard(marked, publisher="Zahran Live", forwarded_from="Ridge Watch")
    assert heard.chain(1) == ["Zahran Live", "Ridge Watch"]
    assert heard.voice(2).name == "Zahran Live"
    assert heard.voice(1).role == "journalist"


def test_we_of_an_agencys_report_is_the_agency():
    heard = Heard(
        "KHERAD (Reuters) - {S1:We} {Q1:hope} {C1:it ends}. {S2:The army} {Q2:said} {C2:{S3:we} {Q3:hope} {C3:so}}."
    )
    assert heard.chain(1) == ["The Lantern", "Reuters"]
    assert "Reuters" in heard.chain(3)[:2]


def test_an_ordinary_sentence_does_not_end_a_forwarded_post():
    heard = Heard("Forwarded from Ridge Watch\n\nOur own soldiers were hit.\n\n{S1:The army} {Q1:says} {C1:so}.")
    assert heard.chain(1) == ["The Lantern", "Ridge Watch", "army"]


def test_each_post_of_a_digest_is_heard_through_its_own_channel():
    heard = Heard(
        "Forwarded from Ridge Watch\n\n{S1:The guard} {Q1:says} {C1:it burns}.\n\nReposted from Pier Live\n\n"
        "{S2:A diver} {Q2:says} {C2:it sank}.\n\nNow from ourselves, at noon.\n\n{S3:The mayor} {Q3:says} {C3:it rains}."
    )
    assert [heard.chain(k)[1:-1] for k in (1, 2, 3)] == [["Ridge Watch"], ["Pier Live"], []]


@given(
    st.lists(
        st.sampled_from(
            [
                "OSMUND BAY", "Tolm, 3 May", " – ", " (", ")", ".- ", " /", "/", "Gull", "Gull Agency", "Radio Kherad", "\n", "\n\n",
                "\u2028", "\u00a0", "Source: ", "By ", "Prepared by: ", "© ", "Forwarded from ", "@", "😀", "e\u0301", "שלום", "\u200f", "The pier is gone.",
            ]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_credits_and_forwards_are_words_of_the_text(parts):
    text = "".join(parts)
    posts = [(name or span.of(text), span) for _, name, span in forwarded(text)]
    for name, span in filter(None, (credited(Report(id="r", text=text)), *posts)):
        assert 0 <= span.start < span.end <= len(text)
        assert name
        assert span.of(text).startswith(name)


def test_a_credit_by_form_opens_the_chain_as_an_outlet():
    heard = Heard("OSMUND BAY – Gull News Agency\n\n{S1:The army} {Q1:said} {C1:so}.")
    assert heard.chain(1) == ["The Lantern", "Gull News Agency", "army"]
    heard = Heard("{S1:The army} {Q1:said} {C1:so}.\n\n(Gull Agency)")
    assert heard.chain(1) == ["The Lantern", "Gull Agency", "army"]
    assert heard.by_id[heard.attributions[0].chain[1]].kind == "outlet"


def test_a_forward_told_by_the_text_opens_the_chain_as_a_channel():
    heard = Heard("Forwarded from Ridge Watch\n\n{S1:The army} {Q1:said} {C1:so}.", publisher="Zahran Live")
    assert heard.chain(1) == ["Zahran Live", "Ridge Watch", "army"]
    assert heard.by_id[heard.attributions[0].chain[1]].kind == "channel"


def test_the_record_of_a_forward_goes_before_what_the_text_says():
    heard = Heard("Forwarded from Ridge Watch\n\n{S1:The army} {Q1:said} {C1:so}.", forwarded_from="Hill Watch")
    assert heard.chain(1) == ["The Lantern", "Hill Watch", "army"]


@pytest.mark.parametrize(
    ("marked", "outlets"),
    [
        ("{S1:The mayor} {Q1:apologised on Radio Kherad} {C1:for the delay}.", ["Radio Kherad"]),
        ("{S1:The mayor} {Q1:apologised} on Radio Kherad {C1:for the delay}.", ["Radio Kherad"]),
        ("{S1:The mayor} {Q1:said} on Monday over Radio Kherad {C1:that it rained}.", ["Radio Kherad"]),
        ("{S1:The mayor} {Q1:wrote in the Daily Courier} {C1:that it rained}.", ["the Daily Courier"]),
        ("{S1:The mayor} {Q1:spoke}: {C1:it rained}, he said {A1:in a letter to Radio Kherad}.", ["Radio Kherad"]),
        ("{S1:The mayor} {Q1:apologised on Twitter} {C1:for the delay}.", []),
        ("{S1:The mayor} {Q1:apologised to the court} {C1:for the delay}.", []),
        ("{S1:The mayor} {Q1:apologised to Radio Kherad listeners} {C1:for the delay}.", []),
        ("{C1:It rained}, {S1:the mayor} {Q1:said}. A song was heard on Radio Kherad.", []),
        ("{C1:It rained}, {S1:the mayor} {Q1:said}, “as I heard on Radio Kherad”.", []),
        ("{C1:It rained}, {S1:the mayor} {Q1:said}, and after that he went home over the old bridge to hear a song on Radio Kherad.", []),
    ],
)  # fmt: skip
def test_an_outlet_beside_the_cue_carries(marked, outlets):
    text, (draft,) = unmarked(marked)
    assert [link.span.of(text) for link in beside(text, draft)] == outlets


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        ("{S1:The mayor} {Q1:apologised on Radio Kherad} {C1:for the delay}.", ["Radio Kherad", "unnamed mayor"]),
        ("{C1:The men were held}, {S1:an inspector} quoted by Havnet {Q1:said}.", ["Havnet", "an inspector"]),
        ("{C1:The men were held}, {Q1:according to} {S1:an inspector} quoted by Havnet.", ["Havnet", "an inspector"]),
        ("{S1:The captain} {Q1:told} {A1:Onda Mansa} {C1:that it fell}.", ["Onda Mansa", "unnamed captain"]),
        ("{S1:The captain} {Q1:told Onda Mansa} {C1:that it fell}.", ["Onda Mansa", "unnamed captain"]),
        ("{S1:The captain} {Q1:said} {C1:so}, in a clip broadcast by Onda Mansa.", ["Onda Mansa", "unnamed captain"]),
    ],
)
def test_a_name_where_only_outlets_stand_is_an_outlet(marked, chain):
    heard = Heard(marked)
    assert heard.chain(1) == ["The Lantern", *chain]
    carrier = heard.by_id[heard.attributions[0].chain[1]]
    assert (carrier.kind, carrier.role) == ("outlet", "journalist")


@pytest.mark.parametrize(
    "told",
    [
        "Ana Brecht", "Ms Brecht", "Ms Onda Mansa", "Mr. Mansa", "Mayor Onda Mansa", "his wife", "the court", "Parliament",
        "the Harbour Ministry", "Damascus", "The Lantern",
    ],
)  # fmt: skip
def test_who_is_told_and_no_outlet_carries_nothing(told):
    heard = Heard(f"{{S1:The captain}} {{Q1:told}} {{A1:{told}}} {{C1:that the pier fell}}.")
    assert heard.chain(1) == ["The Lantern", "unnamed captain"]


def test_one_who_spoke_as_a_person_stays_a_person_when_told_something():
    heard = Heard(
        "{S1:Ms Ana Brecht} {Q1:said} {C1:it was dark}. {S2:The captain} {Q2:told} {A2:Ms Brecht} {C2:that it fell}."
    )
    assert heard.voice(1).kind == "person"
    assert heard.chain(2) == ["The Lantern", "unnamed captain"]


def test_an_outlet_in_the_words_that_open_a_sentence_carries_it():
    heard = Heard(
        "In a signed article for Radio Kherad, {S1:Omar Tal} {Q1:deplored} {C1:the raid}. On Radio Kherad, {S2:Ana Brecht} {Q2:said} {C2:no}. "
        "In a raid on Radio Kherad, {S3:soldiers} {Q3:said} {C3:they looked for arms}."
    )
    assert heard.chain(1)[1:] == ["Radio Kherad", "Omar Tal"]
    assert heard.chain(2)[1:] == ["Radio Kherad", "Ana Brecht"]
    assert heard.chain(3)[1:] == ["unnamed soldiers"]
    later = Heard("Speaking on Monday in Tolm to Radio Kherad, {S1:Omar Tal} {Q1:said} {C1:no}.")
    assert later.chain(1)[1:] == ["Radio Kherad", "Omar Tal"]


@pytest.mark.parametrize(
    "words",
    [
        "In an address to parliament about the ban on Radio Kherad, {S1:Ana Brecht} {Q1:said} {C1:no}.",
        "Talking about his fight with Radio Kherad, {S1:Ana Brecht} {Q1:said} {C1:no}.",
        "In a speech after the raid on Radio Kherad, {S1:Ana Brecht} {Q1:said} {C1:no}.",
        "In an interview with Radio Kherad, Omar Tal resigned, and {S1:Ana Brecht} {Q1:said} {C1:no}.",
        "In an essay for Radio Kherad, Omar Tal resigned, and {S1:Ana Brecht} {Q1:said} {C1:no}.",
    ],
)
def test_an_outlet_that_is_spoken_of_carries_nothing(words):
    assert Heard(words).chain(1)[1:] == ["Ana Brecht"]


def test_a_forwarded_entry_of_a_live_blog_ends_with_its_paragraph():
    text = "07:40 Rain.\n\n08:12 Forwarded from the channel Ridge Watch. The bridge is down.\n\n08:30 The sun is out."
    (start, channel, span), (end, none, _) = forwarded(text)
    assert (channel, span.of(text), none) == ("Ridge Watch", "Ridge Watch", None)
    assert text[start:].lstrip().startswith("08:12")
    assert text[end:].startswith("\n\n08:30")


def test_a_post_forwarded_further_down_counts_when_the_text_says_where_it_ends_or_a_sign_points_to_it():
    text = (
        "One.\nTwo.\nThree.\nForwarded from Ridge Watch\nThe bridge is down.\nThat was Ridge Watch. Back to us.\nRain."
    )
    assert [name for _, name, _ in forwarded(text)] == ["Ridge Watch", None]
    pointed = "One.\nTwo.\nThree.\n⬇️ Forwarded from Ridge Watch\nThe bridge is down."
    assert [name for _, name, _ in forwarded(pointed)] == ["Ridge Watch"]


@pytest.mark.parametrize(
    ("marked", "carriers"),
    [
        ("{S1:A clerk} {Q1:informed} {A1:the Nabaa al-Dilta agency} {C1:that it burns}.", ["Nabaa al-Dilta agency"]),
        ("{S1:Admiral Orlo} on Radio Kherad{Q1::} {C1:“It burns.”}", ["Radio Kherad"]),
        ("{S1:The rebels} {Q1:have let it be known through} a fish trader {C1:that it burns}.", ["a fish trader"]),
        ("In a video that Kherad TV aired, {S1:the rebels} {Q1:said} {C1:so}.", ["Kherad TV"]),
        ("{S1:A message forwarded by the Ridge Watch channel} {Q1:says} {C1:it burns}.", ["Ridge Watch"]),
        (
            "In a recording that the Ridge Eye channel forwarded from the channel Voice of the Slopes, {S1:the rebels} {Q1:said} {C1:so}.",
            ["Ridge Eye", "Voice of the Slopes"],
        ),
        ("{S1:Ana Ruiz} {Q1:told} {A1:CNN’s Jake Tapper} {C1:that it rained}.", ["CNN"]),
        ("{S1:Ana Ruiz} {Q1:told} {A1:Radio Corax reporter Milo Dunn} {C1:that it rained}.", ["Radio Corax"]),
        ("{S1:Ana Ruiz} {Q1:told} {A1:Milo Dunn of Radio Corax} {C1:that it rained}.", ["Radio Corax"]),
        ("{S1:Ana Ruiz} {Q1:said in an interview with} the BBC’s Lyse Moore {C1:that it rained}.", ["BBC"]),
        ("{S1:Ana Ruiz} {Q1:told} {A1:the mayor’s office} {C1:that it rained}.", []),
        ("In a video that AP published, {S1:the rebels} {Q1:said} {C1:so}.", ["Associated Press"]),
        ("Responding to a video that Kherad TV aired, {S1:the army} {Q1:said} {C1:so}.", []),
        ("{S1:The army} {Q1:announced via Telegram} {C1:that it burns}.", []),
        ("{S1:The group} {Q1:said on its way through Syria} {C1:that it burns}.", []),
        ("{S1:Ana Ruiz} {Q1:told} {A1:the BBC’s lawyers} {C1:that it rained}.", []),
        ("{S1:The president}, on a visit to the BBC, {Q1:said} {C1:that it rained}.", []),
        ("{S1:The rebels} {Q1:watched through} the window {C1:that it burns}.", []),
    ],
)
def test_who_passes_it_on(marked, carriers):
    assert Heard(marked).chain(1)[1:-1] == carriers


def test_one_word_takes_up_the_outlet_that_was_told():
    heard = Heard(
        "{S1:The army} {Q1:told} {A1:Radio Corax} {C1:so}.\n\n{S2:Ana Ruiz} {Q2:told} {A2:Corax} {C2:that it rains}."
    )
    assert heard.chain(2) == ["The Lantern", "Radio Corax", "Ana Ruiz"]


def test_a_city_told_is_no_outlet_of_that_name():
    heard = Heard(
        "{S1:The Moscow Times} {Q1:said} {C1:so}.\n\n{S2:The army} {Q2:warned} {A2:Moscow} {C2:that it rains}."
    )
    assert heard.chain(2) == ["The Lantern", "army"]


@pytest.mark.parametrize(
    "text",
    [
        "One.\nTwo.\nThree.\n\nShared via Facebook\n\nThe hospital said so.",
        "One.\nTwo.\nThree.\n\nReposted from Ana Tal\n\nThe hospital said so.",
    ],
)
def test_a_line_in_the_middle_of_an_article_forwards_nothing(text):
    assert forwarded(text) == ()


def test_a_forwarded_post_without_a_time_goes_on_to_the_end():
    text = "Forwarded from Ridge Watch. BREAKING: The bridge is down.\n\nRain."
    assert [(name, span.of(text)) for _, name, span in forwarded(text)] == [("Ridge Watch", "Ridge Watch")]


@pytest.mark.parametrize(("word", "agency"), [("Gulline", "Gulline"), ("Morning", None), ("Recasts", None)])
def test_a_word_in_a_wire_dateline_is_an_agency_unless_a_dictionary_has_it(word, agency):
    credit = credited(Report(id="r", text=f"TOLM, Norvia, May 3 ({word}) - It rained.", publisher="The Lantern"))
    assert (credit and credit[0]) == agency


def test_an_arabic_name_is_an_agencys_too():
    credit = credited(Report(id="r", text="HOL - Nasim al-Jibal Agency\n\nIt rained.", publisher="The Lantern"))
    assert credit is not None
    assert credit[0] == "Nasim al-Jibal Agency"


def test_a_reporters_question_is_not_the_outlets_word():
    heard = Heard("{S1:The reporter of the Harbour Post} {Q1:asked} {C1:whether it rained}.")
    assert heard.chain(1)[1:] == ["reporter of the Harbour Post"]


def test_a_publishers_initials_in_brackets_are_no_other_agency():
    report = Report(id="r", text="TOLM, May 3 (TANA) - It rained.", publisher="Talir News Agency (TANA)")
    assert credited(report) is None
