"""The automatic copies: made when due, verified, rotated without touching what is not theirs, a second folder."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calfstretch.storage import backup, copies, removal
from calfstretch.storage.copies import Second, Wish, look_after
from calfstretch.storage.database import Database, open_diary
from tests.diaries import filled, fingerprint, harm_pages_of, journal_on

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "diary" / "diary.db", 12)


def wish(path: Path, **more: object) -> Wish:
    """As a window would ask: the diary day began now, so that any copy standing there is of an earlier one."""
    return Wish(path, datetime.now(UTC), datetime.now(UTC))._replace(**more)  # type: ignore[arg-type]


def copies_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def note(path: Path, ml: int = 250) -> None:
    journal = journal_on(path)
    journal.days.add_drink(ml)
    journal.database.close()


def stand(path: Path, *ago: timedelta, kind: str = "diary") -> list[Path]:
    """Good copies of the diary, made so long ago."""
    database = open_diary(path)
    made = [backup.make_copy(database.connection, path.parent / "backups", kind) for _ in ago]
    database.close()
    return [
        copy.rename(copy.with_name(f"{kind}-{backup.stamp(NOW - each)}.db"))
        for copy, each in zip(made, ago, strict=True)
    ]


def test_first_copy_is_made_counted_and_private(path: Path) -> None:
    kept = look_after(wish(path))
    assert kept.newest is not None and (kept.newest.entries, kept.trouble) == (12, "")
    assert copies_in(path.parent / "backups") == [kept.newest.path.name]
    assert stat.S_IMODE(kept.newest.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.newest.path.parent.stat().st_mode) == 0o700


def test_copy_is_made_beside_an_open_window_with_what_stands_in_the_log(path: Path) -> None:
    journal = journal_on(path)
    journal.days.add_drink(300)
    kept = look_after(wish(path))
    assert kept.newest is not None and kept.newest.entries == 13
    journal.days.add_drink(300)  # the window goes on
    journal.database.close()


def test_none_is_made_where_nothing_was_written_since(path: Path) -> None:
    first = look_after(wish(path))
    assert look_after(wish(path)) == first
    assert len(copies_in(path.parent / "backups")) == 1


def test_none_is_made_of_the_same_diary_day(path: Path) -> None:
    look_after(wish(path))
    note(path)
    assert len(copies_in(path.parent / "backups")) == 1
    kept = look_after(wish(path, day_began=NOW - DAY))
    assert kept.newest is not None and kept.newest.entries == 12
    kept = look_after(wish(path))
    assert kept.newest is not None and kept.newest.entries == 13


def test_one_is_made_when_asked_for_and_none_when_only_looked_for(path: Path) -> None:
    assert look_after(wish(path, without_making=True)).newest is None
    look_after(wish(path))
    look_after(wish(path, asked=True, day_began=NOW - DAY))
    assert len(copies_in(path.parent / "backups")) == 1, "two of one day: the newer stays"


def test_nothing_is_copied_before_something_is_noted(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    assert look_after(wish(tmp_path / "diary.db")) == copies.Kept()
    journal.set_setting("text_scale", 1.2)
    assert look_after(wish(tmp_path / "diary.db")).newest is None
    journal.database.close()
    assert not (tmp_path / "backups").exists()


def test_a_copy_of_the_future_keeps_none_from_being_made(path: Path) -> None:
    stand(path, -300 * DAY)
    note(path)
    kept = look_after(wish(path))
    assert kept.newest is not None and kept.newest.made_at < datetime.now(UTC)


def test_no_copy_comes_of_a_diary_that_was_removed_while_it_was_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_on(path)
    look = copies.check.refuse_damaged

    def slow(diary: sqlite3.Connection, path: Path) -> None:
        look(diary, path)
        removal.remove_all(path)

    monkeypatch.setattr(copies.check, "refuse_damaged", slow)
    look_after(wish(path, at_start=True))
    journal.database.connection.close()
    assert not (path.parent / "backups").exists()


# -- rotation --------------------------------------------------------------------------------------------------


def test_rotation_keeps_ten_days_and_twelve_months(path: Path) -> None:
    backups = path.parent / "backups"
    standing = stand(path, *(DAY * ago for ago in (*range(1, 15), 40, 41, 75)))
    note(path)
    kept = look_after(wish(path))
    assert kept.newest is not None
    left = copies_in(backups)
    moments = {backup.made_at(each) for each in standing} | {kept.newest.made_at}
    assert {backup.made_at(backups / name) for name in left} == copies.to_keep(moments)
    assert len(left) < len(standing)


def test_copies_that_a_wrong_clock_dated_years_ahead_push_no_other_out(path: Path) -> None:
    stand(path, *(-365 * DAY - DAY * ago for ago in range(15)))
    standing = stand(path, *(DAY * ago for ago in range(1, 6)))
    note(path)
    look_after(wish(path))
    assert {each.name for each in standing} <= set(copies_in(path.parent / "backups"))


def test_rotation_never_touches_what_is_not_its_own(path: Path) -> None:
    backups = path.parent / "backups"
    standing = stand(path, *(DAY * (ago / 100) for ago in range(1, 5)))
    other = path.parent.parent / "other" / "diary.db"
    journal = journal_on(other, "2026-11-21T09:00:00+01:00")
    journal.days.add_drink(200)
    journal.database.close()
    (foreign,) = stand(other, DAY / 200)
    strangers = {
        "by-hand.db": standing[0].read_bytes(),
        "diary-20260101-000000-000001.db": b"damaged",
        "diary-20260101-000000-000002.db": b"",
        "daily-20260101-000000-000000.db": standing[0].read_bytes(),
        "diary-20260101-000000-000003.db.txt": b"a note",
        foreign.name: foreign.read_bytes(),
    }
    for name, content in strangers.items():
        (backups / name).write_bytes(content)
    os.symlink(standing[0], backups / "diary-20260101-000000-000004.db")
    (backups / "diary-20260101-000000-000005.db").mkdir()
    note(path)
    look_after(wish(path))
    left = copies_in(backups)
    assert set(strangers) < set(left)
    assert {"diary-20260101-000000-000004.db", "diary-20260101-000000-000005.db"} < set(left)
    assert all((backups / name).read_bytes() == content for name, content in strangers.items())


def test_good_copies_are_not_pushed_out_by_damaged_ones(path: Path) -> None:
    standing = stand(path, *(DAY * ago for ago in range(1, 12)))
    for bad in standing[:5]:
        bad.write_bytes(b"torn")
    note(path)
    look_after(wish(path))
    assert all(each.exists() for each in standing)


def test_of_the_copies_before_a_version_the_newest_stays(path: Path) -> None:
    old = stand(path, 3 * DAY, 2 * DAY, kind="before-version-2") + stand(path, DAY * 50, kind="before-version-1")
    database = open_diary(path)
    copies.rotate(
        path.parent / "backups", backup.make(database.connection, path.parent / "backups", "before-version-2")
    )
    database.close()
    assert [each.exists() for each in old] == [False, False, True]


# -- the second folder -----------------------------------------------------------------------------------------


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"a picture")
    return folder


def test_copies_go_to_the_second_folder_too(path: Path, stick: Path) -> None:
    mode = stick.stat().st_mode
    kept = look_after(wish(path, second=Second(stick)))
    assert kept.newest is not None and kept.second is not None
    assert kept.second.path == stick / kept.newest.path.name
    assert kept.second.entries == 12
    assert kept.second.path.read_bytes() == kept.newest.path.read_bytes()
    assert stat.S_IMODE(kept.second.path.stat().st_mode) == 0o600
    assert copies_in(stick) == [kept.newest.path.name, "holiday.jpg"]
    assert stick.stat().st_mode == mode
    assert look_after(wish(path, second=Second(stick))) == kept


def test_second_folder_that_is_away_is_said_and_tried_again(path: Path, stick: Path) -> None:
    away = stick.rename(stick.with_name("in the drawer"))
    kept = look_after(wish(path, second=Second(stick)))
    assert kept.newest is not None and kept.trouble == "" and kept.second is None
    assert kept.second_trouble == f"The second folder for copies, {stick}, is not there."
    assert not stick.exists()
    away.rename(stick)
    kept = look_after(wish(path, second=Second(stick)))
    assert kept.second is not None and kept.second_trouble == ""


def test_empty_place_of_a_stick_that_is_unplugged_is_not_taken_for_it(path: Path, stick: Path) -> None:
    kept = look_after(wish(path, second=Second(stick, apart=True)))
    assert "is not there" in kept.second_trouble
    assert copies_in(stick) == ["holiday.jpg"]


def test_no_copy_arrives_in_the_second_folder_once_all_was_removed(
    path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copyfile

    def slow(source: Path, target: Path) -> None:
        real(source, target)
        removal.remove_all(path)

    monkeypatch.setattr(backup.shutil, "copyfile", slow)
    look_after(wish(path, second=Second(stick)))
    assert [each.name for each in stick.iterdir()] == ["holiday.jpg"]


def test_second_folder_is_rotated_too(path: Path, stick: Path) -> None:
    stand(path, *(DAY * ago for ago in range(1, 15)))
    for copy in (path.parent / "backups").iterdir():
        shutil.copy(copy, stick)
    note(path)
    look_after(wish(path, second=Second(stick)))
    assert copies_in(stick) == sorted([*copies_in(path.parent / "backups"), "holiday.jpg"])


def test_damaged_copy_in_the_second_folder_stays_and_a_good_one_is_put_beside_it(path: Path, stick: Path) -> None:
    kept = look_after(wish(path, second=Second(stick)))
    assert kept.second is not None
    kept.second.path.write_bytes(b"torn")
    again = look_after(wish(path, second=Second(stick)))
    assert again.second is not None and again.second.path != kept.second.path
    assert kept.second.path.read_bytes() == b"torn"


def test_where_none_can_be_made_beside_the_diary_the_second_folder_gets_one(path: Path, stick: Path) -> None:
    (path.parent / "backups").write_text("a file in the folder's place")
    kept = look_after(wish(path, second=Second(stick)))
    assert "could not be made" in kept.trouble
    assert kept.second is not None and kept.second.entries == 12
    assert look_after(wish(path, second=Second(stick))).second == kept.second


# -- damage ----------------------------------------------------------------------------------------------------


@pytest.fixture
def harmed(path: Path) -> Database:
    database = open_diary(path)  # opened while it was well, so that nobody has looked at all of it
    harm_pages_of(path, "drinks")
    return database


def test_damage_is_found_at_the_start_and_never_copied(path: Path, harmed: Database) -> None:
    before = fingerprint(path.parent)
    kept = look_after(wish(path, at_start=True))
    assert kept == copies.Kept(damage=True)
    assert not (path.parent / "backups").exists()
    assert fingerprint(path.parent) == before
    harmed.connection.close()


def test_damage_is_told_from_a_bad_disk_when_a_copy_is_not_sound(path: Path, harmed: Database) -> None:
    kept = look_after(wish(path))
    assert kept.damage
    assert copies_in(path.parent / "backups") == []
    harmed.connection.close()


def test_diary_without_a_log_is_copied_some_pages_at_a_time(path: Path) -> None:
    database = open_diary(path)
    database.connection.execute("PRAGMA journal_mode = DELETE")
    kept = look_after(wish(path))
    assert kept.newest is not None and kept.newest.entries == 12
    database.close()
