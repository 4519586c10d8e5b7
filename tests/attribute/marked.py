"""Texts with their attributions marked: {S1:source} {Q1:cue} {C1:content} {A1:addressee}, the number names the draft."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute.draft import Draft
from reportedly.attribute.resolve import resolved
from reportedly.core.records import Report
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from reportedly.core.ports import Leaning

MARK = re.compile(r"\{([SQCA])(\d+):")
SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]”?(?=\s)|$)", re.MULTILINE)


class Heard:
    """What came out of a marked text."""

    def __init__(self, marked: str, *, leaning: Leaning | None = None, **about) -> None:
        """leaning: what the tagger takes every one of the sayings and its source to be."""
        text, drafts = unmarked(marked)
        drafts = tuple(replace(draft, leaning=leaning) for draft in drafts)
        self.text = text
        report = Report(id="r", text=text, publisher=about.pop("publisher", "The Lantern"), **about)
        sentences = tuple(Span(*m.span()) for m in SENTENCE.finditer(text))
        self.attributions, self.sources = resolved(report, sentences, drafts)
        self.by_id = {source.id: source for source in self.sources}

    def voice(self, number: int):
        return self.by_id[self.attributions[number - 1].voice]

    def chain(self, number: int) -> list[str]:
        return [self.by_id[step].name for step in self.attributions[number - 1].chain]

    def act(self, number: int) -> str:
        return self.attributions[number - 1].act


def unmarked(marked: str) -> tuple[str, tuple[Draft, ...]]:
    out: list[str] = []
    open_marks: list[tuple[str, int, int]] = []
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    at = 0
    while at < len(marked):
        mark = MARK.match(marked, at)
        if mark:
            open_marks.append((mark[1], int(mark[2]), len(out)))
            at = mark.end()
        elif marked[at] == "}" and open_marks:
            kind, number, start = open_marks.pop()
            spans[number][kind].append(Span(start, len(out)))
            at += 1
        else:
            out.append(marked[at])
            at += 1
    text = "".join(out)
    return text, tuple(draft(text, spans, number) for number in sorted(spans))


def draft(text: str, spans: dict[int, dict[str, list[Span]]], number: int) -> Draft:
    parts = spans[number]
    content = tuple(parts["C"])
    direct = bool(content) and text[content[0].start] in '“"'
    anchor = (parts["S"] or parts["Q"] or parts["C"])[0]
    order = sorted(spans)
    outer = [k for k, other in enumerate(order) if other != number and any(c.holds(anchor) for c in spans[other]["C"])]
    return Draft(
        source=tuple(parts["S"]),
        cue=tuple(parts["Q"]),
        content=content,
        quote="direct" if direct else "indirect",
        p_attribution=1.0,
        why=(),
        within=outer[-1] if outer else None,
        addressee=tuple(parts["A"]),
    )
