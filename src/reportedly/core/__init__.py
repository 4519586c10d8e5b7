"""Records, errors and ports: standard library only, imported by everything, importing nothing of ours."""
