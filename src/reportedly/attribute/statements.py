"""Statements printed below the words that introduce them, without quotation marks, as press offices send them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute.acts import is_saying
from reportedly.attribute.draft import Draft
from reportedly.attribute.quotes import paragraphs
from reportedly.attribute.source_phrase import phrase
from reportedly.core.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTRODUCES = re.compile(
    r"\s(?P<cue>(?:(?:has|have|today|also|then|later)\s){0,2}(?:(?:said|says|stated|commented|added|continued|declared)(?:\s(?P<tail>[^\n:“”\"]{1,70}))?|"
    r"wrote(?:\s(?:on|in|to)\s[^\n:“”\"]{1,60})?|(?:issued|made|released)\s[^\n:“”\"]{0,40}?\bstatement\b[^\n:“”\"]{0,50}))\s?:[ \t]*$"
)
"""What ends a paragraph that introduces a statement: "said in a statement:", "issued the following statement:"."""
GOES_ON = re.compile(
    r"\b(?:is|are|was|were|has|have|had|that|following)$|^(?:the|a|his|her|its|their)\b(?!.*\bstatement)"
)
"""What is said when it is no statement that follows: "said the victims were:"."""
ASIDE = re.compile(
    r"(?:Speaking|Commenting|Responding|Reacting|Writing|Asked|Following|After|Before|In|On|At|During|Last|Earlier|Later|Meanwhile)\b[^,]{0,100},\s"
)
"""What may stand before the speaker: "Speaking today,"."""
BEGINNING = re.compile(r"(?<=[a-z\d)”\"][.!?])\s+(?=[A-Z])")
"""Where a sentence begins; a single capital or a short title with a full stop ends none."""
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Sgt|Maj|Sen|Rep|Gov|Prof|Rev|St|Adm|Brig)\.)$")
NOBODY = re.compile(r"\b(?:who|what|which|that|things?|here|there|whoever)\b", re.IGNORECASE)
DATELINE = re.compile(r"\s(?:—|–|-{1,2})\s")
LONGEST_SPEAKER = 16
"""Words of a speaker with his posts."""
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b(?!\s(?:have|had)\s(?:asked|contacted|approached|sought))")
OVER = re.compile(
    r"(?:notes?\s+(?:to|for)\s+editors|background|ends?\b|#{2,}|\*|-{3,}|further\s+information|more\s+information|about\s|contacts?\b|"
    r"read\s+more|media\s+enquiries|related|copyright|©|[“\"‘«])",
    re.IGNORECASE,
)
"""How a paragraph begins behind the end of a statement."""
ENDED = re.compile(r"[.!?…:;][\"”’)\]]*$")
"""How a paragraph of running text ends; headings do not."""
SUBJECT, OWN = 4, frozenset({"as", "i", "we", "my", "our"})
"""Words in which a paragraph's subject stands, and how one begins that speaks of its own speaker."""
LONGEST = 40
"""Paragraphs of the longest statement that is read."""
PRONOUNS = frozenset({"i", "we"})


def stated(text: str, found: Sequence[Draft]) -> list[Draft]:
    r"""A draft for every statement below its introduction that no draft in `found` has read.

    A statement's first paragraph is the one below the introduction. It goes on to the last one in the first person, unless
    one before that speaks of its speaker or lets somebody else speak: there the report may have gone on.

    >>> text = "Governor Ana Brecht said:\n\nI welcome the deal.\n\nWe will keep it.\n\nThe deal was signed in May."
    >>> [part.of(text) for part in stated(text, [])[0].content]
    ['I welcome the deal.', 'We will keep it.']
    """
    lines = _lines(text)
    drafts = []
    for at, who, cue in _introductions(text, lines):
        below = _below(text, lines[at + 1 : at + 1 + LONGEST], who.of(text), found)
        read = [part for d in found for part in d.content if not d.cue or any(cue.meets(c) for c in d.cue)]
        if below and not any(part.meets(line) for part in read for line in below[:1]):
            drafts.append(
                Draft(
                    source=(who,), cue=(cue,), content=tuple(trimmed(line, text) for line in below),
                    quote="direct", p_attribution=0.85, why=(f"a statement below “{cue.of(text)}”",),
                )
            )  # fmt: skip
    return drafts


def with_statements(text: str, found: Sequence[Draft]) -> list[Draft]:
    """The drafts and those of statements, which take the place of what was found at the same words."""
    new = stated(text, found)
    taken = [cue for draft in new for cue in draft.cue]
    return [*(d for d in found if not any(cue.meets(c) for cue in taken for c in d.cue)), *new]


def introduced(text: str, before: int) -> Span | None:
    r"""The last person introduced before `before` as one whose statement follows on lines of its own; None when nobody is.

    >>> text = "Governor Ana Brecht said:\n\nI welcome the deal."
    >>> introduced(text, 28).of(text)
    'Governor Ana Brecht'
    """
    found = [who for _, who, cue in _introductions(text, _lines(text[:FIRST_CHARACTERS])) if cue.end <= before]
    persons = [who for who in found if phrase(who.of(text)).kind == "person"]
    return persons[-1] if persons else None


FIRST_CHARACTERS = 4000
"""Characters in which the words that introduce a statement in the first person are looked for."""


def _lines(text: str) -> list[Span]:
    """The paragraphs with words."""
    return [line for line in paragraphs(text) if line.of(text).strip()]


def _introductions(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, Span, Span]]:
    """Which paragraph introduces a statement, whose it is, and the words that say so."""
    for at, line in enumerate(lines[:-1]):
        said = INTRODUCES.search(text, max(line.start, line.end - 160), line.end)
        who = _speaker(text, line.start, said.start()) if said else None
        if said is not None and who is not None and not GOES_ON.search(said["tail"] or ""):
            yield at, who, Span(*said.span("cue"))


def _speaker(text: str, start: int, end: int) -> Span | None:
    """Who stands before the words that introduce a statement, in their own sentence; None when that is no voice."""
    start = max((m.end() for m in DATELINE.finditer(text, start, end)), default=start)
    for begins in BEGINNING.finditer(text, start, end):
        if not ABBREVIATED.search(text, max(start, begins.start() - 6), begins.start()):
            start = begins.end()
    aside = ASIDE.match(text, start, end)
    span = trimmed(Span(aside.end() if aside else start, end), text, ",")
    words = span.of(text)
    if (
        not words
        or len(words.split()) > LONGEST_SPEAKER
        or NOBODY.search(" ".join(words.split()[:2]))
        or re.search(r"[:“”\"]", words)
    ):
        return None
    read = phrase(words)
    return (
        span if read.pronoun in {None, "male", "female"} and read.kind in {"person", "organisation", "people"} else None
    )


def _below(text: str, lines: Sequence[Span], who: str, found: Sequence[Draft]) -> Sequence[Span]:
    """The paragraphs of a statement among those below its introduction."""
    read = phrase(who)
    called = {(read.name or who).split()[-1], *((read.head or "").split()[-1:])}
    last = 0
    for k, line in enumerate(lines):
        words = text[line.start : line.end].strip()
        opening = re.findall(r"[\w’'-]+", words)[:SUBJECT]
        speaks_of = called & set(opening) and opening[0].lower() not in OWN
        if OVER.match(words) or not ENDED.search(words) or speaks_of:
            break
        if k and any(line.holds(cue) and _of_another(d, text) for d in found for cue in d.cue):
            break
        if k == 0 or FIRST_PERSON.search(words):
            last = k + 1
    return lines[:last]


def _of_another(draft: Draft, text: str) -> bool:
    """Whether a draft lets somebody else say something."""
    spoken = any(is_saying(word.lower()) for cue in draft.cue for word in cue.of(text).split())
    return spoken and not (draft.source and draft.source[0].of(text).lower() in PRONOUNS)
