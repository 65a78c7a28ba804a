"""The sheet of one diary day."""
