"""The voice of whoever put the report out: an outlet, a channel, or a body that speaks for itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.source_phrase import phrase
from reportedly.attribute.source_voice import Voice
from reportedly.attribute.source_words import SMALL
from reportedly.core.data import toml

if TYPE_CHECKING:
    from reportedly.core.records import Report, Role

SPEAKING_FOR_ITSELF: frozenset[Role] = frozenset({"aid", "armed_group", "military", "medical", "official"})
"""Roles of bodies whose name alone tells that what they put out is their own word."""
MASTHEADS = frozenset(
    lexicon.entries(
        "republic, state, county, district, province, league, union, mission, party, campaign, board, federation, kingdom, congress, assembly, "
        "organization, organisation, leadership, city, palace, watch, cabinet, opposition, nation"
    )
)
"""Words of bodies that newspapers are called by just as well."""
CHANNELS = frozenset({"channel", "telegram"})
VOICES = frozenset({"voice", "live", "updates", "alerts"})
"""Last words that are a channel's when the report has no address of its own."""
POSTS = re.compile(r"(?:^|//|\.)(?:t|telegram)\.me/", re.IGNORECASE)
"""Addresses of channels."""
OURS = re.compile(
    r"our (?:own )?(?:\w+ ){0,3}?(?:teams?|colleagues|staff|monitors?|researchers|observers|fighters|forces|delegates?|field workers|office|offices|newsroom|editors?|desk|correspondents?|reporters?|publication|edition)\b",
    re.IGNORECASE,
)
"""How a publisher speaks of its own people."""
_HEAD_OF_NAME = re.compile(r"([\w-]+)(?= (?:of|for|in|on|to)\b|$)")


def itself(words: str, publisher: str) -> bool:
    """Whether the words are how a report speaks of its own publisher: by its name, its head noun, or as "our teams".

    >>> itself("The Chamber", "High Court, Second Chamber"), itself("this Unit", "Harbour Intelligence Unit")
    (True, True)
    >>> itself("The ministry", "The Lantern"), itself("our clinic staff", "Open Hands Relief")
    (False, True)
    >>> itself("our correspondent", "The Lantern"), itself("our correspondent Ana Tal", "The Lantern")
    (True, False)
    >>> itself("Open Hands", "Open Hands Network"), itself("Open", "Open Hands Network")
    (True, False)
    """
    words = " ".join(words.split())
    if OURS.match(words):
        return phrase(words).name is None
    if _name_of_its_own(words) and lexicon.bare(words) in _shortened(publisher):
        return True
    first, _, rest = words.partition(" ")
    if first.lower() not in {"the", "this"} or not rest:
        return False
    named = lexicon.bare(publisher).split()
    if " " in rest:
        asked = [word for word in lexicon.bare(rest).split() if word not in SMALL]
        return len(asked) > 1 and set(asked) <= set(named) and rest[0].isupper()
    heads = {match[1].lower() for part in publisher.split(",") if (match := _HEAD_OF_NAME.search(part.strip()))}
    return rest.lower() in heads and (rest[0].isupper() or first.lower() == "this")


def _name_of_its_own(words: str) -> bool:
    """Whether the words are a name of several words that is no country's: "Open Hands", not "South Sudan"."""
    parts = words.removeprefix("The ").removeprefix("the ").split()
    if len(parts) < 2:
        return False
    capital = all(part[:1].isupper() or part in SMALL for part in parts)
    country = (
        phrase(words).government is not None
        or parts[0] in lexicon.demonyms()
        or " ".join(parts) in lexicon.country_names()
    )
    return capital and not country


def _shortened(publisher: str) -> set[str]:
    """The publisher without a desk behind a comma, and without the common nouns its name ends in."""
    name = lexicon.bare(publisher).partition(",")[0]
    found = {name}
    while " " in name and name.rpartition(" ")[2] in COMMON:
        name = name.rpartition(" ")[0]
        found.add(name)
    return found


COMMON = frozenset(lexicon.entries(toml("carriers")["publisher"]["common"]))
"""Common nouns that a body's name ends in and that are left out when it speaks of itself."""


def publishing(report: Report) -> Voice:
    """The publisher's own voice; an outlet unless its name, address or being forwarded tells otherwise.

    >>> from reportedly.core.records import Report
    >>> [publishing(Report(id="r", text="", publisher=name)).kind for name in ("Open Hands Relief", "The Lantern")]
    ['organisation', 'outlet']
    """
    name = report.publisher
    if name is None or not name.strip():
        return Voice(name="the publisher", identity="named", kind="outlet", role="journalist")
    known = lexicon.outlet_called(name)
    if known is not None and known.kind != "organisation":
        return Voice(name=name, identity="named", kind=known.kind, role="journalist")
    last = name.lower().split()[-1]
    called = last in CHANNELS or (report.url is None and last in VOICES)
    if POSTS.search(report.url or "") or report.forwarded_from or called:
        return Voice(name=name, identity="named", kind="channel", role="journalist")
    read = phrase(name)
    own_word = (
        read.kind == "organisation"
        and read.role in SPEAKING_FOR_ITSELF
        and (read.name or name).lower().split()[-1] not in MASTHEADS
    )
    if known is not None or own_word:
        return Voice(name=name, identity="named", kind="organisation", role=read.role)
    return Voice(name=name, identity="named", kind="outlet", role="journalist")
