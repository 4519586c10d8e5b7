"""The attribution tagger at run time: onnxruntime and a word-piece tokenizer, nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.core.data import toml
from reportedly.core.errors import EngineError, Fault
from reportedly.core.ports import Tagged
from reportedly.core.spans import Span
from reportedly.engines import tagger_decoding as decoding
from reportedly.engines import tagger_encoding as encoding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BATCH_PIECES = 512
"""Word pieces, padding included, that share a run of the network. int8 scales depend on what shares a run, so batches
are made within one report by a fixed rule: a report reads the same alone and in company."""

MAX_STRETCH = 1.2
"""The longest window of a batch is at most so many times as long as its shortest: padding is paid for like text."""

CANDIDATE_BAR = 0.3
"""Cues the cue head gives less than this are not shown to the reader: it accepts hardly any of them."""

MIN_P_PROPOSED = 0.9
"""A cue that only the lexicon proposed counts when the reader is as sure as this that it is one."""

CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggerScores:
    """A tagged attribution with the two opinions on its cue: the cue head's and the reader's; both 0..1."""

    tagged: Tagged
    p_cue_head: float
    p_reader: float


class OnnxTagger:
    """The trained tagger of a model folder: trunk.onnx, reader.onnx, tokenizer.json, tagger.json.

    folder: None for the model that ships with the package. threads: of the network's arithmetic, at least 1.
    threshold: attributions whose p_cue does not exceed it are dropped; None for the model's own.

    Raises:
        EngineError: a file is missing or its SHA-256 is not the one in tagger.json.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, threshold: float | None = None) -> None:
        self._folder = folder or resources.files("reportedly.data").joinpath("models")
        self._threads = threads
        card = json.loads(self._bytes("tagger.json"))
        self._sha256: dict[str, str] = card["sha256"]
        self.threshold = float(card["threshold"]) if threshold is None else threshold
        self.version = hashlib.sha256("".join(sorted(self._sha256.values())).encode()).hexdigest()[:12]

    def tagged(self, text: str) -> tuple[Tagged, ...]:
        """Attributions in order of their cues; see `core.ports.Tagger`."""
        kept = (s.tagged for s in self.scored(text) if s.tagged.p_cue > self.threshold)
        return tuple(sorted(kept, key=lambda t: t.cue))

    def scored(self, text: str) -> Iterator[TaggerScores]:
        """Every candidate above a low bar, with what each head thinks of it; for calibration and `--why`."""
        for batch in _batches(encoding.windows(text, self._tokenizer)):
            yield from self._run(text, batch)

    def _run(self, text: str, batch: Sequence[encoding.Window]) -> Iterator[TaggerScores]:
        ids, case, quote, mask = collated(batch)
        hidden, cue_logits = self._trunk.run(None, {"ids": ids, "case": case, "quote": quote, "mask": mask})
        picks = [
            (row, cue)
            for row, window in enumerate(batch)
            for cue in self._candidates(text, cue_logits[row, 1 : len(window) + 1], window)
        ]
        per_run = max(1, 2 * BATCH_PIECES // ids.shape[1])
        for begin in range(0, len(picks), per_run):
            some = picks[begin : begin + per_run]
            at = [row for row, _ in some]
            distance = np.stack(
                [encoding.distance_buckets(ids.shape[1], range(c.start + 1, c.stop + 1)) for _, c in some]
            )
            role_logits, real = self._reader.run(None, {"hidden": hidden[at], "distance": distance, "mask": mask[at]})
            p_real = 1.0 / (1.0 + np.exp(-real.astype(np.float64)))
            for (row, cue), logits, p in zip(some, role_logits, p_real.tolist(), strict=True):
                scores = _scores(batch[row], cue, logits[1 : len(batch[row]) + 1], p)
                if scores:
                    yield scores

    def _candidates(self, text: str, logits: NDArray[Any], window: encoding.Window) -> list[decoding.CueSpan]:
        """Cues by the cue head; phrases of the lexicon in place of it (certain, p_cue 1) and beside it (proposed, p_cue 0)."""
        certain = _cue_spans(_phrases("certain"), text, window, p_cue=1.0)
        found = decoding.cues(logits, window, threshold=min(CANDIDATE_BAR, self.threshold))
        found = certain + [cue for cue in found if not _touches(cue, certain)]
        return found + [
            cue for cue in _cue_spans(_phrases("phrases"), text, window, p_cue=0.0) if not _touches(cue, found)
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

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime  # noqa: PLC0415  half a second that a run without attribution need not pay

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = (
            False  # every batch has another shape: planning its memory costs more than it saves
        )
        return onnxruntime.InferenceSession(self._checked(name), options, providers=["CPUExecutionProvider"])

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
    return re.compile(r"\b(?:" + "|".join(toml("proposals")[name]) + r")\b", re.IGNORECASE)


def _cue_spans(phrases: re.Pattern[str], text: str, window: encoding.Window, *, p_cue: float) -> list[decoding.CueSpan]:
    found = phrases.finditer(text, int(window.starts[0]), int(window.ends[-1]))
    pieces = [np.searchsorted(window.starts, m.span()) for m in found]
    return [decoding.CueSpan(start=int(a), stop=int(b), p_cue=p_cue) for a, b in pieces if a < b]


def _touches(cue: decoding.CueSpan, others: Sequence[decoding.CueSpan]) -> bool:
    return any(cue.start < other.stop and other.start < cue.stop for other in others)


def _p_proposed(p_reader: float) -> float:
    return p_reader - 0.2 if p_reader >= MIN_P_PROPOSED else 0.0


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


def _scores(
    window: encoding.Window, cue: decoding.CueSpan, logits: NDArray[Any], p_reader: float
) -> TaggerScores | None:
    roles = decoding.roles(logits, window, cue)
    if not roles.content:
        return None
    tagged = Tagged(
        source=Span(*decoding.characters(window, roles.source)) if roles.source else None,
        cue=Span(int(window.starts[cue.start]), int(window.ends[cue.stop - 1])),
        content=tuple(Span(*decoding.characters(window, run)) for run in roles.content),
        p_cue=(cue.p_cue + p_reader) / 2 if cue.p_cue else _p_proposed(p_reader),
        p_source=roles.p_source,
        p_content=roles.p_content,
    )
    return TaggerScores(tagged=tagged, p_cue_head=cue.p_cue, p_reader=p_reader)
