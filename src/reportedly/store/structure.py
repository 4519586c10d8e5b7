"""Records to JSON text and back."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import cattrs

from reportedly.core.incidents import AttributionRef, EventRef, Evidence
from reportedly.core.jsonable import to_dict
from reportedly.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

Record = TypeVar("Record")


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=False)
    for kind in (Span, Evidence, EventRef, AttributionRef):
        converter.register_structure_hook(kind, _from_list)
    return converter


def _from_list(value: list[Any], kind: Callable[..., Record]) -> Record:
    return kind(*value)


def packed(value: object) -> str:
    """A record, or a tuple of them, as compact JSON; lone surrogates survive as escapes."""
    return json.dumps(to_dict(value), separators=(",", ":"))


def readable(value: object) -> str:
    """The same for columns that people browse: letters of any script as themselves."""
    return json.dumps(to_dict(value), ensure_ascii=False)


def unpacked(kind: type[Record], text: str) -> Record:
    """The record that `packed` wrote."""
    return structured(kind, json.loads(text))


def structured(kind: type[Record], value: Any) -> Record:  # noqa: ANN401  any JSON value in
    """The record in a JSON value; tuples come back as tuples, spans as `Span`."""
    return _converter().structure(value, kind)
