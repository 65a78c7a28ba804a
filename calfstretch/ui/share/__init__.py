"""Handing the history over."""
