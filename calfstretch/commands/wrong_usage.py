"""A command that was not understood."""

from __future__ import annotations

from calfstretch.errors import UserError


class WrongUsageError(UserError):
    """Unknown words, or values no diary can hold: exit status 2, nothing was changed."""
