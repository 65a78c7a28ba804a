"""Today: what can be done now."""
