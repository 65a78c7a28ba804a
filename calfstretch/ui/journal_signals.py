"""The journal's writes as one Qt signal, so that screens refresh themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from calfstretch.journal import Journal, Written
from calfstretch.ui import amounts


class JournalSignals(QObject):
    """Tells what was written.

    Signals:
        written(Written): a write of this window, or of another program (`Written.seq` 0).
    """

    written = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._seen = journal.database.data_version()
        self._held: list[Written] | None = None
        self._end = journal.subscribe(self._tell)
        self._take_unit()

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is written inside is told at its end: a page about to be covered need not draw itself first."""
        self._held = []
        try:
            yield
        finally:
            waiting, self._held = self._held, None
            for written in waiting or ():
                self.written.emit(written)

    def _take_unit(self) -> None:
        setting = self._journal.setting
        amounts.use(setting(amounts.UNIT_SETTING), setting(amounts.GLASS_SETTING, amounts.GLASS_ML))

    def _tell(self, written: Written) -> None:
        if not written.seq or written.label.startswith("set "):
            self._take_unit()  # before any screen says an amount
        if self._held is None:
            self.written.emit(written)
        else:
            self._held.append(written)

    def look_for_others(self) -> None:
        """Tell when a command or another program has written since the last look."""
        version = self._journal.database.data_version()
        if version != self._seen:
            self._seen = version
            self._take_unit()
            self.written.emit(Written(0, ""))

    def look_again(self) -> None:
        """Let every screen show what the diary holds now, because time has passed over it."""
        self.written.emit(Written(0, ""))

    def close(self) -> None:
        """Stop listening."""
        self._end()
