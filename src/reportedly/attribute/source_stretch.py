"""One stretch of a source phrase, between two commas: a name with its post, or a description."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute import source_mastheads as mastheads
from reportedly.attribute.source_bodies import (
    affiliation_of,
    body_before,
    body_before_posts,
    body_in_post,
    body_name,
    noun_end,
    outlet_name,
    owner,
)
from reportedly.attribute.source_clauses import befallen, harms
from reportedly.attribute.source_mastheads import GOVERNMENTS
from reportedly.attribute.source_persons import person_name
from reportedly.attribute.source_record import Phrase
from reportedly.attribute.source_roles import all_heads, body_role, gender_told, kin_title, role_told, title_role
from reportedly.attribute.source_words import (
    ADJECTIVE_ROLE,
    DEFINITE,
    NEW,
    OPENERS,
    PASSING,
    POSSESSIVE,
    QUANTITIES,
    SOME,
    capital,
    describes,
)
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What stands between two commas. plain: without possessive endings. lows: in lower case. stop: where its noun phrase ends."""

    tokens: list[str]
    plain: list[str]
    lows: list[str]
    stop: int
    found: tuple[lexicon.Head, int] | None
    countries: tuple[str, ...]
    gender: str | None

    @property
    def words(self) -> str:
        """As written."""
        return " ".join(self.tokens)

    @property
    def at(self) -> int:
        """Where the head noun begins."""
        return self.found[1] if self.found else max(self.stop - 1, 0)

    @property
    def home(self) -> str | None:
        """The first country named."""
        return lexicon.country_shown()[self.countries[0]] if self.countries else None


def _is_document(lows: list[str], name: int) -> bool:
    """Whether the name stands behind a document's preposition: "photos shared by Ilir Koda"."""
    stop = noun_end(lows, 0, name) if name else 0
    head = lexicon.head_ending(lows, stop) if 0 < stop < name else None
    return head is not None and head[0].kind == "document"


def _is_seat(lows: list[str], begin: int, end: int) -> bool:
    """Whether the name is a member's seat: "the Harrow MP"."""
    return end - begin == 1 and lows[0] in DEFINITE and lows[end : end + 1] in (["mp"], ["mep"])


INDEFINITE, WHERE = (
    frozenset({"a", "an", "one", "another"}),
    frozenset({"in", "on", "at", "aboard", "from", "near", "outside", "with"}),
)


def _is_place(lows: list[str], name: int) -> bool:
    """Whether the name only says where or whose somebody is: "a lookout in the carrier Pallas Crane", "the wife of General Tal"."""
    stop = noun_end(lows, 0, name) if name else 0
    if not 1 < stop < name:
        return False
    if lows[stop] == "of":
        head, between = lexicon.head_ending(lows, stop), lows[stop + 1 : name]
        posts = [word in lexicon.titles() or word in lexicon.heads() for word in between]
        of_so_many = bool(between) and all(word in QUANTITIES for word in between)  # "mother of two Ana Tal"
        kin = head is not None and head[0].role == "victim" and not of_so_many
        return kin or (lows[0] in INDEFINITE and len(posts) > 1 and not posts[-1])
    return lows[0] in INDEFINITE and lows[stop] in WHERE


DETERMINERS = DEFINITE | SOME | QUANTITIES


def part(tokens: list[str]) -> Phrase:
    """One stretch without commas."""
    opens = tokens[0].lower()
    if (
        len(tokens) > 1
        and tokens[0][:1].isupper()
        and (
            opens in DETERMINERS
            or (not capital(tokens[1]) and (opens in OPENERS or describes(opens, tokens[1].lower())))
        )
    ):
        tokens = [tokens[0].lower(), *tokens[1:]]
    if len(tokens) > 2 and tokens[0].isupper() and not tokens[-1].isupper() and tokens[0].lower() in lexicon.heads():
        tokens = [tokens[0].lower(), *tokens[1:]]  # "TRUCKER Ana Tal"
    lows = [POSSESSIVE.sub("", t.lower().replace("’", "'")).rstrip(".") if len(t) > 2 else t.lower() for t in tokens]
    plain = [POSSESSIVE.sub("", t) for t in tokens]
    whole = mastheads.whole(plain, lows)
    if whole is not None:
        return replace(whole, countries=whole.countries.union(_countries(plain, tokens)), definite=lows[0] in DEFINITE)
    relayed = mastheads.called_after_outlet(tokens, plain, lows)
    if relayed is not None:
        return relayed
    named = person_name(tokens, plain, lows)
    if named and (_is_document(lows, named[0]) or _is_seat(lows, *named) or _is_place(lows, named[0])):
        named = None
    begin, end = named or (len(lows), len(lows))
    stop = noun_end(lows, 0, begin)
    found = lexicon.head_ending(lows, stop) if stop else None
    if found is None and named:
        found = next(filter(None, (lexicon.head_ending(lows, k) for k in range(begin, 0, -1))), None)
        stop = begin
    elif found is None and not all(map(capital, plain[1:stop])):
        stop = next((k for k in range(stop, 0, -1) if lexicon.head_ending(lows, k)), stop)
        found = lexicon.head_ending(lows, stop)
    countries = _countries(plain[:begin], tokens[:begin]) + _countries(plain[end:], tokens[end:])
    stretch = Stretch(
        tokens=tokens, plain=plain, lows=lows, stop=stop, found=found, countries=tuple(countries),
        gender=gender_told(lows[: begin if named else stop], lows[begin:end]),
    )  # fmt: skip
    if named is None:
        return _common(stretch)
    return _body_called(stretch, begin, end) or _personal(stretch, begin, end)


def _body_called(stretch: Stretch, begin: int, end: int) -> Phrase | None:
    """A body in "the channel Zahran Live": what looks like a person's name is that of the body it follows."""
    before = lexicon.head_ending(stretch.lows, begin) if begin else None
    if before is None or before[0].kind not in {"outlet", "channel", "organisation"}:
        return None
    if stretch.lows[begin] in lexicon.given_names() or capital(stretch.plain[begin - 1]):
        return None
    news = before[0].base == "agency" and stretch.lows[0] in DEFINITE  # "the agency Gull"
    kind: Kind = "channel" if "telegram" in stretch.lows[:begin] else "outlet" if news else before[0].kind
    return Phrase(
        words=stretch.words, kind=kind, role="journalist" if news else before[0].role,
        name=" ".join(stretch.plain[begin:end]), head=before[0].base, heads=(before[0].base,),
        countries=frozenset(stretch.countries), definite=True,
    )  # fmt: skip


def _personal(stretch: Stretch, begin: int, end: int) -> Phrase:
    """A stretch with a personal name in `[begin, end)`."""
    plain, lows, found = stretch.plain, stretch.lows, stretch.found
    head = found[0] if found and found[0].kind in {"person", "people"} else None
    affiliation = (
        owner(stretch.tokens, lows)
        or body_before(plain, lows, found[1] if found else begin)
        or body_in_post(plain, lows, found, stretch.stop)
        or body_before_posts(plain, lows, begin)
        or affiliation_of(plain, lows, end, len(lows))
        or affiliation_of(plain, lows, stretch.stop, begin)
        or stretch.home
    )
    return Phrase(
        words=stretch.words, kind="person", name=" ".join(plain[begin:end]), gender=stretch.gender,
        role=kin_title(plain, lows, begin) or (role_told(head, lows[:begin]) if head else title_role(lows[:begin])),
        head=head.base if head else None, heads=all_heads(lows[:begin]), modifiers=frozenset(lows[:begin]),
        countries=frozenset(stretch.countries), definite=True, affiliation=affiliation,
    )  # fmt: skip


def _common(stretch: Stretch) -> Phrase:
    """A stretch without a personal name."""
    lows, stop = stretch.lows, stretch.stop
    first, last = lows[0], lows[max(stop - 1, 0)]
    head, at = _counted(stretch)
    many = _many(stretch, head)
    kind = _kind(head, last, many=many)
    fresh = bool(set(lows[:2]) & NEW) or (first in SOME and not many) or first in {"some", "several", "two", "three"}
    if first == "one" and kind == "people":
        kind, many, fresh = "person", False, True
    if kind == "organisation" and last in MEMBERS:
        kind, head = "person" if last == "member" else "people", None
    kind, name = _proper(stretch, head, at, kind)
    affiliation = (
        affiliation_of(stretch.plain, lows, stop, len(lows))
        or owner(stretch.tokens, lows)
        or body_before(stretch.plain, lows, stretch.at if stretch.found else 0)
        or stretch.home
    )
    base = head.base if head else last
    return Phrase(
        words=stretch.words, kind=kind, name=name, head=base, heads=(base,),
        role=_common_role(stretch, head, at, kind, name),
        government=stretch.countries[0] if base in GOVERNMENTS and stretch.countries else None,
        modifiers=frozenset(lows[:at]) - DEFINITE - {"a", "an"}, many=many, fresh=fresh,
        definite=first in DEFINITE or stretch.tokens[0].endswith(("'s", "’s")),
        gender=stretch.gender, countries=frozenset(stretch.countries),
        affiliation=None if affiliation and name and (affiliation in name or name in affiliation) else affiliation,
    )  # fmt: skip


def _common_role(stretch: Stretch, head: lexicon.Head | None, at: int, kind: Kind, name: str | None) -> Role:
    """By the head and its modifiers; whom the words behind it show hurt is a victim, unless he holds a post."""
    lows, stop = stretch.lows, stretch.stop
    hurt = befallen(lows[stop:]) or any(
        befallen([low]) for low, t in zip(lows[:at], stretch.tokens, strict=False) if t == low
    )
    if hurt and kind in {"person", "people"} and (head is None or head.role in PASSING):
        return "victim"
    if head is None:
        return "other"
    if kind == "organisation" and head.role in {"other", "official", "military"}:
        return _role_of_body(stretch, head, at, name)
    if head.role == "victim" and _of_many(lows[stop:]):
        return "eyewitness"
    return _with_modifiers(stretch, head, at, kind, name)


def _with_modifiers(stretch: Stretch, head: lexicon.Head, at: int, kind: Kind, name: str | None) -> Role:
    told = role_told(head, stretch.lows[:at] + stretch.lows[stretch.stop : stretch.stop + 4])
    return body_role(told, kind, name if head.base.split()[-1] not in MINISTRIES else None)


def _role_of_body(stretch: Stretch, head: lexicon.Head, at: int, name: str | None) -> Role:
    """Of a body whose head noun tells little: by the words before it, else by its name."""
    lows, stop, last = stretch.lows, stretch.stop, head.base.split()[-1]
    if (
        last in RESCUERS
        and "animal" not in lows
        and RESCUE.intersection(w for each in lows[:stop] for w in each.split("-"))
    ):
        return "medical"
    if head.role == "official" and " ".join(lows[stop:]).endswith(OF_ARMIES):
        return "military"
    if GOVERNING.intersection(lows[:at]) and last in PARTIES:
        return "official"
    if last in BODIES and any(ADJECTIVE_ROLE.get(w) == "armed_group" for w in lows[:at]):
        return "armed_group"
    return _with_modifiers(stretch, head, at, "organisation", name)


OF_ARMIES = tuple(f"of the {name}" for name in lexicon.entries(toml("roles")["generic"]["armies"]))
GOVERNING, PARTIES, RESCUERS, RESCUE, MINISTRIES, BODIES = (
    frozenset(lexicon.entries(toml("roles")["generic"][name]))
    for name in ("governing", "parties", "rescuers", "rescue", "ministries", "bodies")
)


def _of_many(behind: list[str]) -> bool:
    """Whether somebody is a mother "of four": for her children, not of one who suffered."""
    counted = behind[:1] == ["of"] and behind[1:2] and (behind[1] in QUANTITIES or behind[1].isdigit())
    return bool(counted) and behind[2:3] != ["of"] and not harms(behind[2:])


MEMBERS = frozenset({"member", "members", "crowd", "dozens", "hundreds"})


SINGLE = frozenset({"one", "another", "other", "each", "every", "any", "member"})


def _counted(stretch: Stretch) -> tuple[lexicon.Head | None, int]:
    """The head noun and where it begins; in "one of the doctors" it is what stands behind "of"."""
    head = stretch.found[0] if stretch.found else None
    inner = _inside(stretch.lows, stretch.stop)
    if inner and (head is None or head.base in QUANTITIES):
        deeper = lexicon.head_ending(stretch.lows, inner)
        if deeper is not None and (
            stretch.lows[0] in QUANTITIES or stretch.lows[max(stretch.stop - 1, 0)] in QUANTITIES
        ):
            return deeper
    return head, stretch.at


def _many(stretch: Stretch, head: lexicon.Head | None) -> bool:
    lows, last = stretch.lows, max(stretch.stop - 1, 0)
    if head.many if head else lows[last].endswith("s") and not capital(stretch.plain[last]):
        return True
    counted = lows[:last] if head is not None and head.base.split()[-1] == lows[last] else lows[: stretch.stop]
    return bool(set(counted) & (QUANTITIES - SINGLE))


DOERS = ("er", "or", "ist", "ian", "eer", "man", "woman")
"""Endings of nouns that name who does something: "the carpenter", "a geologist"."""


def _kind(head: lexicon.Head | None, last: str, *, many: bool) -> Kind:
    if head is None:
        one = "person" if last.endswith(DOERS) or last.endswith("year-old") else "unspecified"
        return "people" if many else one  # type: ignore[return-value]
    if head.kind in {"person", "people"}:
        return "people" if many else "person"
    return head.kind


def _proper(stretch: Stretch, head: lexicon.Head | None, at: int, kind: Kind) -> tuple[Kind, str | None]:
    """The proper name of a body or document, and the kind it shows."""
    plain, stop, first = stretch.plain, stretch.stop, stretch.lows[0]
    if kind in {"organisation", "outlet", "channel"}:
        name = body_name(stretch.tokens, stretch.lows, at, stop, bool(stretch.countries))
        return kind, (
            outlet_name(stretch.tokens, stretch.lows, stop) or name
        ) if name is not None and kind != "organisation" else name
    bare = plain[1 if first in DEFINITE else 0 : max(stop, 1)]
    if kind == "unspecified" and head is None and bare and all(map(capital, bare)):
        return "organisation", " ".join(bare)
    if kind == "document" and first not in DEFINITE and stop > 1 and capital(plain[stop - 1]):
        return kind, " ".join(plain[1 if first in SOME else 0 : stop])
    return kind, None


def _inside(lows: list[str], stop: int) -> int:
    """End of the noun phrase after "of" or "among": "one of the doctors" speaks of doctors."""
    if stop < len(lows) - 1 and lows[stop] in {"of", "among", "from"}:
        return noun_end(lows, stop + 1, len(lows))
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
