"""Where a report names places: runs of capitalised words looked up longest first, kept or dropped by their surroundings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.core.spans import Span
from reportedly.extract.place_meaning import plain_name
from reportedly.extract.place_words import abbreviations, demonyms, kinds, not_places, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.ports import Gazetteer, Toponym

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚḌḨḤḪṢṬẔẒʿ"
_UPPER_ONE = rf"[{_UPPER}]"
_LETTERS = r"[^\W\d_]"
_ENGLISH_TAIL = r"(?:[a-z]{2,12}ed|led|born|run|made|held|built|wide|style|era|bound|area|born|only|like|free|based|wing|speaking|turned|trained)\b"
_CAPITALISED = re.compile(
    rf"(?<![\w@#/])(?:(?:[{_UPPER}]\.){{2,4}}|{_UPPER_ONE}\.(?:{_UPPER_ONE}[a-z]{{1,3}}\.)"
    rf"|(?:(?:al|el|ul|ad|at|ar|as|ash|an|az|ed|er|es|ez|en)[-‑]|(?:al|el) )?ʿ?{_UPPER_ONE}{_LETTERS}{{0,30}}"
    rf"(?:(?:['’ʿʾ`ʼ‘](?![sS]\b)|[-‑](?!{_ENGLISH_TAIL})){_LETTERS}{{1,30}}){{0,4}})"
)
_UPPER_ASCII = re.compile(r"[A-Z]")
_LOWER_ASCII = re.compile(r"[a-z]")
_WORD = re.compile(r"[^\W_]+(?:['’ʿ.-][^\W_]+)*")
_LINKS = frozenset({
    "of", "de", "del", "la", "las", "los", "le", "les", "du", "des", "da", "do", "dos", "al", "el", "ez", "es", "ed", "er", "as", "ash", "az",
    "an", "ar", "ad", "upon", "on", "sur", "under", "am", "an der", "and", "the", "of the", "de la", "de los", "y", "e", "i", "&",
})  # fmt: skip
_TITLE = re.compile(r"(\w+)\. ?\Z")
_LISTING = frozenset({",", ", and", "and", "or", "/", ";", "&", ", or"})
_FUNCTION_WORDS = frozenset(
    "the a an on in at but and or if is it its he she we they i you by for of to as so no not from with this that these those when while "
    "after before since until during mr mrs ms dr my our his her their who what where why how all some many most more there here i'll i'm "
    "don't jan feb mar apr jun jul aug sep sept oct nov dec".split()  # noqa: SIM905  one line reads best
)
_DATELINE = re.compile(r"(?:,[^.\n]{2,30})?\s*(?:--|—|–|\([A-Z]{2}| - )")
_LONGEST = 5
_LINE = re.compile(r"[ \t\u00a0\u202f]{1,3}\Z|[ \t\u00a0\u202f]?\n[ \t\u00a0]?\Z")
_SHARE_OF_CAPITALS = 0.6
_ENOUGH = 1.0
_KNOWN = 15_000
_MAIN_SHARE = 0.2
_ENOUGH_TO_TELL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a place. kind: what a type word next to them says it is. container: index of the mention after a comma.

    named_as: the name to look up, e.g. "Indiana" for "Ind."; site: the words are an unlisted camp, prison, base….
    """

    span: Span
    named_as: str
    meanings: tuple[Toponym, ...]
    kind: str | None = None
    container: int | None = None
    site: bool = False


@dataclass(slots=True)
class _Candidate:
    span: Span
    named_as: str
    meanings: tuple[Toponym, ...]
    before: tuple[str, ...]
    after: str
    body: str
    type_word: str | None
    opens: bool
    alone_before: bool
    alone_after: bool
    follows_comma: bool
    score: float = 0.0
    site: bool = False


def mentions(text: str, *, gazetteer: Gazetteer, dateline: str | None = None) -> tuple[Mention, ...]:
    """Place mentions in reading order, not overlapping."""
    runs = _upper_runs(text) if _is_upper(text) else _runs(text)
    candidates: list[_Candidate] = []
    surnames: set[str] = set()
    for run in runs:
        candidates += _in_run(text, run, gazetteer, surnames)
    del dateline
    return tuple(_kept(text, candidates, surnames))


def type_word_after(text: str, end: int) -> str | None:
    """The type word that follows `end` directly: "province" in "Hasakah Province"."""
    match = _WORD.match(text, end + 1) if end < len(text) and text[end] in " \u00a0-" else None
    word = match[0].lower() if match else ""
    return word if word in kinds() else None


def _is_upper(text: str) -> bool:
    opening = text[:4000]
    upper, lower = len(_UPPER_ASCII.findall(opening)), len(_LOWER_ASCII.findall(opening))
    return upper + lower > 30 and upper > _SHARE_OF_CAPITALS * (upper + lower)


def _runs(text: str) -> Iterator[list[Span]]:
    """Capitalised words with nothing but blanks or a linking particle between them."""
    run: list[Span] = []
    for match in _CAPITALISED.finditer(text):
        span = Span(*match.span())
        if run:
            gap = text[run[-1].end : span.start]
            if len(gap) > 8 or not (_LINE.match(gap) or gap in "-–" or (gap.strip() in _LINKS and gap[0].isspace())):
                yield run
                run = []
        run.append(span)
    if run:
        yield run


def _upper_runs(text: str) -> Iterator[list[Span]]:
    """In text all in capitals every word may belong to a name; ordinary words part the runs."""
    run: list[Span] = []
    parting = _parting_words()
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        word = match[0].lower()
        ends = word in parting or word[0].isdigit()
        if run and (ends or not _LINE.match(text[run[-1].end : span.start]) or len(run) > 8):
            yield run
            run = []
        if not ends:
            run.append(span)
    if run:
        yield run


@lru_cache(maxsize=1)
def _parting_words() -> frozenset[str]:
    return (
        words("strong_prepositions")
        | words("weak_prepositions")
        | words("names", "ordinary")
        | {"that", "by", "have", "been", "has"}
    )


def _in_run(text: str, run: Sequence[Span], gazetteer: Gazetteer, surnames: set[str]) -> Iterator[_Candidate]:
    """The candidates of one run, longest first from the left; what is left over tells names of people."""
    i = 0
    found: list[_Candidate] = []
    covered: set[int] = set()
    while i < len(run):
        for j in range(min(i + _LONGEST, len(run)), i, -1):
            span = Span(run[i].start, run[j - 1].end)
            if run[i].of(text).lower() in _FUNCTION_WORDS or (j > i + 1 and run[j - 1].of(text).lower() in _FUNCTION_WORDS):
                continue
            span, meanings, named_as = _longer(text, span, gazetteer) or (
                span,
                *_looked_up(text, span, gazetteer, plain=j == i + 1),
            )
            if meanings:
                found.append(_candidate(text, run, (i, j), span, named_as, meanings))
                covered.update(range(i, j))
                i = j
                break
        else:
            found += _parts(text, run, i, gazetteer)
            i += 1
    _learn_surnames(text, run, covered, surnames)
    yield from found


def _parts(text: str, run: Sequence[Span], i: int, gazetteer: Gazetteer) -> Iterator[_Candidate]:
    """Places inside a hyphenated word: "D-Charleston", "Egyptian-US"."""
    span = run[i]
    if "-" not in span.of(text):
        return
    for match in re.finditer(r"[^-]+", span.of(text)):
        part = Span(*match.span()).moved(span.start)
        meanings, named_as = _looked_up(text, part, gazetteer, plain=True)
        if meanings and (len(named_as) > 3 or any(m.kind == "country" for m in meanings)) and match[0][0].isupper():
            yield _candidate(text, [part], (0, 1), part, named_as, meanings)


def _longer(text: str, span: Span, gazetteer: Gazetteer) -> tuple[Span, tuple[Toponym, ...], str] | None:
    """With the type word after it, when that is an entry of its own: "al-Hol camp"."""
    if type_word_after(text, span.end) is None:
        return None
    match = _WORD.match(text, span.end + 1)
    longer = Span(span.start, match.end() if match else span.end)
    meanings = tuple(t for t in gazetteer.toponyms(longer.of(text)) if t.kind != "town")
    return (longer, meanings, longer.of(text)) if meanings else None


def _looked_up(text: str, span: Span, gazetteer: Gazetteer, *, plain: bool) -> tuple[tuple[Toponym, ...], str]:
    name = span.of(text)
    if "$" in (text[span.end : span.end + 1], text[max(0, span.start - 1) : span.start]):
        return (), name
    if plain:
        if name in demonyms():
            return (), name
        short = name if name in abbreviations() else name + "." if text[span.end : span.end + 1] == "." else ""
        if short in abbreviations():
            if text[max(0, span.start - 2) : span.start] != ", " and "." not in name:
                return (), name
            full = abbreviations()[short]
            return gazetteer.toponyms(full), full
        if name.endswith("s") and name[:-1].isupper() and len(name) > 2:
            return (), name
    if (len(name) < 3 and not name.isupper()) or (not plain and name.lower() in not_places()):
        return (), name
    return gazetteer.toponyms(name), name


def _candidate(
    text: str, run: Sequence[Span], part: tuple[int, int], span: Span, named_as: str, meanings: tuple[Toponym, ...]
) -> _Candidate:  # fmt: skip
    i, j = part
    before = tuple(w.lower() for w in _words_before(text, span.start))
    previous = run[i - 1].of(text) if i else ""
    following = run[j].of(text) if j < len(run) else ""
    after = type_word_after(text, span.end)
    of_type = before[-2] if len(before) > 1 and before[-1] == "of" and before[-2] in kinds() else None
    return _Candidate(
        span=span,
        named_as=named_as,
        meanings=meanings,
        before=before,
        after=following,
        type_word=after or of_type,
        opens=_opens_sentence(text, run[0].start) and i == 0,
        alone_before=not previous
        or _may_precede(previous)
        or bool(text[run[i - 1].end : span.start].strip()),
        alone_after=not following or bool(text[span.end : run[j].start].strip()),
        body=_body_after(text, run[j:]),
        follows_comma=text[max(0, span.start - 2) : span.start] == ", ",
    )


def _body_after(text: str, rest: Sequence[Span]) -> str:
    """The first word of the rest of the run that makes it the name of a body; "" when none does."""
    return next((w for span in rest[:4] if (w := span.of(text).lower()) in _bodies()), "")


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return words("names", "bodies") | words("names", "media") | words("names", "streets") | kinds().keys()


def _may_precede(word: str) -> bool:
    lower = word.lower()
    return (
        lower in words("strong_prepositions")
        or lower in _FUNCTION_WORDS
        or lower in words("weak_prepositions")
        or lower in kinds()
        or word in demonyms()
    )


def _words_before(text: str, start: int) -> list[str]:
    window = text[max(0, start - 40) : start]
    cut = max(
        window.rfind("\n"),
        window.rfind(". "),
        window.rfind(", "),
        window.rfind("("),
        window.rfind('"'),
        window.rfind("“"),
    )
    return _WORD.findall(window[cut + 1 :])[-3:]


def _opens_sentence(text: str, start: int) -> bool:
    i = start - 1
    while i >= 0 and text[i] in " \t\u00a0\"'“‘(–—":
        i -= 1
    return i < 0 or text[i] in ".!?\n:;•*-|" or text[i] == "”"


def _learn_surnames(text: str, run: Sequence[Span], covered: set[int], surnames: set[str]) -> None:
    """The last word of a run of two or three in which a given name, a title or an unknown word comes first."""
    if len(run) < 2:
        return
    for i in range(1, len(run)):
        first = run[i - 1].of(text).lower().rstrip(".")
        gap = text[run[i - 1].end : run[i].start]
        if gap.strip() not in {"", ".", "al", "el"}:
            continue
        if first in words("names", "given") or first in words("names", "titles"):
            surnames.add(run[min(i, len(run) - 1)].of(text))
            if i + 1 < len(run) and i + 1 not in covered:
                surnames.add(run[i + 1].of(text))


def _kept(text: str, candidates: list[_Candidate], surnames: set[str]) -> Iterator[Mention]:
    for c in candidates:
        c.score = _score(c, text, surnames)
    _favour_countries(candidates)
    believed = {c.named_as for c in candidates if c.score >= _ENOUGH + 1}
    previous: _Candidate | None = None
    kept: list[_Candidate] = []
    for c in candidates:
        pair = previous is not None and c.follows_comma and c.span.start - previous.span.end == 2
        if pair and previous is not None and _could_hold(c, previous):
            c.score += 2.5
            previous.score += 2.5
        previous = c
    for one, other in zip(candidates, candidates[1:], strict=False):
        if other.span.start - one.span.end <= 6 and text[one.span.end : other.span.start].strip() in _LISTING:
            good, poor = (one, other) if one.score >= other.score else (other, one)
            if good.score >= _ENOUGH and poor.score < _ENOUGH:
                poor.score += 1.0
    for c in candidates:
        repeated = c.named_as in believed and c.alone_before and c.alone_after and c.named_as not in surnames
        if c.score >= _ENOUGH or (repeated and c.score >= _ENOUGH - 2):
            kept.append(c)
    for i, c in enumerate(kept):
        holds = i + 1 < len(kept) and kept[i + 1].follows_comma and kept[i + 1].span.start - c.span.end == 2
        yield Mention(
            span=c.span, named_as=c.named_as, meanings=c.meanings, kind=kinds().get(c.type_word) if c.type_word else None,
            container=i + 1 if holds and _could_hold(kept[i + 1], c) else None,
        )  # fmt: skip


def _favour_countries(candidates: list[_Candidate]) -> None:
    """Small places are likelier in the countries the rest of the report is about."""
    about: Counter[str] = Counter()
    for c in candidates:
        if c.score >= _ENOUGH + 1:
            about[max(c.meanings, key=lambda m: (m.kind == "country", m.population)).country] += 1
    total = sum(about.values())
    main = {country for country, n in about.items() if n >= total * _MAIN_SHARE}
    if total < _ENOUGH_TO_TELL:
        return
    for c in candidates:
        if c.score < _ENOUGH + 1:
            c.score += 0.7 if any(m.country in main for m in c.meanings) else -0.7


def _could_hold(outer: _Candidate, inner: _Candidate) -> bool:
    regions = {(m.country, m.region) for m in inner.meanings if m.kind != "country"}
    countries = {country for country, _ in regions}
    return any(
        (o.kind == "country" and o.country in countries) or (o.kind == "region" and (o.country, o.name) in regions)
        for o in outer.meanings
    )


def _score(c: _Candidate, text: str, surnames: set[str]) -> float:
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
    lower = c.named_as.lower()
    if lower in words("strong_prepositions") or lower in words("names", "bodies") or lower in kinds():
        score -= 4.0
    elif _is_country_short(short, c.meanings):
        pass
    elif lower in words("names", "ordinary") or lower in words("names", "given"):
        score -= 3.0 if c.opens or not c.alone_after else 2.0
    if short.isupper() and len(short) <= 5 and short.isalpha() and not any(m.kind == "country" for m in c.meanings):
        score -= 2.0
    return score


def _is_country_short(short: str, meanings: tuple[Toponym, ...]) -> bool:
    return short.isupper() and len(short) <= 5 and any(m.kind == "country" for m in meanings)


def _fame(c: _Candidate) -> float:
    """How well known what bears this very name is; other spellings of small places count little."""
    plain = plain_name(c.named_as)
    known = [m for m in c.meanings if bears(m, plain)]
    listed = any(m.gazetteer_id.startswith("supplement:") or (m.kind == "region" and m in known) for m in c.meanings)
    country = any(m.kind == "country" for m in c.meanings)
    population = max(m.population for m in c.meanings)
    fame = 2.0 if population >= 1_000_000 else 1.5 if population >= 100_000 else 0.7 if population >= 15_000 else 0.0
    fame += 2.0 if country else 1.5 if listed else 0.0
    return fame + (0.3 if known else 0.0 if country or listed else -1.0 if _spelt_much_like(c, plain) else -2.0)


def _spelt_much_like(c: _Candidate, plain: str) -> bool:
    top = max(c.meanings, key=lambda m: m.population)
    return top.population >= _KNOWN and SequenceMatcher(None, plain, plain_name(top.name), autojunk=False).ratio() >= 0.6


def bears(m: Toponym, plain: str) -> bool:
    """Whether `plain` is the entry's own name, with or without an article."""
    own = plain_name(m.name)
    return own == plain or (own.endswith(plain) and len(own) - len(plain) <= 3) or (plain.endswith(own) and len(plain) - len(own) <= 3)


def _words_around(c: _Candidate, text: str) -> float:
    last = c.before[-1] if c.before else ""
    if last == "the" and len(c.before) > 1:
        last = c.before[-2] if c.type_word else ""
    score = 1.5 if last in words("strong_prepositions") else 0.7 if last in words("weak_prepositions") else 0.0
    score += 1.5 if c.type_word else 0.0
    if (title := _TITLE.search(text, max(0, c.span.start - 16), c.span.start)) and title[1].lower() in words("names", "titles"):
        score -= 4.0
    elif last in words("names", "titles") or last in words("names", "given") or not c.alone_before:
        score -= 4.0
    following = _WORD.match(text, c.span.end + 1)
    if following and following[0] in words("names", "people"):
        score += 1.0
    if c.opens and _DATELINE.match(text, c.span.end):
        score += 2.0
    return score
