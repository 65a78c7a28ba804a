"""The answers of a day follow its entries, in the same batch: the check-in's number and the confirmed water."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from calfstretch.domain.day import CheckIn, DayItem, Drink, Item
from calfstretch.domain.episode import Context, Episode, Kind
from calfstretch.domain.record import Source
from calfstretch.journal import Journal
from calfstretch.storage.changes import of_batch
from tests.journal.entries import DAY, YESTERDAY, at, batches, set_clock

EVENING, NIGHT, MORNING = "2026-11-21T20:00:00+01:00", "2026-11-22T02:14:00+01:00", "2026-11-22T05:30:00+01:00"


def answered(journal: Journal) -> int | None:
    check_in = journal.days.entries(YESTERDAY).check_in
    return None if check_in is None else check_in.spasms


def drafts(journal: Journal) -> list[Episode]:
    return [episode for episode in journal.episodes.drafts() if episode.until is not None]


def test_check_in_counts_every_spasm_that_comes_to_stand_on_its_day(journal: Journal) -> None:
    journal.days.check_in(YESTERDAY, 0)
    journal.episodes.save(Episode(at=at(NIGHT), kind=Kind.SPASM))
    assert answered(journal) == 1
    journal.episodes.add_cluster(Episode(at=at(EVENING)), 2)
    assert answered(journal) == 3
    journal.episodes.save(Episode(at=at(EVENING), kind=Kind.TIGHTNESS))
    assert answered(journal) == 3


def test_draft_of_a_check_in_can_be_described_and_removed(journal: Journal) -> None:
    journal.days.check_in(YESTERDAY, 2)
    first, second = drafts(journal)
    journal.episodes.save(replace(first, at=at(NIGHT), until=None, context=Context.ASLEEP))
    assert (answered(journal), journal.days.entries(YESTERDAY).spasms) == (2, 2)
    journal.episodes.remove(second.id)
    assert (answered(journal), journal.days.entries(YESTERDAY).spasms) == (1, 1)
    journal.undo()
    assert (answered(journal), journal.days.entries(YESTERDAY).spasms) == (2, 2)
    journal.undo()
    journal.undo()
    assert (answered(journal), journal.episodes.drafts()) == (None, [])
    for _ in range(3):
        journal.redo()
    assert (answered(journal), journal.days.entries(YESTERDAY).spasms) == (1, 1)


def test_spasm_that_turns_out_to_be_tightness_is_counted_no_more(journal: Journal) -> None:
    journal.days.check_in(YESTERDAY, 1)
    journal.episodes.save(replace(drafts(journal)[0], kind=Kind.TIGHTNESS))
    assert answered(journal) == 0


def test_spasm_moved_to_another_day_changes_both_answers(journal: Journal) -> None:
    spasm = Episode(at=at(MORNING), kind=Kind.SPASM)
    journal.episodes.save(spasm)
    journal.days.check_in(YESTERDAY, 0)
    journal.days.check_in(DAY, 1)
    journal.episodes.save(replace(spasm, context=Context.ASLEEP))
    today = journal.days.entries(DAY).check_in
    assert (answered(journal), today and today.spasms) == (1, 0)


def test_change_of_the_answer_is_part_of_the_same_batch(journal: Journal) -> None:
    journal.days.check_in(YESTERDAY, 0)
    before = batches(journal)
    journal.episodes.save(Episode(at=at(NIGHT)))
    assert batches(journal) == before + 1
    journal.undo()
    assert (answered(journal), journal.days.entries(YESTERDAY).spasms) == (0, 0)


def test_answers_stand_in_their_batch_by_day_in_every_run(journal: Journal) -> None:
    days = [DAY - timedelta(days=n) for n in (4, 1, 6, 3, 5, 2)]
    spasms = [Episode(at=at(f"{day}T14:00:00+01:00"), kind=Kind.SPASM) for day in days]
    journal.write("add episodes", spasms)
    for day in days:
        journal.days.check_in(day, 1)
    seq = journal.delete(*spasms).seq
    changed = of_batch(journal.database.connection, seq)
    answers = [change.after and change.after["day"] for change in changed if change.kind == CheckIn.TABLE]
    assert answers == [day.isoformat() for day in sorted(days)]


def test_moved_day_boundary_counts_anew_and_undo_leaves_no_number_behind(journal: Journal) -> None:
    journal.episodes.save(Episode(at=at(MORNING)))
    journal.days.check_in(YESTERDAY, 0)
    journal.days.check_in(DAY, 1)
    journal.set_setting("day_start_h", 6)
    today = journal.days.entries(DAY).check_in
    assert (answered(journal), today and today.spasms) == (1, 0)
    journal.undo()
    assert (answered(journal), journal.days.entries(DAY).check_in) == (1, None)


def test_answer_brought_back_from_the_bin_is_that_of_the_day(journal: Journal) -> None:
    journal.days.check_in(YESTERDAY, 2)
    check_in = journal.days.entries(YESTERDAY).check_in
    assert check_in is not None
    journal.delete(check_in)
    journal.episodes.remove(drafts(journal)[0].id)
    assert answered(journal) is None
    journal.restore(check_in)
    assert answered(journal) == 1


def test_unanswered_day_gets_no_answer_from_its_entries(journal: Journal) -> None:
    journal.episodes.save(Episode(at=at(NIGHT)))
    assert journal.everything(CheckIn) == []


# -- water ---------------------------------------------------------------------------------------------------


def drinks(journal: Journal) -> list[Drink]:
    return list(journal.days.entries(DAY).drinks)


def water(journal: Journal) -> float | None:
    return journal.days.entries(DAY).water_ml


def confirmed_as_all(journal: Journal) -> None:
    journal.days.add_drink(500)
    journal.days.add_drink(200)
    journal.days.confirm_water(DAY, 700)
    set_clock(journal, "2026-11-22T09:30:00+01:00")


def test_drinks_confirmed_as_all_carry_the_amount_with_them(journal: Journal) -> None:
    confirmed_as_all(journal)
    wrong = next(drink for drink in drinks(journal) if drink.ml == 500)
    journal.write("change drinks", [replace(wrong, ml=300)])
    assert water(journal) == 500
    journal.delete(wrong)
    assert water(journal) == 200
    journal.undo()
    journal.undo()
    assert (water(journal), journal.days.entries(DAY).drinks_ml) == (700, 700)


def test_drink_back_from_the_bin_brings_its_water_back(journal: Journal) -> None:
    confirmed_as_all(journal)
    gone = drinks(journal)[0]
    journal.delete(gone)
    assert water(journal) == 700 - gone.ml
    journal.restore(gone)
    assert water(journal) == 700


@pytest.mark.parametrize("noted_after", [False, True])
def test_amount_said_of_the_whole_day_loses_no_more_than_was_added_on_top(journal: Journal, noted_after: bool) -> None:
    journal.days.add_drink(200)
    journal.days.confirm_water(DAY, 1500)
    set_clock(journal, "2026-11-22T09:30:00+01:00")
    journal.days.add_drink(500)
    assert water(journal) == 2000
    chosen = next(drink for drink in drinks(journal) if (drink.ml == 500) is noted_after)
    journal.delete(chosen)
    assert water(journal) == (1500 if noted_after else 2000)
    journal.restore(chosen)
    assert water(journal) == 2000


def test_drink_moved_to_another_day_takes_its_water_along(journal: Journal) -> None:
    journal.days.confirm_water(YESTERDAY, 1000)
    confirmed_as_all(journal)
    moved = drinks(journal)[0]
    journal.write("change drinks", [replace(moved, at=at(EVENING))])
    assert water(journal) == 700 - moved.ml
    assert journal.days.entries(YESTERDAY).water_ml == 1000


def test_batch_that_says_the_water_itself_has_the_last_word(journal: Journal) -> None:
    confirmed_as_all(journal)
    drink = drinks(journal)[0]
    journal.write("delete drinks", [DayItem(day=DAY, item=Item.WATER, value="650")], delete=[drink])
    assert water(journal) == 650
    item = journal.days.entries(DAY).items[Item.WATER]
    journal.delete(*drinks(journal), item)
    assert (water(journal), drinks(journal)) == (None, [])


def test_amount_the_program_suggests_is_left_alone(journal: Journal) -> None:
    suggested = DayItem(day=DAY, item=Item.WATER, value="700", source=Source.SUGGESTED)
    journal.write("add day_items", [suggested])
    journal.days.add_drink(200)
    assert journal.days.entries(DAY).items[Item.WATER].value == "700"
