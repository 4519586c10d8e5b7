"""Independent origins of an incident: groups of voices, joined by edges that say why."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.core.ids import content_id
from reportedly.core.incidents import Merge, Origin, Origins
from reportedly.weigh.citations import cited
from reportedly.weigh.dates import in_order, surely_before
from reportedly.weigh.edges import Edge, Groups
from reportedly.weigh.names import folded
from reportedly.weigh.passages import copied
from reportedly.weigh.voices import same_unnamed, same_voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.weigh.claims import Claim
    from reportedly.weigh.shelf import Shelf
    from reportedly.weigh.voices import Voice

_HEARSAY = frozenset({"own", "outlet"})
_RANK = {"person": 0, "unnamed": 1, "watching": 2, "outlet": 3, "own": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The voices of one origin. low_group: number of the origin it counts as when all that is plausible merges."""

    origin: Origin
    voices: tuple[Voice, ...]
    low_group: int

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All its voices say, oldest voice first."""
        return tuple(c for v in self.voices for c in v.claims)

    @property
    def hearsay(self) -> bool:
        """Whether nobody but outlets that do not say how they know speaks in it."""
        return _hearsay(self.voices)


def grouped(voices: Sequence[Voice], shelf: Shelf) -> tuple[Origins, tuple[Group, ...]]:
    """Origins as an interval, and the voices of each member, oldest member first."""
    edges = [*same_voices(voices, shelf), *cited(voices, shelf), *copied(voices, shelf), *same_unnamed(voices, shelf)]
    groups = Groups(v.id for v in voices)
    groups.join(e for e in edges if e.certain)
    by_id = {v.id: v for v in voices}
    parts = [tuple(sorted((by_id[k] for k in keys), key=lambda v: v.order)) for keys in groups.members().values()]
    parts.sort(key=lambda part: part[0].order)
    edges += _unknown_lineage(parts, shelf)
    merged: dict[int, dict[Merge, None]] = defaultdict(dict)
    number = {v.id: i for i, part in enumerate(parts) for v in part}
    plausible = []
    for edge in sorted(edges, key=lambda e: (not e.certain, by_id[e.voice].order, e.reason, e.into, e.text)):
        if edge.certain or number[edge.voice] != number[edge.into]:
            merged[number[edge.voice]][edge.merge] = None
            plausible.append(edge)
    groups.join(plausible)
    low = {key: i for i, keys in enumerate(groups.members().values()) for key in keys}
    ids = _ids(parts)
    members = tuple(
        Group(origin=_origin(ids[i], part, tuple(merged[i])), voices=part, low_group=low[part[0].id])
        for i, part in enumerate(parts)
    )
    origins = Origins(low=len(set(low.values())), high=len(parts), members=tuple(m.origin for m in members))
    return origins, members


def _unknown_lineage(parts: Sequence[tuple[Voice, ...]], shelf: Shelf) -> list[Edge]:
    """An outlet's own word, after others reported the same: it may rest on any of them, so it never counts for `low`."""
    standing = [part for part in parts if not _only_denies(part) and not _only_presupposes(part)]
    denying = [part for part in parts if _only_denies(part)]
    edges = []
    for part in parts:
        if not (_hearsay(part) or _only_presupposes(part)):
            continue
        alike = denying if _only_denies(part) else standing
        earlier = [other for other in alike if other is not part and _may_follow(part, other)]
        if not earlier:
            continue
        target = min(earlier, key=lambda o: (_hearsay(o), -_same_counts(part, o, shelf), o[0].order))
        voice, into = part[0], target[0]
        said = _how(part)
        page, first = shelf.pages[voice.id.report], shelf.pages[into.id.report]
        after = "in the same report" if page is first else f"{shelf.called(first.id)} reported it"
        text = f"{voice.name} {said}; {after}{'' if into.speaks == 'own' else f', from {into.name}'}"
        edges.append(
            Edge(
                voice=voice.id,
                into=into.id,
                reason="unknown lineage",
                certain=False,
                text=text,
                evidence=tuple(dict.fromkeys((voice.evidence, into.evidence))),
            )
        )
    return edges


def _how(part: Sequence[Voice]) -> str:
    if _only_presupposes(part):
        return "takes it for granted"
    if part[0].speaks == "outlet":
        return "is cited without its source"
    return "states it in its own words, naming nobody" if part[0].speaks == "own" else "is nobody one could ask"


def _may_follow(part: tuple[Voice, ...], other: tuple[Voice, ...]) -> bool:
    """Whether `part` may have its word from `other`: not when it spoke surely before; of two hearsays the later follows."""
    if any(surely_before(part[0].published, v.published) for v in other[:1]):
        return False
    return not _hearsay(other) or _only_presupposes(part) or (other[0].order < part[0].order)


def _hearsay(part: Sequence[Voice]) -> bool:
    return all(v.speaks in _HEARSAY or v.vague for v in part)


def _only_denies(part: Sequence[Voice]) -> bool:
    return all(c.denies for v in part for c in v.claims)


def _only_presupposes(part: Sequence[Voice]) -> bool:
    return all(c.presupposes for v in part for c in v.claims)


def _same_counts(part: Sequence[Voice], other: Sequence[Voice], shelf: Shelf) -> int:
    return len(_counts(part, shelf) & _counts(other, shelf))


def _counts(part: Sequence[Voice], shelf: Shelf) -> set[tuple[str, int, int | None]]:
    figures = (shelf.pages[v.id.report].figures[f] for v in part for c in v.claims for f in c.figures)
    return {(f.measure, f.low, f.high) for f in figures}


def _face(part: Sequence[Voice]) -> Voice:
    """The voice that gives the origin its name: a body before its mouths, a party before outlets, a name before none."""
    return min(
        part, key=lambda v: (_RANK.get(v.speaks, -1), v.vague, v.speaks == "person" and " " not in v.name, v.order)
    )


def _ids(parts: Sequence[tuple[Voice, ...]]) -> list[str]:
    """A name makes the id of a named origin, so that it survives new reports; equal names are told apart by a voice."""
    faces = [_face(part) for part in parts]
    names = [face.key or folded(face.name) for face in faces]
    often = Counter(names)
    return [
        content_id("o", name)
        if often[name] == 1 and face.identity == "named"
        else content_id("o", name, *min(v.id for v in part))
        for part, face, name in zip(parts, faces, names, strict=True)
    ]


def _origin(identifier: str, part: tuple[Voice, ...], merged: tuple[Merge, ...]) -> Origin:
    face = _face(part)
    mouths = [v.mouth for v in part if v.mouth] + [
        v.name for v in part if v.speaks == "person" and face.speaks == "body"
    ]
    reports = sorted({(in_order(v.published), v.id.report) for v in part})
    return Origin(
        id=identifier, name=face.name, identity=face.identity, kind=face.kind, role=face.role,
        reports=tuple(dict.fromkeys(report for _, report in reports)), mouths=tuple(dict.fromkeys(mouths)), merged=merged,
    )  # fmt: skip
