"""The case file: SQLite and a folder of snapshots."""
