from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engines.tagger_decoding import CueSpan, Roles
from reportedly.engines.tagger_encoding import Window
from reportedly.engines.tagger_voice import of_candidate, row

HIDDEN = np.arange(24, dtype=np.float32).reshape(8, 3)


def test_a_row_holds_mean_and_largest_of_the_source_and_means_of_cue_and_content():
    found = row(HIDDEN, slice(0, 2), slice(2, 3), [slice(3, 5), slice(7, 8)])
    assert found.tolist() == [1.5, 2.5, 3.5, 3, 4, 5, 6, 7, 8, 14, 15, 16]


def test_what_is_missing_is_nought():
    assert row(HIDDEN, slice(0, 0), slice(2, 3), []).tolist() == [0, 0, 0, 0, 0, 0, 6, 7, 8, 0, 0, 0]


@given(st.lists(st.integers(1, 3), min_size=3, max_size=6))
def test_a_candidates_words_are_all_their_pieces(pieces):
    firsts = np.cumsum([0, *pieces[:-1]])
    n, words = sum(pieces), len(pieces)
    zeros = np.zeros(n, np.int64)
    window = Window(
        starts=zeros.astype(np.int32), ends=zeros.astype(np.int32), words=np.repeat(np.arange(words), pieces).astype(np.int32),
        firsts=firsts, ids=zeros, case=zeros, quote=zeros,
    )  # fmt: skip
    hidden = np.random.default_rng(1).standard_normal((n + 2, 4)).astype(np.float32)
    cue = CueSpan(first=1, last=2, p_cue=(1.0, 1.0, 1.0))
    roles = Roles(source=(0, 1), content=((2, words),), p_source=1.0, p_content=1.0)
    behind_cls = hidden[1 : n + 1]
    ends = [*firsts[1:].tolist(), n]
    expected = row(behind_cls, slice(0, ends[0]), slice(ends[0], ends[1]), [slice(ends[1], n)])
    assert np.allclose(of_candidate(hidden, window, cue, roles), expected)
