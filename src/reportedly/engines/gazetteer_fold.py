"""Folding of place names: one key for what is the same spelling, one for what is the same name in another romanisation."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h", "ŧ": "t",
    }
    | dict.fromkeys("'’‘ʼʻʿʾ`´′ʹʺ″ʽ\u200c\u200d\u00ad.", "")
    | dict.fromkeys('-‐‑‒–—/,;:()[]_"“”\u00a0&', " ")
)  # fmt: skip
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")
_OPENING = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_ARTICLES = frozenset(
    "al el ul il l ad at ar as ash an az adh ath ed et er es esh en ez edh eth ud ur us ush un uz ech ach".split()  # noqa: SIM905  one line reads best
)
_GLUED_ARTICLE = re.compile(r"^[aeiu](?=(dd|tt|rr|ss|shsh|nn|zz|dhdh|thth))(?:sh|dh|th|[dtrsnz])")
_SOUNDS = (
    ("shch", "S"), ("tsch", "S"), ("tch", "S"), ("sch", "S"), ("dzh", "J"), ("zh", "J"), ("dj", "J"), ("sh", "S"), ("ch", "S"),
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("j", "J"),
)  # fmt: skip
_SOUND = dict(_SOUNDS)
_SOUND_RE = re.compile("|".join(spelling for spelling, _ in _SOUNDS))
_SILENT = re.compile(r"(?<=.)[aeiouyw]+|(?<=[aeiou])h$")
_DOUBLED = re.compile(r"(.)\1+")
_ASCII = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*\Z")
_FEWEST_SOUNDS = 2
_FEWEST_LETTERS = 4
_VOWELS = str.maketrans("eyouw", "aiuuu")
_LEAST_LIKENESS = {2: 0.75, 3: 0.7}
_LEAST_LIKENESS_OF_MANY_SOUNDS = 0.6


def same_spelling(name: str) -> str:
    """The key that is equal for spellings differing in case, diacritics, hyphens, apostrophes, ayn marks and dots.

    >>> same_spelling("Al-Ḩasakah") == same_spelling("al Hasakah")
    True
    >>> same_spelling("St. Petersburg"), same_spelling("U.S.")
    ('saint petersburg', 'us')
    """
    folded = name.casefold()
    if not _ASCII.match(folded):
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded)).translate(_LETTERS)
        folded = " ".join(folded.split())
    first, _, rest = folded.partition(" ")
    return f"{_OPENING[first]} {rest}" if rest and first in _OPENING else folded


def same_sound(spelling: str) -> str:
    """The consonant skeleton of a key of `same_spelling`, articles left out; "" when too short to tell anything.

    >>> {same_sound(same_spelling(n)) for n in ("Dayr al-Zawr", "Deir ez-Zor", "Deir Ezzor", "Deir el-Zour")}
    {'drzr'}
    >>> same_sound("idlib") == same_sound("edlib"), same_sound("kharkiv") == same_sound("kharkov")
    (True, True)
    """
    if not spelling.isascii():
        return ""
    words = spelling.split()
    named = [w for w in words if w not in _ARTICLES] or words
    skeleton = "".join(_skeleton(w, i == 0) for i, w in enumerate(named))
    few = len(skeleton) == _FEWEST_SOUNDS and len(spelling) <= _FEWEST_LETTERS
    return "" if few or len(skeleton) < _FEWEST_SOUNDS else skeleton


def without_article(spelling: str) -> str:
    """A key of `same_spelling` without a leading article, unless the article is all there is.

    >>> without_article("al hasakah"), without_article("hama")
    ('hasakah', 'hama')
    """
    first, _, rest = spelling.partition(" ")
    return rest if rest and first in _ARTICLES else spelling


def alike(one: str, other: str) -> bool:
    """Whether two keys of `same_spelling` with one skeleton are near enough in their vowels too."""
    least = _LEAST_LIKENESS.get(len(same_sound(one)), _LEAST_LIKENESS_OF_MANY_SOUNDS)
    return SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).ratio() >= least


@lru_cache(maxsize=1 << 16)
def _skeleton(word: str, first: bool) -> str:  # noqa: FBT001  lru_cache keys are smaller by position
    if not first:
        word = _GLUED_ARTICLE.sub("", word)
    if word[0] in "aeiou":
        word = "a" + word[1:]
    word = _SOUND_RE.sub(lambda m: _SOUND[m[0]], word)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", word))


def _bare(spelling: str) -> str:
    return "".join(w for w in spelling.split() if w not in _ARTICLES).translate(_VOWELS)
