"""Where and when an event took place: what its sentence says, else what the sentences around it do."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportedly.core.records import Place, Time
    from reportedly.core.spans import Span, Spans


class _Mentioned(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def spans(self) -> Spans: ...


T = TypeVar("T", bound=_Mentioned)
_BEHIND = 1
_BEFORE = 2
_COUNTRY = 200


class Setting(Generic[T]):
    """Mentions of places (or times), looked up by sentence."""

    def __init__(self, records: Iterable[T], burden: Callable[[T], int]) -> None:
        """burden: characters of distance that a record has against it, for being vague."""
        pairs = sorted(((span, record) for record in records for span in record.spans), key=lambda pair: pair[0])
        self._spans = [span for span, _ in pairs]
        self._records = [record for _, record in pairs]
        self._burden = burden

    def inside(self, sentence: Span) -> list[tuple[Span, T]]:
        """Mentions that begin in `sentence`."""
        first = bisect_left(self._spans, (sentence.start, 0))
        last = bisect_left(self._spans, (sentence.end, 0))
        return list(zip(self._spans[first:last], self._records[first:last], strict=True))

    def nearest(self, sentence: Span, trigger: Span) -> str | None:
        """Id of the mention in `sentence` nearest to `trigger`; what stands behind it counts as nearer."""

        def distance(pair: tuple[Span, T]) -> int:
            span, record = pair
            behind = span.start >= trigger.end
            gap = span.start - trigger.end if behind else max(trigger.start - span.end, 0)
            return gap * (_BEHIND if behind else _BEFORE) + self._burden(record)

        return min(((distance(p), p[1].id) for p in self.inside(sentence)), default=(0, None))[1]

    def only(self, sentences: Iterable[Span]) -> str | None:
        """Id of the one record that `sentences` mention, leaving vague ones aside; None when there are several or none."""
        ids = {record.id for sentence in sentences for _, record in self.inside(sentence) if not self._burden(record)}
        return ids.pop() if len(ids) == 1 else None

    def setting(self, text: str, sentences: tuple[Span, ...], at: int, trigger: Span) -> str | None:
        """Of the sentence, else of the one before in the same paragraph, else of the report's opening if that names only one."""
        own = self.nearest(sentences[at], trigger)
        if own:
            return own
        if at and "\n" not in text[sentences[at - 1].end : sentences[at].start]:
            previous = self.nearest(sentences[at - 1], sentences[at])
            if previous:
                return previous
        return self.only(sentences[:2]) if at else None


def places(records: Iterable[Place]) -> Setting[Place]:
    """Where: a country gives way to anything finer in the sentence."""
    return Setting(records, lambda place: _COUNTRY if place.precision in {"country", "unresolved"} else 0)


def times(records: Iterable[Time]) -> Setting[Time]:
    """When: a duration or a bare year gives way to a date in the sentence."""
    return Setting(records, lambda time: _COUNTRY if time.value.startswith("P") or time.precision == "year" else 0)
