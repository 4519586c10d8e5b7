"""Counts as a voice states them: what is counted, from how many to how many, in whose words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.records import Attribution, Figure, Report
from reportedly.core.spans import Span, Spans
from reportedly.core.voices import innermost
from reportedly.extract.figure_counts import Count, counts
from reportedly.extract.figure_lexicon import lexicon, starts_phrase
from reportedly.extract.figure_links import Link, Sentence, part_start
from reportedly.extract.figure_tokens import Tokens, tokens
from reportedly.extract.figure_triggers import triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+")
_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = {name: at for at, name in enumerate(_MONTH_NAMES, 1)}
_AS_OF = re.compile(
    r"\b[Aa]s of (?:(?P<day1>\d{1,2}) (?P<month1>{m})|(?P<month2>{m}) (?P<day2>\d{1,2}))(?:,? (?P<year>(?:19|20)\d\d))?\b".replace(
        "{m}", "|".join(_MONTH_NAMES)
    )
)
_LIST_WORDS = frozenset({"and", "&", "plus", "with", "or"})
_SENTENCE_LIMIT = 3000
_DATELINE_REACH = 500
NAMED = "named"
"""Qualifier of a figure that counts the names given ("Ahmad Saleh was killed"): no number is stated."""


@dataclass(frozen=True, slots=True)
class _Linked:
    count: Count
    link: Link
    part_of: int | None
    group: int


def figures(report: Report, sentences: tuple[Span, ...], attributions: tuple[Attribution, ...]) -> tuple[Figure, ...]:
    """Every count of people or things that a sentence ties to a verb or noun of the measures list.

    A list that one verb governs ("a woman and her two sons") gives the sum and its parts, which carry `part_of`.
    Named victims count one each, with qualifier `NAMED`. Ages, dates, sums of money and the like are no figures.
    """
    starts = lexicon().starts
    lowered = report.text.lower()
    same_length = len(lowered) == len(report.text)
    found: list[Figure] = []
    opening = behind_dateline(report)
    for whole in sentences:
        sentence = Span(max(whole.start, min(opening, whole.end)), whole.end)
        words = _WORD.findall(
            lowered[sentence.start : sentence.end] if same_length else sentence.of(report.text).lower()
        )
        if not starts.isdisjoint(words):
            found += _of_sentence(report, Span(sentence.start, min(sentence.end, sentence.start + _SENTENCE_LIMIT)))
    if not attributions:
        return tuple(found)
    return tuple(replace(f, attribution=_voice(attributions, f.spans)) for f in found)


def behind_dateline(report: Report) -> int:
    """Where the text goes on behind its dateline, in characters; 0 when it has none."""
    at = report.text.find(report.dateline) if report.dateline else -1
    return at + len(report.dateline or "") if 0 <= at <= _DATELINE_REACH else 0


def _voice(attributions: tuple[Attribution, ...], spans: Spans) -> str | None:
    holder = innermost(attributions, spans[0])
    return holder.id if holder else None


def _of_sentence(report: Report, sentence: Span) -> Iterator[Figure]:
    toks = tokens(report.text, sentence)
    found = triggers(toks)
    if not found.found:
        return
    counted = counts(toks, found)
    if not counted:
        return
    parsed = Sentence(toks, found, counted)
    linked = _linked(parsed)
    running = any(starts_phrase(toks.low, at, lexicon().phrases["running"]) for at in range(len(toks.low)))
    yield from _Writer(report, toks, running).all(linked)


def _linked(sentence: Sentence) -> list[_Linked]:
    """Links of all counts; what has none of its own takes that of the list or whole it belongs to."""
    out: list[_Linked] = []
    group = 0
    for count in sentence.counts:
        link = sentence.link(count)
        last = out[-1] if out else None
        between = sentence.words[last.count.after : count.first] if last else []
        part = last is not None and _is_part(sentence, count, between)
        listed = last is not None and _is_list(between)
        if part and last:
            whole = last.part_of if last.part_of is not None else len(out) - 1
            if link is None or link.trigger.first == out[whole].link.trigger.first or link.side == "left":
                link = out[whole].link
            out.append(_Linked(count, link, whole, -1))
        elif (
            listed
            and last
            and last.part_of is not None
            and (link is None or link.trigger.first == last.link.trigger.first)
        ):
            out.append(_Linked(count, last.link, last.part_of, -1))
        elif (
            listed
            and last
            and (link is None or link.trigger.first == last.link.trigger.first)
            and _same_kind(last.count, count)
        ):
            out.append(_Linked(count, last.link, None, last.group))
        elif link is not None:
            nested = last is not None and link.trigger.first == last.link.trigger.first and link.side == last.link.side
            if (
                nested
                and last
                and last.group >= 0
                and between
                and (between[-1] in {"of", "by", "with", "from"} or link.side == "right")
            ):
                continue
            group += 1
            out.append(_Linked(count, link, None, group))
    return _without_appositions(sentence, out)


def _without_appositions(sentence: Sentence, linked: list[_Linked]) -> list[_Linked]:
    """A list has an "and"; "one civilian, a young man, was killed" names one person twice, and the first mention counts."""
    first: dict[int, _Linked] = {}
    listed: set[int] = set()
    for item in linked:
        if item.group >= 0:
            head = first.setdefault(item.group, item)
            number = item is not head and item.count.kind in {"number", "vague"}
            if number or not _LIST_WORDS.isdisjoint(sentence.words[head.count.after : item.count.first]):
                listed.add(item.group)
    if all(item.group < 0 or item is first[item.group] or item.group in listed for item in linked):
        return linked
    kept = [at for at, item in enumerate(linked) if item.group < 0 or item is first[item.group] or item.group in listed]
    place = {old: new for new, old in enumerate(kept)}
    return [
        replace(linked[at], part_of=None if linked[at].part_of is None else place.get(linked[at].part_of or 0, 0))
        for at in kept
    ]


def _same_kind(one: Count, other: Count) -> bool:
    return one.person is other.person or None in {one.person, other.person}


def _is_part(sentence: Sentence, count: Count, between: list[str]) -> bool:
    return len(between) <= 14 and ";" not in between and part_start(sentence.lex, sentence.words, count)


def _is_list(between: list[str]) -> bool:
    """Only coordination, and an age or a role in commas, between two counted things."""
    marks = [w for w in between if w in {"and", ",", "&", "or", "plus", "with"}]
    if not marks or between[-1] not in {"and", ",", "&", "plus", "with", "or", "also", "the", "his", "her", "their"}:
        return False
    rest = [
        w
        for w in between
        if w
        not in {
            "and",
            ",",
            "&",
            "or",
            "plus",
            "as",
            "well",
            "along",
            "together",
            "with",
            "also",
            "the",
            "aged",
            "his",
            "her",
            "their",
            "(",
            ")",
        }
    ]
    return len(rest) <= 1 and all(w.isdigit() for w in rest)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes figures of one sentence. running: the sentence counts from some time on ("since October")."""

    report: Report
    toks: Tokens
    running: bool

    def all(self, linked: list[_Linked]) -> Iterator[Figure]:
        """Lists as a sum and its parts, then everything else, in reading order."""
        groups: dict[int, list[int]] = {}
        for index, item in enumerate(linked):
            if item.part_of is None:
                groups.setdefault(item.group, []).append(index)
        sums = {
            group: self.one([linked[i].count for i in members], linked[members[0]].link, None)
            for group, members in groups.items()
            if len(members) > 1
        }
        ids: dict[int, str] = {}
        for index, item in enumerate(linked):
            whole = sums.get(item.group) if item.part_of is None else None
            if whole and groups[item.group][0] == index:
                yield whole
            part_of = whole.id if whole else (None if item.part_of is None else ids.get(item.part_of))
            figure = self.one([item.count], item.link, part_of)
            ids[index] = whole.id if whole else figure.id
            yield figure

    def one(self, counted: list[Count], link: Link, part_of: str | None) -> Figure:
        """The sum of `counted`."""
        low = sum(c.low for c in counted)
        high = None if any(c.high is None for c in counted) else sum(c.high or 0 for c in counted)
        phrase = self.toks.span(counted[0].first, counted[-1].after - 1)
        trigger = self.toks.span(link.trigger.first, link.trigger.after - 1)
        names = all(c.kind == "name" for c in counted)
        unit = counted[0].unit if len(counted) == 1 else phrase.of(self.toks.text)
        measure = _named_after(link.measure, counted[0].unit)
        return Figure(
            id=content_id("f", self.report.id, measure, low, high, *phrase),
            measure=measure,
            low=low,
            high=high,
            spans=(phrase,) if phrase.meets(trigger) else tuple(sorted((phrase, trigger))),
            qualifier=NAMED if names else next((c.qualifier for c in counted if c.qualifier), None),
            unit=unit,
            cumulative=link.side == "toll" or (self.running and part_of is None),
            part_of=part_of,
            as_of=_as_of(self.report, self.toks),
        )


def _named_after(measure: str, unit: str | None) -> str:
    """Measure "rockets fired" for what is fired."""
    head = unit.split()[-1].lower() if unit else ""
    if measure != "fired" or head not in lexicon().munitions:
        return measure
    return f"{head if head.endswith('s') else head + 's'} fired"


def _as_of(report: Report, toks: Tokens) -> str | None:
    """The date of "as of 4 March 2021"; the year of publication where the words give none."""
    match = _AS_OF.search(toks.text, toks.start[0], toks.end[-1])
    if match is None:
        return None
    month = _MONTHS[match["month1"] or match["month2"]]
    day = int(match["day1"] or match["day2"])
    year = match["year"] or (report.published or "")[:4]
    return f"{year}-{month:02d}-{day:02d}" if year and 1 <= day <= 31 else None
