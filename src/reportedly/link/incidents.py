"""Event mentions of many reports into incidents: block, score, cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.ids import content_id
from reportedly.core.incidents import Cluster, EventRef
from reportedly.link.candidates import candidates
from reportedly.link.features import Evidence, evidence, features
from reportedly.link.happenings import commonest, happenings, majority_place, majority_time
from reportedly.link.linkage import average_link
from reportedly.link.weights import Weights, default_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.records import Reading
    from reportedly.link.happenings import Happening
    from reportedly.link.vectors import Floats, Ints


def clusters(readings: Sequence[Reading], *, weights: Weights | None = None) -> tuple[Cluster, ...]:
    """What the readings tell of, each happening once, in order of id.

    A report may belong to several clusters; a report with text but no event found belongs to one, by its words.
    The order of `readings` makes no difference. Of several readings with one report id the first counts.
    """
    weights = weights or default_weights()
    unique = {r.report.id: r for r in reversed(readings)}
    ordered = [unique[key] for key in sorted(unique)]
    told = [h for n, reading in enumerate(ordered) for h in happenings(reading, n)]
    if not told:
        return ()
    known = evidence(ordered, told)
    i, j, full = candidates(known.words, known.published, weights.half_life)
    scores = pair_scores(known, i, j, weights)
    close = scores > weights.floor
    pairs = zip(i[close].tolist(), j[close].tolist(), scores[close].tolist(), strict=True)
    groups = average_link(len(told), pairs, threshold=weights.threshold, floor=weights.floor, full=full.tolist())
    return tuple(sorted((_cluster([told[n] for n in g], ordered) for g in groups), key=lambda c: c.id))


def pair_scores(known: Evidence, i: Ints, j: Ints, weights: Weights) -> Floats:
    """Log-odds that happenings i[k] and j[k] are one; two of one report were told apart there and score low."""
    scores = weights.scores(features(known, i, j))
    reading = np.array([h.reading for h in known.happenings], dtype=np.int64)
    return np.where(reading[i] == reading[j], weights.floor, scores)


def _cluster(members: Sequence[Happening], readings: Sequence[Reading]) -> Cluster:
    events = tuple(sorted(EventRef(readings[h.reading].report.id, e.id) for h in members for e in h.events))
    reports = tuple(sorted({readings[h.reading].report.id for h in members}))
    kinds = [(h.type, h.sub_type) for h in members for _ in range(2 if h.lead else 1) if h.type]
    kind = commonest(kinds) or ("", "")
    return Cluster(
        id=content_id("i", *(f"{e.report}/{e.event}" for e in events), *([] if events else reports)),
        type=kind[0],
        sub_type=kind[1],
        events=events,
        reports=reports,
        place=majority_place([h.place for h in members if h.place]),
        time=majority_time([h.time for h in members if h.time]),
    )
