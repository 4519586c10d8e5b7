"""The path of voices from the publisher to the origin of what one attribution says."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.chain_carriers import Link, beside, fronted, links, nameless, noun_phrase, outlet_told
from reportedly.attribute.sources import KEPT_BACK
from reportedly.core.spans import Span, hull

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.attribute.draft import Draft
    from reportedly.attribute.source_voice import Voice

TELLING = frozenset({"told", "tell", "tells", "telling"})
LONGEST_FRAME = 700
"""Characters around the cue that are searched for carriers, when a sentence is longer."""


def frame(sentences: Sequence[Span], starts: Sequence[int], draft: Draft) -> Span | None:
    """The sentence of the cue and source, where carriers are named; None when the draft has neither."""
    frames = (*draft.source, *draft.cue)
    if not frames:
        return None
    inner = hull(frames)
    if not sentences:
        return inner
    first = sentences[max(bisect_right(starts, inner.start) - 1, 0)]
    last = sentences[max(bisect_right(starts, max(inner.end - 1, inner.start)) - 1, 0)]
    span = Span(min(first.start, inner.start), max(last.end, inner.end))
    if span.end - span.start > LONGEST_FRAME:
        span = Span(max(span.start, inner.start - LONGEST_FRAME // 2), min(span.end, inner.end + LONGEST_FRAME // 2))
    return span


def told(text: str, draft: Draft) -> Span | None:
    """The receiver: the draft's addressee, else the words after "told" in the cue or right behind it."""
    if draft.addressee:
        return hull(draft.addressee)
    for cue in draft.cue:
        words = cue.of(text).split()
        if words and words[0].lower() in TELLING:
            start = cue.start + len(words[0])
            while start < len(text) and text[start] in " \u00a0":
                start += 1
            return noun_phrase(text, start, min(len(text), start + 80))
    return None


def told_again(text: str, draft: Draft, outlets: Mapping[str, Voice]) -> Voice | None:
    """The outlet told before that one word of its name takes up as who is told: "told Corax" behind "told Radio Corax".

    outlets: those told before, by every word of their names.
    """
    to = told(text, draft)
    word = to.of(text) if to is not None else ""
    another = word in lexicon.country_names() or word in lexicon.seats() or word.lower() in lexicon.given_names()
    if not word[:1].isupper() or not word.isalpha() or another:
        return None
    return outlets.get(word)


def _excused(text: str, source: Span, link: Link) -> bool:
    """Whether the words only say why the source gives no name: "who declined to be named, citing an inquiry"."""
    between = text[source.start : link.span.start]
    return len(between) < LONGEST_EXCUSE and KEPT_BACK.search(between) is not None


LONGEST_EXCUSE = 160
"""Characters of a source up to what it cites for giving no name."""


def _between_semicolons(text: str, sentence: Span, draft: Draft) -> Span:
    """The stretch of the sentence, between semicolons outside the content, that holds source and cue."""
    inner = hull((*draft.source, *draft.cue))
    marks = [m.start() for m in re.finditer(";", text[sentence.start : sentence.end])]
    outside = [
        at for at in (m + sentence.start for m in marks) if not any(c.start <= at < c.end for c in draft.content)
    ]
    start = max([sentence.start, *(at + 1 for at in outside if at < inner.start)])
    return Span(start, min([sentence.end, *(at for at in outside if at >= inner.end)]))


def named_links(text: str, sentence: Span | None, draft: Draft) -> tuple[Link, ...]:
    """Carriers and deeper voices that the draft's own sentence names."""
    if sentence is None:
        return ()
    source = hull(draft.source) if draft.source else None
    clause = _between_semicolons(text, sentence, draft)
    found = tuple(
        link
        for link in links(text, clause, draft.content, source)
        if not (source and link.deeper and _excused(text, source, link))
    )
    to = told(text, draft)
    if to is not None and not any(link.span.meets(to) for link in found):
        outlet = outlet_told(text, to)
        if outlet or (nameless(text, to) and re.search(r"[ \d]", to.of(text).removeprefix("the "))):
            found = (Link(span=outlet or to, deeper=False, why=f"told {to.of(text)}", outlet=outlet is None), *found)
    opening = fronted(text, clause, draft)
    found = (*found, *(f for f in opening if not any(f.span.meets(link.span) for link in found)))
    if draft.cue:
        more = (b for b in beside(text, draft) if not any(b.span.meets(link.span) for link in found))
        found = (*found, *(b for b in more if source is None or not b.span.meets(source)))
    return found


def path(
    before: Sequence[Voice], carriers: Sequence[Voice], voice: Voice, deeper: Sequence[Voice]
) -> tuple[Voice, ...]:
    """The voices in order, each once: what stands before, the carriers, the source, what it cites."""
    found: list[Voice] = []
    for step in (*before, *carriers, voice, *deeper):
        if step not in found:
            found.append(step)
    last = deeper[-1] if deeper else voice
    if found[-1] is not last:
        found.remove(last)
        found.append(last)
    return tuple(found)
