"""What a saying does, whether it affirms, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from reportedly.attribute.source_finder import WORD, Finder
from reportedly.attribute.source_lexicon import entries
from reportedly.core.data import toml
from reportedly.core.records import Act

if TYPE_CHECKING:
    from reportedly.core.records import Certainty, Polarity

REACHING: frozenset[Act] = frozenset({"claim_responsibility", "threaten", "deny"})
"""Acts whose phrase may begin in the cue and end in the first words of what is said ("claimed | responsibility for")."""
HEAD = 8
"""Words of what is said that may hedge it as a whole."""
GAP = 7
"""Words that may stand between the parts of "hold … responsible"."""
OPENING = 220
"""Characters of what is said that are looked at for its own force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Act, polarity and certainty of one attribution, and the words that decided the act."""

    act: Act
    polarity: Polarity
    certainty: Certainty
    why: str | None = None


@cache
def _forms() -> dict[str, str]:
    return dict(toml("acts")["forms"])


@cache
def bases(word: str) -> frozenset[str]:
    """The base forms a word may be an inflection of, itself included.

    >>> sorted(bases("denied"))
    ['deni', 'denie', 'denied', 'deny']
    >>> "say" in bases("said") and "accuse" in bases("accusing") and "plan" in bases("planned")
    True
    """
    found = {word}
    if word in _forms():
        found.add(_forms()[word])
    for ending, puts in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            found.update(stem + put for put in puts)
            if ending in {"ed", "ing"} and len(stem) > 2 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return frozenset(found)


@cache
def _lexicon() -> dict[str, list[tuple[tuple[str, ...], Act]]]:
    """First word of an entry to the rest of it and its act, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    listed = toml("acts")["acts"]
    seen: set[tuple[str, ...]] = set()
    for act in (
        "claim_responsibility",
        "deny",
        "accuse",
        "demand",
        "admit",
        "promise",
        "threaten",
        "warn",
        "plan",
        "state",
        "express",
    ):
        for entry in entries(listed[act]):
            words = tuple(WORD.findall(entry.lower()))
            if words and words not in seen:
                seen.add(words)
                table.setdefault(words[0], []).append((words[1:], act))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def is_saying(word: str) -> bool:
    """Whether the word may be a form of a verb of saying.

    >>> is_saying("accuses"), is_saying("officials")
    (True, False)
    """
    return any(base in _lexicon() for base in bases(word) if base != word)


def _is(word: str, entry: str) -> bool:
    return word == entry or entry in bases(word) or entry in bases(word.replace("’", "'"))


SKIPPED = frozenset(
    [
        "also",
        "again",
        "then",
        "later",
        "repeatedly",
        "has",
        "have",
        "had",
        "been",
        "just",
        "already",
        "now",
        "previously",
        "still",
        "strongly",
        "publicly",
    ]
)


def _match(words: list[str], limit: int) -> tuple[Act, str, int] | None:
    """The longest entry that begins before `limit`; of equal ones the first that is not plain speech."""
    best: tuple[int, int, Act, str] | None = None
    for k in range(limit):
        for base in bases(words[k]):
            for rest, act in _lexicon().get(base, ()):
                end = _end(words, k, rest)
                if end is None or (end > limit and act not in REACHING):
                    continue
                if best is None or len(rest) + 1 > best[0]:
                    best = len(rest) + 1, k, act, " ".join(words[k:end])
    return (best[2], best[3], best[1]) if best else None


@cache
def _parted() -> dict[str, list[tuple[tuple[str, ...], Act]]]:
    """First word of a parted phrase to its second part and its act."""
    table: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    act: Act
    for act, listed in toml("acts")["parted"].items():
        for entry in entries(listed):
            first, _, rest = entry.partition(" ... ")
            table.setdefault(first, []).append((tuple(WORD.findall(rest)), act))
    return table


def _match_parted(words: list[str], limit: int) -> tuple[Act, str, int] | None:
    """The first parted phrase that begins before `limit`: "holds | the army responsible"."""
    for k in range(limit):
        for base in bases(words[k]):
            for rest, act in _parted().get(base, ()):
                last = min(len(words), k + GAP + 2)
                at = next((m for m in range(k + 1, last) if tuple(words[m : m + len(rest)]) == rest), None)
                if at is not None:
                    return act, " … ".join((words[k], " ".join(rest))), k
    return None


def _end(words: list[str], k: int, rest: tuple[str, ...]) -> int | None:
    at = k + 1
    for want in rest:
        while at < len(words) and words[at] in SKIPPED and want != words[at]:
            at += 1
        if at >= len(words) or not _is(words[at], want):
            return None
        at += 1
    return at


@cache
def _finder(*sections: str) -> Finder:
    """The phrases of "section.key" lists of the lexicon, each under its key."""
    table = toml("acts")
    return Finder(
        {name.partition(".")[2]: entries(table[name.partition(".")[0]][name.partition(".")[2]]) for name in sections}
    )


@cache
def _denied_cues() -> frozenset[str]:
    return frozenset(entries(toml("acts")["polarity"]["denied_cues"]))


def force(cue: str, content: str, *, before: str = "", question: bool = False) -> Force:
    """Reads act, polarity and certainty from the attributing words and what is said.

    before: words of the source, where hedges may stand ("unconfirmed reports"). question: what is said asks something.

    >>> force("denied", "any part in the raid").act, force("denied", "any part in the raid").polarity
    ('deny', 'denied')
    >>> force("said", "the council must pay").act, force("called on", "both sides to stop").act
    ('demand', 'demand')
    >>> force("reportedly", "fled").certainty, force("claimed", "responsibility for the blast").act
    ('hedged', 'claim_responsibility')
    """
    words = WORD.findall(cue.lower())
    limit = len(words)
    opening = WORD.findall(content[:OPENING])
    following = [word.lower() for word in opening]
    found = _match_parted(words + following[: GAP + 2], limit) or _match(words + following[:4], limit)
    act: Act = found[0] if found else "state"
    why = f"cue “{found[1]}”" if found else None
    polarity = _polarity(words, act, found)
    if act == "deny" and polarity == "affirmed":
        act = "state"
    if act == "state" and polarity == "affirmed":
        turned = _by_content(opening)
        if turned is not None:
            act, why = turned[0], f"what is said: “{turned[1]}”"
    return Force(
        act=act, polarity=polarity, certainty=_certainty(words, opening, before, act, question=question), why=why
    )


def _polarity(words: list[str], act: Act, found: tuple[Act, str, int] | None) -> Polarity:
    """Denied: the cue denies or is negated; a denial that is itself negated is none."""
    negated = any(True for _ in _finder("polarity.negations").hits(words))
    if act == "deny" and negated and any("deny" in bases(word) for word in words):
        return "affirmed"
    denies = act == "deny" or (found is not None and bool(_heads_denying(found[1])))
    return "denied" if denies or negated else "affirmed"


def _heads_denying(matched: str) -> frozenset[str]:
    first = matched.split(maxsplit=1)[0]
    whole = {" ".join([base, *matched.split()[1:]]) for base in bases(first)}
    return frozenset({first}) if (whole | bases(first)) & _denied_cues() else frozenset()


ORDER: tuple[tuple[str, Act], ...] = (
    ("responsibility", "claim_responsibility"), ("threats", "threaten"), ("accuses", "accuse"), ("demands", "demand"), ("promises", "promise"),
)  # fmt: skip


def _by_content(opening: list[str]) -> tuple[Act, str] | None:
    words = [opening[0].lower(), *opening[1:]] if opening else opening
    hits = {hit.key: hit for hit in _finder(*(f"content.{key}" for key, _ in ORDER)).hits(words)}
    for key, act in ORDER:
        hit = hits.get(key)
        if hit is not None and not (key == "demands" and set(words[max(0, hit.first - 6) : hit.first]) & CONDITIONS):
            return act, hit.phrase
    return None


CONDITIONS = frozenset({"if", "whether", "why", "what", "how", "who"})


def _certainty(words: list[str], opening: list[str], before: str, act: Act, *, question: bool) -> Certainty:
    framing = {
        hit.key for hit in _finder("certainty.unknowns", "certainty.hedges").hits(WORD.findall(before.lower()) + words)
    }
    if question or "unknowns" in framing:
        return "unknown"
    if "hedges" in framing:
        return "hedged"
    if act in {"demand", "plan", "promise", "threaten"}:
        return "asserted"
    head = opening[:HEAD]
    if head and any(hit.first == 0 for hit in _finder("certainty.unknowns").hits([head[0].lower(), *head[1:]])):
        return "unknown"
    return "hedged" if any(True for _ in _finder("certainty.in_content").hits(head)) else "asserted"


ACTS: tuple[Act, ...] = get_args(Act)
"""Every act there is."""
