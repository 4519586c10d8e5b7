"""Is a candidate an attribution? All opinions on it, brought into one calibrated probability.

Two logistic regressions, one for speech within speech, whose weights are fitted by `training/attribution/calibrate.py`
and stored beside the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from reportedly.engines.tagger_encoding import GUIDELINES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.engines.tagger_decoding import CueSpan, Roles

FEATURES = (*(f"head {name}" for name in GUIDELINES), *(f"reader {name}" for name in GUIDELINES),
            "content", "source", "no source", "proposed")  # fmt: skip
"""What the regression sees: log-odds of the cue heads and of the reader under each guideline, of content and source, and
whether there is no source, whether only the lexicon proposed the cue."""

EDGE = 1e-4
"""Probabilities are kept this far from 0 and 1 before their log-odds are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What is thought of one candidate. heads, reader: 0..1 by guideline. inside: in the content of a likelier one."""

    cue: CueSpan
    roles: Roles
    reader: tuple[float, ...]
    inside: bool = False

    @property
    def proposed(self) -> bool:
        """Whether only the lexicon has it for a cue."""
        return not any(self.cue.p_cue)

    @property
    def rough(self) -> float:
        """Mean of the likelier guideline's opinions, 0..1; enough to tell which of two candidates is likelier."""
        return max((head + real) / 2 for head, real in zip(self.cue.p_cue, self.reader, strict=True))

    def features(self) -> tuple[float, ...]:
        """Values of FEATURES in their order."""
        heads = (0.0,) * len(GUIDELINES) if self.proposed else tuple(map(log_odds, self.cue.p_cue))
        source = log_odds(self.roles.p_source) if self.roles.source else 0.0
        return (
            *heads, *map(log_odds, self.reader), log_odds(self.roles.p_content), source,
            float(self.roles.source is None), float(self.proposed),
        )  # fmt: skip


def log_odds(p: float) -> float:
    """Log of p against its opposite, within ±9.2.

    >>> log_odds(0.5), round(log_odds(1.0), 1)
    (0.0, 9.2)
    """
    p = min(max(p, EDGE), 1 - EDGE)
    return log(p / (1 - p))


def placed(found: Sequence[Opinions]) -> list[bool]:
    """For each candidate of a window: whether its cue lies in the content of a likelier one."""
    return [
        any(
            other is not one and other.rough >= one.rough and any(a <= one.cue.first and one.cue.last <= b for a, b in other.roles.content)
            for other in found
        )
        for one in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Weights of the regressions in the order of FEATURES, the bias last: of outermost candidates, and of those inside."""

    outermost: tuple[float, ...]
    inside: tuple[float, ...]

    @classmethod
    def of(cls, card: Mapping[str, Mapping[str, float]]) -> Acceptance:
        """From the weights by name, as `tagger.json` has them."""
        outermost, inside = (
            tuple(card[part][name] for name in (*FEATURES, "bias")) for part in ("outermost", "inside")
        )
        return cls(outermost=outermost, inside=inside)

    def p(self, opinions: Opinions) -> float:
        """Probability that the candidate is an attribution with the right source and content, 0..1."""
        weights = self.inside if opinions.inside else self.outermost
        score = sum(w * x for w, x in zip(weights, (*opinions.features(), 1.0), strict=True))
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))
