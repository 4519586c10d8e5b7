"""Whose report it is: agency credit lines, datelines and forwarded posts stand between the publisher and every voice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.chain_carriers import platforms
from reportedly.attribute.source_phrase import phrase
from reportedly.attribute.source_words import SMALL
from reportedly.core.data import lines, toml
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.core.records import Report

HEAD = 260
TAIL = 160
OPENING_LINES = 3
"""Lines at the top that may say whose report this is."""
DATELINE = re.compile(r"\(([^()\n]{2,40})\)\s*(?:\.?[-–—:]|$)", re.MULTILINE)
ENDING = re.compile(r"(?:[-–—/]{1,2}\s*|\(|\bSource:\s*|\bCredit:\s*)([^\s()\n–—/.][^()\n–—/.]{1,30}?)\s*[).]?\s*$")
_WORD = r"(?:(?:[ae][dlnrstz]|ash)-)?[A-ZÀ-Þ][\w.&'’-]{0,24}"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:of|de|del|du|da|do|la|le) ){{0,2}}(?:{_WORD}|\d{{1,3}}(?:/\d)?)){{0,4}}(?: (?:news )?agency)?)"
FORWARDED = re.compile(
    rf"^\W{{0,6}}(?i:(?:forwarded|re-?posted|shared|copied|relayed)(?: message)?(?: (?:from|by|via))|(?:forward|repost)(?: from| by| via|:)):? (?i:the channel )?@?{_NAME}\W{{0,4}}$",
    re.MULTILINE,
)
"""A line of its own before a post: "Forwarded from Ridge Watch"."""
_PLAIN = r"[A-ZÀ-Þ][\w&'’-]{0,24}"
FORWARDED_HERE = re.compile(
    rf"^\W{{0,6}}(?P<time>\d{{1,2}}[:.h]\d\d\W{{1,4}})?(?i:forwarded|re-?posted|shared) (?i:from|by|via) (?i:the (?:telegram )?channel )?@?(?P<name>{_PLAIN}(?: {_PLAIN}){{0,4}})[.:] (?=\S)",
    re.MULTILINE,
)
"""The same before the post itself: "Forwarded from Ridge Watch. The bridge is down."; in a timed entry of a live blog the
entry is all that was forwarded."""
POINTED = re.compile(r"[^\w\s]")
"""What marks a forwarded post further down: an arrow or another sign in front of its line."""
OWN_WORDS = re.compile(
    r"^\W{0,6}(?:that was [^\n]{2,40}[.:] )?(?:and )?(?:now )?(?:back to us|from ourselves\b[^\n]{0,40}|from us|by the editors|in our own words|us again|editor['’]s note)\W{0,4}$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line of its own from which on a channel that forwards others speaks itself."""
SLASHES = re.compile(
    rf"(?:^|[\s.])/(?:(?i:corr\.? of|by|material of|text of|report of|information of|from) )?(?:the )?(?:agency )?{_NAME}/(?=[\s.:–—-]|$)"
)
"""An agency between slashes: "OSMUND BAY, May 3. /GULL/"."""
PLACE_AND_AGENCY = re.compile(rf"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,40}}(?:, [\w .]{{3,20}})? ?[-–—|/] ?(?:the )?{_NAME}$")
"""A first line of its own: "OSMUND BAY – Gull News Agency"."""
DATED = re.compile(rf"^[A-ZÀ-Þ][\w'’. -]{{1,30}},? .{{0,24}}\d.{{0,12}} \({_NAME}\)(?P<spanish>\.-)?\s?\.?\s?[-–—:]?")
"""A dateline with a date: "Tolm, 3 May (Gull).-"; in the Spanish form one word in the brackets is an agency too."""
BESIDE_PLACE = re.compile(
    rf"^(?:\[[^\]]{{3,60}}\] )?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,40}} \({_NAME}\)\s?(?:\.?\s?[-–—]|\.(?= [A-ZÀ-Þ“«\"]))"
)
"""A place in capitals and an agency in brackets, without a date: "PORT TOLM (Agencia Gull).—"."""
IN_CAPITALS = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,}(?:, [A-ZÀ-Þ][\w .'’-]{2,30}?)?, (?P<day>[^()]{3,24})\((?P<name>[^()]*)\)\s?[-–—]"
)
"""A whole wire dateline, place in capitals, day and dash: a word in its brackets that no dictionary has is an agency
("TOLM, Norvia, May 3 (Gulline) -")."""
MONITORED = re.compile(
    rf"^[A-ZÀ-Þ][\w'’. -]{{1,30}}(?: \([\w'’. -]{{2,30}}\)|, [A-ZÀ-Þ][\w'’. -]{{1,30}})?, (?:\d{{1,2}} \w{{3,9}}\.? (?:19|20)?\d\d|no date) \({_NAME}\) [-–—]"
)
"""A monitoring service's dateline, with the whole date or none: what stands in its brackets is whose report it is."""
NAMED_BESIDE_PLACE = re.compile(rf"^[A-ZÀ-Þ][\w'’. -]{{1,30}}? [-–—|] (?:the )?{_NAME}:(?=\s)")
"""A place and an agency before the first words: "Tolm – Gull News Agency: On Monday"."""
LABELS = r"(?i:(?:despatch|dispatch|report|copy|text|material)s? (?:of|from)\b|(?:(?:prepared|written|compiled|reported|produced|distributed|supplied|translated) )?by\b:?|(?:text|report|copy):|©|\(c\)|–|—)"
ON_A_LINE = re.compile(rf"^\W{{0,3}}(?P<label>{LABELS}) ?(?:the )?{_NAME}\W{{0,3}}$")
"""A line of its own, at the top or last: "By Gull News Agency", "Text: Gull-Inform", "© Gull Agency", "– Gull Agency"."""
LAST_WORDS = re.compile(rf"(?<=[.!?”»’\"] )\((?:the )?{_NAME}\)\W{{0,3}}$")
"""The last words, in brackets behind a sentence: "It rained. (Agencia Gull)"."""
HYPHENATED = re.compile(r"[A-ZÀ-Þ][^\W\d_]{1,20}-[A-ZÀ-Þ][^\W\d_]{1,20}")
"""A name in one word that behind "Text:" is an agency's: "Gull-Inform"."""
_CREDITS = toml("outlets_words")["credits"]
AGENCIES_BEGIN = tuple(f"{word} " for word in lexicon.entries(_CREDITS["agencies_begin"]))
AGENCIES_END = tuple(lexicon.entries(_CREDITS["agencies_end"]))
CLOSING = re.compile(
    rf"^(?:\((?:(?i:with|from|by|source|credit)s?:? )?(?:the )?{_NAME}\)|/(?:(?i:material of|text of|report of|information of|from|by) )?(?:the )?(?:agency )?{_NAME.replace('name', 'slashed')}/|(?i:source|credit|agency|via)s?: (?:the )?{_NAME.replace('name', 'told')})\W{{0,3}}$"
)
"""A last line of its own: "(Gull Agency)", "/Gull/", "Source: Gull Agency"."""
AGENCY_PARTS = tuple(lexicon.entries(_CREDITS["agency_parts"]))
NO_AGENCY = frozenset(lexicon.entries(_CREDITS["no_agency"]))


@cache
def _agencies() -> dict[str, str]:
    found = {}
    for name in lexicon.entries(_CREDITS["agencies"]):
        known = lexicon.outlet_called(name)
        found[name] = known.name if known is not None else name
    return found


def _agency(words: str) -> str | None:
    words = " ".join(words.replace("\u00a0", " ").split()).strip(" .,-–—")
    known = lexicon.outlet_called(words)
    if known is not None and known.agency:
        return known.name
    return _agencies().get(words)


IN_BRACKETS = re.compile(r"\((?P<name>[A-Z][\w.&'’-]{0,20}(?: [A-Z][\w.&'’-]{0,20}){1,3}|[A-Z]{2,6})\)")
"""An agency that no table lists: in a dateline, brackets hold whose report it is ("OSMUND BAY (Gull Wire) -")."""


def credited(report: Report) -> tuple[str, Span | None] | None:
    """The agency whose report this is, and the words of the text that say so; None when it is the publisher's own.

    Looked up in the dateline, the byline, the first 220 and the last 160 characters.
    """
    mine = set(lexicon.bare(report.publisher or "").split())

    def other(name: str, span: Span | None) -> bool:
        written = span.of(report.text) if span else name
        return not set(lexicon.bare(name).split()) <= mine and not _own(written, report)

    found = (*_listed(report), _in_brackets(report), _opening(report.text), _closing(report.text), *_signed(report))
    return next(((name, span) for name, span in filter(None, found) if other(name, span)), None)


def _own(words: str, report: Report) -> bool:
    """Whether the words are the publisher's initials, or stand in brackets behind its name."""
    whole, _, short = (report.publisher or "").partition("(")
    if short and words.strip(" .").lower() == short.rstrip(") ").lower():
        return True
    mine = lexicon.bare(whole).split()
    return words.strip(" .").lower() == "".join(word[0] for word in mine if word not in SMALL)


def _listed(report: Report) -> Iterator[tuple[str, Span | None]]:
    """Agencies of the table in the dateline."""
    for match in DATELINE.finditer(report.text[:HEAD]):
        name = _agency(match.group(1))
        if name is not None:
            yield name, Span(*match.span(1))
    dateline = report.dateline or ""
    for words in (*re.findall(r"\(([^()\n]{2,40})\)", dateline), *re.split(r"[,–—-]", dateline)):
        name = _agency(words)
        if name is not None and not _own(words, report):
            yield name, None


def _signed(report: Report) -> Iterator[tuple[str, Span | None]]:
    """Agencies of the table in the byline and in the last words, where an agency's form is enough too."""
    for part in re.split(r"[,;/|]|\band\b", report.byline or ""):
        name = _agency(part.strip().removeprefix("By ").removeprefix("by "))
        if name is not None:
            yield name, None
    text = report.text.rstrip()
    ending = ENDING.search(text, max(0, len(text) - TAIL))
    name = _agency(ending.group(1)) if ending else None
    if ending is not None and name is not None:
        yield name, Span(*ending.span(1))
    last = LAST_WORDS.search(text, max(0, len(text) - TAIL))
    if last is not None and (
        _reports(last["name"]) or last["name"].lower().startswith(AGENCIES_BEGIN) or _one_word(last["name"])
    ):
        yield _bare(last["name"]), Span(*last.span("name"))


def forwarded(text: str) -> tuple[tuple[int, str | None, Span], ...]:
    r"""Where a post, or one of several in the text, says that it was forwarded: (start, from whom, the words), in order.

    The name is None where the text goes on in its own words.

    >>> [name for _, name, _ in forwarded("Forwarded from Ridge Watch\n\nThe bridge is down.\n\nNow from ourselves:\n\nIt is.")]
    ['Ridge Watch', None]
    """
    lines = [m for m in FORWARDED.finditer(text) if ". " not in m["name"] and m["name"].lower() not in platforms()]
    own = [
        (m.start(), None, Span(*m.span())) for m in OWN_WORDS.finditer(text) if lines and m.start() > lines[0].start()
    ]
    if len(lines) == 1 and not own and lines[0].start() > _line_end(text, OPENING_LINES):
        follows = text[lines[0].end() :].strip()
        lines = lines if follows and POINTED.match(lines[0].group().strip()) else []
    posts = [(m.start(), m["name"], Span(*m.span("name"))) for m in lines]
    for m in FORWARDED_HERE.finditer(text):
        if m["name"].lower() not in platforms():
            posts.append((m.start(), m["name"], Span(*m.span("name"))))
            end = text.find("\n", m.end()) if m["time"] else -1
            own += [(end, None, Span(end, end + 1))] if end >= 0 else []
    return tuple(sorted((*posts, *own), key=lambda post: post[0]))


def _opening(text: str) -> tuple[str, Span] | None:
    """An agency that no table lists, by the form of the lines the report opens with."""
    at = 0
    for line in text[: _line_end(text, OPENING_LINES)].splitlines(keepends=True):
        bare = line.strip()[:160]
        for form in (PLACE_AND_AGENCY, MONITORED, NAMED_BESIDE_PLACE, DATED, BESIDE_PLACE, SLASHES, ON_A_LINE):
            match = form.search(bare) if form is SLASHES else form.match(bare)
            if match and _is_agency(match, form):
                return _bare(match["name"]), Span(*match.span("name")).moved(at + line.find(bare))
        at += len(line)
    return None


def _is_agency(match: re.Match[str], form: re.Pattern[str]) -> bool:
    name = match["name"]
    if form is ON_A_LINE:
        return _signs(match)
    one_word = form is DATED and " " not in name
    alone = form in {SLASHES, MONITORED} or (
        one_word
        and (
            match["spanish"]
            or name.isupper()
            or HYPHENATED.fullmatch(name) is not None
            or _in_wire_dateline(match.string)
        )
    )
    if alone and form is not SLASHES and _dates_or_places(name):
        return False
    return name.lower() not in NO_AGENCY and (bool(alone) or _reports(name) or name.lower().startswith(AGENCIES_BEGIN))


def _in_wire_dateline(line: str) -> bool:
    """Whether brackets in a whole wire dateline hold a word that is a name and nothing else."""
    dateline = IN_CAPITALS.match(line)
    if dateline is None:
        return False
    day = set(toml("names")["calendar"].split()).intersection(re.findall(r"\w+", dateline["day"]))
    word = dateline["name"].lower()
    return bool(day) and not {word, word.removesuffix("s"), word.removesuffix("ed")} & _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(lines("ordinary_words"))


def _dates_or_places(name: str) -> bool:
    """Whether what stands in the brackets of a dateline is a day, a number or a country."""
    words = re.split(r"[\s-]", name)
    calendar = toml("names")["calendar"].split()
    if len(words) > 1 and words[-1].isdigit() and words[-2] not in calendar:
        words.pop()  # "Canal 13"
    named = lexicon.country_names().keys() | lexicon.demonyms().keys()
    return any(w in calendar or w in named or not w.replace(".", "").replace("'", "").isalpha() for w in words) and (
        lexicon.outlet_called(name) is None
    )


def _closing(text: str) -> tuple[str, Span] | None:
    """An agency that no table lists, alone on the last line."""
    whole = text.rstrip()
    start = whole.rfind("\n") + 1
    if not start or len(whole) - start >= TAIL:
        return None
    line = ON_A_LINE.match(whole[start:])
    if line is not None and _signs(line):
        return _bare(line["name"]), Span(*line.span("name")).moved(start)
    match = CLOSING.match(whole[start:])
    if match is None:
        return None
    group = next(g for g in ("name", "slashed", "told") if match[g])
    name = match[group].rstrip(".")
    if name.lower() in NO_AGENCY or not (group == "slashed" or _reports(name)):
        return None
    return _bare(name), Span(*match.span(group)).moved(start)


def _line_end(text: str, lines: int) -> int:
    """Where the first so many lines with words end, at most HEAD characters on."""
    ends = [m.end() for m in re.finditer(r"[^\n]*\S[^\n]*", text[: 4 * HEAD])]
    return min(ends[min(lines, len(ends)) - 1], 4 * HEAD) if ends else 0


def _bare(name: str) -> str:
    name = name.rstrip(".")
    return name if name.endswith("news agency") else name.removesuffix(" agency").strip()


def _reports(name: str) -> bool:
    """Whether a name by its form is one of an outlet."""
    return (
        lexicon.outlet_called(name) is not None
        or phrase(name).kind in {"outlet", "channel"}
        or name.lower().endswith(("agency", "copy service", "features service"))
    )


def _one_word(name: str) -> bool:
    """Whether the name alone in brackets behind the last sentence has an agency's form: "It rained. (Servigull)"."""
    word = name.lower().rstrip(".")
    formed = word.startswith(AGENCY_PARTS) or word.endswith(AGENCY_PARTS)
    return word.isalpha() and formed and word not in (*AGENCY_PARTS, *NO_AGENCY)


def _signs(line: re.Match[str]) -> bool:
    """Whether the name on a line of its own, behind a label or a dash, is one of an agency and no person's byline."""
    name, label = line["name"].rstrip("."), line["label"].lower()
    if label.endswith(":") and HYPHENATED.fullmatch(name):
        return name.lower().partition("-")[0] not in lexicon.given_names()
    known = lexicon.outlet_called(name) is not None
    agency = name.lower().startswith((*AGENCIES_BEGIN, "radio ")) or name.lower().endswith(AGENCIES_END)
    return known or (agency and len(name.split()) > 1 and _reports(name))


def _in_brackets(report: Report) -> tuple[str, Span] | None:
    """An agency that no table lists, by its place in the dateline."""
    match = IN_BRACKETS.search(report.dateline or "")
    there = re.compile(re.escape(match.group()), re.IGNORECASE).search(report.text, 0, HEAD) if match else None
    if match is None or there is None:
        return None
    span = Span(*match.span("name")).moved(there.start() - match.start())
    return span.of(report.text), span
