"""An incident's lineage, origins, accounts and conflicts."""
