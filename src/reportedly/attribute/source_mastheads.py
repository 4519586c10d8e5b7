"""A phrase that is one name from end to end, or ends in one: outlets, countries, ministries of several things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_persons import leading_country
from reportedly.attribute.source_record import Phrase
from reportedly.attribute.source_words import DEFINITE, PREPOSITIONS, SMALL, capital, own_word, unowned
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Kind


def whole(plain: list[str], lows: list[str]) -> Phrase | None:
    """A phrase that is one name from end to end; None for any other."""
    return next(filter(None, (form(plain, lows) for form in FORMS)), None)


BANDS = frozenset(lexicon.entries(toml("roles")["generic"]["bands"]))


def _band(plain: list[str], lows: list[str]) -> Phrase | None:
    """A band called as such groups call themselves: "the Sons of the Ember"; what it does shows whether it is armed."""
    start = 1 if lows[0] == "the" else 0
    rest = [word for word in plain[start + 2 :] if word.lower() != "the"]
    if lows[start : start + 1] == [] or lows[start] not in BANDS or lows[start + 1 : start + 2] != ["of"]:
        return None
    if not capital(plain[start]) or not rest or not all(map(capital, rest)):
        return None
    name = " ".join(plain[start:])
    return Phrase(words=name, kind="organisation", name=name, head="group", heads=("group",))


def _numbered(plain: list[str], lows: list[str]) -> Phrase | None:
    """A body told from its like by a number behind its name: "City Hospital No. 2"."""
    start = 1 if lows[0] == "the" else 0
    stop = len(plain) - 1
    stop -= stop > start and lows[stop - 1].rstrip(".") in {"no", "nr", "number"}
    named = stop > start and all(capital(word) or word in SMALL for word in plain[start:stop])
    head = lexicon.head_ending(lows, stop) if named and plain[-1].isdigit() else None
    if head is None or head[0].kind != "organisation":
        return None
    name = " ".join(plain[start:])
    return Phrase(
        words=name, kind="organisation", role=head[0].role, name=name, head=head[0].base, heads=(head[0].base,)
    )


GOVERNMENTS = frozenset({"government", "regime", "authorities", "administration"})


def _department(plain: list[str], lows: list[str]) -> Phrase | None:
    """A body that minds several things: "Ministry of Labour and Social Affairs"."""
    if "and" not in lows:
        return None
    start = 1 if lows[0] == "the" and len(lows) > 1 else 0
    of = next((k for k in range(start + 1, len(lows)) if lows[k] in {"of", "for", "on"}), len(lows))
    head = lexicon.head_ending(lows, of)
    whole = capital(plain[-1]) and all(capital(word) or word in SMALL for word in plain[start:])
    if not whole or of == len(lows) or head is None or head[0].kind != "organisation" or head[0].base in GOVERNMENTS:
        return None
    name = " ".join(plain[start:])
    return Phrase(
        words=name, kind="organisation", role=head[0].role, name=name, head=head[0].base, heads=(head[0].base,)
    )


def called_after_outlet(tokens: list[str], plain: list[str], lows: list[str]) -> Phrase | None:
    """The outlet in "state news agency NOVA": capitals at the end, right after a common noun for outlets."""
    begin = _name_begins(plain)
    if not 0 < begin < len(plain) or PREPOSITIONS.intersection(lows[:begin]):
        return None
    ending = lexicon.head_ending(lows, begin)
    before = lexicon.heads()["anonymous account"] if lows[begin - 1] == "account" else ending[0] if ending else None
    if before is None or before.kind not in {"outlet", "channel"}:
        return None
    name = " ".join(plain[begin:])
    social = (
        before.kind == "channel"
        or "telegram" in lows[:begin]
        or (before.base == "channel" and not BROADCAST & set(lows))
    )
    known = lexicon.outlet_called(name)
    kind: Kind = known.kind if known is not None else "channel" if social else "outlet"
    return Phrase(
        words=" ".join(tokens),
        kind=kind,
        role="journalist",
        name=name,
        head=before.base,
        heads=(before.base,),
        definite=True,
    )


def _name_begins(plain: list[str]) -> int:
    """Where the name that ends the phrase begins, "of" and "of the" inside it included: "Voice of the Slopes"."""
    begin = len(plain)
    while begin > 0:
        before = begin - 1
        while begin < len(plain) and before > 0 and plain[before] in {"of", "the"}:
            before -= 1
        if not capital(plain[before]):
            break
        begin = before
    return begin


BROADCAST = frozenset({"tv", "television", "satellite", "news", "broadcast", "cable", "radio"})
"""Words that tell a broadcaster's channel from one on a messenger."""


def _by_outlet_word(plain: list[str], lows: list[str]) -> Phrase | None:
    """A capitalised name that ends or begins as outlets' names do: "Daily Courier", "Radio Zahran"."""
    start = 1 if lows[0] in DEFINITE else 0
    if start >= len(plain):
        return None
    masthead = _masthead(plain, lows, start)
    if masthead is not None:
        return masthead
    end = start
    while end < len(plain) and capital(plain[end]):
        end += 1
    if end - start < 2 or (end < len(plain) and lows[end] not in PREPOSITIONS) or lows[start] in lexicon.given_names():
        return None
    post = lexicon.heads().get(lows[start])
    titled = lows[start] in lexicon.titles() or (post is not None and post.kind == "person")
    minister = lows[end - 1] == "fm" and _countries_name(plain[end - 2])
    if titled or minister:
        return None
    page = lows[end - 1] in PAGES and (start or end - start > SHORT_NAME)
    if (
        page
        or lows[end - 1] in lexicon.outlet_heads()
        or " ".join(lows[end - 2 : end]) in lexicon.outlet_heads()
        or (lows[start] in lexicon.outlet_firsts() and not _is_firm(lows[end - 1]))
        or (lows[end - 1] == "agency" and not OF_STATES.intersection(lows[start:end]))
    ):
        begin = start + leading_country(plain, start, end - 1) if plain[start] not in lexicon.demonyms() else start
        name = unowned(plain[begin:end])
        return Phrase(words=name, kind="channel" if page else "outlet", role="journalist", name=name)
    return None


def _is_firm(word: str) -> bool:
    """Whether the last word of a name is one of firms: "Channel Lines"."""
    head = lexicon.heads().get(word)
    return head is not None and head.kind == "organisation" and head.role == "other" and word not in MEDIA_TOO


MEDIA_TOO = frozenset(
    {"group", "network", "centre", "center", "platform", "project", "initiative", "company", "corporation", "trust"}
)
SHORT_NAME = 2
"""Words of a name that may be a person's: "Elliot Page"."""
PAGES = frozenset(lexicon.entries(toml("roles")["generic"]["pages"]))
"""Last words of the names of pages on a network: "the Hajin Quarter Page"."""
OF_STATES = frozenset(lexicon.entries(toml("carriers")["receivers"]["agencies"]))
"""Words of agencies that are bodies of a state or relief groups: any other "Gull Agency" is an outlet."""


def _countries_name(word: str) -> bool:
    """Whether "FM" behind the word means a foreign minister."""
    return word in lexicon.demonyms() or word in lexicon.country_names()


def _masthead(plain: list[str], lows: list[str], start: int) -> Phrase | None:
    """An outlet's name in another language, article in front: "La Gaceta de Orvel", "L'Écho des Rapides"."""
    first = FOREIGN_ARTICLE.sub("", lows[start])
    at = start + (first in FOREIGN_ARTICLES)
    if at == start and first == lows[start]:
        return None
    if at >= len(plain) or not capital(plain[start]) or (lows[at] if at > start else first) not in lexicon.mastheads():
        return None
    end = at + 1
    while end < len(plain) and (
        capital(plain[end]) or (lows[end] in FOREIGN_LINKS and capital(plain[min(end + 1, len(plain) - 1)]))
    ):
        end += 1
    if end < len(plain) and lows[end] not in PREPOSITIONS:
        return None
    name = unowned(plain[start:end])
    return Phrase(words=name, kind="outlet", role="journalist", name=name)


FOREIGN_LINKS = frozenset(
    {"de", "des", "du", "del", "della", "do", "da", "y", "et", "von", "van", "la", "le", "les", "el", "los", "las"}
)
FOREIGN_ARTICLE = re.compile(r"^l['’]")
FOREIGN_ARTICLES = frozenset(
    {"le", "la", "les", "el", "los", "las", "il", "lo", "das", "der", "die", "de", "het", "o", "a"}
)


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
    for width in range(min(4, len(plain) - 1), 0, -1):
        known = lexicon.outlet_called(" ".join(plain[-width:])) if capital(plain[-width]) else None
        if known is None:
            continue
        front = len(lows) - width
        before = lexicon.head_ending(lows, front)
        described = (
            before is None
            and lows[0] not in lexicon.given_names()
            and not any(map(capital, plain[1:front]))
            and not own_word(plain[0])
            and not PREPOSITIONS.intersection(lows[:front])
        )
        if described or (before is not None and before[0].kind in {"outlet", "channel"}):
            return Phrase(words=" ".join(plain), kind=known.kind, role="journalist", name=known.name)
    code = lexicon.country_names().get(text) or lexicon.seats().get(text)
    if code is not None and lexicon.given_names().get(text.lower()) is None:
        return Phrase(
            words=text, kind="organisation", role="official", name=text, government=code, countries=frozenset({code})
        )
    return None


FORMS = (_whole_name, _by_outlet_word, _numbered, _department, _band)
"""What a whole phrase may be, in the order in which it is asked."""
