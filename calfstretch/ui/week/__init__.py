"""The grid of a week."""
