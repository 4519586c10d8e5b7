"""Near copies: light edit, abridged, inserted, scanned; made from news texts with a fixed seed, found again by `copies`.

    python eval/copies.py --data ../shared/data

Each of 400 originals gets one copy of each kind, mixed with 1,200 other articles; pairs of one original's
family are the truth (copies of one original share its words). Figures 0..100.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from pathlib import Path

from reportedly.core.records import Report
from reportedly.link import copies

ORIGINALS, OTHERS, LEAST_WORDS = 400, 1200, 120
_SCANNED = {"rn": "m", "m": "rn", "l": "1", "o": "0", "e": "c", "h": "b", "i": "l", "s": "5", "a": "o", "t": "f"}


def texts(data: Path) -> list[tuple[str, str]]:
    """Distinct long enough articles, one an incident, with their publishers, in a fixed order."""
    found: list[tuple[str, str]] = []
    for name in ("polnear/train", "gva/train"):
        path = data / f"{name}.jsonl.gz"
        if not path.exists():
            raise FileNotFoundError(path)
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        one_each = {row.get("incident", row["id"]): row for row in rows}
        found += [(row["text"], row.get("source") or row["extra"]["publisher"]) for row in one_each.values()]
    unique = {" ".join(t.split()[:40]): (t, publisher) for t, publisher in found if len(t.split()) >= LEAST_WORDS}
    return [unique[k] for k in sorted(unique)]


def light_edit(text: str, rng: random.Random, pool: list[str]) -> str:
    """One word in twelve replaced, dropped or doubled by another from the pool."""
    words = []
    for word in text.split():
        chance = rng.random()
        if chance < 0.04:
            words.append(rng.choice(pool))
        elif chance < 0.06:
            words += [word, rng.choice(pool)]
        elif chance >= 0.08:
            words.append(word)
    return " ".join(words)


def abridged(text: str, rng: random.Random, pool: list[str]) -> str:
    """A third to a half of the sentences, in order, lightly edited."""
    sentences = [s for s in text.replace("\n", " ").split(". ") if s]
    count = max(3, int(len(sentences) * rng.uniform(0.33, 0.5)))
    kept = sorted(rng.sample(range(len(sentences)), min(count, len(sentences))))
    return light_edit(". ".join(sentences[k] for k in kept), rng, pool)


def inserted(text: str, rng: random.Random, other: str) -> str:
    """Half of the text set into another article."""
    words, frame = text.split(), other.split()
    start = rng.randrange(max(1, len(words) // 2))
    at = rng.randrange(len(frame))
    return " ".join([*frame[:at], *words[start : start + len(words) // 2], *frame[at:]])


def scanned(text: str, rng: random.Random) -> str:
    """Misread characters in about every eighth word."""
    words = []
    for word in text.split():
        letters = [k for k in _SCANNED if k in word]
        if letters and rng.random() < 0.125:
            letter = rng.choice(letters)
            words.append(word.replace(letter, _SCANNED[letter], 1))
        else:
            words.append(word)
    return " ".join(words)


def made(data: Path, seed: int = 7) -> tuple[list[Report], dict[str, int]]:
    """Reports in random order, and the family of each."""
    rng = random.Random(seed)
    pool = texts(data)
    rng.shuffle(pool)
    originals, others, frames = (
        pool[:ORIGINALS],
        pool[ORIGINALS : ORIGINALS + OTHERS],
        pool[ORIGINALS + OTHERS : 2 * ORIGINALS + OTHERS],
    )
    words = [w for t, _ in others[:200] for w in t.split()]
    reports, family = [], {}
    for n, (text, publisher) in enumerate(originals):
        variants = {
            "original": text,
            "light": light_edit(text, rng, words),
            "abridged": abridged(text, rng, words),
            "inserted": inserted(text, rng, frames[n][0]),
            "scanned": scanned(text, rng),
        }
        for day, (kind, variant) in enumerate(variants.items(), 1):
            reports.append(
                Report(
                    id=f"{n:04}-{kind}",
                    text=variant,
                    publisher=publisher if kind == "original" else f"{kind} {n % 40}",
                    published=f"2020-01-{day:02}",
                )
            )
            family[reports[-1].id] = n
    for n, (text, publisher) in enumerate(others):
        reports.append(Report(id=f"other-{n:04}", text=text, publisher=publisher, published="2020-01-01"))
        family[reports[-1].id] = ORIGINALS + n
    rng.shuffle(reports)
    return reports, family


def run(data: Path) -> dict[str, float]:
    """Precision, recall and F1 of copy pairs, recall by kind of copy against its original, documents a second."""
    reports, family = made(data)
    start = time.process_time()
    found = copies(reports)
    seconds = time.process_time() - start
    pairs = {frozenset((c.later, str(c.earlier))) for c in found}
    right = [p for p in pairs if len({family[x] for x in p}) == 1]
    kinds = ("light", "abridged", "inserted", "scanned")
    truth = ORIGINALS * 10
    precision, recall = len(right) / max(1, len(pairs)), len(right) / truth
    figures = {
        "precision": 100 * precision,
        "recall": 100 * recall,
        "f1": 200 * precision * recall / max(1e-9, precision + recall),
        "documents": len(reports),
        "documents_per_cpu_second": len(reports) / seconds,
    }
    with_original = Counter(x.split("-")[1] for p in right for x in p if any(y.endswith("-original") for y in p))
    figures |= {f"recall_{kind}": 100 * with_original[kind] / ORIGINALS for kind in kinds}
    first = sum(
        c.earlier is not None and c.earlier.endswith("original")
        for c in found
        if frozenset((c.later, c.earlier)) in set(right)
    )
    figures["pairs_with_original"] = first
    return {name: round(value, 1) for name, value in figures.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    for figure, value in run(parser.parse_args().data).items():
        print(f"{figure:24} {value}")
