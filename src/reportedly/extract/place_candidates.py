"""Words that the gazetteer knows, with what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.core.spans import Span
from reportedly.extract.place_runs import opens_sentence, type_word_after, words_before
from reportedly.extract.place_words import abbreviations, demonyms, kinds, not_places, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.ports import Gazetteer, Toponym

ARTICLED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az)[- ]", re.IGNORECASE)
LONGEST = 5


@dataclass(slots=True)
class Candidate:
    """A name the gazetteer knows. before: up to three words, lower case. after: the next word of its run, "" when alone.

    body: the word that makes the rest of the run a body's, a medium's or a street's name, "" when none does.
    score: what `place_evidence` gives it; unbounded.
    """

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


def in_run(text: str, run: Sequence[Span], gazetteer: Gazetteer, surnames: set[str]) -> Iterator[Candidate]:
    """The candidates of one run, longest first from the left; what is left over tells names of people."""
    i = 0
    found: list[Candidate] = []
    covered: set[int] = set()
    while i < len(run):
        for j in range(min(i + LONGEST, len(run)), i, -1):
            span = Span(run[i].start, run[j - 1].end)
            if run[i].of(text).lower() in words("names", "function") or (
                j > i + 1 and run[j - 1].of(text).lower() in words("names", "function")
            ):
                continue
            span, meanings, named_as = _longer(text, span, gazetteer) or (
                span,
                *_looked_up(text, span, gazetteer, plain=j == i + 1),
            )
            if meanings:
                found.append(_candidate(text, run, (i, j), span=span, named_as=named_as, meanings=meanings))
                covered.update(range(i, j))
                i = j
                break
        else:
            found += _parts(text, run, i, gazetteer)
            i += 1
    _learn_surnames(text, run, covered, surnames)
    yield from found


def _parts(text: str, run: Sequence[Span], i: int, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Places inside a hyphenated word: "D-Charleston", "Egyptian-US"."""
    span = run[i]
    if "-" not in span.of(text):
        return
    for match in re.finditer(r"[^-]+", span.of(text)):
        part = Span(*match.span()).moved(span.start)
        meanings, named_as = _looked_up(text, part, gazetteer, plain=True)
        if meanings and (len(named_as) > 3 or any(m.kind == "country" for m in meanings)) and match[0][0].isupper():
            yield _candidate(text, [part], (0, 1), span=part, named_as=named_as, meanings=meanings)


def _longer(text: str, span: Span, gazetteer: Gazetteer) -> tuple[Span, tuple[Toponym, ...], str] | None:
    """With the type word after it, when that is an entry of its own: "al-Hol camp"."""
    typed = type_word_after(text, span.end)
    if typed is None:
        return None
    longer = Span(span.start, typed[1])
    meanings = tuple(t for t in gazetteer.toponyms(longer.of(text)) if t.kind != "town")
    return (longer, meanings, longer.of(text)) if meanings else None


def _looked_up(text: str, span: Span, gazetteer: Gazetteer, *, plain: bool) -> tuple[tuple[Toponym, ...], str]:
    """The meanings of the words and the name they were looked up under; plain: a single word."""
    name = span.of(text)
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if plain:
        short = name if name in abbreviations() else f"{name}." if beside.endswith(".") else ""
        if full := abbreviations().get(short):
            told = text[max(0, span.start - 2) : span.start] == ", " or "." in name
            return (gazetteer.toponyms(full), full) if told else ((), name)
    unusable = _no_name(name) if plain else name.lower() in not_places()
    return (() if unusable or "$" in beside else gazetteer.toponyms(name)), name


def _no_name(word: str) -> bool:
    """Demonyms, plurals of abbreviations ("SUVs") and initials."""
    demonym = word in demonyms() or (word.isupper() and word.title() in demonyms())
    plural = len(word) > 2 and word.endswith("s") and word[:-1].isupper()
    return demonym or plural or (len(word) < 3 and not word.isupper())


def _candidate(  # noqa: PLR0913  where it stands, what it is, what it means
    text: str,
    run: Sequence[Span],
    part: tuple[int, int],
    *,
    span: Span,
    named_as: str,
    meanings: tuple[Toponym, ...],
) -> Candidate:
    """The candidate made of the words `part` (half-open indices) of the run."""
    i, j = part
    before = tuple(w.lower() for w in words_before(text, span.start))
    previous = run[i - 1].of(text) if i else ""
    following = run[j].of(text) if j < len(run) else ""
    typed = type_word_after(text, span.end)
    of_type = before[-2] if len(before) > 1 and before[-1] == "of" and before[-2] in kinds() else None
    return Candidate(
        span=span,
        named_as=named_as,
        meanings=meanings,
        before=before,
        after=following,
        type_word=typed[0] if typed else of_type,
        opens=opens_sentence(text, run[0].start) and i == 0,
        alone_before=not previous or _may_precede(previous) or bool(text[run[i - 1].end : span.start].strip()),
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
        or lower in words("names", "function")
        or lower in words("weak_prepositions")
        or lower in kinds()
        or word in demonyms()
    )


def _learn_surnames(text: str, run: Sequence[Span], covered: set[int], surnames: set[str]) -> None:
    """The last word of a run of two or three in which a given name, a title or an unknown word comes first."""
    if len(run) < 2:
        return
    blank = all(not text[a.end : b.start].strip() for a, b in pairwise(run))
    if (
        len(run) > 2
        and blank
        and 0 in covered
        and not covered & set(range(1, len(run)))
        and not _body_after(text, run[1:])
    ):
        surnames.add(run[0].of(text))
    for i in range(1, len(run)):
        first = run[i - 1].of(text).lower().rstrip(".")
        gap = text[run[i - 1].end : run[i].start]
        if gap.strip() not in {"", ".", "al", "el"}:
            continue
        if i == len(run) - 1 and i not in covered - {i} and ARTICLED.match(run[i].of(text)) and i - 1 not in covered:
            surnames.add(run[i].of(text))
        if first in words("names", "given") or first in words("names", "titles"):
            surnames.add(run[min(i, len(run) - 1)].of(text))
            if i + 1 < len(run) and i + 1 not in covered:
                surnames.add(run[i + 1].of(text))
