"""Rules and the tagger's leanings brought together, on voices and leanings built by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import unmarked

from reportedly.attribute import leanings
from reportedly.attribute.acts import Force
from reportedly.attribute.leanings import (
    ACT,
    ACTS,
    CERTAINTIES,
    IDENTITIES,
    KINDS,
    POLARITIES,
    ROLES,
    judged,
    likeliest,
    weighed,
)
from reportedly.attribute.resolve import resolved
from reportedly.attribute.source_voice import Voice
from reportedly.core.ports import Leaning
from reportedly.core.records import Report
from reportedly.core.spans import Span

VALUES = {
    "act": ACTS, "polarity": POLARITIES, "certainty": CERTAINTIES, "identity": IDENTITIES, "kind": KINDS, "role": ROLES,
}  # fmt: skip


def leaning(**told: dict[str, float]) -> Leaning:
    """What the tagger thinks of the fields told; of the others it thinks nothing."""
    return Leaning(
        **{
            field: tuple(told[field].get(v, 0.0) for v in values) if field in told else (1 / len(values),) * len(values)
            for field, values in VALUES.items()
        }
    )


def between(weights: leanings.Weights) -> float:
    """The probability that outweighs a rule no word told and yields to one that words told."""
    odds = exp((weights.told + weights.left) / 2)
    return odds / (1 + odds)


def two(p: float, value: str, other: str) -> dict[str, float]:
    return {value: p, other: 1 - p}


def havnet(*, heads: set[str] | None = None, role: str = "other") -> Voice:
    """A name that the rules take for a person's."""
    return Voice(name="Onda Mansa", identity="named", kind="person", role=role, heads=heads or set())


RULED = Force(act="state", polarity="affirmed", certainty="asserted")
TOLD = replace(RULED, why="cue “said”")


def test_without_a_leaning_the_rule_stands():
    assert likeliest(ACTS, "warn", 0.0, []) == "warn"
    assert weighed(RULED, None) is RULED
    voice = havnet()
    judged(voice)
    assert (voice.identity, voice.kind, voice.role) == ("named", "person", "other")


@pytest.mark.parametrize(
    ("weight", "p", "taken"), [(1.0, 0.7, "a"), (1.0, 0.8, "b"), (0.0, 0.51, "b"), (9.0, 0.99, "a")]
)
def test_a_rule_weighs_its_log_odds(weight, p, taken):
    assert likeliest(("a", "b"), "a", weight, [(1 - p, p)]) == taken


def test_several_leanings_are_averaged():
    sure, doubting = (0.05, 0.95), (0.6, 0.4)
    assert likeliest(("a", "b"), "a", 1.0, [sure]) == "b"
    assert likeliest(("a", "b"), "a", 1.0, [sure, doubting]) == "b"
    assert likeliest(("a", "b"), "a", 1.0, [sure, doubting, doubting]) == "a"
    assert likeliest(("a", "b"), "a", 1.0, [doubting] * 50) == "a"


def test_no_leaning_rules_a_value_out():
    assert likeliest(("a", "b"), "a", 5.0, [(0.0, 1.0)]) == "a"


@given(
    st.lists(st.tuples(*[st.floats(0, 1)] * 3), min_size=1, max_size=5),
    st.sampled_from("abc"),
    st.floats(0.01, 10),
)
def test_leanings_that_agree_with_the_rule_leave_it(told, ruled, weight):
    assert likeliest("abc", ruled, weight, told) in "abc"
    agreeing = [tuple(1.0 if v == ruled else p for v, p in zip("abc", row, strict=True)) for row in told]
    assert likeliest("abc", ruled, weight, agreeing) == ruled


def test_a_strong_leaning_beats_an_act_that_no_word_told():
    force = weighed(RULED, leaning(act=two(0.97, "accuse", "state")))
    assert force.act == "accuse"
    assert force.why == "reads as accuse (0.97)"
    assert (force.polarity, force.certainty) == ("affirmed", "asserted")


def test_an_act_that_words_told_beats_a_weak_leaning():
    assert weighed(TOLD, leaning(act=two(0.55, "accuse", "state"))) == TOLD


def test_words_make_the_difference_for_an_act():
    unsure = leaning(act=two(between(ACT), "accuse", "state"))
    assert weighed(RULED, unsure).act == "accuse"
    assert weighed(TOLD, unsure).act == "state"


def test_polarity_and_certainty_are_weighed_apart_from_the_act():
    force = weighed(
        TOLD,
        leaning(polarity=two(0.99, "denied", "affirmed"), certainty={"hedged": 0.4, "asserted": 0.5, "unknown": 0.1}),
    )
    assert force == replace(TOLD, polarity="denied")


def test_a_strong_leaning_makes_an_outlet_of_an_unknown_name():
    voice = havnet()
    sure = leaning(kind=two(0.97, "outlet", "person"), role=two(0.97, "journalist", "other"))
    voice.leanings = [sure]
    judged(voice)
    assert (voice.identity, voice.kind, voice.role) == ("named", "outlet", "journalist")


def test_a_kind_that_words_told_beats_a_weak_leaning():
    voice = havnet(heads={"captain"}, role="military")
    voice.leanings = [leaning(kind=two(0.6, "outlet", "person"), role=two(0.6, "journalist", "military"))]
    judged(voice)
    assert (voice.kind, voice.role) == ("person", "military")


def test_words_make_the_difference_for_a_kind():
    unsure = leaning(kind=two(between(leanings.KIND), "outlet", "person"))
    kinds = []
    for voice in (havnet(), havnet(heads={"captain"})):
        voice.leanings = [unsure]
        judged(voice)
        kinds.append(voice.kind)
    assert kinds == ["outlet", "person"]


def test_a_role_counts_as_told_when_it_is_not_other():
    unsure = two(between(leanings.ROLE), "medical", "other"), two(between(leanings.ROLE), "medical", "official")
    roles = []
    for voice, role in zip((havnet(), havnet(role="official")), unsure, strict=True):
        voice.leanings = [leaning(role=role)]
        judged(voice)
        roles.append(voice.role)
    assert roles == ["medical", "official"]


def test_one_saying_of_many_does_not_turn_a_voice():
    voice = havnet()
    person = leaning(kind=two(0.9, "person", "outlet"))
    voice.leanings = [leaning(kind=two(0.97, "outlet", "person")), person, person]
    judged(voice)
    assert voice.kind == "person"


def test_a_leaning_that_knows_nothing_changes_nothing():
    voice = havnet(role="expert")
    voice.leanings = [leaning()] * 3
    judged(voice)
    assert (voice.identity, voice.kind, voice.role) == ("named", "person", "expert")
    assert weighed(RULED, leaning()) == RULED


def test_a_word_that_tells_a_role_gives_way_to_none_but_a_sure_leaning_and_an_outlet_is_a_journalists():
    sure = leaning(role=two(0.85, "armed_group", "military"))
    told, untold, passing = (havnet(heads={"command"}, role=role) for role in ("military", "other", "eyewitness"))
    outlet = Voice(name="Onda Mansa", identity="named", kind="outlet", role="journalist")
    for voice in (told, untold, passing, outlet):
        voice.leanings.append(sure)
        judged(voice)
    assert [v.role for v in (told, untold, passing, outlet)] == ["military", "armed_group", "armed_group", "journalist"]
    certain = havnet(heads={"command"}, role="military")
    certain.leanings.append(leaning(role={"armed_group": 1.0}))
    judged(certain)
    assert certain.role == "armed_group"


def test_a_lawyer_stays_other_a_guard_is_what_he_reads_as_and_a_document_has_no_role():
    told = [
        havnet(heads={"lawyer"}, role="other"),
        havnet(heads={"director"}, role="other"),
        havnet(heads={"guard"}, role="eyewitness"),
        Voice(name="annual table", identity="named", kind="document", role="official", heads={"table"}),
    ]
    for voice in told:
        voice.leanings.append(leaning(role=two(0.85, "official", "other"), kind={voice.kind: 1.0}))
        judged(voice)
    assert [v.role for v in told] == ["other", "official", "official", "other"]


@pytest.mark.parametrize(("p_person", "kind"), [(0.95, "person"), (0.3, "outlet")])
def test_an_unknown_name_that_reported_is_a_person_where_the_tagger_is_sure_of_it(p_person, kind):
    text, drafts = unmarked("{S1:Xilo Zorv} {Q1:reported} {C1:that it rained}.")
    told = leaning(kind={k: p_person if k == "person" else (1 - p_person) / (len(KINDS) - 1) for k in KINDS})
    (said,), sources = resolved(Report(id="r", text=text), (Span(0, len(text)),), (replace(drafts[0], leaning=told),))
    assert {s.id: s.kind for s in sources}[said.voice] == kind


def test_how_a_voice_is_described_counts_before_its_bare_name():
    voice = havnet(role="other")
    voice.leanings = [leaning(role={"official": 1.0})] * 3
    voice.described = [leaning(role={"medical": 1.0})]
    judged(voice)
    assert voice.role == "medical"


@pytest.mark.parametrize(("p", "role"), [(0.6, "other"), (0.9, "armed_group")])
def test_a_leaning_to_an_armed_group_must_be_a_sure_one_where_no_word_tells_it(p, role):
    voice = havnet()
    voice.leanings.append(leaning(role={"armed_group": p, "other": 1 - p}))
    judged(voice)
    assert voice.role == role
