"""The exercise, compared field by field with what a careful reader takes from it (examples/expected.json).

What the program does not get right is listed there under `known_shortfalls`, exactly: a new one fails, and so does one
that came right and is still listed. The message of a failure holds the lines to add and to remove.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from careful_reader import EXAMPLES, EXPECTED, Case, json_line, shortfalls
from reportedly.core.records import Reading
from reportedly.ingest import ingest_file
from reportedly.pipeline import Reader, linked

TELEGRAM = "10-telegram"
PARTS = ("text", "attributions", "figures", "events", "places", "labels")
FIELDS = ("told", "origins", "accounts", "conflicts")
AREAS = [
    *(f"{key}/{part}" for key, given in EXPECTED["reports"].items() if "same_as" not in given for part in PARTS),
    *(f"{name}/{field}" for name in EXPECTED["incidents"] for field in FIELDS),
    "lineage",
]


@pytest.fixture(scope="module")
def case():
    reader = Reader.default()
    readings = {}
    for path in sorted((EXAMPLES / "pages").iterdir()):
        ingested = ingest_file(path / "result.json" if path.is_dir() else path)
        assert not ingested.faults, path
        keys = [f"{TELEGRAM}/{number}" for number in message_ids(path)] if path.is_dir() else [path.name]
        readings |= {key: reader.read(report) for key, report in zip(keys, ingested.reports, strict=True)}
    incidents, lineage = linked(list(readings.values()))
    return Case(readings, incidents, lineage)


def message_ids(export: Path) -> list[int]:
    messages = json.loads((export / "result.json").read_text("utf-8"))["messages"]
    return [message["id"] for message in messages if message["text"]]


@pytest.fixture(scope="module")
def found(case):
    return shortfalls(case)


@pytest.mark.parametrize("area", AREAS)
def test_differs_from_a_careful_reader_only_where_it_is_known_to(found, area):
    now = {json_line(s): s for s in found if s["path"].startswith(f"{area}/")}
    known = {json_line(s) for s in EXPECTED["known_shortfalls"] if s["path"].startswith(f"{area}/")}
    add = [f"add:    {line}   (expected: {now[line]['expected']})" for line in now if line not in known]
    remove = [f"remove: {line}" for line in sorted(known - now.keys())]
    assert not [*add, *remove], "\n".join([f"{area}: known_shortfalls of examples/expected.json", *add, *remove])


def test_every_known_shortfall_is_of_a_field_that_is_compared():
    for known in EXPECTED["known_shortfalls"]:
        assert any(known["path"].startswith(f"{area}/") for area in AREAS), known


def test_every_page_is_expected_and_every_report_is_read_without_a_skip(case):
    assert case.readings.keys() == EXPECTED["reports"].keys()
    for key, reading in case.readings.items():
        assert reading.skipped == (), key


def test_two_addresses_of_one_publisher_read_alike(case):
    for key, given in EXPECTED["reports"].items():
        if "same_as" in given:
            one, other = case.readings[given["same_as"]], case.readings[key]
            assert said_and_counted(one) == said_and_counted(other)


def said_and_counted(reading: Reading) -> list[Any]:
    report, names = reading.report, {source.id: source.name for source in reading.sources}
    return [
        (report.publisher, report.title, report.published, report.text),
        [(a.cue, a.content, a.act, [names[link] for link in a.chain]) for a in reading.attributions],
        [(f.spans, f.measure, f.low, f.high) for f in reading.figures],
        [(e.trigger, e.sub_type, e.mode) for e in reading.events],
    ]


def test_the_comparison_sees_all_that_is_lost(case):
    bare = {k: replace(r, attributions=(), figures=(), events=()) for k, r in case.readings.items()}
    missing = [s["path"] for s in shortfalls(replace(case, readings=bare)) if s["today"] == "missing"]
    wanted = [
        w for one in EXPECTED["reports"].values() for w in (*one.get("attributions", ()), *one.get("figures", ()))
    ]
    assert len(missing) == sum("optional" not in w for w in wanted) > 80
