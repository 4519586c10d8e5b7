"""The places a report names: found, told apart, and located with the precision the words have."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.records import Place, PlacePrecision, Report
from reportedly.extract.place_meaning import Meant, Named, grouped, meanings_of, plain_name
from reportedly.extract.place_mentions import Mention, mentions
from reportedly.extract.place_runs import type_word_after
from reportedly.extract.place_words import abbreviations, country_names, demonyms, kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.core.ports import Gazetteer, Toponym
    from reportedly.core.spans import Span, Spans

_DOMAIN = re.compile(r"^(?:[a-z]+://)?[^/\s]*?\.([a-z]{2})(?::\d+)?(?:/|$)")
_TOP_LEVELS_OF_NO_COUNTRY = frozenset({"tv", "io", "co", "me", "eu", "ai", "fm", "cc", "ws", "to", "ly", "gl", "gd"})
_SHORTEST_SHOUT = 5
_DEMONYM_WORTH = 1.2
_SECTION_WORTH = 1.5
_PRECISION: dict[str, PlacePrecision] = {
    "country": "country", "region": "region", "district": "district", "town": "town", "site": "site",
}  # fmt: skip


def places(report: Report, *, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """One place for each distinct meaning the report's names have, in order of first mention, with all its mentions."""
    found = mentions(report.text, gazetteer=gazetteer)
    meant = _meant(report, found, gazetteer)
    by_place: dict[str, list[int]] = grouped(
        m.toponym.gazetteer_id if m else f"?{plain_name(f.named_as)}" for f, m in zip(found, meant, strict=True)
    )
    return tuple(
        _place(report, [found[i] for i in members], _located(found, meant, members), meant[members[0]])
        for members in by_place.values()
    )


def _located(found: Sequence[Mention], meant: Sequence[Meant | None], members: Sequence[int]) -> Toponym | None:
    """What the place lies at: its own meaning, else the town or area it is said to be in or at."""
    for i in members:
        at = i if meant[i] else found[i].near
        if at is not None and (meaning := meant[at]):
            return meaning.toponym
    return None


def resolve(report: Report, spans: Sequence[Span], *, gazetteer: Gazetteer) -> tuple[Toponym | None, ...]:
    """The meaning of names somebody else found: one toponym for each span, None when the gazetteer has none.

    A demonym ("Syrian") means its country. Spans must be in reading order.
    """
    return tuple(m.toponym if m else None for m in _meant(report, _all_given(report.text, spans, gazetteer), gazetteer))


def _all_given(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Mention]:
    given = [_given(text, span, gazetteer) for span in spans]
    return [
        Mention(
            span=g.span, named_as=g.named_as, meanings=g.meanings, kind=g.kind,
            container=i + 1 if following and _comma_between(text, g.span, following.span) else None,
        )
        for i, (g, following) in enumerate(zip(given, [*given[1:], None], strict=False))
    ]  # fmt: skip


def _given(text: str, span: Span, gazetteer: Gazetteer) -> Mention:
    name = span.of(text)
    country = demonyms().get(name)
    if country:
        return Mention(span=span, named_as=name, meanings=_country(gazetteer, country))
    named_as = abbreviations().get(name) or abbreviations().get(name + ".") or name
    meanings = gazetteer.toponyms(named_as)
    typed = type_word_after(text, span.end)
    kind_word = typed[0] if typed else None
    if not meanings:
        shorter, _, last = name.rpartition(" ")
        if shorter and last.lower() in kinds():
            meanings, kind_word = gazetteer.toponyms(shorter), last.lower()
        elif name.lower().startswith("the "):
            meanings = gazetteer.toponyms(name[4:])
    return Mention(span=span, named_as=named_as, meanings=meanings, kind=kinds().get(kind_word) if kind_word else None)


def _comma_between(text: str, one: Span, other: Span) -> bool:
    return 0 < other.start - one.end <= 3 and text[one.end : other.start].strip() == ","


def _country(gazetteer: Gazetteer, code: str) -> tuple[Toponym, ...]:
    return tuple(t for t in gazetteer.toponyms(country_names()[code]) if t.kind == "country" and t.country == code)


def _meant(report: Report, found: Sequence[Mention], gazetteer: Gazetteer) -> list[Meant | None]:
    groups, names = _names(found)
    meant = meanings_of(names, countries=_countries(report, gazetteer), home=home_country(report.url))
    result: list[Meant | None] = [None] * len(found)
    for members, meaning in zip(groups, meant, strict=True):
        for i in members:
            result[i] = meaning
    return result


def _names(found: Sequence[Mention]) -> tuple[list[list[int]], list[Named]]:
    """Equal names mean the same in one report, unless a container or a type word tells them apart."""
    containers = [found[m.container].named_as if m.container is not None else "" for m in found]
    told: dict[str, set[str]] = {}
    for m, container in zip(found, containers, strict=True):
        if container:
            told.setdefault(plain_name(m.named_as), set()).add(container)
    keys = []
    for m, container in zip(found, containers, strict=True):
        plain = plain_name(m.named_as)
        only = told.get(plain, set())
        keys.append("|".join((plain, container or (next(iter(only)) if len(only) == 1 else ""), m.kind or "")))
    groups = list(grouped(keys).values())
    return groups, [_named([found[i] for i in members], found) for members in groups]


def _named(members: Sequence[Mention], found: Sequence[Mention]) -> Named:
    first = members[0]
    within = tuple(
        t
        for m in members
        if m.container is not None
        for t in found[m.container].meanings
        if t.kind in ("country", "region")
    )
    return Named(name=first.named_as, meanings=first.meanings, kind=first.kind, within=within)


def _countries(report: Report, gazetteer: Gazetteer) -> Counter[str]:
    evidence: Counter[str] = Counter()
    for adjective in set(re.findall(r"\b[A-Z][a-zé]{3,12}\b", report.text)) & demonyms().keys():
        evidence[demonyms()[adjective]] = _DEMONYM_WORTH  # type: ignore[assignment]
    for heading in (report.section,):
        for t in gazetteer.toponyms(heading) if heading else ():
            if t.kind == "country":
                evidence[t.country] += _SECTION_WORTH  # type: ignore[assignment]
    return evidence


def home_country(url: str | None) -> str | None:
    """Country of a web address by its top-level domain, None for generic ones and those sold to everybody.

    >>> home_country("https://www.independent.ie/x"), home_country("http://example.com/a.uk")
    ('IE', None)
    """
    match = _DOMAIN.match(url.lower()) if url else None
    if not match or match[1] in _TOP_LEVELS_OF_NO_COUNTRY:
        return None
    return "GB" if match[1] == "uk" else match[1].upper()


def _place(report: Report, members: Sequence[Mention], at: Toponym | None, meaning: Meant | None) -> Place:
    spans: Spans = tuple(m.span for m in members)
    name = _best_spelt([m.span.of(report.text) for m in members])
    if at is None:
        return Place(id=content_id("p", report.id, name, *spans), name=name, spans=spans, precision="unresolved")
    own = meaning is not None
    return Place(
        id=content_id("p", report.id, at.gazetteer_id if own else name, *spans), name=name, spans=spans,
        precision=_PRECISION[at.kind if own else members[0].kind or "site"],
        lat=at.lat, lon=at.lon, country=at.country or None, region=at.region, gazetteer_id=at.gazetteer_id if own else None,
    )  # fmt: skip


def _best_spelt(names: Sequence[str]) -> str:
    """The first as written, or the first in small letters when that one is a dateline's capitals."""
    first = names[0]
    shouted = first.isupper() and len(first) >= _SHORTEST_SHOUT
    return next((n for n in names if not n.isupper() and n.casefold() == first.casefold()), first) if shouted else first
