"""A real diary where one is needed."""

# Imported for pytest to find it.
from tests.journal.conftest import journal

__all__ = ["journal"]
