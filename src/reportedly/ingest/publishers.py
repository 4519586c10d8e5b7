"""Who publishes: one name for every way a publisher is written or addressed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reportedly.core import data
from reportedly.core.errors import CodebookError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reportedly.core.records import Report

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}", re.IGNORECASE)
_SERVICE_LABELS = frozenset({"www", "www2", "m", "amp", "mobile", "wap", "web", "beta", "en", "english"})
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|is|ph|org)/o?)/[^/]{1,40}/(https?:/{1,2}.{1,2000})"
)
_REMEDY = (
    "Write [[publisher]] entries with name, domains, aliases, agency and kind, as in reportedly/data/publishers.toml"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """An outlet, agency, channel or body.

    name: canonical. domains: every address, without "www.". agency: others carry its copy.
    kind: "outlet", "channel" or "organisation". role: "state" when a state runs it, else None.
    """

    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    agency: bool = False
    kind: str = "outlet"
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishers:
    """A table of publishers, looked up by any of their names or addresses."""

    entries: tuple[Publisher, ...]
    by_key: Mapping[str, tuple[str, Publisher]]
    by_domain: Mapping[str, Publisher]

    @classmethod
    def of(cls, entries: Iterable[Publisher]) -> Publishers:
        """The table with these entries; later entries win a name or address that several claim."""
        kept = tuple(entries)
        names = {_key(name): (name, entry) for entry in kept for name in (*entry.aliases, entry.name)}
        domains = {domain.casefold(): entry for entry in kept for domain in entry.domains}
        return cls(entries=kept, by_key=names, by_domain=domains)

    @staticmethod
    def default() -> Publishers:
        """The table that ships with the package."""
        return _default()

    def with_file(self, path: Path) -> Publishers:
        """This table with the entries of a TOML file laid over it.

        Raises:
            CodebookError: the file cannot be read, or an entry is not as the shipped table has it.
        """
        try:
            table = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CodebookError(
                Fault(where=str(path), found=f"not a readable TOML file ({error})", remedy=_REMEDY)
            ) from None
        entries = _entries(table, str(path))
        if not entries:
            raise CodebookError(Fault(where=str(path), found="it holds no [[publisher]] entry", remedy=_REMEDY))
        return self._with(entries)

    def with_mirrors_of(self, reports: Iterable[Report]) -> Publishers:
        """This table with the mirror addresses that pages name for themselves."""
        named = [(r.publisher, r.mirrors) for r in reports if r.publisher and r.mirrors]
        return self._with(Publisher(name=name, domains=mirrors) for name, mirrors in named)

    def find(self, name: str) -> Publisher | None:
        """The publisher written as `name` (or as an address), None when the table has none.

        >>> Publishers.default().find("agence france presse").name
        'AFP'
        """
        if _DOMAIN.fullmatch(name.strip()):
            by_address = self.at(name.strip())
            if by_address is not None:
                return by_address
        written, entry = self.by_key.get(_key(name), ("", None))
        if entry is not None and _is_abbreviation(written) and name.upper() != name:
            return None
        return entry

    def at(self, address: str) -> Publisher | None:
        """The publisher at a URL or host, any sub-domain included; None when the table has none.

        >>> Publishers.default().at("https://www.presstv.co.uk/Detail/1").name
        'Press TV'
        """
        labels = host_of(address).split(".")
        suffixes = (".".join(labels[i:]) for i in range(max(len(labels) - 1, 0)))
        return next((self.by_domain[suffix] for suffix in suffixes if suffix in self.by_domain), None)

    def canonical(self, *, name: str | None = None, url: str | None = None) -> str | None:
        """One name for the publisher of a page: by its name, else by its address; None when neither is given.

        A name the table does not know stands as it is, unless the address is known. An unknown address gives its host.
        """
        known = (self.find(name) if name else None) or (self.at(url) if url else None)
        if known is not None:
            return known.name
        if name and not _DOMAIN.fullmatch(name.strip()):
            return " ".join(name.split())
        return host_of(url or name or "") or None

    def _with(self, more: Iterable[Publisher]) -> Publishers:
        merged = {entry.name: entry for entry in self.entries}
        for entry in more:
            known = self.find(entry.name)
            base = merged[known.name] if known is not None and known.name in merged else merged.get(entry.name)
            merged[base.name if base else entry.name] = _laid_over(base, entry) if base else entry
        return Publishers.of(merged.values())


def host_of(address: str) -> str:
    """The host of a URL or address in lower case, without "www.", "m." or "amp."; "" when there is none.

    >>> host_of("https://m.example.org/page?x=1")
    'example.org'
    """
    archived = _ARCHIVED.match(address)
    inner = archived.group(1) if archived else address.strip()
    try:
        host = (urlsplit(inner if "//" in inner else f"//{inner}").hostname or "").rstrip(".")
    except ValueError:
        return ""
    if host.endswith(".cdn.ampproject.org"):
        host = host.removesuffix(".cdn.ampproject.org").replace("--", "\0").replace("-", ".").replace("\0", "-")
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _SERVICE_LABELS:
        labels.pop(0)
    return ".".join(labels)


def domains_in(line: str) -> tuple[str, ...]:
    """The web addresses written in a line, as hosts the way the line has them."""
    return tuple(m.group().lower() for m in _DOMAIN.finditer(line))


@cache
def _default() -> Publishers:
    return Publishers.of(_entries(data.toml("publishers"), "publishers.toml"))


def _entries(table: dict[str, Any], where: str) -> list[Publisher]:
    rows = table.get("publisher", [])
    faults = [
        Fault(where=f"{where}: entry {number}", found=found, remedy=_REMEDY)
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1)
        for found in _wrong_with(row)
    ]
    if faults or not isinstance(rows, list):
        raise CodebookError(
            *faults or (Fault(where=where, found="`publisher` is not a list of entries", remedy=_REMEDY),)
        )
    return [
        Publisher(
            name=row["name"],
            domains=tuple(domain.casefold().removeprefix("www.") for domain in row.get("domains", ())),
            aliases=tuple(row.get("aliases", ())),
            agency=row.get("agency", False),
            kind=row.get("kind", "outlet"),
            role=row.get("role"),
        )
        for row in rows
    ]


def _wrong_with(row: object) -> list[str]:
    if not isinstance(row, dict):
        return ["not a table"]
    found = []
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        found.append("`name` is missing or not a text")
    for key in ("domains", "aliases"):
        values = row.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            found.append(f"`{key}` is not a list of texts")
    if not isinstance(row.get("agency", False), bool):
        found.append("`agency` is neither true nor false")
    if row.get("kind", "outlet") not in {"outlet", "channel", "organisation"}:
        found.append(f"`kind` is {row['kind']!r}, not outlet, channel or organisation")
    return found


def _laid_over(base: Publisher, entry: Publisher) -> Publisher:
    alias = (entry.name,) if entry.name != base.name else ()
    return replace(
        base,
        domains=tuple(dict.fromkeys((*base.domains, *(d.removeprefix("www.") for d in entry.domains)))),
        aliases=tuple(dict.fromkeys((*base.aliases, *entry.aliases, *alias))),
        agency=base.agency or entry.agency,
        role=entry.role or base.role,
    )


def _key(name: str) -> str:
    return re.sub(r"\W", "", re.sub(r"^\s*the\s", "", name.casefold()))


def _is_abbreviation(written: str) -> bool:
    return written.isupper() and len(written) <= 5
