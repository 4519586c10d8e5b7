import hashlib
import json

import pytest
from click.testing import CliRunner

from reportedly import doctor
from reportedly.cli import commands
from reportedly.core.errors import EngineError, Fault


@pytest.fixture
def models(monkeypatch, tmp_path):
    """A model folder of one whole file, in the place of the shipped one; the gazetteer is left out."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "trunk.onnx").write_bytes(b"weights")
    sha256 = {"trunk.onnx": hashlib.sha256(b"weights").hexdigest()}
    (folder / "tagger.json").write_text(json.dumps({"sha256": sha256}), "utf-8")
    monkeypatch.setattr(doctor.resources, "files", lambda _package: tmp_path)
    monkeypatch.setattr(doctor, "_CHECKS", tuple(c for c in doctor._CHECKS if c[0] != "gazetteer"))
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "cache"))
    return folder


def run(*arguments):
    return CliRunner().invoke(commands, ["doctor", *arguments], catch_exceptions=False)


def ill():
    return {check.name: check for check in doctor.checks() if not check.fine}


def test_all_is_well(models):
    shown = run()
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.count("fine") == len(doctor._CHECKS)
    assert "1 file whole" in shown.stdout


def test_damaged_and_missing_models(models):
    (models / "trunk.onnx").write_bytes(b"weightz")
    assert "damaged" in ill()["model files"].found
    (models / "trunk.onnx").unlink()
    assert "missing" in ill()["model files"].found
    (models / "tagger.json").unlink()
    shown = run()
    assert shown.exit_code == 1
    assert "WRONG model files" in shown.stdout
    assert "Install reportedly again" in shown.stdout


def test_cache_that_cannot_be_written(models, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "file" / "cache"))
    check = ill()["cache folder"]
    assert "REPORTEDLY_CACHE" in check.remedy


def test_missing_packages(models, monkeypatch):
    monkeypatch.setattr(
        doctor.metadata,
        "requires",
        lambda _: ["click>=8", "no-such-thing>=1 ; python_version>'3'", "x; extra == 'dev'"],
    )
    assert ill()["packages"].found == "missing: no-such-thing"


def test_whatever_breaks_is_told_and_the_other_checks_are_made(models, monkeypatch):
    def broken():
        raise EngineError(Fault(where="places.db", found="it is empty", remedy="Delete it"))

    def worse():
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "_CHECKS", (("one", broken), ("two", worse), *doctor._CHECKS[:1]))
    shown = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert [(check["check"], check["fine"]) for check in shown] == [("one", False), ("two", False), ("Python", True)]
    assert shown[0]["remedy"] == "Delete it"
    assert shown[1]["found"].startswith("ZeroDivisionError")
