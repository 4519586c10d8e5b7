import json
import sqlite3
from pathlib import Path

import pytest

import harbour
from reportedly.core.errors import CaseError, Fault
from reportedly.core.records import Reading, Report, Source
from reportedly.core.spans import Span
from reportedly.store import CaseFile


@pytest.fixture
def case(tmp_path):
    with CaseFile(tmp_path / "harbour.db") as file:
        yield file


@pytest.fixture
def full(case):
    for snapshot, data in harbour.SNAPSHOTS:
        case.add_snapshot(snapshot, data)
    case.add_reports(reading.report for reading in harbour.READINGS)
    for reading in harbour.READINGS:
        case.add_reading(reading, "1.0")
    case.replace_incidents(harbour.INCIDENTS, harbour.LINEAGE, case.reading_state())
    return case


def test_everything_comes_back_as_it_went_in(full):
    with CaseFile(full.path, create=False) as again:
        assert again.readings() == harbour.READINGS
        assert again.reports() == tuple(reading.report for reading in harbour.READINGS)
        assert again.incidents() == harbour.INCIDENTS
        assert sorted(again.lineage(), key=lambda edge: edge.kind) == list(harbour.LINEAGE)
        assert isinstance(again.readings()[0].attributions[0].cue[0], Span)


def test_same_bytes_twice_are_one_snapshot(case):
    snapshot, data = harbour.SNAPSHOTS[0]
    assert case.add_snapshot(snapshot, data)
    assert not case.add_snapshot(snapshot, data)
    assert case.blobs.get(snapshot.sha256) == data
    files = [path for path in case.blobs.folder.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [snapshot.sha256]


def test_a_truncated_blob_is_written_again(case):
    snapshot, data = harbour.SNAPSHOTS[0]
    case.add_snapshot(snapshot, data)
    case.blobs.path(snapshot.sha256).write_bytes(data[:2])
    case.add_snapshot(snapshot, data)
    assert case.blobs.get(snapshot.sha256) == data


def test_a_newer_reader_adds_a_reading_and_the_old_one_stays(full):
    newer = Reading(report=harbour.WIRE)
    assert not full.add_reading(newer, "1.0"), "one reading for each version"
    before = full.reading_state()
    assert full.add_reading(newer, "2.0")
    assert full.reading_state() != before
    assert full.reading("r_wire") == newer
    with sqlite3.connect(full.path) as raw:
        versions = [row[0] for row in raw.execute("SELECT reader_version FROM reading WHERE report_id = 'r_wire'")]
    assert versions == ["1.0", "2.0"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reading SET json = '{}'",
        "DELETE FROM reading",
        "UPDATE report SET text = 'other'",
        "DELETE FROM report",
        "UPDATE snapshot SET size = 1",
    ],
)
def test_what_was_received_and_read_cannot_be_changed(full, statement):
    with sqlite3.connect(full.path) as raw, pytest.raises(sqlite3.IntegrityError, match="never change"):
        raw.execute(statement)


def test_judgements_are_append_only_and_chained(full):
    row = "INSERT INTO judgement VALUES (NULL, 't', 'ann', 'confirm', 'incident', 'i_1', '{}', ?, ?)"
    with sqlite3.connect(full.path) as raw:
        raw.execute(row, ("", "a" * 64))
        raw.execute(row, ("a" * 64, "b" * 64))
        with pytest.raises(sqlite3.IntegrityError, match="hash of the one before"):
            raw.execute(row, ("a" * 64, "c" * 64))
        for statement in ("UPDATE judgement SET person = 'bob'", "DELETE FROM judgement"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)


def test_a_person_can_browse_claims_and_search_words(full):
    with sqlite3.connect(full.path) as raw:
        claims = raw.execute("SELECT chain_names, voice, content FROM claim WHERE act = 'deny'").fetchall()
        hits = raw.execute("SELECT count(*) FROM report_fts WHERE report_fts MATCH 'surgeon'").fetchone()
        toll = raw.execute("SELECT origin, killed_low, killed_high FROM account WHERE killed_high = 3").fetchall()
    assert claims == [
        (
            "Meridian Wire ← Defence Ministry of Norland",
            "Defence Ministry of Norland",
            "that its forces had fired at the port",
        )
    ]
    assert hits == (1,)
    assert toll == [("o_ministry", 3, 3)]


def test_every_typed_row_quotes_the_report(full):
    with sqlite3.connect(full.path) as raw:
        text = {row[0]: row[1] for row in raw.execute("SELECT id, text FROM report")}
        for report, content, spans in raw.execute("SELECT report_id, content, content_spans FROM attribution"):
            assert content == " … ".join(text[report][start:end] for start, end in json.loads(spans))


def test_replacing_incidents_leaves_nothing_of_the_old_ones(full):
    full.replace_incidents(harbour.INCIDENTS[1:], (), "state")
    with sqlite3.connect(full.path) as raw:
        for table in ("origin", "account", "incident_report"):
            left = raw.execute(f"SELECT DISTINCT incident_id FROM {table}").fetchall()  # noqa: S608  names from above
            assert left == [(harbour.ARREST.id,)]
        assert raw.execute("SELECT count(*) FROM merge").fetchone() == (0,)
    assert full.lineage() == ()


def test_a_failed_replacement_keeps_the_old_incidents(full):
    stranger = harbour.Incident(
        **{name: getattr(harbour.ARREST, name) for name in harbour.ARREST.__dataclass_fields__} | {"reports": ("r_no",)}
    )
    with pytest.raises(CaseError):
        full.replace_incidents([stranger], (), "state")
    assert full.incidents() == harbour.INCIDENTS


def test_unread_and_known(case):
    snapshot, data = harbour.SNAPSHOTS[0]
    case.add_snapshot(snapshot, data)
    case.add_reports([harbour.WIRE])
    case.finish_intake(snapshot.sha256, "plain", 1)
    assert case.knows(snapshot.sha256, "plain", "1.0") is None, "the report is not read yet"
    assert case.unread("1.0") == (harbour.WIRE,)
    case.add_reading(harbour.WIRE_READING, "1.0")
    assert case.unread("1.0") == ()
    assert case.knows(snapshot.sha256, "plain", "1.0") == 1
    assert case.knows(snapshot.sha256, "other columns", "1.0") is None
    assert case.knows(snapshot.sha256, "plain", "2.0") is None


def test_faults_of_one_input_are_replaced_not_piled_up(case):
    first = Fault(where="a.csv: line 2", found="no text", remedy="Name the column")
    case.note_faults("a.csv", [first, first])
    case.note_faults("b.html", [Fault(where="b.html", found="empty", remedy="Leave it out")])
    case.note_faults("a.csv", [first])
    assert [fault.where for fault in case.faults()] == ["b.html", "a.csv: line 2"]


def test_lone_surrogates_nul_and_bidi_do_not_break_a_case(case):
    text = "a\ud800b\0c\u202ed 👩‍🚒"
    source = Source(id="s", name="x\udcff", identity="named", kind="person", role="other", mentions=(Span(0, 3),))
    case.add_reports([Report(id="r_odd", text=text)])
    case.add_reading(Reading(report=Report(id="r_odd", text=text), sources=(source,)), "1")
    kept = case.reading("r_odd")
    assert len(kept.report.text) == len(text)
    assert kept.report.text[2:] == text[2:]
    assert kept.sources == (source,)


def test_reports_need_their_snapshot(case):
    with pytest.raises(CaseError):
        case.add_reports([harbour.WIRE])
    assert case.reports() == ()


def test_two_programs_may_read_while_one_writes(full):
    with CaseFile(full.path) as other:
        assert other.incidents() == full.incidents()
        other.add_reading(Reading(report=harbour.POST), "9")
        assert full.has_reading("r_post", "9")


def test_blobs_beside_a_file_without_db_suffix(tmp_path):
    with CaseFile(tmp_path / "case.sqlite") as file:
        assert file.blobs.folder == Path(tmp_path / "case.sqlite.blobs")
