"""Records for people: terminal, HTML page, JSON."""
