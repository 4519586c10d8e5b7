"""Outlets under all their names: the publisher table, with the outlet's bare name when the table does not know it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reportedly.core.data import toml
from reportedly.weigh.names import outlet_key

_NOT_A_NAME = frozenset(
    {"www", "m", "amp", "en", "english", "arabic", "news", "mobile", "edition", "co", "com", "org", "net", "ac", "gov"}
)
_DOMAIN = re.compile(r"^(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)$")


class _Table(NamedTuple):
    """keys: outlet key or domain to canonical key. names: canonical key to the name to show. agencies: their keys.

    bodies: keys of organisations that publish about their own work; they are parties, not outlets.
    """

    keys: dict[str, str]
    names: dict[str, str]
    agencies: frozenset[str]
    bodies: frozenset[str]


@cache
def _table() -> _Table:
    try:
        entries = toml("publishers").get("publisher", ())
    except FileNotFoundError:
        entries = ()
    table = _Table(
        keys={},
        names={outlet_key(e["name"]): e["name"] for e in entries},
        agencies=frozenset(outlet_key(e["name"]) for e in entries if e.get("agency")),
        bodies=frozenset(outlet_key(e["name"]) for e in entries if e.get("kind") == "organisation"),
    )
    for entry in entries:
        canonical = outlet_key(entry["name"])
        for written in (entry["name"], *entry.get("aliases", ())):
            table.keys.setdefault(outlet_key(written), canonical)
        for domain in entry.get("domains", ()):
            table.keys.setdefault(domain.casefold().removeprefix("www."), canonical)
    return table


@lru_cache(maxsize=65536)
def publisher_key(name: str) -> str:
    """One key for all names of an outlet; names the table does not know are keyed by their letters.

    >>> publisher_key("www.harbour-gazette.example") == publisher_key("the Harbour Gazette")
    True
    """
    domain = _DOMAIN.match(name.strip().casefold())
    written = domain[1] if domain else outlet_key(name)
    if written in _table().keys:
        return _table().keys[written]
    if domain:
        labels = [label for label in written.split(".")[:-1] if label not in _NOT_A_NAME] or written.split(".")[:1]
        written = max(labels, key=len)
    return written.replace(" ", "").replace("-", "")


def publisher_name(name: str) -> str:
    """The name to show for an outlet: the table's, or the one given."""
    return _table().names.get(publisher_key(name), name)


def known_outlet(name: str) -> bool:
    """Whether the table knows an outlet, agency or channel of this name."""
    key = outlet_key(name)
    return key in _table().keys and _table().keys[key] not in _table().bodies


def is_agency(name: str) -> bool:
    """Whether the table knows this as a news agency."""
    return publisher_key(name) in _table().agencies


def is_body(name: str) -> bool:
    """Whether the table knows this as an organisation that publishes about its own work."""
    return publisher_key(name) in _table().bodies
