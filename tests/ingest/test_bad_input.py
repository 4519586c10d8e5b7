"""Bad files: one clear fault each, the others still go in."""

import os
import random
import sqlite3
import time
import zipfile

import pytest

from reportedly.core.errors import CodebookError, InputError
from reportedly.ingest import MAX_BYTES, Publishers, ingest_bytes, ingest_file, inputs

SENTENCE = "The river left its bed on Tuesday night, the mayor said, and two bridges are closed."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def fault_of(ingested, path):
    assert ingested.reports == ()
    (fault,) = ingested.faults
    assert str(path) in fault.where
    assert fault.found
    assert fault.remedy
    return fault


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n\n", "white space"),
        ("picture.html", PNG, "PNG"),
        ("noise.txt", bytes(range(256)) * 64, "binary"),
        ("page.pdf", b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
        ("nuls.txt", b"\0" * 4096, "white space"),
        ("rows.jsonl", b'{"text": "The river', "JSON"),
        ("export.json", b'{"name": "x", "type": "public_channel", "messages": [{"id": 1', "JSON"),
        (
            "menu.html",
            b"<html><body><nav><a>Home</a> <a>News</a></nav><p>Please enable JavaScript to continue</p></body></html>",
            "article text",
        ),
        ("deep.html", b"<html><body>" + b"<div>" * 100_000 + SENTENCE.encode(), "nested"),
        ("wide.html", b"<html><body>" + b"<p>a</p>" * 500_000, "elements"),
        ("lines.txt", b"Share this\n" * 1_000_000, "lines"),
        ("marks.html", b"<html><body>" + b"<" * 5_000_000, "elements"),
    ],
)
def test_useless_file(tmp_path, name, data, found):
    path = write(tmp_path, name, data)
    started = time.monotonic()
    assert found in fault_of(ingest_file(path), path).found
    assert time.monotonic() - started < 20


def test_archive_and_database(tmp_path):
    archive = tmp_path / "pages.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", SENTENCE)
    assert "ZIP" in fault_of(ingest_file(archive), archive).found
    database = tmp_path / "case.db"
    with sqlite3.connect(database) as connection:
        connection.execute("create table t (x)")
    connection.close()
    assert "SQLite" in fault_of(ingest_file(database), database).found


def test_too_large_page_is_not_even_read(tmp_path):
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.write(b"<html><body>")
        file.truncate(MAX_BYTES + 1_000_000)
    ingested = ingest_file(path)
    assert "too much" in fault_of(ingested, path).found
    assert (ingested.snapshot, ingested.data) == (None, b"")


def test_unreadable(tmp_path):
    dangling = tmp_path / "gone.html"
    dangling.symlink_to(tmp_path / "nowhere")
    assert "cannot be read" in fault_of(ingest_file(dangling), dangling).found
    assert "folder" in fault_of(ingest_file(tmp_path), tmp_path).found
    assert "cannot be read" in fault_of(ingest_file(tmp_path / "never.txt"), "never.txt").found
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "regular" in fault_of(ingest_file(pipe), pipe).found


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_forbidden(tmp_path):
    path = write(tmp_path, "secret.txt", SENTENCE.encode())
    path.chmod(0)
    assert "cannot be read" in fault_of(ingest_file(path), path).found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "Der Fluß trat über die Ufer, sagte der Bürgermeister am späten Dienstagabend.".encode("latin-1"),
            "Fluß trat über",
        ),
        (
            "“The river left its bed,” the mayor said — and that was on Tuesday.".encode("cp1252"),
            "“The river left its bed,” the mayor said —",
        ),
        ("“The river left its bed,” the mayor said on Tuesday.".encode("utf-16"), "“The river left"),
        ("“The river left its bed,” the mayor said on Tuesday.".encode("utf-16-le"), "“The river left"),
        ("\ufeff“The river left its bed,” the mayor said.".encode(), "“The river left its bed,” the mayor said."),
        (
            "Река вышла из берегов во вторник ночью, сообщил мэр города, два моста закрыты для движения.".encode(
                "cp1251"
            ),
            "Река вышла",
        ),
    ],
)
def test_encodings(data, expected):
    ingested = ingest_bytes(data, origin="river.txt")
    assert ingested.faults == ()
    assert expected in ingested.reports[0].text


def test_declared_encoding_is_believed_where_the_bytes_bear_it_out():
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>Река вышла из берегов. {SENTENCE}</p></article></body></html>'
    assert "Река" in ingest_bytes(page.encode("cp1251"), origin="r.html").reports[0].text
    assert "Река" in ingest_bytes(page.encode("utf-8"), origin="r.html").reports[0].text


def test_damaged_encoding_is_read_and_named():
    data = f"“{SENTENCE}” – “Ja”".encode().replace(b"Tuesday", b"Tues\xff\xfeday")
    ingested = ingest_bytes(data, origin="river.txt")
    assert "Tues\ufffd\ufffdday night" in ingested.reports[0].text
    assert "2 byte(s)" in ingested.reports[0].skipped[0].reason
    assert "river.txt" in ingested.faults[0].where


@pytest.mark.parametrize(
    "page",
    [
        b'<html><body><div data-x="' + b"a" * 5_000_000 + b'"><article><p>' + SENTENCE.encode() + b"</p></article>",
        b"<html><body><article><p>"
        + SENTENCE.encode()
        + b'</p></article><script type="application/ld+json">'
        + b"[" * 1_000_000
        + b"</script>",
        b"<html><body><article><p>" + SENTENCE.encode() + b"</p></article>" + b"<!--" * 100_000,
        b"<html><body><article><p>" + SENTENCE.encode().replace(b"river", b"riv\0er") + b"</p></article>",
        b"<article><p>" + SENTENCE.encode() + b"<p>" * 3_000,
    ],
)
def test_hostile_page_that_has_an_article(page):
    started = time.monotonic()
    (report,) = ingest_bytes(page, origin="x.html").reports
    assert "left its bed on Tuesday night" in report.text
    assert len(report.text) < 1000
    assert time.monotonic() - started < 20


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    write(tmp_path, "a.html", PNG)
    write(tmp_path, "b.txt", SENTENCE.encode())
    write(tmp_path, "c.jsonl", b'{"text": "')
    found = [ingest_file(path) for path in inputs([tmp_path])]
    assert [len(i.reports) for i in found] == [0, 1, 0]
    assert [len(i.faults) for i in found] == [1, 0, 1]


def test_inputs(tmp_path):
    for name in (
        "b.txt",
        "a.html",
        ".hidden",
        "case.db",
        "case.db-wal",
        "case.blobs/ab/x",
        "a_files/x.css",
        "sub/c.txt",
        ".git/x",
        "tg/result.json",
        "tg/photos/1.jpg",
        "odd_files/y.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = [str(path.relative_to(tmp_path)) for path in inputs([tmp_path, tmp_path / "b.txt"])]
    assert found == ["a.html", "b.txt", "odd_files/y.txt", "sub/c.txt", "tg/result.json"]
    assert inputs([tmp_path / "case.db"]) == (tmp_path / "case.db",)
    with pytest.raises(InputError) as raised:
        inputs([tmp_path / "no", tmp_path, tmp_path / "none"])
    assert len(raised.value.faults) == 2


def test_publishers_of_ones_own(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[publisher]]\nname = "Meridian Wire"\ndomains = ["meridianwire.example"]\naliases = ["MW"]\nagency = true\n\n[[publisher]]\nname = "Press TV"\ndomains = ["presstv.example"]\n'
    )
    table = Publishers.default().with_file(own)
    assert table.canonical(url="https://www.meridianwire.example/x") == "Meridian Wire"
    assert table.find("MW").agency
    assert table.find("mw") is None
    assert table.canonical(url="https://presstv.example/") == table.canonical(url="https://presstv.ir/") == "Press TV"
    own.write_text('[[publisher]]\ndomains = "x"\nkind = "paper"\n')
    with pytest.raises(CodebookError) as raised:
        Publishers.default().with_file(own)
    assert len(raised.value.faults) == 3
    with pytest.raises(CodebookError):
        Publishers.default().with_file(tmp_path / "none.toml")


def test_few_typographic_characters_among_bad_bytes_are_still_utf8(tmp_path):
    data = f"{SENTENCE} The mayor’s office confirmed it.".encode() + b" The r\xffver \xfe rose."
    ingested = ingest_file(write(tmp_path, "cut.txt", data))
    (report,) = ingested.reports
    assert "mayor’s" in report.text
    assert "r\ufffdver" in report.text
    assert "2 byte(s)" in ingested.faults[0].found


@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_called_a_page_are_refused(tmp_path, seed):
    path = write(tmp_path, "noise.html", random.Random(seed).randbytes(3000))  # noqa: S311  noise, no secret
    assert "binary" in fault_of(ingest_file(path), path).found
