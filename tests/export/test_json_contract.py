import json

import harbour
from reportedly.export import json_contract

READING = {
    "report": {"id", "publisher", "url", "title", "published", "language", "text", "snapshot_sha256", "skipped"},
    "attributions": {
        "id", "source", "cue", "content", "quote", "act", "polarity", "certainty", "within", "voice", "chain",
    },
    "sources": {"id", "name", "identity", "kind", "role", "affiliation", "mentions"},
    "entities": {"id", "name", "kind", "aliases", "mentions"},
    "events": {"id", "type", "sub_type", "trigger", "participants", "place", "time", "figures", "attribution", "mode"},
    "figures": {"id", "measure", "low", "high", "qualifier", "cumulative", "spans", "attribution"},
    "places": {"id", "name", "spans", "lat", "lon", "country", "gazetteer_id", "precision"},
    "times": {"id", "spans", "start", "end", "precision"},
    "labels": {"entity", "label", "spans", "voice"},
}  # fmt: skip
INCIDENT = {"id", "type", "what", "place", "time", "reports", "origins", "accounts", "conflicts", "grade"}


def as_json(value):
    return json.loads(json.dumps(value))


def test_reading_has_every_key_of_the_contract():
    reading = as_json(json_contract.reading(harbour.WIRE_READING))
    for part, keys in READING.items():
        records = [reading[part]] if part == "report" else reading[part]
        assert records, part
        for record in records:
            assert keys <= set(record), part
    assert set(reading["events"][0]["participants"][0]) == {"role", "entity", "spans"}
    assert {skip["stage"] for skip in reading["report"]["skipped"]} == {"ingest", "extract"}


def test_spans_are_pairs_into_the_text():
    reading = as_json(json_contract.reading(harbour.WIRE_READING))
    said = reading["attributions"][1]
    ((start, end),) = said["content"]
    assert reading["report"]["text"][start:end] == "“We carried out 14 bodies,”"
    assert said["chain"] == ["s_wire", "s_surgeon"]
    assert said["chain"][-1] == said["voice"]


def test_incident_has_every_key_of_the_contract():
    incident = as_json(json_contract.incident(harbour.STRIKE))
    assert set(incident) >= INCIDENT
    assert incident["place"]["name"] == "Port Ostrava"
    assert (incident["origins"]["low"], incident["origins"]["high"]) == (2, 3)
    for member in incident["origins"]["members"]:
        assert {"name", "identity", "kind", "reports", "merged"} <= set(member)
    merge = incident["origins"]["members"][0]["merged"][0]
    assert {"reason", "evidence"} <= set(merge)
    ((report, start, end),) = merge["evidence"]
    assert (report, harbour.HERALD_TEXT[start:end]) == ("r_herald", "Meridian Wire reported")


def test_accounts_and_conflicts_name_their_origins():
    incident = as_json(json_contract.incident(harbour.STRIKE))
    account = incident["accounts"][0]
    assert account["origin"] == "port officials"
    assert account["killed"] == [14, None]
    assert account["injured"] is None
    assert account["figures"] == {"killed": [14, None]}
    assert account["attributions"] == [["r_wire", "a_officials"], ["r_herald", "a_citing"]]
    assert {"blames", "denies"} <= set(account)
    conflict = incident["conflicts"][0]
    assert (conflict["field"], conflict["kind"]) == ("killed", "conflict")
    assert [side["origin"] for side in conflict["sides"]] == ["port officials", "Defence Ministry of Norland"]
    assert {"origin", "value", "evidence"} <= set(conflict["sides"][0])


def test_incident_without_place_or_time():
    incident = as_json(json_contract.incident(harbour.ARREST))
    assert incident["place"] is None
    assert incident["time"] is None


def test_lineage():
    edge = as_json(json_contract.lineage(harbour.LINEAGE[0]))
    assert (edge["kind"], edge["later"], edge["earlier"]) == ("cites", "r_herald", "r_wire")
