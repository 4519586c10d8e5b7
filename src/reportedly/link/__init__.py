"""What many reports share: copies, identities of names, and incidents."""

from reportedly.link.copies import copies
from reportedly.link.incidents import clusters

__all__ = ["clusters", "copies"]
