"""Publication dates with the precision they really have."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_CLOCK = r"(?:(?:,|\bat\b|[|\-–—·•@]|\s){0,6}(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?\s{0,2}(?P<half>[ap]\.?m\b)?)?"
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[-/.](?P<month>0?[1-9]|1[0-2])(?:[-/.](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"(?:[T ](?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d|60)(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-][01]\d:?[0-5]\d)?)?)?)?(?![\d/-])"
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[\s\-/]{{1,3}}(?:of\s)?{_MONTH}[\s,\-/]{{0,3}}(?P<year>(?:19|20)\d\d)\b{_CLOCK}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s{{1,3}}(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>(?:19|20)\d\d)\b{_CLOCK}",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"\b{_MONTH},?\s{{1,3}}(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,6})?")
_URL_DATE = re.compile(
    r"/(?P<year>20\d\d|19[89]\d)[/-](?P<month>0?[1-9]|1[0-2])(?:[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=[/_-]|$))?(?=[/_-]|$)"
)

_LONGEST_LINE = 400


def iso_date(words: str) -> str | None:
    """Reduced-precision ISO 8601 of a written or machine date, no digit more than it has; None when it is no date.

    Seconds are dropped, an offset from UTC is kept. Midnight on the second is how content systems fill a time they do
    not have: it counts as the day. Dates in figures whose order nothing tells (03/04/2021) are not guessed.

    >>> iso_date("2021-03-04T10:00:31+03:00"), iso_date("4 March 2021"), iso_date("March 2021"), iso_date("03/04/2021")
    ('2021-03-04T10:00+03:00', '2021-03-04', '2021-03', None)
    """
    words = words.strip()[:200]
    if _EPOCH.fullmatch(words):
        seconds = float(words) / (1000 if len(words.partition(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")
    match = _COMPACT.fullmatch(words) or _ISO.match(words)
    return _from(match) if match else date_in(words)


def date_in(line: str) -> str | None:
    """The first date written out in a line of prose or of page furniture, e.g. "Tuesday, 4 March 2021 10:30 AM"."""
    line = line[:_LONGEST_LINE]
    found = [m for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY) if (m := pattern.search(line))]
    full = min(found, key=lambda m: (m.start(), -m.end()), default=None)
    if full is None:
        match = re.search(r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b", line)
        return iso_date(line[match.start() : match.start() + 25]) if match else None
    return _from(full)


def url_date(url: str) -> str | None:
    """The date in an address, of the precision it has: ".../2021/03/04/..." or ".../2021/03/...".

    >>> url_date("https://example.org/2021/03/attack-on-bridge")
    '2021-03'
    """
    match = _URL_DATE.search(url)
    return _from(match) if match else None


def _from(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year, month = parts["year"], parts["month"]
    if month is None:
        return year
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    if parts.get("day") is None:
        return f"{year}-{number:02}"
    try:
        day = date(int(year), number, int(parts["day"])).isoformat()
    except ValueError:
        return f"{year}-{number:02}"
    clock = _clock(parts)
    return f"{day}T{clock}" if clock else day


def _clock(parts: dict[str, str | None]) -> str | None:
    if parts.get("hour") is None or parts.get("minute") is None:
        return None
    hour, minute, half = int(parts["hour"] or 0), parts["minute"], (parts.get("half") or "").lower().replace(".", "")
    if (hour, minute, parts.get("second") or "00") == (0, "00", "00") and not half:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = (parts.get("zone") or "").replace("UTC", "Z").replace("GMT", "Z")
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{hour:02}:{minute}{'Z' if zone == '+00:00' else zone}"
