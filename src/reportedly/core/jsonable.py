"""Records as plain JSON values."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any


def to_dict(record: Any) -> Any:  # noqa: ANN401  any record in, any JSON value out
    """Records become dicts, tuples lists; everything else is kept. Key order is the order of the fields."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_dict(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, tuple | list):
        return [to_dict(item) for item in record]
    if isinstance(record, dict):
        return {str(key): to_dict(value) for key, value in record.items()}
    return record
