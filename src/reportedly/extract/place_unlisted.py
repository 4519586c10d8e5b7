"""Places no gazetteer lists, told by the words around them: "the town of Tel Sarim", "near Marrow Bridge", "Aldan prison"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.spans import Span
from reportedly.extract.place_candidates import LONGEST
from reportedly.extract.place_runs import parting_words, type_word_after, words_before
from reportedly.extract.place_words import demonyms, kinds, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DATELINE = re.compile(
    r"(?P<name>[^\W\d_a-z]{2}[^\W\d_a-z’'-]{1,20}(?: [^\W\d_a-z][^\W\d_a-z’'-]{1,20}){0,3})"
    r"(?:, [^\W\d_][^\n(]{1,40}| \([^()\n]{2,40}\)|, [^\n()]{2,40}\([^()\n]{2,40}\)| ?)\s{0,2}(?:--|[–—―]|- )"
)
_OPENING = 3
_LONGEST_LINE = 160
_TWICE = 2
_OF_TYPE = re.compile(r"([a-z][a-z-]{2,20}) (?:of|called|named|known as) (?:the )?\Z")

_HOLDS = re.compile(r"([a-z]{3,12}) (?:in|near|outside|of) \Z")


class Unlisted(NamedTuple):
    """kind: what the words say it is, None when they do not. site: named by a word of a camp, a prison… in its name."""

    span: Span
    kind: str | None
    site: bool


class _Name(NamedTuple):
    """Capitalised words in a row and their place in the text."""

    span: Span
    words: tuple[str, ...]
    key: str


def unlisted(
    text: str, runs: Sequence[Sequence[Span]], *, known: Sequence[Span], small: Sequence[Span], surnames: set[str]
) -> tuple[Unlisted, ...]:
    """In no particular order, not overlapping.

    Named camps, prisons, quarters… ; names a type word or a dateline announces; names that two place prepositions
    ("in", "near") lead up to; and wherever one of these is named again. One that holds a known place but does not start
    with it replaces it, and so does one that a small known place is called after elsewhere ("the Sarim hills").

    Args:
        text: of the report.
        runs: of capitalised words in it.
        known: where it names places of the gazetteer.
        small: those of `known` that are little known.
        surnames: words that are people's names in it.
    """
    sites = [site for run in runs if (site := _site(text, run)) and not covers(known, site.span)]
    at_sites = [site.span for site in sites]
    names = [n for run in runs for n in _names(text, run) if not covers(at_sites, n.span)]
    told = _told(text, names, known, surnames)
    parts = {word for n in names if n.key in told for word in _several(n)}
    settled = [span for span in known if span not in small or span.of(text).casefold() not in parts]
    again = {span.of(text).casefold() for span in known if span not in settled}
    located = {span.of(text).casefold() for span in settled}
    plain = (
        Unlisted(name.span, told.get(name.key), site=False)
        for name in names
        if (name.key in told or name.key in again)
        and name.key not in located
        and not _starts_with(name.span, settled)
        and not _goes_on(text, name)
    )
    return (*sites, *plain)


def _told(text: str, names: Sequence[_Name], known: Sequence[Span], surnames: set[str]) -> dict[str, str | None]:
    """The names that are places', and what kind the words say they are."""
    told: dict[str, str | None] = dict.fromkeys(_datelined(text), "town")
    led: Counter[str] = Counter()
    for name in names:
        if name.key in told or not _may_be_place(name, surnames) or _with_title(text, name):
            continue
        if announced := _announced(text, name):
            told[name.key] = announced
        elif _led_up_to(text, name) and not covers(known, name.span):
            led[name.key] += 1
    return told | {key: None for key, times in led.items() if times >= _TWICE and key not in told}


def _several(name: _Name) -> list[str]:
    """The words of a name of several, type words aside: alone they are not another place that happens to be called so."""
    own = [w.casefold() for w in name.words if w.lower() not in kinds()]
    return own if len(own) > 1 else []


def covers(taken: Sequence[Span], span: Span) -> bool:
    """Whether one of `taken`, in reading order and not overlapping, meets the span."""
    at = bisect_left(taken, span)
    return any(taken[i].meets(span) for i in (at - 1, at) if 0 <= i < len(taken))


def _starts_with(span: Span, taken: Sequence[Span]) -> bool:
    at = bisect_left(taken, Span(span.start + 1, 0))
    return at > 0 and taken[at - 1].meets(span)


def _names(text: str, run: Sequence[Span]) -> Iterator[_Name]:
    """The parts of a run that only blanks hold together, without function words in front."""
    part: list[Span] = []
    for span in run:
        if part and text[part[-1].end : span.start].strip(" \u00a0"):
            yield from _named(text, part)
            part = []
        part.append(span)
    yield from _named(text, part)


def _named(text: str, part: list[Span]) -> Iterator[_Name]:
    while part and _leads(part[0].of(text)):
        part = part[1:]
    if part and len(part) <= LONGEST - 1:
        parts = tuple(s.of(text) for s in part)
        yield _Name(Span(part[0].start, part[-1].end), parts, " ".join(parts).casefold())


def _leads(word: str) -> bool:
    lower = word.lower()
    before = lower in words("strong_prepositions") or lower in words("weak_prepositions")
    return before or lower in words("names", "function") or word in demonyms()


def _may_be_place(name: _Name, surnames: set[str]) -> bool:
    """Not a person, a body, an abbreviation, a month or another ordinary word."""
    lower = [w.lower() for w in name.words]
    return not (
        lower[0] in words("names", "given")
        or any(w in surnames for w in name.words)
        or any(w in demonyms() for w in name.words)
        or any(w in words("names", "titles") or w in words("names", "media") for w in lower)
        or lower[-1] in words("names", "streets")
        or lower[0] in words("places", "not_before")
        or (lower[-1] in words("names", "bodies") and lower[-1] not in kinds())
        or all(w in parting_words() or w in kinds() for w in lower)
        or (len(lower) == 1 and (len(lower[0]) < 4 or name.words[0].isupper()))
    )


def _with_title(text: str, name: _Name) -> bool:
    before = words_before(text, name.span.start)
    return bool(before) and before[-1].lower().rstrip(".") in words("names", "titles")


def _announced(text: str, name: _Name) -> str | None:
    """The kind a type word gives it: "the port of X", "X valley", "near X Bridge"; None without one."""
    before = text[max(0, name.span.start - 40) : name.span.start]
    of_type = _OF_TYPE.search(before)
    if of_type and of_type[1] in words("places", "of_type"):
        return kinds().get(of_type[1], "town")
    typed = type_word_after(text, name.span.end)
    if typed and typed[0] in words("places", "after"):
        return kinds()[typed[0]]
    holds = _HOLDS.search(before)
    if holds and holds[1] in words("places", "held") and len(name.words) > 1:
        return "town"
    last = name.words[-1].lower()
    return (
        kinds()[last] if len(name.words) > 1 and last in words("places", "capital") and _led_up_to(text, name) else None
    )


def _led_up_to(text: str, name: _Name) -> bool:
    before = words_before(text, name.span.start)
    return bool(before) and before[-1].lower() in words("places", "leading")


def _goes_on(text: str, name: _Name) -> bool:
    """Whether it is a person's or a body's there: "Tel Sarim's" is not, "Tel Sarim family" is."""
    following = re.match(r" ([a-z]+)", text[name.span.end : name.span.end + 24])
    return following is not None and following[1] in words("names", "families")


def _datelined(text: str) -> Iterator[str]:
    for line in [line for line in text[:4000].split("\n") if line.strip()][:_OPENING]:
        match = _DATELINE.match(line[:_LONGEST_LINE].lstrip())
        if match:
            yield match["name"].casefold()


def _site(text: str, run: Sequence[Span]) -> Unlisted | None:
    """A named camp, prison, base or quarter."""
    own = [s for s in run if s.of(text).lower() not in words("names", "function")]
    if not own or len(own) > LONGEST:
        return None
    last = own[-1].of(text).lower()
    if last in words("names", "sites"):
        own, end, kind = own[:-1], own[-1].end, kinds()[last]
    else:
        typed = type_word_after(text, own[-1].end)
        if typed is None or typed[0] not in words("names", "sites"):
            return None
        end, kind = typed[1], kinds()[typed[0]]
    if not own or text[own[0].start : own[-1].end].count("\n"):
        return None
    names = [s.of(text) for s in own]
    if all(n in demonyms() or n.lower() in parting_words() or n.isupper() for n in names):
        return None
    return Unlisted(Span(own[0].start, end), kind, site=True)
