"""The list of ordinary words of the package: python training/words/words.py --data ../shared/data.

Reads our own texts, GUM without news_dev, the package's tables and vocabulary.txt; README.md says more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.parse.casing_words import regular, strange

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "src/reportedly/data"
READ = (
    "roles", "acts", "codebook", "link", "carriers", "labels", "measures", "numbers", "times", "hearsay", "idioms", "weigh",
)  # fmt: skip
GUM = ("interview", "other_academic", "other_bio", "other_court", "other_voyage")
WORD = re.compile(r"(?<![\w@/#.'’-])[a-zA-Z]+(?:[-'’][a-zA-Z]+)*(?![\w@/])")
MARKED = re.compile(r"\{[A-Z]\d*[^|{}]*\||\{[A-Za-z]+[^|{}]*[:|]|[{}]")
FEWEST = 4
"""Letters of the shortest word that is left out as a regular form of another."""
LAST = ("s", "ed", "ing")
"""Endings of forms that have no forms of their own."""
HEADER = """\
# Ordinary English words, written by training/words/words.py; regular forms of listed words are left out.
# Origin: texts and vocabulary of this project, single words of GUM (CC BY, CC BY-SA). Licence: Apache-2.0.
# To add one: put it in training/words/vocabulary.txt and run the script.
"""


def strings(value: Any) -> Iterator[str]:
    """Every key and string of a table."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def texts(data: Path) -> Iterator[str]:
    """What the words are gathered from, the vocabulary excepted."""
    for folder in (ROOT / "training/attribution/texts", ROOT / "eval/chains/dev"):
        for path in sorted(folder.glob("*.toml")):
            yield MARKED.sub(" ", tomllib.loads(path.read_text("utf8"))["text"])
    for name in GUM:
        with gzip.open(data / f"gum/{name}.jsonl.gz", "rt", encoding="utf8") as rows:
            yield from (json.loads(row)["text"] for row in rows)
    for name in READ:
        yield from strings(tomllib.loads((TABLES / f"{name}.toml").read_text("utf8")))
    yield from strings(tomllib.loads((TABLES / "entities.toml").read_text("utf8"))["words"])


def gathered(data: Path) -> tuple[set[str], set[str]]:
    """Words written in lower case, at least as often as with a capital within a sentence; and the surest of them."""
    low: Counter[str] = Counter()
    up: Counter[str] = Counter()
    for text in texts(data):
        for match in WORD.finditer(text):
            before = text[max(0, match.start() - 2) : match.start()]
            within = before[-1:] == " " and before[:1] not in set(".!?:…\n")
            for word in re.split(r"[-'’]", match[0]):
                if word.islower():
                    low[word] += 1
                elif word.istitle() and within:
                    up[word.lower()] += 1
    usual = {word for word in low if low[word] >= up[word]}
    return usual, {word for word in usual if low[word] > 2 * up[word] + 2}


def given() -> set[str]:
    """Given names, in lower case."""
    pronouns = tomllib.loads((TABLES / "pronouns.toml").read_text("utf8"))["given"]
    entities = tomllib.loads((TABLES / "entities.toml").read_text("utf8"))["first_names"]
    names = {name for listed in pronouns.values() for name in listed.split()}
    return names | {word.strip().lower() for listed in entities.values() for word in listed.split(",")}


def left_out(own: set[str]) -> set[str]:
    """Words of names and abbreviations that stand in lower case somewhere; own: words of the vocabulary, which are none."""
    casing = tomllib.loads((TABLES / "casing.toml").read_text("utf8"))
    entities = tomllib.loads((TABLES / "entities.toml").read_text("utf8"))
    out = set(casing["names"]["inner"].split()) | set(casing["names"]["always"].split())
    out |= set(casing["days"]["always"].split()) | set(casing["titles"]["short"].split())
    out |= {word.lower() for word in casing["abbreviations"]["kept"].split()}
    for row in tomllib.loads((TABLES / "demonyms.toml").read_text("utf8"))["countries"].values():
        out |= {name.strip().lower() for part in row.split("|")[:2] for name in part.split(",")}
    for section in entities["bodies"].values():
        out |= {w.lower() for text in strings(section) for w in re.findall(r"\b[A-Z]{2,}\b", text)}
    roles = tomllib.loads((TABLES / "roles.toml").read_text("utf8"))
    named = f"{roles['generic']['proper']}, {roles['organisation']['armed_group']}, buckingham"
    out |= {word for word in re.findall(r"[a-z]+", named) if word not in own}
    return out - {"who", "is", "care", "ice", "map", "site", "mend", "tip", "mad", "it", "us", "am", "pa"}


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    own = {
        word
        for line in (Path(__file__).parent / "vocabulary.txt").read_text("utf8").splitlines()
        if not line.startswith("#")
        for word in line.split()
    }
    usual, sure = gathered(parser.parse_args().data)
    found = {w for w in usual if len(w) > 1 and not strange(w)} - left_out(own) - (given() - sure)
    found |= own | {"a", "i"}
    kept: set[str] = set()
    for word in sorted(found, key=lambda w: (len(w), w)):
        if len(word) < FEWEST or not word.endswith(LAST) or word.endswith("ss") or not regular(word, kept):
            kept.add(word)
    (TABLES / "ordinary_words.txt").write_text(HEADER + "".join(f"{word}\n" for word in sorted(kept)), "utf8")
    print(f"{len(kept)} of {len(found)} words")


if __name__ == "__main__":
    main()
