"""What speaks for a candidate being a place, and what against it."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reportedly.extract.place_candidates import ARTICLED
from reportedly.extract.place_meaning import plain_name
from reportedly.extract.place_runs import WORD
from reportedly.extract.place_words import kinds, words

if TYPE_CHECKING:
    from reportedly.core.ports import Toponym
    from reportedly.extract.place_candidates import Candidate

_TITLE = re.compile(r"(\w+)\. ?\Z")
LISTING = frozenset({",", ", and", "and", "or", "/", ";", "&", ", or"})
_DATELINE = re.compile(r"(?:,[^.\n]{2,30})?\s*(?:--|—|–|\([A-Z]{2}| - )")
_COMPASS = frozenset(
    {"north", "south", "east", "west", "the north", "the south", "the east", "the west", "western states"}
)
ENOUGH = 1.0
ENOUGH_IN_CAPITALS = 1.6
_KNOWN = 15_000
_WELL_KNOWN = 500_000
_MAIN_SHARE = 0.2
_ENOUGH_TO_TELL = 4
_ENOUGH_TO_DOUBT = 2


def favour_countries(candidates: list[Candidate], peoples: set[str]) -> None:
    """Small places are likelier in the countries the rest of the report is about."""
    about: Counter[str] = Counter(peoples)
    for c in candidates:
        if c.score >= ENOUGH + 1 and _listed_as_spelt(c):
            about[max(c.meanings, key=lambda m: (m.kind == "country", m.population)).country] += 1
    total = sum(about.values())
    main = {country for country, n in about.items() if n >= total * _MAIN_SHARE}
    for c in candidates:
        elsewhere = not any(m.country in about or not m.country for m in c.meanings)
        if elsewhere and _land_called_like_a_village(c):
            c.score = 0.0
        if total >= _ENOUGH_TO_DOUBT and elsewhere:
            _doubt(c)
        if total >= _ENOUGH_TO_TELL and c.score < ENOUGH + 1:
            c.score += 0.7 if any(m.country in main for m in c.meanings) else -0.7


def _doubt(c: Candidate) -> None:
    """No meaning lies in a country the report is about: small places under another spelling or kind are dropped."""
    if max(m.population for m in c.meanings) >= _WELL_KNOWN:
        return
    if _another_kind(c):
        c.score = 0.0
    elif not _listed_as_spelt(c):
        c.score -= 2.0


def likeliest(c: Candidate) -> str:
    """Id of the most populous meaning."""
    return max(c.meanings, key=lambda m: m.population).gazetteer_id


def _another_kind(c: Candidate) -> bool:
    """The words call it a camp or a quarter, the gazetteer has only towns of the name."""
    kind = kinds().get(c.type_word or "")
    return kind in ("site", "district") and not any(m.kind == kind for m in c.meanings)


def _land_called_like_a_village(c: Candidate) -> bool:
    """The words call it a valley, hills, a delta…, and all of the name that the gazetteer has are little towns."""
    land = kinds().get(c.type_word or "") == "region" and c.type_word in words("places", "after")
    most = _KNOWN if _listed_as_spelt(c) else _WELL_KNOWN
    return land and all(m.kind == "town" and m.population < most for m in c.meanings)


def _listed_as_spelt(c: Candidate) -> bool:
    plain = plain_name(c.named_as)
    return any(bears(m, plain) for m in c.meanings)


def could_hold(outer: Candidate, inner: Candidate) -> bool:
    """Whether some meaning of `outer` is the country or region some meaning of `inner` lies in."""
    regions = {(m.country, m.region) for m in inner.meanings if m.kind != "country"}
    countries = {country for country, _ in regions}
    return any(
        (o.kind == "country" and o.country in countries) or (o.kind == "region" and (o.country, o.name) in regions)
        for o in outer.meanings
    )


def score_of(c: Candidate, text: str, surnames: set[str]) -> float:
    """Points for what speaks for a place and against it; set by reading what was missed and what was wrong on LGL."""
    short = c.span.of(text)
    score = _fame(c)
    score += 0.7 if " " in c.named_as or "-" in c.named_as else 0.0
    score += _words_around(c, text)
    if not c.alone_after:
        following = c.after.lower()
        if following in words("names", "streets") or c.body in words("names", "media"):
            score -= 3.0
        else:
            score -= 0.5 if c.body else 3.0
    score -= 3.0 if c.named_as in surnames else 0.0
    lower = ARTICLED.sub("", c.named_as.lower())
    if (
        lower in _COMPASS
        or lower in words("strong_prepositions")
        or lower in words("names", "bodies")
        or lower in kinds()
    ):
        score -= 8.0
    elif _is_country_short(short, c.meanings):
        pass
    elif lower in words("names", "ordinary") or lower in words("names", "given"):
        score -= 3.0 if c.opens or not c.alone_after else 2.0
    if short.isupper() and len(short) <= 5 and short.isalpha() and not any(m.kind == "country" for m in c.meanings):
        score -= 2.0
    return score


def _is_country_short(short: str, meanings: tuple[Toponym, ...]) -> bool:
    return short.isupper() and len(short) <= 5 and any(m.kind == "country" for m in meanings)


def _fame(c: Candidate) -> float:
    """How well known what bears this very name is; other spellings of small places count little."""
    plain = plain_name(c.named_as)
    known = [m for m in c.meanings if bears(m, plain)]
    listed = any(m.gazetteer_id.startswith("supplement:") or (m.kind == "region" and m in known) for m in c.meanings)
    country = any(m.kind == "country" for m in c.meanings)
    population = max(m.population for m in c.meanings)
    fame = 2.0 if population >= 1_000_000 else 1.5 if population >= 100_000 else 0.7 if population >= 15_000 else 0.0
    fame += 2.0 if country else 1.5 if listed else 0.0
    return fame + (
        0.3
        if known
        else 0.0
        if country or listed
        else -1.0
        if " " in c.named_as or _spelt_much_like(c, plain)
        else -2.0
    )


def _spelt_much_like(c: Candidate, plain: str) -> bool:
    top = max(c.meanings, key=lambda m: m.population)
    return (
        top.population >= _KNOWN and SequenceMatcher(None, plain, plain_name(top.name), autojunk=False).ratio() >= 0.6
    )


def bears(m: Toponym, plain: str) -> bool:
    """Whether `plain` is the entry's own name, with or without an article."""
    own = plain_name(m.name)
    return (
        own == plain
        or (own.endswith(plain) and len(own) - len(plain) <= 3)
        or (plain.endswith(own) and len(plain) - len(own) <= 3)
    )


def _words_around(c: Candidate, text: str) -> float:
    last = c.before[-1] if c.before else ""
    if last == "the" and len(c.before) > 1:
        last = c.before[-2] if c.type_word else ""
    score = 1.5 if last in words("strong_prepositions") else 0.7 if last in words("weak_prepositions") else 0.0
    score += 1.5 if c.type_word else 0.0
    if (
        (
            (title := _TITLE.search(text, max(0, c.span.start - 16), c.span.start))
            and title[1].lower() in words("names", "titles")
        )
        or last in words("names", "titles")
        or last in words("names", "given")
        or not c.alone_before
    ):
        score -= 4.0
    following = WORD.match(text, c.span.end + 1)
    if following and following[0] in words("names", "people"):
        score += 1.0
    if following and following[0] in words("names", "families"):
        score -= 3.0
    if c.opens and _DATELINE.match(text, c.span.end):
        score += 2.0
    return score
