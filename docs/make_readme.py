"""Writes the transcripts of README.md by running their commands; a test keeps them current."""  # noqa: INP001  a script

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent / "README.md"
_TRANSCRIPT = re.compile(r"<!-- transcript: (?P<command>[^\n]+) -->\n```text\n.*?```\n<!-- end -->", re.DOTALL)


def renewed(page: str) -> str:
    """The page with every transcript replaced by what its command prints now."""
    return _TRANSCRIPT.sub(
        lambda m: (
            f"<!-- transcript: {m['command']} -->\n```text\n$ {m['command']}\n{output(m['command'])}```\n<!-- end -->"
        ),
        page,
    )


def output(command: str) -> str:
    """What a `reportedly …` command writes to standard output, run by this interpreter, plain and 100 columns wide.

    Raises:
        RuntimeError: the command fails.
    """
    words = [sys.executable, "-m", *shlex.split(command)]
    plain = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(words, capture_output=True, text=True, check=False, encoding="utf-8", env=plain)  # noqa: S603  our own page
    if done.returncode:
        message = f"{command} ended with {done.returncode}: {done.stderr[-500:]}"
        raise RuntimeError(message)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.strip("\n").splitlines())


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"{PAGE}: written\n")
