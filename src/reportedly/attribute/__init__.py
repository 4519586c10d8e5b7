"""Who says what: tagger output to attributions, resolved sources and chains."""
