"""Marks on the time axis: numbered, worded where there is room, none over another."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.diary_facts import ChangeFacts, DiaryFacts
from calfstretch.domain.person import Programme
from calfstretch.ui.insights.how_often.marks import (
    LANES,
    Label,
    Mark,
    Marks,
    Type,
    mark_words,
    marks_in_words,
    marks_of,
    place,
)

TODAY = date(2026, 11, 22)
DAY = date(2026, 3, 12)
LETTERS = Type(20, 6, lambda words: 7.0 * len(words), lambda words, room: words[: int(room / 7) - 1] + "…")


def diary(*changes: tuple[date, str], programmes: tuple[date, ...] = ()) -> DiaryFacts:
    return DiaryFacts(
        today=TODAY,
        days=(),
        late=frozenset(),
        items={},
        spasms=(),
        activities=(),
        coverage=Coverage(today=TODAY, pauses=((DAY, DAY + timedelta(days=6)),)),
        changes=tuple(ChangeFacts(str(n), day, words) for n, (day, words) in enumerate(changes)),
        programmes=tuple(Programme(routine_id="r", first_day=day) for day in programmes),
    )


def marks(*words: str) -> list[Mark]:
    return [Mark(n, DAY + timedelta(days=n), each) for n, each in enumerate(words, 1)]


def test_changes_and_programmes_are_numbered_by_day_and_pauses_have_both_ends() -> None:
    found = marks_of(diary((DAY + timedelta(days=9), "New  shoes\n"), programmes=(DAY, DAY)))
    assert found == Marks(
        (Mark(1, DAY, "Programme begins"), Mark(2, DAY + timedelta(days=9), "New shoes")),
        ((DAY, DAY + timedelta(days=6)),),
    )


def test_what_begins_today_or_later_is_not_on_the_axis_yet() -> None:
    assert marks_of(diary((TODAY, "New shoes"), programmes=(TODAY + timedelta(days=1),))).begun == ()


def test_a_change_without_words_still_has_some() -> None:
    assert marks_of(diary((DAY, "  "))).begun[0].words == "Marked change"


def test_a_mark_reads_with_number_day_and_words() -> None:
    mark = Mark(3, DAY, "New shoes")
    assert mark_words(mark, TODAY) == "3, Thursday 12 March: New shoes"
    assert marks_in_words([mark, Mark(4, DAY, "Bed")]) == "New shoes from 12 Mar, Bed from 12 Mar"
    assert Marks((mark,)).within(DAY, DAY) == (mark,)
    assert Marks((mark,)).within(DAY + timedelta(days=1), TODAY) == ()


def test_words_with_room_stand_whole_behind_their_number() -> None:
    (label,) = place([(marks("New shoes")[0], 100.0)], 0, 600, LETTERS)
    assert (label.badge, label.words, label.before) == ("1", "New shoes", False)
    assert label.left <= 100 <= label.left + LETTERS.height


def test_words_without_room_end_in_an_ellipsis_or_leave_the_number_alone() -> None:
    first, second, third = marks("A very long story of new shoes", "B", "C")
    found = {each.badge: each for each in place([(first, 100), (second, 150), (third, 200)], 0, 600, LETTERS)}
    assert found["1"].words.endswith("…")
    tight = {each.badge: each for each in place([(first, 100), (second, 125), (third, 150)], 0, 600, LETTERS)}
    assert tight["1"].words == ""


def test_the_last_words_stand_before_their_number_where_the_axis_ends() -> None:
    (label,) = place([(marks("New shoes for running")[0], 570.0)], 0, 600, LETTERS)
    assert label.before and label.words == "New shoes for running"
    assert label.left >= 0


def test_marks_too_close_for_both_lanes_share_one_badge() -> None:
    found = place([(mark, 300.0 + n) for n, mark in enumerate(marks("A", "B", "C", "D"))], 0, 600, LETTERS)
    assert sorted(each.badge for each in found) == ["1", "2–4"]
    assert sum(len(each.marks) for each in found) == 4


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0, 600), st.text("abcdef ", max_size=40)), max_size=30),
    st.sampled_from([240, 600, 1000]),
)
def test_no_label_stands_over_another_or_beyond_the_axis(points: list[tuple[float, str]], right: int) -> None:
    points = sorted((min(x, right), words) for x, words in points)
    made = [(Mark(n, DAY, words), x) for n, (x, words) in enumerate(points, 1)]
    found = place(made, 0, right, LETTERS)
    assert sorted(mark.number for each in found for mark in each.marks) == list(range(1, len(points) + 1))
    assert all(each.left + each.width <= right + 1e-6 for each in found)
    for lane in range(LANES):
        row: list[Label] = sorted((each for each in found if each.lane == lane), key=lambda each: each.left)
        for one, two in zip(row, row[1:], strict=False):
            assert one.left + one.width <= two.left + 1e-6
