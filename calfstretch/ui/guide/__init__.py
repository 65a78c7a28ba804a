"""The guided stretch, full window."""
