import json
import subprocess
import sys


def test_the_exercise_with_the_real_reader(tmp_path):
    program = [sys.executable, "-m", "reportedly"]
    done = subprocess.run([*program, "demo", str(tmp_path)], capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "This is an exercise" in shown
    assert "Where the accounts differ" in shown
    assert done.stderr == b""
    listed = subprocess.run(
        [*program, "incidents", "--json", str(tmp_path / "exercise.db")], capture_output=True, check=True, timeout=60
    )
    incidents = [json.loads(line) for line in listed.stdout.splitlines()]
    assert len(incidents) >= 2
    most_told = max(incidents, key=lambda incident: len(incident["reports"]))
    assert len(most_told["reports"]) >= 6
    assert 2 <= most_told["origins"]["low"] <= most_told["origins"]["high"]
    assert any(conflict["kind"] == "conflict" for conflict in most_told["conflicts"])
    page = (tmp_path / "exercise.html").read_text("utf-8")
    assert "This is an exercise" in page
    again = subprocess.run([*program, "demo", str(tmp_path)], capture_output=True, check=True, timeout=600)
    assert "0 new, 0 read now" in again.stdout.decode()
