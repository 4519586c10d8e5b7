"""The words of a text that can tell one incident from another: rare words, names, ages, streets, days."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.core.data import toml

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+){0,3}|[.!?\n\"“”:;,()—–]")
_AGE = re.compile(
    r"\b(\d{1,3})[- ](?:year|month|week|day)s?[- ]old|(?<=[a-z]), (\d{1,2}),|\b[Aa]ged? (\d{1,3})\b|(?<=[a-z]) \((\d{1,2})\)",
)
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?([A-Z][a-z]{2,8})\b")
_MONTH_DAY = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!:)")
_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {short: i + 1 for i, name in enumerate(_MONTH_NAMES) for short in (name, name[:3], name[:4])}
_WEEKDAYS = {
    name: i for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_WEEKDAY = re.compile(rf"(?i)\b(?:{'|'.join(_WEEKDAYS)})\b")
_TYPEWRITTEN = str.maketrans({**dict.fromkeys("’‘ʼʻ`´", "'"), **dict.fromkeys("“”„«»", '"'), "‑": "-", "\u00a0": " "})
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u20d0-\u20ff]+")
_LEAD_TOKENS = 100
_LEAD_CHARACTERS = 1200
_SENTENCE_STARTS = frozenset('.!?\n“”:"')


@dataclass(frozen=True, slots=True)
class Terms:
    """Counts of the distinguishing terms of one text; all folded (no case, no accents, no possessive).

    words: every word. lead: those of the first 100 tokens. names: capitalised words that are never written small in
    this text. ages, streets: as written, folded. days: proleptic ordinals of days the text names; empty when nothing fixes them.
    """

    words: Counter[str]
    lead: Counter[str]
    names: Counter[str]
    ages: Counter[str]
    streets: Counter[str]
    days: frozenset[int]


def folded(text: str) -> str:
    """The text without accents, apostrophes typewritten; upper and lower case kept.

    >>> folded("Dayr al‑Zawr, José’s")
    "Dayr al-Zawr, Jose's"
    """
    if text.isascii():
        return text
    text = text.translate(_TYPEWRITTEN)
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def terms(text: str, published: int | None = None) -> Terms:
    """What is in `text`; `published` (ordinal day) resolves weekdays and dates without a year."""
    text = folded(text)
    words: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    names: Counter[str] = Counter()
    small: set[str] = set()
    before, count = "\n", 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if not first.isalnum():
            before = token
            continue
        word = token.lower().removesuffix("'s")
        words[word] += 1
        count += 1
        if count <= _LEAD_TOKENS:
            lead[word] += 1
        if first.isupper():
            if before not in _SENTENCE_STARTS:
                names[word] += 1
        else:
            small.add(word)
        before = ""
    return Terms(
        words=words,
        lead=lead,
        names=Counter({w: n for w, n in names.items() if w not in small}),
        ages=Counter(next(filter(None, m.groups())) for m in _AGE.finditer(text)),
        streets=Counter(m.group(1).lower() for m in _street().finditer(text)),
        days=_days(text, published),
    )


def day(value: str | None) -> int | None:
    """The ordinal of an ISO date of at least day precision, else None.

    >>> day("2021-03-04T10:00") == day("2021-03-04"), day("2021-03"), day("soon")
    (True, None, None)
    """
    if value is None or len(value) < len("2021-03-04"):
        return None
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def _street() -> re.Pattern[str]:
    global _STREET  # noqa: PLW0603  compiled once, from the lexicon
    if _STREET is None:
        kinds = "|".join(map(re.escape, toml("link")["streets"]["kinds"]))
        _STREET = re.compile(rf"\b([A-Z0-9][^\W_]{{0,30}})\.? (?:{kinds})\b")
    return _STREET


_STREET: re.Pattern[str] | None = None


def _days(text: str, published: int | None) -> frozenset[int]:
    """Days the text names, the last such day on or before publication; weekdays only near its head."""
    if published is None:
        return frozenset()
    today = date.fromordinal(published)
    found = set()
    for match in _WEEKDAY.finditer(text, 0, _LEAD_CHARACTERS):
        found.add(published - (today.weekday() - _WEEKDAYS[match.group().lower()]) % 7)
    stated = [(m.group(1), m.group(2)) for m in _MONTH_DAY.finditer(text)]
    stated += [(m.group(2), m.group(1)) for m in _DAY_MONTH.finditer(text)]
    for month, number in stated:
        index = _MONTHS.get(month.lower())
        resolved = _last(today, index, int(number)) if index else None
        if resolved is not None:
            found.add(resolved)
    return frozenset(found)


def _last(today: date, month: int, number: int) -> int | None:
    try:
        stated = today.replace(month=month, day=number)
        return (stated if stated <= today + timedelta(days=2) else stated.replace(year=today.year - 1)).toordinal()
    except ValueError:
        return None
