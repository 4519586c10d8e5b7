"""The shipped tagger, run for real. All texts are fictional and written as an exercise."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.errors import EngineError
from reportedly.core.ports import Setting
from reportedly.core.spans import words_of
from reportedly.engines.onnx_tagger import OnnxTagger

if TYPE_CHECKING:
    from pathlib import Path

REPORT = (
    "Two fishermen told the Harbour Gazette that a grey boat had rammed the pier at Osmund Bay.\n\n"
    "“It came out of nowhere,” said Petra Lind, who runs the bait shop.\n\n"
    "According to the coast guard, nobody was hurt. The pier is sixty years old."
)


@pytest.fixture(scope="module")
def tagger() -> OnnxTagger:
    return OnnxTagger()


def test_it_reads_who_says_what(tagger: OnnxTagger) -> None:
    found = {words_of((t.source,), REPORT): words_of(t.content, REPORT) for t in tagger.tagged(REPORT) if t.source}
    assert "a grey boat had rammed the pier" in found["Two fishermen"]
    assert "It came out of nowhere" in found["Petra Lind, who runs the bait shop"]
    assert "nobody was hurt" in found["the coast guard"]


def test_the_publishers_own_words_are_nobodys(tagger: OnnxTagger) -> None:
    own = REPORT.index("The pier is sixty")
    assert not any(part.start <= own < part.end for t in tagger.tagged(REPORT) for part in t.content)


def test_a_report_reads_the_same_alone_and_after_others(tagger: OnnxTagger) -> None:
    before = tagger.tagged(REPORT)
    tagger.tagged("Somebody said something else entirely, at length. " * 60)
    assert tagger.tagged(REPORT) == before == OnnxTagger().tagged(REPORT)


def test_a_higher_threshold_keeps_a_subset(tagger: OnnxTagger) -> None:
    strict = {t.cue for t in OnnxTagger(threshold=0.9).tagged(REPORT)}
    assert strict <= {t.cue for t in tagger.tagged(REPORT)}


@pytest.mark.parametrize("text", ["", "\n \u00a0\n", "😀", "\u200f\u0301", "word"])
def test_texts_with_nothing_to_say(tagger: OnnxTagger, text: str) -> None:
    assert tagger.tagged(text) == ()


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            ["She said", " “", "” ", "the pier fell", "😀", "e\u0301", "שלום", "\u00a0", "\n", ". ", ", he added"]
        ),
        max_size=30,
    )
)
def test_spans_lie_in_the_text_and_do_not_overlap(tagger: OnnxTagger, parts: list[str]) -> None:
    text = "".join(parts)
    for found in tagger.tagged(text):
        for span in (found.cue, *found.content, *([found.source] if found.source else [])):
            assert 0 <= span.start < span.end <= len(text)
        for one, two in pairwise(found.content):
            assert one.end <= two.start


def test_a_very_long_line_is_read_to_its_end(tagger: OnnxTagger) -> None:
    text = "The road was wet and the night was long " * 400 + "and Petra Lind said the lamp was broken."
    (last,) = [t for t in tagger.tagged(text) if t.cue.start > len(text) - 60]
    assert last.source is not None
    assert last.source.of(text) == "Petra Lind"


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    with resources.as_file(resources.files("reportedly.data").joinpath("models")) as folder:
        shutil.copytree(folder, tmp_path / "model")
    return tmp_path / "model"


def test_a_changed_model_file_is_refused(copied_model: Path) -> None:
    (copied_model / "tokenizer.json").write_text("{}")
    with pytest.raises(EngineError, match="SHA-256"):
        OnnxTagger(copied_model).tagged(REPORT)


def test_a_missing_model_file_is_named(copied_model: Path) -> None:
    (copied_model / "reader.onnx").unlink()
    with pytest.raises(EngineError, match=r"reader\.onnx: cannot be read"):
        OnnxTagger(copied_model).tagged(REPORT)


def test_the_card_names_every_file(copied_model: Path) -> None:
    card = json.loads((copied_model / "tagger.json").read_text())
    assert set(card["sha256"]) == {"trunk.onnx", "reader.onnx", "voice.onnx", "tokenizer.json"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Osmund Front holds the harbour guard responsible for the deaths of nine people.", "The Osmund Front"),
        ("The relief group claimed responsibility for the delay.", "The relief group"),
        ("Nurses put the number of wounded at nineteen.", "Nurses"),
    ],
)
def test_phrases_the_cue_head_misses_are_proposed_to_the_reader(tagger: OnnxTagger, text: str, source: str) -> None:
    (found,) = tagger.tagged(text)
    assert found.source is not None
    assert source.endswith(found.source.of(text))


def test_settings_keep_fewer_or_more(tagger: OnnxTagger) -> None:
    kept = {setting: {t.cue for t in OnnxTagger(setting=setting).tagged(REPORT)} for setting in get_args(Setting)}
    assert kept["precise"] <= kept["balanced"] <= kept["thorough"]


def test_each_setting_has_a_version_of_its_own() -> None:
    assert len({OnnxTagger(setting=setting).version for setting in get_args(Setting)}) == len(get_args(Setting))


def test_speech_within_speech_is_found_in_one_reading(tagger: OnnxTagger) -> None:
    text = "State radio reported that the harbour guard had denied firing on the fishing boat."
    found = {t.cue.of(text): words_of(t.content, text) for t in tagger.tagged(text)}
    assert any("denied" in cue for cue in found)
    assert any("had denied firing" in content for content in found.values())


def test_every_attribution_leans_somewhere(tagger: OnnxTagger) -> None:
    for found in tagger.tagged(REPORT):
        assert found.leaning is not None
        for field in fields(found.leaning):
            assert sum(getattr(found.leaning, field.name)) == pytest.approx(1.0, abs=1e-6)
