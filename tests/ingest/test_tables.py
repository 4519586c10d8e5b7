"""JSON, JSON Lines, CSV: texts unchanged, bad rows named, the others read."""

import gzip
import json

import pytest

from reportedly.ingest import Columns, ingest_bytes, report_from_text

TEXT = "DORSA, June 3 (AP) — “Two\u00a0shells” fell,\r\n\tan officer said.  \n\nShare this\n"


def test_text_stays_as_it_is_and_columns_are_found():
    row = {
        "id": "a-1",
        "Body": TEXT,
        "headline": "Two shells",
        "source": "reuters.com",
        "date": "2019-06-03 00:00:00",
        "link": "https://x.example/1",
        "lang": "en",
        "author": ["A B", {"name": "C D"}],
    }
    ingested = ingest_bytes(json.dumps(row).encode() + b"\n", origin="rows.jsonl")
    assert ingested.faults == ()
    (report,) = ingested.reports
    assert report.text == TEXT
    assert (report.id, report.title, report.publisher, report.published) == (
        "a-1",
        "Two shells",
        "Reuters",
        "2019-06-03",
    )
    assert (report.url, report.language, report.byline, report.dateline) == (
        "https://x.example/1",
        "en",
        "A B, C D",
        "DORSA, June 3 (AP)",
    )


def test_a_bad_line_is_named_and_the_others_are_read():
    lines = [b'{"text": "One."}', b'{"text": "Two', b"", b"[1]", b'{"text": ""}', b'{"text": "Six."}', b'{"text": "Sev']
    ingested = ingest_bytes(b"\n".join(lines), origin="rows.jsonl")
    assert [r.text for r in ingested.reports] == ["One.", "Six."]
    assert [f.where for f in ingested.faults] == [f"rows.jsonl: line {n}" for n in (2, 4, 5, 7)]
    assert all(f.found and f.remedy for f in ingested.faults)


def test_thousands_of_bad_lines_are_counted_not_listed():
    ingested = ingest_bytes(b'{"text":\n' * 5000, origin="rows.jsonl")
    assert len(ingested.faults) == 21
    assert "4980 more" in str(ingested.faults[-1])


def test_missing_column_is_one_fault_that_names_the_columns():
    ingested = ingest_bytes(b'{"story": "One."}\n{"story": "Two."}\n', origin="rows.jsonl")
    assert ingested.reports == ()
    (fault,) = ingested.faults
    assert '"story"' in fault.found
    named = ingest_bytes(b'{"story": "One."}\n{"story": "Two."}\n', origin="rows.jsonl", columns=Columns(text="story"))
    assert [r.text for r in named.reports] == ["One.", "Two."]


def test_ids_are_stable_unique_and_the_rows_own_where_they_can_be():
    data = b'{"id": 7, "text": "One."}\n{"id": 7, "text": "Two."}\n{"text": "Three."}\n'
    first, second = (ingest_bytes(data, origin=o) for o in ("a.jsonl", "b.jsonl"))
    assert [r.id for r in first.reports] == [r.id for r in second.reports]
    assert len({r.id for r in first.reports}) == 3
    assert first.reports[0].id == "7"
    assert first.snapshot.sha256 == second.snapshot.sha256


@pytest.mark.parametrize(
    "document", [[{"text": "One."}, {"text": "Two."}], {"articles": [{"text": "One."}, {"text": "Two."}]}]
)
def test_json_lists(document):
    assert [r.text for r in ingest_bytes(json.dumps(document).encode(), origin="rows.json").reports] == ["One.", "Two."]


def test_truncated_json_gives_what_is_whole_and_says_where_it_ends():
    data = json.dumps([{"text": "One."}, {"text": "Two."}], indent=1).encode()[:-8]
    ingested = ingest_bytes(data, origin="rows.json")
    assert [r.text for r in ingested.reports] == ["One."]
    (fault,) = ingested.faults
    assert "rows.json: line" in fault.where
    assert "not a whole JSON document" in fault.found


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"text": ',
        b"{",
        b"[]",
        b"null",
        b'{"messages": [], "name": "x"}',
        b'[{"text":"x","id":' + b"9" * 9000 + b"}]",
    ],
)
def test_hostile_json_is_one_fault(data):
    ingested = ingest_bytes(data, origin="x.json")
    assert ingested.reports == ()
    assert len(ingested.faults) == 1


def test_csv_keeps_line_ends_inside_cells():
    data = '\ufefftitle;text;published\n"A; B";"One ""two""\r\nthree. ";3 June 2019\nshort\na;b;c;d\n'.encode()
    ingested = ingest_bytes(data, origin="rows.csv")
    (report,) = ingested.reports
    assert (report.text, report.title, report.published) == ('One "two"\r\nthree. ', "A; B", "2019-06-03")
    assert [f.where.split(": ")[1] for f in ingested.faults] == ["line 4", "line 5"]


def test_tsv_and_gzip():
    data = gzip.compress(b"text\tdate\nOne.\t2019-06\n")
    ingested = ingest_bytes(data, origin="rows.tsv.gz")
    assert [(r.text, r.published) for r in ingested.reports] == [("One.", "2019-06")]
    assert ingested.data == data


def test_compression_bomb_and_damaged_compression():
    bomb = gzip.compress(b"0" * 110_000_000, compresslevel=1)
    assert "unpacks to more" in ingest_bytes(bomb, origin="x.jsonl.gz").faults[0].found
    good = gzip.compress(b'{"text": "One."}\n' * 100)
    assert "breaks off" in ingest_bytes(good[:-12], origin="x.jsonl.gz").faults[0].found


def test_what_no_store_can_hold_is_replaced_one_for_one():
    (report,) = ingest_bytes(b'{"text": "a\\u0000b \\ud83d\\ude00 \\ud800c"}', origin="x.jsonl").reports
    assert report.text == "a\ufffdb \U0001f600 \ufffdc"
    assert len(report.skipped) == 1


def test_report_from_text():
    report = report_from_text(TEXT, publisher="PressTV", published="March 2021")
    assert (report.text, report.publisher, report.published) == (TEXT, "Press TV", "2021-03")
    assert report.id == report_from_text(TEXT).id
