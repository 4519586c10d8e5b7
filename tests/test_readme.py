"""README.md shows what the program prints today. Its Python is run as a doctest, with the others (pyproject.toml)."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_readme", ROOT / "docs" / "make_readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_transcripts_are_what_the_commands_print(maker):
    assert maker.renewed(README) == README, "run `make docs`"


def test_there_is_a_transcript_and_none_was_missed_for_its_spelling():
    well_formed = re.findall(r"^<!-- transcript: reportedly [^\n]+ -->\n```text\n", README, re.MULTILINE)
    assert len(well_formed) == README.count("<!-- transcript") == README.count("<!-- end -->") >= 1


def test_links_lead_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
