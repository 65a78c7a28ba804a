"""The one door to the diary for window and commands."""

from calfstretch.journal.journal import Journal, Written

__all__ = ["Journal", "Written"]
