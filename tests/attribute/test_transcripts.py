"""Transcripts and interviews. All texts are fictional and written as an exercise."""

from __future__ import annotations

from reportedly.attribute.draft import Draft
from reportedly.attribute.transcripts import turns
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
