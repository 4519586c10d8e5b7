"""Who says what, on whose word, on the project's own set (`eval/chains`): python eval/chains_figures.py [--half gate] [--errors]

linked_*: content and source both right (token Jaccard of at least .5 each). All others are shares of the linked ones:
chain is exact when it has the same voices in the same order, each of them the one voice that stands for its gold voice;
role, identity_kind, act, polarity and certainty are compared with gold; act also as the mean F1 of the acts in gold.
decoys_taken: share of decoys that an attribution without a gold counterpart has for its cue or content. nested_r: share
of gold attributions inside another's content that are linked. same_voice: pairs of linked attributions of one text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent / "chains"))

import markup

from common import DATA, reader, scorer
from reportedly.attribute.draft import Draft
from reportedly.attribute.drafts import relinked
from reportedly.attribute.quotes import kind, quotations
from reportedly.attribute.resolve import resolved
from reportedly.core.records import Reading
from reportedly.core.spans import Span
from reportedly.ingest import report_from_text
from reportedly.parse import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markup import Said, Spans, Text

    from reportedly.core.records import Attribution, Source

SET = Path(__file__).parent / "chains"
FIELDS = ("act", "polarity", "certainty")


@dataclass(frozen=True)
class Pair:
    """A gold attribution and what was found in its place; chain_right compares whole chains."""

    text: Text
    gold: Said
    found: Attribution
    voice: Source
    chain: tuple[str, ...]
    chain_right: bool

    @property
    def gold_voice(self) -> dict[str, str]:
        """Fields of the gold voice; of the publisher's own only the name."""
        key = self.gold.chain[-1] if self.gold.chain else None
        return self.text.voices[key] if key else {"name": self.text.publisher}


def texts(folder: Path) -> list[Text]:
    return [markup.read(path) for path in sorted(folder.glob("*.toml"))]


def read(text: Text) -> Reading:
    return reader().read(report_from_text(text.text, id=text.id, publisher=text.publisher, published=text.published))


def read_marked(text: Text) -> Reading:
    """Voices, chains and acts alone: the gold spans as drafts."""
    report = report_from_text(text.text, id=text.id, publisher=text.publisher, published=text.published)
    numbers = list(text.said)
    quoted = quotations(text.text)
    drafts = tuple(
        Draft(
            **{part: tuple(Span(*s) for s in getattr(one, part)) for part in ("source", "cue", "content", "addressee")},
            quote=kind(tuple(Span(*s) for s in one.content), quoted, text.text), p_attribution=1.0, why=(),
            within=numbers.index(one.within) if one.within else None,
        )
        for one in text.said.values()
    )  # fmt: skip
    attributions, sources = resolved(report, sentences(report.text), relinked(drafts, report.text))
    return Reading(report=report, attributions=attributions, sources=sources)


def linked(text: Text, reading: Reading, metric) -> list[tuple[Said, Attribution]]:
    golds = list(text.said.values())
    parts = [(g.source, g.cue, g.content) for g in golds]
    return [(golds[i], found) for i, found in aligned(text.text, parts, reading.attributions, metric)]


def aligned(
    text: str, golds: list[tuple[Spans, Spans, Spans]], found: Sequence[Attribution], metric
) -> list[tuple[int, Attribution]]:
    """Gold (source, cue, content), by index, with the attribution that is linked to it.

    Aligned as `attribution_score` does it, greedily by content; content and source both at a Jaccard of .5 or more.
    """
    doc = metric.Doc(text)

    def tokens(spans: Spans) -> frozenset[int]:
        return frozenset().union(*(doc.toks(tuple(s)) for s in spans)) if spans else frozenset()

    gold = [tuple(map(tokens, parts)) for parts in golds]
    ours = [tuple(map(tokens, (a.source, a.cue, a.content))) for a in found]
    close = sorted(
        (
            (*(metric.jac(g[k], f[k]) for k in (2, 1, 0)), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(ours)
            if g[2] & f[2]
        ),
        key=lambda row: (-row[0], -row[1], -row[2], row[3], row[4]),
    )
    pairs, gold_done, found_done = [], set(), set()
    for content, _, source, i, j in close:
        if i in gold_done or j in found_done:
            continue
        gold_done.add(i)
        found_done.add(j)
        if content >= 0.5 and (source >= 0.5 or not (gold[i][0] or ours[j][0])):
            pairs.append((i, found[j]))
    return pairs


def counterparts(text: Text, reading: Reading, pairs: list[tuple[Said, Attribution]]) -> dict[str, str]:
    """Source id to the gold voice it stands for, one to one, by shared attributions, then shared words and names."""
    weight: Counter[tuple[str, str]] = Counter()
    for gold, found in pairs:
        if gold.chain:
            weight[found.voice, gold.chain[-1]] += 10
    for key, fields in text.voices.items():
        for source in reading.sources:
            meets = any(m.start < end and start < m.end for m in source.mentions for start, end in text.mentions[key])
            weight[source.id, key] += meets + 5 * (_folded(source.name) == _folded(fields["name"]))
    known: dict[str, str] = {reading.sources[0].id: ""} if reading.sources else {}
    for (source_id, key), n in sorted(weight.items(), key=lambda item: (-item[1], item[0])):
        if n and source_id not in known and key not in known.values():
            known[source_id] = key
    return known


def _folded(name: str) -> str:
    return name.lower().removeprefix("the ").strip()


def compared(text: Text, reading: Reading, metric) -> list[Pair]:
    pairs = linked(text, reading, metric)
    stands_for = counterparts(text, reading, pairs)
    sources = {s.id: s for s in reading.sources}
    return [
        Pair(
            text, gold, found, sources[found.voice], tuple(sources[v].name for v in found.chain),
            [stands_for.get(v) for v in found.chain] == ["", *gold.chain],
        )
        for gold, found in pairs
    ]  # fmt: skip


def decoys_taken(text: Text, reading: Reading, pairs: list[Pair]) -> list[tuple[str, tuple[int, int]]]:
    right = {id(p.found) for p in pairs}
    extra = [a for a in reading.attributions if id(a) not in right]
    return [
        (kind, (start, end))
        for kind, (start, end) in text.decoys
        if any(
            any(c.start < end and start < c.end for c in a.cue)
            or (a.content and all(start <= c.start and c.end <= end for c in a.content))
            for a in extra
        )
    ]


def figures(found: list[tuple[Text, Reading]], metric) -> dict[str, float]:
    gold_rows = {
        t.id: {"text": t.text, "attributions": [vars(g) | {"quote_type": "?"} for g in t.said.values()]}
        for t, _ in found
    }
    rows = {t.id: {"attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in r.attributions]} for t, r in found}  # fmt: skip
    score = metric.score(gold_rows, rows)["linked"]["content@.5+source@.5"]
    pairs = [p for t, r in found for p in compared(t, r, metric)]
    voiced = [p for p in pairs if p.gold.chain]
    result = {"attributions": score["gold"], "linked_p": score["P"], "linked_r": score["R"], "linked_f1": score["F"]}
    result["chain"] = share(p.chain_right for p in pairs)
    result["identity_kind"] = share(
        (p.voice.identity, p.voice.kind) == (p.gold_voice["identity"], p.gold_voice["kind"]) for p in voiced
    )
    result["role"] = share(p.voice.role == p.gold_voice["role"] for p in voiced)
    result |= {field: share(getattr(p.found, field) == getattr(p.gold, field) for p in pairs) for field in FIELDS}
    result["act_macro_f1"] = macro_f1([(p.gold.act, p.found.act) for p in pairs])
    nested = [(t.id, g.number) for t, _ in found for g in t.said.values() if g.within]
    found_nested = {(p.text.id, p.gold.number) for p in pairs if p.gold.within}
    result["nested_r"] = share(n in found_nested for n in nested)
    taken = sum(len(decoys_taken(t, r, compared(t, r, metric))) for t, r in found)
    result["decoys_taken"] = round(100 * taken / max(1, sum(len(t.decoys) for t, _ in found)), 1)
    result["decoys_left_alone"] = round(100 - result["decoys_taken"], 1)
    return result | same_voice(pairs) | addressees(pairs, metric) | anonymity(pairs)


def addressees(pairs: list[Pair], metric) -> dict[str, float]:
    """Of the linked ones: addressees found that are gold's, and gold's that are found (token Jaccard of at least .5)."""

    def right(p: Pair) -> bool:
        doc = metric.Doc(p.text.text)
        ours, gold = (
            frozenset().union(*(doc.toks(tuple(s)) for s in spans)) if spans else frozenset()
            for spans in (p.found.addressee, p.gold.addressee)
        )
        return metric.jac(gold, ours) >= 0.5

    both = [right(p) for p in pairs if p.found.addressee and p.gold.addressee]
    return {
        "addressee_p": share(iter(both + [False for p in pairs if p.found.addressee and not p.gold.addressee])),
        "addressee_r": share(iter(both + [False for p in pairs if p.gold.addressee and not p.found.addressee])),
    }


def anonymity(pairs: list[Pair]) -> dict[str, float]:
    """Of the voices of the linked ones, each once: reasons for withholding a name that are gold's, half of the words shared."""
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for p in pairs:
        if p.gold.chain:
            key = p.text.id, p.gold.chain[-1]
            found = p.voice.anonymity or told.get(key, ("", ""))[1]
            told[key] = (p.gold_voice.get("anonymity") or "", found)
    words = [(set(gold.lower().split()), set(ours.lower().split())) for gold, ours in told.values()]
    alike = [len(gold & ours) >= 0.5 * max(len(gold), len(ours)) for gold, ours in words if gold and ours]
    return {
        "anonymity_p": share(iter(alike + [False for gold, ours in words if ours and not gold])),
        "anonymity_r": share(iter(alike + [False for gold, ours in words if gold and not ours])),
    }


def share(right: Iterator[bool]) -> float:
    """Per cent; 0 of nothing is 0."""
    each = list(right)
    return round(100 * sum(each) / max(1, len(each)), 1)


def macro_f1(told: list[tuple[str, str]]) -> float:
    """Mean over the values of gold of the F1 of (gold, found) pairs, in per cent."""
    gold, found, both = Counter(g for g, _ in told), Counter(f for _, f in told), Counter(g for g, f in told if g == f)
    return round(100 * sum(2 * both[v] / (gold[v] + found[v]) for v in gold) / max(1, len(gold)), 1)


def same_voice(pairs: list[Pair]) -> dict[str, float]:
    by_text = defaultdict(list)
    for p in pairs:
        by_text[p.text.id].append((p.gold.chain[-1] if p.gold.chain else "", p.voice.id))
    both = gold = ours = 0
    for told in by_text.values():
        for (g1, f1), (g2, f2) in combinations(told, 2):
            both, gold, ours = both + (g1 == g2 and f1 == f2), gold + (g1 == g2), ours + (f1 == f2)
    return {"same_voice_p": round(100 * both / max(1, ours), 1), "same_voice_r": round(100 * both / max(1, gold), 1)}


def run(data: Path) -> dict[str, float]:
    """Figures of both halves, named dev.… and gate.…"""
    metric = scorer(data, "attribution_score")
    return {
        f"{half}.{name}": value
        for half in ("dev", "gate")
        for name, value in figures([(t, read(t)) for t in texts(SET / half)], metric).items()
    }


def errors(found: list[tuple[Text, Reading]], metric) -> Iterator[str]:
    """A line for everything that differs from gold."""
    for text, reading in found:
        pairs = compared(text, reading, metric)
        done_gold, done_found = {p.gold.number for p in pairs}, {id(p.found) for p in pairs}
        for g in text.said.values():
            if g.number not in done_gold:
                yield f"{text.id} MISSED{' nested' if g.within else ''} {shown(text, g)}"
        for a in reading.attributions:
            if id(a) not in done_found:
                yield f"{text.id} EXTRA p {a.p_attribution:.2f} {shown(text, a)} why {a.why}"
        for p in pairs:
            yield from (f"{text.id} {line}" for line in _differences(p))
        for what, (start, end) in decoys_taken(text, reading, pairs):
            yield f"{text.id} DECOY {what} “{text.text[start:end]}”"


def shown(text: Text, one: Said | Attribution) -> str:
    """Source, cue and content in brackets."""
    return " ".join(f"[{' … '.join(text.text[s:e] for s, e in spans)}]" for spans in (one.source, one.cue, one.content))


def _differences(p: Pair) -> Iterator[str]:
    what = shown(p.text, p.found)
    if not p.chain_right:
        gold = " < ".join([p.text.publisher, *(p.text.voices[c]["name"] for c in p.gold.chain)])
        yield f"CHAIN {what} is {' < '.join(p.chain)}; gold {gold}"
    for field in ("identity", "kind", "role"):
        told, wanted = getattr(p.voice, field), p.gold_voice.get(field)
        if wanted and told != wanted:
            yield f"{field.upper()} {what} “{p.voice.name}” is {told}; gold {wanted}"
    for field in FIELDS:
        told, wanted = getattr(p.found, field), getattr(p.gold, field)
        if told != wanted:
            yield f"{field.upper()} {what} is {told}; gold {wanted}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the metric module stands beside it")
    parser.add_argument("--half", choices=("dev", "gate"), default="dev")
    parser.add_argument("--texts", type=Path, help="another folder of annotated texts instead")
    parser.add_argument("--marked", action="store_true", help="voices, chains and acts alone, on the gold spans")
    parser.add_argument(
        "--errors", action="store_true", help="list what differs (of the gate half: only to look at once)"
    )
    args = parser.parse_args()
    metric = scorer(args.data, "attribution_score")
    how = read_marked if args.marked else read
    found = [(t, how(t)) for t in texts(args.texts or SET / args.half)]
    if args.errors:
        print("\n".join(errors(found, metric)))
    print(json.dumps(figures(found, metric), indent=1))


if __name__ == "__main__":
    main()
