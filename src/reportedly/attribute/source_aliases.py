"""The names one body goes by: abbreviations, other names given with "or", parts of the full name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.attribute.source_voice import Scene

LETTERS_OF_INITIALS = 3
"""Letters of the shortest initials that are looked for."""


def aliases(scene: Scene, name: str) -> Iterable[str]:
    """The abbreviation in brackets after the name, other names given with "or", and the initials."""
    text, runs = scene.text, scene.names.runs
    for span in runs.get(lexicon.bare(name), ())[:3]:
        after = text[span.end : span.end + 80].replace("\u00a0", " ")
        inner = after.lstrip()
        if inner.startswith("("):
            short = inner[1:].partition(")")[0].strip("“”\"' ").removeprefix("the ")
            if short[:1].isupper() and len(short) <= 30 and "," not in short:
                yield short
            after = inner.partition(")")[2]
        for link in (" or ", " also known as ", ", also known as ", ", or "):
            read = phrase(after[len(link) :].split(",")[0].split(".")[0]) if after.startswith(link) else None
            if read is not None and read.name:
                yield read.name
    initials = "".join(w[0] for w in name.split() if w[:1].isupper())
    if len(initials) >= LETTERS_OF_INITIALS and lexicon.bare(initials) in runs:
        yield initials


def one_body(words: list[str], other: list[str]) -> bool:
    """Whether one name is the other with words left out: "Defence Ministry" in "Russian Defence Ministry"."""
    if not words or not other or len(words) == len(other):
        return False
    short, long = sorted((words, other), key=len)
    if not set(short) <= set(long):
        return False
    ends = short[-1] == long[-1] or short[-1] in lexicon.taking_up()
    return ends and (len(short) > 1 or (short is words and (short[-1] in lexicon.taking_up() or short[-1] == long[-1])))
