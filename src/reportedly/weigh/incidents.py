"""Clusters of event mentions weighed into incidents: who says so, on whose word, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.incidents import Incident
from reportedly.weigh.accounts import telling
from reportedly.weigh.aliases import Aliases
from reportedly.weigh.claims import claims_of
from reportedly.weigh.conflicts import conflicts_of
from reportedly.weigh.grade import grade, hazard_of, most_told, what
from reportedly.weigh.origins import grouped
from reportedly.weigh.shelf import shelved
from reportedly.weigh.voices import voices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.incidents import Cluster, Lineage
    from reportedly.core.records import Event, Reading
    from reportedly.weigh.shelf import Page, Shelf


def incidents(
    clusters: Sequence[Cluster], readings: Sequence[Reading], lineage: Sequence[Lineage]
) -> tuple[Incident, ...]:
    """One incident for each cluster of which some report says something, in their order.

    A cluster of reports alone, in which no event was found, is none: nothing is said to have happened.

    lineage: the edges of `weigh.lineage` and the copies found by `link` together. The order of `readings` and `lineage`
    changes nothing; mentions of reports that are not among `readings` are passed over.
    """
    shelf, aliases = shelved(readings, lineage), Aliases(sorted(readings, key=lambda r: r.report.id))
    return tuple(_incident(cluster, shelf, aliases) for cluster in clusters if _is_told(cluster, shelf))


def _is_told(cluster: Cluster, shelf: Shelf) -> bool:
    return any(ref.report in shelf.pages and ref.event in shelf.pages[ref.report].events for ref in cluster.events)


def _incident(cluster: Cluster, shelf: Shelf, aliases: Aliases) -> Incident:
    shelf = shelf.calling(cluster.reports)
    claims = claims_of(cluster, shelf)
    origins, groups = grouped(voices_of(claims, shelf, aliases), shelf)
    kinds = frozenset({cluster.type, cluster.sub_type})
    tellings = [telling(group, shelf, kinds) for group in groups]
    conflicts = conflicts_of(tellings, shelf)
    mentions = _mentions(cluster, shelf)
    place = cluster.place or most_told(
        page.places[event.place] for page, event in mentions if event.place and event.place in page.places
    )
    graded = grade(origins, groups, conflicts)
    return Incident(
        id=cluster.id,
        type=cluster.type,
        sub_type=cluster.sub_type,
        what=what(cluster, place, graded, [event.mode for _, event in mentions], hazard_of(mentions)),
        place=place,
        time=cluster.time,
        reports=cluster.reports,
        events=cluster.events,
        origins=origins,
        accounts=tuple(t.account for t in tellings),
        conflicts=conflicts,
        grade=graded,
    )


def _mentions(cluster: Cluster, shelf: Shelf) -> list[tuple[Page, Event]]:
    pages = ((shelf.pages.get(ref.report), ref.event) for ref in sorted(set(cluster.events)))
    return [(page, page.events[event]) for page, event in pages if page and event in page.events]
