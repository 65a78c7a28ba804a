"""The form of a pause."""
