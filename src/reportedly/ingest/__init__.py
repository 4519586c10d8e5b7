"""Bytes to snapshots and reports."""

from reportedly.ingest.files import ingest_bytes, ingest_file, inputs
from reportedly.ingest.publishers import Publisher, Publishers
from reportedly.ingest.records import MAX_BYTES, MAX_TABLE_BYTES, Columns, Ingested
from reportedly.ingest.texts import report_from_text

__all__ = [
    "MAX_BYTES",
    "MAX_TABLE_BYTES",
    "Columns",
    "Ingested",
    "Publisher",
    "Publishers",
    "ingest_bytes",
    "ingest_file",
    "inputs",
    "report_from_text",
]
