import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import harbour
import reportedly as rp
from reportedly.case import Case
from reportedly.core.errors import CaseError, InputError, NotFoundError
from reportedly.ingest import Columns
from reportedly.store import CaseFile
from simple_reader import SimpleReader, simple_links

TESTS = Path(__file__).parent


def opened(path, reader=None, links=simple_links):
    reader = reader or SimpleReader()
    return Case(CaseFile(path), reader=lambda: reader, links=links)


def write(folder, **texts):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def pages(tmp_path):
    return write(
        tmp_path / "pages",
        one="Flood waters reached Hallow Quay. Ilva said the bridge had gone.\n",
        two="Flood waters fell on Sunday. Tarn said nobody was hurt.\n",
        three="Fire broke out in the old mill. Maren said two sheds burned.\n",
    )


def test_add_then_look(tmp_path, pages):
    with opened(tmp_path / "case.db") as case:
        added = case.add(pages)
        assert (added.files, added.reports, added.reports_new, added.reports_read) == (3, 3, 3, 3)
        assert added.incidents == len(case) == 2
        assert added.faults == ()
        flood = next(incident for incident in case if incident.what == "Flood")
        assert len(flood.reports) == 2
        assert case.incident(flood.id) == case.incident(flood.id[:6]) == case.incident(flood.id[2:7]) == flood
        assert case.reading(flood.reports[0]).report in case.reports()
    with rp.open(tmp_path / "case.db") as again:
        assert again.incidents()[0].accounts
        assert "<td>Flood</td>" in again._repr_html_()


def test_adding_again_reads_nothing_and_opens_nothing(tmp_path, pages):
    reader = SimpleReader()
    with opened(tmp_path / "case.db", reader) as case:
        case.add(pages)
        added = case.add(pages)
        assert (added.files, added.files_known, added.reports, added.reports_new, added.reports_read) == (3, 3, 3, 0, 0)
    assert len(reader.read_ids) == 3


def test_same_bytes_under_two_names_are_one_snapshot_and_one_report(tmp_path, pages):
    (pages / "copy.txt").write_bytes((pages / "one.txt").read_bytes())
    with opened(tmp_path / "case.db") as case:
        added = case.add(pages)
        assert (added.files, added.reports_new) == (4, 3)
        blobs = [path for path in (tmp_path / "case.blobs").rglob("*") if path.is_file()]
        assert len(blobs) == 3


def test_a_newer_reader_reads_everything_again_and_keeps_the_old(tmp_path, pages):
    with opened(tmp_path / "case.db") as case:
        case.add(pages)
    newer = SimpleReader("simple-2")
    with opened(tmp_path / "case.db", newer) as case:
        added = case.add(pages)
        assert (added.reports_new, added.reports_read) == (0, 3)
    with sqlite3.connect(tmp_path / "case.db") as raw:
        assert raw.execute("SELECT count(*) FROM reading").fetchone() == (6,)


def test_bad_inputs_are_told_and_the_others_go_in(tmp_path, pages):
    (pages / "empty.txt").write_bytes(b"")
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (pages / "cut.jsonl").write_text('{"text": "Fire again. Maren said so."}\n{"text": "Fire on', "utf-8")
    (tmp_path / "hollow").mkdir()
    with opened(tmp_path / "case.db") as case:
        added = case.add(pages, tmp_path / "nowhere.txt", tmp_path / "hollow")
        assert added.reports_read == 4
        told = "\n".join(map(str, added.faults))
        for name in ("empty.txt", "picture.txt", "cut.jsonl: line 2", "nowhere.txt", "hollow"):
            assert name in told
        assert all(fault.found and fault.remedy for fault in added.faults)
        noted = {fault.where for fault in case.faults()}
        assert any("cut.jsonl" in where for where in noted)
        again = case.add(pages)
        assert "cut.jsonl" in "\n".join(map(str, again.faults)), "a fault is told every time until it is mended"
        assert again.reports_read == 0


def test_a_report_that_breaks_the_reader_is_kept_and_the_rest_read(tmp_path, pages):
    write(pages, worst="BREAK THE READER now, please.\n")
    with opened(tmp_path / "case.db") as case:
        added = case.add(pages)
        assert added.reports_read == 3
        assert len(case.reports()) == 4
        (fault,) = added.faults
        assert "broken on purpose" in fault.found
        with pytest.raises(NotFoundError):
            case.reading(next(r.id for r in case.reports() if "BREAK" in r.text))


def test_two_tables_that_number_their_rows_alike_lose_nothing(tmp_path):
    for name, what in (("a", "Flood"), ("b", "Fire")):
        rows = [
            {"id": "1", "text": f"{what} in the north. Ilva said so."},
            {"id": "2", "text": f"{what} in the south."},
        ]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with opened(tmp_path / "case.db") as case:
        added = case.add(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
        assert added.reports_new == added.reports_read == 4
        assert len({report.id for report in case.reports()}) == 4
        assert case.add(tmp_path / "a.jsonl", tmp_path / "b.jsonl").files_known == 2


def test_columns_are_remembered_with_the_file(tmp_path):
    table = tmp_path / "posts.csv"
    table.write_text("story,note\nFlood in Hallow Quay. Ilva said so.,Fire there.\n", "utf-8")
    with opened(tmp_path / "case.db") as case:
        first = case.add(table, columns=Columns(text="story"))
        assert first.reports_new == 1
        assert case.add(table, columns=Columns(text="story")).files_known == 1
        other = case.add(table, columns=Columns(text="note"))
        assert other.files_known == 0
        assert other.reports_new == 1
        assert {report.text for report in case.reports()} == {"Flood in Hallow Quay. Ilva said so.", "Fire there."}


def test_progress_is_told_for_every_file(tmp_path, pages):
    seen = []
    with opened(tmp_path / "case.db") as case:
        case.add(pages, progress=seen.append)
    assert [step.files_done for step in seen] == [0, 0, 1, 1, 2, 2, 3]
    assert [step.reports_read for step in seen] == [0, 1, 1, 2, 2, 3, 3]
    assert seen[-1].at is None
    assert seen[-1].reports_read == 3


def test_incidents_are_linked_when_a_run_stopped_before_it_could(tmp_path, pages):
    def stopped(_readings):
        raise KeyboardInterrupt

    with opened(tmp_path / "case.db", links=stopped) as case, pytest.raises(KeyboardInterrupt):
        case.add(pages)
    with opened(tmp_path / "case.db") as case:
        assert len(case.incidents()) == 2


def test_a_linker_that_breaks_costs_no_report_and_hides_no_fault(tmp_path, pages):
    def broken(_readings):
        return {}["cosine"]

    (pages / "empty.txt").touch()
    with opened(tmp_path / "case.db", links=broken) as case:
        added = case.add(pages)
        assert (added.reports_read, added.incidents) == (3, 0)
        assert "empty" in added.faults[0].found
        assert "could not be linked" in added.faults[1].found
        with pytest.raises(CaseError, match="could not be linked"):
            case.incidents()
    with opened(tmp_path / "case.db") as case:
        assert len(case.incidents()) == 2


def test_unknown_and_ambiguous_ids(tmp_path, pages):
    with opened(tmp_path / "case.db") as case:
        case.add(pages)
        for wanted, cause in (("i_nope", "no incident"), ("i_", "2 incidents"), ("", "no incident")):
            with pytest.raises(NotFoundError, match=cause):
                case.incident(wanted)


def test_opening_what_is_no_case(tmp_path):
    with pytest.raises(CaseError):
        rp.open(tmp_path)
    with pytest.raises(CaseError):
        rp.open(tmp_path / "case.db", create=False)


def test_read_wants_one_report(tmp_path):
    table = tmp_path / "two.jsonl"
    table.write_text('{"text": "Flood."}\n{"text": "Fire."}\n', "utf-8")
    with pytest.raises(InputError, match="2 reports"):
        rp.read(table)
    with pytest.raises(InputError, match="no_such_file"):
        rp.read(tmp_path / "no_such_file.txt")


def test_dossier_of_a_stored_incident(tmp_path):
    with CaseFile(tmp_path / "case.db") as file:
        for snapshot, data in harbour.SNAPSHOTS:
            file.add_snapshot(snapshot, data)
        file.add_reports(reading.report for reading in harbour.READINGS)
        for reading in harbour.READINGS:
            file.add_reading(reading, "1")
        file.replace_incidents(harbour.INCIDENTS, harbour.LINEAGE, file.reading_state())
        case = Case(file)
        laid_out = case.dossier(case.incident(harbour.STRIKE.id))
    assert [account.origin for account in laid_out.accounts] == [
        "port officials",
        "Defence Ministry of Norland",
        "Ilva Maren",
    ]


def test_to_dict_gives_plain_json():
    plain = rp.to_dict(harbour.WIRE_READING)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["attributions"][0]["cue"] == [list(harbour.WIRE_READING.attributions[0].cue[0])]


def test_public_names():
    assert len(rp.__all__) <= 12
    for name in rp.__all__:
        assert getattr(rp, name)
    with pytest.raises(AttributeError):
        rp.nothing  # noqa: B018  looking it up is the test


SLOW_ADD = """
    import sys, time
    sys.path.insert(0, {tests!r})
    from simple_reader import SimpleReader, simple_links
    from reportedly.case import Case
    from reportedly.store import CaseFile
    from pathlib import Path

    class Slow(SimpleReader):
        def read(self, report):
            print("reading", flush=True)
            time.sleep(0.05)
            return super().read(report)

    Case(CaseFile(Path({case!r})), reader=Slow, links=simple_links).add({pages!r})
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_kill_in_the_middle_of_add_loses_at_most_one_report(tmp_path):
    pages = write(
        tmp_path / "pages", **{f"page{n:02}": f"Flood number {n} came. Ilva said it was big.\n" for n in range(30)}
    )
    case = tmp_path / "case.db"
    script = textwrap.dedent(SLOW_ADD).format(tests=str(TESTS), case=str(case), pages=str(pages))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        started = sum(1 for _, line in zip(range(7), process.stdout, strict=False) if line)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
    with sqlite3.connect(case) as raw:
        (finished,) = raw.execute("SELECT count(*) FROM reading").fetchone()
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert 0 < started - 1 <= finished < 30
    reader = SimpleReader()
    with opened(case, reader) as resumed:
        added = resumed.add(pages)
        assert added.reports_read == len(reader.read_ids) == 30 - finished, "no report is read twice"
        assert len(resumed.readings()) == 30
        (incident,) = resumed.incidents()
        assert len(incident.reports) == 30


def test_a_precise_reading_keeps_no_more_than_a_thorough_one():
    text = "Two fishermen told the Harbour Gazette that a grey boat had rammed the pier. The mayor hopes for calm."
    precise, thorough = (rp.read(text, setting=setting) for setting in ("precise", "thorough"))
    assert len(precise.attributions) <= len(thorough.attributions)
    assert thorough.attributions
