from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import Heard

from reportedly.attribute.draft import Draft
from reportedly.attribute.resolve import resolved
from reportedly.core.records import Report
from reportedly.core.spans import Span

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"


def test_the_publisher_comes_first_and_opens_every_chain():
    heard = Heard("{S1:Police} {Q1:said} {C1:so}. {S2:Farmers} {Q2:said} {C2:more}.")
    first = heard.sources[0]
    assert (first.name, first.identity, first.mentions) == ("The Lantern", "named", ())
    assert {a.chain[0] for a in heard.attributions} == {first.id}
    assert all(a.chain[-1] == a.voice for a in heard.attributions)


def test_a_report_without_attributions_has_its_publisher():
    attributions, sources = resolved(Report(id="r", text="It rained."), (Span(0, 10),), ())
    assert attributions == ()
    assert [s.name for s in sources] == ["the publisher"]


def test_a_hedge_without_a_source_is_nobody_in_particular():
    heard = Heard(
        "{C1:The town has} {Q1:reportedly} {C1:fallen}. {C2:The mayor fled}, {S2:it} {Q2:is believed}. {C3:He} {Q3:reportedly} {C3:swam}."
    )
    assert heard.voice(1).id == heard.voice(3).id != heard.voice(2).id
    assert (heard.voice(1).name, heard.voice(2).name) == ("unspecified (reportedly)", "unspecified (believed)")
    assert (heard.voice(1).identity, heard.voice(1).kind) == ("unnamed", "unspecified")
    assert heard.attributions[0].certainty == "hedged"


def test_a_quotation_that_continues_has_the_same_speaker():
    text = "“No,” said Omar Tal. “Never.”"
    drafts = (
        Draft(
            source=(Span(11, 19),), cue=(Span(6, 10),), content=(Span(0, 5),), quote="direct", p_attribution=1, why=()
        ),
        Draft(
            source=(), cue=(), content=(Span(21, 29),), quote="direct", p_attribution=1, why=("goes on",), continues=0
        ),
    )
    attributions, sources = resolved(Report(id="r", text=text), (Span(0, 20), Span(21, 29)), drafts)
    assert attributions[0].voice == attributions[1].voice
    assert sources[1].name == "Omar Tal"
    assert "goes on" in attributions[1].why


def test_a_participle_goes_on_with_the_accusation():
    heard = Heard(
        "{S1:Omar Tal} {Q1:accused} {C1:the army of looting}, {S1:}{S2:}{Q2:stressing} {C2:that shops were bare}."
    )
    assert heard.act(1) == "accuse"


def test_the_publisher_itself_is_no_link():
    heard = Heard("{S1:The Lantern} {Q1:has learned} {C1:that it rained}. {S2:Our correspondent} {Q2:saw} {C2:snow}.")
    assert heard.chain(1) == heard.chain(2) == ["The Lantern"]


def test_ids_are_the_same_in_every_run_and_differ_within_one():
    marked = "{S1:Police} {Q1:said} {C1:so}. {S2:Police} {Q2:said} {C2:so}."
    one, two = Heard(marked), Heard(marked)
    assert [a.id for a in one.attributions] == [a.id for a in two.attributions]
    assert len({a.id for a in one.attributions}) == 2
    assert len({s.id for s in one.sources}) == len(one.sources)


PIECES = st.sampled_from(
    [
        "Omar Tal",
        "he",
        "The sources",
        "“",
        "”",
        " said ",
        ". ",
        ", citing ",
        "a 👩🏽‍⚕️",
        "عمر طال",
        "\u00a0",
        "\n",
        "told Reuters ",
        "é̂",
        "(",
        "who ",
        "’s ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.data())
def test_any_spans_come_out_as_they_went_in(text, data):
    def span() -> Span:
        start = data.draw(st.integers(0, len(text)))
        return Span(start, data.draw(st.integers(start, len(text))))

    def some() -> tuple[Span, ...]:
        return (span(),) if data.draw(st.booleans()) else ()

    count = data.draw(st.integers(0, 5))
    drafts = tuple(
        Draft(
            source=some(), cue=some(), content=some(), quote="mixed", p_attribution=0.5, why=(),
            within=data.draw(st.none() | st.integers(0, count - 1)), continues=data.draw(st.none() | st.integers(0, count - 1)),
        )
        for _ in range(count)
    )  # fmt: skip
    attributions, sources = resolved(Report(id="r", text=text, publisher="The Lantern"), (Span(0, len(text)),), drafts)
    assert [(a.source, a.cue, a.content) for a in attributions] == [(d.source, d.cue, d.content) for d in drafts]
    known = {s.id for s in sources}
    for a in attributions:
        assert set(a.chain) <= known
        assert a.chain[-1] == a.voice
        assert len(set(a.chain)) == len(a.chain)
    for source in sources:
        assert all(0 <= m.start <= m.end <= len(text) for m in source.mentions)


def test_a_long_single_line_does_not_stall():
    text = "Omar Tal said he saw Ana Brecht, citing officials, " * 4000
    drafts = tuple(
        Draft(
            source=(Span(k * 51, k * 51 + 8),),
            cue=(Span(k * 51 + 9, k * 51 + 13),),
            content=(),
            quote="indirect",
            p_attribution=1,
            why=(),
        )
        for k in range(0, 4000, 100)
    )
    attributions, _ = resolved(Report(id="r", text=text), (Span(0, len(text)),), drafts)
    assert len({a.voice for a in attributions}) == 1


@pytest.mark.skipif(not (DATA / "gum" / "news_dev.jsonl.gz").exists(), reason="needs ../shared/data/gum")
def test_gold_spans_of_gum_resolve_to_the_right_entity():
    sys.path.insert(0, str(ROOT / "eval"))
    from gum_sources import run  # noqa: PLC0415  a script outside the package

    figures = run(DATA)
    assert figures["gum_news_dev.right_entity"] >= 0.88
    assert figures["gum_news_dev.same_voice_precision"] >= 0.95


@pytest.mark.skipif(not (DATA / "polnear" / "dev.jsonl.gz").exists(), reason="needs ../shared/data/polnear")
def test_no_report_is_lost_on_real_spans():
    with gzip.open(DATA / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for _, line in zip(range(8), handle, strict=False)]
    for row in rows:
        text = row["text"]
        drafts = tuple(
            Draft(
                source=tuple(Span(*s) for s in a["source"]), cue=tuple(Span(*s) for s in a["cue"]),
                content=tuple(Span(*s) for s in a["content"]), quote="indirect", p_attribution=1, why=(),
            )
            for a in row["attributions"]
        )  # fmt: skip
        attributions, _ = resolved(Report(id=row["id"], text=text), (Span(0, len(text)),), drafts)
        assert len(attributions) == len(drafts)


@pytest.mark.parametrize(
    "nothing",
    [
        "{S2:The guard} {Q2:asked} {C2:not to be named because he feared for his job}",
        "{S2:The guard} {Q2:declined} {C2:to be identified}",
        "{S2:The guard} {Q2:spoke} {C2:on condition of anonymity}",
        "{S2:The guard} {Q2:spoke to the paper on condition of} {C2:anonymity, citing orders}",
        "{S2:The guard} {Q2:requested} {C2:that his name not be used}",
        "{S2:The guard} {Q2:asks} {C2:us not to give his name}",
        "{S2:No one} {Q2:has claimed} {C2:responsibility for the fire}",
        "{S2:Nobody} {Q2:could say} {C2:who lit it}",
        "{S2:None of the groups} {Q2:claimed} {C2:it}",
        "{S2:Neither side} {Q2:has commented} {C2:on the fire}",
    ],
)
def test_withheld_names_and_nobody_are_no_attributions(nothing):
    heard = Heard(f"{{S1:A guard}} {{Q1:said}} {{C1:the gate was open}}. {nothing}.")
    assert [a.id for a in heard.attributions] == [heard.attributions[0].id]
    assert {s.name for s in heard.sources} <= {"The Lantern", "a guard"}


def test_who_says_something_besides_withholding_a_name_is_kept():
    heard = Heard(
        "{S1:A guard} who asked not to be named {Q1:said} {C1:the gate was open}. {S2:No 10} {Q2:said} {C2:so}. "
        "{S3:He} {Q3:spoke} {C3:of his fear of being named as the one who opened it}."
    )
    assert len(heard.attributions) == 3


def test_what_stood_in_a_dropped_attribution_stands_in_the_next_one_around():
    heard = Heard("{S1:Omar Tal} {Q1:said} {C1:{S2:nobody} {Q2:said} {C2:{S3:the mayor} {Q3:claimed} {C3:rain}}}.")
    assert [a.within for a in heard.attributions] == [None, heard.attributions[0].id]


def test_words_that_are_the_source_of_two_sayings_mean_one_voice():
    heard = Heard(
        "{S1:{S2:Relatives of the dead}} {Q1:called for} {C1:an inquiry}, {Q2:stressing} {C2:that nobody had asked them}."
    )
    assert heard.voice(1) is heard.voice(2)
    assert len(heard.sources) == 2


def test_who_is_named_behind_the_body_he_leads_is_the_voice():
    heard = Heard("At {S1:Rimah Hospital, its director, Ilan Meret,} {Q1:said} {C1:that the road was shut}.")
    assert (heard.voice(1).name, heard.voice(1).affiliation) == ("Ilan Meret", "Rimah Hospital")


def test_a_word_behind_a_post_does_not_hide_the_post():
    heard = Heard(
        "{S1:A lieutenant taken at his post} {Q1:said} {C1:so}. {S2:A sergeant now in our care} {Q2:said} {C2:so}."
    )
    assert [heard.voice(n).role for n in (1, 2)] == ["military", "military"]


def test_rebels_that_spoke_are_meant_before_a_front_named_later():
    heard = Heard(
        "{S1:Norvian guerrillas} {Q1:said} {C1:it rained}. {S2:The guerrillas} {Q2:said} {C2:it was late}. {Q3:According to} {S3:the Hill Front}, {C3:it was}."
    )
    assert heard.voice(1) is heard.voice(2)
    later = Heard("{S1:Rebels} {Q1:said} {C1:so}. The Hill Front came. {S2:The rebels} {Q2:said} {C2:it had won}.")
    assert later.voice(2).name == "Hill Front"


def test_a_person_is_called_by_the_first_of_two_surnames():
    heard = Heard(
        "{S1:General Ana Maria Ruiz Tal} {Q1:said} {C1:no}. {S2:Ruiz} {Q2:said} {C2:so}. {S3:Tal} {Q3:left} {C3:it}."
    )
    assert heard.voice(1) is heard.voice(2)
    assert heard.voice(1) is heard.voice(3)
