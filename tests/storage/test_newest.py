"""A diary that holds less than what was noted in it is noticed when it is opened; no other diary ever is."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Drink
from calfstretch.journal import Journal
from calfstretch.storage import backup, newest, refusal
from calfstretch.storage.database import open_diary
from calfstretch.storage.restoring import restore_unopened
from tests.diaries import drinks_in

START = datetime.fromisoformat("2026-11-21T09:00:00+01:00")


class Diary:
    """A diary on disk, a second later at every entry."""

    def __init__(self, path: Path, start: datetime = START) -> None:
        self.path = path
        self.clock = FakeClock(start)
        self.open()

    def open(self) -> Diary:
        self.journal = Journal(open_diary(self.path), self.clock)
        return self

    def add(self, count: int = 1) -> Diary:
        for _ in range(count):
            self.clock.advance(1)
            self.journal.days.add_drink(200)
        return self

    def close(self) -> Diary:
        self.journal.database.close()
        return self

    @property
    def lost_since(self) -> datetime | None:
        return self.journal.database.lost_since


def _opened(path: Path) -> datetime | None:
    """Since when entries are missing, asked by opening and closing once."""
    database = open_diary(path)
    lost_since = database.lost_since
    database.close()
    return lost_since


def _in_place(copy: Path, path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copy(copy, path)


# -- what is noticed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kept", "lost"), [(1, 1), (1, 40), (7, 1), (7, 5), (40, 1), (300, 33)])
def test_F13_an_old_copy_in_the_diarys_place_is_noticed(tmp_path: Path, kept: int, lost: int) -> None:  # noqa: N802
    diary = Diary(tmp_path / "diary.db").add(kept).close()
    shutil.copy(diary.path, tmp_path / "old.db")
    diary.open().add(lost).close()
    _in_place(tmp_path / "old.db", diary.path)
    since = diary.open().lost_since
    assert since is not None
    # Told to the moment of an entry that is there; never later than the last one that is.
    assert START < since <= START + timedelta(seconds=kept)
    if lost < kept:  # and the more was lost, the further back, but never by more than that
        assert since > START + timedelta(seconds=kept - lost)
    if lost == 1:
        assert since == START + timedelta(seconds=kept)
    assert drinks_in(diary.journal.database) == kept
    diary.close()


def test_F13_a_lost_log_is_noticed(tmp_path: Path) -> None:  # noqa: N802
    diary = Diary(tmp_path / "diary.db").add(3).close()
    diary.open().add(4).journal.database.remember()  # the window at a calm moment, then it is killed
    (tmp_path / "later").mkdir()
    for name in ("diary.db", "diary.db-newest"):
        shutil.copy(tmp_path / name, tmp_path / "later" / name)
    assert _opened(tmp_path / "later" / "diary.db") == START + timedelta(seconds=3)
    diary.close()


def test_F13_a_log_lost_before_anything_stood_in_the_diary_is_noticed(tmp_path: Path) -> None:  # noqa: N802
    diary = Diary(tmp_path / "diary.db").close()
    shutil.copy(diary.path, tmp_path / "without_log.db")
    diary.open().add(4).close()
    _in_place(tmp_path / "without_log.db", diary.path)
    assert _opened(diary.path) == START + timedelta(seconds=1)


def test_a_diary_that_is_gone_is_noticed_in_the_new_one(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(4).close()
    diary.path.unlink()
    assert _opened(diary.path) == START + timedelta(seconds=1)


def test_an_old_copy_that_was_written_on_elsewhere_is_noticed(tmp_path: Path) -> None:
    here = Diary(tmp_path / "diary.db").add(5).close()
    (tmp_path / "other").mkdir()
    shutil.copy(here.path, tmp_path / "other" / "diary.db")
    here.open().add(2).close()
    other = Diary(tmp_path / "other" / "diary.db", START + timedelta(hours=1)).add(9).close()
    assert other.open().lost_since is None
    other.close()
    _in_place(other.path, here.path)
    assert _opened(here.path) == START + timedelta(seconds=5)


def test_it_is_said_until_the_person_has_seen_it(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    shutil.copy(diary.path, tmp_path / "old.db")
    diary.open().add(3).close()
    _in_place(tmp_path / "old.db", diary.path)
    # A command comes first and writes more than was lost: that hides nothing.
    since = diary.open().lost_since
    diary.add(20).close()
    assert since == START + timedelta(seconds=2)
    assert _opened(diary.path) == since
    diary.open().journal.database.forget_loss()
    assert diary.lost_since is None
    diary.close()
    assert _opened(diary.path) is None


def test_a_loss_behind_a_read_only_folder_waits_for_the_day_it_can_be_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    shutil.copy(diary.path, tmp_path / "old.db")
    diary.open().add(3).close()
    _in_place(tmp_path / "old.db", diary.path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        # What is read without its log may look poorer than it is.
        assert _opened(diary.path) is None
    assert _opened(diary.path) is not None


# -- what is no loss -------------------------------------------------------------------------------------------


def _undo(diary: Diary) -> None:
    diary.journal.undo()
    diary.journal.undo()


def _delete(diary: Diary) -> None:
    diary.journal.delete(*diary.journal.everything(Drink))


def _redo(diary: Diary) -> None:
    diary.journal.undo()
    diary.journal.redo()


def _set(diary: Diary) -> None:
    diary.journal.set_setting("text_scale", 1.5)


def _clock_set_back(diary: Diary) -> None:
    diary.clock.advance(-10 * 365 * 86400)
    diary.add(2)


def _killed_without_a_word(diary: Diary) -> None:
    """The program ends before it could remember; the log is taken in at the next start."""
    diary.add(3).journal.database.connection.close()
    diary.open()


def _moved(diary: Diary) -> None:
    diary.close()
    place = diary.path.parent / "elsewhere"
    place.mkdir()
    for part in diary.path.parent.glob("diary.db*"):
        shutil.move(part, place / part.name)
    diary.path = place / "diary.db"
    diary.open()


def _copied_without_what_is_known(diary: Diary) -> None:
    diary.close()
    (diary.path.parent / "elsewhere").mkdir()
    shutil.copy(diary.path, diary.path.parent / "elsewhere" / "diary.db")
    diary.path = diary.path.parent / "elsewhere" / "diary.db"
    diary.open()


def _another_diary_in_its_place(diary: Diary) -> None:
    diary.close()
    other = Diary(diary.path.parent / "other" / "diary.db", START - timedelta(days=100)).add(1).close()
    _in_place(other.path, diary.path)
    diary.open()


def _copy_brought_back(diary: Diary) -> None:
    copy = backup.make_copy(diary.journal.database.connection, diary.path.parent / "backups", "daily")
    diary.add(5).close()
    kept = restore_unopened(diary.path, copy).kept
    assert kept is not None and kept.with_name(kept.name + backup.NEWEST_ENDING).exists()
    diary.open()


def _new_diary_begun(diary: Diary) -> None:
    diary.close()
    backup.set_aside(diary.path)
    diary.open()


def _what_is_known_taken_away(diary: Diary) -> None:
    diary.close()
    _known(diary.path).unlink()
    diary.open()


def _written_elsewhere_and_brought_home(diary: Diary) -> None:
    diary.close()
    (diary.path.parent / "other").mkdir()
    shutil.copy(diary.path, diary.path.parent / "other" / "diary.db")
    other = Diary(diary.path.parent / "other" / "diary.db", START + timedelta(days=1)).add(30).close()
    _in_place(other.path, diary.path)
    diary.open()


NO_LOSS = [
    _undo, _redo, _delete, _set, _clock_set_back, _killed_without_a_word, _moved, _copied_without_what_is_known,
    _another_diary_in_its_place, _copy_brought_back, _new_diary_begun, _what_is_known_taken_away,
    _written_elsewhere_and_brought_home,
]  # fmt: skip


@pytest.mark.parametrize("happens", NO_LOSS, ids=lambda happens: happens.__name__.strip("_"))
def test_no_false_alarm(tmp_path: Path, happens: Callable[[Diary], None]) -> None:
    diary = Diary(tmp_path / "diary.db").add(6).close().open()
    happens(diary)
    assert diary.lost_since is None
    diary.add(2).close()
    assert _opened(diary.path) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"marks": 3}', b'{"marks": [[1]]}', b'{"marks": [[1, "yesterday"]]}',
     b'{"marks": [[99999999999999999999, "2026-11-21T08:00:00.000Z"]]}', b"[" * 4000,
     b'{"marks": [], "lost_since": 7}'],
)  # fmt: skip
def test_what_cannot_be_understood_says_nothing(tmp_path: Path, content: bytes) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    _known(diary.path).write_bytes(content)
    assert _opened(diary.path) is None
    assert json.loads(_known(diary.path).read_bytes())["marks"][0][0] == 3


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_planted_link_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    (tmp_path / "dear.txt").write_text("dear to somebody")
    _known(diary.path).unlink()
    _known(diary.path).symlink_to(tmp_path / "dear.txt")
    assert diary.open().add().close().open().lost_since is None
    diary.close()
    assert (tmp_path / "dear.txt").read_text() == "dear to somebody"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["add", "undo", "redo", "delete", "set", "remember", "reopen", "copy"]), max_size=25),
    st.booleans(),
)
def test_alarm_exactly_where_something_remembered_is_gone(steps: list[str], goes_back: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        diary = Diary(Path(place) / "diary.db").add()
        diary.close().open()
        shutil.copy(diary.path, Path(place) / "old.db")
        remembered_since_copy = False
        for at, step in enumerate(steps):
            before = _newest(diary)
            diary.clock.advance(1)
            if step == "add":
                diary.add()
            elif step in ("undo", "redo"):
                getattr(diary.journal, step)()
            elif step == "delete" and (drinks := diary.journal.everything(Drink)):
                diary.journal.delete(drinks[0])
            elif step == "set":
                diary.journal.set_setting("text_scale", 1 + at / 100)
            elif step == "remember":
                diary.journal.database.remember()
            elif step in ("reopen", "copy"):
                assert diary.close().open().lost_since is None
                if step == "copy":
                    shutil.copy(diary.path, Path(place) / "old.db")
                    remembered_since_copy = False
            written = _newest(diary) != before
            remembered_since_copy |= written
        diary.close()
        if goes_back:
            _in_place(Path(place) / "old.db", diary.path)
        assert (_opened(diary.path) is not None) is (goes_back and remembered_since_copy)


def _newest(diary: Diary) -> int:
    return int(diary.journal.database.connection.execute("SELECT max(seq) FROM batches").fetchone()[0])


# -- the file --------------------------------------------------------------------------------------------------


def _known(path: Path) -> Path:
    return path.with_name(path.name + backup.NEWEST_ENDING)


def test_the_file_is_small_private_and_holds_nothing_of_what_was_noted(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(2000)
    diary.journal.days.add_drink(777)
    diary.close()
    assert stat.S_IMODE(_known(diary.path).stat().st_mode) == 0o600
    content = _known(diary.path).read_bytes()
    assert len(content) < 1000
    assert set(json.loads(content)) == {"version", "marks", "lost_since", "suspect"}
    _known(diary.path).chmod(0o666)
    _opened(diary.path)
    assert stat.S_IMODE(_known(diary.path).stat().st_mode) == 0o600


def test_reading_alone_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    os.utime(_known(diary.path), (1, 1))
    _opened(diary.path)
    assert _known(diary.path).stat().st_mtime == 1


def test_no_write_of_an_entry_touches_the_file(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    before = _known(diary.path).read_bytes()
    diary.open().add(5)
    assert _known(diary.path).read_bytes() == before
    diary.journal.database.remember()
    assert _known(diary.path).read_bytes() != before
    diary.close()


def test_what_is_not_committed_is_never_remembered(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3)
    with pytest.raises(ZeroDivisionError), diary.journal.database.transaction():
        diary.add()
        diary.journal.database.remember()
        raise ZeroDivisionError
    diary.close()
    assert json.loads(_known(diary.path).read_bytes())["marks"][0][0] == 3


def test_a_copy_is_offered_where_it_holds_what_is_missing_and_not_else(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(2)
    too_old = backup.make_copy(diary.journal.database.connection, tmp_path / "backups", "old")
    shutil.copy(too_old, tmp_path / "old.db")
    diary.add(3)
    fuller = backup.make_copy(diary.journal.database.connection, tmp_path / "backups", "daily")
    diary.add(3).close()
    _in_place(tmp_path / "old.db", diary.path)
    diary.open()
    found = diary.journal.database.fuller_copy()
    assert found is not None and (found.path, found.entries) == (fuller, 5)
    fuller.unlink()
    assert diary.journal.database.fuller_copy() is None
    diary.close()


def test_a_suspicion_outlives_that_the_loss_was_seen(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3)
    newest.suspect(diary.path)
    diary.journal.database.forget_loss()
    assert newest.is_suspect(diary.path)
    diary.close()


def test_a_suspicion_ends_with_a_look_at_all_of_the_diary_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = Diary(tmp_path / "diary.db").add(3).close()
    newest.suspect(diary.path)
    with monkeypatch.context() as patch:
        patch.setattr(refusal, "is_whole", _raise_busy)  # another program holds it at that moment
        diary.open().close()
    assert newest.is_suspect(diary.path)
    diary.open().close()
    assert not newest.is_suspect(diary.path)


def _raise_busy(_connection: sqlite3.Connection) -> bool:
    raise sqlite3.OperationalError("database is locked")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "diary.db").add(3)
    os.mkfifo(tmp_path / "diary.db-newest")
    diary.journal.database.remember()  # would wait for ever
    assert diary.close().open().lost_since is None
    diary.close()
