"""Speaker labels: “OLSEN: I was there.” and “[Olsen] I was there.” in transcripts, a form of its own that no verb announces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.acts import is_saying
from reportedly.attribute.draft import Draft
from reportedly.attribute.quotes import paragraphs
from reportedly.attribute.source_words import PREPOSITIONS
from reportedly.attribute.statements import FIRST_PERSON
from reportedly.core.data import toml
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.attribute.quotes import Quotation

MIN_BRACKETED = 2
"""Paragraphs with a name in square brackets in front that make a text a transcript, as monitoring services print them."""
MIN_TURNS = 3
"""Labelled paragraphs that make a text a transcript; one or two may be headings ("UPDATE: …", "Correction: …")."""

_NAME = r"[A-Z][\w.'’-]{0,20}"
_ASKS = r"reporter|correspondent|announcer|interviewer|moderator|host|anchor|speaker"
"""Who speaks without a name: "[Studio reporter]"."""
_LABEL = re.compile(
    rf"[\"“‘]?(?P<who>{_NAME}(?:[ \u00a0]{_NAME}){{0,4}})(?:[ \u00a0]\([^()\n]{{1,40}}\))?[ \u00a0]?(?P<cue>:)[ \u00a0]+(?=\S)"
)
_BRACKETED = re.compile(
    rf"(?:\[[^\[\]\n]{{1,40}}\][ \u00a0]+)?\[(?P<who>{_NAME}(?:[ \u00a0](?:(?:(?:de|del|la|al|el)[ \u00a0]){{0,2}}{_NAME}|{_ASKS})){{0,4}})"
    r"(?:, [^\[\]\n]{1,30})?(?P<cue>\])[ \u00a0]+(?=\S)"
)
_SPEECH = re.compile(
    rf"\[(?:{'|'.join(lexicon.entries(toml('carriers')['transcripts']['spoken']))})\b[^\[\]\n]{{0,60}}\][ \u00a0]+\[(?P<who>[^\[\]\n,]{{4,80}})(?:,[^\[\]\n]{{1,80}})?(?P<cue>\])"
    r"(?:[ \u00a0]+\[[^\[\]\n]{1,40}\]){0,4}[ \u00a0]+(?=[^\[\s])",
    re.IGNORECASE,
)
"""Whose speech the whole text is: "[Speech] [President Ana Brecht] [Text] I greet you."."""
_RECORDED = re.compile(r"\[begin recording\]", re.IGNORECASE)
_ENDED = re.compile(r"\[(?:end (?:of )?recording|recording ends?)\]", re.IGNORECASE)
_OPENING = re.compile(r"[^\[\]\n]{4,120}[ \u00a0][-–—]{1,2}[ \u00a0]+(?=\[)")
"""A dateline in front of the first label: "OSMUND BAY, 3 May 90 (Ridge Radio) -- [Text] [Olsen] I was there."."""
_TAG = re.compile(r"\[([^\[\]\n]{1,160})\][ \u00a0]+")
NO_SPEAKER = frozenset(lexicon.entries(toml("carriers")["transcripts"]["no_speaker"]))


def turns(text: str, found: Sequence[Draft]) -> list[Draft]:
    r"""A draft for every labelled paragraph of a transcript that no draft in `found` has read already.

    A text is a transcript when at least two speakers share MIN_TURNS labelled paragraphs or more, or MIN_BRACKETED have a
    name in square brackets (one is enough behind "[Begin recording]", or in front of the whole text). Where names stand in
    square brackets, a paragraph without one is the last speaker's, as long as the whole text or a recording is a speaker's, or
    a speaker's name comes again below.

    >>> talk = "OLSEN: The lamp was out.\n\nRUIZ: Since when?\n\nOLSEN: Since the storm."
    >>> [d.source[0].of(talk) for d in turns(talk, [])]
    ['OLSEN', 'RUIZ', 'OLSEN']
    """
    labelled = [_turn(text, line, m) for line, m in _labels(text) if not any(_reads(d, m.start("cue")) for d in found)]
    return [*labelled, *_unlabelled(text, found)]


def to_the_end(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that read a speaker's label of a transcript with the whole paragraph as what is said."""
    whole = {m.start("cue"): trimmed(Span(m.end(), line.end), text) for line, m in _labels(text)}
    return [
        replace(d, content=(whole[at],)) if (at := next((c.end - 1 for c in d.cue), -1)) in whole else d for d in found
    ]


def _labels(text: str) -> list[tuple[Span, re.Match[str]]]:
    """The labelled paragraphs of a transcript; none when the text is no transcript."""
    labelled = [(line, m) for line in paragraphs(text) if (m := _LABEL.match(text, line.start, line.end))]
    speakers = [m["who"] for _, m in labelled]
    spoken = len(labelled) >= MIN_TURNS and 2 <= len(set(speakers)) < len(speakers)
    return sorted([*(labelled if spoken else ()), *_bracketed(text)], key=lambda turn: turn[0])


def _bracketed(text: str) -> list[tuple[Span, re.Match[str]]]:
    """The paragraphs that a name in square brackets opens."""
    if "[" not in text:
        return []
    lines = paragraphs(text)
    first = _behind_tags(text, _first(text))
    found = [(line, m) for line in lines if (m := _BRACKETED.match(text, line.start, line.end))]
    named = [(line, m) for line, m in found if m["who"].lower() not in NO_SPEAKER]
    return [*first, *named] if first or len(named) >= MIN_BRACKETED or _RECORDED.search(text) else []


def _first(text: str) -> Span:
    """The first paragraph with words."""
    lines = paragraphs(text)
    return next((line for line in lines if line.of(text).strip()), lines[0])


def _behind_tags(text: str, line: Span) -> list[tuple[Span, re.Match[str]]]:
    """The first paragraph, when a dateline and tags ("[Text]") stand before a name in brackets and nothing but words behind it."""
    opening = _OPENING.match(text, line.start, line.end)
    if not opening:
        return []
    at = opening.end()
    speech = _SPEECH.match(text, at, line.end)
    if speech and speech["who"].lower() not in NO_SPEAKER:
        return [(line, speech)]
    while (tag := _TAG.match(text, at, line.end)) and (tag[1].lower() in NO_SPEAKER or text.startswith("[", tag.end())):
        at = tag.end()
    label = _BRACKETED.match(text, at, line.end) if at > opening.end() else None
    return [(line, label)] if label and label["who"].lower() not in NO_SPEAKER and text[label.end()] != "[" else []


def _unlabelled(text: str, found: Sequence[Draft]) -> list[Draft]:
    """A draft for every paragraph in which the speaker of a name in square brackets goes on."""
    labels = _bracketed(text)
    if not labels:
        return []
    labelled = {line for line, _ in labels}
    times = Counter(m["who"] for _, m in labels)
    whole = _behind_tags(text, _first(text)) != []
    again = max((line.start for line, m in labels if times[m["who"]] > 1), default=0)
    speaks, recording, new = False, False, []
    for line in paragraphs(text):
        words = line.of(text).strip()
        open_ = whole or line.start < again or recording
        speaks = line in labelled or (speaks and (not words or open_ or FIRST_PERSON.search(words) is not None))
        if speaks and words and line not in labelled:
            if _NO_SPEECH.match(words) or not _is_free(line, found):
                speaks = open_
            else:
                why = ("the speaker of a transcript goes on",)
                content = (trimmed(line, text),)
                new.append(Draft(source=(), cue=(), content=content, quote="direct", p_attribution=0.8, why=why))
        speaks = speaks and _ENDED.search(words) is None
        recording = _recording(words, begun=recording)
    return new


_NO_SPEECH = re.compile(r"\s*(?:[“\"«‘*©]|copyright\b|read more|source:|\(?end)", re.IGNORECASE)
"""How a paragraph begins that nobody of a transcript speaks."""


def _recording(words: str, *, begun: bool) -> bool:
    """Whether a recording runs on behind a paragraph, by its last mark; `begun`: whether one ran before it."""
    last = max(
        ((m.start(), mark is _RECORDED) for mark in (_RECORDED, _ENDED) for m in mark.finditer(words)), default=None
    )
    return begun if last is None else last[1]


def _is_free(line: Span, found: Sequence[Draft]) -> bool:
    """Whether no draft without a cue, a quotation that others have claimed, covers the paragraph already."""
    return not any(not d.cue and part.holds(line) for d in found for part in d.content)


_SAYS = re.compile(
    r"(?:^|(?<=[.!?…”’\"] )|(?<=\n))(?P<who>[^\W\d_a-z][^.:!?“”\"«»\n]{1,80}?)[ \u00a0]?(?P<cue>:|[ \u00a0][–—-])[ \u00a0](?=[“\"‘«])",
    re.MULTILINE,
)
LONGEST_SPEAKER = 14
"""Words of a speaker that stands before a colon or dash and a quotation."""


def introduced(text: str, quoted: Sequence[Quotation], found: Sequence[Draft]) -> list[Draft]:
    """A draft for every quotation that nobody claims and that a speaker's name and a colon or dash stand right before.

    >>> from reportedly.attribute.quotes import quotations
    >>> post = "The mayor: “Stay underground until the siren.”"
    >>> [d.source[0].of(post) for d in introduced(post, quotations(post), [])]
    ['The mayor']
    """
    by_start = {q.span.start: q.span for q in quoted}
    new = []
    for match in _SAYS.finditer(text):
        words, quotation = match["who"].split(), by_start.get(match.end())
        verb = any(is_saying(word.lower()) for word in words[1:] if word.islower())
        verb = verb or words[0].lower() in PREPOSITIONS
        if quotation is None or verb or len(words) > LONGEST_SPEAKER:
            continue
        if any(c.meets(quotation) for d in found for c in d.content):
            continue
        who, cue = (Span(*match.span(part)) for part in ("who", "cue"))
        why = (f"quotation behind “{who.of(text)}{match['cue']}”",)
        new.append(
            Draft(
                source=(trimmed(who, text, ","),),
                cue=(trimmed(cue, text),),
                content=(quotation,),
                quote="direct",
                p_attribution=0.85,
                why=why,
            )
        )
    return new


def _reads(draft: Draft, label_end: int) -> bool:
    return any(cue.start <= label_end < cue.end for cue in draft.cue)


def _turn(text: str, line: Span, label: re.Match[str]) -> Draft:
    return Draft(
        source=(Span(*label.span("who")),),
        cue=(Span(*label.span("cue")),) if label["cue"] == ":" else (),
        content=(trimmed(Span(label.end(), line.end), text),),
        quote="direct",
        p_attribution=0.9,
        why=("speaker label of a transcript",),
    )
