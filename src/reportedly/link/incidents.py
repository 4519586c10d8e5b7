"""Event mentions of many reports into incidents: block, score, cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.core.ids import content_id
from reportedly.core.incidents import Cluster, EventRef
from reportedly.link.candidates import candidates
from reportedly.link.features import Evidence, evidence, features
from reportedly.link.happenings import commonest, happenings, majority_place
from reportedly.link.linkage import average_link, members_of
from reportedly.link.timing import incident_time
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
    groups = _grouped(told, (i, j, scores), full, weights)
    return tuple(sorted((_cluster([told[n] for n in g], ordered) for g in groups), key=lambda c: c.id))


def _grouped(
    told: Sequence[Happening], scored: tuple[Ints, Ints, Floats], full: Ints, weights: Weights
) -> list[tuple[int, ...]]:
    """Leads first, by themselves; then what reports tell beside their leads joins these, or one another.

    A lead is told in a whole report, the rest in a sentence or two: mixed, the short ones would pull leads apart.
    """
    i, j, scores = scored
    close = scores > weights.floor
    pairs = list(zip(i[close].tolist(), j[close].tolist(), scores[close].tolist(), strict=True))
    leads = [n for n, h in enumerate(told) if h.lead]
    asides = [n for n, h in enumerate(told) if not h.lead]

    def linked(members: Sequence[int]) -> list[tuple[int, ...]]:
        place = {n: k for k, n in enumerate(members)}
        among = [(place[a], place[b], s) for a, b, s in pairs if a in place and b in place]
        cut = [place[n] for n in full.tolist() if n in place]
        found = average_link(len(members), among, threshold=weights.threshold, floor=weights.floor, full=cut)
        return [tuple(members[k] for k in group) for group in found]

    groups = linked(leads)
    joined = _joining(asides, groups, pairs, told, weights)
    added: dict[int, list[int]] = {}
    for aside, group in joined.items():
        added.setdefault(group, []).append(aside)
    return [
        *(tuple(sorted((*members, *added.get(n, ())))) for n, members in enumerate(groups)),
        *linked([n for n in asides if n not in joined]),
    ]


def _joining(
    asides: Sequence[int],
    groups: Sequence[Sequence[int]],
    pairs: Sequence[tuple[int, int, float]],
    told: Sequence[Happening],
    weights: Weights,
) -> dict[int, int]:
    """Aside to the group of leads it fits best on average, if it fits any that its own report is not in."""
    group_of = members_of(groups)
    reports = [{told[n].reading for n in group} for group in groups]
    sums: dict[tuple[int, int], tuple[float, int]] = {}
    wanted = set(asides)
    for a, b, score in pairs:
        for aside, lead in ((a, b), (b, a)):
            if aside in wanted and lead in group_of:
                total, count = sums.get((aside, group_of[lead]), (0.0, 0))
                sums[aside, group_of[lead]] = (total + score, count + 1)
    best: dict[int, tuple[float, int]] = {}
    for (aside, group), (total, count) in sorted(sums.items()):
        mean = (total + weights.floor * (len(groups[group]) - count)) / len(groups[group])
        if mean >= weights.aside_threshold and told[aside].reading not in reports[group]:
            best[aside] = max(best.get(aside, (mean, group)), (mean, group))
    return {aside: group for aside, (_, group) in best.items()}


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
        time=incident_time([(h, readings[h.reading]) for h in members]),
    )
