"""Rows of JSON, JSON Lines and CSV to reports; texts are kept unchanged."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportedly.core.errors import Fault
from reportedly.core.ids import content_id
from reportedly.core.records import Skip
from reportedly.ingest.decoding import decoded
from reportedly.ingest.texts import STAGE, report_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from reportedly.core.records import Report, Snapshot
    from reportedly.ingest.publishers import Publishers
    from reportedly.ingest.records import Columns

_MOST_FAULTS = 20
_LONGEST_CELL = 20_000_000


class Rows:
    """Collects the reports and faults of one table.

    snapshot: of the file. reports, faults: so far, in the order of the rows.
    """

    def __init__(self, snapshot: Snapshot, columns: Columns, publishers: Publishers) -> None:
        """An empty collection."""
        self.snapshot = snapshot
        self.reports: list[Report] = []
        self._columns = columns
        self._publishers = publishers
        self._faults: list[Fault] = []
        self._more = 0
        self._ids: set[str] = set()
        self._count = 0
        self._columns_without_text: list[AbstractSet[str]] = []

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The first twenty faults, and how many more there are."""
        if not self._more:
            return tuple(self._faults)
        more = Fault(
            where=self.snapshot.origin,
            found=f"{self._more} more rows with faults like these",
            remedy="Mend these first",
        )
        return (*self._faults, more)

    def fault(self, where: str, found: str, remedy: str) -> None:
        """Notes what is wrong at a place of the file."""
        if len(self._faults) >= _MOST_FAULTS:
            self._more += 1
            return
        self._faults.append(
            Fault(
                where=f"{self.snapshot.origin}: {where}" if where else self.snapshot.origin, found=found, remedy=remedy
            )
        )

    def take(self, row: object, where: str, note: str | None = None) -> None:
        """Reads one row, a mapping of column to value; anything else is a fault. note: becomes a `Skip` of its report."""
        self._count += 1
        if not isinstance(row, dict):
            self.fault(
                where,
                f"{_what(row)} instead of an object with columns",
                'Write one object a row, such as {"text": "…"}',
            )
            return
        cells = {str(name).strip().casefold(): value for name, value in row.items()}
        text = _first(cells, self._columns.text)
        if not isinstance(text, str) or not text.strip():
            self._note_no_text(cells, where)
            return
        publisher = _first(cells, self._columns.publisher)
        report = report_from_text(
            text,
            title=_words(_first(cells, self._columns.title)),
            publisher=_words(publisher) if isinstance(publisher, str | dict) else None,
            published=_words(_first(cells, self._columns.published)),
            url=_words(_first(cells, self._columns.url)),
            byline=_words(_first(cells, self._columns.byline)),
            language=_words(_first(cells, self._columns.language)),
            publishers=self._publishers,
            id=self._id(cells),
            snapshot_sha256=self.snapshot.sha256,
        )
        self.reports.append(report)
        if note:
            self.note_on(-1, Skip(stage=STAGE, reason=note))

    def note_on(self, index: int, skip: Skip) -> None:
        """Puts `skip` on the report at `index`."""
        self.reports[index] = replace(self.reports[index], skipped=(*self.reports[index].skipped, skip))

    def _id(self, cells: Mapping[str, Any]) -> str:
        own = _words(_first(cells, self._columns.id))
        chosen = own if own and own not in self._ids else content_id("r", self.snapshot.sha256, self._count - 1)
        self._ids.add(chosen)
        return chosen

    def _note_no_text(self, cells: Mapping[str, Any], where: str) -> None:
        """A fault for a row whose text is missing; one for all rows when the column itself is."""
        present = [name for name in _names(self._columns.text) if name.casefold() in cells]
        if present:
            self.fault(where, f'column "{present[0]}" holds no text', "Fill it, or leave the row out")
        elif cells.keys() not in self._columns_without_text:
            self._columns_without_text.append(cells.keys())
            found = ", ".join(f'"{name}"' for name in list(cells)[:8]) or "none"
            wanted = ", ".join(f'"{name}"' for name in _names(self._columns.text)[:4])
            self.fault(
                where,
                f"no column with the text (columns: {found})",
                f"Say which column holds it; it was looked for under {wanted}",
            )


def jsonl_rows(data: bytes, rows: Rows) -> None:
    """Reads JSON Lines; a bad line is a fault, the others still count."""
    start, number = 0, 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        line = data[start:end].strip()
        start = end + 1
        if not line:
            continue
        text, note = decoded(line)
        where = f"line {number}"
        try:
            rows.take(json.loads(text), where, note)
        except (ValueError, RecursionError) as error:
            cut = start > len(data) and "\n" not in text and not text.endswith("}")
            rows.fault(
                where,
                f"not a JSON value ({_reason(error)})" + (", the file ends inside it" if cut else ""),
                "Write each report as one JSON object on one line",
            )
        if note:
            rows.fault(where, note, "Save the file as UTF-8")


def csv_rows(data: bytes, rows: Rows, *, tabs: bool) -> None:
    """Reads CSV (comma, semicolon or bar) or tab-separated values with a line of column names."""
    text, note = decoded(data)
    if note:
        rows.fault("", note, "Save the file as UTF-8; it was read as far as possible")
    header = text.split("\n", 1)[0]
    separator = "\t" if tabs else max(",;\t|", key=header.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names: list[str] = []
    try:
        names = [name.strip() for name in next(reader, [])]
        for cells in reader:
            where = f"line {reader.line_num}"
            if not any(cells):
                continue
            if len(cells) > len(names):
                rows.fault(
                    where, f"{len(cells)} cells under {len(names)} column names", f"Quote cells that hold {separator!r}"
                )
                continue
            rows.take(dict(zip(names, cells, strict=False)), where, note)
    except csv.Error as error:
        rows.fault(
            f"line {reader.line_num}",
            f"not readable as CSV ({error})",
            "Quote cells with line ends, double the quotes inside them",
        )


def elements_of(text: str, start: int) -> Iterator[Any]:
    """The values of the JSON array whose "[" is at `start`, as far as it goes.

    Raises:
        ValueError: the array breaks off or is damaged; the values before have been given.
        RecursionError: a value is nested too deeply.
    """
    decoder = json.JSONDecoder()
    position = _past_space(text, start + 1)
    while position < len(text) and text[position] != "]":
        value, position = decoder.raw_decode(text, position)
        yield value
        position = _past_space(text, position)
        if text[position : position + 1] == ",":
            position = _past_space(text, position + 1)
        elif text[position : position + 1] != "]":
            break
    if text[position : position + 1] != "]":
        raise json.JSONDecodeError("the list breaks off", text, min(position, len(text)))


def _past_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position


def json_fault(rows: Rows, error: Exception) -> None:
    """Notes where a JSON document breaks off or is damaged."""
    where = f"line {error.lineno} column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
    rows.fault(
        where,
        f"not a whole JSON document ({_reason(error)}); what stood before was read",
        "Export or download the file again",
    )


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)[:120]


def _names(column: str | tuple[str, ...]) -> tuple[str, ...]:
    return (column,) if isinstance(column, str) else column


def _first(cells: Mapping[str, Any], column: str | tuple[str, ...]) -> Any:  # noqa: ANN401  a cell may hold anything
    values = (cells.get(name.casefold()) for name in _names(column))
    return next((value for value in values if value not in (None, "", [])), None)


def _words(value: object) -> str | None:
    """A cell as one text: lists are joined, records give their name; what is not a number or a text is nothing."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value))) or None
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, bool) or value is None or value != value:  # noqa: PLR0124  only NaN differs from itself
        return None
    return " ".join(str(value).split()) or None


def _what(row: object) -> str:
    return {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}.get(
        type(row), "nothing"
    )
