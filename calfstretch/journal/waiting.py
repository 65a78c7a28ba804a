"""What another program keeps from the diary: it waits here in its order, and each entry is stored once."""

from __future__ import annotations

from collections.abc import Callable

from calfstretch.storage.database import Database
from calfstretch.storage.trouble import DiaryBusyError


class WaitingLine:
    """Writes that found the diary busy.

    While one waits every other write finds the diary busy too, at once, so that none overtakes it.

    Attributes:
        changed: called after the line has begun or ended; the window says so, and calls `try_all` now and then.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._calls: dict[object, Callable[[], object]] = {}
        self._trying: object = None
        self._is_busy = self._told = False
        self.changed: Callable[[], None] = lambda: None

    def __len__(self) -> int:
        return len(self._calls)

    def takes(self, error: BaseException, key: object, again: Callable[[], object]) -> bool:
        """Let a write wait.

        Args:
            error: why it could not be stored.
            key: tells this write from others: one that waits already keeps its place.
            again: stores it; where the diary is busy still, this comes back here with the same key.

        Returns:
            Whether it waits; False = waiting would not help against this error.
        """
        if not isinstance(error, DiaryBusyError):
            return False
        if self._trying is not None and self._trying == key:
            self._is_busy = True
        else:
            self._calls[key] = again
            self._gate()
        return True

    def forget(self, key: object) -> None:
        """This write is wanted no more."""
        if self._calls.pop(key, None) is not None:
            self._gate()

    def try_all(self) -> bool:
        """Store what waits, the oldest first; False = some of it waits still."""
        while self._calls and self._trying is None:
            key, again = next(iter(self._calls.items()))
            self._trying, self._is_busy = key, False
            self._database.line_first = False
            try:
                again()
            finally:
                self._trying = None
                if not self._is_busy:
                    self._calls.pop(key, None)
                self._gate()
            if self._is_busy:
                break
        return not self._calls

    def _gate(self) -> None:
        self._database.line_first = waits = bool(self._calls)
        if waits != self._told:
            self._told = waits
            self.changed()
