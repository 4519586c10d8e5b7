"""What many reports share: copies, identities of names, and incidents."""

from reportedly.link.copies import copies
from reportedly.link.identity import canonical, same_entity
from reportedly.link.incidents import clusters

__all__ = ["canonical", "clusters", "copies", "same_entity"]
