"""Rules and the tagger's leanings brought together: what a saying does, and what kind of voice a source is.

A rule names a value; the tagger gives every value a probability. A rule counts as a witness of fixed weight, more where
words told it than where it is what is left when no word did; the likeliest value by both is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING, TypeVar, get_args

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import LEADING, phrase
from reportedly.attribute.source_words import PASSING, PROPER
from reportedly.core.data import toml
from reportedly.core.records import Act, Certainty, Identity, Kind, Polarity, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.attribute.acts import Force
    from reportedly.attribute.source_voice import Voice
    from reportedly.core.ports import Leaning

Value = TypeVar("Value", bound=str)

ACTS: tuple[Act, ...] = get_args(Act)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
IDENTITIES: tuple[Identity, ...] = get_args(Identity)
KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)

FLOOR = 0.03
"""The least probability a value is given: no leaning rules anything out, and only a very sure one outweighs clear words."""


LOWEST = log(FLOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds that a rule counts for, found on `eval/chains/dev`. told: some word decided; left: none did."""

    told: float
    left: float


ACT = Weights(told=3.6, left=2.0)
POLARITY = Weights(told=0.7, left=0.7)
CERTAINTY = Weights(told=3.0, left=3.0)
IDENTITY = Weights(told=1.5, left=1.0)
KIND = Weights(told=2.5, left=1.0)
ROLE = Weights(told=2.0, left=0.0)
OF_A_BODY, BODILY = 4.0, frozenset({"aid", "medical", "armed_group", "military"})
"""What a rule counts for on who belongs to a body of such a role, and those roles: an aid group's director is of aid.
So much it counts too for bodies known by name ("Interpol")."""
PASSING_ROLE = 1.0
"""What a rule counts for that says "eyewitness" or "victim": such words ("a driver") are called so for want of better."""


def likeliest(values: Sequence[Value], ruled: Value, weight: float, leanings: Iterable[Sequence[float]]) -> Value:
    """The value with the highest sum of the rule's weight and the mean log-probability; `ruled` when nothing leans.

    >>> likeliest(("a", "b"), "a", 1.0, [(0.3, 0.7)]), likeliest(("a", "b"), "a", 1.0, [(0.1, 0.9)])
    ('a', 'b')
    """
    told = list(leanings)
    if not told:
        return ruled
    scores = [sum(log(p) if p > FLOOR else LOWEST for p in each) / len(told) for each in zip(*told, strict=True)]
    scores[values.index(ruled)] += weight
    return values[scores.index(max(scores))]


def weighed(force: Force, leaning: Leaning | None) -> Force:
    """The force by rule and leaning together."""
    if leaning is None:
        return force
    weight = ACT.told if force.why else ACT.left
    act = likeliest(ACTS, force.act, weight, [leaning.act])
    if act == "claim_responsibility":
        act = force.act  # a crime that somebody is said to have committed is no claim of his; words alone make one
    return replace(
        force,
        act=act,
        polarity=likeliest(POLARITIES, force.polarity, POLARITY.told, [leaning.polarity]),
        certainty=likeliest(CERTAINTIES, force.certainty, CERTAINTY.told, [leaning.certainty]),
        why=force.why if act == force.act else f"reads as {act} ({leaning.act[ACTS.index(act)]:.2f})",
    )


def judged(voice: Voice) -> None:
    """Sets identity, kind and role of a voice by what its words told and how its sayings were read.

    Whoever has a person's name is a named person, several people or "a guard" are unnamed, and outlets, channels and
    "some reports" are what their form tells, whatever leans otherwise. Outlets and channels are journalists.
    """
    voice.role = ROLE_OF_KIND.get(voice.kind, voice.role)
    if not voice.leanings:
        return
    words_told = bool(voice.heads)
    form_told = voice.kind in TOLD_BY_FORM and (
        voice.kind != "unspecified" or bool(voice.heads & lexicon.heads().keys())
    )
    told = [_doubted(lean.role, voice.role) for lean in voice.described or voice.leanings]
    leaning = likeliest(ROLES, voice.role, _role_weight(voice), told)
    if leaning not in OF_PERSONS or voice.kind != "organisation":
        voice.role = leaning
    if voice.person is None and not form_told:
        _kind_judged(voice, words_told=words_told)
    voice.role = ROLE_OF_KIND.get(voice.kind, voice.role)


def _doubted(leaning: Sequence[float], ruled: Role) -> Sequence[float]:
    """The probabilities of roles, that of an armed group less where no word tells of one."""
    armed = ROLES.index("armed_group")
    return leaning if ruled == "armed_group" else [p * ARMED if k == armed else p for k, p in enumerate(leaning)]


ARMED = 0.6
"""What a leaning to an armed group counts for where no word tells it: our training texts are full of such groups, found news is
not, and to call somebody one wrongly is worse than to miss one."""
ROLE_OF_KIND: dict[Kind, Role] = {"outlet": "journalist", "channel": "journalist", "document": "other"}
OF_PERSONS = frozenset({"spokesperson", "eyewitness"})
"""Roles that no body leans to: only its words tell that it is a press service."""
VAGUE, TELLING_NOTHING = (
    frozenset(lexicon.entries(toml("roles")["generic"][name])) for name in ("vague", "telling_nothing")
)


def _role_weight(voice: Voice) -> float:
    """What the rules count for: little where a word says next to nothing, much where it is a post, whatever its role."""
    if voice.role == "other":
        known = lexicon.heads()
        telling = any(h in known and known[h].role == "other" and h not in TELLING_NOTHING for h in voice.heads)
        return ROLE.told if telling or _private(voice) else ROLE.left
    if voice.role in PASSING:
        return ROLE.left if voice.heads and voice.heads <= VAGUE else PASSING_ROLE
    sure = voice.heads & PROPER or (voice.affiliation and voice.role in BODILY)
    return OF_A_BODY if sure else ROLE.told


def _private(voice: Voice) -> bool:
    """Whether the body somebody holds a post of is a union, a firm or the like."""
    body = phrase(voice.affiliation) if voice.affiliation and voice.heads & LEADING else None
    return body is not None and body.role == "other" and body.head in lexicon.heads()


def _kind_judged(voice: Voice, *, words_told: bool) -> None:
    leaning = likeliest(
        KINDS, voice.kind, KIND.told if words_told else KIND.left, (lean.kind for lean in voice.leanings)
    )
    if not (words_told and voice.kind == "document" and leaning in {"person", "people"}):
        voice.kind = leaning
    if voice.identity == "named" or not (voice.many or INDEFINITE.match(voice.words)):
        voice.identity = likeliest(
            IDENTITIES, voice.identity, IDENTITY.told if words_told else IDENTITY.left,
            (lean.identity for lean in voice.leanings),
        )  # fmt: skip


TOLD_BY_FORM = frozenset({"outlet", "channel", "unspecified"})

INDEFINITE = re.compile(r"(?:an?|one|another|some|several|two|three|four|five|other|his|her|their|my|our)\b")
"""How a phrase begins that says by itself that its bearer has no name here."""
