"""A source phrase read by itself: "Maj. Lena Orlo, a spokeswoman for the Northern Command" is a person with a post."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.attribute import source_clauses as clauses
from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_joint import joined, shown
from reportedly.attribute.source_record import Phrase
from reportedly.attribute.source_roles import RANKS
from reportedly.attribute.source_selfnamed import by_own_name
from reportedly.attribute.source_stretch import part
from reportedly.attribute.source_words import ADJECTIVE_ROLE, BREAKS, HEARD, PASSING, PREPOSITIONS, QUANTITIES, TOKEN
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Kind, Role


LONGEST = 400
"""Characters of a source that are read."""


LONGEST_SHORT = 4
"""Characters of the longest abbreviation whose full stop is kept at the end of a source, e.g. "Jr."."""


_GIVEN = r"(?P<name>[A-ZÀ-Þ][\w’'-]{1,20}(?: [A-ZÀ-Þ][\w’'-]{1,20}){0,2})(?=[,.]|$| because| for| since| as| lest)"
_WAYS = (
    r"^(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) (?:(?!who|that|which|was|is|had|has)[\w’'-]+ ){1,6}(?:named|called) ",
    r", (?:named|called) ",
    r"\b(?:gave|gives|give|giving|used|using) (?:only )?(?:his|her|their) (?:first |last |given )?name,?(?: only)?(?: as)?,? ",
    r"\b(?:gave|give|gives|giving) only (?:his|her|their) (?:first|given) name, ",
    r"\b(?:identified|gave|signs) (?:himself|herself)(?: only)? as ",
    r"\b(?:asked|wanted|wished|agreed)\b[^,]{0,20}\b(?:identified|called|named)(?: only)? (?:as|by (?:his|her|their) (?:first|given) name,?) ",
    r"\b(?:identified|named) only as ",
    r"\bsaid (?:his|her) name was ",
)
CALLED = re.compile("|".join(f"(?:{way}{_GIVEN.replace('name', f'name{k}')})" for k, way in enumerate(_WAYS)))
"""The only name somebody gives: "a man named Orlo", "who gave her name only as Bridie"."""
WITHHELD = re.compile(r"\b(?:not|declined|refused|without|never)\b")
NICKNAME = re.compile(r"(?<=[a-z.])\s[“\"‘'(][A-Z][\w. -]{0,20}[”\"’')]\s(?=[A-Z])")


QUOTED_NAME = re.compile(r"^([Tt]he |[Aa]n? )[“\"«]([A-ZÀ-Þ][^“”\"«»]{1,40})[”\"»](?= (?P<noun>[a-z]+))")
"""The name in "the “Mountain Guard” detachment"."""
INSPECTOR = re.compile(r"\bDI (?=[A-ZÀ-Þ][a-zà-ÿ])")


def _unquoted(name: re.Match[str]) -> str:
    """The name without its marks before a noun for bodies; "the “Born Free” singer" keeps them."""
    head = lexicon.heads().get(name["noun"])
    body = head is not None and head.kind in {"organisation", "outlet", "channel"}
    return f"{name[1]}{name[2]}" if body else name[0]


@lru_cache(maxsize=4096)
def phrase(words: str) -> Phrase:
    """Reads the words of a source.

    >>> phrase("Norvia's Permanent Representative to the UN Tomas Ilves").name
    'Tomas Ilves'
    >>> p = phrase("Maj. Lena Orlo, a spokeswoman for the Northern Command,")
    >>> p.name, p.role, p.affiliation, p.gender
    ('Lena Orlo', 'spokesperson', 'Northern Command', 'female')
    >>> phrase("two local officials").many, phrase("The sources").definite, phrase("Other sources").fresh
    (True, True, True)
    """
    words = NICKNAME.sub(" ", " ".join(SIGNS.sub("", words[:LONGEST]).split()))
    words = INSPECTOR.sub("Detective Inspector ", QUOTED_NAME.sub(_unquoted, words))
    own = by_own_name(words, phrase)
    if own is not None:
        return own
    tokens = TOKEN.findall(words)
    while tokens and tokens[-1] in BREAKS:
        tokens.pop()
    if tokens and tokens[-1].endswith(".") and len(tokens[-1]) > LONGEST_SHORT and "." not in tokens[-1][:-1]:
        tokens[-1] = tokens[-1][:-1]
    pronoun = lexicon.pronouns().get(" ".join(tokens).lower())
    if not tokens:
        return Phrase(words=words, kind="unspecified")
    if pronoun is not None:
        return _pronoun(words, pronoun)
    together = joined(words, phrase)
    if together:
        return _several(words, together)
    parts = [part(segment) for segment in _segments(tokens)]
    parts = [parts[0], *parts[2:]] if _of_kin(parts) else parts
    main = _main(parts)
    others = [p for p in parts if p is not main and (p.name is None or p.name != main.name)]
    return _joined(words, _told_behind(main, words), others)


def _told_behind(main: Phrase, words: str) -> Phrase:
    """The main part with what a clause behind it says: that it is no person's name, or what name somebody gives."""
    if _is_thing(main, words):
        return replace(main, kind="organisation")
    called = CALLED.search(words) if main.kind == "person" and main.name is None else None
    name = next(filter(None, called.groups()), "") if called else ""
    withheld = called is not None and WITHHELD.search(words[max(0, called.start() - LEAD) : called.end()])
    if called is None or withheld or not all(map(_may_be_name, (name, name.split()[-1]))):
        return main
    return replace(main, name=name)


SIGNS = re.compile(r"^[^\w@#“”\"‘’'«‹(\[$€£]+")
"""Emoji, bullets and the like before the words of a source."""
LEAD = 14
"""Characters before a name's introduction in which it may be withheld."""


def _may_be_name(name: str) -> bool:
    """Whether a word can be of a person's name: no outlet, country, day or post."""
    calendar = name in toml("names")["calendar"].split()
    known = lexicon.outlet_called(name) or lexicon.country_names().get(name) or lexicon.heads().get(name.lower())
    return not (calendar or known)


ONE_OF = re.compile(r"(?:one|another|a (?:second|third|fourth)) of\b", re.IGNORECASE)


def _several(words: str, voices: tuple[Phrase, ...]) -> Phrase:
    """Several voices as one: what they have in common, under all their names."""
    bodies = all(v.kind in {"organisation", "outlet", "channel"} for v in voices)
    names = [shown(v) for v in voices]
    return Phrase(
        words=words, kind=voices[0].kind if len({v.kind for v in voices}) == 1 and bodies else "organisation" if bodies else "people",
        role=voices[0].role if len({v.role for v in voices}) == 1 else "other",
        name=" and ".join((", ".join(names[:-1]), names[-1])), many=True, definite=True, joint=True,
        heads=tuple(h for v in voices for h in v.heads) if not bodies else (),
    )  # fmt: skip


def _main(parts: list[Phrase]) -> Phrase:
    """The part that tells who it is: the first when it has a name, else the person or body it is in apposition with."""
    first = parts[0]
    if first.name is None and (first.head in QUANTITIES or ONE_OF.match(first.words)):
        told = next((p for p in parts[1:] if p.kind in {"person", "people"} and (p.name or p.head)), None)
        return first if told is None else told if told.name else replace(told, fresh=True)
    owned = any(p.words.lower().startswith(("its ", "their ")) for p in parts[1:])
    bearer = next((p for p in parts[1:] if p.kind == "person" and p.name), None)
    if first.kind == "organisation" and owned and bearer is not None:
        return replace(bearer, affiliation=bearer.affiliation or first.name)
    body = next(
        (p for p in parts[1:] if p.kind == "organisation" and p.name is None and p.head in lexicon.heads()), None
    )
    if first.head in BANNERS and not first.fresh and body is not None and body.words[:2].lower() in {"a ", "an"}:
        return replace(first, kind="organisation", role=body.role, name=ARTICLE.sub("", first.words), affiliation=None)
    if first.name or first.kind == "document":
        return first
    named = next((p for p in parts if p.kind == "person" and p.name), None)
    nameless = first.kind in {"organisation", "unspecified"} or first.head in FIRMS_POSTS
    if named is None and nameless and not first.many:
        named = next((p for p in parts if p.kind in {"organisation", "outlet", "channel"} and p.name), None)
    return named or first


def _of_kin(parts: list[Phrase]) -> bool:
    """Whether the name is that of whose kin speaks: "the wife of the chief of staff, General Tal"."""
    first, second = parts[0], parts[1] if len(parts) > 1 else None
    if second is None or second.name is None or not set(second.heads) & RANKS or first.head not in clauses.KIN:
        return False
    inner = lexicon.head_ending(first.words.lower().split(), len(first.words.split()))
    officer = inner is not None and (
        inner[0].base in RANKS | CHIEFS or inner[0].role in {"military", "armed_group", "victim"}
    )
    return officer and inner is not None and inner[0].base != first.head


CHIEFS = frozenset({"chief of staff", "chief of general staff", "minister of defence", "defence minister"})
"""Posts that officers hold."""


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
    """The stretches between commas; brackets, and all from "who …" or "quoted by …" on, say nothing of who it is."""
    found: list[list[str]] = [[]]
    depth = 0
    heard = False
    for k, word in enumerate(tokens):
        depth += (word == "(") - (word == ")")
        if word in BREAKS:
            found.append([])
            heard = False
        elif word in {"who", "which", "whose"} and any(found):
            post = (clauses.kin_told if word == "whose" else clauses.told)(tokens[k + 1 :])
            found += [post] if post else []
            break
        elif word in HEARD and tokens[k + 1 : k + 2] == ["by"] and found[-1]:
            heard = True
        elif depth <= 0 and not heard:
            found[-1].append(word)
    kept = [part for part in found if part]
    posts = (clauses.befallen(part) or _post(part) for part in kept[1:])
    return [kept[0], *filter(None, posts)] if kept else [[tokens[0]]]


def _post(part: list[str]) -> list[str]:
    """What an apposition says somebody is; [] when it begins like an adjunct or a second voice."""
    first = part[0].lower()
    if first in {"or", "and", "but"} | (PREPOSITIONS - {"by"}):
        return []
    return part[1:] if first == "by" and len(part) > 1 else part


def role_of_body(role: Role, heads: tuple[str, ...], affiliation: str | None) -> Role:
    """The role of whom somebody leads, works for or serves in, when the post says no more than that.

    An aid agency's director is of aid, a sergeant of the police is an official, a column's commander is of its armed group.
    """
    posts = RANKS if role == "military" else LEADING if role in PLAIN_ROLES else set()
    unposted = role == "other" and not (lexicon.heads().keys() - UNPOSTED) & set(heads)
    if not affiliation or not (unposted or set(heads) & posts):
        return role
    words = affiliation.lower().split()
    body = phrase(affiliation)
    if body.head not in lexicon.heads() and body.kind not in {"outlet", "channel"}:
        return role
    told = body.role
    if role == "military":
        return (
            told
            if told == "armed_group" or (told in {"official", "medical"} and POLICING.intersection(words))
            else role
        )
    plain = affiliation.islower() or not (body.countries or body.head in STATELIKE)
    private = (
        role == "official" and bool(PRIVATE.intersection((body.head or "").split()[-1:])) and told == "other" and plain
    )
    return told if role == "other" or told in BODILY or private else role


BANNERS = frozenset(lexicon.entries(toml("roles")["generic"]["banners"]))
ARTICLE = re.compile(r"^(?:the|The|an?|An?) ")
FIRMS_POSTS = frozenset(lexicon.entries(toml("roles")["generic"]["firms"]))
"""What firms are called beside their names: "the owner, Holm Lines"."""
WHOSE_SOURCE = re.compile(
    r"\b(?i:sources?|interlocutors?|contacts?|insiders?)\b[^,]{0,30}?\b(?:in|of|at|within|inside|from|close to|near|familiar with|with knowledge of|privy to|briefed on) (?P<body>[^,]{3,80})"
)
COMMERCE = frozenset(lexicon.entries(toml("roles")["generic"]["commerce"]))
UNPOSTED = frozenset(lexicon.entries(toml("roles")["generic"]["unposted"]))
INSIDERS = frozenset(lexicon.entries(toml("roles")["generic"]["insiders"]))
OF_STATE = frozenset(lexicon.entries(toml("roles")["generic"]["of_state"]))


@lru_cache(maxsize=1024)
def _role_of_sources(words: str) -> Role | None:
    """The role of where a source sits, None when it is not told: "a source in the burns department", "sources close to the investigation".

    >>> _role_of_sources("a source close to the probe"), _role_of_sources("sources in the port")
    ('official', None)
    """
    told = WHOSE_SOURCE.search(words)
    if told is None or COMMERCE.intersection(re.findall(r"\w+", words)):
        return None
    role = phrase(told["body"]).role
    if role in {"official", "military", "armed_group", "medical", "aid"}:
        return role
    return "official" if OF_STATE.intersection(told["body"].lower().split()) else None


PRIVATE, STATELIKE = (frozenset(lexicon.entries(toml("roles")["generic"][name])) for name in ("private", "statelike"))
MEN_OF = re.compile(r"^(?:[\w-]+ ){0,2}?(?:wo)?m[ae]n (?:of|from|with) the\b", re.IGNORECASE)
"""Men and women of a body: "two men from the sub-prefecture"; who stands at one, or a girl from one, need not be of it."""
PLAIN_ROLES = frozenset({"other", "official"})


POLICING = frozenset(lexicon.entries(toml("roles")["generic"]["policing"]))
"""Words of the names of services that have ranks and are no army."""


BODILY = frozenset({"aid", "medical", "armed_group", "military"})
"""Roles of bodies that those at their head share."""


def _of_a_service(main: Phrase, others: list[Phrase]) -> bool:
    """Whether the words before a rank name a service that is no army: "the precinct commander, Major Tal"."""
    before = main.modifiers.union(*(p.modifiers for p in others), *(h.split()[:-1] for p in others for h in p.heads))
    return bool(POLICING & before) and not ARMY_WORDS & before


ARMY_WORDS = frozenset(lexicon.entries(toml("roles")["by_modifier"]["military"]))


def _joined(words: str, main: Phrase, others: list[Phrase]) -> Phrase:
    """The main part with what its appositions add."""
    heads = main.heads + tuple(head for p in others for head in p.heads)
    roles = [main.role, *(p.role for p in others if not (p.kind == "organisation" and main.kind == "person"))]
    if main.kind not in {"person", "people"}:
        roles = [main.role, *(role for role in roles[1:] if role != "victim")]
    role = _foremost(roles)
    affiliation = main.affiliation or next(
        (p.affiliation or (p.name if p.kind == "organisation" else None) for p in others), None
    )
    role = role_of_body(role, heads, affiliation)
    if role == "eyewitness" and affiliation and MEN_OF.search(words):
        told = phrase(affiliation)
        role = told.role if told.role in {"official", "military", "armed_group"} else role
    if role == "military" and RANKS.intersection(heads) and _of_a_service(main, others):
        role = "official"
    if INSIDERS.intersection(heads) and not main.modifiers & ADJECTIVE_ROLE.keys():
        role = _role_of_sources(words) or role
    if affiliation is not None:
        code = lexicon.demonyms().get(affiliation) or lexicon.country_names().get(affiliation)
        affiliation = lexicon.country_shown()[code] if code else affiliation
        affiliation = (
            affiliation.lower() if " " not in affiliation and affiliation.lower() in lexicon.heads() else affiliation
        )
    return replace(
        main,
        words=words,
        kind=_outlet_told(main, others, words),
        role=role,
        heads=heads,
        gender=main.gender or next((p.gender for p in others if p.gender), None),
        countries=main.countries.union(*(p.countries for p in others)) if others else main.countries,
        affiliation=affiliation,
        modifiers=main.modifiers.union(*(p.modifiers for p in others)) if others else main.modifiers,
    )


def _foremost(roles: list[Role]) -> Role:
    """The role of whom several words tell: who speaks for a body, who holds a post, who suffered, who saw it."""
    posts: list[Role] = [role for role in roles if role not in PASSING]
    order: tuple[Role, ...] = ("spokesperson", *posts, "victim", "eyewitness", "other")
    return next(role for role in order if role in roles)


LEADING = frozenset(lexicon.entries(toml("roles")["generic"]["leading"]))


def _outlet_told(main: Phrase, others: list[Phrase], words: str) -> Kind:
    """The kind, where in "Zahran Live, a Telegram news channel" the apposition knows better than the name."""
    if main.kind in {"organisation", "outlet", "person"} and main.name:
        for other in others:
            if (
                other.kind in {"channel", "outlet"}
                and not other.name
                and not (main.kind == "person" and main.role != "other")
            ):
                social = other.modifiers & {"telegram", "youtube", "facebook", "twitter", "whatsapp", "social"}
                return "channel" if social or (other.kind == "channel") else other.kind
            if other.kind == "organisation" and main.kind == "person" and not other.name and " who " not in words:
                return "organisation"
            if other.head in FIRMS_POSTS and main.kind == "person" and not main.gender and not main.heads:
                return "organisation"
    return main.kind


def _is_thing(read: Phrase, words: str) -> bool:
    """Whether a clause with "which" behind the name says that it is no person's: "Holm Lines, which owns the ferry"."""
    return read.kind == "person" and not read.gender and not read.heads and f"{read.name}, which " in words


__all__ = ["Phrase", "phrase", "role_of_body"]
