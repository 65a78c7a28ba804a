"""What relief knows of a cramp, and how much of it is on disk: in the diary, or beside one that takes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from calfstretch.desktop import spool
from calfstretch.domain.episode import DurationBand
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import new_id
from calfstretch.domain.routine import Leg
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.ui import formats
from calfstretch.ui.page import Navigator


class Keeper:
    """The cramp at hand. Put what is known into its attributes, then `store`; what cannot be stored waits here.

    Args:
        episode_id: of the episode that is in the diary or waits beside it; None = it could not be stored.
        at: aware; when it began, of an episode that has its identity and is not in the diary; None = now.

    Attributes:
        moment: when it began.
        leg: None = not said.
        eased_after_s: timed, from the moment; None = it has not eased, or after how long is not known.
        band: about how long it lasted, as the person remembers it; None = not said.
        in_diary: whether the episode is there.
        is_spooled: whether it waits on disk beside the diary.
    """

    def __init__(self, journal: Journal, episode_id: str | None, at: datetime | None) -> None:
        self._journal = journal
        episode = journal.episodes.get(episode_id) if episode_id is not None else None
        waiting = self._waiting(episode_id) if episode is None and at is None else None
        if waiting is not None:
            at = waiting.moment
        self.episode_id = episode_id if episode_id is not None and (episode is not None or at is not None) else new_id()
        self.moment = episode.at if episode is not None else journal.now() if at is None else Moment.of(at)
        self.leg: Leg | None = episode.leg if episode is not None else None
        self.eased_after_s: float | None = None
        self.band: DurationBand | None = None
        self.in_diary = episode is not None
        self._told_leg = self.leg
        self._told_end = self._end
        # Another start may have left it beside the diary, its bare moment.
        self._spooled: tuple[object, ...] | None = None if waiting is None else (self.leg, *self._end)

    @property
    def _end(self) -> tuple[float | None, DurationBand | None]:
        return self.eased_after_s, self.band

    @property
    def is_spooled(self) -> bool:
        return self._spooled is not None

    @property
    def is_kept(self) -> bool:
        """Whether all that is known is on disk."""
        told = self.in_diary and (self.leg, self._end) == (self._told_leg, self._told_end)
        return told or self._spooled == (self.leg, *self._end)

    def store(self, *, into_diary: bool = False) -> bool:
        """Bring onto the disk what is not there yet; False = something of it is here alone.

        Args:
            into_diary: try the diary also where all waits beside it, unless that was opened for reading.
        """
        may_move = into_diary and not self.in_diary and self._journal.database.read_only is None
        if self.is_kept and not may_move:
            return True
        try:
            self._store()
        except UserError as error:
            # A busy one takes it later; one that was opened for reading stays so. Until then it waits beside the diary.
            waits = self._journal.waiting.takes(error, self, lambda: self.store(into_diary=True))
            if waits or self._journal.database.read_only is not None:
                self._spool()
        return self.is_kept

    def _store(self) -> None:
        episodes = self._journal.episodes
        if not self.in_diary:
            self._told_leg = episodes.begin(self.moment, episode_id=self.episode_id).leg
            self.in_diary = True
        if self.leg is not self._told_leg:
            episode = episodes.get(self.episode_id)
            if episode is not None:
                episodes.set_leg(replace(episode, leg=self.leg))
            self._told_leg = self.leg
        if self._end != self._told_end:
            if self.band is not None:
                episodes.estimate(self.episode_id, self.band)
            elif self.eased_after_s is not None:
                episodes.eased(self.episode_id, self.eased_after_s)
            else:
                episodes.still_cramping(self.episode_id)
            self._told_end = self._end
        if self.is_spooled:
            self._unspool()

    def _unspool(self) -> None:
        waiting = self._waiting(self.episode_id)
        if waiting is not None:
            waiting.confirm()
        self._spooled = None

    def _spool(self) -> None:
        database = self._journal.database
        known = (self.leg, *self._end)
        try:
            spool.put(
                database.path.parent,
                UUID(self.episode_id),
                self.moment.aware,
                leg=self.leg,
                eased_after_s=self.eased_after_s,
                band=self.band,
            )
        except UserError:
            return
        self._spooled = known

    def remove(self) -> bool:
        """Not a cramp after all: take it away; True = it went from the diary into its bin, and can come back.

        Raises:
            UserError: it could not be taken away.
        """
        if self.in_diary:
            self._journal.episodes.remove(self.episode_id)
            return True
        self._journal.waiting.forget(self)
        if self.is_spooled:
            self._unspool()
        return False

    def _waiting(self, episode_id: str | None) -> spool.SpooledCramp | None:
        """What waits of an episode beside the diary; None = nothing."""
        if episode_id is None:
            return None
        folder = self._journal.database.path.parent
        return next((cramp for cramp in spool.take_all(folder) if str(cramp.episode_id) == episode_id), None)


def wait_in_window(keeper: Keeper, navigator: Navigator) -> None:
    """What is still not on disk when relief goes waits in the window, with a way to try again."""
    if keeper.store(into_diary=True):
        return

    def try_again() -> None:
        if keeper.store():
            navigator.set_message("cramp_not_saved", "")

    time = formats.clock_time(keeper.moment.local)
    text = _("The cramp of {time} is not saved yet. Write it down to be safe.").format(time=time)
    navigator.set_message("cramp_not_saved", text, _("Try again"), try_again)
