"""A real folder with bad files among good ones, through the real program: every fault is told, nothing else is lost."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

import reportedly as rp

GOOD = {
    "a-good.html": (
        '<html><head><title>Ferry aground off Sundhaven</title><meta property="og:site_name" content="Harbour Gazette">'
        '<meta property="article:published_time" content="2024-05-02T08:00:00Z"></head><body><article>'
        "<h1>Ferry aground off Sundhaven</h1><p>A ferry ran aground off Sundhaven on Thursday and two passengers were "
        "injured, the coast guard said.</p><p>“We felt one hard blow and then nothing moved,” said Ada Brunn, who was "
        "on board with her son.</p></article></body></html>"
    ).encode(),
    "z-good.txt": b"Kestrel Daily\n\nThe harbour master said on Friday that the ferry had left its channel in fog.\n",
}
BROKEN = "“The ferry’s radio had failed twice in April,” the coast guard said.".encode().replace(
    b"radio", b"rad\xff\xfeio"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inbox")
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    (folder / "empty.html").touch()
    page = b"<html><body><article><p>" + b"Rain fell on the harbour all day, the harbour master said. " * 450_000
    (folder / "huge.html").write_bytes(page)
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40)
    (folder / "encoding.txt").write_bytes(BROKEN)
    (folder / "cut.json").write_text('[{"text": "The ferry was towed, the coast guard said."}, {"text": "The', "utf-8")
    (folder / "bomb.html").write_bytes(b"<html><body>" + b"<div>" * 400_000)
    (folder / "dangling.html").symlink_to(folder / "gone.html")
    (folder / "nothing inside.html").mkdir()
    with sqlite3.connect(folder / "notes.txt") as notes:
        notes.execute("CREATE TABLE note (words TEXT)")
    return folder


def program(*words, **extra):
    command = [sys.executable, "-m", "reportedly", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300, **extra)


@pytest.fixture(scope="module")
def added(folder, tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / "case.db"
    return case, program("add", "--json", case, folder)


BAD = {
    "empty.html": "is empty",
    "huge.html": "MB are too much for one page",
    "picture.html": "PNG",
    "encoding.txt": "2 byte(s)",
    "cut.json": "JSON",
    "bomb.html": "elements",
    "dangling.html": "cannot be read",
    "notes.txt": "SQLite",
}


def test_the_run_ends_with_1_and_no_traceback(added):
    _, done = added
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_told_once_with_its_cause_and_a_remedy(added, folder, name):
    _, done = added
    (line,) = [line for line in done.stderr.splitlines() if str(folder / name) in line]
    cause, _, remedy = line.removeprefix(f"{folder / name}").partition(". ")
    assert BAD[name] in cause
    assert remedy.endswith(".")
    assert len(remedy.split()) >= 3


def test_nothing_else_is_complained_about(added, folder):
    _, done = added
    told = {line.removeprefix(f"{folder}/").partition(":")[0] for line in done.stderr.splitlines()}
    assert told == set(BAD)


def test_good_pages_are_in_and_read_and_so_is_what_could_be_read_of_the_damaged_ones(added, folder):
    case, _ = added
    with rp.open(case, create=False) as opened:
        texts = [report.text for report in opened.reports()]
        assert sum("the coast guard said" in text and "Ada Brunn" in text for text in texts) == 1
        assert sum("the ferry had left its channel in fog" in text for text in texts) == 1
        assert sum("had failed twice in April" in text for text in texts) == 1
        assert len(opened.readings()) == len(texts)
        said = [a for reading in opened.readings() for a in reading.attributions]
        assert len(said) >= 3
        noted = "\n".join(fault.where for fault in opened.faults())
        assert all(str(folder / name) in noted for name in BAD)


def test_no_file_of_the_folder_was_touched(added, folder):
    for name, data in GOOD.items():
        assert (folder / name).read_bytes() == data
    assert not (folder / "gone.html").exists()
    assert (folder / "empty.html").stat().st_size == 0


def test_snapshots_of_the_good_pages_are_their_bytes(added):
    case, _ = added
    kept = {path.read_bytes() for path in case.with_suffix(".blobs").rglob("*") if path.is_file()}
    assert set(GOOD.values()) <= kept


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything is readable for this user")
def test_a_file_one_may_not_read(tmp_path):
    (tmp_path / "locked.html").write_bytes(GOOD["a-good.html"])
    (tmp_path / "locked.html").chmod(0)
    done = program("add", tmp_path / "case.db", tmp_path / "locked.html")
    assert done.returncode == 1
    assert "locked.html: it cannot be read" in done.stderr


def not_cases(tmp_path):
    text, empty, other, folder = (tmp_path / name for name in ("not-a-case.txt", "empty.db", "other.db", "folder"))
    text.write_text("The ferry ran aground, the coast guard said.\n", "utf-8")
    empty.touch()
    with sqlite3.connect(other) as notes:
        notes.execute("CREATE TABLE note (words TEXT)")
    folder.mkdir()
    cut = tmp_path / "cut.db"
    cut.write_bytes(b"SQLite format 3\0" + b"\x10\0\1\1\0" * 20)
    return {"missing.db": tmp_path / "missing.db", **{path.name: path for path in (text, empty, other, folder, cut)}}


@pytest.mark.parametrize("name", ["missing.db", "not-a-case.txt", "empty.db", "other.db", "folder", "cut.db"])
def test_what_is_no_case_is_said_to_be_none_and_left_as_it_is(tmp_path, name):
    path = not_cases(tmp_path)[name]
    before = path.read_bytes() if path.is_file() else None
    done = program("incidents", path)
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{path}: ")
    assert "Traceback" not in line
    assert len(line.removeprefix(f"{path}: ").split()) >= 6
    assert (path.read_bytes() if path.is_file() else None) == before


def test_adding_to_what_is_no_case_destroys_nothing(tmp_path):
    path = not_cases(tmp_path)["not-a-case.txt"]
    before = path.read_bytes()
    page = tmp_path / "page.html"
    page.write_bytes(GOOD["a-good.html"])
    done = program("add", path, page)
    assert done.returncode == 3
    assert done.stderr.startswith(f"{path}: ")
    assert path.read_bytes() == before
