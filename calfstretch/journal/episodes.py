"""What can be done with episodes: begin, ease, describe, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from calfstretch.domain.episode import DurationBand, DurationSource, Episode, Helped, Kind, Tried
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Record, Source, new_id
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.storage import records

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal, Written


UNKNOWN_LENGTH_SETTING = "lengths_not_known"


class Episodes:
    """The journal's part for episodes."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def begin(self, at: Moment | None = None, *, episode_id: str | None = None) -> Episode:
        """Store the moment of a cramp, before anything else; everything more can wait.

        Args:
            at: when it began, None = now.
            episode_id: identity given beforehand (a moment from the spool); a known one is left as it is.
        """
        episode = Episode(
            id=episode_id or new_id(), at=at or self._journal.now(), kind=Kind.SPASM, draft=True, source=Source.TIMER
        )
        with self._journal.database.transaction():
            # Asked inside: the window and a command may take in the same moment at once.
            known = None if episode_id is None else self.get(episode_id)
            if known is not None:
                return known
            written = self._journal.write("add episodes", [episode])
        return self._known(episode.id) if written.at is None else episode.stamped(written.at)

    def take_in(
        self,
        at: Moment,
        episode_id: str,
        *,
        leg: Leg | None = None,
        eased_after_s: float | None = None,
        band: DurationBand | None = None,
    ) -> Episode:
        """Store a cramp that waited beside the diary; taken in a second time it changes nothing that was said since."""
        with self._journal.database.transaction():
            episode = self.begin(at, episode_id=episode_id)
            if not episode.draft or episode.deleted_at is not None:
                return episode
            if leg is not None and episode.leg is None:
                self.set_leg(replace(episode, leg=leg))
            if self._known(episode_id).lacks_end:
                if band is not None:
                    self.estimate(episode_id, band)
                elif eased_after_s is not None:
                    self.eased(episode_id, eased_after_s)
        return self._known(episode_id)

    def eased(self, episode_id: str, after_s: float) -> Episode:
        """Store that it eased, so many seconds after the press, and the relief session it was stretched in."""
        episode = self._known(episode_id)
        ended = episode.at.later(after_s)
        changed = replace(
            episode,
            eased_after_s=after_s,
            duration_s=after_s,
            duration_source=DurationSource.TIMED,
            duration_band=None,
        )
        relief = Session(
            id=self._relief_id(episode_id) or new_id(),
            purpose="relief",
            started_at=episode.at,
            ended_at=ended,
            outcome=Outcome.DONE,
            episode_id=episode_id,
            source=Source.TIMER,
        )
        self._journal.write("ease episodes", [changed, relief])
        return self._known(episode_id)

    def still_cramping(self, episode_id: str) -> Episode:
        """Reopen the episode: it had not eased after all."""
        episode = self._known(episode_id)
        reopened = replace(episode, eased_after_s=None, duration_s=None, duration_source=None, duration_band=None)
        self._journal.write("reopen episodes", [reopened])
        return self._known(episode_id)

    def estimate(self, episode_id: str, band: DurationBand) -> Written:
        """Store about how long it lasted, as the person remembers it: no easing time, and marked as estimated."""
        changed = replace(
            self._known(episode_id),
            duration_band=band,
            duration_source=DurationSource.ESTIMATED,
            duration_s=None,
            eased_after_s=None,
        )
        return self._journal.write("change episodes", [changed])

    def set_leg(self, episode: Episode) -> Written:
        """Store the episode as the relief screen changed it."""
        return self._journal.write("change episodes", [episode])

    def tell(self, episode: Episode) -> Written:
        """Store what was said in passing of an episode, on the morning card or in the week grid.

        One that a check-in made is described as soon as anything but its time was said, and waits again once all is
        taken back. A press of Cramp now waits for its form as before.
        """
        if episode.source is not Source.TIMER and (episode.draft or (episode.until is not None and episode.is_bare)):
            episode = replace(episode, draft=episode.is_bare)
        return self._journal.write("change episodes", [episode])

    def save(self, *described: Episode) -> Written:
        """Store an episode as the person described it, and those in a row with it; none is a draft any more."""
        known = self.get(described[0].id)
        verb = "change episodes" if known is not None and known.deleted_at is None else "add episodes"
        return self._journal.write(verb, [replace(each, draft=False, deleted_at=None) for each in described])

    def in_a_row(self, episode: Episode, count: int) -> list[Episode]:
        """The episode and `count` - 1 others alike (1 to 20 in all), bound together by a cluster id; stores nothing.

        What was timed and stretched belongs to the first alone: nobody timed the others.
        """
        if not 1 <= count <= 20:
            raise ValueError(f"count: {count} is not between 1 and 20")
        if count == 1:
            return [episode]
        first = replace(episode, cluster_id=episode.cluster_id or new_id(), draft=False)
        timed = first.duration_source is DurationSource.TIMED
        other = replace(
            first,
            source=Source.TYPED,
            entered_at=None,
            changed_at=None,
            eased_after_s=None,
            eased_by=None,
            duration_s=None if timed else first.duration_s,
            duration_source=None if timed else first.duration_source,
        )
        return [first, *(replace(other, id=new_id()) for _ in range(count - 1))]

    def add_cluster(self, episode: Episode, count: int) -> Written:
        """Store `count` episodes (1 to 20) alike, bound together by a cluster id."""
        return self._journal.write("add episodes", self.in_a_row(replace(episode, draft=False), count))

    def remove(self, episode_id: str) -> Written:
        """Not a cramp after all: the episode and its relief session go into the bin."""
        return self._journal.write("delete episodes", delete=self.with_relief(episode_id))

    def with_relief(self, episode_id: str) -> list[Record]:
        """The episode and the relief sessions that belong to it."""
        return [self._known(episode_id), *self._relief(episode_id)]

    def get(self, episode_id: str) -> Episode | None:
        """The episode, also when it is in the bin; None = there is none."""
        return self._journal.get(Episode, episode_id)

    def drafts(self) -> list[Episode]:
        """Episodes that wait to be described, oldest first."""
        return records.where(self._journal.database.connection, Episode, "draft = 1", ())

    def not_known_how_long(self) -> list[str]:
        """Ids of the drafts whose length the person does not know: it is not asked again."""
        return list(self._journal.setting(UNKNOWN_LENGTH_SETTING, ()))

    def forget_length(self, episode_id: str) -> None:
        """The person does not know how long it lasted: do not ask again."""
        waiting = {episode.id for episode in self.drafts()}
        known = {*self.not_known_how_long(), episode_id} & waiting
        self._journal.set_setting(UNKNOWN_LENGTH_SETTING, sorted(known))

    def tried_with_stretch(self, episode: Episode) -> tuple[tuple[str, str], ...]:
        """What was tried, with the stretch of the relief screen filled in when nothing was said of it."""
        if episode.eased_after_s is None or any(what == Tried.STRETCH for what, _ in episode.tried):
            return episode.tried
        return (*episode.tried, (Tried.STRETCH.value, Helped.YES.value))

    def _relief(self, episode_id: str) -> list[Session]:
        return records.where(self._journal.database.connection, Session, "episode_id = ?", (episode_id,))

    def _relief_id(self, episode_id: str) -> str | None:
        found = self._relief(episode_id)
        return found[0].id if found else None

    def _known(self, episode_id: str) -> Episode:
        episode = self.get(episode_id)
        if episode is None:
            raise KeyError(episode_id)
        return episode
