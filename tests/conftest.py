"""Makes this folder importable: tests share harbour.py (a case built by hand) and simple_reader.py."""
