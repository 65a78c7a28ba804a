"""Bringing files in: chosen or dropped, read, looked over, and then brought in as one write."""
