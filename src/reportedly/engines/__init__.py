"""Third-party models and data behind the ports of core."""
