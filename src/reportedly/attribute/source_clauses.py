"""What the clause behind a name tells: "who leads the relief mission" a post, "who lost two daughters" what befell."""

from __future__ import annotations

from functools import cache

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_words import BREAKS, QUANTITIES
from reportedly.core.data import toml

BEING = frozenset({"was", "were", "been", "being", "is", "are", "got"})
AUXILIARIES = BEING | frozenset({"has", "had", "have", "be", "also", "later", "still",
                         "himself", "herself", "themselves", "who", "once", "twice", "only", "narrowly", "reportedly"})  # fmt: skip
STOPS = frozenset({"and", "but", "told", "said"})
WORKING = frozenset({"works", "worked", "working"})
AT_WORK = frozenset({"for", "at", "with", "in"})
OWN = frozenset({"his", "her", "their", "a", "an", "both", "one", "its"})
AFTER = frozenset({"in", "on", "at", "to", "when", "during", "under", "and", "after", "that", "as", "while", "there"})
HEART = frozenset({"head", "face", "nose", "neck", "back", "chest"})
"""Parts of the body that are lost in idioms only."""
ENDS: tuple[list[str], ...] = ([], ["and"], ["when"], ["at"], [","], ["that"], ["who"])
"""What follows the last word of where kin are."""
NUMBERS = frozenset(toml("numbers")["cardinals"])
LONGEST_LEAD = 4
"""Words of a relative clause among which its verb is looked for."""


@cache
def _verbs() -> dict[str, str]:
    """Verb of a relative clause to the post it tells."""
    return {verb: post for post, verbs in toml("roles")["clause"].items() for verb in lexicon.entries(verbs)}


@cache
def _entries(name: str) -> frozenset[str]:
    return frozenset(lexicon.entries(toml("roles")["clauses"][name]))


def told(clause: list[str]) -> list[str]:
    """The words behind "who", as a post: "head of the relief mission"; [] when they tell none.

    >>> told("leads the relief mission in Orvel".split()), told("had lost two daughters".split())
    (['head', 'of', 'the', 'relief', 'mission', 'in', 'Orvel'], ['relative'])
    >>> told("was standing at the gate".split()), told("was elected in May".split())
    (['witness'], [])
    """
    lows = [word.lower() for word in clause]
    if lows and lows[0] in WORKING and lows[1:2] and lows[1] in AT_WORK:
        return _held("worker", clause[2:])
    return _suffered(lows) or _posted(clause, lows)


def _posted(clause: list[str], lows: list[str]) -> list[str]:
    """The post that the first verb of a clause tells."""
    for k, word in enumerate(lows[:LONGEST_LEAD]):
        before = lows[k - 1] if k else ""
        post = _verbs().get(word) or _undergone(word, before) or _lost(word, lows[k + 1 : k + 5])
        if word == "speaks" and lows[k + 1 : k + 2] == ["for"]:
            return _held("spokesperson", clause[k + 2 :])
        if post in _entries("alone"):
            return [post or ""]
        if post is not None:
            return _held(post, clause[k + 1 :])
        if word in AUXILIARIES or word.endswith("ly"):
            continue
        return []
    return []


def _suffered(lows: list[str]) -> list[str]:
    """What a clause shows of somebody's harm or kin without saying what was done."""
    struck = lows[:1] and lows[0] in BEING and _struck(lows)
    if _shows_harm(lows) or _kept(lows) or _spent(lows) or struck or ("alive" in lows[:5] and "is" not in lows[:1]):
        return ["survivor"]
    return ["relative"] if _has_kin(lows) else []


def _undergone(word: str, before: str) -> str | None:
    """The post that a participle behind "was" tells."""
    if before not in BEING:
        return None
    return "survivor" if word in _entries("suffered") else "witness" if word in _entries("being") else None


def _struck(lows: list[str]) -> bool:
    """Whether somebody was "hit in the hip", "plucked from the strait"; what is hit by debt is not."""
    at = next((k for k, word in enumerate(lows[:4]) if word in _entries("struck")), None)
    near = set(lows[at + 1 : at + 6]) if at is not None else set()
    return bool((_entries("body") | _entries("wreck")) & near)


def _lost(word: str, behind: list[str]) -> str | None:
    """Who lost kin is a relative, who lost a leg or a roof a survivor; who lost an election is neither."""
    if word != "lost":
        return None
    if _entries("kin").intersection(behind):
        return "relative"
    if behind[:1] == ["everything"]:
        return "survivor" if _entries("wreck").intersection(behind) else None
    owned = bool(behind) and (behind[0] in OWN | QUANTITIES or behind[0].isdigit())
    return "survivor" if (owned and _is_lost(behind[1:])) or behind[:1] == ["sight"] else None


def harms(words: list[str]) -> bool:
    """Whether words tell of harm: "two girls abducted", "three victims"."""
    told = (
        _entries("died") | _entries("harmed") | _entries("suffered") | {"victims", "hostages", "prisoners", "martyrs"}
    )
    return bool(told.intersection(words))


def _is_lost(noun: list[str]) -> bool:
    """Whether "a leg", "his right arm", "her house" ends what is lost; "a home match" goes on."""
    lost = (_entries("body") | _entries("belongings")) - HEART
    at = next((k for k, word in enumerate(noun[:2]) if word in lost), None)
    return at is not None and (len(noun) == at + 1 or noun[at + 1] in AFTER)


def _shows_harm(lows: list[str]) -> bool:
    """Whether a clause shows somebody hurt: "has nine stitches in her scalp", "came to the stand on crutches"."""
    return bool(lows) and lows[0] in _entries("showing") and bool(_entries("marks").intersection(lows[1:7]))


def _kept(lows: list[str]) -> bool:
    """Whether somebody is behind bars: "is serving nine years", "serving life"; not who serves his second year as mayor."""
    at = next((k for k, word in enumerate(lows[:3]) if word == "serving"), None)
    term = lows[at + 1 : at + 6] if at is not None else []
    counted = bool(term) and (term[0] in QUANTITIES | NUMBERS or term[0].isdigit())
    years = counted and term[1:2] in (["years"], ["months"]) and term[2:3] not in (["as"], ["at"])
    return years or "life" in term[:3] or "sentence" in term


def _spent(lows: list[str]) -> bool:
    """Whether somebody "spent 14 months in a jail"."""
    return lows[:1] == ["spent"] and "in" in lows[2:5] and bool(_entries("cells").intersection(lows[4:9]))


def _has_kin(lows: list[str]) -> bool:
    """Whether somebody has kin where it happened: "has a son among the missing", "had two sons on the ferry"."""
    kin = next((k for k, word in enumerate(lows[:5]) if word in _entries("kin")), 0)
    where = lows[kin + 1 : kin + 6]
    last = next(
        (k for k, word in enumerate(where) if word in _entries("aboard") and where[k + 1 : k + 2] in ENDS), None
    )
    there = where[:1] in (["on"], ["under"], ["inside"], ["in"], ["among"]) and last is not None
    told = "aboard" in where or bool(_entries("died") & set(where)) or bool(there)
    return kin > 0 and lows[0] in {"has", "had", "have", "with"} and told


def _held(post: str, rest: list[str]) -> list[str]:
    """The post with the body it is held in, up to the end of the clause."""
    end = next((k for k, word in enumerate(rest) if word in BREAKS or word.lower() in STOPS), len(rest))
    return [post, "of", *rest[:end]] if end else []


def kin_told(clause: list[str]) -> list[str]:
    """The words behind "whose": somebody whose kin came to harm is a relative.

    >>> kin_told("youngest son was killed at the bridge".split()), kin_told("son is a senator".split())
    (['relative'], [])
    """
    lows = [word.lower() for word in clause[:8]]
    kin = next((k for k, word in enumerate(lows) if word in _entries("kin")), len(lows))
    harmed = any(
        word in _entries("died")
        or (word in _entries("harmed") and BEING.intersection(lows[max(kin, k - 3) : k]))
        or (word in _entries("held") and "in" in lows[max(kin, k - 2) : k])
        for k, word in enumerate(lows)
        if k > kin
    )
    hurt = next((k for k, word in enumerate(lows) if word in _entries("body")), len(lows))
    if not harmed and BEING.intersection(lows[hurt + 1 : hurt + 2]) and _bound(lows[hurt:]):
        return ["survivor"]
    return ["relative"] if harmed else []


def _bound(lows: list[str]) -> bool:
    """Whether something is "in plaster", "in a sling", "in bandages"."""
    return "in" in lows and bool({"plaster", "sling", "cast", "bandages", "splints"} & set(lows))


def befallen(words: list[str]) -> list[str]:
    """An apposition that begins with what befell somebody, or with whom he pleads for: "wounded in the second blast" is a survivor.

    >>> befallen("dug out at noon".split()), befallen("elected in May".split()), befallen("for the defence".split())
    (['survivor'], [], ['lawyer'])
    >>> befallen("with a bandaged wrist".split())
    ['survivor']
    """
    lows = [word.lower() for word in words[:8]]
    if lows[:2] == ["for", "the"]:
        return next((["lawyer"] for w in lows[2:3] if w in _entries("pleaded_for")), [])
    lows = lows[1:] if lows[:1] and lows[0] in {"now", "still", "himself", "herself"} else lows
    if lows[:1] == ["with"]:
        return ["survivor"] if _marked(lows[1:6]) else ["relative"] if _has_kin(lows) else []
    if lows[:1] and lows[0] in OWN and lows[1:2] and lows[1] in _entries("body") and (_bound(lows) or _marked(lows)):
        return ["survivor"]
    among = lows[:2] == ["among", "the"] and bool((_entries("suffered") | _entries("died")).intersection(lows[2:4]))
    struck = lows[:1] and lows[0] in _entries("struck") and _struck(lows)
    return ["survivor"] if lows and (among or struck or _kept(lows) or lows[0] in _entries("suffered")) else []


def _marked(lows: list[str]) -> bool:
    """Whether something shows that somebody was hurt: "a bandaged wrist", "a bullet wound", but no "broken window"."""
    bound = bool(_entries("body").intersection(lows)) and _bound(lows)
    return (
        bound
        or bool(_entries("marks").intersection(lows))
        or (bool(_entries("marked").intersection(lows)) and bool(_entries("body").intersection(lows)))
    )


KIN = _entries("kin") | {"widow", "widower", "in-law"}
"""Head nouns of kin."""
