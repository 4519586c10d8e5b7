"""Captions with a credit and signed quotations. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.captions import LONGEST, credited_lines
from reportedly.attribute.draft import Draft
from reportedly.attribute.drafts import drafts
from reportedly.core.records import Report
from reportedly.core.spans import Span


def told(text: str, found: tuple[Draft, ...] = ()) -> list[tuple[str, str, str]]:
    """Source, cue and content of every line."""
    return [
        tuple("".join(s.of(text) for s in part) for part in (d.source, d.cue, d.content))
        for d in credited_lines(text, found)
    ]


def draft(*content: Span) -> Draft:
    return Draft(source=(), cue=(), content=content, quote="indirect", p_attribution=1.0, why=())


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        ("A burnt bus. Photo: Petra Lind", "Petra Lind", "Photo:", "A burnt bus."),
        ("A burnt bus. (Photo: Petra Lind)", "Petra Lind", "Photo:", "A burnt bus."),
        ("A burnt bus at the pier (Photograph: Petra Lind / Gull Wire).", "Petra Lind / Gull Wire", "Photograph:", "A burnt bus at the pier"),
        ("A burnt bus. PHOTO: GULL WIRE", "GULL WIRE", "PHOTO:", "A burnt bus."),
        ("A burnt bus; file photo: the Harbour Gazette", "the Harbour Gazette", "file photo:", "A burnt bus;"),
        ("A burnt bus. Photo credit: Ana Brecht/Gull Wire", "Ana Brecht/Gull Wire", "Photo credit:", "A burnt bus."),
        ("A burnt bus. Image courtesy of: Osmund Harbour Trust", "Osmund Harbour Trust", "Image courtesy of:", "A burnt bus."),
        ("A burnt bus, 3 May. Handout: Ministry of Works.", "Ministry of Works", "Handout:", "A burnt bus, 3 May."),
        ("Smoke over Tolm. Video: J.K. Marsden...", "J.K. Marsden", "Video:", "Smoke over Tolm."),
        ("Smoke over Tolm.\u00a0Photo:\u00a0Petra Lind", "Petra Lind", "Photo:", "Smoke over Tolm."),
        ("The cafe\u0301 😀 שלום. Photo: Ólafur Brecht", "Ólafur Brecht", "Photo:", "The cafe\u0301 😀 שלום."),
    ],
)  # fmt: skip
def test_a_credit_at_the_end_of_a_caption_names_its_source(line, source, cue, content):
    assert told(f"The pier is gone.\n\n{line}\nIt stood for sixty years.") == [(source, cue, content)]


@pytest.mark.parametrize("dash", [" — ", " – ", " —"])
@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’"])
def test_a_quotation_signed_with_a_dash_is_its_signers(marks, dash):
    quotation = f"{marks[0]}We lost the boat, and then we lost the pier.{marks[1]}"
    assert told(f"{quotation}{dash}Petra Lind") == [("Petra Lind", "", quotation)]


def test_a_credit_is_no_quotation_and_a_signed_line_is_one():
    (caption,) = credited_lines("A burnt bus. Photo: Petra Lind", [])
    (signed,) = credited_lines("“We lost the boat, and then we lost the pier.” — Petra Lind", [])
    assert (caption.quote, caption.why) == ("indirect", ("credit “Photo:”",))
    assert (signed.quote, signed.why) == ("direct", ("signed with a dash",))


@pytest.mark.parametrize(
    "line",
    [
        "What we know: Three boats are missing",
        "Photo: Petra Lind",
        "A burnt bus. Photo: page three",
        "A burnt bus. Photo: ...",
        "The pier — Petra Lind built it — is sixty years old.",
        "“We lost the boat that night,” she said — and Petra Lind wept.",
        "She had asked for a lamp — nobody answered her, and she left.",
        "“No boat.” — Petra Lind",
        "“We lost the boat, and then we lost the pier.” - Petra Lind",
        "“We lost the boat, and then we lost the pier” — petra lind",
        "",
        "😀 — \u200f\u0301",
    ],
)
def test_lines_that_name_nobody(line):
    assert told(line) == []


def test_a_paragraph_is_no_caption():
    sentence, credit = "The road was wet. ", "Photo: Petra Lind"
    assert len(told(sentence * (LONGEST // len(sentence) - 2) + credit)) == 1
    assert told(sentence * (LONGEST // len(sentence) + 1) + credit) == []
    assert told(sentence * (LONGEST // len(sentence) - 1) + "Photo: the Osmund Harbour Trust of Vardania") == []


def test_a_credit_belongs_to_its_own_line():
    assert told("A burnt bus.\nPhoto: Petra Lind") == []
    two = "A burnt bus. Photo: Petra Lind\nA grey boat. Photo: Omar Tal"
    assert [source for source, _, _ in told(two)] == ["Petra Lind", "Omar Tal"]


def test_what_others_say_already_is_not_said_twice():
    text = "“We lost the boat, and then we lost the pier.” — Petra Lind"
    end = text.index(" —")
    assert told(text, (draft(Span(0, end)),)) == []
    assert told(text, (draft(Span(0, 14), Span(20, end)),)) == []
    assert told(text, (draft(Span(0, 14)), draft(Span(20, end)))) == []
    assert len(told(text, (draft(Span(0, 14)), draft(Span(end, len(text)))))) == 1


def test_a_signed_quotation_is_one_draft_of_the_report():
    text = "The boat sank.\n\n“We lost the boat, and then we lost the pier.” — Petra Lind"
    (found,) = drafts(Report(id="r", text=text), (Span(0, 14), Span(16, len(text))), ())
    assert [part.of(text) for part in found.source] == ["Petra Lind"]


@given(
    st.lists(
        st.sampled_from(
            [
                "A burnt bus", "Photo:", " (Image courtesy of: ", "Petra Lind", "/Gull Wire", "“", "”", "«", " — ", "–",
                "\n", "\u2028", "\u00a0", " ", ".", ")", "😀", "E\u0301", "שלום", "\u200f", "We lost the boat and the pier",
            ]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_spans_lie_in_the_text_and_source_and_content_are_apart(parts):
    text = "".join(parts)
    for found in credited_lines(text, []):
        (source,), (content,) = found.source, found.content
        for span in (source, content, *found.cue):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
        assert content.end <= min(s.start for s in (*found.cue, source))
        assert all(cue.end <= source.start for cue in found.cue)
        assert "\n" not in text[content.start : source.end]
