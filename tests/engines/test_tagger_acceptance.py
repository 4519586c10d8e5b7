"""Opinions on a candidate brought into one probability, on opinions made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engines.tagger_acceptance import EDGE, FEATURES, Acceptance, Opinions, log_odds, placed
from reportedly.engines.tagger_decoding import CueSpan, Roles
from reportedly.engines.tagger_encoding import GUIDELINES

SURE = (0.9,) * len(GUIDELINES)
probabilities = st.floats(0, 1)
threes = st.tuples(*[probabilities] * len(GUIDELINES))


def opinions(
    cue: tuple[int, int] = (4, 5),
    *,
    source: tuple[int, int] | None = (2, 4),
    content: tuple[tuple[int, int], ...] = ((5, 9),),
    heads: tuple[float, ...] = SURE,
    reader: tuple[float, ...] = SURE,
    inside: bool = False,
) -> Opinions:
    return Opinions(
        cue=CueSpan(first=cue[0], last=cue[1], p_cue=heads),
        roles=Roles(source=source, content=content, p_source=0.8 if source else 0.0, p_content=0.7),
        reader=reader,
        inside=inside,
    )


def weights(**told: float) -> dict[str, float]:
    """Weights by name, 0 where nothing is told."""
    named = {name.replace("_", " "): value for name, value in told.items()}
    assert set(named) <= {*FEATURES, "bias"}
    return {name: named.get(name, 0.0) for name in (*FEATURES, "bias")}


def seen(one: Opinions) -> dict[str, float]:
    return dict(zip(FEATURES, one.features(), strict=True))


def test_every_guideline_is_heard_twice():
    one = seen(opinions(heads=(0.9, 0.5, 0.1), reader=(0.5, 0.6, 0.5)))
    assert one["head outer"] == pytest.approx(log_odds(0.9)) == pytest.approx(-one["head clauses"])
    assert one["head all"] == one["reader outer"] == one["reader clauses"] == 0
    assert one["reader all"] == pytest.approx(log_odds(0.6))
    assert one["content"] == pytest.approx(log_odds(0.7))
    assert one["source"] == pytest.approx(log_odds(0.8))
    assert one["no source"] == one["proposed"] == 0


def test_no_source_is_told_apart_from_an_unlikely_one():
    one = seen(opinions(source=None))
    assert (one["source"], one["no source"]) == (0, 1)


def test_a_cue_that_only_the_lexicon_has_speaks_through_the_reader_alone():
    proposed = opinions(heads=(0.0,) * len(GUIDELINES))
    assert proposed.proposed
    assert not opinions(heads=(0.0, 0.1, 0.0)).proposed
    one = seen(proposed)
    assert [one[f"head {name}"] for name in GUIDELINES] == [0, 0, 0]
    assert one["proposed"] == 1
    assert one["reader outer"] == pytest.approx(log_odds(0.9))


def test_the_likelier_guideline_tells_how_likely_a_candidate_roughly_is():
    assert opinions(heads=(0.9, 0.2, 0.1), reader=(0.5, 0.4, 0.1)).rough == pytest.approx(0.7)
    assert opinions(heads=(0.9, 0.2, 0.1), reader=(0.1, 0.9, 0.1)).rough == pytest.approx(0.55)


def test_a_candidate_in_the_content_of_a_likelier_one_is_inside():
    outer = opinions((1, 2), content=((2, 9),))
    inner = opinions((4, 5), content=((5, 9),), reader=(0.5,) * len(GUIDELINES))
    beside = opinions((12, 13), content=((13, 15),))
    assert placed([outer, inner, beside]) == [False, True, False]
    assert placed([inner, beside, outer]) == [True, False, False]


def test_a_candidate_in_the_content_of_a_less_likely_one_is_not_inside():
    outer = opinions((1, 2), content=((2, 9),), reader=(0.5,) * len(GUIDELINES))
    assert placed([outer, opinions((4, 5))]) == [False, False]


def test_a_cue_that_reaches_out_of_the_content_is_not_inside():
    split = opinions((1, 2), content=((2, 5), (6, 9)))
    assert placed([split, opinions((4, 6))]) == [False, False]
    assert placed([split, opinions((4, 5))]) == [False, True]
    assert placed([]) == []


def test_probability_is_that_of_the_regression_of_its_place():
    acceptance = Acceptance.of({"outermost": weights(bias=2.0), "inside": weights(bias=-2.0, no_source=1.0)})
    one = opinions()
    assert acceptance.p(one) == pytest.approx(0.8808, abs=1e-4)
    assert acceptance.p(replace(one, inside=True)) == pytest.approx(0.1192, abs=1e-4)
    assert acceptance.p(opinions(source=None, inside=True)) == pytest.approx(0.2689, abs=1e-4)


def test_weights_are_taken_by_name_whatever_their_order():
    card = {"outermost": weights(reader_all=1.0), "inside": weights()}
    turned = {part: dict(reversed(list(named.items()))) for part, named in card.items()}
    assert Acceptance.of(card) == Acceptance.of(turned)
    assert Acceptance.of(card).p(opinions(reader=(0.1, 0.6, 0.1))) == pytest.approx(0.6)


@pytest.mark.parametrize("name", ["reader all", "bias"])
def test_a_weight_that_is_missing_is_named(name):
    part = weights()
    del part[name]
    with pytest.raises(KeyError, match=name):
        Acceptance.of({"outermost": weights(), "inside": part})


def test_the_shipped_model_weighs_every_feature():
    card = json.loads(resources.files("reportedly.data").joinpath("models/tagger.json").read_text("utf-8"))
    shipped = Acceptance.of(card["acceptance"])
    assert len(shipped.outermost) == len(shipped.inside) == len(FEATURES) + 1
    assert set(card["acceptance"]["outermost"]) == set(card["acceptance"]["inside"]) == {*FEATURES, "bias"}


@given(threes, threes, st.booleans(), st.lists(st.floats(-1e6, 1e6), min_size=11, max_size=11))
def test_any_opinions_and_weights_give_a_probability(heads, reader, inside, each):
    acceptance = Acceptance(outermost=tuple(each), inside=tuple(reversed(each)))
    assert 0 < acceptance.p(opinions(heads=heads, reader=reader, inside=inside)) < 1


@given(probabilities, probabilities)
def test_log_odds_rise_with_the_probability_and_stay_finite(one, two):
    low, high = sorted((one, two))
    assert -log_odds(1 - EDGE) - 1e-9 <= log_odds(low) <= log_odds(high) <= log_odds(1.0)
    assert log_odds(one) == pytest.approx(-log_odds(1 - one), abs=1e-6)
