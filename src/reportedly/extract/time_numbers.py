"""Counts inside time expressions: digits, words, "a few", "2 1/2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.extract.time_tokens import Token

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}


def count_of(tokens: Iterable[Token]) -> float | None:
    """The number the tokens say; None for an unknown one ("several"). "couple" is 2, "a" and "an" alone are 1."""
    words = toml("times")["numbers"]
    total, part, seen, vague = 0.0, 0.0, False, False
    for token in tokens:
        if token.letter in {"t", "~"} and seen:
            break
        if token.letter in "19N4Y":
            number = _digits(token.word)
            total, seen = (number if not seen else max(total, number)), True
        elif token.letter == "n":
            part, total, seen = _word(words[token.word], part, total, seen=seen)
        elif token.letter in {"r", "H"}:
            total, seen = total + _FRACTIONS.get(token.word, 0.5), True
        elif token.letter == "&" and not seen:
            total = 1
        elif token.word == "couple":
            total, seen = 2, True
        elif token.letter == "G":
            vague = True
    if vague:
        return None
    return (total + part) if seen else 1


def _digits(raw: str) -> float:
    plain = raw.replace(",", "") if "," in raw and all(len(p) == 3 for p in raw.split(",")[1:]) else raw
    try:
        return min(float(plain), 1e9)
    except ValueError:
        return 0


def _word(number: int, part: float, total: float, *, seen: bool) -> tuple[float, float, bool]:
    """One more number word: (open part, closed total, seen)."""
    if number == 100:
        return (part or 1) * 100, total, True
    if number == 1000:
        return 0, total + (part or 1) * 1000, True
    if number == 12 and (part or (seen and total)):
        return part * 12, total * 12, True
    return part + number, total, True
