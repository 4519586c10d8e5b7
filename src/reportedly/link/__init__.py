"""Many readings to incidents: blocking, scoring, clustering; copies."""
