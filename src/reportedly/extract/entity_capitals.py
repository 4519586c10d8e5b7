"""Names in text written all in capitals, where a capital says nothing: known bodies, forces, titles and first names only."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.spans import Span
from reportedly.extract.entity_lexicon import lexicon, words_of
from reportedly.extract.entity_mentions import Mention, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_][\w'./&-]*")
_HEADED = re.compile(
    r"(?:MINISTRY|DEPARTMENT|UNIVERSITY|BANK|COUNCIL|COMMITTEE|COMMISSION|ORGANIZATION|ASSOCIATION|FEDERATION) OF (?:THE )?[A-Z-]{3,}"
)


_TITLES = frozenset(
    """president gen general col colonel maj major capt captain lt lieutenant sgt dr mr mrs bishop archbishop father senator judge ambassador
    commander minister mayor deputy governor""".split()  # noqa: SIM905  a table
)
_NO_NAME = re.compile(r".*(?:ED|ING|LY|IONS?|TORS?|MENT|[BCDFGHJKLMNPQRTVWX]S|ARY|IVE|IES)")


@cache
def _stops() -> frozenset[str]:
    """Words that end a person's name in capitals."""
    table = toml("abbreviations")
    words = lexicon()
    speech = words_of(toml("entities")["words"]["speech_verbs"])
    return (
        frozenset(table["openers"])
        | frozenset(table["saying"])
        | speech
        | words.not_names
        | words.organisation_heads
        | words.titles
        | words.facility_heads
    )


def shouted(sentence: Sentence) -> Iterator[Mention]:
    """Mentions in a sentence in capitals, in reading order."""
    even = sentence.even
    done = sentence.start
    title = False
    for match in _WORD.finditer(even, sentence.start, sentence.end):
        if match.start() < done:
            continue
        word = match[0].rstrip(".'")
        found = (
            _body(sentence, match, word)
            or _force(sentence, match, word)
            or _person(sentence, match, word, titled=title)
        )
        if found is None and (headed := _HEADED.match(even, match.start(), sentence.end)):
            found = Mention(Span(*headed.span()), "organisation", ("name", headed[0].casefold()))
        if found is not None:
            yield found
            done = found.span.end
        title = word.lower().replace(".", "") in _TITLES


def _body(sentence: Sentence, match: re.Match[str], word: str) -> Mention | None:
    for form in (match[0], word, word.split("'", 1)[0]):
        for name, usual in lexicon().shouted.get(form, ()):
            end = match.start() + len(name)
            if sentence.even.startswith(name, match.start()) and not sentence.even[end : end + 1].isalnum():
                return Mention(Span(match.start(), end), "organisation", ("body", usual))
    return None


def _force(sentence: Sentence, match: re.Match[str], word: str) -> Mention | None:
    known = lexicon()
    country = known.peoples.get(word) or known.peoples.get(word.capitalize())
    after = (
        known.body_after.match(sentence.even, match.start() + len(word), min(sentence.end, match.end() + 60))
        if country
        else None
    )
    if after is None or country is None:
        return None
    return Mention(Span(match.start(), after.end()), "organisation", ("force", country, after["noun"].lower()))


def _person(sentence: Sentence, match: re.Match[str], word: str, *, titled: bool) -> Mention | None:
    """A first name and what follows it, or what follows a title."""
    known = lexicon()
    if not titled and word.lower() not in known.first_names:
        return None
    end, count = match.start(), 0
    for part in _WORD.finditer(sentence.even, match.start(), sentence.end):
        plain = part[0].rstrip(".'")
        gap = sentence.even[end : part.start()]
        if titled and not count and plain.lower() not in known.first_names and _NO_NAME.fullmatch(plain):
            return None
        if (
            count > 3
            or (count and _NO_NAME.fullmatch(plain))
            or plain.lower() in _stops()
            or plain.capitalize() in known.peoples
            or (count and gap != " ")
            or not plain.replace("-", "").isalpha()
        ):
            break
        end, count = part.start() + len(plain), count + 1
        if part[0].endswith("."):
            break
    if count < (1 if titled else 2) or any(p.start == match.start() for p in sentence.places):
        return None
    span = Span(match.start(), end)
    return Mention(span, "person", ("person", span.of(sentence.even).casefold()))
