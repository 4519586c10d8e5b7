"""Edges by reused words: what two voices say in one and the same passage has one origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.incidents import Evidence
from reportedly.core.spans import Span
from reportedly.weigh.claims import likeness
from reportedly.weigh.edges import Edge
from reportedly.weigh.names import folded
from reportedly.weigh.voices import alike_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import Lineage
    from reportedly.weigh.claims import Claim, VoiceKey
    from reportedly.weigh.shelf import Shelf
    from reportedly.weigh.voices import Voice

_THRESHOLDS = toml("weigh")["thresholds"]
_P_CERTAIN: float = _THRESHOLDS["p_certain_copy"]
_RARE: int = _THRESHOLDS["rare_value"]
_ALIKE_IN_COPY: float = _THRESHOLDS["alike_in_copy"]
_ALIKE = 0.5
_OWN = frozenset({"own", "watching"})


def copied(voices: Sequence[Voice], shelf: Shelf) -> tuple[Edge, ...]:
    """The edges "copied", and those "same unnamed voice" inside a copied passage."""
    by_report: dict[str, list[Voice]] = {}
    for voice in voices:
        by_report.setdefault(voice.id.report, []).append(voice)
    edges: dict[tuple[VoiceKey, VoiceKey, str], Edge] = {}
    for later, theirs in sorted(by_report.items()):
        for copy in (*shelf.copied.get(later, ()), *(f for f in shelf.forwards.get(later, ()) if f.earlier)):
            for edge in _in_passage(copy, theirs, by_report.get(copy.earlier or "", ()), shelf):
                edges.setdefault((edge.voice, edge.into, edge.reason), edge)
    for edge in _rare_values(voices, shelf):
        edges.setdefault((edge.voice, edge.into, edge.reason), edge)
    return tuple(edges.values())


def _in_passage(copy: Lineage, later: Sequence[Voice], earlier: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    if copy.kind == "forwards":
        there, here = _whole(copy.earlier or "", shelf), _whole(copy.later, shelf)
    else:
        there = [Span(e.start, e.end) for e in copy.evidence if e.report == copy.earlier]
        here = [Span(e.start, e.end) for e in copy.evidence if e.report == copy.later]
    pool = [(v, c, _inside(c, there)) for v in earlier for c in v.claims]
    for voice in later:
        for claim in voice.claims:
            carried = _inside(claim, here)
            fitting = [
                (v, c, fit)
                for v, c, passage in pool
                if ((carried and passage) or likeness(claim.words, c.words) >= _ALIKE_IN_COPY)
                and (fit := _fits(voice, claim, v, c)) is not None
            ]
            if fitting:
                target, source_claim, _ = min(fitting, key=lambda f: (f[2], f[0].order, f[1].position))
                yield _passage_edge((voice, claim), (target, source_claim), copy.p_lineage, shelf)


def _whole(report: str, shelf: Shelf) -> list[Span]:
    page = shelf.pages.get(report)
    return [Span(0, len(page.text))] if page else []


def _inside(claim: Claim, passages: Sequence[Span]) -> bool:
    return any(p.meets(s) for p in passages for s in claim.spans)


def _fits(voice: Voice, claim: Claim, other: Voice, other_claim: Claim) -> float | None:
    """How far apart the two are, 0 the same words; None when the passage does not make them one voice."""
    distance = 1.0 - likeness(claim.words, other_claim.words)
    if voice.speaks in _OWN and voice.speaks == other.speaks:
        return distance
    if voice.key and (voice.speaks, voice.key) == (other.speaks, other.key):
        return distance
    if voice.speaks == "unnamed" and other.speaks == "unnamed" and alike_unnamed(voice, other):
        return distance
    if voice.speaks in {*_OWN, "unnamed"} and distance <= 1.0 - _ALIKE:
        return 1.0 + distance
    return None


def _passage_edge(said: tuple[Voice, Claim], before: tuple[Voice, Claim], p_lineage: float, shelf: Shelf) -> Edge:
    (voice, claim), (target, source) = said, before
    later, earlier = shelf.pages[voice.id.report], shelf.pages[target.id.report]
    same = _words(claim, later.text) == _words(source, earlier.text)
    how = "word for word" if same else "almost word for word"
    unnamed = voice.speaks == target.speaks == "unnamed"
    spoken = f", {target.name} speaking in it" if target.speaks != "own" else ""
    return Edge(
        voice=voice.id, into=target.id, reason="same unnamed voice" if unnamed else "copied", certain=p_lineage >= _P_CERTAIN,
        text=f"{shelf.called(later.id)} carries {shelf.called(earlier.id)}'s passage {how}{spoken}",
        evidence=(*(Evidence(later.id, *s) for s in claim.spans), *(Evidence(earlier.id, *s) for s in source.spans)),
    )  # fmt: skip


def _words(claim: Claim, text: str) -> list[str]:
    return [w for s in claim.spans for part in s.of(text).split() for w in folded(part).split()]


def _rare_values(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    """A count too particular to be found twice, said later by a voice without a name: plausibly taken from the first."""
    first: dict[tuple[str, int], Voice] = {}
    for voice in voices:
        for claim in voice.claims:
            for figure_id in claim.figures:
                figure = shelf.pages[voice.id.report].figures[figure_id]
                if figure.low != figure.high or figure.low < _RARE or claim.denies:
                    continue
                if figure.low % (10 if figure.low < 100 else 100) == 0:
                    continue
                source = first.setdefault((figure.measure, figure.low), voice)
                if (
                    source.id.report != voice.id.report
                    and voice.speaks == "unnamed"
                    and voice.role not in {"eyewitness", "victim"}
                ):
                    page, earlier = shelf.pages[voice.id.report], shelf.pages[source.id.report]
                    yield Edge(
                        voice=voice.id, into=source.id, reason="copied", certain=False,
                        text=f"{shelf.called(page.id)} gives the particular count {figure.low} of {shelf.called(earlier.id)}, later",
                        evidence=tuple(
                            Evidence(report, *spans[0])
                            for report, spans in ((page.id, figure.spans), (earlier.id, source.claims[0].spans))
                        ),
                    )  # fmt: skip
