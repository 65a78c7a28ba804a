"""What can be done with pauses: days ill or travelling, which no rate asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calfstretch.domain.day import Pause

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal, Written


class Pauses:
    """The journal's part for pauses."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def known(self) -> list[Pause]:
        """All pauses, the newest first."""
        return sorted(self._journal.everything(Pause), key=lambda pause: pause.first_day, reverse=True)

    def on(self, day: date) -> Pause | None:
        """The pause a diary day lies in; of several the one that lasts longest. None = in none."""
        found = [pause for pause in self.known() if pause.first_day <= day <= pause.last_day]
        return max(found, key=lambda pause: pause.last_day, default=None)

    def in_the_way(self, first: date, last: date, *, but: str | None = None) -> Pause | None:
        """A pause that shares days with first to last; None = none does.

        Args:
            but: the id of one that may, because it is changed.
        """
        sharing = (pause for pause in self.known() if pause.first_day <= last and pause.last_day >= first)
        return next((pause for pause in sharing if pause.id != but), None)

    def end(self, pause: Pause, today: date) -> Written:
        """The person is back: yesterday was its last day; one that began today or later goes into the bin."""
        yesterday = today - timedelta(days=1)
        if pause.first_day > yesterday:
            return self._journal.write("end pauses", delete=[pause])
        return self._journal.write("end pauses", [replace(pause, last_day=min(pause.last_day, yesterday))])
