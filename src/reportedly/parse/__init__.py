"""Text to sentences, and text in capitals to usual case."""

from reportedly.parse.casing import evened
from reportedly.parse.sentences import sentences

__all__ = ["evened", "sentences"]
