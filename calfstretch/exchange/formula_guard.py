"""Keeps a spreadsheet from taking a person's text for a formula; taken off again without loss."""

from __future__ import annotations

GUARD = "'"
# What spreadsheets begin a formula with, the full-width forms some of them read alike, and the guard itself, so that
# taking it off is never ambiguous. Source: data model, "History CSV".
RISKY = frozenset("=+-@\t\r＝＋－＠" + GUARD)


def guarded(text: str) -> str:
    """The text, with one `'` before it where a spreadsheet could read its begin as a formula."""
    return GUARD + text if text[:1] in RISKY else text


def unguarded(text: str) -> str:
    """The text `guarded` was given."""
    return text.removeprefix(GUARD)
