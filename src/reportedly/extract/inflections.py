"""English verb and noun inflections for the entries of the word lists."""

from __future__ import annotations

import re
from typing import NamedTuple

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


class VerbForms(NamedTuple):
    """All forms of a verb; for a verb of several words each form holds all of them."""

    base: str
    third: str
    gerund: str
    past: str
    participle: str


def verb_forms(entry: str) -> VerbForms:
    """Forms of a list entry: "kill", or "base/past/participle" where the past is not base + "ed".

    A verb of several words is inflected on its first, unless its past is given on another.

    >>> verb_forms("gun down/gunned down/gunned down")
    VerbForms(base='gun down', third='guns down', gerund='gunning down', past='gunned down', participle='gunned down')
    >>> verb_forms("seize").gerund
    'seizing'
    """
    given = entry.split("/")
    words = given[0].split(" ")
    at = 0
    if len(given) == 3:
        pasts = given[1].split(" ")
        at = next((i for i, (a, b) in enumerate(zip(words, pasts, strict=True)) if a != b), 0)
    head = words[at]
    past = given[1].split(" ")[at] if len(given) == 3 else _past(head)
    participle = given[2].split(" ")[at] if len(given) == 3 else past

    def whole(form: str) -> str:
        return " ".join([*words[:at], form, *words[at + 1 :]])

    return VerbForms(given[0], whole(_third(head)), whole(_gerund(head, past)), whole(past), whole(participle))


def noun_forms(entry: str) -> tuple[str, str]:
    """Singular and plural of "officer", or of "child/children" where the plural is not base + "s".

    >>> noun_forms("country"), noun_forms("child/children"), noun_forms("aid worker")
    (('country', 'countries'), ('child', 'children'), ('aid worker', 'aid workers'))
    """
    single, _, plural = entry.partition("/")
    if plural:
        return single, plural
    return entry, entry if entry.endswith(("ese", "ss")) else _third(entry)


def _past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    return head[:-1] + "ied" if _CONSONANT_Y.search(head) else head + "ed"


def _third(head: str) -> str:
    if _SIBILANT.search(head):
        return head + "es"
    return head[:-1] + "ies" if _CONSONANT_Y.search(head) else head + "s"


def _gerund(head: str, past: str) -> str:
    regular_double = past == head + head[-1] + "ed"
    irregular_double = not past.startswith(head + "e") and past != head + "d" and len(head) <= 4 and _SHORT.search(head)
    if regular_double or irregular_double:
        return head + head[-1] + "ing"
    if head.endswith("ie"):
        return head[:-2] + "ying"
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        return head[:-1] + "ing"
    return head + "ing"
