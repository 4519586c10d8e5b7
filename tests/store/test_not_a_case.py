import os
import sqlite3

import pytest

from reportedly.core.errors import CaseError
from reportedly.store import CaseFile, schema


def complaint(path, *, create=True):
    with pytest.raises(CaseError) as raised:
        CaseFile(path, create=create)
    (fault,) = raised.value.faults
    assert str(path) in fault.where
    assert fault.found
    assert fault.remedy
    return fault.found


def test_text_file(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("These are my notes on the harbour. " * 200)
    before = path.read_bytes()
    assert "not a SQLite database" in complaint(path)
    assert path.read_bytes() == before


def test_database_of_another_program(tmp_path):
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as shop:
        shop.execute("CREATE TABLE fish (name)")
    before = path.read_bytes()
    assert "another program" in complaint(path)
    assert path.read_bytes() == before


def test_newer_schema(tmp_path):
    path = tmp_path / "case.db"
    CaseFile(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    assert "newer version (schema 99" in complaint(path)


def test_cut_short(tmp_path):
    path = tmp_path / "case.db"
    CaseFile(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged or cut short" in complaint(path)


def test_overwritten_in_the_middle_is_a_fault_not_a_crash(tmp_path):
    path = tmp_path / "case.db"
    CaseFile(path).close()
    whole = bytearray(path.read_bytes())
    whole[100:4096] = os.urandom(3996)
    path.write_bytes(whole)
    complaint(path)


def test_folder(tmp_path):
    assert "a folder is here" in complaint(tmp_path)


def test_missing_folder(tmp_path):
    assert "there is no folder" in complaint(tmp_path / "no" / "case.db")


def test_missing_case_is_not_made_by_looking(tmp_path):
    path = tmp_path / "case.db"
    assert "there is no such case" in complaint(path, create=False)
    assert not path.exists()


def test_empty_file_is_no_case_to_look_at_but_a_place_to_start_one(tmp_path):
    path = tmp_path / "case.db"
    path.touch()
    assert "empty" in complaint(path, create=False)
    CaseFile(path).close()
    CaseFile(path, create=False).close()


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_named_pipe_does_not_hang(tmp_path):
    path = tmp_path / "pipe.db"
    os.mkfifo(path)
    assert "not a regular file" in complaint(path)


def test_a_sealed_case_can_be_looked_at_but_not_written(tmp_path, monkeypatch):
    path = tmp_path / "case with space #1?.db"
    with CaseFile(path) as file:
        file.note_faults("a", [])
    before = {found.name: found.read_bytes() for found in tmp_path.iterdir()}
    monkeypatch.setattr(schema, "_writable", lambda _path: False)
    with CaseFile(path, create=False) as sealed:
        assert sealed.reports() == ()
        with pytest.raises(CaseError, match="cannot be opened"):
            sealed.note_faults("a", [])
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == before
