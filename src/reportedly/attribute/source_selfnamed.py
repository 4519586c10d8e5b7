"""Voices by the names they give themselves: "@northbank_watch", "a group calling itself the Lamp Bearers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_record import Phrase
from reportedly.attribute.source_words import PASSING, PREPOSITIONS
from reportedly.core.data import toml

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.core.records import Kind


def by_own_name(words: str, phrase: Callable[[str], Phrase]) -> Phrase | None:
    """The account or body whose own name the words give; None when they give none.

    phrase: reads a part of the words.
    """
    styled = STYLED.match(words)
    if styled and _is_body(styled["what"].split(), phrase):
        return _styled(words, phrase(styled["what"]), phrase(f"the {styled['name']}"), styled["name"])
    return _account(words, phrase)


def _is_body(what: list[str], phrase: Callable[[str], Phrase]) -> bool:
    """Whether the words are a body's, and no spokesman's or letter's: "a group of hackers", "an account"."""
    stop = next((k for k, word in enumerate(what) if word in PREPOSITIONS and k), len(what))
    return stop == len(what) or phrase(" ".join(what[:stop])).kind in {"organisation", "outlet", "channel"}


STYLED = re.compile(
    r"(?P<what>(?:[Aa]n?|[Tt]he) (?:[\w-]+ ){0,6}[\w-]+),? (?:styling|calling|naming|(?:who|which|that) (?:calls?|styles?|names?)) (?:itself|themselves) (?:the )?[“\"]?"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|for|de|del|in|and) (?:the )?)?(?:(?:al|el|ash|ad|an|ar|as)-)?[A-ZÀ-Þ\d][\w’'-]*){0,7})[”\"]?(?: (?:on|in|at) .{1,60})?$"
)
"""A body by the name it gives itself."""


def _styled(words: str, what: Phrase, named: Phrase, name: str) -> Phrase:
    """The body of that name; the kind is what the words call it, the role what the name tells, else what they call it."""
    kind: Kind = what.kind if what.kind in {"outlet", "channel"} else "organisation"
    kind = "channel" if what.head in HOLDERS else kind
    role = what.role if named.role in PASSING else named.role
    return Phrase(words=words, kind=kind, role=role, name=name, head=what.head, heads=what.heads, definite=True)


HANDLE = re.compile(r"(?:^|(?P<before>[^@]{1,60}) )(?P<name>@\w[\w.]{0,40}\w)$")


HOLDERS = frozenset(lexicon.entries(toml("roles")["generic"]["holders"]))


def _account(words: str, phrase: Callable[[str], Phrase]) -> Phrase | None:
    """The account in "@northbank_watch" or "the Telegram user @northbank_watch"; none behind a person's name."""
    handle = HANDLE.match(words)
    if handle is None:
        return None
    before = phrase(handle["before"]) if handle["before"] else None
    if before is not None and before.kind not in {"channel", "outlet", "unspecified"} and before.head not in HOLDERS:
        return None
    return Phrase(words=words, kind="channel", role="journalist", name=handle["name"], definite=True)
