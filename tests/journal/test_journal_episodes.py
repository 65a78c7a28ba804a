"""What can be done with episodes and sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from calfstretch.clock import FakeClock
from calfstretch.domain.episode import DurationBand, DurationSource, Episode, Kind
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.journal import Journal, Written
from tests.journal.entries import DAY, at, batches, hold, started


def test_moment_from_the_spool_is_taken_in_once(journal: Journal) -> None:
    first = journal.episodes.begin(at("2026-11-22T02:14:00+01:00"), episode_id="11111111-1111-4111-8111-111111111111")
    again = journal.episodes.begin(at("2026-11-22T03:00:00+01:00"), episode_id=first.id)
    assert again == first
    assert len(journal.everything(Episode)) == 1
    assert (first.draft, first.kind) == (True, Kind.SPASM)
    journal.episodes.remove(first.id)
    assert journal.episodes.begin(episode_id=first.id).deleted_at is not None
    assert journal.everything(Episode) == []


@pytest.mark.parametrize("microsecond", [0, 999, 123_456])
def test_cramp_now_gives_back_what_stands_in_the_diary_after_few_questions(journal: Journal, microsecond: int) -> None:
    clock = journal.clock
    assert isinstance(clock, FakeClock)
    clock.set_now(clock.now().replace(microsecond=microsecond))
    asked: list[str] = []
    journal.database.connection.set_trace_callback(asked.append)
    begun = journal.episodes.begin()
    journal.database.connection.set_trace_callback(None)
    assert begun == journal.episodes.get(begun.id)
    assert (begun.entered_at, begun.changed_at) == (begun.at.utc, begun.at.utc)
    # The slowest of the frequent entries: each statement more is felt between key and disk.
    assert [sql.split()[0] for sql in asked] == ["BEGIN", "SELECT", "INSERT", "SELECT", "INSERT", "INSERT", "COMMIT"]


def test_eased_and_still_cramping(journal: Journal) -> None:
    episode = journal.episodes.begin()
    eased = journal.episodes.eased(episode.id, 38)
    assert (eased.eased_after_s, eased.duration_s, eased.duration_source) == (38, 38, DurationSource.TIMED)
    reopened = journal.episodes.still_cramping(episode.id)
    assert (reopened.eased_after_s, reopened.duration_s) == (None, None)
    journal.episodes.eased(episode.id, 95)
    (relief,) = journal.everything(Session)
    assert (relief.purpose, relief.episode_id) == ("relief", episode.id)
    assert relief.ended_at is not None and relief.ended_at.seconds_since(relief.started_at) == 95


def test_no_cramp_after_all_takes_the_relief_session_along_and_undo_brings_both_back(journal: Journal) -> None:
    episode = journal.episodes.begin()
    journal.episodes.eased(episode.id, 38)
    journal.episodes.remove(episode.id)
    assert (journal.everything(Episode), journal.everything(Session)) == ([], [])
    journal.undo()
    assert (len(journal.everything(Episode)), len(journal.everything(Session))) == (1, 1)


def test_what_was_timed_belongs_to_the_first_of_several(journal: Journal) -> None:
    episode = journal.episodes.begin()
    eased = replace(journal.episodes.eased(episode.id, 38), pain=6)
    first, *others = journal.episodes.in_a_row(eased, 3)
    journal.episodes.save(first, *others)
    noted = journal.everything(Episode)
    assert len(noted) == 3 and len({each.cluster_id for each in noted}) == 1
    assert [(each.eased_after_s, each.duration_s, each.draft) for each in (first, *others)][1:] == [
        (None, None, False)
    ] * 2
    assert sorted(each.source.value for each in noted) == ["timer", "typed", "typed"]
    assert {each.pain for each in noted} == {6}
    assert journal.episodes.in_a_row(eased, 1) == [eased]


def test_cluster_is_so_many_episodes_bound_together(journal: Journal) -> None:
    journal.episodes.add_cluster(Episode(at=journal.now(), kind=Kind.SPASM), 3)
    episodes = journal.everything(Episode)
    assert len(episodes) == 3
    assert len({episode.cluster_id for episode in episodes}) == 1
    assert episodes[0].cluster_id is not None
    journal.undo()
    assert journal.everything(Episode) == []
    journal.episodes.add_cluster(Episode(at=journal.now()), 1)
    assert [episode.cluster_id for episode in journal.everything(Episode)] == [None]
    for wrong in (0, 21):
        with pytest.raises(ValueError, match="count"):
            journal.episodes.add_cluster(Episode(at=journal.now()), wrong)


# -- sessions ------------------------------------------------------------------------------------------------


def test_running_session_is_unfinished_until_it_is_settled(journal: Journal) -> None:
    session = started(journal)
    journal.sessions.progress(session.id, {"held_s": 12})
    found = journal.sessions.unfinished()
    assert found is not None
    assert (found[0].id, found[1].snapshot) == (session.id, {"held_s": 12})
    journal.sessions.end(session.id, Outcome.PARTIAL, [hold(session, 1, held_s=12, end_reason="killed")])
    assert journal.sessions.unfinished() is None


def test_progress_is_no_batch_and_not_told(journal: Journal) -> None:
    session = started(journal)
    told: list[Written] = []
    journal.subscribe(told.append)
    before = batches(journal)
    journal.sessions.progress(session.id, {"held_s": 1})
    journal.sessions.phase_changed(session.id, {"held_s": 2})
    assert (batches(journal), told) == (before, [])


def test_undo_of_throwing_a_session_away_brings_every_hold_back(journal: Journal) -> None:
    session = started(journal)
    journal.sessions.log_holds(session.id, [hold(session, 1)], {"phase": "swap"})
    journal.sessions.discard(session.id, [hold(session, 2, leg="right", held_s=4, end_reason="stopped")])
    assert journal.everything(Session) == []
    assert journal.sessions.unfinished() is None
    assert journal.days.entries(DAY).holds == {}
    journal.undo()
    (back,) = journal.everything(Session)
    assert back.outcome is Outcome.PARTIAL
    assert [each.ordinal for each in journal.days.entries(DAY).holds[session.id]] == [1, 2]


def test_clock_set_back_in_mid_session_does_not_lose_it(journal: Journal) -> None:
    session = started(journal)
    clock = journal.clock
    assert isinstance(clock, FakeClock)
    clock.set_now(datetime.fromisoformat("2026-11-22T07:00:00+01:00"))
    ended = journal.sessions.end(session.id, Outcome.DONE, [hold(session, 1)])
    assert ended.ended_at == ended.started_at


def test_a_cramp_that_waited_is_taken_in_once_with_all_that_was_known(journal: Journal) -> None:
    at, episode_id = journal.now(), "6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a77"
    for _time in range(2):
        episode = journal.episodes.take_in(at, episode_id, leg=Leg.RIGHT, eased_after_s=38.0)
        assert (episode.leg, episode.eased_after_s, episode.draft) == (Leg.RIGHT, 38.0, True)
    assert len(journal.everything(Episode)) == len(journal.everything(Session)) == 1


def test_what_was_said_since_is_not_undone_by_taking_it_in_again(journal: Journal) -> None:
    at, episode_id = journal.now(), "6b5ad0f2-7c3b-4d1e-9a55-0f6f6f2b7a77"
    episode = journal.episodes.take_in(at, episode_id, leg=Leg.RIGHT, band=DurationBand.OVER_10)
    journal.episodes.set_leg(replace(episode, leg=Leg.LEFT, duration_band=DurationBand.UNDER_1))
    again = journal.episodes.take_in(at, episode_id, leg=Leg.RIGHT, band=DurationBand.OVER_10)
    assert (again.leg, again.duration_band) == (Leg.LEFT, DurationBand.UNDER_1)
    journal.episodes.remove(episode_id)
    assert journal.episodes.take_in(at, episode_id, leg=Leg.RIGHT).deleted_at is not None


def test_an_estimate_has_no_easing_time_and_can_be_taken_back(journal: Journal) -> None:
    episode_id = journal.episodes.begin().id
    journal.episodes.estimate(episode_id, DurationBand.FROM_1_TO_3)
    episode = journal.episodes.get(episode_id)
    assert episode is not None and not episode.lacks_end
    assert (episode.duration_band, episode.duration_source) == (DurationBand.FROM_1_TO_3, DurationSource.ESTIMATED)
    assert (episode.duration_s, episode.eased_after_s) == (None, None)
    assert journal.episodes.still_cramping(episode_id).lacks_end


def test_lengths_that_are_not_known_are_remembered_while_their_drafts_wait(journal: Journal) -> None:
    first, second = journal.episodes.begin(), journal.episodes.begin()
    journal.episodes.forget_length(first.id)
    journal.episodes.remove(first.id)
    journal.episodes.forget_length(second.id)
    assert journal.episodes.not_known_how_long() == [second.id]
