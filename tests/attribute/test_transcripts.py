"""Transcripts and interviews. All texts are fictional and written as an exercise."""

from __future__ import annotations

from reportedly.attribute.draft import Draft
from reportedly.attribute.quotes import quotations
from reportedly.attribute.transcripts import introduced, to_the_end, turns
from reportedly.core.spans import Span

TALK = "“OLSEN: The lamp was out.\n\n“RUIZ (by telephone): Since when?\n\n“OLSEN: Since the storm.”\n\nThe harbour is closed."


def test_every_labelled_paragraph_is_a_turn() -> None:
    found = turns(TALK, [])
    assert [(d.source[0].of(TALK), d.cue[0].of(TALK), d.content[0].of(TALK)) for d in found] == [
        ("OLSEN", ":", "The lamp was out."),
        ("RUIZ", ":", "Since when?"),
        ("OLSEN", ":", "Since the storm.”"),
    ]


def test_a_turn_the_tagger_has_read_is_not_read_twice() -> None:
    colon = TALK.index(":")
    read = Draft(
        source=(), cue=(Span(colon, colon + 1),), content=(Span(9, 20),), quote="direct", p_attribution=0.9, why=()
    )
    assert len(turns(TALK, [read])) == 2


def test_headings_with_a_colon_make_no_transcript() -> None:
    assert turns("UPDATE: The harbour is open.\n\nWeather: Rain.\n\nTraffic: Heavy.", []) == []
    assert turns("Note: one.\n\nNote: two.\n\nNote: three.", []) == []


def test_a_turn_that_was_read_in_part_is_read_to_its_end():
    label = TALK.index("OLSEN:") + 5
    read = Draft(
        source=(Span(label - 5, label),), cue=(Span(label, label + 1),), content=(Span(label + 2, label + 6),),
        quote="direct", p_attribution=0.9, why=(),
    )  # fmt: skip
    (whole,) = to_the_end(TALK, [read])
    assert whole.content[0].of(TALK) == TALK[label + 2 : TALK.index("\n", label)].rstrip()
    assert to_the_end("OLSEN: I was there.", [read]) == [read]


def spoken(text: str, found=()) -> list[tuple[str, str]]:
    return [(d.source[0].of(text), d.content[0].of(text)) for d in introduced(text, quotations(text), found)]


def test_a_speaker_before_a_colon_or_dash_and_a_quotation():
    assert spoken("The mayor of Tolm: “Stay under the roof.” It rained.") == [
        ("The mayor of Tolm", "“Stay under the roof.”")
    ]
    assert spoken("A waiter at the pier – “That is live fire.”") == [("A waiter at the pier", "“That is live fire.”")]


def test_a_sentence_with_a_verb_of_saying_or_without_a_quotation_is_no_such_label():
    assert spoken("The mayor then added: “Stay under the roof.”") == []
    assert spoken("The mayor: no comment.") == []


def test_a_claimed_quotation_is_not_given_twice():
    text = "The mayor: “Stay under the roof.”"
    claimed = Draft(source=(), cue=(), content=(Span(11, len(text)),), quote="direct", p_attribution=1, why=())
    assert spoken(text, [claimed]) == []


def said_in(talk: str) -> list[tuple[str, str]]:
    return [(" ".join(s.of(talk) for s in d.source), d.content[0].of(talk)) for d in turns(talk, [])]


def test_a_name_in_square_brackets_speaks_the_paragraph():
    talk = "[Reporter] Do you accept it?\n\n[Olsen, in English] I said that it burned."
    assert said_in(talk) == [("Reporter", "Do you accept it?"), ("Olsen", "I said that it burned.")]
    assert said_in("[Olsen] It burned.\n\n[Studio reporter] When?")[1] == ("Studio reporter", "When?")
    assert turns("[Olsen] I said that it burned.\n\nNobody asked.", []) == []
    (one,) = turns("It rained.\n\n[Begin recording] [Olsen] I said that it burned. [End recording]", [])
    assert one.source[0].of("It rained.\n\n[Begin recording] [Olsen]") == "Olsen"


def test_a_paragraph_without_a_name_in_brackets_is_the_last_speakers_until_the_recording_ends():
    talk = "[Reporter] Why?\n\n[Olsen] It burned.\n\n[Words indistinct] It rained.\n\n[Olsen] Then it sank. [end recording]\n\nThe search goes on."
    assert said_in(talk)[2:] == [("Olsen", "Then it sank. [end recording]"), ("", "[Words indistinct] It rained.")]


def test_the_report_below_two_speakers_is_not_theirs():
    talk = "[Reporter] Why?\n\n[Olsen] It burned.\n\nThe fire began at noon.\n\nThree men died."
    assert said_in(talk) == [("Reporter", "Why?"), ("Olsen", "It burned.")]
    digest = "[Sports] The boats won.\n\nIt rained.\n\n[Politics] The mayor left.\n\nNobody came."
    assert [words for who, words in said_in(digest) if not who] == []
    recorded = "[Begin recording] [Olsen] It burned.\n\nIt sank. [end recording]\n\nThe search goes on."
    assert said_in(recorded) == [("Olsen", "It burned."), ("", "It sank. [end recording]")]
    address = "[Announcer] Here she is.\n\n[President Tal] My people.\n\nI come before you tonight.\n\nThe crowd left."
    assert [words for who, words in said_in(address) if not who] == ["I come before you tonight."]


def test_a_name_in_brackets_behind_the_dateline_speaks_the_whole_text():
    dateline = "OSMUND BAY, 3 May 90 (Ridge Radio) -- "
    assert said_in(dateline + "[Text] [Continued] [Olsen] The lamp was out.\n\nWe had no oil.") == [
        ("Olsen", "The lamp was out."),
        ("", "We had no oil."),
    ]
    assert said_in("NO CITY, NO DATE -- [News conference with President Olsen by Ruiz] [Text] [Olsen] It burned.") == [
        ("Olsen", "It burned.")
    ]
    assert said_in(dateline + "[Report] [Milo Olsen] [Excerpts] The lamp was out.\n\nNobody came.") == []
    assert said_in(dateline + "[Text] The lamp [of Olsen] was out.") == []


def test_whose_speech_it_is_stands_in_brackets_before_other_tags():
    text = "TOLM, 3 May 90 (Gull Radio) -- [Speech] [President Ana Brecht] [Text] [Continued] The lamp is out."
    (draft,) = turns(text, [])
    assert (draft.source[0].of(text), draft.content[0].of(text)) == ("President Ana Brecht", "The lamp is out.")
    assert turns("TOLM, 3 May 90 (Gull Radio) -- [Report] [Ana Brecht] [Text] [Continued] The lamp is out.", []) == []
