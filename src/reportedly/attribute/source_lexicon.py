"""The word lists about voices, compiled once: head nouns, pronouns, titles, given names, countries, outlets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.core.records import Kind, Role

LONGEST_ABBREVIATION = 5
LONGEST_HEAD = 4
"""Words of the longest entry that is looked up as the head of a phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a head noun tells. base: its singular. many: a plural of persons."""

    base: str
    kind: Kind
    role: Role
    many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher known by name. kind: "outlet", "channel", or "organisation" for a body that publishes its own work."""

    name: str
    agency: bool
    kind: Kind = "outlet"


def entries(listed: str) -> tuple[str, ...]:
    """The entries of a comma-separated list, white space collapsed, empty ones left out.

    >>> entries("news agency, daily,")
    ('news agency', 'daily')
    """
    return tuple(entry for part in listed.split(",") if (entry := " ".join(part.split())))


def plural(noun: str) -> str:
    """The regular plural of an entry; in "chief of staff" the first word takes it.

    >>> plural("police chief"), plural("secretary"), plural("chief of staff"), plural("spokesman")
    ('police chiefs', 'secretaries', 'chiefs of staff', 'spokesmen')
    """
    first, of, rest = noun.partition(" of ")
    if of:
        return f"{plural(first)} of {rest}"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


@cache
def heads() -> dict[str, Head]:
    """Every head noun in lower case, singular and plural; persons win over things of the same word."""
    table = toml("roles")
    found: dict[str, Head] = {}
    role: Any
    for role, listed in table["person"].items():
        for noun in entries(listed):
            found.setdefault(noun, Head(base=noun, kind="person", role=role))
            found.setdefault(plural(noun), Head(base=noun, kind="people", role=role, many=True))
    for many, one in table["irregular_plurals"].items():
        if one in found and found[one].kind == "person":
            found[many] = Head(base=one, kind="people", role=found[one].role, many=True)
    words = toml("outlets_words")["heads"]
    groups: tuple[tuple[Kind, dict[str, str]], ...] = (
        ("unspecified", table["unspecified"]),
        ("channel", {"journalist": words["channel"]}),
        ("outlet", {"journalist": words["common"]}),
        ("document", table["document"]),
        ("organisation", table["organisation"]),
    )
    listed_as = [
        (noun, kind, role) for kind, roles in groups for role, listed in roles.items() for noun in entries(listed)
    ]
    for noun, kind, role in listed_as:
        found.setdefault(noun, Head(base=noun, kind=kind, role=role))
    for noun, kind, role in listed_as:
        found.setdefault(plural(noun), Head(base=noun, kind=kind, role=role, many=True))
    return found


def head_ending(words: Sequence[str], end: int) -> tuple[Head, int] | None:
    """The longest head noun that ends before `words[end]` (lower case), and where it begins.

    >>> head_ending(["a", "foreign", "ministry", "spokesman"], 4)[1]
    1
    """
    table = heads()
    for size in range(min(LONGEST_HEAD, end), 0, -1):
        head = table.get(" ".join(words[end - size : end]))
        if head is not None:
            return head, end - size
    return None


@cache
def later_heads() -> dict[str, frozenset[str]]:
    """Head noun to the head nouns that may take it up later, itself among them."""
    found: dict[str, set[str]] = {}
    for group in toml("roles")["same"]["groups"]:
        same, _, broader = group.partition(">")
        later = {*entries(same), *entries(broader)}
        for noun in entries(same):
            found.setdefault(noun, {noun}).update(later)
    return {noun: frozenset(later) for noun, later in found.items()}


@cache
def taking_up() -> dict[str, frozenset[str]]:
    """Head noun of a definite phrase to the roles of the bodies it may take up; "any" and "outlet" among them."""
    return {noun: frozenset(entries(listed)) for noun, listed in toml("roles")["takes_up"].items()}


@cache
def pronouns() -> dict[str, str]:
    """Pronoun to "male", "female", "plural", "neuter", "speaker", "listener", "relative" or "people"."""
    return {word: kind for kind, listed in toml("pronouns")["pronouns"].items() for word in entries(listed)}


@cache
def titles() -> dict[str, str]:
    """Title word, without its full stop, to "male", "female" or "neutral"."""
    return {word: kind for kind, listed in toml("pronouns")["titles"].items() for word in entries(listed)}


@cache
def given_names() -> dict[str, str]:
    """Given name in lower case to "male" or "female"."""
    found: dict[str, str] = {}
    for gender, listed in toml("pronouns")["given"].items():
        for name in listed.split():
            found[name] = "" if found.get(name, gender) != gender else gender
    return found


@cache
def particles() -> frozenset[str]:
    """Words that stand inside a personal name in lower case."""
    return frozenset(entries(toml("pronouns")["particles"]["inner"]))


@cache
def name_suffixes() -> frozenset[str]:
    """Words that follow a personal name without being its surname, e.g. "jr"."""
    return frozenset(entries(toml("pronouns")["particles"]["suffix"]))


def _countries() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    for code, row in toml("demonyms")["countries"].items():
        names, people, seats = (entries(part) for part in row.split("|"))
        yield code, names, people, seats


@cache
def country_names() -> dict[str, str]:
    """Country name to code."""
    return {name: code for code, names, _, _ in _countries() for name in reversed(names)}


@cache
def country_shown() -> dict[str, str]:
    """Code to the name shown."""
    return {code: names[0] for code, names, _, _ in _countries()}


@cache
def demonyms() -> dict[str, str]:
    """Demonym to code."""
    return {name: code for code, _, people, _ in _countries() for name in people}


@cache
def seats() -> dict[str, str]:
    """Capital or palace to the code of the government it stands for."""
    found: dict[str, str] = {}
    for code, _, _, places in _countries():
        for place in places:
            found.setdefault(place, code)
    return found


def _publisher_rows() -> list[dict[str, object]]:
    try:
        rows = toml("publishers").get("publisher", [])
    except FileNotFoundError:
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("name"), str)]


@cache
def outlets() -> dict[str, Outlet]:
    """Outlet by every name it goes by: abbreviations as written, else lower case without "the"."""
    found: dict[str, Outlet] = {}
    agencies = {bare(name) for name in entries(toml("outlets_words")["credits"]["agencies"])}
    for row in _publisher_rows():
        name = str(row["name"])
        aliases = row.get("aliases", [])
        known: dict[object, Kind] = {"channel": "channel", "organisation": "organisation"}
        kind = known.get(row.get("kind"), "outlet")
        outlet = Outlet(name=name, agency=bool(row.get("agency")) or bare(name) in agencies, kind=kind)
        for alias in (name, *(aliases if isinstance(aliases, list) else ())):
            found.setdefault(_as_written(str(alias)), outlet)
    for name in entries(toml("outlets_words")["names"]["outlet"]):
        found.setdefault(_as_written(name), Outlet(name=name.removeprefix("The "), agency=bare(name) in agencies))
    for name in entries(toml("outlets_words")["credits"]["agencies"]):
        found.setdefault(_as_written(name), Outlet(name=name.removeprefix("The "), agency=True))
    return found


@cache
def outlet_firsts() -> frozenset[str]:
    """First words of outlets' names, in lower case."""
    return frozenset(entries(toml("outlets_words")["heads"]["first"]))


@cache
def mastheads() -> frozenset[str]:
    """First words of outlets' names behind a foreign article, in lower case."""
    return frozenset(entries(toml("outlets_words")["heads"]["masthead"]))


@cache
def outlet_heads() -> frozenset[str]:
    """Last words of outlets' names, in lower case."""
    words = toml("outlets_words")["heads"]
    return frozenset(entries(words["outlet"])) | frozenset(entries(words["common"]))


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """The name in lower case, without "the" and a possessive ending, apostrophes straight.

    >>> bare("The Meridian Wire’s")
    'meridian wire'
    """
    name = " ".join(name.replace("’", "'").split()).lower().removeprefix("the ")
    return name.removesuffix("'s").removesuffix("'") if name.endswith(("'s", "'")) else name


def _as_written(name: str) -> str:
    """The key of a name: abbreviations keep their capitals, so that "who" is not the WHO."""
    return name if name.isupper() and len(name) <= LONGEST_ABBREVIATION else bare(name)


@lru_cache(maxsize=16384)
def outlet_called(name: str) -> Outlet | None:
    """The publisher of that name, None when no list knows it.

    >>> outlet_called("the Reuters"), outlet_called("who")
    (Outlet(name='Reuters', agency=True, kind='outlet'), None)
    """
    name = " ".join(name.split()).removeprefix("The ").removeprefix("the ")
    name = name.removesuffix("'s").removesuffix("’s")
    return outlets().get(name) or outlets().get(bare(name))
