"""The report the project started from, against what a careful reader takes from it: python eval/seed.py

An attribution is right when source, cue, start of content and voice are; figures, chains and the publisher's own voice
are counted apart.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from common import main, reader
from reportedly.core.spans import hull, words_of
from reportedly.ingest import ingest_file

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.core.records import Attribution, Reading, Source

UNNAMED = {"sources", "the sources", "they", "some reports", "other sources"}


def read_seed(data: Path) -> tuple[Reading, dict[str, Any]]:
    seed = data.resolve().parent / "seed"
    expected = json.loads((seed / "expected.json").read_text("utf8"))
    return reader().read(ingest_file(seed / expected["file"]).reports[0]), expected


def plain(text: str) -> str:
    """Lower case, without quotation marks and white space at the ends, "that" dropped."""
    return re.sub(r"^(that|to)\s+", "", re.sub(r"[“”\"‘’']", "", text).strip().lower())


def match(reading: Reading, wanted: dict[str, Any]) -> Attribution | None:
    text = reading.report.text
    starts = [a for a in reading.attributions if plain(words_of(a.content, text)).startswith(plain(wanted["content"]))]
    return next(
        (a for a in starts if wanted["cue"] is None or plain(wanted["cue"]) in plain(words_of(a.cue, text))), None
    )


def faults(reading: Reading, wanted: dict[str, Any]) -> list[str]:
    """What is wrong with the attribution that matches, or that none does."""
    found = match(reading, wanted)
    if found is None:
        return ["not found"]
    voices = {s.id: s for s in reading.sources}
    voice = voices[found.voice]
    given = {field: getattr(voice, field) for field in ("identity", "kind", "role")}
    given |= {field: getattr(found, field) for field in ("quote", "act")}
    wrong = [f"{field} is {value}" for field, value in given.items() if wanted.get(field, value) != value]
    chain = [voices[i].name for i in found.chain]
    if "chain" in wanted and (len(chain) != len(wanted["chain"]) or chain[:-1] != wanted["chain"][:-1]):
        wrong.append(f"chain is {' ← '.join(chain)}")
    return [*_wrong_voice(wanted, voice), *_wrong_source(wanted, words_of(found.source, reading.report.text)), *wrong]


def _wrong_source(wanted: dict[str, Any], words: str) -> list[str]:
    right = plain(wanted["source"]) in plain(words) if wanted["source"] else not words
    return [] if right else [f"source is {words!r}"]


def _wrong_voice(wanted: dict[str, Any], voice: Source) -> list[str]:
    name = wanted.get("resolved") or wanted["source"]
    unnamed = name.lower() in UNNAMED
    right = voice.identity == "unnamed" if unnamed else name.lower().removeprefix("the ") in voice.name.lower()
    return [] if right else [f"voice is {voice.name!r}"]


def run(data: Path, *, verbose: bool = False) -> dict[str, float]:
    reading, expected = read_seed(data)
    text = reading.report.text
    wrong = {a["content"]: faults(reading, a) for a in expected["attributions"]}
    core = ("not found", "source is", "voice is")
    if verbose:
        for content, why in wrong.items():
            print("ok " if not why else "   ", content[:60], "; ".join(why))
    own = [text.find(s) for s in expected["publisher_voice"]]
    said = [hull(a.content) for a in reading.attributions]
    figures = {(f["low"], f["high"]) for f in expected["figures"]}
    found = {(f.low, f.high) for f in reading.figures}
    return {
        "attributions_right": sum(not any(w.startswith(core) for w in why) for why in wrong.values()),
        "attributions_right_in_all_fields": sum(not why for why in wrong.values()),
        "chains_right": sum(
            "chain" in a and not any(w.startswith(("chain", "not found")) for w in wrong[a["content"]])
            for a in expected["attributions"]
        ),
        "furniture_left": sum(f in text for f in expected["not_part_of_the_article"]),
        "publisher_voice_kept": sum(at >= 0 and not any(s.start <= at < s.end for s in said) for at in own),
        "figures_found": len(figures & found),
        "sunday_unresolved": float(any("unday" in t.spans[0].of(text) and t.start is None for t in reading.times)),
        "places_found": sum(
            any(p.lower() in {q.name.lower(), *(s.of(text).lower() for s in q.spans)} for q in reading.places)
            for p in expected["places"]
        ),
    }


if __name__ == "__main__":
    main(lambda data: run(data, verbose=True), __doc__)
