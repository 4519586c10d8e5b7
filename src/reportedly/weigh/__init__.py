"""Weighing: who says that an incident happened, on whose word, and where the accounts disagree."""

from reportedly.weigh.incidents import incidents
from reportedly.weigh.lineage import lineage

__all__ = ["incidents", "lineage"]
