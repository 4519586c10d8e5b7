"""The order of readings, lineage and event references changes nothing; broken references break nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from readings import Story, Voice, body, cluster, copy_of, killed, outlet, unnamed

from reportedly import weigh
from reportedly.core.incidents import Cluster, EventRef
from reportedly.core.records import Reading, Report

PASSAGE = "An air strike killed 14 people in Tel Rimah."
STRIKE = "an air strike killed 14 people in Tel Rimah"
VOICES = (
    unnamed("local officials"), unnamed("officials", through=("Sputnik",)), unnamed("a resident", "eyewitness"),
    body("Ministry of Health"), body("the police"), outlet("Meridian Wire"), outlet("Hill Watch", "channel"),
    Voice("Salma Haddad", role="medical"), Voice("Haddad", role="medical"),
    Voice("Karim Nasser", role="spokesperson", affiliation="Ministry of Health"), None,
)  # fmt: skip
PUBLISHERS = ("Meridian Wire", "Coastal Herald", "Harbour Post", None)
DAYS = ("2024-05-04", "2024-05", "2024-05-06T10:00", None)
ACTS = (("state", "affirmed"), ("deny", "denied"), ("demand", "affirmed"), ("accuse", "affirmed"))


@st.composite
def stories(draw):
    made = []
    for n in range(draw(st.integers(1, 6))):
        story = Story(f"r{n:02}", draw(st.sampled_from(PUBLISHERS)), draw(st.sampled_from(DAYS)))
        for voice in draw(st.lists(st.sampled_from(VOICES), min_size=1, max_size=3)):
            count = draw(st.integers(1, 3)) * 7
            words, counts = f"an air strike killed {count} people in Tel Rimah", (killed(f"{count} people", count),)
            if voice is None:
                story.own(words.capitalize() + ".", "air strike", counts=counts)
            else:
                act, polarity = draw(st.sampled_from(ACTS))
                story.says(voice, "said", words, "air strike", act=act, polarity=polarity, counts=counts)
        made.append(story)
    return made


def weighed(readings, lineage, events):
    incident = weigh.incidents([Cluster(id="i1", type="t", sub_type="s", events=events, reports=())], readings, lineage)
    return [replace(i, events=()) for i in incident]


@settings(max_examples=60, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_bounds_hold(made, random):
    readings = [s.reading() for s in made]
    lineage = list(weigh.lineage(readings))
    lineage += [copy_of(b, a, b.text[:20], a.text[:20]) for a, b in pairwise(made)]
    events = list(cluster(*made).events)
    first = weighed(readings, lineage, tuple(events))
    for items in (readings, lineage, events):
        random.shuffle(items)
    assert set(weigh.lineage(readings)) <= set(lineage)
    assert weighed(readings, lineage, tuple(events)) == first
    (incident,) = first
    assert 1 <= incident.origins.low <= incident.origins.high == len(incident.origins.members) == len(incident.accounts)
    assert len({o.id for o in incident.origins.members}) == incident.origins.high
    assert [o.id for o in incident.origins.members] == [a.origin for a in incident.accounts]
    said = [ref for a in incident.accounts for ref in a.attributions]
    assert len(said) == len(set(said)) == sum(len(s.attributions) for s in made)
    texts = {s.id: s.text for s in made}
    for merge in (m for o in incident.origins.members for m in o.merged):
        assert merge.evidence
        assert all(0 <= e.start < e.end <= len(texts[e.report]) for e in merge.evidence)
    if incident.origins.low < incident.origins.high:
        assert any(not m.certain for o in incident.origins.members for m in o.merged)


def test_references_into_nothing():
    reading = Reading(report=Report(id="r01", text="A strike."))
    cluster_ = Cluster(
        id="i1", type="t", sub_type="s", events=(EventRef("r01", "v9"), EventRef("r99", "v0")), reports=("r01",)
    )
    assert weigh.incidents([cluster_], [reading], ()) == ()
    assert weigh.incidents([], [], ()) == ()
    assert weigh.lineage([]) == ()


def test_one_report_twice_counts_once():
    story = Story("r01", "Meridian Wire").says(unnamed("officials"), "said", STRIKE, "air strike")
    (incident,) = weigh.incidents([cluster(story)], [story.reading(), story.reading()], ())
    assert incident.origins.high == 1
