"""Restoring a copy."""
