"""The attribution tagger at run time: onnxruntime and a word-piece tokenizer, nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from reportedly.core.data import toml
from reportedly.core.errors import EngineError, Fault
from reportedly.core.ports import Leaning, Tagged
from reportedly.core.records import Act, Certainty, Identity, Kind, Polarity, Role
from reportedly.core.spans import Span, folded
from reportedly.engines import tagger_decoding as decoding
from reportedly.engines import tagger_encoding as encoding
from reportedly.engines import tagger_voice as voices
from reportedly.engines.tagger_acceptance import Acceptance, Opinions, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from reportedly.core.ports import Setting

BATCH_PIECES = 512
"""Word pieces, padding included, that share a run of the network. int8 scales depend on what shares a run, so batches
are made within one report by a fixed rule: a report reads the same alone and in company."""

MAX_STRETCH = 1.2
"""The longest window of a batch is at most so many times as long as its shortest: padding is paid for like text."""

CANDIDATE_BAR = 0.25
"""Cues the cue heads give less than this on average are not shown to the reader: it accepts hardly any of them."""

OUTER, ALL = (encoding.GUIDELINES.index(name) for name in ("outer", "all"))
LEANINGS = tuple(len(get_args(kind)) for kind in (Act, Polarity, Certainty, Identity, Kind, Role))
"""How many values each field of a `Leaning` has; the reader tells them, and the voice network the last three."""

CLS, SEP = 101, 102

SLOWER = ("SkipLayerNormFusion",)
"""Rewritings of the network that onnxruntime leaves off here: its fused sum and norm takes seven times the norm's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A tagged attribution with the opinions on it."""

    tagged: Tagged
    opinions: Opinions


class OnnxTagger:
    """The trained tagger of a model folder: trunk.onnx, reader.onnx, voice.onnx, tokenizer.json, tagger.json.

    folder: None for the model that ships with the package. threads: of the network's arithmetic, at least 1.
    setting: which of the model's thresholds on p_cue hold; for attributions inside another's content they are higher.
    threshold: one for all instead, 0..1.

    Raises:
        EngineError: a file is missing or its SHA-256 is not the one in tagger.json.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        threads: int = 1,
        setting: Setting = "balanced",
        threshold: float | None = None,
    ) -> None:
        self._folder = folder or resources.files("reportedly.data").joinpath("models")
        self._threads = threads
        card = json.loads(self._bytes("tagger.json"))
        self._sha256: dict[str, str] = card["sha256"]
        self._acceptance = Acceptance.of(card["acceptance"])
        bars = card["thresholds"][setting]
        self._bars: dict[bool, float] = {
            inside: bars[name] if threshold is None else threshold
            for inside, name in ((False, "outermost"), (True, "inside"))
        }
        told = (*sorted(self._sha256.values()), json.dumps(card["acceptance"]), str(self._bars))
        self.version = hashlib.sha256("".join(told).encode()).hexdigest()[:12]

    def tagged(self, text: str) -> tuple[Tagged, ...]:
        """Attributions in order of their cues; see `core.ports.Tagger`."""
        kept = (s.tagged for s in self.scored(text) if s.tagged.p_cue > self._bars[s.opinions.inside])
        return tuple(sorted(kept, key=lambda t: t.cue))

    def scored(self, text: str) -> Iterator[Scored]:
        """Every candidate above a low bar, with all that is thought of it; for calibration."""
        low = folded(text)
        read = [
            pair
            for batch in _batches(encoding.windows(text, self._tokenizer))
            for pair in zip(batch, self._run(low, batch), strict=True)
        ]
        leanings = iter(self._leanings([told for _, found in read for _, told in found]))
        for window, found in read:
            inside = placed([opinions for opinions, _ in found])
            for (opinions, _), within in zip(found, inside, strict=True):
                whole = replace(opinions, inside=within)
                tagged = _tagged(window, whole, next(leanings), self._acceptance.p(whole))
                yield Scored(tagged=tagged, opinions=whole)

    def _run(self, low: str, batch: Sequence[encoding.Window]) -> list[list[tuple[Opinions, tuple[NDArray[Any], ...]]]]:
        """What is thought of the candidates of each window, with what tells their leanings; low: the text in lower case."""
        ids, case, quote, mask = collated(batch)
        memory, cue_logits, hidden = self._trunk.run(None, {"ids": ids, "case": case, "quote": quote, "mask": mask})
        p_cues = decoding.softmax(cue_logits)
        picks = [
            (row, cue)
            for row, window in enumerate(batch)
            for cue in self._candidates(low, p_cues[row, 1 + window.firsts], window)
        ]
        thought: list[list[tuple[Opinions, tuple[NDArray[Any], ...]]]] = [[] for _ in batch]
        per_run = max(1, 4 * BATCH_PIECES // ids.shape[1])
        for begin in range(0, len(picks), per_run):
            some = picks[begin : begin + per_run]
            at = [row for row, _ in some]
            distance = np.stack(
                [
                    encoding.distance_buckets(ids.shape[1], range(pieces.start + 1, pieces.stop + 1))
                    for pieces in (cue.pieces(batch[row]) for row, cue in some)
                ]
            )
            roles, real, force, voice = self._reader.run(
                None, {"memory": memory[at], "distance": distance, "mask": mask[at]}
            )
            p_roles, p_real = decoding.softmax(roles), decoding.sigmoid(real).tolist()
            gain = decoding.gains(p_roles)
            for k, (row, cue) in enumerate(some):
                at_words = 1 + batch[row].firsts
                found = decoding.roles(p_roles[k, at_words], cue, gain[k, at_words])
                if found.content:
                    opinions = Opinions(cue=cue, roles=found, reader=tuple(p_real[k]))
                    seen = voices.of_candidate(hidden[row], batch[row], cue, found)
                    thought[row].append((opinions, (force[k], voice[k], seen)))
        return thought

    def _leanings(self, told: Sequence[tuple[NDArray[Any], ...]]) -> list[Leaning]:
        """What a report's candidates and their sources are taken to be: of voices, the reader and the voice network in equal parts.

        told: (force and voice by the reader, what the voice network sees) of each.
        """
        if not told:
            return []
        force, voice, seen = (np.stack(part) for part in zip(*told, strict=True))
        (beside,) = self._voice.run(None, {"sources": seen})
        return _leanings(force, (voice + beside) / 2)

    def _candidates(self, low: str, p_cues: NDArray[Any], window: encoding.Window) -> list[decoding.CueSpan]:
        """Cues by the cue heads; phrases of the lexicon in place of it (certain, p 1) and beside it (proposed, p 0)."""
        certain = _cue_spans(_phrases("certain"), low, window, p_cue=1.0)
        found = decoding.cue_spans(p_cues, by=(OUTER, ALL), threshold=CANDIDATE_BAR)
        found = certain + [cue for cue in found if not _touches(cue, certain)]
        return found + [
            cue for cue in _cue_spans(_phrases("phrases"), low, window, p_cue=0.0) if not _touches(cue, found)
        ]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return encoding.load_tokenizer(self._checked("tokenizer.json"))

    @cached_property
    def _trunk(self) -> InferenceSession:
        return self._session("trunk.onnx")

    @cached_property
    def _reader(self) -> InferenceSession:
        return self._session("reader.onnx")

    @cached_property
    def _voice(self) -> InferenceSession:
        return self._session("voice.onnx")

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime  # noqa: PLC0415  half a second that a run without attribution need not pay

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = (
            False  # every batch has another shape: planning its memory costs more than it saves
        )
        return onnxruntime.InferenceSession(
            self._checked(name), options, providers=["CPUExecutionProvider"], disabled_optimizers=[*SLOWER]
        )

    def _checked(self, name: str) -> bytes:
        data = self._bytes(name)
        found = hashlib.sha256(data).hexdigest()
        if found != self._sha256.get(name):
            raise EngineError(_fault(self._folder, name, f"its SHA-256 is {found}, not the one in tagger.json"))
        return data

    def _bytes(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            raise EngineError(_fault(self._folder, name, f"cannot be read ({error.__class__.__name__})")) from error


def _fault(folder: Any, name: str, found: str) -> Fault:  # noqa: ANN401  a Path or a package resource
    return Fault(
        where=f"{folder}/{name}", found=found, remedy="Reinstall reportedly, or give the folder of a whole model."
    )


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(toml("proposals")[name]) + r")\b")


def _cue_spans(phrases: re.Pattern[str], text: str, window: encoding.Window, *, p_cue: float) -> list[decoding.CueSpan]:
    found = list(phrases.finditer(text, int(window.starts[0]), int(window.ends[-1])))
    if not found:
        return []
    starts = window.starts[window.firsts]
    words = [np.searchsorted(starts, m.span()) for m in found]
    p = (p_cue,) * len(encoding.GUIDELINES)
    return [decoding.CueSpan(first=int(a), last=int(b), p_cue=p) for a, b in words if a < b]


def _leanings(force: NDArray[Any], voice: NDArray[Any]) -> list[Leaning]:
    """One a candidate, from the logits of its force (three fields) and its voice (three): a softmax over each field's values."""
    logits = np.concatenate([force, voice], axis=1)
    bounds = np.cumsum((0, *LEANINGS)).tolist()
    highest, fields = np.maximum.reduceat(logits, bounds[:-1], axis=1), [*pairwise(bounds)]
    odds = np.exp(logits - highest.repeat(LEANINGS, axis=1), dtype=np.float64)
    p = odds / np.add.reduceat(odds, bounds[:-1], axis=1).repeat(LEANINGS, axis=1)
    return [Leaning(*(tuple(each[a:b]) for a, b in fields)) for each in p.tolist()]


def _touches(cue: decoding.CueSpan, others: Sequence[decoding.CueSpan]) -> bool:
    return any(cue.first < other.last and other.first < cue.last for other in others)


def _tagged(window: encoding.Window, opinions: Opinions, leaning: Leaning, p: float) -> Tagged:
    cue, roles = opinions.cue, opinions.roles
    return Tagged(
        source=Span(*decoding.characters(window, roles.source)) if roles.source else None,
        cue=Span(*decoding.characters(window, (cue.first, cue.last))),
        content=tuple(Span(*decoding.characters(window, run)) for run in roles.content),
        p_cue=p,
        p_source=roles.p_source,
        p_content=roles.p_content,
        leaning=leaning,
    )


def _batches(windows: Sequence[encoding.Window]) -> Iterator[list[encoding.Window]]:
    batch: list[encoding.Window] = []
    for window in sorted(windows, key=lambda w: (len(w), int(w.starts[0]))):
        width = len(window) + 2
        if batch and (width * (len(batch) + 1) > BATCH_PIECES or width > MAX_STRETCH * (len(batch[0]) + 2)):
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def collated(batch: Sequence[encoding.Window]) -> tuple[NDArray[np.int64], ...]:
    """(ids, case, quote, mask) of a batch, each (len(batch), longest + 2): special tokens at both ends, then padding."""
    width = max(map(len, batch)) + 2
    ids, case, quote, mask = (np.zeros((len(batch), width), np.int64) for _ in range(4))
    for row, window in enumerate(batch):
        n = len(window)
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, window.ids, SEP
        case[row, 1 : n + 1], quote[row, 1 : n + 1], mask[row, : n + 2] = window.case, window.quote, 1
    return ids, case, quote, mask
