"""Lexicons, codebook, gazetteer supplement, models: data files, each with its origin and licence."""
