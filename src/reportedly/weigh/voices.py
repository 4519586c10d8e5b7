"""The voices that speak of an incident, and which of them are one voice across reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from reportedly.core.data import toml
from reportedly.core.incidents import Evidence
from reportedly.core.spans import hull
from reportedly.weigh.claims import OWN, WATCHING, VoiceKey, is_outlet
from reportedly.weigh.dates import days_apart, in_order
from reportedly.weigh.edges import Edge
from reportedly.weigh.names import (
    body_key,
    body_words,
    countries_in,
    distinctive,
    head,
    person_key,
    person_words,
    surname_key,
)
from reportedly.weigh.publishers import publisher_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.core.incidents import MergeReason
    from reportedly.core.records import Identity, Kind, Source
    from reportedly.weigh.aliases import Aliases
    from reportedly.weigh.claims import Claim
    from reportedly.weigh.shelf import Shelf

_SAME_DAYS: int = toml("weigh")["thresholds"]["same_days"]
_SOVEREIGN = frozenset(toml("weigh")["sovereign"])
_VAGUE = frozenset(toml("weigh")["vague_heads"])
_MOST_BODIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice of one report, with all it says of the incident.

    speaks: "own" (the publisher itself), "watching" (its own reporter at the place), "outlet" (a cited outlet), "body"
    (an organisation, or its spokesperson), "person", "unnamed". order: oldest report first. key: equal keys of one kind are one voice for certain; None when
    nothing identifies it. mouth: the person who spoke for a body. vague: names nobody one could ask ("some reports").
    """

    id: VoiceKey
    name: str
    identity: Identity
    kind: Kind
    role: str
    speaks: str
    key: str | None
    published: str | None
    claims: tuple[Claim, ...]
    order: tuple[bool, str, str, str]
    affiliation: str | None = None
    mouth: str | None = None
    vague: bool = False

    @property
    def via(self) -> frozenset[str]:
        """Keys of the outlets its words came through."""
        return frozenset(v for c in self.claims for v in c.via)

    @property
    def evidence(self) -> Evidence:
        """Where it is first named as the speaker."""
        first = self.claims[0]
        return Evidence(self.id.report, *hull(first.source_spans or first.spans))


def voices_of(claims: Sequence[Claim], shelf: Shelf, aliases: Aliases) -> tuple[Voice, ...]:
    """Every voice that makes one of the claims, oldest report first."""
    spoken: dict[VoiceKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        spoken[claim.voice].append(claim)
    voices = (_voice(key, tuple(said), shelf, aliases) for key, said in spoken.items())
    return tuple(sorted(voices, key=lambda v: v.order))


def _voice(key: VoiceKey, claims: tuple[Claim, ...], shelf: Shelf, aliases: Aliases) -> Voice:
    page = shelf.pages[key.report]
    if key.source in {OWN, WATCHING}:
        watching = key.source == WATCHING
        credit = shelf.whole_credit(key.report)
        name = (credit.publisher if credit else None) or page.publisher_name
        return Voice(
            id=key, name=f"{name} reporter" if watching else name, identity="named",
            kind="person" if watching else "outlet", role="journalist" if watching else "other",
            speaks="watching" if watching else "own", key=shelf.own_key(key.report), published=page.published, claims=claims, order=(*in_order(page.published), *key),
        )  # fmt: skip
    source = page.sources[key.source]
    speaks, identity_key, name, mouth = _identity(source, aliases)
    return Voice(
        id=key, name=name, identity="named" if identity_key or source.identity == "named" else "unnamed",
        kind="organisation" if speaks == "body" else source.kind, role=source.role, speaks=speaks, key=identity_key,
        published=page.published, claims=claims, order=(*in_order(page.published), *key), affiliation=source.affiliation, mouth=mouth, vague=_vague(source),
    )  # fmt: skip


def _identity(source: Source, aliases: Aliases) -> tuple[str, str | None, str, str | None]:
    """What the source speaks as, the key of its identity, the name to show, and the mouth if it speaks for a body."""
    named = source.identity == "named"
    if source.role == "spokesperson" and source.affiliation and source.kind in {"person", "people"}:
        return "body", aliases.key(source.affiliation), source.affiliation, source.name if named else None
    if not named:
        return "unnamed", None, source.name, None
    if is_outlet(source):
        return "outlet", publisher_key(source.name), source.name, None
    if source.kind in {"organisation", "document"}:
        return "body", aliases.key(source.name), source.name, None
    return "person", person_key(source.name), source.name, None


def _vague(source: Source) -> bool:
    """Whether it is no voice that one could ask: "some reports", "local media"."""
    nobody = source.kind == "unspecified" and (source.name.startswith("unspecified") or head(source.name) in _VAGUE)
    told = source.kind in {"outlet", "channel"} or nobody
    return source.identity == "unnamed" and told


def same_voices(voices: Sequence[Voice], shelf: Shelf) -> tuple[Edge, ...]:
    """The edges "same voice": certain for one name in full or one body, plausible for a surname and role or a bare "the army"."""
    return (
        *_same_named(voices, shelf),
        *_same_own_voice(voices, shelf),
        *_same_surname(voices, shelf),
        *_official_of_body(voices, shelf),
        *_part_of_name(voices, shelf),
        *_same_hearsay(voices, shelf),
    )


def _same_hearsay(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    """What one report has from nobody in particular ("reportedly", "it is said"): no two origins."""
    heard: dict[str, Voice] = {}
    for voice in voices:
        if voice.vague and voice.kind == "unspecified":
            first = heard.setdefault(voice.id.report, voice)
            if first is not voice:
                text = f"{shelf.called(voice.id.report)} does not say from whom it has either"
                yield _edge(voice, first, text, certain=True)


def _same_named(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    bodies: dict[str, list[Voice]] = defaultdict(list)
    persons: dict[str, list[Voice]] = defaultdict(list)
    countries = _countries_at_odds(voices, shelf)
    for voice in voices:
        if voice.speaks == "body" and voice.key:
            bodies[voice.key].append(voice)
        person = person_key(voice.mouth) if voice.mouth else voice.key if voice.speaks == "person" else None
        if person:
            persons[person].append(voice)
    for bucket in persons.values():
        for earlier, later in pairwise(bucket):
            text = f"{_reports(earlier, later, shelf)} quote {earlier.mouth or earlier.name}"
            yield _edge(later, earlier, text, certain=True)
    for bucket in bodies.values():
        for earlier, later in pairwise(bucket):
            certain = _one_body(earlier, countries)
            mouths = ", ".join(dict.fromkeys(v.mouth for v in (earlier, later) if v.mouth))
            text = f"{_reports(earlier, later, shelf)} quote {earlier.name}"
            text += f" ({mouths} speaking for it)" if mouths else ""
            text += "" if certain else "; the name alone does not say that it is one body"
            yield _edge(later, earlier, text, certain=certain)
    for voice in voices:
        quoted = bodies.get(body_key(voice.name)) if voice.speaks == "own" and distinctive(voice.name) else None
        if quoted:
            told = f"{shelf.called(voice.id.report)} is put out by {voice.name}, which {shelf.called(quoted[0].id.report)} quotes"
            yield _edge(voice, quoted[0], told, certain=True)


def _one_body(body: Voice, countries: int) -> bool:
    """Whether two reports of one incident that name a body alike mean one body.

    "The army" is one where no two countries are at odds; "the group" never tells.
    """
    if countries_in(body.name):
        return True
    return countries < 2 if body_words(body.name) & _SOVEREIGN else bool(distinctive(body.name))


def _countries_at_odds(voices: Sequence[Voice], shelf: Shelf) -> int:
    """How many countries have a body of state among the voices and actors of the incident."""
    names = {n for v in voices for n in (v.name, v.affiliation) if n}
    for voice in voices:
        page = shelf.pages[voice.id.report]
        for event in (page.events[e] for c in voice.claims for e in c.events):
            names |= {page.entities[p.entity].name for p in event.participants if p.entity in page.entities}
    return len({c for n in names if body_words(n) & _SOVEREIGN for c in countries_in(n)})


def _part_of_name(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    """A body's short name ("the army", "Health Ministry") inside a longer one: perhaps the same."""
    bodies: dict[frozenset[str], Voice] = {}
    for voice in voices:
        if voice.speaks == "body" and body_words(voice.name):
            bodies.setdefault(body_words(voice.name), voice)
    for words, voice in islice(bodies.items(), _MOST_BODIES):
        longer = [(other, theirs) for other, theirs in islice(bodies.items(), _MOST_BODIES) if words < other]
        if longer:
            _, whole = min(longer, key=lambda o: (len(o[0]), o[1].order))
            text = (
                f"{voice.name} ({shelf.called(voice.id.report)}) may be {whole.name} ({shelf.called(whole.id.report)})"
            )
            yield _edge(voice, whole, text, certain=False)


def _same_own_voice(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    """One publisher's own words in several of its reports."""
    buckets: dict[tuple[str, str | None], list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.speaks in {"own", "watching"} and not shelf.whole_credit(voice.id.report):
            buckets[voice.speaks, voice.key].append(voice)
    for bucket in buckets.values():
        for earlier, later in pairwise(bucket):
            one, two = shelf.called(earlier.id.report), shelf.called(later.id.report)
            text = f"{one} and {two} are both in {earlier.name}'s own words"
            yield _edge(later, earlier, text, certain=True)


def _same_surname(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    """A surname alone with the same role: perhaps the person whose full name another report gives."""
    buckets: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in voices:
        name = voice.mouth or (voice.name if voice.speaks == "person" else None)
        if name and (surname := surname_key(name)):
            buckets[surname, voice.role].append(voice)
    for bucket in buckets.values():
        bare = [v for v in bucket if len(person_words(v.mouth or v.name)) == 1]
        for voice in bare:
            other = next((v for v in bucket if v.id.report != voice.id.report and v.id != voice.id), None)
            if other:
                both, role = _reports(voice, other, shelf), voice.role.replace("_", " ")
                text = f"{both} quote a voice called {voice.name} ({role}); no full name says that it is one person"
                yield _edge(voice, other, text, certain=False)


def _official_of_body(voices: Sequence[Voice], shelf: Shelf) -> Iterable[Edge]:
    """An official who is no spokesperson, and the body he belongs to."""
    bodies: dict[str, Voice] = {}
    for voice in voices:
        if voice.speaks == "body" and voice.key:
            bodies.setdefault(voice.key, voice)
    for voice in voices:
        if (
            voice.speaks in {"person", "unnamed"}
            and voice.affiliation
            and voice.role in {"official", "military", "armed_group"}
        ):
            body = bodies.get(body_key(voice.affiliation))
            if body and distinctive(voice.affiliation):
                text = f"{voice.name} belongs to {body.name} ({shelf.called(body.id.report)}) and may speak for it"
                yield _edge(voice, body, text, certain=False)


def same_unnamed(voices: Sequence[Voice], shelf: Shelf) -> tuple[Edge, ...]:
    """Plausible edges between unnamed voices of one description through one agency within the same days."""
    buckets: dict[tuple[str, str, str], list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.speaks == "unnamed" and not voice.vague:
            for outlet in voice.via:
                buckets[outlet, head(voice.name), voice.role].append(voice)
    edges: list[Edge] = []
    for (outlet, _, _), bucket in sorted(buckets.items(), key=lambda b: b[0]):
        for earlier, later in pairwise(bucket):
            apart = days_apart(earlier.published, later.published)
            if earlier.id.report != later.id.report and (apart is None or apart <= _SAME_DAYS):
                text = f"{_reports(earlier, later, shelf)} quote {earlier.name} through {outlet} within the same days"
                edges.append(_edge(later, earlier, text, certain=False, reason="same unnamed voice"))
    return tuple(edges)


def alike_unnamed(first: Voice, second: Voice) -> bool:
    """Whether two descriptions may mean one voice: the same noun, or one role that says more than "other"."""
    if head(first.name) == head(second.name):
        return True
    vaguer = {"source", "people", "person", "report"} & {head(first.name), head(second.name)}
    return first.role == second.role and (first.role != "other" or bool(vaguer))


def _reports(first: Voice, second: Voice, shelf: Shelf) -> str:
    one, two = (
        sorted({first.id.report, second.id.report}) if first.id.report != second.id.report else (first.id.report, "")
    )
    return f"{shelf.called(one)} and {shelf.called(two)} both" if two else f"two voices of {shelf.called(one)}"


def _edge(later: Voice, earlier: Voice, text: str, *, certain: bool, reason: MergeReason = "same voice") -> Edge:
    return Edge(
        voice=later.id, into=earlier.id, reason=reason, certain=certain, text=text,
        evidence=tuple(dict.fromkeys((later.evidence, earlier.evidence))),
    )  # fmt: skip
