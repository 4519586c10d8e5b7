"""Text to sentences."""

from reportedly.parse.sentences import sentences

__all__ = ["sentences"]
