"""Model scores to spans, on small arrays made by hand."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engines.tagger_decoding import (
    SEGMENT_PENALTY,
    CueSpan,
    Roles,
    characters,
    cue_spans,
    roles,
    sigmoid,
    softmax,
)
from reportedly.engines.tagger_encoding import Window

O, B, I = (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)  # noqa: E741
OTHER, SOURCE, CONTENT = (0.9, 0.05, 0.05), (0.05, 0.9, 0.05), (0.05, 0.05, 0.9)


def said(first: int, last: int) -> CueSpan:
    return CueSpan(first=first, last=last, p_cue=(0.9, 0.9, 0.9))


def cues(*words: tuple[float, float, float], threshold: float = 0.5) -> list[tuple[int, int]]:
    """Cues where all three guidelines think the same."""
    p = np.array([[word] * 3 for word in words])
    return [(cue.first, cue.last) for cue in cue_spans(p, by=(0, 1), threshold=threshold)]


def window(*words: tuple[int, ...]) -> Window:
    """A window from the lengths of the pieces of each word, words one character apart, the first at offset 10."""
    starts, ends, owners, at = [], [], [], 10
    for number, pieces in enumerate(words):
        for length in pieces:
            starts.append(at)
            ends.append(at + length)
            owners.append(number)
            at += length
        at += 1
    owner = np.array(owners, dtype=np.int32)
    none = np.zeros(len(owners), dtype=np.int64)
    return Window(
        starts=np.array(starts, dtype=np.int32),
        ends=np.array(ends, dtype=np.int32),
        words=owner,
        firsts=np.flatnonzero(np.diff(owner, prepend=-1)),
        ids=none,
        case=none,
        quote=none,
    )


def test_logits_become_probabilities():
    assert sigmoid(np.array([0.0, 3.0, -3.0], dtype=np.float32)) == pytest.approx([0.5, 0.9526, 0.0474], abs=1e-4)
    assert softmax(np.array([[1e4, 1e4, 0.0], [0.0, 0.0, 0.0]], dtype=np.float32)) == pytest.approx(
        np.array([[0.5, 0.5, 0.0], [1 / 3] * 3])
    )


def test_a_cue_is_a_run_of_words_that_begin_or_go_on():
    assert cues(O, B, I, O, B, O) == [(1, 3), (4, 5)]
    assert cues(I, I, O) == [(0, 2)]
    assert cues(O, O) == []


def test_where_beginning_is_likelier_another_cue_begins():
    assert cues(B, B, I) == [(0, 1), (1, 3)]


def test_a_higher_threshold_takes_fewer_words():
    doubtful = (0.4, 0.1, 0.5)
    assert cues(B, doubtful) == [(0, 2)]
    assert cues(B, doubtful, threshold=0.7) == [(0, 1)]


def test_the_chosen_guidelines_decide_and_all_are_told():
    p = np.array([[B, O, O], [I, O, I]])
    assert cue_spans(p, by=(0,), threshold=0.5) == [CueSpan(first=0, last=2, p_cue=pytest.approx((0.9, 0.1, 0.5)))]
    assert cue_spans(p, by=(1,), threshold=0.5) == []
    (cue,) = cue_spans(p, by=(0, 1), threshold=0.45)
    assert cue.p_cue == pytest.approx((0.9, 0.1, 0.5))


def test_source_and_content_of_a_cue():
    found = roles(np.array([SOURCE, SOURCE, OTHER, OTHER, CONTENT, CONTENT]), said(2, 3))
    assert found == Roles(source=(0, 2), content=((4, 6),), p_source=pytest.approx(0.9), p_content=pytest.approx(0.9))


def test_content_may_stand_on_both_sides_of_source_and_cue():
    found = roles(np.array([CONTENT, CONTENT, SOURCE, OTHER, CONTENT, CONTENT]), said(3, 4))
    assert (found.source, found.content) == ((2, 3), ((0, 2), (4, 6)))


def test_a_lone_weak_word_is_no_stretch_and_a_weak_gap_does_not_fray():
    weak, gap = (0.3, 0.05, 0.65), (0.6, 0.05, 0.35)
    assert roles(np.array([OTHER, weak, OTHER, OTHER]), said(0, 1)).content == ()
    assert roles(np.array([OTHER, CONTENT, gap, CONTENT]), said(0, 1)).content == ((1, 4),)


def test_the_best_of_several_sources_is_taken():
    unsure = (0.3, 0.6, 0.1)
    found = roles(np.array([unsure, OTHER, OTHER, SOURCE, unsure, CONTENT, CONTENT]), said(1, 2))
    assert found.source == (3, 5)
    assert found.p_source == pytest.approx(0.75)


def test_a_word_in_the_middle_of_the_source_is_no_content():
    sure = (0.005, 0.99, 0.005)
    found = roles(np.array([sure, CONTENT, sure, OTHER, CONTENT, CONTENT]), said(3, 4))
    assert (found.source, found.content) == ((0, 3), ((4, 6),))


def test_where_nothing_is_likely_nothing_is_chosen():
    assert roles(np.array([OTHER] * 4), said(1, 2)) == Roles(source=None, content=(), p_source=0.0, p_content=0.0)


def test_words_of_the_cue_are_neither_source_nor_content():
    assert roles(np.array([SOURCE, CONTENT]), said(0, 2)) == Roles(source=None, content=(), p_source=0.0, p_content=0.0)


@st.composite
def scored(draw, most: int, reach: float):
    """Probabilities of up to `most` words from logits within ±`reach`, and a cue among them."""
    logits = draw(st.lists(st.tuples(*[st.floats(-reach, reach)] * 3), min_size=1, max_size=most))
    first = draw(st.integers(0, len(logits) - 1))
    last = draw(st.integers(first + 1, len(logits)))
    return softmax(np.array(logits)), said(first, last)


@given(scored(40, 12.0))
def test_content_is_in_order_and_meets_neither_cue_nor_source(given_):
    p, cue = given_
    found = roles(p, cue)
    taken = [(cue.first, cue.last), *([found.source] if found.source else [])]
    for first, last in found.content:
        assert 0 <= first < last <= len(p)
        assert all(last <= a or b <= first for a, b in taken)
    assert all(one[1] < two[0] for one, two in pairwise(found.content))
    assert (found.p_content > 0) == bool(found.content)
    assert (found.p_source > 0) == (found.source is not None)
    assert 0 <= found.p_source <= 1
    assert 0 <= found.p_content <= 1


@given(scored(12, 3.0))
def test_the_source_is_the_best_run_beside_the_cue(given_):
    p, cue = given_
    gains = np.log(p[:, 1] / np.maximum(p[:, 0], p[:, 2]))
    runs = [(a, b) for a, b in combinations(range(len(p) + 1), 2) if b <= cue.first or cue.last <= a]
    best = max([0.0, *(gains[a:b].sum() for a, b in runs)])
    found = roles(p, cue).source
    assert found is None or found in runs
    assert (gains[slice(*found)].sum() if found else 0.0) == pytest.approx(best, abs=1e-4)


@given(scored(9, 3.0))
def test_the_content_is_the_best_choice_of_stretches(given_):
    p, cue = given_
    found = roles(p, cue)
    gains = np.log(p[:, 2] / (1 - p[:, 2]))
    blocked = {*range(cue.first, cue.last), *(range(*found.source) if found.source else ())}

    def worth(chosen: tuple[bool, ...]) -> float:
        begun = sum(one and not before for before, one in pairwise((False, *chosen)))
        return sum(g for g, one in zip(gains, chosen, strict=True) if one) - SEGMENT_PENALTY * begun

    choices = product(*[(False,) if k in blocked else (False, True) for k in range(len(p))])
    ours = tuple(any(a <= k < b for a, b in found.content) for k in range(len(p)))
    assert worth(ours) == pytest.approx(max(map(worth, choices)), abs=1e-4)


def test_words_are_characters_of_the_text_to_their_last_piece():
    three = window((2, 3), (4,), (1, 1, 1))
    assert characters(three, (0, 1)) == (10, 15)
    assert characters(three, (1, 2)) == (16, 20)
    assert characters(three, (0, 3)) == (10, 24)


def test_a_cue_has_all_pieces_of_its_words():
    three = window((2, 3), (4,), (1, 1, 1))
    assert said(0, 2).pieces(three) == range(3)
    assert said(2, 3).pieces(three) == range(3, 6)
