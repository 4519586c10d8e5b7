"""What the tagger is trained on, as far as it is made by rule: voices of annotated news, opinions of several annotators."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from reportedly.engines import tagger_encoding as encoding

sys.path.insert(0, str(Path(__file__).parents[2] / "training" / "attribution"))
import ruled
from examples import UNKNOWN, VOICES, agreed, annotated

TEXT = "Two nurses said the ward was full. Olsen denied it."


@pytest.fixture(scope="module")
def tokenizer():
    file = resources.files("reportedly.data").joinpath("models/tokenizer.json")
    return encoding.load_tokenizer(file.read_bytes())


def row(*attributions: tuple[str, str, str], text: str = TEXT) -> dict:
    def spans(words: str) -> list[list[int]]:
        at = text.index(words)
        return [[at, at + len(words)]] if words else []

    return {
        "text": text,
        "attributions": [{"source": spans(s), "cue": spans(c), "content": spans(t)} for s, c, t in attributions],
    }


SAID, DENIED = ("Two nurses", "said", "the ward was full"), ("Olsen", "denied", "it")


def shown(indices: tuple[int, ...]) -> list[str | None]:
    return [names[k] if k != UNKNOWN else None for names, k in zip(VOICES, indices, strict=True)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("two nurses at the port clinic", ["unnamed", "people", "medical"]),
        ("Interior Minister Ana Brecht", ["named", "person", "official"]),
        ("the rebels", ["unnamed", "people", "armed_group"]),
        ("a leaked memo", [None, "document", "other"]),
        ("she", [None, None, None]),
        ("Olsen", [None, None, None]),
        ("a man", [None, None, None]),
    ],
)
def test_words_tell_a_voice_or_nothing(words, told):
    assert shown(ruled.voice(words)) == told


def test_examples_get_the_voices_that_their_sources_tell(tokenizer):
    texts = ruled.texts_by_window([TEXT], tokenizer)
    (example,) = ruled.with_voices(annotated(row(SAID, DENIED), tokenizer, ("outer",)), texts)
    assert [shown(cue.voice) for cue in example.cues] == [["unnamed", "people", "medical"], [None, None, None]]
    (unknown,) = ruled.with_voices(annotated(row(SAID), tokenizer, ("outer",)), {})
    assert shown(unknown.cues[0].voice) == [None, None, None]


def test_several_annotators_count_alike(tokenizer):
    versions = [list(annotated(r, tokenizer, ("outer",))) for r in (row(SAID), row(SAID, DENIED), row(SAID))]
    (example,) = agreed(versions)
    assert [cue.real[0] for cue in example.cues] == pytest.approx([1.0, 1 / 3])
    assert np.allclose(example.tags[0].sum(axis=1), 1)
    assert example.tags[0][example.cues[1].start].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert np.allclose(example.cues[0].roles, versions[0][0].cues[0].roles)


def test_an_annotator_with_two_cues_counts_once(tokenizer):
    text = "They said and wrote that it rained."
    two = row(("They", "said", "that it rained"), ("They", "wrote", "that it rained"), text=text)
    one = row(("They", "said and wrote", "that it rained"), text=text)
    versions = [list(annotated(r, tokenizer, ("outer",))) for r in (one, two, row(text=text))]
    for order in (versions, versions[::-1]):
        (example,) = agreed(order)
        assert sorted(cue.real[0] for cue in example.cues) == pytest.approx([1 / 3, 2 / 3])
