import json
import re

import pytest
from click.testing import CliRunner

import harbour
import reportedly.case
from reportedly import __version__
from reportedly.cli import commands
from reportedly.store import CaseFile
from simple_reader import SimpleReader, simple_links


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs a command in an empty folder, reading with the simple reader instead of the models."""
    reader = SimpleReader()
    real = reportedly.case.Case
    monkeypatch.setattr(
        reportedly.case,
        "open_case",
        lambda path, *, create=True, setting="balanced": real(
            CaseFile(tmp_path / path, create=create), reader=lambda: reader, links=simple_links
        ),
    )
    monkeypatch.setattr(reportedly.case, "default_reader", lambda _setting="balanced": reader)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def invoke(*arguments, **extra):
        return CliRunner().invoke(commands, list(arguments), catch_exceptions=False, **extra)

    return invoke


@pytest.fixture
def harbour_case(tmp_path):
    path = tmp_path / "harbour.db"
    with CaseFile(path) as file:
        for snapshot, data in harbour.SNAPSHOTS:
            file.add_snapshot(snapshot, data)
        file.add_reports(reading.report for reading in harbour.READINGS)
        for reading in harbour.READINGS:
            file.add_reading(reading, "1")
        file.replace_incidents(harbour.INCIDENTS, harbour.LINEAGE, file.reading_state())
    return str(path)


@pytest.fixture
def page(tmp_path):
    (tmp_path / "flood.txt").write_text("Flood waters reached Hallow Quay. Ilva said the bridge had gone.\n", "utf-8")
    return "flood.txt"


def test_version_and_help(run):
    assert run("--version").output.strip() == f"reportedly {__version__}"
    shown = run("--help")
    assert shown.exit_code == 0
    for command in ("read", "add", "incidents", "dossier", "doctor", "demo"):
        assert command in shown.output
        assert run(command, "--help").exit_code == 0
    assert "Exit codes" in shown.output


@pytest.mark.parametrize("arguments", [("reed",), ("read",), ("add", "case.db"), ("incidents",), ("--loud",)])
def test_usage_errors_are_2(run, arguments):
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert "Usage" in shown.stderr


def test_read_shows_voice_manner_words_and_chain(run, page):
    shown = run("read", page)
    assert shown.exit_code == 0
    assert "Ilva — states (indirect) — “the bridge had gone”" in shown.stdout
    assert "unknown publisher" in shown.stdout
    assert "? ← Ilva" in shown.stdout


def test_read_why(run, page):
    assert "cue: said" in run("read", "--why", page).stdout


def test_read_json_is_one_object_a_line(run, page):
    shown = run("read", "--json", page, page)
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    assert len(lines) == 2
    said = lines[0]["attributions"][0]
    ((start, end),) = said["content"]
    assert lines[0]["report"]["text"][start:end] == "the bridge had gone"


def test_read_standard_input(run):
    shown = run("read", "--json", "-", input="Fire in Hallow. Maren said all was well.\n")
    assert json.loads(shown.stdout)["attributions"]


def test_read_tells_faults_and_goes_on(run, page, tmp_path):
    (tmp_path / "empty.txt").touch()
    shown = run("read", "empty.txt", "missing.txt", page)
    assert shown.exit_code == 1
    assert "the bridge had gone" in shown.stdout
    assert len(shown.stderr.splitlines()) == 2
    assert shown.stderr.startswith("empty.txt: the file is empty. ")
    assert "missing.txt: there is no such file or folder. " in shown.stderr


def test_read_columns(run, tmp_path):
    (tmp_path / "posts.csv").write_text("story,who\nFire came. Maren said so.,The Lamp\n", "utf-8")
    shown = run("read", "--json", "--text-column", "story", "--publisher-column", "who", "posts.csv")
    report = json.loads(shown.stdout)["report"]
    assert (report["text"], report["publisher"]) == ("Fire came. Maren said so.", "The Lamp")


def test_add_incidents_dossier(run, page):
    added = run("add", "case.db", page)
    assert added.exit_code == 0
    assert added.stdout.strip() == "case.db: 1 file, 1 report (1 new, 1 read now), 1 incident in the case"
    assert added.stderr == ""
    listed = run("incidents", "case.db").stdout
    (line,) = listed.splitlines()
    assert re.match(r"i_[0-9a-f]{12}  Flood  place not stated  time not stated  1 origin$", line)
    shown = run("dossier", "case.db", line.split()[0][:8])
    assert shown.exit_code == 0
    assert "the bridge had gone" in shown.stdout


def test_add_with_faults_is_1_and_the_rest_goes_in(run, page, tmp_path):
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    added = run("add", "case.db", page, "picture.html", "missing")
    assert added.exit_code == 1
    assert "1 new, 1 read now" in added.stdout
    assert "2 faults" in added.stdout
    assert len(added.stderr.splitlines()) == 2


def test_add_json(run, page):
    first = json.loads(run("add", "--json", "case.db", page).stdout)
    assert first["reports_new"] == first["reports_read"] == first["incidents"] == 1
    again = json.loads(run("add", "--json", "case.db", page).stdout)
    assert (again["files_known"], again["reports_read"]) == (1, 0)


def test_add_standard_input(run):
    text = "Fire in Hallow. Maren said all was well.\n"
    assert json.loads(run("add", "--json", "case.db", "-", input=text).stdout)["reports_new"] == 1
    again = json.loads(run("add", "--json", "case.db", "-", input=text).stdout)
    assert (again["files_known"], again["reports_new"]) == (1, 0)


def test_add_to_what_is_no_case_is_3_and_leaves_it(run, page, tmp_path):
    (tmp_path / "notes.db").write_text("my notes\n" * 500, "utf-8")
    shown = run("add", "notes.db", page)
    assert shown.exit_code == 3
    assert "not a SQLite database" in shown.stderr
    assert (tmp_path / "notes.db").read_text("utf-8") == "my notes\n" * 500


def test_looking_at_no_case_is_3_and_makes_none(run, tmp_path):
    for arguments in (("incidents", "none.db"), ("dossier", "none.db", "i_1")):
        shown = run(*arguments)
        assert shown.exit_code == 3
        assert "there is no such case" in shown.stderr
    assert not (tmp_path / "none.db").exists()


def test_incidents_one_line_each(run, harbour_case):
    lines = run("incidents", harbour_case).stdout.splitlines()
    assert len(lines) == 2
    for words in (
        "i_0a1b2c3d4e5f",
        "missile strike on a <grain> terminal",
        "Port Ostrava (NL)",
        "2031-05-06",
        "2–3 origins",
        "killed 3–14 or more, injured 2 or more",
        "1 conflict",
    ):
        assert words in lines[0]


def test_incidents_json(run, harbour_case):
    lines = [json.loads(line) for line in run("incidents", "--json", harbour_case).stdout.splitlines()]
    assert [line["id"] for line in lines] == [harbour.STRIKE.id, harbour.ARREST.id]


def test_dossier_in_the_terminal(run, harbour_case):
    shown = run("dossier", harbour_case, "0a1b", env={"COLUMNS": "80"}).stdout
    words = " ".join(shown.split())
    for expected in (
        "Defence Ministry of Norland",
        "denies (indirect, hedged): “that its forces had fired at the port”",
        "killed: cannot both hold",
        "port officials cited, certain:",
        "Meridian Wire ← Ilva Maren",
        "“struck”, “Port Ostrava”, “on Tuesday”",
    ):
        assert expected in words
    assert all(len(line) <= 80 and line == line.rstrip() for line in shown.splitlines())


def test_dossier_html_to_a_file_and_to_standard_output(run, harbour_case, tmp_path):
    written = run("dossier", harbour_case, "i_0a", "--html", "page.html")
    assert written.exit_code == 0
    assert written.stdout == ""
    assert "<!DOCTYPE html>" in (tmp_path / "page.html").read_text("utf-8")
    piped = run("dossier", harbour_case, "i_0a", "--html", "-")
    assert piped.stdout_bytes == (tmp_path / "page.html").read_bytes()


def test_dossier_html_that_cannot_be_written(run, harbour_case):
    shown = run("dossier", harbour_case, "i_0a", "--html", "no/such/folder/page.html")
    assert shown.exit_code == 3
    assert "cannot be written" in shown.stderr


def test_dossier_json_carries_readings_and_lineage(run, harbour_case):
    shown = json.loads(run("dossier", "--json", harbour_case, "i_0a").stdout)
    assert [reading["report"]["id"] for reading in shown["readings"]] == ["r_wire", "r_herald"]
    assert [edge["kind"] for edge in shown["lineage"]] == ["cites"]


def test_dossier_wants_one_incident(run, harbour_case):
    unknown = run("dossier", harbour_case, "i_77")
    assert (unknown.exit_code, len(unknown.stderr.splitlines())) == (3, 1)
    both = run("dossier", harbour_case, "i_")
    assert both.exit_code == 3
    assert "Give more of the id" in both.stderr
    assert run("dossier", harbour_case, "i_0a", "--json", "--html", "x.html").exit_code == 2


def test_ctrl_c_is_130_with_a_word(run, page, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(SimpleReader, "read", interrupted)
    shown = run("add", "case.db", page)
    assert shown.exit_code == 130
    assert "goes on from there" in shown.stderr


def test_demo_is_an_exercise_end_to_end(run, tmp_path):
    shown = run("demo", "trial")
    assert shown.exit_code == 0, shown.stderr
    assert "This is an exercise" in shown.stdout
    assert "reports (" in shown.stdout
    assert "Accounts" in shown.stdout
    assert (tmp_path / "trial" / "exercise.db").is_file()
    assert "This is an exercise" in (tmp_path / "trial" / "exercise.html").read_text("utf-8")
    lines = run("demo", "--json").stdout.splitlines()
    assert all(json.loads(line)["accounts"] for line in lines)


OWN_TABLE = '[[publisher]]\nname = "Hallow Ledger"\ndomains = ["ledger.example"]\n'


def ledger_rows(folder):
    (folder / "own.toml").write_text(OWN_TABLE, "utf-8")
    row = {"text": "Ilva said the bridge had gone.", "url": "https://www.ledger.example/flood"}
    (folder / "rows.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


def test_read_with_publishers_of_ones_own(run, tmp_path):
    ledger_rows(tmp_path)
    assert "Hallow Ledger" not in run("read", "--json", "rows.jsonl").output
    assert "Hallow Ledger" in run("read", "--json", "--publishers", "own.toml", "rows.jsonl").output


def test_add_with_publishers_of_ones_own(run, tmp_path):
    ledger_rows(tmp_path)
    assert run("add", "case.db", "rows.jsonl", "--publishers", "own.toml").exit_code == 0
    with CaseFile(tmp_path / "case.db", create=False) as file:
        assert [report.publisher for report in file.reports()] == ["Hallow Ledger"]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("[[publisher]\n", "not a readable TOML file"),
        ('title = "x"\n', "no [[publisher]] entry"),
        ("[[publisher]]\ndomains = 3\n", "`name` is missing"),
    ],
)
def test_a_wrong_table_of_publishers_is_told(run, page, tmp_path, table, found):
    (tmp_path / "own.toml").write_text(table, "utf-8")
    result = run("add", "case.db", page, "--publishers", "own.toml")
    assert result.exit_code == 3
    assert "own.toml" in result.stderr
    assert found in result.stderr
    assert not (tmp_path / "case.db").exists()
