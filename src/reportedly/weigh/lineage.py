"""What reports say of where they have it from: citations, credit lines, forwards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.incidents import Evidence, Lineage
from reportedly.core.spans import Span, hull, words_of
from reportedly.weigh.claims import content_words, is_outlet
from reportedly.weigh.credits import credits_of
from reportedly.weigh.dates import days_apart, in_order, surely_before
from reportedly.weigh.publishers import publisher_key, publisher_name
from reportedly.weigh.shelf import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.records import Attribution, Reading, Source

_SAME_STORY_DAYS = 7
_SAME_STORY_WORDS = 0.25
_P_CITED, _P_FORWARDED = 0.95, 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """Where a report names another publisher, and the words it has from there."""

    evidence: Evidence | None
    words: frozenset[str]


def lineage(readings: Sequence[Reading]) -> tuple[Lineage, ...]:
    """Edges "cites", "credits" and "forwards" of all reports, by the later report; copies come from `link`.

    An edge leads to the publisher's report that speaks most alike (a quarter of the cited words at least, at most
    a week apart, not later); `earlier` is None when the case holds no such report. A report never cites its own publisher.
    """
    pages = {r.report.id: Page(r) for r in sorted(readings, key=lambda r: r.report.id, reverse=True)}
    by_publisher: dict[str, list[Page]] = defaultdict(list)
    for page in pages.values():
        by_publisher[page.publisher_key].append(page)
    words = {page.id: content_words(page.text) for page in pages.values()}
    edges: set[Lineage] = set()
    for page in pages.values():
        edges.update(_cites(page, by_publisher, words))
        edges.update(_credits(page, by_publisher, words))
        edges.update(_forwards(page, by_publisher, words))
    return tuple(sorted(edges, key=lambda e: (e.later, e.kind, e.publisher or "", e.earlier or "", e.evidence)))


def _cites(page: Page, by_publisher: dict[str, list[Page]], words: dict[str, frozenset[str]]) -> Iterable[Lineage]:
    said: dict[str, dict[str | None, list[_Saying]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    given = {publisher_key(c.publisher) for c in credits_of(page.reading.report)}
    given |= {publisher_key(page.reading.report.forwarded_from)} if page.reading.report.forwarded_from else set()
    for attribution in page.reading.attributions:
        links = (
            page.sources[s] for s in dict.fromkeys((*attribution.chain[1:], attribution.voice)) if s in page.sources
        )
        content = content_words(words_of(attribution.content, page.text))
        for source in links:
            key = publisher_key(source.name)
            if not is_outlet(source) and (source.identity == "unnamed" or key not in by_publisher):
                continue
            if key == page.publisher_key or key in given:
                continue
            names.setdefault(key, publisher_name(source.name))
            earlier = _original(page, content, by_publisher.get(key, ()), words)
            said[key][earlier].append(_Saying(evidence=_named_at(page, attribution, source), words=content))
    for key, targets in said.items():
        for earlier, sayings in targets.items():
            evidence = tuple(dict.fromkeys(s.evidence for s in sayings if s.evidence))
            yield Lineage(
                kind="cites",
                later=page.id,
                earlier=earlier,
                publisher=names[key],
                evidence=evidence,
                p_lineage=_P_CITED,
            )


def _credits(page: Page, by_publisher: dict[str, list[Page]], words: dict[str, frozenset[str]]) -> Iterable[Lineage]:
    for credit in credits_of(page.reading.report):
        key = publisher_key(credit.publisher)
        if key == page.publisher_key:
            continue
        evidence = (Evidence(page.id, *credit.span),) if credit.span else ()
        earlier = _original(page, words[page.id], by_publisher.get(key, ()), words)
        yield Lineage(
            kind="credits", later=page.id, earlier=earlier, publisher=credit.publisher, evidence=evidence, p_lineage=credit.p_lineage
        )  # fmt: skip


def _forwards(page: Page, by_publisher: dict[str, list[Page]], words: dict[str, frozenset[str]]) -> Iterable[Lineage]:
    channel = page.reading.report.forwarded_from
    if not channel or publisher_key(channel) == page.publisher_key:
        return
    earlier = _original(page, words[page.id], by_publisher.get(publisher_key(channel), ()), words)
    whole = Evidence(page.id, 0, len(page.text))
    yield Lineage(
        kind="forwards", later=page.id, earlier=earlier, publisher=channel, evidence=(whole,), p_lineage=_P_FORWARDED
    )


def _original(page: Page, said: frozenset[str], theirs: Sequence[Page], words: dict[str, frozenset[str]]) -> str | None:
    """The publisher's report that holds most of the words said; None when none holds a quarter of them."""
    fitting = []
    for other in theirs:
        apart = days_apart(page.published, other.published)
        if (
            other.id == page.id
            or surely_before(page.published, other.published)
            or (apart is not None and apart > _SAME_STORY_DAYS)
        ):
            continue
        held = len(said & words[other.id]) / len(said) if said else 0.0
        if held >= _SAME_STORY_WORDS:
            fitting.append((-round(held, 2), in_order(other.published), other.id))
    return min(fitting)[2] if fitting else None


def _named_at(page: Page, attribution: Attribution, source: Source) -> Evidence | None:
    """The mention of the source nearest to the attributing words; those words when it has no mention."""
    own = (*attribution.source, *attribution.cue, *attribution.addressee)
    if not own:
        return Evidence(page.id, *hull(source.mentions[:1])) if source.mentions else None
    around = hull(own)
    nearest = min(source.mentions, key=lambda s: (_distance(s, around), s), default=None)
    return Evidence(page.id, *(nearest or around))


def _distance(one: Span, two: Span) -> int:
    return max(0, one.start - two.end, two.start - one.end)
