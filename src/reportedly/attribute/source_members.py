"""Members of a group that has spoken: "one of the officials" is no voice apart from "two local officials"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute import source_posts as posts
from reportedly.attribute import source_pronouns as pronouns
from reportedly.attribute.source_phrase import phrase
from reportedly.attribute.source_voice import Voice

if TYPE_CHECKING:
    from reportedly.attribute.source_voice import Place, Scene

COUNTED = re.compile(
    r"^(?:at\s+least\s+|only\s+|just\s+)?(?:the\s+(?:other|first|second|third|latter|former)\s+)?"
    r"(?:one|another|others?|two|three|four|five|six|some|several|many|most|both|all|each|either|half|a\s+few|a\s+couple|"
    r"a\s+(?:second|third|fourth)|an?other|the\s+(?:other|first|second|third|eldest|youngest|oldest|older|younger))\s+"
    r"(?:one\s+)?(?:of|among|from\s+among)\s+(?:the\s+|these\s+|those\s+)?(?P<group>[^,]+)",
    re.IGNORECASE,
)
REMAINING = re.compile(r"^the\s+(?:other|second)(?:\s+(?P<noun>\w+))?$", re.IGNORECASE)
"""The rest of two: "the other", "the second official"."""
THEM = frozenset({"them", "whom", "those", "these"})


def group_of(scene: Scene, words: str, place: Place) -> Voice | None:
    """The unnamed group that a member of it is counted with; None when no such group has spoken.

    For the count of origins the two are one: nothing shows that the member knows more than the group told.
    """
    words = " ".join(words.split())
    counted = COUNTED.match(words)
    if counted is not None and phrase(words).name is not None:
        return None
    if counted is not None:
        return _called(scene, counted["group"].rstrip(" ’'"), place)
    rest = REMAINING.match(words)
    if rest is None:
        return None
    noun = (rest["noun"] or "one").lower()
    return _called(scene, "them" if noun == "one" else lexicon.plural(noun), place)


def _called(scene: Scene, group: str, place: Place) -> Voice | None:
    if group.split(maxsplit=1)[0].lower() in THEM:
        found = pronouns.they(scene, place)
        return found if isinstance(found, Voice) and _is_group(found) else None
    read = phrase(f"the {group}")
    if read.named:
        return None
    found = posts.unnamed_before(scene, read, place.span.start)
    return found if found is not None and _is_group(found) else None


def _is_group(voice: Voice) -> bool:
    return voice.many and voice.kind == "people" and voice.identity == "unnamed"
