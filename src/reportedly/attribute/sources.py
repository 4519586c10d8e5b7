"""Voices made into the records that leave the stage: names, kinds, the reason a name is withheld."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.core.records import Source

if TYPE_CHECKING:
    from reportedly.attribute.source_names import Names
    from reportedly.attribute.source_voice import Voice
    from reportedly.core.spans import Span

MOST_MENTIONS = 400
"""Mentions that are kept for one voice."""
WITHHELD = re.compile(
    r"\b(?:on\s+(?:the\s+)?(?:condition|customary condition)\s+of\s+(?:his\s+|her\s+|their\s+)?anonymity|under\s+(?:the\s+)?condition\s+of\s+anonymity|"
    r"(?:asks?|asked|asking|requested|requesting|preferred|preferring|wished|wishing|wanted|insisted|insisting)\s+(?:not\s+to\s+be|to\s+remain|on\s+not\s+being|that\s+\w+\s+not\s+be)\s+"
    r"(?:named|identified|quoted\s+by\s+name|quoted|anonymous|unnamed|unidentified)|(?:requested|requesting|asked\s+for|asking\s+for|insisted\s+on|insisting\s+on)\s+anonymity|"
    r"(?:declines?|declined|declining|refused|refusing|did\s+not\s+(?:want|wish)|didn['’]t\s+want|does\s+not\s+want|not\s+wanting)\s+to\s+(?:be\s+(?:named|identified|quoted\s+by\s+name)|give\s+(?:his|her|their)\s+(?:full\s+)?names?)|(?:spoke|speaking|speaks)\s+anonymously|"
    r"(?:cannot|can\s*not|could\s+not|can['’]t|was\s+not|were\s+not)\s+(?:be\s+)?(?:named|identified)|(?:asked|asking|requested|requesting)\s+that\s+(?:his|her|their)\s+(?:full\s+|real\s+|last\s+)?names?\s+not\s+be\s+(?:used|published|given|printed|disclosed|revealed)|(?:asks?|asked|asking|requested|begged)\s+(?:\w+\s+){0,3}not\s+to\s+(?:give|use|publish|print|reveal|disclose|share|mention|name|identify|quote)\s+(?:(?:his|her|their)\s+(?:full\s+|real\s+|last\s+)?names?|him|her|them)|whose\s+names?\s+(?:is|are|was|were|has\s+been|have\s+been)\s+(?:being\s+)?withheld|anonymously)",
    re.IGNORECASE,
)  # fmt: skip
REASON = re.compile(
    r"\b((?:because|lest|for\s+the\s+sake|out\s+of\s+(?:fear|modesty|concern|respect|caution|loyalty|shame|worry|discretion|consideration)|under\s+(?:the\s+)?(?:terms|rules|regulations)\s+of|in\s+view\s+of|as|since|due\s+to|owing\s+to|for\s+fear|out\s+of\s+fear|fearing|citing|given|in\s+order\s+to|to\s+avoid|to\s+protect|for\s+security|for\s+safety|for\s+reasons|"
    r"for\s+(?:his|her|their)\s+(?:own\s+)?safety|in\s+line\s+with|under\s+(?:government|ministry|company|military|court|department)\s+(?:rules|policy|briefing)|to\s+discuss|to\s+speak|to\s+describe|to\s+talk)\b[^.;“”\"\n]{2,160})",
    re.IGNORECASE,
)
IN_HIS_WORDS = re.compile(r"\b((?:because|as|since)\s+[“\"][^“”\"\n]{2,120}[”\"]?)", re.IGNORECASE)
"""A reason in the voice's own words: "because “I like having a desk”"."""
NO_RIGHT = re.compile(
    r"\b((?:has|had|have|having)\s+no\s+(?:right|authority|permission)\s+to\s+(?:speak|talk|discuss|comment|brief|communicate|be\s+named|be\s+quoted|give\s+(?:interviews|statements)|make\s+statements)[^.,;“”\"\n]{2,80})"
)
UNAUTHORISED = re.compile(
    r"\b((?:(?:was|were|is|are|being)\s+)?(?:not\s+|\w+n['’]t\s+)(?:authori[sz]ed|allowed|permitted|cleared)\s+to\s+[^.,;“”\"\n]{2,80})",
    re.IGNORECASE,
)


_NAME = r"(?:name[sd]?|surname|naming|identify\w*|identified|identity|nameless|anonym\w+|unnamed|initials|quoted|cited)"
_KEPT = (
    r"(?:not|\w+n['’]t|withh\w+|omit\w*|left\s+out|leave\s+out|without|rather|remain\w*|refus\w+|declin\w+|prefer\w+)"
)
_IS_KEPT = r"(?:withheld|omit(?:ted)?|withhold|conceal|kept\s+back|held\s+back|left\s+out|changed|concealed|protected|not\s+(?:be\s+)?(?:given|printed|published|used))"
KEPT_BACK = re.compile(
    rf"\b{_KEPT}\b[^.,;:“”\"\n]{{0,60}}?\b{_NAME}\b|\b(?:names?|surname|identity|initials)\b(?:\s+\w+){{0,5}}?\s+{_IS_KEPT}\b|"
    r"\b(?:anonymity|anonymous|nameless|discretion)\b",
    re.IGNORECASE,
)
"""Any way to say, inside the words of a source, that its name is kept back: "whom we are not naming"."""
TOO_AFRAID = re.compile(
    r"\b(too\s+(?:scared|afraid|frightened)\b[^.,;:“”\"\n]{0,60}?\b(?:name[d]?|identified)\b)", re.IGNORECASE
)
REQUESTED = re.compile(
    r"\b(at\s+(?:his|her|their|the)\s+(?:own\s+)?request\b(?:\s+of\s+[^.,;“”\"\n]{2,60})?)", re.IGNORECASE
)
HINTS = (
    "anonym",
    "named",
    "naming",
    "initials",
    "identity",
    "identified",
    "authori",
    "withheld",
    "allowed",
    "permitted",
    "cleared",
    "quoted",
    "name",
    "discretion",
    "cited",
    "no right",
    "no authority",
    "no permission",
)
"""One of these stands in every phrase that withholds a name."""


def anonymity(text: str, sentence: Span, source: Span | None = None) -> str | None:
    """The reason the sentence gives for withholding a name; None when it gives none.

    source: the words that name the voice, in which any way of keeping a name back counts.

    >>> from reportedly.core.spans import Span
    >>> text = "A guard, who asked not to be named for fear of reprisals, said so."
    >>> anonymity(text, Span(0, len(text)))
    'for fear of reprisals'
    """
    words = text[sentence.start : min(sentence.end, sentence.start + 700)]
    if not any(hint in words for hint in HINTS):
        return None
    withheld = WITHHELD.search(words)
    if withheld is not None:
        reason = REASON.search(words, withheld.end(), withheld.end() + 240)
        if reason is not None and reason.start() - withheld.end() < 30:
            return _cut(reason.group(1))
    kept = _kept_back(source.of(text)[:400]) if source is not None else None
    if kept is not None:
        return kept
    unauthorised = UNAUTHORISED.search(words)
    return _cut(unauthorised.group(1)) if unauthorised is not None else None


def _kept_back(words: str) -> str | None:
    """The reason inside a source's own words: "whom we are not naming because …"."""
    kept = KEPT_BACK.search(words)
    afraid = TOO_AFRAID.search(words)
    barred = NO_RIGHT.search(words)
    if kept is None and afraid is None and barred is None:
        return None
    reasons = (kind.search(words, kept.end()) for kind in (IN_HIS_WORDS, REASON)) if kept else ()
    reason = afraid or REQUESTED.search(words) or next(filter(None, reasons), barred)
    return _cut(reason.group(1)) if reason is not None else None


def _cut(reason: str) -> str:
    """The reason without the clause that goes on after a comma with the saying."""
    head = re.split(r",?\s+(?:said|says|told|added|reported|confirmed|who|and\s+said)\b|,\s*$", reason)[0]
    comma = head.find(", ")
    return " ".join((head if comma < 0 or comma < 12 else head[:comma]).split())


def finished(voice: Voice, source_id: str, names: Names) -> Source:
    """The record of a voice, with every place of the text that names it."""
    mentions = set(voice.mentions)
    if voice.person is not None:
        mentions.update(voice.person.spans)
        name = voice.person.name
    else:
        name = voice.name
        if voice.identity == "named":
            for alias in {voice.name, *voice.names}:
                mentions.update(names.runs.get(lexicon.bare(alias), ()))
    kept = _outermost(mentions)
    return Source(
        id=source_id, name=name.removeprefix("The ") if voice.identity == "named" and voice.kind == "organisation" else name,
        identity=voice.identity, kind=voice.kind, role=voice.role, mentions=kept[:MOST_MENTIONS],
        affiliation=voice.affiliation, anonymity=voice.anonymity,
    )  # fmt: skip


def _outermost(mentions: set[Span]) -> tuple[Span, ...]:
    """Mentions in reading order, without those inside another one."""
    kept: list[Span] = []
    for span in sorted(mentions, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
