"""Tagger output to drafts: quotation marks, paragraphs and nesting, which the tagger does not see."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.attribute import quotes
from reportedly.attribute.addressee import addressee
from reportedly.attribute.captions import credited_lines
from reportedly.attribute.draft import Draft
from reportedly.attribute.hedges import hearsay, idioms
from reportedly.attribute.source_edges import whole_phrase
from reportedly.attribute.statements import with_statements
from reportedly.attribute.transcripts import introduced, to_the_end, turns
from reportedly.attribute.whole import reclaimed, whole
from reportedly.core.spans import Span, hull, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.attribute.quotes import Quotation
    from reportedly.core.ports import Tagged
    from reportedly.core.records import Report
    from reportedly.core.spans import Spans

MIN_FREE_WORDS = 4
"""A free-standing quotation has at least so many words; shorter ones are headings, names and scare quotes."""

_WORD = re.compile(r"\w+")
_MARKER = re.compile(r"[\s–—-]{0,6}\[TEXT\]")
"""What archives of wire reports put behind the dateline."""
_SENTENCE_CLOSE = re.compile(r"[.!?…,][\"”’'»]*$")


def drafts(report: Report, sentences: Sequence[Span], tagged: Sequence[Tagged]) -> tuple[Draft, ...]:
    """Drafts in reading order: every tagged attribution becomes one, and more are added.

    The others are turns of a transcript, hearsay, and quotations that nobody claimed.
    """
    text = report.text
    quoted = quotes.quotations(text)
    odd = idioms(text)
    found = [_draft(t, quoted, report) for t in tagged]
    found = [d for d in found if d.quote == "direct" or not any(s.meets(cue) for s in odd for cue in d.cue)]
    found = _once(found)
    taken = [s for d in found for s in (*d.cue, *d.content)]
    found = [_with_whole_source(d, text, sentences, found, taken) for d in found]
    found += hearsay(text, sentences, found)
    found = to_the_end(text, found)
    found += turns(text, found)
    found += credited_lines(text, found)
    found += introduced(text, quoted, found)
    found = with_statements(text, found)
    found = _spread(found, quoted, text)
    found += _free_standing(found, quoted, text)
    found.sort(key=lambda d: (hull(d.content + d.cue + d.source), d.cue))
    return relinked(found, text)


def _once(found: list[Draft]) -> list[Draft]:
    """The drafts without those that give a likelier one's content again, for the same source or from inside its source."""
    kept: list[int] = []
    for k in sorted(range(len(found)), key=lambda k: -found[k].p_attribution):
        draft, likelier = found[k], [found[j] for j in kept]
        if not any(
            d.content == draft.content and (d.source == draft.source or _holds(d.source, draft.cue)) for d in likelier
        ):
            kept.append(k)
    return [found[k] for k in sorted(kept)]


def _holds(outer: Spans, inner: Spans) -> bool:
    return any(part.holds(span) for part in outer for span in inner)


def _draft(tagged: Tagged, quoted: tuple[Quotation, ...], report: Report) -> Draft:
    text = report.text
    cue, receiver = addressee(tagged.cue, tagged.content, text, (tagged.source,) if tagged.source else ())
    source = (
        _whole_handle(_without_loose_ends(trimmed(tagged.source, text, ",;:"), text), text) if tagged.source else None
    )
    if source and source.start == source.end:
        source = None
    if source and any(source.meets(to) for to in receiver):
        receiver = ()
    near = tuple(q for q in quoted if any(q.span.start <= c.end and c.start <= q.span.end for c in tagged.content))
    parts = (quotes.with_marks(part, near, text) for part in tagged.content)
    parts = (_after_year(_after_dash(_after_dateline(part, report), text), text) for part in parts)
    content = _merged(tuple(parts))
    content = _unbroken(content, near, (cue, source) if source else (cue,))
    return Draft(
        source=(source,) if source else (),
        cue=(cue,),
        content=content,
        quote=quotes.kind(content, near, text),
        p_attribution=round(tagged.p_cue, 4),
        why=(f"tagger: cue “{cue.of(text)}” {tagged.p_cue:.2f}, content {tagged.p_content:.2f}",),
        addressee=receiver,
        leaning=tagged.leaning,
    )


def _with_whole_source(
    draft: Draft, text: str, sentences: Sequence[Span], found: Sequence[Draft], taken: Sequence[Span]
) -> Draft:
    """The draft with its source grown to whole names, or to the longer one that another draft of the sentence has.

    taken: cues and contents of all of them, which no source runs into.
    """
    if not draft.source:
        return draft
    (source,) = draft.source
    longer = {
        s for d in found for s in d.source if s.start == source.start and s.end > source.end and "," not in s.of(text)
    }
    if longer:
        return replace(draft, source=(max(longer),))
    sentence = next((s for s in sentences if s.holds(source)), source)
    cues = [s for s in taken if s.start < sentence.end and sentence.start < s.end]
    source = whole_phrase(source, draft.cue[0], text, cues)
    own = reclaimed(source, draft.content, text)
    if own == source:
        return replace(draft, source=(whole(source, text, sentence, (*draft.cue, *draft.content)),))
    left = (_left_of(p, own, text) for p in draft.content if not own.holds(p))
    content = tuple(p for p in left if p.start < p.end)
    return replace(draft, source=(own,), content=content) if content else draft


def _left_of(part: Span, source: Span, text: str) -> Span:
    """The part without what the source has reclaimed of it."""
    return trimmed(Span(part.start, source.start), text, ",") if part.start < source.start < part.end else part


LOOSE_END = re.compile(r"(?<=\w)\s+(?:on|in|at|of|to|by|for|from|with|and|that|who|which|as)$", re.IGNORECASE)
"""A small word that the tagger has left at the end of a source: "the army on" of "the army on Tuesday accused"."""
LEADING_DASH = re.compile(r"[-–—]\s+")


LOOSE_START = re.compile(r"(?:of|by|from|to)\s+(?=the |an? |his |her |its |their )", re.IGNORECASE)
"""A preposition that belongs to the cue: "of the mayor" behind "according to the words"."""


def _without_loose_ends(source: Span, text: str) -> Span:
    loose = LOOSE_END.search(text[max(source.start, source.end - 20) : source.end])
    end = source.end - len(loose.group()) if loose else source.end
    before = LOOSE_START.match(text, source.start, end)
    return Span(before.end() if before else source.start, end)


HANDLE = re.compile(r"(?<=@)\w[\w.]{0,40}\b")


def _whole_handle(source: Span, text: str) -> Span:
    """The source with the account whose sign it ends on: "@" of "@northbank_watch"."""
    handle = HANDLE.match(text, source.end) if text[source.start : source.end].endswith("@") else None
    return Span(source.start, handle.end()) if handle else source


def _after_dash(part: Span, text: str) -> Span:
    """The part without the dash of a dateline or a list that it opens with."""
    dash = LEADING_DASH.match(text, part.start, part.end)
    return Span(dash.end(), part.end) if dash and dash.end() < part.end else part


BEFORE_YEAR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?, $"
)
YEAR = re.compile(
    r"(?:19|20)\d\d(?:,\s+|\s+(?=(?:an?|the|at|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|his|her|their|he|she|they|it)\b))"
)


def _after_year(part: Span, text: str) -> Span:
    """The part without the year of a date that it cuts: "May 3, 2023 two men died"."""
    year = YEAR.match(text, part.start, part.end)
    return (
        Span(year.end(), part.end) if year and BEFORE_YEAR.search(text[max(0, part.start - 20) : part.start]) else part
    )


def _after_dateline(part: Span, report: Report) -> Span:
    """The part without the dateline ("OSLO, May 3 (Agency) -") that it opens with: place and agency are not what was said."""
    if not report.dateline:
        return part
    end = report.text.find(report.dateline, 0, len(report.dateline) + 40) + len(report.dateline)
    marker = _MARKER.match(report.text, end)
    end = marker.end() if marker else end
    return trimmed(Span(end, part.end), report.text, "-–—: ") if part.start < end < part.end else part


def _unbroken(content: Spans, near: tuple[Quotation, ...], aside: Spans) -> Spans:
    """The content without gaps inside one quotation: what stands between one pair of marks has one speaker."""
    filled = list(content)
    for quotation in near:
        inside = [part for part in content if quotation.span.meets(part)]
        if len(inside) > 1 and not any(quotation.span.meets(span) for span in aside):
            filled.append(hull(inside))
    return _merged(tuple(filled))


def _merged(parts: Spans) -> Spans:
    joined: list[Span] = []
    for part in sorted(parts):
        if joined and part.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return tuple(joined)


def _covered(span: Span, found: Sequence[Draft]) -> bool:
    """Whether some content holds more than half of the span."""
    near = (d for d in found if d.content[0].start < span.end and d.content[-1].end > span.start)
    return any(_overlap(span, d) * 2 > span.end - span.start for d in near)


def _overlap(span: Span, draft: Draft) -> int:
    return sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in draft.content)


def _spread(found: list[Draft], quoted: tuple[Quotation, ...], text: str) -> list[Draft]:
    """Give unclaimed quotations to the one that opened them: same paragraph after a quotation, or over paragraphs."""
    lines = quotes.paragraphs(text)
    line_of = _lines(quoted, lines)
    for before, after in pairwise(quoted):
        if _covered(after.span, found):
            continue
        owner = next(
            (i for i, d in enumerate(found) if _overlap(before.span, d) * 2 > before.span.end - before.span.start), None
        )
        if owner is None:
            continue
        same_line = line_of[before.span] == line_of[after.span]
        runs_on = (
            not before.closed
            and line_of[after.span] == line_of[before.span] + 1
            and lines[line_of[after.span]].start == after.span.start
        )
        if runs_on or (
            same_line and _is_speech(after.span, text) and _only_quoted_since(before, after, found[owner], text)
        ):
            reason = "quotation runs over paragraphs" if runs_on else "second part of a split quotation"
            found[owner] = replace(
                found[owner], content=_merged((*found[owner].content, after.span)), why=(*found[owner].why, reason)
            )  # fmt: skip
    return found


def _lines(quoted: tuple[Quotation, ...], lines: tuple[Span, ...]) -> dict[Span, int]:
    at, where = 0, {}
    for quotation in quoted:
        while lines[at].end < quotation.span.end:
            at += 1
        where[quotation.span] = at
    return where


def _is_speech(span: Span, text: str) -> bool:
    """Long enough, closed like a sentence, and not set like a title (every second long word in capitals)."""
    words = _WORD.findall(text, span.start, span.end)
    later = [w for w in words[1:] if len(w) > 3]
    titled = 2 * sum(w[0].isupper() for w in later) > len(later) and len(words) < 12
    return len(words) >= MIN_FREE_WORDS and not titled and bool(_SENTENCE_CLOSE.search(text[span.start : span.end]))


def _only_quoted_since(before: Quotation, after: Quotation, owner: Draft, text: str) -> bool:
    """Whether nothing but the owner's source and cue stands between two quotations: “…,” he said. “…”."""
    between = Span(before.span.end, after.span.start)
    own = sum(
        max(0, min(between.end, s.end) - max(between.start, s.start))
        for s in owner.source + owner.cue + owner.addressee
    )
    return len(_WORD.findall(between.of(text))) <= 2 or own * 3 >= between.end - between.start


def _free_standing(found: list[Draft], quoted: tuple[Quotation, ...], text: str) -> list[Draft]:
    lines = quotes.paragraphs(text)
    where = _lines(quoted, lines)
    by_line: dict[int, list[Quotation]] = {}
    for quotation in quoted:
        by_line.setdefault(where[quotation.span], []).append(quotation)
    free = []
    for index, own in by_line.items():
        line = lines[index]
        words = [Span(*m.span()) for m in _WORD.finditer(text, line.start, line.end)]
        outside = [w for w in words if not any(q.span.holds(w) for q in own)]
        spans = tuple(q.span for q in own if not _covered(q.span, found))
        if spans and len(outside) * 20 <= len(words) and any(_is_speech(s, text) for s in spans):
            free.append(
                Draft(source=(), cue=(), content=spans, quote="direct", p_attribution=0.8, why=("free-standing quotation",))
            )  # fmt: skip
    return free


def relinked(found: Sequence[Draft], text: str) -> tuple[Draft, ...]:
    """The drafts with `within` and `continues` filled in, in the same order."""
    hulls = [hull(d.content) for d in found]
    line_starts = [p.start for p in quotes.paragraphs(text)]
    placed = []
    for i, draft in enumerate(found):
        words = hull(draft.cue + draft.content)
        around = [
            j
            for j, h in enumerate(hulls)
            if j != i and h.holds(words) and h != hulls[i] and _in_one_part(found[j], words)
        ]
        within = min(around, key=lambda j: hulls[j].end - hulls[j].start, default=None)
        placed.append(replace(draft, within=within, continues=None))
    return tuple(
        d if d.cue or d.source else replace(d, continues=_speaker_before(i, placed, line_starts))
        for i, d in enumerate(placed)
    )


def _in_one_part(outer: Draft, words: Span) -> bool:
    return any(part.holds(words) for part in outer.content)


def _speaker_before(index: int, found: Sequence[Draft], line_starts: list[int]) -> int | None:
    """The last one to speak in the paragraph before, not within another's words; a free-standing quotation hands on whom it continues."""
    start = found[index].content[0].start
    earlier = [s for s in line_starts if s <= start]
    if len(earlier) < 2:
        return None
    speakers = [
        (max(s.end for s in d.cue + d.content), j)
        for j, d in enumerate(found)
        if j != index
        and (d.within is None or d.within == found[index].within)
        and earlier[-2] <= d.content[-1].end
        and d.content[0].start < start
        and max(s.end for s in d.cue + d.content) <= earlier[-1]
    ]
    return max(speakers)[1] if speakers else None
