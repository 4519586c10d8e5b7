import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.core.records import Report
from reportedly.link import copies

WIRE = (
    "A warehouse on the eastern quay of Port Halden burned to the ground early on Tuesday, killing a night watchman "
    "and sending a column of smoke over the ferry terminal. The blaze began shortly after two in the morning in a "
    "section rented by a paint importer, and spread along a row of timber sheds before crews from three districts "
    "could reach the basin. Harbour traffic was stopped until noon while divers searched the water beneath the "
    "collapsed loading dock for a second worker who had been reported absent by his foreman. Neighbours had complained "
    "for years about drums of solvent left under the arches, according to letters kept by the borough archive."
)
OTHER = (
    "The orchestra of Lower Brenn will tour the northern valleys in spring with a programme of songs collected by "
    "schoolteachers a century ago. Tickets go on sale next week at the usual places, and pupils enter free when "
    "they bring an instrument of their own. The conductor, who grew up in the valleys, promised at least one encore."
)
FOOTER = (
    " You are reading the Brenn Courier, printed since 1911 by a cooperative of its readers; write to the editors at the "
    "old mill, join the cooperative for twelve crowns a year, and tell us about mistakes so that we can correct them."
)


def report(name, text, published="2020-05-05", publisher=None):
    return Report(id=name, text=text, published=published, publisher=publisher)


def pairs(found):
    return {(c.later, c.earlier) for c in found}


def test_a_lightly_edited_copy_points_at_the_same_words_in_both():
    copy = WIRE.replace("early on Tuesday", "before dawn on Tuesday").replace(
        "a paint importer", "an importer of paint"
    )
    reports = [report("wire", WIRE, "2020-05-05T04:00"), report("paper", copy, "2020-05-05T09:00"), report("x", OTHER)]
    (found,) = copies(reports)
    assert (found.later, found.earlier, found.kind) == ("paper", "wire", "copied")
    assert found.p_lineage > 0.8
    texts = {r.id: r.text for r in reports}
    later, earlier = found.evidence[0], found.evidence[1]
    assert (later.report, earlier.report) == ("paper", "wire")
    assert texts["paper"][later.start : later.end].startswith("A warehouse")
    assert texts["wire"][earlier.start : earlier.end].startswith("A warehouse")


def test_an_abridged_copy_is_found():
    assert pairs(copies([report("a", WIRE, "2020-05-05"), report("b", WIRE[:330], "2020-05-06")])) == {("b", "a")}


def test_a_scanned_copy_is_found():
    noise = random.Random(3)  # noqa: S311  a fixed seed for a test
    scanned = " ".join(w.replace("e", "c") if noise.random() < 0.1 else w for w in WIRE.split())
    assert pairs(copies([report("a", WIRE, "2020-05-05"), report("b", scanned, "2020-05-06")])) == {("b", "a")}


def test_a_passage_inside_another_article_is_found_with_its_exact_words():
    passage = WIRE[WIRE.index("Harbour traffic") : WIRE.index("Neighbours")]
    other = " ".join([OTHER, passage, OTHER[::-1]])
    (found,) = copies([report("a", WIRE, "2020-05-05"), report("b", other, "2020-05-06")])
    later = found.evidence[0]
    assert other[later.start : later.end] == passage.strip().removesuffix(".")


def test_the_same_quotation_in_two_reports_is_no_copy():
    quote = (
        "“We asked them four times to move the drums, we sent photographs, we sent the fire inspector, and every "
        "time we were told that the matter was being looked at by somebody who was on holiday that week,”"
    )
    first = f"A harbour official was angry on Tuesday. {quote} she told reporters at the ferry terminal."
    second = f"{OTHER} In other news, residents of the quay are waiting. {quote} an official said by telephone."
    assert copies([report("a", first), report("b", second)]) == ()


def test_the_footer_of_a_publisher_is_no_copy():
    subjects = ["bridge", "school", "vineyard", "library", "clinic", "tram"]
    reports = [
        report(
            f"r{n}",
            " ".join(f"The {s} {w} {n} {k}" for k, w in enumerate(OTHER.split()) if (k + n) % 2) + FOOTER,
            publisher="Brenn Courier",
        )
        for n, s in enumerate(subjects)
    ]
    assert copies(reports) == ()


def test_unknown_dates_lower_p_and_stay_deterministic():
    dated = copies([report("a", WIRE, "2020-05-05"), report("b", WIRE, "2020-05-06")])
    undated = [report("a", WIRE, None), report("b", WIRE, None)]
    assert copies(undated) == copies(undated[::-1])
    assert copies(undated)[0].p_lineage < dated[0].p_lineage


def test_dates_of_unlike_precision_are_compared_as_far_as_both_go():
    month, day = report("a", WIRE, "2020-05"), report("b", WIRE[:400], "2020-05-06")
    (found,) = copies([month, day])
    assert found.p_lineage < 0.8
    assert found.earlier == "a"


def test_order_of_reports_makes_no_difference():
    reports = [report(f"r{n}", WIRE[n * 20 :], f"2020-05-{n + 1:02}") for n in range(6)] + [report("x", OTHER)]
    shuffled = reports[:]
    random.Random(1).shuffle(shuffled)  # noqa: S311  a fixed seed for a test
    assert copies(reports) == copies(shuffled)


def test_nothing_and_tiny_texts_have_no_copies():
    assert copies([]) == ()
    assert copies([report("a", ""), report("b", ""), report("c", "ok"), report("d", "ok")]) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*WIRE.split()[:12], "👍🏽", "é", "\u0301", "שלום", "“", "”", "\u00a0"]), max_size=90),
    st.integers(0, 40),
)
def test_evidence_spans_lie_in_their_texts_and_hold_like_words(words, cut):
    first, second = " ".join(words), " ".join(words[cut:])
    texts = {"a": first, "b": second}
    for found in copies([report("a", first), report("b", second)]):
        for evidence in found.evidence:
            assert 0 <= evidence.start < evidence.end <= len(texts[evidence.report])
