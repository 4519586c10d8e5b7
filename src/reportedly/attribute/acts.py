"""What a saying does, whether it affirms, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from reportedly.attribute.source_lexicon import entries
from reportedly.core.data import toml
from reportedly.core.records import Act

if TYPE_CHECKING:
    from reportedly.core.records import Certainty, Polarity

WORD = re.compile(r"n['’]t\b|['’](?:s|re|m|ve|ll|d)\b|[^\W_]+(?:-[^\W_]+)*?(?=n['’]t\b)|[^\W_]+(?:-[^\W_]+)*")
REACHING: frozenset[Act] = frozenset({"claim_responsibility", "threaten", "deny"})
"""Acts whose phrase may begin in the cue and end in the first words of what is said ("claimed | responsibility for")."""
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
def _phrases(section: str, key: str) -> re.Pattern[str]:
    words = sorted(entries(toml("acts")[section][key]), key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
        + r")(?![\w-])"
    )


@cache
def _denied_cues() -> frozenset[str]:
    return frozenset(entries(toml("acts")["polarity"]["denied_cues"]))


OVER_CONTENT = re.compile(
    r"\b(?:may|might|reportedly|allegedly|apparently|purportedly|supposedly|possibly|probably|perhaps|presumably|believed to|thought to|suspected|appears? to|appeared to|seems? to|seemed to|unconfirmed)\b"
)


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
    opening = content[:OPENING]
    found = _match(words + WORD.findall(opening[:60].lower())[:4], limit)
    act: Act = found[0] if found else "state"
    why = f"cue “{found[1]}”" if found else None
    negated = _negated(cue, words)
    if act == "deny" and negated and found is not None and any("deny" in bases(w) for w in words):
        act = "state"
        polarity: Polarity = "affirmed"
    else:
        denying = act == "deny" or (found is not None and found[1].split()[0] in _heads_denying(found[1]))
        polarity = "denied" if denying or negated else "affirmed"
    if act == "state":
        turned = _by_content(opening)
        if turned is not None and polarity == "affirmed":
            act, why = turned[0], f"what is said: “{turned[1]}”"
    return Force(
        act=act, polarity=polarity, certainty=_certainty(cue, opening, before, act, question=question), why=why
    )


def _heads_denying(matched: str) -> frozenset[str]:
    first = matched.split(maxsplit=1)[0]
    whole = {" ".join([base, *matched.split()[1:]]) for base in bases(first)}
    return frozenset({first}) if (whole | bases(first)) & _denied_cues() else frozenset()


def _negated(cue: str, words: list[str]) -> bool:
    low = cue.lower().replace("’", "'")
    plain = {"not", "n't", "n’t", "never", "no", "neither", "nor", "cannot", "hardly", "without"}
    return any(w in plain for w in words) or (
        " to " in f" {low} " and _phrases("polarity", "negations").search(low) is not None
    )


def _by_content(opening: str) -> tuple[Act, str] | None:
    for key, act in (
        ("responsibility", "claim_responsibility"),
        ("threats", "threaten"),
        ("accuses", "accuse"),
        ("demands", "demand"),
        ("promises", "promise"),
    ):
        match = _phrases("content", key).search(opening if key != "responsibility" else opening.lower())
        if match is not None and not (key == "demands" and _conditional(opening, match.start())):
            return act, match.group()  # type: ignore[return-value]
    return None


def _conditional(text: str, at: int) -> bool:
    return (
        re.search(r"\b(?:if|whether|why|what|how|who)\b[^,.;]{0,40}$", text[max(0, at - 50) : at], re.IGNORECASE)
        is not None
    )


def _certainty(cue: str, opening: str, before: str, act: Act, *, question: bool) -> Certainty:
    low = f"{before} {cue}".lower()
    if question or _phrases("certainty", "unknowns").search(low):
        return "unknown"
    if _phrases("certainty", "hedges").search(low):
        return "hedged"
    if act in {"demand", "plan", "promise", "threaten"}:
        return "asserted"
    head = opening[:90]
    if _phrases("certainty", "unknowns").match(head.lower().lstrip("“\"' ")):
        return "unknown"
    return "hedged" if OVER_CONTENT.search(head) else "asserted"


ACTS: tuple[Act, ...] = get_args(Act)
"""Every act there is."""
