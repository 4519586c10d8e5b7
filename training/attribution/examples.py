"""Training examples: windows with what they are to be read as, from annotated sets, from our own texts, from a teacher.

Every example says under which guideline its cues were annotated; the network learns each guideline with its own heads.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from reportedly.core.records import Act, Certainty, Identity, Kind, Polarity, Role
from reportedly.engines import tagger_encoding as encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[2] / "eval" / "chains"))
import markup

TEXTS = Path(__file__).parent / "texts"
CHAINS_DEV = Path(__file__).parents[2] / "eval" / "chains" / "dev"
UNKNOWN = -100
FORCES = tuple(get_args(kind) for kind in (Act, Polarity, Certainty))
VOICES = tuple(get_args(kind) for kind in (Identity, Kind, Role))


@dataclass(frozen=True, slots=True)
class Cue:
    """Pieces [start, stop) of a window and what the reader is to make of them.

    real: guideline to the probability that it is a cue under it; guidelines nobody annotated are missing.
    roles: (pieces, 3) probabilities of O, SOURCE, CONTENT; None when unknown.
    force: indices into act, polarity and certainty, UNKNOWN where nobody annotated them.
    voice: the same of the source's identity, kind and role.
    leaning: a teacher's probabilities of all six, act to role, instead; None without one, and in it for what it does not tell.
    """

    start: int
    stop: int
    real: dict[int, float]
    roles: np.ndarray | None = None
    force: tuple[int, ...] = (UNKNOWN,) * 3
    voice: tuple[int, ...] = (UNKNOWN,) * 3
    leaning: tuple[np.ndarray | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A window. tags: guideline to (pieces, 3) probabilities of O, B, I. firsts: first pieces of words; only they count.

    cues: what the reader is shown. taught: a teacher's candidates are among the cues, so none need be looked for.
    """

    window: encoding.Window
    firsts: np.ndarray
    tags: dict[int, np.ndarray]
    cues: tuple[Cue, ...]
    taught: bool = False


def rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def annotated(row: dict, tokenizer: Tokenizer, guidelines: tuple[str, ...]) -> Iterator[Example]:
    """The windows of a row whose `attributions` have `source`, `cue` and `content` spans.

    An attribution counts under all the guidelines, or under those it names itself; `force` and `voice` are optional.
    """
    known = [encoding.GUIDELINES.index(name) for name in guidelines]
    for window in encoding.windows(row["text"], tokenizer):
        tags = {g: _blank(len(window)) for g in known}
        cues = []
        for gold in row["attributions"]:
            stretches = _stretches(_inside(window, gold["cue"]))
            if not stretches:
                continue
            start, stop = stretches[0]  # a cue in pieces is found by its first piece
            counts = {encoding.GUIDELINES.index(name) for name in gold.get("guidelines", guidelines)}
            for g in counts:
                tags[g][start:stop] = (0.0, 0.0, 1.0)
                tags[g][start] = (0.0, 1.0, 0.0)
            roles = _blank(len(window))
            roles[_inside(window, gold["content"])] = (0.0, 0.0, 1.0)
            roles[_inside(window, gold["source"])] = (0.0, 1.0, 0.0)
            real = {g: float(g in counts) for g in known}
            cues.append(Cue(start, stop, real, roles, *(gold.get(k, (UNKNOWN,) * 3) for k in ("force", "voice"))))
        yield Example(window, window.firsts, tags, tuple(cues))


def agreed(versions: list[list[Example]]) -> Iterator[Example]:
    """The windows of a text that several people annotated, each of their opinions counting alike.

    versions: the examples of each annotator, windows in the same order. A cue's reality is the share of annotators who have
    one that meets it, its roles the mean of theirs.
    """
    for same in zip(*versions, strict=True):
        first = same[0]
        tags = {g: np.mean([e.tags[g] for e in same], axis=0) for g in first.tags}
        groups: list[dict[int, Cue]] = []
        for who, cue in ((k, c) for k, e in enumerate(same) for c in e.cues):
            near = next((g for g in groups if who not in g and any(_meet(cue, c) for c in g.values())), None)
            near.update({who: cue}) if near is not None else groups.append({who: cue})
        yield Example(first.window, first.firsts, tags, tuple(_mean_cue([*g.values()], len(same)) for g in groups))


def _meet(one: Cue, other: Cue) -> bool:
    return one.start < other.stop and other.start < one.stop


def _mean_cue(same: list[Cue], annotators: int) -> Cue:
    share = dict.fromkeys(same[0].real, len(same) / annotators)
    return Cue(same[0].start, same[0].stop, share, np.mean([c.roles for c in same], axis=0))


def _blank(pieces: int) -> np.ndarray:
    return np.tile(np.array([1.0, 0.0, 0.0], np.float32), (pieces, 1))


def _inside(window: encoding.Window, spans: list) -> np.ndarray:
    at = np.zeros(len(window), bool)
    for start, end in spans:
        at |= (window.starts < end) & (window.ends > start)
    return at


def _stretches(at: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], at.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def our_row(path: Path) -> dict:
    """One of our own texts (`eval/chains/GUIDELINES.md`) as a row for `annotated`; nested ones are not "outer"."""
    text = markup.read(path)
    return {
        "id": text.id,
        "text": text.text,
        "attributions": [
            {
                "source": one.source, "cue": one.cue, "content": one.content,
                "force": _indices(FORCES, (one.act, one.polarity, one.certainty)), "voice": _voice(text, one),
                "guidelines": ("all",) if one.within else ("outer", "all"),
            }
            for one in text.said.values()
        ],
    }  # fmt: skip


def _voice(text: markup.Text, one: markup.Said) -> tuple[int, ...]:
    """Of the voice the source names; unknown without a source, for the publisher, and where the source cites another."""
    if not one.source or not one.chain or one.cites:
        return (UNKNOWN,) * 3
    voice = text.voices[one.chain[-1]]
    return _indices(VOICES, (voice["identity"], voice["kind"], voice["role"]))


def _indices(names: tuple[tuple[str, ...], ...], values: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(each.index(value) for each, value in zip(names, values, strict=True))
