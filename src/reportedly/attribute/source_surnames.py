"""Surnames that a phrase cannot know for names by itself, but the report does: "Dean", "Jordan", "Tal and Orlo"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.attribute.source_phrase import Phrase

if TYPE_CHECKING:
    from reportedly.attribute.source_names import Names


def surnames(read: Phrase, names: Names) -> Phrase:
    """The phrase as the report's names have it; unchanged when they tell nothing else."""
    read = _known_surname(read, names)
    return _two_surnames(read, names) if " and " in read.words and not read.joint else read


def _known_surname(read: Phrase, names: Names) -> Phrase:
    """The person whose surname is also a post or a country: "Dean" after "Howard Dean", "Jordan" after "Jim Jordan"."""
    if read.pronoun is not None or (read.name is not None and not read.government):
        return read
    first = read.words.partition(",")[0]
    if not first.isalpha() or not first[0].isupper() or first.isupper():
        return read
    person = names.called(first)
    surname = person is not None and len(person.tokens) > 1 and person.tokens[-1] == first.lower() and person.known
    return replace(read, kind="person", name=first, government=None) if surname else read


def _two_surnames(read: Phrase, names: Names) -> Phrase:
    """Two persons for "Tal and Orlo", when the report names both."""
    first, _, second = read.words.partition(" and ")
    found = [names.called(word) for word in (first, second) if word.isalpha() and word[0].isupper()]
    if len(found) != 2 or None in found or found[0] is found[1]:
        return read
    name = " and ".join(person.name for person in found if person is not None)
    return Phrase(words=read.words, kind="people", name=name, many=True, definite=True, joint=True)
