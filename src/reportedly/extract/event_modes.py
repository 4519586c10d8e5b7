"""Whether an event happened, is planned, threatened, only thought of, or denied."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Attribution, Mode
    from reportedly.extract.figure_tokens import Tokens

_ORDER: tuple[Mode, ...] = ("happened", "denied", "threatened", "hypothetical", "planned")
_BOUNDARY = frozenset(
    {
        ",",
        ";",
        ":",
        "that",
        "but",
        "(",
        ")",
        "—",
        "–",
        "who",
        "which",
        "when",
        "while",
        "after",
        "because",
        '"',
        "“",
        "”",
        "and",
    }
)


_ACT_MODES: dict[str, Mode] = {
    "deny": "denied",
    "plan": "planned",
    "promise": "planned",
    "threaten": "threatened",
    "demand": "hypothetical",
}
_OPENING = 20
_OPEN_QUESTION = frozenset({"whether", "if"})
_TAKEN_FOR_GRANTED = frozenset({"who", "whom", "whose", "how", "why", "where", "when", "which", "what"})


@cache
def _phrases() -> tuple[tuple[Mode, frozenset[tuple[str, ...]]], ...]:
    data = toml("codebook")["modes"]
    return tuple((mode, frozenset(tuple(p.split(" ")) for p in data[mode])) for mode in _ORDER)


def worded_mode(toks: Tokens, at: int, *, infinitive: bool = False) -> Mode:
    """What the words before token `at` in its clause make of the event there.

    Looks back over as many words as codebook.toml's `modes.window` says, not across punctuation or a conjunction.
    infinitive: the trigger is a base form; behind "to" it is planned unless something further back says otherwise.
    """
    window = toml("codebook")["modes"]["window"]
    mode = _mode_of(_back(toks, at, window, _BOUNDARY))
    if mode:
        return mode
    if infinitive and at and toks.low[at - 1] == "to":
        return _mode_of(_back(toks, at - 1, 2 * window, _BOUNDARY - {"and", ","})) or "planned"
    return "happened"


def _back(toks: Tokens, at: int, window: int, boundary: frozenset[str]) -> list[str]:
    start = at
    while start > 0 and at - start < window and toks.low[start - 1] not in boundary:
        start -= 1
        if toks.low[start] in _OPEN_QUESTION:
            break
    return _split_negations(toks.low[start:at])


def _mode_of(words: list[str]) -> Mode | None:
    grams = {tuple(words[i : i + size]) for size in (1, 2, 3, 4) for i in range(len(words) - size + 1)}
    return next((mode for mode, phrases in _phrases() if not phrases.isdisjoint(grams)), None)


def _split_negations(words: list[str]) -> list[str]:
    """Words with "didn't" as "did", "n't"."""
    out: list[str] = []
    for word in words:
        out += [word[:-3], "n't"] if word.endswith("n't") else [word]
    return out


def said_mode(mode: Mode, holder: Attribution | None, text: str) -> Mode:
    """The mode after what the attribution that holds the event makes of it.

    Not to know or say who did it takes for granted that it was done; not to confirm that it was leaves it open.
    text: of the report.
    """
    if holder is None:
        return mode
    if holder.polarity == "denied" and holder.act in {"state", "express"} and mode in {"happened", "denied"}:
        return "happened" if _takes_for_granted(holder, text) else "hypothetical"
    if mode != "happened":
        return mode
    return "denied" if holder.polarity == "denied" else _ACT_MODES.get(holder.act, mode)


def _takes_for_granted(holder: Attribution, text: str) -> bool:
    opening = holder.content[0].start if holder.content else 0
    words = text[opening : opening + _OPENING].split(maxsplit=1)
    return bool(holder.content and words) and words[0].lower() in _TAKEN_FOR_GRANTED
