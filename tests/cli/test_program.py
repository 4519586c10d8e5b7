import os
import subprocess
import sys

import pytest

import harbour
from reportedly.store import CaseFile

PROGRAM = [sys.executable, "-m", "reportedly"]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "harbour.db"
    with CaseFile(path) as file:
        for snapshot, data in harbour.SNAPSHOTS:
            file.add_snapshot(snapshot, data)
        file.add_reports(reading.report for reading in harbour.READINGS)
        for reading in harbour.READINGS:
            file.add_reading(reading, "1")
        file.replace_incidents(harbour.INCIDENTS, harbour.LINEAGE, file.reading_state())
    return str(path)


def run(*arguments, **environment):
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, check=False, timeout=120, env={**os.environ, **environment}
    )


def test_piped_output_is_plain(case):
    for arguments in (("incidents", case), ("dossier", case, "i_0a")):
        done = run(*arguments)
        assert done.returncode == 0
        assert b"\x1b" not in done.stdout
        assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")
@pytest.mark.parametrize(("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_at_a_terminal_unless_it_is_not_wanted(case, setting, coloured):
    import pty  # noqa: PLC0415  not there on every system

    controller, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [*PROGRAM, "dossier", case, "i_0a"],
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "90", **setting},
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(controller, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(controller)
    assert process.wait(timeout=60) == 0
    assert "Norland" in shown.decode()
    assert (b"\x1b[33m" in shown) is coloured


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_that_leaves_early_is_no_crash(case):
    with subprocess.Popen(
        [*PROGRAM, "dossier", case, "i_0a", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 141
    assert said == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")  # noqa: PTH110  no path
def test_a_full_disk_is_a_message(case):
    for arguments in (("incidents", case), ("incidents", "--json", case)):
        with open("/dev/full", "wb") as full:  # noqa: PTH123  no path
            done = subprocess.run([*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        assert done.returncode == 3
        assert done.stderr.startswith(b"The output cannot be written")
        assert len(done.stderr.splitlines()) == 1


def test_ascii_terminals_get_json_they_can_show(case):
    done = run("incidents", "--json", case, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_a_terminal_without_the_letters_is_no_crash(case):
    done = run("dossier", case, "i_0a", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr


def test_importing_the_package_is_instant_and_silent():
    code = "import sys, reportedly; print(sorted(m for m in sys.modules if m in {'spacy', 'trafilatura', 'rich', 'numpy'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == b"[]"
