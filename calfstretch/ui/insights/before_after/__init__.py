"""Before and after a change the person marked."""
