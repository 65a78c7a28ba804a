"""Which copies are kept: the newest always, ten days and twelve months at most; and when one is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.storage.backup import Copy
from calfstretch.storage.copies import DAILY, MONTHLY, is_due, to_keep

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@settings(max_examples=50)
@given(st.lists(moments | st.integers(0, 60).map(lambda hours: NOON - timedelta(hours=hours)), max_size=60))
def test_the_newest_is_always_kept_and_never_more_than_22(made: list[datetime]) -> None:
    kept = to_keep(made)
    assert kept <= set(made)
    assert len(kept) <= DAILY + MONTHLY
    assert not made or max(made) in kept
    assert to_keep(kept) == kept, "what was kept once is not removed by looking again"
    days, months = ({each.date() for each in made}, {(each.year, each.month) for each in made})
    for day in sorted(days)[-DAILY:]:
        assert max(each for each in made if each.date() == day) in kept
    for month in sorted(months)[-MONTHLY:]:
        assert max(each for each in made if (each.year, each.month) == month) in kept


@settings(max_examples=20)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=120))
def test_rotated_day_by_day_a_year_leaves_the_same_as_rotated_once(steps: list[int]) -> None:
    """What is removed early would never have been kept later."""
    standing: set[datetime] = set()
    made, moment = [], NOON
    for step in steps:
        moment += timedelta(hours=7 * step)
        made.append(moment)
        standing = to_keep(standing | {moment})
    assert standing == to_keep(made)


def test_a_copy_every_day_for_two_years_leaves_ten_days_and_the_last_of_each_month() -> None:
    kept = sorted(to_keep(NOON - timedelta(days=ago) for ago in range(730)))
    assert [moment.date().isoformat() for moment in kept[-10:]] == [
        (NOON - timedelta(days=ago)).date().isoformat() for ago in reversed(range(10))
    ]
    assert [f"{moment:%Y-%m-%d}" for moment in kept[:-10]] == [
        "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30",
        "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31",
    ]  # fmt: skip


def _copy(made_at: datetime, seq: int) -> Copy:
    return Copy(Path("x.db"), made_at, 3, "first", (seq, "then"))


def test_a_copy_is_due_when_something_was_written_since_and_the_copy_is_of_an_earlier_day() -> None:
    began = NOON - timedelta(hours=9)
    earlier, today = began - timedelta(minutes=1), began + timedelta(minutes=1)
    assert is_due(None, (1, "then"), began)
    assert is_due(_copy(earlier, 1), (2, "later"), began)
    assert not is_due(_copy(earlier, 2), (2, "then"), began)
    assert not is_due(_copy(today, 1), (2, "later"), began)
