"""The word lists of place_words.toml, as sets."""

from __future__ import annotations

from functools import cache

from reportedly.core.data import toml


@cache
def words(section: str, name: str | None = None) -> frozenset[str]:
    """The words of one list.

    Raises:
        KeyError: there is no such list.
    """
    table = toml("place_words")
    return frozenset((table[section] if name is None else table[section][name]).split())


@cache
def not_places() -> frozenset[str]:
    """Names of several words, lower case, that are a place's somewhere and something else's in the news."""
    return frozenset(toml("place_words")["names"]["not_places"])


@cache
def kinds() -> dict[str, str]:
    """Type word to the kind of place it announces: "camp" to "site", "governorate" to "region"."""
    return {word: kind for kind in ("site", "town", "district", "region") for word in words("kinds", kind)}


@cache
def demonyms() -> dict[str, str]:
    """Adjective or people to ISO country code: "Syrian" to "SY"."""
    return {name: country for country, names in toml("place_words")["demonyms"].items() for name in names[1:]}


@cache
def country_names() -> dict[str, str]:
    """ISO country code to the name the gazetteer has it under."""
    return {country: names[0] for country, names in toml("place_words")["demonyms"].items()}


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviated states as written after a town, to the full name: "Ind." and "IN" to "Indiana"."""
    return dict(toml("place_words")["abbreviations"])


@cache
def weights() -> dict[str, float]:
    """What each clue to a meaning weighs, as fitted by eval/lgl.py."""
    return {name: float(value) for name, value in toml("place_words")["weights"].items()}
