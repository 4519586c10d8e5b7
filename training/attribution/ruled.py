"""What the words of a source tell by rule, as labels of voices that nobody annotated.

Annotated news says who speaks, not what kind of voice it is. Where the words themselves tell ("two nurses", "the interior
ministry"), the rules of `reportedly.attribute` name identity, kind and role; the tagger learns from them what like words mean.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from examples import UNKNOWN, VOICES, Cue, Example

from reportedly.attribute import source_lexicon as lexicon
from reportedly.attribute.leanings import TELLING_NOTHING, VAGUE
from reportedly.attribute.source_documents import issuer
from reportedly.attribute.source_phrase import phrase
from reportedly.engines import tagger_encoding as encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tokenizers import Tokenizer

NOTHING = (UNKNOWN,) * 3


def voice(words: str) -> tuple[int, int, int]:
    """Indices of identity, kind and role that the words tell, UNKNOWN for each they do not.

    >>> [names[k] if k != UNKNOWN else None for names, k in zip(VOICES, voice("two nurses at the port clinic"))]
    ['unnamed', 'people', 'medical']
    >>> voice("he") == voice("Olsen") == NOTHING
    True
    """
    read = phrase(words)
    read = issuer(read, words) or read
    if read.pronoun is not None or read.joint:
        return NOTHING
    told = any(h in lexicon.heads() and h not in VAGUE | TELLING_NOTHING for h in read.heads) or bool(read.government)
    if not told and not (read.kind == "person" and read.gender and read.name):
        return NOTHING
    unnamed = read.kind in {"person", "people"} and not read.name
    identity = "named" if read.named else "unnamed" if unnamed else None
    values = (identity, read.kind, read.role if told else None)
    return tuple(names.index(v) if v else UNKNOWN for names, v in zip(VOICES, values, strict=True))


def source_words(example: Example, cue: Cue, text: str) -> str | None:
    """The words that are more likely source than not; None when there are none, or when they are in pieces."""
    if cue.roles is None:
        return None
    firsts = [k for k in example.firsts.tolist() if cue.roles[k][1] > 0.5]
    if not firsts:
        return None
    window = example.window
    inside = [k for k in range(len(window)) if window.words[k] in {window.words[f] for f in firsts}]
    in_one = inside[-1] - inside[0] + 1 == len(inside)
    return text[window.starts[inside[0]] : window.ends[inside[-1]]] if in_one else None


def texts_by_window(texts: Iterable[str], tokenizer: Tokenizer) -> dict[bytes, tuple[str, encoding.Window]]:
    """Word-piece ids of every window of the texts to its text and the window; of like windows the first counts."""
    found: dict[bytes, tuple[str, encoding.Window]] = {}
    for text in texts:
        for window in encoding.windows(text, tokenizer):
            found.setdefault(window.ids.tobytes(), (text, window))
    return found


def with_voices(examples: Iterable[Example], texts: dict[bytes, tuple[str, encoding.Window]]) -> Iterator[Example]:
    """The examples, with voices by rule wherever none is annotated; a teacher's opinion of them goes where the words tell."""
    for example in examples:
        text, window = texts.get(example.window.ids.tobytes(), ("", None))
        if window is None:
            yield example
            continue
        here = replace(example, window=window)
        yield replace(example, cues=tuple(_told(here, cue, text) for cue in example.cues))


def _told(example: Example, cue: Cue, text: str) -> Cue:
    words = source_words(example, cue, text) if cue.voice == NOTHING else None
    told = voice(words) if words else NOTHING
    if told == NOTHING:
        return cue
    return replace(cue, voice=told, leaning=(*cue.leaning[:3], None, None, None) if cue.leaning else None)
