"""What is said of one incident: every attribution that speaks of it, every own sentence of a publisher that does."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.data import toml
from reportedly.core.spans import Span, hull, words_of
from reportedly.weigh.carried import opens_with_denial
from reportedly.weigh.context import answers, loose_counts, said_by_nobody
from reportedly.weigh.names import folded
from reportedly.weigh.publishers import known_outlet, publisher_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Cluster
    from reportedly.core.records import Attribution, Event, Source
    from reportedly.core.spans import Spans
    from reportedly.weigh.shelf import Page, Shelf

_WORDS = toml("weigh")
_PRESUPPOSING = frozenset(_WORDS["presupposing_acts"])
_DENYING = frozenset({"deny", "state", "accuse", "admit", "claim_responsibility"})
_ASKED = re.compile(r"\W{0,3}(?:who|whom|whose|what|which|where|when|why|how|whether|if)\b", re.IGNORECASE)
"""A denied cue before one of these rejects nothing: "did not say who", "could not confirm whether"."""
_REAL = frozenset({"happened", "denied"})
_OUTLET_KINDS = frozenset({"outlet", "channel"})

_WATCHING = re.compile(
    rf"\b(?:{'|'.join(_WORDS['watchers'])})\b[^.!?\n]{{0,80}}?\b(?:{'|'.join(_WORDS['seeing'])})\b", re.IGNORECASE
)
_NO_CLAIM = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS['nobody'])})\b[^.!?\n]{{0,60}}?\b(?:claim|responsib)")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|stands?|stood|faces?|faced)\s+(?:\w+\s+){0,2}"
    r"(?:accused|charged|blamed|suspected|alleged|indicted|convicted|implicated|charges?|named)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")
_SENTENCE_REACH = 600
_DIRECT = 2
"""Links from a publisher to a voice that nobody stands between: "our teams" of a statement are its publisher."""


class VoiceKey(NamedTuple):
    """A voice in one report: a source id, or OWN or WATCHING for the publisher's own."""

    report: str
    source: str


OWN = ""
WATCHING = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One saying about one incident.

    attribution: None in the publisher's own voice. via: keys of the outlets it came through, the report's publisher
    included. denies: it rejects what it speaks of. presupposes: it takes the incident for granted (a demand, a
    condolence). words: folded content words, to compare claims. position: first character of it.
    """

    voice: VoiceKey
    attribution: str | None
    spans: Spans
    source_spans: Spans
    events: tuple[str, ...]
    figures: tuple[str, ...]
    via: tuple[str, ...]
    denies: bool
    presupposes: bool
    words: frozenset[str]

    @property
    def position(self) -> int:
        """First character of the claim."""
        return self.spans[0].start


def is_outlet(source: Source) -> bool:
    """Whether a source is an outlet, agency or channel, by its kind or by the publisher table."""
    if source.identity == "unnamed":
        return False
    return source.kind in _OUTLET_KINDS or (source.kind == "organisation" and known_outlet(source.name))


def sentence_around(text: str, span: Span) -> Span:
    """The sentence of a span by its marks, at most 600 characters to either side; a newline always ends it."""
    before = text[max(0, span.start - _SENTENCE_REACH) : span.start]
    ends = [m.end() for m in _SENTENCE_END.finditer(before)]
    start = span.start - len(before) + (ends[-1] if ends else 0)
    after = _SENTENCE_END.search(text, span.end, min(len(text), span.end + _SENTENCE_REACH))
    end = after.end() if after else min(len(text), span.end + _SENTENCE_REACH)
    sentence = text[start:end]
    return Span(start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip()))


def claims_of(cluster: Cluster, shelf: Shelf) -> tuple[Claim, ...]:
    """All claims about the incident, by report id and position.

    When some mention says that it happened or did not, those that only plan, threaten or suppose it are left out.
    """
    mentioned: dict[str, list[Event]] = defaultdict(list)
    for ref in sorted(set(cluster.events)):
        page = shelf.pages.get(ref.report)
        if page and (event := page.events.get(ref.event)):
            mentioned[ref.report].append(event)
    real = any(e.mode in _REAL for events in mentioned.values() for e in events)
    claims: list[Claim] = []
    for report, events in sorted(mentioned.items()):
        told = [e for e in events if (not real or e.mode in _REAL) and not _denies_something_else(e, cluster)]
        claims += _claims_in(shelf.pages[report], shelf, told, events)
    return tuple(claims)


def _denies_something_else(event: Event, cluster: Cluster) -> bool:
    """Whether a publisher only says that something else did not happen: "no aid has come since the strike"."""
    kinds = {event.type, event.sub_type} & {cluster.type, cluster.sub_type}
    return event.mode == "denied" and event.attribution is None and not kinds


def _claims_in(page: Page, shelf: Shelf, told: list[Event], mentioned: list[Event]) -> list[Claim]:
    own_key = shelf.own_key(page.id)
    events: dict[str | None, dict[str, Event]] = defaultdict(dict)
    figures: dict[str | None, set[str]] = defaultdict(set)
    for event in told:
        holder = event.attribution if event.attribution in page.attributions else None
        events[holder][event.id] = event
        for figure_id in event.figures:
            if figure_id in page.figures:
                said_in = page.figures[figure_id].attribution
                figures[said_in if said_in in page.attributions else None].add(figure_id)
    by_context = answers(page, mentioned)
    for figure_id, said_in in loose_counts(page, mentioned):
        figures[said_in].add(figure_id)
    sayings = {*events, *figures, *by_context}
    claims = [
        _attributed(page, own_key, page.attributions[said], events.get(said, {}), figures.get(said, set()))
        for said in sayings
        if said is not None and not said_by_nobody(page, page.attributions[said])
    ]
    claims += _own(page, own_key, events.get(None, {}), figures.get(None, set()))
    return sorted(claims, key=lambda c: (c.position, c.voice, c.attribution or ""))


def _is_the_accused(page: Page, said: Attribution) -> bool:
    """Whether the source does not accuse but is accused ("Kime is charged with"): nobody is named who says so."""
    return any(_PASSIVE.search(page.text[max(0, cue.start - 24) : cue.end]) for cue in said.cue[:1])


def _attributed(page: Page, own_key: str, said: Attribution, events: dict[str, Event], figures: set[str]) -> Claim:
    source = page.sources.get(said.voice)
    links = [page.sources[s] for s in said.chain[1:-1] if s in page.sources]
    own = (
        source is None
        or (said.act == "accuse" and _is_the_accused(page, said))
        or (said.voice,) == said.chain[:1]
        or (folded(source.name).split()[:1] in (["we"], ["our"]) and said.within is None and len(said.chain) <= _DIRECT)
        or (is_outlet(source) and publisher_key(source.name) in {own_key, page.publisher_key})
    )
    words = words_of(said.content, page.text)
    unsaid = said.polarity == "denied" and (said.act not in _DENYING or bool(_ASKED.match(words)))
    nothing_happened = bool(events) and all(e.mode == "denied" for e in events.values()) and said.act in _DENYING
    carried, denier = opens_with_denial(said, page.reading), page.carried.get(said.id)
    denies = not unsaid and (said.act == "deny" or said.polarity == "denied" or nothing_happened)
    denies = denier is not None or (denies and not carried)
    if denier is not None:
        links = [*links, *([source] if source else [])]
    return Claim(
        voice=VoiceKey(page.id, denier.id if denier else OWN if own else said.voice),
        attribution=said.id,
        spans=said.content or said.cue or said.source or (Span(0, 0),),
        source_spans=said.source or said.cue,
        events=tuple(sorted(events)),
        figures=tuple(sorted(figures)),
        via=tuple(sorted({own_key, page.publisher_key} | {publisher_key(s.name) for s in links if is_outlet(s)})),
        denies=denies,
        presupposes=(unsaid or carried or said.act in _PRESUPPOSING) and not denies,
        words=content_words(words),
    )


def _own(page: Page, own_key: str, events: dict[str, Event], figures: set[str]) -> list[Claim]:
    """One claim a sentence."""
    spots: list[tuple[Spans, str | None, str | None]] = [(e.trigger, e.id, None) for e in events.values() if e.trigger]
    spots += [(page.figures[f].spans, None, f) for f in figures if page.figures[f].spans]
    held: dict[Span, list[tuple[str | None, str | None]]] = defaultdict(list)
    for spans, event, figure in sorted(spots, key=lambda s: (s[0], s[1] or "", s[2] or "")):
        known = next((s for s in held if s.holds(spans[0])), None)
        held[known or sentence_around(page.text, hull(spans))].append((event, figure))
    claims = []
    attributed = [part for a in page.reading.attributions for part in (*a.content, *a.source)]
    affirmed = any(e.mode == "happened" for e in events.values())
    for sentence, held_here in held.items():
        of_events = tuple(sorted({e for e, _ in held_here if e}))
        text = sentence.of(page.text)
        if _NO_CLAIM.search(text):
            continue
        seen = _WATCHING.search(text)
        watching = seen is not None and not any(
            Span(*seen.span()).moved(sentence.start).meets(part) for part in attributed
        )
        claims.append(
            Claim(
                voice=VoiceKey(page.id, WATCHING if watching else OWN),
                attribution=None,
                spans=(sentence,),
                source_spans=(sentence,),
                events=of_events,
                figures=tuple(sorted({f for _, f in held_here if f})),
                via=tuple(sorted({own_key, page.publisher_key})),
                denies=not affirmed and bool(of_events) and all(events[e].mode == "denied" for e in of_events),
                presupposes=False,
                words=content_words(text),
            )
        )
    return claims


def content_words(text: str) -> frozenset[str]:
    """Folded words of more than three letters and all numbers, to compare what two claims say."""
    words = (w for part in re.split(r"\s+", text[:4000]) for w in folded(part).split())
    return frozenset(w for w in words if len(w) > 3 or w.isdigit())


def likeness(first: Iterable[str], second: Iterable[str]) -> float:
    """Share of common words (Jaccard), 0..1."""
    first, second = frozenset(first), frozenset(second)
    return len(first & second) / len(first | second) if first or second else 0.0
