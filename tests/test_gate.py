"""The gate that keeps measured quality from falling, run as a developer runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "floors.json").write_text(json.dumps({"gum": {"linked_r": 55.0}, "gva": {"CoNLL": 85.0}}))
    (tmp_path / "DECISIONS.md").write_text("# Decisions\n\n## Recall for precision\nWe want fewer false alarms.\n")
    return tmp_path


def gate(folder, results, *options):
    (folder / "results.json").write_text(json.dumps(results))
    command = [sys.executable, str(ROOT / "eval/gate.py"), "results.json", "floors.json", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_figure_below_its_floor_fails_and_is_named(folder):
    done = gate(folder, {"gum": {"linked_r": 54.9}})
    assert done.returncode == 1
    assert "gum.linked_r: 54.9 is below its floor 55.0" in done.stdout


def test_a_figure_that_is_no_longer_measured_fails(folder):
    assert gate(folder, {"gum": {"other": 99.0}}).returncode == 1


def test_a_benchmark_that_was_not_run_does_not_fail(folder):
    assert gate(folder, {"gum": {"linked_r": 55.0}}).returncode == 0


def test_raising_never_lowers(folder):
    assert gate(folder, {"gum": {"linked_r": 60.0}, "gva": {"CoNLL": 85.2}}, "--raise").returncode == 0
    assert json.loads((folder / "floors.json").read_text()) == {"gum": {"linked_r": 59.5}, "gva": {"CoNLL": 85.0}}


def test_lowering_takes_a_written_decision(folder):
    results = {"gum": {"linked_r": 50.0}}
    refused = gate(folder, results, "--lower", "gum.linked_r", "--decision", "No such heading")
    assert refused.returncode != 0
    assert "DECISIONS.md has no heading" in refused.stderr
    assert gate(folder, results, "--lower", "gum.linked_r", "--decision", "Recall for precision").returncode == 0


def test_the_shipped_floors_name_benchmarks_that_exist():
    floors = json.loads((ROOT / "eval/floors.json").read_text())
    assert all((ROOT / f"eval/{bench}.py").is_file() and named for bench, named in floors.items())
