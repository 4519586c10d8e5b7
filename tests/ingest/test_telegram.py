"""Telegram Desktop exports."""

import json

from reportedly.ingest import ingest_bytes

CHANNEL = {
    "name": "Korb Today",
    "type": "public_channel",
    "id": 1234,
    "messages": [
        {"id": 1, "type": "service", "date": "2021-08-01T08:00:00", "actor": "Korb Today", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2021-08-02T09:15:42", "from": "Korb Today", "text": ["Strike on ", {"type": "bold", "text": "the old bridge"}, ", see ", {"type": "link", "text": "https://x.example/1"}, "."]},
        {"id": 3, "type": "message", "date": "2021-08-02T09:20:00", "from": "Korb Today", "photo": "photos/a.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2021-08-02T10:00:00", "from": "Korb Today", "forwarded_from": "TASS", "text": "“Nobody was hurt”\n\nthe\u00a0ministry says 😀"},
        {"id": 5, "type": "message", "date": "2021-08-02T10:01:00", "from": "Korb Today", "text": "", "text_entities": []},
    ],
}  # fmt: skip


def test_messages_become_reports():
    ingested = ingest_bytes(json.dumps(CHANNEL).encode(), origin="result.json")
    assert ingested.faults == ()
    first, second = ingested.reports
    assert (first.text, first.publisher, first.published) == (
        "Strike on the old bridge, see https://x.example/1.",
        "Korb Today",
        "2021-08-02T09:15",
    )
    assert (second.text, second.forwarded_from) == ("“Nobody was hurt”\n\nthe\u00a0ministry says 😀", "TASS")
    assert first.forwarded_from is None
    assert "1 message(s)" in first.skipped[0].reason
    assert first.id != second.id


def test_full_export_keeps_chats_apart():
    other = {
        **CHANNEL,
        "name": "Orm Desk",
        "id": 99,
        "type": "private_group",
        "messages": [{"id": 2, "type": "message", "date": "2021-08-03T10:00:00", "from": "Ana", "text": "Rain."}],
    }
    reports = ingest_bytes(
        json.dumps({"chats": {"about": "x", "list": [CHANNEL, other]}}).encode(), origin="result.json"
    ).reports
    assert [r.publisher for r in reports] == ["Korb Today", "Korb Today", "Orm Desk"]
    assert reports[2].byline == "Ana"
    assert len({r.id for r in reports}) == 3


def test_truncated_export_gives_the_whole_messages():
    data = json.dumps(CHANNEL, indent=1).encode()
    ingested = ingest_bytes(data[: data.index(b'"id": 4') + 30], origin="result.json")
    assert [(r.publisher, r.published) for r in ingested.reports] == [("Korb Today", "2021-08-02T09:15")]
    assert "not a whole JSON document" in ingested.faults[0].found
