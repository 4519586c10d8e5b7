"""Tagger output to drafts. All texts are fictional and written as an exercise."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.drafts import drafts as drafts_of
from reportedly.attribute.quotes import quotations
from reportedly.core.ports import Tagged
from reportedly.core.records import Report
from reportedly.core.spans import Span, words_of
from reportedly.parse import sentences

if TYPE_CHECKING:
    from reportedly.attribute.draft import Draft


def drafts(text: str, tagged: list[Tagged], dateline: str | None = None) -> tuple[Draft, ...]:
    return drafts_of(Report(id="r", text=text, dateline=dateline), sentences(text), tagged)


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def tag(text: str, source: str | None, cue: str, *content: str) -> Tagged:
    return Tagged(
        source=span(text, source) if source else None,
        cue=span(text, cue),
        content=tuple(span(text, c) for c in content),
        p_cue=0.9,
        p_source=0.9,
        p_content=0.9,
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“The bridge is gone”", "direct"),
        ("the bridge was “gone for good” by noon", "mixed"),
        ("the bridge was gone", "indirect"),
    ],
)
def test_quote_kind_follows_the_marks(content: str, kind: str) -> None:
    text = f"Ana Ruiz said {content}."
    (draft,) = drafts(text, [tag(text, "Ana Ruiz", "said", content.strip("“”"))])
    assert draft.quote == kind


def test_one_quotation_has_no_gaps() -> None:
    text = "“The ministry promised us a convoy. There are no drivers,” Ana Ruiz said."
    (draft,) = drafts(text, [tag(text, "Ana Ruiz", "said", "“", "a convoy. There are no drivers,”")])
    assert words_of(draft.content, text) == "“The ministry promised us a convoy. There are no drivers,”"


def test_the_preposition_before_a_source_is_no_part_of_it() -> None:
    text = "It burns, according to the words of the head."
    (draft,) = drafts(text, [tag(text, "of the head", "according to the words", "It burns")])
    assert words_of(draft.source, text) == "the head"


def test_marks_that_touch_the_content_belong_to_it() -> None:
    text = "“The bridge is gone,” Ana Ruiz said."
    (draft,) = drafts(text, [tag(text, "Ana Ruiz", "said", "The bridge is gone")])
    assert words_of(draft.content, text) == "“The bridge is gone,”"


def test_split_quotation_keeps_both_parts() -> None:
    text = "“The bridge is gone,” Ana Ruiz said. “We will build another one.”"
    (draft,) = drafts(text, [tag(text, "Ana Ruiz", "said", "The bridge is gone")])
    assert [c.of(text) for c in draft.content] == ["“The bridge is gone,”", "“We will build another one.”"]


def test_quotation_runs_over_paragraphs_until_it_is_closed() -> None:
    text = "“The bridge is gone, Ruiz said.\n\n“Nobody was on it when it fell.\n\n“We will build another one soon.”\n\nTraffic was heavy."
    (draft,) = drafts(text, [tag(text, "Ruiz", "said", "The bridge is gone")])
    assert words_of(draft.content, text).endswith("“We will build another one soon.”")
    assert "Traffic" not in words_of(draft.content, text)


def test_free_standing_quotation_continues_the_last_speaker() -> None:
    text = "The bridge is gone, Ana Ruiz said.\n\n“Nobody was on it when it fell.”"
    first, second = drafts(text, [tag(text, "Ana Ruiz", "said", "The bridge is gone")])
    assert first.continues is None
    assert second.continues == 0
    assert (second.source, second.cue, second.quote) == ((), (), "direct")


@pytest.mark.parametrize("heading", ["‘Bridge comes under fire again’", "“The Long Bridge”", "“No”"])
def test_a_quoted_heading_is_not_speech(heading: str) -> None:
    text = f"The bridge is gone, Ana Ruiz said.\n\n{heading}\n\nTraffic was heavy."
    assert len(drafts(text, [tag(text, "Ana Ruiz", "said", "The bridge is gone")])) == 1


def test_nested_attribution_knows_what_it_stands_in() -> None:
    text = "Ruiz said that Olsen claimed the bridge was gone."
    outer, inner = drafts(
        text,
        [
            tag(text, "Ruiz", "said", "Olsen claimed the bridge was gone"),
            tag(text, "Olsen", "claimed", "the bridge was gone"),
        ],
    )
    assert (outer.within, inner.within) == (None, 0)


@pytest.mark.parametrize(
    ("text", "content", "receiver"),
    [
        ("Two guards told the Harbour Gazette that the gate was open.", "the gate was open", "the Harbour Gazette"),
        ("“The gate was open,” a guard told Channel 9 on Sunday.", "The gate was open", "Channel 9"),
        ("The guard told reporters the gate was open.", "the gate was open", "reporters"),
        ("The guard told in 1990 that the gate was open.", "the gate was open", None),
    ],
)
def test_addressee(text: str, content: str, receiver: str | None) -> None:
    (draft,) = drafts(text, [tag(text, None, "told", content)])
    assert (words_of(draft.addressee, text) or None) == receiver


@pytest.mark.parametrize(
    ("text", "cue", "content", "receiver"),
    [
        ("The guard confirmed to the Harbour Gazette that the gate was open.", "confirmed to", "that the gate was open", "the Harbour Gazette"),
        ("The gate was open, the guard had sworn to her.", "had sworn to", "The gate was open", "her"),
        ("The guard said in a message to Radio Kherad that it rained.", "said in a message to Radio Kherad", "that it rained", "Radio Kherad"),
        ("The guard wants to leave the yard.", "wants to", "leave the yard", None),
        ("The gate was open, the guard would like to.", "would like to", "The gate was open", None),
        ("It rained, according to the guard.", "according to", "It rained", None),
        ("The guard said with a smile that it rained.", "said with a smile", "that it rained", None),
        ("The guard said in response to a question that it rained.", "said in response to", "that it rained", None),
        ("The guard promised an inquiry would follow.", "promised", "would follow", None),
        ("The guard promised the women that it would rain.", "promised", "that it would rain", "the women"),
        ("The guard spoke to the effect that it rained.", "spoke to the effect", "that it rained", None),
    ],
)  # fmt: skip
def test_an_addressee_stands_behind_the_preposition_of_its_cue(text, cue, content, receiver) -> None:
    (draft,) = drafts(text, [tag(text, "the guard" if "the guard" in text else "The guard", cue, content)])
    assert (words_of(draft.addressee, text) or None) == receiver


def test_a_loose_end_and_a_leading_dash_are_left_out() -> None:
    text = "The army on Tuesday accused the guards. - It rained, the mayor said."
    first, second = drafts(
        text, [tag(text, "The army on", "accused", "the guards"), tag(text, "the mayor", "said", "- It rained")]
    )
    assert (words_of(first.source, text), words_of(second.content, text)) == ("The army", "It rained")


def test_the_dateline_is_not_part_of_what_was_said() -> None:
    text = "OSMUND BAY, May 3 (Gull Wire) - The pier is gone, the mayor said."
    (draft,) = drafts(
        text, [tag(text, "the mayor", "said", text[: text.index(", the")])], "OSMUND BAY, May 3 (Gull Wire)"
    )
    assert words_of(draft.content, text) == "The pier is gone"


def test_a_source_takes_back_what_the_content_swallowed() -> None:
    text = "A bomb hit the road, killing two drivers, the aid group Open Hands Relief said."
    (draft,) = drafts(
        text, [tag(text, "Relief", "said", "A bomb hit the road, killing two drivers", "the aid group Open Hands")]
    )
    assert words_of(draft.source, text) == "the aid group Open Hands Relief"
    assert words_of(draft.content, text) == "A bomb hit the road, killing two drivers"


def test_unclosed_quotation_costs_nothing_else() -> None:
    text = "“The gate was open, a guard said.\n\nThe mayor said “all is well” and left.\n\nHe said ” nothing."
    found = drafts(
        text, [tag(text, "a guard", "said", "The gate was open"), tag(text, "The mayor", "said", "all is well")]
    )
    assert [d.quote for d in found] == ["direct", "direct"]


LETTERS = st.text(alphabet="ab “”\"'‘’«»\n.,é\u0301\u200fא😀", max_size=80)


@given(LETTERS)
def test_quotations_never_overlap_and_stay_in_their_paragraph(text: str) -> None:
    found = quotations(text)
    for one, two in pairwise(found):
        assert one.span.end <= two.span.start
    assert not any(re.search("[\n]", q.span.of(text)) for q in found)


@given(LETTERS, st.data())
def test_drafts_never_lose_what_was_tagged_as_said(text: str, data: st.DataObject) -> None:
    text = "x" + text + "y"
    points = st.integers(0, len(text) - 1)
    tagged = []
    for _ in range(data.draw(st.integers(0, 3))):
        a, b, c, d = sorted(data.draw(st.tuples(points, points, points, points)))
        source = data.draw(st.none() | st.builds(lambda at: Span(at, at + 1), points))
        tagged.append(
            Tagged(source=source, cue=Span(a, b + 1), content=(Span(c, d + 1),), p_cue=0.6, p_source=0, p_content=0.6)
        )
    found = drafts(text, tagged)
    held = [span for draft in found for span in draft.content]
    assert all(any(span.meets(part) for span in held) for one in tagged for part in one.content)
    for draft in found:
        assert all(0 <= s.start < s.end <= len(text) for s in (*draft.source, *draft.cue, *draft.content))
        assert draft.within is None or 0 <= draft.within < len(found)


def test_what_an_archive_puts_behind_the_dateline_is_not_said():
    text = "SAN TOLMO, 9 JAN 90 (GULL) -- [TEXT] TWO MEN DIED, THE ARMY SAID."
    tagged = tag(text, "THE ARMY", "SAID", "TEXT] TWO MEN DIED")
    (draft,) = drafts(text, [tagged], dateline="SAN TOLMO, 9 JAN 90 (GULL)")
    assert draft.content[0].of(text) == "TWO MEN DIED"


def test_one_thing_said_once_is_given_once_with_the_likelier_cue():
    text = "The bishop today announced that it rained. A note signed by Ana Tal says it is late."
    first = [
        replace(tag(text, "The bishop", cue, "that it rained"), p_cue=p)
        for cue, p in (("today", 0.5), ("announced", 0.9))
    ]
    second = [
        replace(tag(text, source, cue, "it is late"), p_cue=p)
        for source, cue, p in (("Ana Tal", "signed", 0.6), ("A note signed by Ana Tal", "says", 0.7))
    ]
    assert [words_of(d.cue, text) for d in drafts(text, [*first, *second])] == ["announced", "says"]


def test_an_account_is_whole():
    text = "@ridge_watch shared a video showing a fire."
    (draft,) = drafts(text, [tag(text, "@", "shared a video showing", "a fire")])
    assert words_of(draft.source, text) == "@ridge_watch"
