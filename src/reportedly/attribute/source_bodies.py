"""The body inside a source phrase: its proper name, or whom a person speaks for."""

from __future__ import annotations

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_persons import capital_body
from reportedly.attribute.source_words import (
    ADJECTIVE_ROLE,
    ARTICLED,
    DEFINITE,
    POSSESSIVE,
    PREPOSITIONS,
    PROPER,
    SOME,
    acronym,
    capital,
    unowned,
)

PASSED_ON = frozenset(
    {
        "seen",
        "obtained",
        "reviewed",
        "viewed",
        "carried",
        "published",
        "quoted",
        "cited",
        "reported",
        "shared",
        "posted",
        "relayed",
    }
)
"""Participles whose "by" names who passes a document on, not who wrote it."""


def affiliation_of(plain: list[str], lows: list[str], start: int, end: int) -> str | None:
    """The body after "for", "of", "at", …: capitalised words, or a body in lower case ("a source at the ministry")."""
    for k in range(start, min(end, len(lows)) - 1):
        near = lows[k] == "to" and lows[k - 1] in {
            "close",
            "loyal",
            "linked",
            "tied",
            "allied",
            "belonging",
            "affiliated",
        }
        if lows[k] == "by" and lows[k - 1] in PASSED_ON:
            continue
        if not near and lows[k] not in {
            "for",
            "of",
            "at",
            "from",
            "by",
            "with",
            "in",
            "inside",
            "within",
            "representing",
        }:
            continue
        begin = k + 1
        while begin < len(lows) and lows[begin] in {"the", "a", "an", "his", "her", "its", "their", "our"}:
            begin += 1
        begin = _past_demonym(plain, lows, begin)
        stop = begin
        while stop < min(end, len(lows)) and (
            capital(plain[stop])
            or (
                stop > begin
                and lows[stop] in {"of", "for", "and", "the"}
                and stop + 1 < len(plain)
                and capital(plain[stop + 1])
            )
        ):
            stop += 1
        if stop > begin:
            return " ".join(plain[begin : _past_noun(lows, begin, stop)])
        noun = noun_end(lows, begin, len(lows)) if begin < len(lows) else begin
        head = lexicon.head_ending(lows, noun) if noun > begin else None
        if head is not None and head[0].kind in {"organisation", "outlet"}:
            begin = next((m for m in range(begin, noun) if capital(plain[m])), begin)
            return " ".join(plain[begin:noun])
    return None


def _past_noun(lows: list[str], begin: int, stop: int) -> int:
    """Past the common noun behind a body's capitals: "Pennorth police", "Free Port battalion"."""
    noun = noun_end(lows, begin, len(lows))
    known = lexicon.head_ending(lows, stop)
    head = lexicon.head_ending(lows, noun) if stop < noun <= stop + 2 and known is None else None
    return noun if head is not None and head[0].kind == "organisation" else stop


def owner(tokens: list[str], lows: list[str]) -> str | None:
    """The body in "HRW's deputy director"; persons and countries are no bodies."""
    for k in range(1, min(5, len(tokens))):
        if POSSESSIVE.search(tokens[k - 1]):
            begin = next((m for m in range(k) if capital(tokens[m])), k)
            known = begin < k and (acronym(POSSESSIVE.sub("", tokens[k - 1])) or capital_body(lows, begin, k))
            name = unowned(tokens[begin:k])
            return name if (known or lexicon.outlet_called(name)) and name not in lexicon.country_names() else None
    return None


def _past_demonym(plain: list[str], lows: list[str], begin: int) -> int:
    """Past "Iraqi anti-state" in "with Iraqi anti-state Dawn Brigades"."""
    if begin + 1 < len(plain) and plain[begin] in lexicon.demonyms() and not capital(plain[begin + 1]):
        for k in range(begin + 1, min(begin + 4, len(plain))):
            if lows[k] in PREPOSITIONS:
                break
            if capital(plain[k]):
                return k
    return begin


def body_before(plain: list[str], lows: list[str], at: int) -> str | None:
    """The body whose name stands right before the post: "Interior Ministry spokesman"."""
    begin = _run_before(plain, lows, at)
    while begin < at and lows[begin] in {"the", "a", "an", *lexicon.titles()}:
        begin += 1
    if at and plain[at - 1] in lexicon.demonyms():
        return None
    if begin < at and (capital_body(lows, begin, at) or lexicon.outlet_called(" ".join(plain[begin:at]))):
        return unowned(plain[begin:at])
    if begin < at and acronym(plain[at - 1]):
        return plain[at - 1]
    head = lexicon.head_ending(lows, at)
    if (
        head is not None
        and head[0].kind == "organisation"
        and head[0].base not in VAGUE
        and at - head[1] <= 3
        and at < len(lows)
    ):
        begin = min(head[1], _run_before(plain, lows, head[1]))
        return " ".join(plain[begin:at])
    return None


def _run_before(plain: list[str], lows: list[str], at: int) -> int:
    """Where the capitalised run before `at` begins, "Ministry of Defence" in one."""
    begin = at
    while begin > 0:
        if capital(plain[begin - 1]):
            begin -= 1
        elif begin > 1 and begin < at and lows[begin - 1] == "of" and capital(plain[begin - 2]):
            begin -= 2
        else:
            break
    return begin


VAGUE = frozenset(
    {"world", "state", "public", "country", "nation", "west", "side", "sides", "team", "project", "family"}
)
"""Bodies that are none before a post: "world leaders"."""


def body_before_posts(plain: list[str], lows: list[str], end: int) -> str | None:
    """The body before the first of several posts: "Ministry of Defence spokesman Major General"."""
    for k in range(1, end + 1):
        head = lexicon.head_ending(lows, k)
        if head is not None and head[0].kind == "person" and head[1] > 0:
            return body_before(plain, lows, head[1])
    return None


def body_in_post(plain: list[str], lows: list[str], found: tuple[lexicon.Head, int] | None, stop: int) -> str | None:
    """The body inside a post of several words: "ministry spokesman", "Foreign Ministry spokeswoman"."""
    if found is None or found[0].kind not in {"person", "people"}:
        return None
    last = (
        next((k for k in range(stop, found[1], -1) if found[0] == (lexicon.head_ending(lows, k) or (None,))[0]), 0) - 1
    )
    return body_before(plain, lows, last) if last > found[1] else None


def outlet_name(tokens: list[str], lows: list[str], stop: int) -> str | None:
    """The outlet's own name in "Russia's Sputnik news agency" or "state broadcaster Radio Zahran"."""
    begin, end = 0, stop
    while begin < end and (not capital(tokens[begin]) or lows[begin] in DEFINITE or POSSESSIVE.search(tokens[begin])):
        begin += 1
    while end > begin and not capital(tokens[end - 1]):
        end -= 1
    for k in range(begin, end):
        known = lexicon.outlet_called(" ".join(tokens[k:end]))
        if known is not None:
            return known.name
    name = unowned(tokens[begin:end])
    return name if name and tokens[begin] not in lexicon.demonyms() and name not in lexicon.country_names() else None


def body_name(tokens: list[str], lows: list[str], at: int, stop: int, national: bool) -> str | None:  # noqa: FBT001  one of the facts of the phrase
    """The proper name of a body: its capitalised words, "of …" included; None when it is only described.

    national: the phrase names a country, so that "Iraqi police" counts as a name.
    """
    if lows[0] in SOME and lows[0] != "one":
        return None
    start = 1 if lows[0] in DEFINITE | SOME else 0
    begin = next((k for k in range(start, stop) if capital(tokens[k])), stop)
    if begin >= stop:
        return None
    if begin > start and not any(map(capital, tokens[at:stop])):
        begin = start
    end = _past_of(tokens, lows, stop)
    if begin == 0 and end == stop and not national and _opens_sentence(tokens, lows, stop):
        return None
    return unowned(tokens[begin:end])


def _past_of(tokens: list[str], lows: list[str], stop: int) -> int:
    """Where the name ends when "of the Interior" or "for Human Rights" belongs to it."""
    end = stop
    while end < len(tokens) - 1 and lows[end] in {"of", "for", "in", "and", "on"}:
        step = 2 if lows[end + 1] in {"the", "a", "an"} else 1
        if end + step >= len(tokens) or not capital(tokens[end + step]):
            break
        end += step + 1
        while end < len(tokens) and capital(tokens[end]):
            end += 1
    return end


def _opens_sentence(tokens: list[str], lows: list[str], stop: int) -> bool:
    """Whether the only capital is that of a sentence's first word: "Police", "Rights groups", "Local authorities"."""
    if sum(map(capital, tokens[:stop])) > 1 or acronym(tokens[0]):
        return False
    if stop == 1:
        return lows[0] in lexicon.heads() and lows[0] not in PROPER
    return lows[0] in ADJECTIVE_ROLE or lows[0] in PLAIN


PLAIN = frozenset(
    {
        "local",
        "regional",
        "provincial",
        "rights",
        "state",
        "foreign",
        "official",
        "opposition",
        "human",
        "armed",
        "public",
    }
)


def noun_end(lows: list[str], start: int, limit: int) -> int:
    """Where the noun phrase that begins at `start` ends: before the first preposition, or participle, after its first word.

    What stands right behind an article belongs to the noun: "the monitoring group", "the under secretary".
    """
    adjective = start + 1 < limit and lows[start] in ARTICLED
    for k in range(start + 1 + adjective, limit):
        if _does(lows, k, limit):
            return k
        if (
            lows[k] in PREPOSITIONS
            and not lexicon.heads().get(" ".join(lows[max(k - 1, 0) : k + 2]))
            and not _of_title(lows, k)
        ):
            return k
    return limit


def _does(lows: list[str], k: int, limit: int) -> bool:
    """Whether the word is a participle behind whoever does it: "a girl holding her jaw"."""
    if not lows[k].endswith("ing") or k + 1 >= limit:
        return False
    last = lexicon.head_ending(lows, limit)
    if last is not None and (last[0].kind == "organisation" or (last[0].kind == "person" and not last[0].many)):
        return False  # "a nurse training officer", "a teacher training college"
    head = lexicon.head_ending(lows, k)
    return head is not None and head[0].kind in {"person", "people"}


def _of_title(lows: list[str], k: int) -> bool:
    """Whether "of" stands inside a longer head noun ("secretary of state", "ministry of defence" keeps its own way)."""
    return any(" ".join(lows[i : k + 2]) in lexicon.heads() for i in range(max(0, k - 2), k))
