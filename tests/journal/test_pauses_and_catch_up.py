"""Pauses, and what is filled in later: a day taken back, an episode told in passing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from calfstretch.domain.day import CheckIn, Pause
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.routine import Leg
from calfstretch.journal import Journal
from calfstretch.journal.day_facts import read_day_facts
from tests.journal.entries import DAY, YESTERDAY


def paused(journal: Journal, first: date, last: date, reason: str = "ill") -> Pause:
    pause = Pause(first_day=first, last_day=last, reason=reason)
    journal.write("add pauses", [pause])
    return pause


def day(ago: int) -> date:
    return DAY - timedelta(days=ago)


def test_a_pause_holds_from_its_first_to_its_last_day(journal: Journal) -> None:
    pause = paused(journal, day(3), day(-3))
    found = {ago: journal.pauses.on(day(ago)) for ago in (4, 3, 0, -3, -4)}
    assert [ago for ago, one in found.items() if one is not None] == [3, 0, -3]
    assert found[0] is not None and found[0].id == pause.id


def test_no_day_is_paused_twice(journal: Journal) -> None:
    pause = paused(journal, day(3), day(1))
    assert journal.pauses.in_the_way(day(1), day(0)) is not None
    assert journal.pauses.in_the_way(day(5), day(3)) is not None
    assert journal.pauses.in_the_way(day(0), day(-2)) is None
    assert journal.pauses.in_the_way(day(3), day(-2), but=pause.id) is None


def test_who_is_back_makes_yesterday_the_last_day(journal: Journal) -> None:
    pause = paused(journal, day(3), day(-3))
    journal.pauses.end(pause, DAY)
    assert [(one.first_day, one.last_day) for one in journal.pauses.known()] == [(day(3), YESTERDAY)]
    assert journal.pauses.on(DAY) is None
    journal.undo()
    assert journal.pauses.on(DAY) is not None


def test_a_pause_that_began_today_goes_altogether(journal: Journal) -> None:
    pause = paused(journal, DAY, day(-7))
    journal.pauses.end(pause, DAY)
    assert journal.pauses.known() == []
    journal.undo()
    assert len(journal.pauses.known()) == 1


def test_a_checked_in_day_inside_a_pause_counts(journal: Journal) -> None:
    paused(journal, day(3), day(1))
    journal.days.check_in(day(2), 0)
    facts = read_day_facts(journal, day(4), day(1))
    assert [(one.known, one.paused) for one in facts] == [(False, False), (False, True), (True, True), (False, True)]


def test_a_check_in_taken_back_takes_along_the_drafts_nobody_described(journal: Journal) -> None:
    written = journal.days.check_in(YESTERDAY, 3)
    first = journal.get(Episode, written.ids[1])
    assert first is not None
    journal.episodes.tell(replace(first, leg=Leg.LEFT))
    journal.days.take_back(YESTERDAY)
    entries = journal.days.entries(YESTERDAY)
    assert entries.check_in is None
    assert [episode.id for episode in entries.episodes] == [first.id]
    journal.undo()
    entries = journal.days.entries(YESTERDAY)
    assert entries.spasms == 3
    assert entries.check_in is not None and entries.check_in.spasms == 3
    assert journal.days.take_back(date(2026, 11, 1)).seq == 0


def test_told_in_passing_a_draft_is_described_and_waits_again_once_all_is_taken_back(journal: Journal) -> None:
    written = journal.days.check_in(YESTERDAY, 1)
    draft = journal.get(Episode, written.ids[1])
    assert draft is not None and draft.draft
    journal.episodes.tell(replace(draft, pain=0))
    known = journal.get(Episode, draft.id)
    assert known is not None and not known.draft and known.pain == 0
    journal.episodes.tell(replace(known, pain=None))
    known = journal.get(Episode, draft.id)
    assert known is not None and known.draft
    assert journal.get(CheckIn, CheckIn(day=YESTERDAY, spasms=1).id) is not None


def test_a_press_of_cramp_now_waits_for_its_form_whatever_is_told_in_passing(journal: Journal) -> None:
    episode = journal.episodes.begin()
    journal.episodes.tell(replace(episode, leg=Leg.RIGHT))
    known = journal.episodes.get(episode.id)
    assert known is not None and known.draft and known.leg is Leg.RIGHT


def test_what_was_described_in_the_form_never_becomes_a_draft(journal: Journal) -> None:
    episode = Episode(at=journal.now(), kind=Kind.SPASM, leg=Leg.LEFT)
    journal.episodes.save(episode)
    journal.episodes.tell(replace(episode, leg=None))
    known = journal.episodes.get(episode.id)
    assert known is not None and not known.draft
