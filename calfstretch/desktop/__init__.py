"""What the computer offers, each behind a small interface with a silent stand-in."""
