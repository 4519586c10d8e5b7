"""Where and when an event took place: what its sentence says, else what the sentences around it do."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportedly.core.records import Place, Time
    from reportedly.core.spans import Spans


class _Mentioned(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def spans(self) -> Spans: ...


T = TypeVar("T", bound=_Mentioned)
_BEHIND = 1
_BEFORE = 2
_COUNTRY = 200
_ACROSS = 80
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "dawn", "dusk"})
_AFTER_PART_OF_DAY = frozenset(
    {
        "in", "on", "at", "of", "by", "near", "and", "but", "as", "when", "while", "after", "before", "that", "to", "with",
        "from", "or", "killing", "wounding", "local", "inside", "outside", "during", "for", "around", "about", "following",
        "leaving", "said", "across", "between", "until", "into", "over", "was", "were", "had", "he", "she", "they", "it",
        "the", "a", "an", "against", "because", "injuring", "hitting", "destroying", "who", "which", "have", "has",
    }
)  # fmt: skip
_NEXT_WORD = re.compile(r" (?P<word>[a-z]+)")
_CLAUSE = re.compile(r"[,;:]| (?:and|but|after|before|while|when|as|that) ", re.IGNORECASE)


def _describes(text: str, span: Span) -> bool:
    """Whether a part of the day only says of what kind something is: "bread for the evening meal", "the night shift"."""
    following = _NEXT_WORD.match(text, span.end)
    return (
        span.of(text).lower() in _PARTS_OF_DAY and following is not None and following["word"] not in _AFTER_PART_OF_DAY
    )


class Setting(Generic[T]):
    """Mentions of places (or times), looked up by sentence.

    back: how many sentences before its own an event may take it from.
    """

    def __init__(self, text: str, records: Iterable[T], burden: Callable[[T], int], back: int) -> None:
        """burden: characters of distance that a record has against it, for being vague."""
        pairs = sorted(
            ((span, record) for record in records for span in record.spans if not _describes(text, span)),
            key=lambda pair: pair[0],
        )
        self._text = text
        self._spans = [span for span, _ in pairs]
        self._records = [record for _, record in pairs]
        self._burden = burden
        self._back = back

    def inside(self, sentence: Span) -> list[tuple[Span, T]]:
        """Mentions that begin in `sentence`."""
        first = bisect_left(self._spans, (sentence.start, 0))
        last = bisect_left(self._spans, (sentence.end, 0))
        return list(zip(self._spans[first:last], self._records[first:last], strict=True))

    def nearest(self, sentence: Span, trigger: Span) -> str | None:
        """Id of the mention in `sentence` nearest to `trigger`.

        What stands behind the trigger counts as nearer, what is in another clause as farther.
        """

        def distance(pair: tuple[Span, T]) -> int:
            span, record = pair
            behind = span.start >= trigger.end
            gap = Span(trigger.end, span.start) if behind else Span(min(span.end, trigger.start), trigger.start)
            across = _ACROSS * bool(_CLAUSE.search(self._text, gap.start, gap.end))
            return (gap.end - gap.start) * (_BEHIND if behind else _BEFORE) + across + self._burden(record)

        return min(((distance(p), p[1].id) for p in self.inside(sentence)), default=(0, None))[1]

    def only(self, sentences: Iterable[Span]) -> str | None:
        """Id of the one record that `sentences` mention, leaving vague ones aside; None when there are several or none."""
        ids = {record.id for sentence in sentences for _, record in self.inside(sentence) if not self._burden(record)}
        return ids.pop() if len(ids) == 1 else None

    def around(self, sentences: tuple[Span, ...], at: int) -> str | None:
        """Of a sentence shortly before sentence `at`, else of the report's opening; each only if it names just one."""
        for back in range(1, min(self._back, at) + 1):
            found = self.only(sentences[at - back : at - back + 1])
            if found or self.inside(sentences[at - back]):
                return found
        return self.only(sentences[:2]) if at else None


def places(text: str, records: Iterable[Place]) -> Setting[Place]:
    """Where: a country gives way to anything finer in the sentence."""
    return Setting(text, records, lambda place: _COUNTRY if place.precision in {"country", "unresolved"} else 0, 2)


def times(text: str, records: Iterable[Time]) -> Setting[Time]:
    """When: a duration, a bare year or a vague reference gives way to a date in the sentence."""
    return Setting(
        text,
        records,
        lambda time: 0 if time.start and time.precision != "year" and time.value[:1] != "P" else _COUNTRY,
        1,
    )
