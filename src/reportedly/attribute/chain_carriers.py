"""The words of a sentence that pass a voice on: "in a statement carried by", "citing", "quoted … as saying"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.acts import is_saying
from reportedly.attribute.source_finder import WORD as TOKEN
from reportedly.attribute.source_finder import Finder, Hit
from reportedly.attribute.source_mastheads import OF_STATES
from reportedly.attribute.source_phrase import phrase
from reportedly.attribute.source_words import PREPOSITIONS
from reportedly.core.data import toml
from reportedly.core.spans import Span, hull, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.attribute.draft import Draft

WORD = re.compile(r"[^\s,;:()“”\"–—]+")
STOPS = frozenset(lexicon.entries(toml("carriers")["noun_phrase"]["stops"]))
INNER = frozenset(lexicon.entries(toml("carriers")["noun_phrase"]["inner"]))
CARRYING = frozenset({"outlet", "channel"})
VOICES = frozenset({"person", "people", "organisation", "outlet", "channel", "document"})
REACH = 14
"""Words of the longest phrase that is read behind a carrying word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A voice that the frame of an attribution names beside its source.

    deeper: it stands beyond the source ("citing local officials"); otherwise it carries the source to the publisher.
    outlet: only its place tells that it is an outlet, its name does not ("quoted by Havnet").
    """

    span: Span
    deeper: bool
    why: str
    outlet: bool = False


@cache
def _triggers() -> Finder:
    table = toml("carriers")
    return Finder(
        {"carries": lexicon.entries(table["carries"]["after"]), "cites": lexicon.entries(table["cites"]["after"])}
    )


@cache
def _as_saying() -> re.Pattern[str]:
    table = toml("carriers")["quotes"]
    verbs = "|".join(lexicon.entries(table["verbs"]))
    ends = "|".join(re.escape(e).replace(r"\ ", r"\s+") for e in lexicon.entries(table["ends"]))
    return re.compile(rf"\b(?:{verbs})\s+(?!by\b)([^.;“”\"\n]{{2,120}}?)\s+(?:{ends})\b", re.IGNORECASE)


@cache
def platforms() -> frozenset[str]:
    """How something is published, in lower case: no link of a chain."""
    return frozenset(lexicon.entries(toml("carriers")["platforms"]["names"]))


@cache
def _crowds() -> frozenset[str]:
    table = toml("carriers")
    return frozenset(lexicon.entries(table["receivers"]["crowd"])) | frozenset(
        lexicon.entries(table["publisher"]["itself"])
    )


def noun_phrase(text: str, start: int, limit: int) -> Span | None:
    """The noun phrase that begins at `start`, ending before `limit` at the latest; None when none does.

    >>> text = "citing two officials in the Zahran district on Monday"
    >>> noun_phrase(text, 7, len(text)).of(text)
    'two officials in the Zahran district'
    """
    end, at = start, start
    for match in WORD.finditer(text, start, limit):
        if match.start() > at and text[at : match.start()].strip(" \u00a0\n\t"):
            break
        word = match.group()
        low = word.lower().rstrip(".")
        if low in {"the", "a", "an"} and end > start and end == at:
            break
        if (
            end > start
            and end == at
            and text[_last_word(text, start, end)].isupper()
            and low.endswith(("s", "ed"))
            and is_saying(low)
        ):
            break
        if low in STOPS or (low in INNER and end == start and low != "the"):
            break
        at = match.end()
        if low not in INNER:
            end = match.end()
        if (word.endswith(".") and len(word) > 4) or len(text[start:end].split()) >= REACH:
            break
    found = trimmed(Span(start, end), text, ".,'’")
    return found if found.end > found.start else None


def _last_word(text: str, start: int, end: int) -> int:
    return max(text.rfind(" ", start, end) + 1, start)


def links(text: str, frame: Span, aside: Iterable[Span], source: Span | None) -> tuple[Link, ...]:
    """The voices named beside the source in the sentence `frame`, in reading order; words inside `aside` say nothing.

    Time is linear in the length of the frame.
    """
    aside = tuple(aside)
    spoken = list(TOKEN.finditer(text, frame.start, frame.end))
    words = [match.group().lower() for match in spoken]
    if "as" in words or "effect" in words:
        for match in _as_saying().finditer(text, frame.start, frame.end):
            passive = words_before(text, match.start()) in PASSIVE
            if not passive and not _in(match.start(), aside):
                return _quoted(text, frame, match, source)
    found: list[Link] = list(_relative(text, frame, aside)) if "in" in words else []
    for hit in _triggers().hits(words):
        at, end = spoken[hit.first].start(), spoken[hit.last - 1].end()
        if _in(at, aside):
            continue
        span = noun_phrase(text, _skip(text, end), frame.end)
        if span is None or (
            source is not None and span.meets(source) and not (hit.key == "carries" and at > source.start)
        ):
            continue
        if source is not None and ANOTHER_CLAUSE.search(text[min(span.end, source.start) : source.start]):
            continue
        span = (outlet_told(text, span) or span) if hit.key == "carries" else span
        deeper = _direction(text, hit, at, span, source)
        by_place = deeper is None and hit.phrase in _sure() and nameless(text, span)
        if deeper is not None or by_place:
            found.append(Link(span=span, deeper=bool(deeper), why=f"{hit.phrase} {span.of(text)}", outlet=by_place))
    return tuple(found)


def _relative(text: str, frame: Span, aside: tuple[Span, ...]) -> Iterator[Link]:
    """Outlets that relative clauses name beside what somebody says something in: "in a video that Canal Nueve aired"."""
    for match in _passed_on().finditer(text, frame.start, frame.end):
        span = Span(*match.span("outlet"))
        if not _in(span.start, aside) and carrying(text, span) and match["noun"].lower() in _communications():
            yield Link(span=span, deeper=False, why=f"{span.of(text)} {match['verb']}")


@cache
def _passed_on() -> re.Pattern[str]:
    verbs = "|".join(lexicon.entries(toml("carriers")["carries"]["verbs"]))
    return re.compile(
        rf"\b[Ii]n (?:an?|the|this|another|his|her|its|their) (?:[\w-]+ ){{0,3}}?(?P<noun>[\w-]+) (?:that|which) "
        rf"(?P<outlet>[^.;:,“”\"\n]{{2,60}}?) (?:has |had |have |later |first )?(?P<verb>{verbs})\b"
    )


def beside(text: str, draft: Draft) -> Iterator[Link]:
    """Outlets that their own names tell in the cue, in the addressee, right behind the cue or the source, and go-betweens."""
    cue = hull(draft.cue)
    following = [part.start for part in (*draft.content, *draft.source) if part.start >= cue.end]
    end = min([*following, cue.end + BEHIND_CUE, len(text)])
    stop = re.search(r"[.;:\n“\"]", text[cue.end : end])
    told: set[Span | None] = set()
    zones = [*_between(text, draft, cue), Span(cue.start, cue.end + stop.start() if stop else end), *draft.addressee]
    for zone in zones:
        for match in BESIDE.finditer(text, zone.start, zone.end):
            span = noun_phrase(text, match.end(), zone.end)
            if span in told:
                continue
            told.add(span)
            word = match.group().strip()
            named = span is not None and carrying(text, span) and phrase(span.of(text)).name
            if span is not None and (named or (word in GO_BETWEENS and _goes_between(text, span))):
                yield Link(span=span, deeper=False, why=f"{word} {span.of(text)}")


def _between(text: str, draft: Draft, cue: Span) -> Iterator[Span]:
    """What stands between a source and its cue and begins with "on": "Admiral Orlo on Radio Kherad:"."""
    if draft.source:
        end = hull(draft.source).end
        if text[end : end + 4] == " on " and end < cue.start <= end + BEHIND_CUE:
            yield Span(end, cue.start)


def _goes_between(text: str, span: Span) -> bool:
    """Whether the words are somebody by whom a message may be sent, and neither a platform nor a crowd."""
    words = " ".join(span.of(text).lower().split())
    read = phrase(span.of(text))
    told = read.kind in {"person", "people"} and read.pronoun is None and read.head in lexicon.heads()
    return told and not {words, words.removeprefix("the ")} & (platforms() | _crowds())


GO_BETWEENS = frozenset({"through", "via"})
"""Words behind which whoever is a voice passes it on: "has offered through the consul"."""


def fronted(text: str, sentence: Span, draft: Draft) -> Iterator[Link]:
    """Outlets of the words that open a sentence: "In a signed article for Radio Kherad, Ana Ruiz said"."""
    frame = hull((*draft.source, *draft.cue))
    if any(part.start < frame.start and sentence.start < part.end for part in draft.content):
        return
    opening = text[sentence.start : frame.start]
    said = FRONTED.match(opening)
    if not said or not opening.rstrip().endswith(","):
        return
    for match in BEHIND_WORDS.finditer(text, sentence.start, frame.start):
        before = text[sentence.start : match.start()]
        at_once = said["on"] and match.end() == sentence.start + said.end("on") + 1
        span = noun_phrase(text, match.end(), frame.start) if at_once or _communicates(before) else None
        if span is not None and carrying(text, span) and phrase(span.of(text)).name:
            yield Link(span=span, deeper=False, why=f"{match.group().strip()} {span.of(text)}")


def _communicates(before: str) -> bool:
    """Whether the words end in something said or written, with a participle ("published"), a day or a place behind it at most."""
    words = re.findall(r"[\w-]+", ADJUNCTS.sub("", before).lower())[-4:]
    at = next((k for k in range(len(words) - 1, -1, -1) if words[k] in _communications()), None)
    return at is not None and not PREPOSITIONS.intersection(words[at + 1 :])


ANOTHER_CLAUSE = re.compile(r",[^,]{3,},? (?:and|but|while|whereas)\s+$")
"""Between an outlet and a source: a clause with a subject of its own, which the source's clause only follows."""
ADJUNCTS = re.compile(
    r"\b(?:(?:on|in|late|early|last|this|late on|early on)\s+(?:\w{3,6}day|[A-Z]\w+|week|month|morning|evening|night)|(?:that|which)\s+(?:was\s+)?\w+ed)\b"
)
"""A day, a place or a relative's beginning behind what is said: "Speaking on Monday to CNN", "an interview that aired on CNN"."""
FRONTED = re.compile(
    r"(?:(?:Later|Earlier|Meanwhile|Then|But|And|Also),? )?(?:(?P<on>On|Over) |(?:In|From|To|Through|Via|Interviewed|Speaking|Invited|Appearing|Writing|Talking)\b)",
    re.IGNORECASE,
)
"""How a sentence opens that says first where something was said; behind "On" the outlet stands at once."""
BEHIND_WORDS = re.compile(r"\b(?:on|to|with|by|through|via|in|for)\s+", re.IGNORECASE)
"""Words between something said or written and the outlet it was said to: "an article for Radio Kherad"."""
BESIDE = re.compile(r"\b(?:on|to|with|by|through|via|in|for|over)\s+")
"""Words between a cue and an outlet that passes it on: "apologised on Radio Kherad"."""


@cache
def _communications() -> frozenset[str]:
    return frozenset(lexicon.entries(toml("carriers")["fronted"]["words"]))


BEHIND_CUE = 70
"""Characters behind a cue in which an outlet may stand."""


@cache
def _sure() -> frozenset[str]:
    return frozenset(lexicon.entries(toml("carriers")["carries"]["sure"]))


@cache
def _anyone() -> frozenset[str]:
    return frozenset(lexicon.entries(toml("carriers")["carries"]["anyone"]))


def nameless(text: str, span: Span) -> bool:
    """Whether the words are a name of which nothing tells what it is the name of."""
    words = span.of(text)
    read = phrase(words)
    if read.name is not None and read.head == "agency" and words.removeprefix("the ")[:1].isupper():
        return not OF_STATES & set(words.lower().split())
    unknown = read.name is not None and read.role == "other" and not read.heads and read.gender is None
    return unknown and read.kind in {"person", "organisation"} and not read.government and words[:1].isupper()


PASSIVE = frozenset({"was", "were", "is", "are", "been", "being", "be"})


def words_before(text: str, at: int) -> str:
    """The word right before `at`, in lower case."""
    return (text[max(0, at - 12) : at].split() or [""])[-1].lower()


def _quoted(text: str, frame: Span, match: re.Match[str], source: Span | None) -> tuple[Link, ...]:
    """Of "Reuters quoted an official as saying": whichever of the two is not the source."""
    inner = Span(*match.span(1))
    if source is None or (source.start < match.start() and not source.meets(inner)):
        return (Link(span=inner, deeper=True, why=f"quotes {inner.of(text)}"),)
    before = _subject(text, frame.start, match.start())
    if before is not None and source.meets(inner) and readable(text, before):
        return (Link(span=before, deeper=False, why=f"quoted by {before.of(text)}"),)
    return ()


def _direction(text: str, hit: Hit, at: int, span: Span, source: Span | None) -> bool | None:
    """True: the phrase stands beyond the source; False: it carries the source; None: neither."""
    if hit.key == "carries":
        anyone = hit.phrase in _anyone() and citable(text, span)
        return False if anyone or carrying(text, span) else None
    if source is None:
        return None
    if hit.phrase == "according to":
        if source.end <= at and found_citing(text, source, at):
            return True
        return False if carrying(text, span) else None
    return True if source.end <= at and citable(text, span) and cites(text, source, hit, span) else None


def found_citing(text: str, source: Span, at: int) -> bool:
    """Whether an outlet stands as the source and "according to" follows right behind its cue: the outlet cites."""
    read = phrase(source.of(text))
    return read.kind in CARRYING and at - source.end < 40


PERSONS_CITE = frozenset({"citing", "quoting", "on the authority of"})


def cites(text: str, source: Span, hit: Hit, span: Span) -> bool:
    """Whether the source passes on what `span` says: outlets and bodies do, persons only voices, and only when "citing"."""
    kind = phrase(source.of(text)).kind
    if kind in CARRYING:
        return True
    said = phrase(span.of(text)).kind
    return hit.phrase in PERSONS_CITE and (kind == "organisation" or said != "document")


def carrying(text: str, span: Span) -> bool:
    """Whether the words after a carrying phrase name one who carries, and neither a crowd nor a platform."""
    words = " ".join(span.of(text).split())
    if words.lower() in platforms() or words.lower() in _crowds() or words.lower().removeprefix("the ") in _crowds():
        return False
    read = phrase(words)
    if read.kind in CARRYING:
        return True
    return (
        read.kind == "organisation"
        and read.name is not None
        and not read.government
        and lexicon.outlet_called(words) is not None
    )


def outlet_told(text: str, span: Span) -> Span | None:
    """The outlet that the words name, or whose reporter or programme they name: "CNN's Jake Tapper", "Ana Tal of Radio Kherad"."""
    if carrying(text, span):
        return span
    words = span.of(text)
    read = phrase(words)
    owner = _owner().match(words)
    reports = read.kind == "person" and read.role == "journalist" and read.name is not None
    name = owner[1] if owner else read.affiliation if reports else None
    at = words.find(name) if name else -1
    outlet = Span(span.start + at, span.start + at + len(name or "")) if at >= 0 else None
    return outlet if outlet is not None and carrying(text, outlet) else None


@cache
def _owner() -> re.Pattern[str]:
    """Whose reporter or programme a phrase names: "CNN's Jake Tapper", "Radio Kherad reporter Ana Tal"."""
    posts = "|".join(map(re.escape, lexicon.entries(toml("roles")["person"]["journalist"])))
    return re.compile(rf"(?:[Tt]he )?([A-ZÀ-Þ][^'’]{{1,40}}?)(?:['’]s? (?=[A-ZÀ-Þ]|(?:{posts})\b)| (?:{posts})\b)")


def citable(text: str, span: Span) -> bool:
    """Whether the words after "citing" are a voice ("local officials") and not a reason ("security concerns")."""
    read = phrase(span.of(text))
    if read.pronoun is not None:
        return False
    return read.kind in VOICES and (read.named or bool(read.head in lexicon.heads()))


def readable(text: str, span: Span) -> bool:
    """Whether the span is a voice at all."""
    return phrase(span.of(text)).kind in VOICES


def _subject(text: str, start: int, end: int) -> Span | None:
    """The noun phrase right before a verb: what stands after the last comma or the beginning of the sentence."""
    window = text[max(start, end - 80) : end]
    marks = (", ", "; ", "“", "”", "\n")
    cut = max((window.rfind(mark) + len(mark) for mark in marks if mark in window), default=0)
    span = trimmed(Span(end - len(window) + cut, end), text)
    for word in (" has", " had", " also", " later", " have"):
        if text[span.start : span.end].endswith(word):
            span = Span(span.start, span.end - len(word))
    return span if span.end > span.start else None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _in(at: int, aside: tuple[Span, ...]) -> bool:
    return any(s.start <= at < s.end for s in aside)
