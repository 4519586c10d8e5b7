"""A source phrase read by itself: "Maj. Lena Orlo, a spokeswoman for the Northern Command" is a person with a post."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon

if TYPE_CHECKING:
    from reportedly.core.records import Kind, Role

TOKEN = re.compile(r"[^\W_](?:[\w.&/-]|['’](?=\w))*|['’]s\b|[,;:()–—“”\"]")
POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
BREAKS = frozenset(',;:()–—“”"')
PREPOSITIONS = frozenset(
    ["of", "in", "from", "for", "at", "with", "near", "on", "to", "inside", "within", "outside", "under", "by", "against", "across", "around", "about", "among", "between", "close", "familiar", "loyal", "based", "speaking", "who", "whom", "whose", "which", "that", "allied", "affiliated", "belonging", "representing", "working", "living", "said", "having", "including", "known", "as", "along", "whose", "where", "after", "before", "during", "involved", "present", "quoted", "cited", "interviewed", "contacted", "reached", "present", "aligned", "linked", "tied", "opposed", "backed", "described", "asked", "told", "traveling", "travelling", "attending", "briefed", "identified", "named", "overseeing", "leading", "investigating", "monitoring"]
)
QUANTITIES = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "scores", "hundreds", "thousands", "some", "several", "many", "most", "few", "other", "others", "both", "all", "each", "every", "any", "another", "more", "number", "group", "couple", "majority", "half", "handful", "member", "members", "crowd", "team", "pair", "trio", "part", "percent", "various", "numerous", "multiple"]
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "same"})
NEW = frozenset(
    {"other", "others", "another", "more", "separate", "different", "second", "third", "further", "additional"}
)
SOME = frozenset(
    {"a", "an", "one", "some", "several", "many", "few", "two", "three", "four", "five", "any", "no", *NEW}
)
FORCE_OF = {
    "military": "military army navy naval air-force defence defense soldier commander troops",
    "armed_group": "rebel militant insurgent guerrilla jihadist jihadi militia taliban hamas hezbollah houthi separatist paramilitary",
    "medical": "medical hospital health ambulance morgue medic rescue",
    "aid": "humanitarian aid relief charity ngo rights",
    "official": "government ministry police security diplomatic intelligence judicial parliamentary administration presidential "
    "official western senior palace cabinet legal kremlin court political u.s. us un eu nato federal state election",
    "journalist": "media press news",
}
ADJECTIVE_ROLE: dict[str, Role] = {word: role for role, words in FORCE_OF.items() for word in words.split()}  # type: ignore[misc]
GENERIC = frozenset(
    {"source", "person", "people", "figure", "individual", "insider", "member", "man", "leader", "chief", "head"}
)
BODIES_OF_PERSONS = frozenset({"police", "media", "staff", "personnel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What the words of a source say of it before anything around them is asked.

    pronoun: class of the pronoun the phrase is, None otherwise. name: proper name without titles. head: base form of
    the head noun. heads: every head noun of the phrase, appositions too. modifiers: words before the head, lower case.
    gender: "male", "female" or None. countries: codes named by demonym, possessive or capital. fresh: says by itself
    that it is a voice not met before ("another official", "a doctor").
    """

    words: str
    kind: Kind
    role: Role = "other"
    pronoun: str | None = None
    name: str | None = None
    head: str | None = None
    heads: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    many: bool = False
    definite: bool = False
    fresh: bool = False
    gender: str | None = None
    countries: frozenset[str] = frozenset()
    affiliation: str | None = None
    government: str | None = None

    @property
    def named(self) -> bool:
        """Whether the words themselves tell who it is."""
        return self.name is not None or self.government is not None


@lru_cache(maxsize=4096)
def phrase(words: str) -> Phrase:
    """Reads the words of a source.

    >>> phrase("Syria's Permanent Representative to the UN Bassam Sabbagh").name
    'Bassam Sabbagh'
    >>> p = phrase("Maj. Lena Orlo, a spokeswoman for the Northern Command,")
    >>> p.name, p.role, p.affiliation, p.gender
    ('Lena Orlo', 'spokesperson', 'Northern Command', 'female')
    >>> phrase("two local officials").many, phrase("The sources").definite, phrase("Other sources").fresh
    (True, True, True)
    """
    words = " ".join(words[:400].split())
    tokens = TOKEN.findall(words)
    while tokens and tokens[-1] in BREAKS:
        tokens.pop()
    pronoun = lexicon.pronouns().get(" ".join(tokens).lower())
    if not tokens:
        return Phrase(words=words, kind="unspecified")
    if pronoun is not None:
        return _pronoun(words, pronoun)
    parts = [_part(segment) for segment in _segments(tokens)]
    main = parts[0] if parts[0].name else next((p for p in parts if p.kind == "person" and p.name), parts[0])
    return _joined(words, main, [p for p in parts if p is not main])


def _pronoun(words: str, pronoun: str) -> Phrase:
    kind: Kind = {"male": "person", "female": "person", "speaker": "person", "neuter": "organisation"}.get(
        pronoun, "people"
    )  # type: ignore[assignment]
    low = words.lower()
    return Phrase(
        words=words,
        kind="person" if low in {"i", "me", "my", "one", "someone", "somebody", "another"} else kind,
        pronoun=pronoun,
        many=pronoun in {"plural", "people"},
        fresh=pronoun == "people",
        gender=pronoun if pronoun in {"male", "female"} else None,
    )


def _segments(tokens: list[str]) -> list[list[str]]:
    """The stretches between commas; brackets, and all from "who …" or "speaking …" on, say nothing of who it is."""
    found: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if token in BREAKS:
            found.append([])
        elif token in {"who", "which", "whose"} and any(found):
            break
        elif depth <= 0:
            found[-1].append(token)
    kept = [part for part in found if part]
    posts = [part for part in kept[1:] if part[0].lower() not in {"or", "and", "but"} | PREPOSITIONS]
    return [kept[0], *posts] if kept else [[tokens[0]]]


def _joined(words: str, main: Phrase, others: list[Phrase]) -> Phrase:
    """The main part with what its appositions add."""
    heads = main.heads + tuple(head for p in others for head in p.heads)
    roles = [main.role, *(p.role for p in others if not (p.kind == "organisation" and main.kind == "person"))]
    role: Role = "spokesperson" if "spokesperson" in roles else next((r for r in roles if r != "other"), "other")
    affiliation = main.affiliation or next(
        (p.affiliation or (p.name if p.kind == "organisation" else None) for p in others), None
    )
    return replace(
        main,
        words=words,
        kind=_outlet_told(main, others),
        role=role,
        heads=heads,
        gender=main.gender or next((p.gender for p in others if p.gender), None),
        countries=main.countries.union(*(p.countries for p in others)) if others else main.countries,
        affiliation=affiliation,
        modifiers=main.modifiers.union(*(p.modifiers for p in others)) if others else main.modifiers,
    )


def _outlet_told(main: Phrase, others: list[Phrase]) -> Kind:
    """ "Sabereen News, a Telegram news channel" is a channel: an apposition knows better than a name."""
    if main.kind in {"organisation", "outlet", "person"} and main.name:
        for other in others:
            if (
                other.kind in {"channel", "outlet"}
                and not other.name
                and not (main.kind == "person" and main.role != "other")
            ):
                social = other.modifiers & {"telegram", "youtube", "facebook", "twitter", "whatsapp", "social"}
                return "channel" if social or (other.kind == "channel") else other.kind
            if other.kind == "organisation" and main.kind == "person" and not other.name:
                return "organisation"
    return main.kind


def capital(token: str) -> bool:
    """Whether the token is written as a name."""
    return token[:1].isupper() or (token[:3] in {"al-", "el-", "ad-", "as-", "an-", "ar-"} and token[3:4].isupper())


def _part(tokens: list[str]) -> Phrase:
    """One stretch without commas."""
    if len(tokens) > 1 and tokens[0][:1].isupper() and tokens[0].lower() in DEFINITE | SOME | QUANTITIES:
        tokens = [tokens[0].lower(), *tokens[1:]]
    lows = [POSSESSIVE.sub("", t.lower().replace("’", "'")).rstrip(".") if len(t) > 2 else t.lower() for t in tokens]
    plain = [POSSESSIVE.sub("", t) for t in tokens]
    first = lows[0]
    in_order = _countries(plain, tokens)
    countries = frozenset(in_order)
    home = lexicon.country_shown()[in_order[0]] if in_order else None
    whole = _whole_name(plain, lows)
    if whole is not None:
        return replace(whole, countries=countries | whole.countries, definite=first in DEFINITE)
    named = _person_name(tokens, plain, lows)
    begin, end = named or (len(lows), len(lows))
    stop = _noun_end(lows, 0, begin)
    found = lexicon.head_ending(lows, stop) if stop else None
    if found is None and named:
        found = next(filter(None, (lexicon.head_ending(lows, k) for k in range(begin, 0, -1))), None)
        stop = begin
    gender = _gender(lows[: begin if named else stop], lows[begin:end])
    prepositional = _affiliation(plain, lows, stop if not named else end, len(lows)) or (
        _affiliation(plain, lows, stop, begin) if named else None
    )
    if named:
        name = " ".join(plain[begin:end])
        head = found[0] if found and found[0].kind in {"person", "people"} else None
        return Phrase(
            words=" ".join(tokens), kind="person", name=name, gender=gender, countries=countries,
            role=_role(head, lows[:begin]) if head else _title_role(lows[:begin]),
            head=head.base if head else None, heads=_all_heads(lows[:begin]),
            modifiers=frozenset(lows[:begin]), definite=True,
            affiliation=_body_before(plain, lows, found[1] if found else begin) or prepositional or home,
        )  # fmt: skip
    return _common(
        tokens,
        plain,
        lows,
        stop,
        found,
        countries,
        gender,
        prepositional or _body_before(plain, lows, found[1] if found else 0) or home,
    )


def _common(  # noqa: PLR0913  one reading of one stretch, its parts already found
    tokens: list[str], plain: list[str], lows: list[str], stop: int, found: tuple[lexicon.Head, int] | None,
    countries: frozenset[str], gender: str | None, affiliation: str | None,
) -> Phrase:  # fmt: skip
    """A phrase without a personal name."""
    first = lows[0]
    head = found[0] if found else None
    at = found[1] if found else max(stop - 1, 0)
    modifiers = frozenset(lows[:at]) - DEFINITE - {"a", "an"}
    inner = _inside(lows, stop)
    if head is None or (head.base in QUANTITIES and inner):
        deeper = lexicon.head_ending(lows, inner) if inner else None
        if deeper is not None and (first in QUANTITIES or lows[max(stop - 1, 0)] in QUANTITIES):
            head, at = deeper[0], deeper[1]
    many = bool(head.many) if head else lows[max(stop - 1, 0)].endswith("s") and not capital(plain[max(stop - 1, 0)])
    many = many or bool(set(lows[:stop]) & (QUANTITIES - {"one", "another", "other", "each", "every", "any", "member"}))
    kind: Kind = head.kind if head else "people" if many else "unspecified"
    if kind == "person" and many:
        kind = "people"
    if kind == "people" and not many and head is not None and not head.many:
        kind = "person"
    fresh = (
        first in NEW
        or bool(set(lows[:2]) & NEW)
        or (first in SOME and not many)
        or first in {"some", "several", "two", "three"}
    )
    name, government = None, None
    if kind in {"organisation", "outlet", "channel"}:
        name = _body_name(tokens, lows, at, stop, countries)
        if name is not None and kind in {"outlet", "channel"}:
            name = _outlet_name(tokens, lows, stop) or name
        if head is not None and head.base in {"government", "regime", "authorities", "administration"} and countries:
            government = min(countries)
    elif kind == "unspecified" and head is None and all(map(capital, plain[: max(stop, 1)])):
        kind, name = "organisation", " ".join(plain[: max(stop, 1)])
    elif kind == "document" and first not in DEFINITE and capital(plain[max(stop - 1, 0)]) and len(lows) > 1:
        name = " ".join(plain[:stop])
    role = _role(head, lows[:at] + lows[stop : stop + 4]) if head else "other"
    base = head.base if head else lows[max(stop - 1, 0)]
    if first == "one" and kind == "people":
        kind, many, fresh = "person", False, True
    if kind == "organisation" and lows[max(stop - 1, 0)] in {"member", "members", "crowd", "dozens", "hundreds"}:
        kind, role, name = "person" if lows[stop - 1] == "member" else "people", "other", None
    return Phrase(
        words=" ".join(tokens), kind=kind, role=role, name=name, government=government, head=base, heads=(base,),
        modifiers=modifiers, many=many, definite=first in DEFINITE or tokens[0].endswith(("'s", "’s")),
        fresh=fresh, gender=gender, countries=countries,
        affiliation=affiliation if affiliation is None or affiliation not in (name or "") else None,
    )  # fmt: skip


def _noun_end(lows: list[str], start: int, limit: int) -> int:
    """Where the noun phrase that begins at `start` ends: before the first preposition after its first word."""
    for k in range(start + 1, limit):
        if (
            lows[k] in PREPOSITIONS
            and not lexicon.heads().get(" ".join(lows[max(k - 1, 0) : k + 2]))
            and not _of_title(lows, k)
        ):
            return k
    return limit


def _of_title(lows: list[str], k: int) -> bool:
    """Whether "of" stands inside a longer head noun ("secretary of state", "ministry of defence" keeps its own way)."""
    return any(" ".join(lows[i : k + 2]) in lexicon.heads() for i in range(max(0, k - 2), k))


def _inside(lows: list[str], stop: int) -> int:
    """End of the noun phrase after "of" or "among": "one of the doctors" speaks of doctors."""
    if stop < len(lows) - 1 and lows[stop] in {"of", "among", "from"}:
        return _noun_end(lows, stop + 1, len(lows))
    return 0


def _countries(plain: list[str], tokens: list[str]) -> list[str]:
    found = []
    size = len(plain)
    for k, word in enumerate(plain):
        if not word[:1].isupper() and not word[:2].isupper():
            continue
        for width in (3, 2, 1):
            text = " ".join(plain[k : k + width])
            code = lexicon.demonyms().get(text) or lexicon.country_names().get(text)
            if code is None and (tokens[min(k + width, size) - 1].endswith(("'s", "’s")) or size == width):
                code = lexicon.seats().get(text)
            if code is not None:
                found.append(code)
                break
    return found


def _whole_name(plain: list[str], lows: list[str]) -> Phrase | None:
    """A phrase that is one well-known name from end to end: an outlet, a country, a seat of government."""
    start = 1 if lows[0] == "the" and len(lows) > 1 else 0
    text = " ".join(plain[start:])
    outlet = lexicon.outlet_called(text)
    if outlet is not None and capital(plain[start]):
        head = next(filter(None, (lexicon.head_ending(lows, k) for k in range(len(lows), 0, -1))), None)
        role = (
            head[0].role
            if outlet.kind == "organisation" and head
            else "other"
            if outlet.kind == "organisation"
            else "journalist"
        )
        shown = text.removeprefix("The ") if outlet.kind == "organisation" else outlet.name
        return Phrase(words=text, kind=outlet.kind, role=role, name=shown)
    code = lexicon.country_names().get(text) or lexicon.seats().get(text)
    if code is not None and lexicon.given_names().get(text.lower()) is None:
        return Phrase(
            words=text, kind="organisation", role="official", name=text, government=code, countries=frozenset({code})
        )
    return None


def _person_name(tokens: list[str], plain: list[str], lows: list[str]) -> tuple[int, int] | None:
    """Token range of a personal name: a capitalised run after the titles that is no body, country or post."""
    best: tuple[int, int] | None = None
    k, size = 0, len(plain)
    while k < size:
        if not capital(plain[k]):
            k += 1
            continue
        end = k + 1
        while end < size and (
            capital(plain[end]) or (lows[end] in lexicon.particles() and end + 1 < size and capital(plain[end + 1]))
        ):
            end += 1
        owner = next((m for m in range(k, end) if POSSESSIVE.search(tokens[m]) and m + 1 < size), None)
        run = (
            _personal(plain, lows, k if owner is None or owner + 1 >= end else owner + 1, end)
            if owner is None or owner + 1 < end
            else None
        )
        if run is not None and k == 0 and end == 1 < size and lows[1] not in PREPOSITIONS:
            run = None
        if run is not None and best is None:
            best = run
        k = end
    return best


def _personal(plain: list[str], lows: list[str], start: int, end: int) -> tuple[int, int] | None:
    """The personal name inside the capitalised run `[start, end)`, None when the run is something else."""
    given = lexicon.given_names()
    while end - start > 1 and lows[end - 1] in lexicon.name_suffixes():
        end -= 1
    begin = start
    for k in range(end, start, -1):  # the name begins after the last post or title of the run
        head = lexicon.head_ending(lows, k)
        title = lows[k - 1] in lexicon.titles()
        is_post = title or (head is not None and head[0].kind in {"person", "people"})
        if (
            is_post
            and not (k - 1 > start and lows[k - 2] in given and k == end)
            and not (k == start + 1 and k < end and lows[k] not in given and lows[k - 1] in given)
        ):
            begin = k
            break
    if begin == start:
        begin += _leading_country(plain, start, end)
        start = max(start, begin)
        for k in range(end - 1, start, -1):
            if lows[k] in given and not capital_body(lows, start, end):
                head = lexicon.head_ending(lows, k)
                if head is not None and head[0].kind in {"organisation", "outlet"}:
                    begin = k
                    break
    if begin >= end:
        return None
    titled = begin > start or (start > 0 and _post_before(lows, start))
    run = lows[begin:end]
    if run[0] not in given and (start == 0 or not titled) and _is_body(plain, lows, begin, end):
        return None
    if titled and end - begin >= 1 and not _is_body(plain, lows, begin, end):
        return begin, end
    if (
        start > 0
        and lows[start - 1] in {"the", "a", "an", "for", "of", "at", "in", "from", "to", "by", "with", "on", "near"}
        and run[0] not in given
    ):
        return None
    if start > 0 and lows[start - 1] in {"for", "of", "at", "in", "from", "to", "by", "with"} and not titled:
        return None
    if run[0] in given and (end - begin > 1 or start == 0) and not capital_body(lows, begin, end):
        return begin, end
    if begin == 0 or (start > 0 and not capital(plain[start - 1])):
        return (begin, end) if not _is_body(plain, lows, begin, end) else None
    return None


def _post_before(lows: list[str], start: int) -> bool:
    """Whether a lower-case post stands right before the run: "police spokesman Ilir Koda"."""
    head = lexicon.head_ending(lows, start)
    return head is not None and head[0].kind in {"person", "people"} and lows[start - 1] != "the"


def _leading_country(plain: list[str], start: int, end: int) -> int:
    for width in (3, 2, 1):
        text = " ".join(plain[start : start + width])
        if start + width < end and (text in lexicon.demonyms() or text in lexicon.country_names()):
            return width
    return 0


def capital_body(lows: list[str], start: int, end: int) -> bool:
    """Whether the run ends in a word of bodies or outlets: "Human Rights Watch", "Daily Courier"."""
    head = lexicon.head_ending(lows[start:end], end - start)
    if head is not None and head[0].kind in {"organisation", "outlet", "document", "channel"}:
        return True
    return end - start > 1 and lows[end - 1] in lexicon.outlet_heads()


def _is_body(plain: list[str], lows: list[str], start: int, end: int) -> bool:
    """Whether the run names a body, an outlet or a country rather than a person."""
    text = " ".join(plain[start:end])
    if capital_body(lows, start, end) or lexicon.outlet_called(text) is not None:
        return True
    if text in lexicon.country_names() or text in lexicon.demonyms() or text in lexicon.seats():
        return True
    if end - start == 1:
        return _acronym(plain[start])
    if end < len(lows) and lows[end] in {"of", "for"}:
        head = lexicon.head_ending(lows[start:end], end - start)
        return head is not None
    return any(_acronym(word) for word in plain[start:end]) and lows[start] not in lexicon.given_names()


def _acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


def _affiliation(plain: list[str], lows: list[str], start: int, end: int) -> str | None:
    """The body after "for", "of", "at", …: capitalised words, or a body in lower case ("a source at the ministry")."""
    for k in range(start, min(end, len(lows)) - 1):
        if lows[k] not in {"for", "of", "at", "from", "with", "in", "inside", "within", "representing"}:
            continue
        begin = k + 1
        while begin < len(lows) and lows[begin] in {"the", "a", "an", "his", "her", "its", "their", "our"}:
            begin += 1
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
            return " ".join(plain[begin:stop])
        noun = _noun_end(lows, begin, len(lows)) if begin < len(lows) else begin
        head = lexicon.head_ending(lows, noun) if noun > begin else None
        if head is not None and head[0].kind in {"organisation", "outlet"}:
            return " ".join(plain[begin:noun])
    return None


def _body_before(plain: list[str], lows: list[str], at: int) -> str | None:
    """The body whose name stands right before the post: "Interior Ministry spokesman"."""
    begin = at
    while begin > 0 and capital(plain[begin - 1]):
        begin -= 1
    while begin < at and lows[begin] in {"the", "a", "an", *lexicon.titles()}:
        begin += 1
    if at and plain[at - 1] in lexicon.demonyms():
        return None
    if begin < at and capital_body(lows, begin, at):
        return _shown(plain[begin:at])
    if begin < at and (lexicon.outlet_called(" ".join(plain[begin:at])) or _acronym(plain[at - 1])):
        return " ".join(plain[begin:at])
    head = lexicon.head_ending(lows, at)
    if head is not None and head[0].kind == "organisation" and at - head[1] <= 3 and at < len(lows):
        return " ".join(plain[head[1] : at])
    return None


def _outlet_name(tokens: list[str], lows: list[str], stop: int) -> str | None:
    """The outlet's own name in "Russia's Sputnik news agency" or "state broadcaster Radio Zahran"."""
    begin, end = 0, stop
    while begin < end and (not capital(tokens[begin]) or lows[begin] in DEFINITE or POSSESSIVE.search(tokens[begin])):
        begin += 1
    while end > begin and not capital(tokens[end - 1]):
        end -= 1
    known = lexicon.outlet_called(" ".join(tokens[begin:end]))
    if known is None and end - begin > 1 and tokens[begin] in lexicon.demonyms():
        known = lexicon.outlet_called(" ".join(tokens[begin + 1 : end]))
    if known is not None:
        return known.name
    return _shown(tokens[begin:end]) if end - begin > 0 and tokens[begin] not in lexicon.demonyms() else None


def _shown(tokens: list[str]) -> str:
    return POSSESSIVE.sub("", " ".join(tokens))


def _body_name(plain: list[str], lows: list[str], at: int, stop: int, countries: frozenset[str]) -> str | None:
    """The proper name of a body: its capitalised words, "of …" included; None when it is only described."""
    start = 1 if lows[0] in DEFINITE | SOME else 0
    if lows[0] in SOME and lows[0] != "one":
        return None
    begin = start
    while begin < stop and not capital(plain[begin]):
        begin += 1
    if begin >= stop:
        return None
    if begin > start and all(not capital(w) for w in plain[at:stop]):
        begin = start
    end = stop
    while (
        end < len(plain) - 1
        and lows[end] in {"of", "for", "in", "and", "on"}
        and (capital(plain[end + 1]) or (lows[end + 1] == "the" and end + 2 < len(plain) and capital(plain[end + 2])))
    ):
        end += 2 if capital(plain[end + 1]) else 3
        while end < len(plain) and capital(plain[end]):
            end += 1
    shown = _shown(plain[begin:end])
    lone = begin == 0 and stop - begin == 1 and end == stop
    if lone and lows[0] in lexicon.heads() and lows[0] not in _proper_bodies():
        return None
    if (
        begin == 0
        and sum(map(capital, plain[begin:stop])) == 1
        and lows[0] not in {w.lower() for w in lexicon.demonyms()}
        and not countries
        and end == stop
        and stop > 1
        and not _acronym(plain[0])
        and not plain[0][0].isdigit()
        and lows[0]
        in ADJECTIVE_ROLE | dict.fromkeys(("local", "regional", "provincial", "rights", "state", "foreign", "official"))
    ):
        return None
    return shown


def _proper_bodies() -> frozenset[str]:
    return frozenset(
        ["hamas", "hezbollah", "hizbollah", "hizbullah", "taliban", "taleban", "isis", "isil", "daesh", "houthis", "farc", "eln", "eta", "ira", "pkk", "ypg", "sdf", "nato", "opec", "interpol", "europol", "kremlin", "pentagon", "congress", "knesset", "bundestag", "duma", "unicef", "unhcr", "unrwa", "ocha", "amnesty", "oxfam", "airwars", "twitter", "facebook", "google", "youtube", "idf", "centcom", "un", "eu", "u.n", "imf", "ltte", "lra", "rsf", "m23", "fbi", "cia", "nsa", "mi5", "mi6", "fsb", "vatican", "icrc", "wfp", "iom", "msf", "cdc"]
    )


def _gender(before: list[str], name: list[str]) -> str | None:
    for word in before:
        gender = lexicon.titles().get(word)
        if gender in {"male", "female"}:
            return gender
        if word.endswith("woman"):
            return "female"
        if word.endswith("man") and len(word) > 5:
            return "male"
    return (lexicon.given_names().get(name[0].split("-")[0]) or None) if name else None


def gender_of_name(name: str) -> str | None:
    """What the given name tells.

    >>> gender_of_name("Lena Orlo"), gender_of_name("Zorv Orlo")
    ('female', None)
    """
    first = name.lower().split()[0] if name.split() else ""
    return lexicon.given_names().get(first) or None


def _all_heads(lows: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    k = len(lows)
    while k > 0:
        head = lexicon.head_ending(lows, k)
        if head is not None and head[0].kind in {"person", "people"}:
            found.append(head[0].base)
            k = head[1]
        else:
            k -= 1
    return tuple(found)


def _role(head: lexicon.Head, around: list[str]) -> Role:
    """The role of the head, or of its modifiers when the head says nothing ("security sources")."""
    if head.kind in {"person", "people"} and head.base in GENERIC | {"official", "spokesman", "commander"}:
        for word in reversed(around):
            role = ADJECTIVE_ROLE.get(word)
            if (
                role is not None
                and (head.base != "official" or role in {"military", "armed_group", "medical"})
                and head.role != "spokesperson"
            ):
                return role
            other = lexicon.heads().get(word)
            if other is not None and head.base in GENERIC and other.role != "other":
                return other.role
    return head.role


def _title_role(lows: list[str]) -> Role:
    for k in range(len(lows), 0, -1):
        head = lexicon.head_ending(lows, k)
        if head is not None and head[0].role != "other":
            return head[0].role
    short: dict[str, Role] = {
        "gen": "military", "lt": "military", "col": "military", "maj": "military", "capt": "military", "sgt": "military", "adm": "military",
        "brig": "military", "cpl": "military", "cmdr": "military", "sen": "official", "rep": "official", "gov": "official", "pres": "official",
        "prof": "expert", "dr": "other", "rev": "official",
    }  # fmt: skip
    return next((short[w] for w in lows if w in short), "other")
