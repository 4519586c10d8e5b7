"""Records in a few words for a person: the same words in the terminal and on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.core.spans import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.core.incidents import Account, Incident, Interval, Origin
    from reportedly.core.records import Attribution, Place, Reading, Report, Source, Time

ACTS = {
    "state": "states",
    "deny": "denies",
    "accuse": "accuses",
    "demand": "demands",
    "admit": "admits",
    "claim_responsibility": "claims responsibility",
    "promise": "promises",
    "threaten": "threatens",
    "warn": "warns",
    "express": "expresses",
    "plan": "plans",
}


QUOTATION_MARKS = "\"“”„‟«»‘'"

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7]).{0,9}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def count(interval: Interval) -> str:
    """A closed interval of a count.

    >>> count((14, 14)), count((14, 21)), count((2, None)), count((0, 5))
    ('14', '14–21', '2 or more', 'up to 5')
    """
    low, high = interval
    if high is None:
        return f"{low:,} or more"
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if low == 0 else f"{low:,}–{high:,}"


def spread(accounts: Iterable[Account], measure: str) -> str | None:
    """From the lowest to the highest count that any account gives; None when none gives one.

    Two accounts of "3" and "at least 14" are "3–14 or more".
    """
    given = [account.figures[measure] for account in accounts if measure in account.figures]
    if not given:
        return None
    top = max(low if high is None else high for low, high in given)
    is_open = any(high is None and low == top for low, high in given)
    return count((min(low for low, _ in given), top)) + (" or more" if is_open else "")


def origins(incident: Incident) -> str:
    """How many independent origins, and between what bounds.

    The words are "1 origin", "3 origins" or "2–3 origins".
    """
    low, high = incident.origins.low, incident.origins.high
    number = str(low) if low == high else f"{low}–{high}"
    return f"{number} origin" if number == "1" else f"{number} origins"


def what(incident: Incident) -> str:
    """What happened, without the place it ends on when the place stands beside it."""
    ending = f" in {incident.place.name}" if incident.place else ""
    return incident.what.removesuffix(ending)


def place(record: Place | None) -> str:
    """A place with its country and, unless it is exact, how exact it is."""
    if record is None:
        return "place not stated"
    where = f"{record.name} ({record.country})" if record.country and record.precision != "country" else record.name
    return f"{where}, not located" if record.precision == "unresolved" else where


def time(record: Time | None) -> str:
    """A time from start to end; its bare value when nothing fixes it."""
    if record is None:
        return "time not stated"
    if record.precision == "unresolved" or not (record.start or record.end):
        return _unfixed(record.value)
    if record.start and record.end and record.start != record.end:
        return f"{_readable(record.start)} to {_readable(record.end)}"
    if not record.start:
        return f"until {_readable(str(record.end))}"
    return _readable(record.start) if record.end else f"since {_readable(record.start)}"


def _unfixed(value: str) -> str:
    weekday = _WEEKDAY.fullmatch(value)
    return f"a {_WEEKDAYS[int(weekday[1]) - 1]}, date not fixed" if weekday else "date not fixed"


def _readable(moment: str) -> str:
    return moment.replace("T", " ").replace("Z", " UTC")


def without_report_ids(text: str, report_ids: Iterable[str]) -> str:
    """A sentence about reports that names them by their publishers alone.

    >>> without_report_ids("r_1 (Harbour Gazette) carries it", ["r_1"])
    'Harbour Gazette carries it'
    """
    ids = "|".join(map(re.escape, report_ids))
    return re.sub(rf"(?<!\w)(?:{ids}) \(([^()]{{1,200}})\)", r"\1", text) if ids else text


def published(report: Report) -> str:
    """Publisher and time of a report, with what is missing said.

    An unknown publisher is "unknown publisher", an unknown time "no date".
    """
    return (
        f"{report.publisher or 'unknown publisher'}, {_readable(report.published) if report.published else 'no date'}"
    )


def headline(report: Report) -> str:
    """The title, or the first words when there is none."""
    if report.title:
        return report.title
    first = report.text.strip()[:200].split("\n", 1)[0]
    return shortened(first, 80) if first else "(empty report)"


def chain(said: Attribution, reading: Reading) -> str:
    """The voices from the publisher to the origin, e.g. "Press TV ← Sputnik ← unnamed sources"."""
    names = {source.id: source.name for source in reading.sources}
    return " ← ".join(names.get(link, link) for link in said.chain)


def voice(said: Attribution, reading: Reading) -> Source | None:
    """The source at the far end; None when the reading does not hold it."""
    return next((source for source in reading.sources if source.id == said.voice), None)


def manner(said: Attribution) -> str:
    """Act and kind of quotation, e.g. "states (direct quote)"; a hedge and a denial are said."""
    parts = ["direct quote" if said.quote == "direct" else f"{said.quote}"]
    if said.certainty != "asserted":
        parts.append("hedged" if said.certainty == "hedged" else "certainty unknown")
    if said.polarity == "denied" and said.act != "deny":
        parts.append("denied")
    return f"{ACTS.get(said.act, said.act)} ({', '.join(parts)})"


def kind_of(source: Source | Origin) -> str:
    """Who a voice is, e.g. "unnamed people, eyewitness"."""
    kind = {"unspecified": "voice", "people": "people"}.get(source.kind, source.kind)
    who = f"unnamed {kind}" if source.identity == "unnamed" else kind
    return who if source.role == "other" else f"{who}, {source.role.replace('_', ' ')}"


def said_words(said: Attribution, reading: Reading) -> str:
    """What is said, in the report's characters, white space evened out."""
    return evened(words_of(said.content, reading.report.text))


def quoted(text: str) -> str:
    """The words in quotation marks, unless they come with their own.

    >>> quoted("they left"), quoted("“We left,”")
    ('“they left”', '“We left,”')
    """
    return text if text[:1] in QUOTATION_MARKS else f"“{text}”"


def evened(text: str) -> str:
    r"""One line, single spaces, nothing that would steer a terminal or turn the direction of what follows.

    >>> evened(" a  b\x1b[31m ")
    'a b�[31m'
    """
    return " ".join(_STEERING.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())).split())


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, with "…" where something was cut.

    >>> shortened("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"
