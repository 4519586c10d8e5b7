"""The case file: SQLite and a folder of snapshots."""

from reportedly.store.casefile import CaseFile

__all__ = ["CaseFile"]
