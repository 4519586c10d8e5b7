"""What an incident is called, and how its reports are."""

from __future__ import annotations

from dataclasses import replace

from readings import Story, incident_of, unnamed

from reportedly.core.records import Report
from reportedly.weigh.calling import report_names

MEDICS = unnamed("medics", "medical")


def named(title, words, trigger, kind="Attack"):
    story = Story("r01", "Meridian Wire", "2024-05-05", fields={"title": title}).says(MEDICS, "said", words, trigger)
    story.events[0] = replace(story.events[0], type="Violence against civilians", sub_type=kind)
    return incident_of(story).what


def test_a_bare_toll_is_called_by_the_hazard_in_the_title():
    assert named("Fourteen die in fire at mill", "fourteen workers died", "died") == "fire"
    assert named("Market closed", "a blaze swept through the stalls", "blaze", "Accident") == "fire"
    assert named("Two dead after ferry sinks", "two people were killed", "killed") == "sinking"


def test_what_has_a_deed_or_no_hazard_keeps_its_kind():
    assert named("Gunmen attack village after fire", "gunmen attacked the village", "attacked") == "air or drone strike"
    assert named("Fourteen die in Talvik", "fourteen people died", "died") == "air or drone strike"


def test_reports_are_called_by_their_publishers_and_told_apart_where_one_has_several():
    reports = [
        Report(id="r1", text="", publisher="Harbour Gazette", published="2024-05-05"),
        Report(id="r2", text="", publisher="Meridian Wire", published="2024-05-05T10:00Z"),
        Report(id="r3", text="", publisher="Meridian Wire", published="2024-05-06"),
        Report(id="r4", text="", publisher="Delta Post", published="2024-05-05", title="First word"),
        Report(id="r5", text="", publisher="Delta Post", published="2024-05-05", title="Second word"),
        Report(id="r6", text="", publisher="Tide"),
        Report(id="r7", text="", publisher="Tide"),
        Report(id="r8", text="", title="A leaflet"),
        Report(id="r9", text=""),
    ]
    assert report_names(reports) == {
        "r1": "Harbour Gazette",
        "r2": "Meridian Wire (2024-05-05)",
        "r3": "Meridian Wire (2024-05-06)",
        "r4": "Delta Post (First word)",
        "r5": "Delta Post (Second word)",
        "r6": "Tide (r6)",
        "r7": "Tide (r7)",
        "r8": "A leaflet",
        "r9": "r9",
    }
