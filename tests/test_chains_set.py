"""The annotated set of chains and its figures. All texts are fictional and written as an exercise."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.records import Attribution, Reading, Report, Source
from reportedly.core.spans import Span

ROOT = Path(__file__).parent.parent
DEV, GATE = ROOT / "eval/chains/dev", ROOT / "eval/chains/gate"
TRAINING = ROOT / "training/attribution/texts"
SHINGLE = 8
"""Words in a row that two texts rarely share by chance."""
STOCK = 0.03
"""Share of shingles that a text may have in common with others: stock phrases ("on condition of anonymity because the")."""

PIER = '''
id = "pier"
school = "wire"
publisher = "The Lantern"
text = """
{T1|The pier fell}, {S1|Anna Kesh} {C1|said}. {S2|She} {C2|told} {A2|{V:kherad|Radio Kherad}} {T2|that {S3|the army} {C3|denied} {T3|the raid}}.

The mayor gave a {D:order|hard order} and {D:none|went home}. {T4|It rained}, {S4|a guard} {C4|believed}.
"""
[voices]
kesh = {name = "Anna Kesh", identity = "named", kind = "person", role = "victim"}
kherad = {name = "Radio Kherad", identity = "named", kind = "outlet", role = "journalist"}
army = {name = "the army", identity = "named", kind = "organisation", role = "military"}
guard = {name = "a guard", identity = "unnamed", kind = "person", role = "official", anonymity = "for fear of the mayor"}
[said]
1 = {chain = ["kesh"], act = "state", polarity = "affirmed", certainty = "asserted"}
2 = {chain = ["kherad", "kesh"], act = "state", polarity = "affirmed", certainty = "asserted"}
3 = {chain = ["kherad", "kesh", "army"], act = "deny", polarity = "denied", certainty = "asserted"}
4 = {chain = ["guard"], act = "express", polarity = "affirmed", certainty = "hedged"}
'''


@pytest.fixture(scope="module")
def eval_():
    """The modules of `eval/` under test; they are scripts, no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "eval/chains")
        patch.syspath_prepend(ROOT / "eval")
        yield SimpleNamespace(
            **{name: importlib.import_module(name) for name in ("markup", "chains_figures", "common")}
        )


@pytest.fixture
def read(eval_, tmp_path):
    def reads(toml: str):
        path = tmp_path / "pier.toml"
        path.write_text(toml, "utf-8")
        return eval_.markup.read(path)

    return reads


def words(text, spans):
    return [text.text[start:end] for start, end in spans]


# markup


def test_marks_come_out_and_their_spans_stay(read):
    text = read(PIER)
    assert text.text == (
        "The pier fell, Anna Kesh said. She told Radio Kherad that the army denied the raid.\n\n"
        "The mayor gave a hard order and went home. It rained, a guard believed."
    )
    assert (text.id, text.school, text.publisher, text.published) == ("pier", "wire", "The Lantern", None)
    second = text.said[2]
    parts = [words(text, getattr(second, part)) for part in ("source", "cue", "content", "addressee")]
    assert parts == [["She"], ["told"], ["that the army denied the raid"], ["Radio Kherad"]]
    assert (second.chain, second.act, second.polarity, second.certainty) == (
        ["kherad", "kesh"],
        "state",
        "affirmed",
        "asserted",
    )
    assert [(kind, words(text, [span])) for kind, span in text.decoys] == [
        ("order", ["hard order"]),
        ("none", ["went home"]),
    ]


def test_speech_within_speech_knows_what_is_around_it(read):
    assert {n: one.within for n, one in read(PIER).said.items()} == {1: None, 2: None, 3: 2, 4: None}


def test_marks_and_sources_are_the_mentions_of_a_voice(read):
    text = read(PIER)
    assert {key: words(text, spans) for key, spans in text.mentions.items()} == {
        "kesh": ["Anna Kesh", "She"], "kherad": ["Radio Kherad"], "army": ["the army"], "guard": ["a guard"],
    }  # fmt: skip


def test_who_is_cited_is_not_the_source(read):
    marked = "{S1|Radio Kherad}, citing {V:guard|a guard}, {C1|said} {T1|that it rained}."
    text = read(small(marked, 'chain = ["kherad", "guard"]'))
    assert text.said[1].cites
    assert {key: words(text, spans) for key, spans in text.mentions.items() if spans} == {
        "kherad": ["Radio Kherad"], "guard": ["a guard"],
    }  # fmt: skip


def test_a_part_may_belong_to_several_and_come_in_pieces(read):
    said = 'act = "state", polarity = "affirmed", certainty = "asserted"}'
    toml = PIER.partition("[said]")[0].replace("{S1|Anna Kesh}", "{S1,2|Anna Kesh}").replace("{S2|She}", "She")
    toml = toml.replace("{T2|that {S3|the army} {C3|denied} {T3|the raid}}", "{T2|that} the army {T2|raided}").replace(
        "4|", "1|"
    )
    text = read(f'{toml}[said]\n1 = {{chain = ["kesh"], {said}\n2 = {{chain = ["kesh"], {said}')
    assert words(text, text.said[1].source) == ["Anna Kesh", "a guard"]
    assert words(text, text.said[2].source) == ["Anna Kesh"]
    assert words(text, text.said[2].content) == ["that", "raided"]


def test_the_example_of_the_guidelines_is_free_of_faults(read):
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "eval/chains/GUIDELINES.md").read_text("utf-8"), re.DOTALL)
    text = read(example)
    assert len(text.said) == 6
    assert text.said[6].within == 5


@given(
    st.lists(
        st.tuples(st.sampled_from("SCT"), st.text("aé\u0301😀של\u200f “”.", min_size=1, max_size=8), st.text(" \n—😀", max_size=3)),
        max_size=8,
    )
)  # fmt: skip
def test_marked_words_are_what_the_spans_cover(eval_, pieces):
    pieces = [(part, marked.strip(), after) for part, marked, after in pieces if marked.strip()]
    text, marks, faults = eval_.markup._unmarked(
        "".join(f"{{{part}1|{marked}}}{after}" for part, marked, after in pieces)
    )
    assert faults == []
    assert text == "".join(marked + after for _, marked, after in pieces)
    assert [(mark["part"], text[start:end]) for mark, (start, end) in marks] == [(part, m) for part, m, _ in pieces]


def small(marked: str, chain: str = 'chain = ["guard"]', act: str = "state", more: str = "") -> str:
    """A file of one attribution."""
    voices = PIER.partition("[voices]")[2].partition("[said]")[0]
    return (
        f'id = "x"\nschool = "wire"\npublisher = "The Lantern"\ntext = """\n{marked}\n"""\n[voices]{voices}{more}\n'
        f'[said]\n1 = {{{chain}, act = "{act}", polarity = "affirmed", certainty = "asserted"}}\n'
    )


GOOD = "{T1|It rained}, {S1|a guard} {C1|said}."


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("id = ", "no valid TOML: "),
        (small(GOOD).replace('id = "x"\n', ""), "id is missing"),
        (small(GOOD).partition("[said]")[0], "said is missing"),
        (small("{T1|It rained}, {S1|a guard} {C1|said."), "mark “{C1|” is never closed"),
        (small("{T1|It rained}, {S1|a guard}} {C1|said}."), "a closing brace without an opening one near “{T1|It rained}, {S1|a guard}”"),
        (small("{T1|It rained}, {Z1|a guard} {C1|said}."), "no mark: “{Z1|a guard} {C1|sai”"),
        (small("{T1|It | rained}, {S1|a guard} {C1|said}."), "no mark: “| rained}, {S1|a gua”"),
        (small("{T1|It rained,} {S1|a guard }{C1|said}."), "mark “{S1|” has white space or nothing at its edge: “a guard ”"),
        (small("{T1|It rained}, {S1|a guard} {C1|}."), "mark “{C1|” has white space or nothing at its edge: “”"),
        (small("{T1|It rained}, {S1,2|a guard} {C1|said}."), "mark S2: no attribution 2 in [said]"),
        (small("It rained, {S1|a guard} {C1|said}."), "attribution 1: no content is marked (T1)"),
        (small("{T1|It rained}, {V:nurse|a nurse} {C1|said}."), "mark V:nurse: there is no such voice"),
        (small("{T1|It rained}, {D:joke|a guard} {C1|said}."), "mark D:joke: not one of ['idiom', 'nickname', "),
        (small(GOOD, act="sing"), "attribution 1: act = 'sing' is not one of ['accuse', 'admit', "),
        (small(GOOD).replace('polarity = "affirmed", ', ""), "attribution 1: polarity = None is not one of ['affirmed', 'denied']"),
        (small(GOOD).replace('certainty = "asserted"', 'certainty = "sure"'), "attribution 1: certainty = 'sure' is not one of ["),
        (small(GOOD, chain='chian = ["guard"]'), "attribution 1: chain is missing; [] is the publisher alone"),
        (small(GOOD, chain='chain = ["nurse"]'), "attribution 1: chain names 'nurse', which is not in [voices]"),
        (small(GOOD, more='cook = {name = "a cook", identity = "known", kind = "person", role = "other"}'), "voice cook: identity = 'known' is not one of ['named', 'unnamed']"),
        (small(GOOD, more='cook = {name = "a cook", identity = "unnamed", kind = "man", role = "other"}'), "voice cook: kind = 'man' is not one of ["),
        (small(GOOD, more='cook = {name = "a cook", identity = "unnamed", kind = "person"}'), "voice cook: role = None is not one of ["),
        (small(GOOD, more='cook = {identity = "unnamed", kind = "person", role = "other"}'), "voice cook: name is missing"),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_the_file_and_what_is_wrong(eval_, read, toml, fault):
    with pytest.raises(eval_.markup.MarkupError) as told:
        read(toml)
    lines = str(told.value).splitlines()
    assert all(line.startswith("pier.toml: ") for line in lines)
    assert any(line.startswith(f"pier.toml: {fault}") for line in lines)


def test_all_faults_of_a_file_are_told_at_once(eval_, read):
    toml = small("It rained, {S2|a guard} {C1|said}.", act="sing", chain='chain = ["nurse"]')
    with pytest.raises(eval_.markup.MarkupError) as told:
        read(toml)
    assert len(str(told.value).splitlines()) == 4


def test_the_checker_names_bad_files_and_counts_good_ones(tmp_path):
    (tmp_path / "good.toml").write_text(PIER, "utf-8")
    (tmp_path / "bad.toml").write_text(small(GOOD, act="sing"), "utf-8")

    def check(*files):
        command = [sys.executable, str(ROOT / "eval/chains/markup.py"), *files]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert check("good.toml").returncode == 0
    done = check("good.toml", "bad.toml")
    assert done.returncode == 1
    assert "good.toml: 4 attributions, 2 decoys, 30 words" in done.stdout
    assert "bad.toml: attribution 1: act = 'sing'" in done.stdout
    assert "2 files, 4 attributions, 1 files with faults" in done.stdout


# the texts


@pytest.fixture(scope="module")
def texts(eval_):
    """All annotated texts by folder; reading them raises at the first fault."""
    return {folder: eval_.chains_figures.texts(folder) for folder in (DEV, GATE, TRAINING)}


def test_the_set_is_large_enough_and_its_halves_alike(texts):
    said = {folder: sum(len(t.said) for t in texts[folder]) for folder in (DEV, GATE)}
    assert len(texts[DEV]) + len(texts[GATE]) >= 90
    assert sum(said.values()) >= 600
    assert 0.8 < said[DEV] / said[GATE] < 1.25
    assert all(sum(len(t.decoys) for t in texts[folder]) > 100 for folder in (DEV, GATE))


def test_every_text_goes_by_the_name_of_its_file(texts):
    for folder, found in texts.items():
        assert [t.id for t in found] == sorted(p.stem for p in folder.glob("*.toml"))
    names = [t.id for found in texts.values() for t in found]
    assert len(names) == len(set(names))


def test_no_text_of_the_set_stands_in_another_half_or_in_the_training_texts(texts):
    def shingles(text):
        spoken = re.findall(r"\w+", text.text.lower())
        return {tuple(spoken[k : k + SHINGLE]) for k in range(len(spoken) - SHINGLE + 1)}

    of = {folder: {t.id: shingles(t) for t in found} for folder, found in texts.items()}
    trained = set().union(*of[TRAINING].values())
    other = {DEV: trained.union(*of[GATE].values()), GATE: trained.union(*of[DEV].values())}
    shared = {name: len(own & other[half]) / len(own) for half in (DEV, GATE) for name, own in of[half].items()}
    assert {name: share for name, share in shared.items() if share > STOCK} == {}


# the figures


class StandIn:
    """What `chains_figures` needs of attribution_score.py, in its simplest form: linked is what has the same words."""

    class Doc:
        def __init__(self, text):
            self.words = [m.span() for m in re.finditer(r"\w+", text)]

        def toks(self, span):
            return frozenset(k for k, (start, end) in enumerate(self.words) if start < span[1] and span[0] < end)

    @staticmethod
    def jac(one, two):
        return len(one & two) / len(one | two) if one | two else 0.0

    @staticmethod
    def score(gold, found):
        def parts(rows, name):
            return {
                str([tuple(map(tuple, one[p])) for p in ("source", "content")]) for one in rows[name]["attributions"]
            }

        right = sum(len(parts(gold, name) & parts(found, name)) for name in gold)
        counts = [sum(len(rows[name]["attributions"]) for name in gold) for rows in (found, gold)]
        p, r = (100 * right / max(1, n) for n in counts)
        each = {"P": round(p, 1), "R": round(r, 1), "F": round(2 * p * r / max(1, p + r), 1), "gold": counts[1]}
        return {"linked": {"content@.5+source@.5": each}}


@pytest.fixture(params=["stand-in", "attribution_score"])
def metric(request, eval_):
    if request.param == "stand-in":
        return StandIn
    if not (ROOT.parent / "shared/score/attribution_score.py").exists():
        pytest.skip("the metric module attribution_score.py is not in ../shared/score beside the project")
    return eval_.common.scorer(ROOT.parent / "shared/data", "attribution_score")


def ideal(text) -> Reading:
    """The reading that gold asks for."""
    publisher = Source(id="s", name=text.publisher, identity="named", kind="outlet", role="journalist", mentions=())
    sources = [
        Source(
            id=f"s_{key}", mentions=tuple(Span(*m) for m in text.mentions[key]),
            **{field: fields.get(field) for field in ("name", "identity", "kind", "role", "anonymity")},
        )
        for key, fields in text.voices.items()
    ]  # fmt: skip
    attributions = [
        Attribution(
            id=f"a{n}", quote="indirect", act=one.act, polarity=one.polarity, certainty=one.certainty,
            voice=f"s_{one.chain[-1]}" if one.chain else "s", chain=("s", *(f"s_{key}" for key in one.chain)),
            **{part: tuple(Span(*s) for s in getattr(one, part)) for part in ("source", "cue", "content", "addressee")},
        )
        for n, one in text.said.items()
    ]  # fmt: skip
    report = Report(id=text.id, text=text.text, publisher=text.publisher)
    return Reading(report=report, sources=(publisher, *sources), attributions=tuple(attributions))


def flawed(text) -> Reading:
    """Carrier and addressee of the second lost, the third missed, the fourth taken for a statement without a reason, a decoy taken."""
    right = ideal(text)
    one, two, _, four = right.attributions
    at = text.text.index("hard order")
    extra = replace(one, id="a5", source=(), cue=(), content=(Span(at, at + 10),))
    sources = [replace(s, role="other") if s.id == "s_kesh" else s for s in right.sources]
    sources = [replace(s, kind="people", anonymity=None) if s.id == "s_guard" else s for s in sources]
    said = (
        one,
        replace(two, chain=("s", "s_kesh"), addressee=()),
        replace(four, act="state", certainty="asserted"),
        extra,
    )
    return replace(right, attributions=said, sources=tuple(sources))


def test_a_perfect_reading_has_full_marks(eval_, read, metric):
    text = read(PIER)
    told = eval_.chains_figures.figures([(text, ideal(text))], metric)
    assert told.pop("attributions") == 4
    assert told.pop("decoys_taken") == 0
    assert set(told.values()) == {100.0}
    assert list(eval_.chains_figures.errors([(text, ideal(text))], metric)) == []


def test_every_flaw_lowers_its_own_figure(eval_, read, metric):
    text = read(PIER)
    assert eval_.chains_figures.figures([(text, flawed(text))], metric) == {
        "attributions": 4, "linked_p": 75.0, "linked_r": 75.0, "linked_f1": 75.0,
        "chain": 66.7, "identity_kind": 66.7, "role": 33.3, "act": 66.7, "polarity": 100.0, "certainty": 66.7,
        "act_macro_f1": 40.0, "nested_r": 0.0, "decoys_taken": 50.0, "decoys_left_alone": 50.0, "same_voice_p": 100.0, "same_voice_r": 100.0,
        "addressee_p": 0.0, "addressee_r": 0.0, "anonymity_p": 0.0, "anonymity_r": 0.0,
    }  # fmt: skip


def test_every_flaw_is_listed(eval_, read, metric):
    text = read(PIER)
    told = list(eval_.chains_figures.errors([(text, flawed(text))], metric))
    assert [line.split(" [")[0] for line in told] == [
        "pier MISSED nested", "pier EXTRA p 1.00", "pier ROLE", "pier CHAIN", "pier ROLE",
        "pier KIND", "pier ACT", "pier CERTAINTY", "pier DECOY order “hard order”",
    ]  # fmt: skip
    assert "is The Lantern < Anna Kesh; gold The Lantern < Radio Kherad < Anna Kesh" in told[3]


def test_an_empty_reading_scores_nothing_and_fails_nowhere(eval_, read, metric):
    text = read(PIER)
    empty = Reading(report=Report(id="pier", text=text.text))
    told = eval_.chains_figures.figures([(text, empty)], metric)
    assert (told.pop("attributions"), told.pop("decoys_left_alone")) == (4, 100.0)
    assert set(told.values()) == {0.0}
    assert len(list(eval_.chains_figures.errors([(text, empty)], metric))) == 4


def test_one_voice_for_all_costs_precision_and_two_for_one_cost_recall(eval_, read, metric):
    text = read(PIER)
    right = ideal(text)
    lumped = replace(right, attributions=tuple(replace(a, voice="s_kesh") for a in right.attributions))
    told = eval_.chains_figures.figures([(text, lumped)], metric)
    assert (told["same_voice_p"], told["same_voice_r"]) == (16.7, 100.0)
    first, *others = right.attributions
    split = replace(right, attributions=(replace(first, voice="s_army"), *others))
    told = eval_.chains_figures.figures([(text, split)], metric)
    assert (told["same_voice_p"], told["same_voice_r"]) == (0.0, 0.0)


def test_a_found_voice_stands_for_one_gold_voice_at_most(eval_, read):
    text = read(PIER)
    figures = eval_.chains_figures
    reading = ideal(text)
    twin = replace(reading.sources[1], id="s_twin")
    doubled = replace(reading, sources=(*reading.sources, twin))
    known = figures.counterparts(text, doubled, figures.linked(text, doubled, StandIn))
    assert known == {"s": "", "s_kesh": "kesh", "s_kherad": "kherad", "s_army": "army", "s_guard": "guard"}


def test_pairs_are_those_the_metric_counts(eval_, texts):
    path = ROOT.parent / "shared/score/attribution_score.py"
    if not path.exists():
        pytest.skip("the metric module attribution_score.py is not in ../shared/score beside the project")
    metric = eval_.common.scorer(ROOT.parent / "shared/data", "attribution_score")
    for text in texts[DEV][:12]:
        right = ideal(text)
        torn = [
            replace(a, content=(Span(c.start, (c.start + c.end) // 2 + 1),))
            for a in right.attributions
            for c in a.content[:1]
        ]
        reading = replace(right, attributions=tuple(torn[::2] + list(right.attributions[1::2])))
        rows = {text.id: {"text": text.text, "attributions": [vars(g) for g in text.said.values()]}}
        found = {
            text.id: {
                "attributions": [{p: getattr(a, p) for p in ("source", "cue", "content")} for a in reading.attributions]
            }
        }
        share = metric.score(rows, found)["linked"]["content@.5+source@.5"]["R"]
        assert share == round(100 * len(eval_.chains_figures.linked(text, reading, metric)) / len(text.said), 1)


def test_marked_texts_are_read_without_a_model(eval_, read):
    reading = eval_.chains_figures.read_marked(read(PIER))
    names = {s.id: s.name for s in reading.sources}
    assert [names[step] for step in reading.attributions[1].chain] == ["The Lantern", "Radio Kherad", "Anna Kesh"]
    assert reading.attributions[2].within == reading.attributions[1].id
    assert reading.attributions[2].act == "deny"
