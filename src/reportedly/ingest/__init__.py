"""Bytes to snapshots and reports."""
