"""What keeps the diary from opening is shown with the ways on, and each way leaves what was there."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from calfstretch import opening
from calfstretch.domain.day import Drink
from calfstretch.errors import UserError
from calfstretch.opening import Opened, ask_to_open_anyway, missing_words, open_or_ask
from calfstretch.storage import restoring
from calfstretch.storage.backup import make_copy
from calfstretch.storage.database import DamagedDiaryError, Database, NewerDiaryError, open_diary
from calfstretch.storage.trouble import DiaryBusyError
from tests.diaries import filled, fingerprint, journal_on


class Person:
    """Answers as told; `seen` holds what was shown: (title, text, hint, words of the ways)."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.seen: list[tuple[str, str, str, list[str]]] = []

    def __call__(self, title: str, text: str, hint: str, ways: list[str]) -> int:
        self.seen.append((title, text, hint, ways))
        wanted = self._answers.pop(0)
        return next(at for at, words in enumerate(ways) if words.startswith(wanted))


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A damaged diary with a sound copy of 30 entries beside it, made on 21 November."""
    path = filled(tmp_path / "diary.db", 30)
    database = open_diary(path)
    copy = make_copy(database.connection, tmp_path / "backups", "daily")
    database.close()
    copy.rename(copy.with_name("daily-20261121-110000-000000.db"))
    with path.open("r+b") as file:
        file.write(os.urandom(4096))
    return path


def _entries(opened: Opened) -> int:
    count = opened.database.connection.execute("SELECT count(*) FROM drinks").fetchone()[0]
    opened.database.close()
    return int(count)


def _ways(person: Person) -> Sequence[str]:
    return person.seen[-1][3]


def test_a_sound_diary_opens_without_a_question(tmp_path: Path) -> None:
    filled(tmp_path / "diary.db", 3)
    person = Person()
    opened = open_or_ask(tmp_path / "diary.db", person)
    assert (_entries(opened), opened.said, person.seen) == (3, "", [])


def test_quitting_changes_nothing(damaged: Path) -> None:
    before = fingerprint(damaged.parent)
    person = Person("Quit")
    with pytest.raises(DamagedDiaryError):
        open_or_ask(damaged, person)
    assert fingerprint(damaged.parent) == before
    title, text, hint, ways = person.seen[0]
    assert title == "The diary cannot be read"
    assert str(damaged) in text and "Nothing is deleted" in hint
    assert ways == [
        "Open the newest good copy of 21 Nov 2026, 30 entries",
        "Rescue what can be read",
        "Set it aside and start a new diary",
        "Quit",
    ]


def test_F12_the_newest_good_copy_is_opened_and_the_damaged_diary_kept(damaged: Path) -> None:  # noqa: N802
    bytes_before = damaged.read_bytes()
    copies = fingerprint(damaged.parent / "backups")
    opened = open_or_ask(damaged, Person("Open the newest"))
    assert _entries(opened) == 30
    (kept,) = damaged.parent.glob("diary-set-aside-*.db")
    assert kept.read_bytes() == bytes_before
    assert kept.name in opened.said
    assert fingerprint(damaged.parent / "backups") == copies
    assert damaged.stat().st_mode & 0o777 == 0o600


def test_F12_set_aside_and_a_new_diary(damaged: Path) -> None:  # noqa: N802
    bytes_before = damaged.read_bytes()
    opened = open_or_ask(damaged, Person("Set it aside"))
    assert _entries(opened) == 0
    (kept,) = damaged.parent.glob("diary-set-aside-*.db")
    assert kept.read_bytes() == bytes_before
    assert kept.name in opened.said


FIVE: dict[str, tuple[Callable[[Path], object], bool]] = {
    "first page overwritten": (lambda path: path.write_bytes(os.urandom(4096) + path.read_bytes()[4096:]), True),
    "cut to half": (lambda path: os.truncate(path, path.stat().st_size // 2), True),
    "file of another kind": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(5000)), True),
    "0 bytes": (lambda path: path.write_bytes(b""), False),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), False),
}


@pytest.mark.parametrize("harm", FIVE, ids=FIVE)
def test_F12_each_of_the_five_offers_the_newest_copy_first(damaged: Path, harm: str) -> None:  # noqa: N802
    do, may_be_rescued = FIVE[harm]
    do(damaged)
    person = Person("Open the newest")
    opened = open_or_ask(damaged, person)
    assert _entries(opened) == 30
    rescue = ["Rescue what can be read"] if may_be_rescued else []
    assert _ways(person) == [
        "Open the newest good copy of 21 Nov 2026, 30 entries",
        *rescue,
        "Set it aside and start a new diary",
        "Quit",
    ]
    assert len([*damaged.parent.glob("diary-set-aside-*.db")]) == 1


def test_F11_what_can_be_read_is_rescued_and_told(damaged: Path) -> None:  # noqa: N802
    bytes_before = damaged.read_bytes()
    opened = open_or_ask(damaged, Person("Rescue"))
    assert _entries(opened) == 30
    (kept,) = damaged.parent.glob("diary-set-aside-*.db")
    assert kept.read_bytes() == bytes_before
    assert opened.said == f"30 entries rescued. What was there is kept as {kept.name}."


def test_F11_what_is_lost_is_told_about(tmp_path: Path) -> None:  # noqa: N802
    path = tmp_path / "diary.db"
    journal = journal_on(path)
    journal.write("add drinks", [Drink(at=journal.now(), ml=100 + n) for n in range(400)])
    journal.database.close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    opened = open_or_ask(path, Person("Rescue"))
    counted = _entries(opened)
    assert 0 < counted < 400
    assert re.match(rf"{counted} entries rescued\. About \d+ could not be read\. What was there", opened.said)


def test_F11_where_nothing_can_be_rescued_it_is_said_and_asked_again(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "diary.db").write_bytes(os.urandom(5000))
    before = fingerprint(tmp_path)
    person = Person("Rescue", "Quit")
    with pytest.raises(DamagedDiaryError):
        open_or_ask(tmp_path / "diary.db", person)
    assert "Nothing could be read" in person.seen[1][1]
    assert fingerprint(tmp_path) == before


def test_F12_an_empty_file_is_no_first_start(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "diary.db").touch()
    person = Person("Quit")
    with pytest.raises(DamagedDiaryError):
        open_or_ask(tmp_path / "diary.db", person)
    assert "empty" in person.seen[0][1]
    assert _ways(person) == ["Set it aside and start a new diary", "Quit"]


def test_F12_a_folder_in_its_place_can_be_set_aside(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "diary.db").mkdir()
    (tmp_path / "diary.db" / "photo.jpg").write_bytes(b"dear to somebody")
    assert _entries(open_or_ask(tmp_path / "diary.db", Person("Set it aside"))) == 0
    assert [path.read_bytes() for path in tmp_path.rglob("photo.jpg")] == [b"dear to somebody"]


def test_damaged_copies_are_not_offered(damaged: Path) -> None:
    for copy in (damaged.parent / "backups").glob("*.db"):
        copy.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    person = Person("Quit")
    with pytest.raises(DamagedDiaryError):
        open_or_ask(damaged, person)
    assert _ways(person) == ["Rescue what can be read", "Set it aside and start a new diary", "Quit"]


def test_F14_a_diary_from_the_future_offers_no_way_but_quit(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "diary.db", 3)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = fingerprint(tmp_path)
    person = Person("Quit")
    with pytest.raises(NewerDiaryError):
        open_or_ask(path, person)
    assert "newer calfstretch" in person.seen[0][1]
    assert _ways(person) == ["Quit"]
    assert fingerprint(tmp_path) == before


def test_a_busy_diary_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "diary.db", 3)
    real, tries = opening.open_diary, []

    def busy_once(asked: Path) -> object:
        tries.append(asked)
        if len(tries) == 1:
            raise DiaryBusyError("Another program is using the diary.")
        return real(asked)

    monkeypatch.setattr(opening, "open_diary", busy_once)
    person = Person("Try again")
    assert _entries(open_or_ask(path, person)) == 3
    assert _ways(person) == ["Try again", "Quit"]


def test_what_cannot_be_set_aside_is_said_and_asked_again(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(opening, "set_aside", refuse)
    person = Person("Set it aside", "Quit")
    with pytest.raises(DamagedDiaryError):
        open_or_ask(damaged, person)
    assert "could not be set aside: Read-only file system" in person.seen[1][1]


@pytest.fixture
def poorer(tmp_path: Path) -> Path:
    """A diary of 10 entries where 30 were noted, and a sound copy of 25 beside it."""
    path = filled(tmp_path / "diary.db", 10)
    shutil.copy(path, tmp_path / "old.db")
    filled(path, 15)
    database = open_diary(path)
    copy = make_copy(database.connection, tmp_path / "backups", "daily")
    copy.rename(copy.with_name("daily-20261121-110000-000000.db"))
    database.close()
    filled(path, 5)
    shutil.move(tmp_path / "old.db", path)
    return path


def test_F13_a_copy_that_holds_more_is_offered_before_anything_is_written(poorer: Path) -> None:  # noqa: N802
    before = fingerprint(poorer.parent)
    person = Person("Quit")
    with pytest.raises(UserError, match="Entries may be missing since 22 Nov 2026"):
        open_or_ask(poorer, person)
    after = fingerprint(poorer.parent)
    assert after["diary.db"][2] == before["diary.db"][2]
    title, _text, hint, ways = person.seen[0]
    assert title == "Entries may be missing" and "Nothing is deleted" in hint
    assert ways == [
        "Open the newest good copy of 21 Nov 2026, 25 entries",
        "Go on with the diary as it is",
        "Quit",
    ]


def test_F13_a_program_ended_during_the_question_closes_the_diary(  # noqa: N802
    poorer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_shown: object) -> int:
        raise SystemExit(143)

    found: list[Database] = []
    monkeypatch.setattr(opening, "open_diary", lambda path: found.append(open_diary(path)) or found[0])
    with pytest.raises(SystemExit):
        open_or_ask(poorer, ended)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        found[0].connection.execute("SELECT 1")


def test_F13_the_fuller_copy_is_opened_and_the_diary_kept(poorer: Path) -> None:  # noqa: N802
    bytes_before = poorer.read_bytes()
    opened = open_or_ask(poorer, Person("Open the newest"))
    assert opened.database.lost_since is None
    assert _entries(opened) == 25
    (kept,) = poorer.parent.glob("diary-set-aside-*.db")
    assert kept.read_bytes() == bytes_before and kept.name in opened.said


def test_F13_a_copy_that_cannot_be_put_back_leaves_both_ways_open(  # noqa: N802
    poorer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _copy: Path) -> restoring.Restored:
        raise UserError("The disk is full.")

    monkeypatch.setattr(restoring, "restore_unopened", full)
    seen: list[str] = []

    def first_the_copy_then_as_it_is(_title: str, text: str, _hint: str, _ways: list[str]) -> int:
        seen.append(text)
        return len(seen) - 1

    opened = open_or_ask(poorer, first_the_copy_then_as_it_is)
    assert _entries(opened) == 10
    assert seen[1].startswith("The disk is full. Entries may be missing")


def test_F13_going_on_with_what_is_there_ends_the_question(poorer: Path) -> None:  # noqa: N802
    opened = open_or_ask(poorer, Person("Go on"))
    assert opened.database.lost_since is None
    assert _entries(opened) == 10
    assert _entries(open_or_ask(poorer, Person())) == 10


def test_F13_relief_waits_for_no_question(poorer: Path) -> None:  # noqa: N802
    opened = open_or_ask(poorer, Person(), at_once=True)
    assert missing_words(opened.database).startswith("Entries may be missing since 22 Nov 2026")
    opened.database.close()


def test_F13_without_such_a_copy_nothing_is_asked(poorer: Path) -> None:  # noqa: N802
    for copy in (poorer.parent / "backups").glob("*.db"):
        copy.unlink()
    opened = open_or_ask(poorer, Person())
    assert str(poorer) in missing_words(opened.database)
    opened.database.close()


def test_what_was_kept_already_is_said_first(damaged: Path) -> None:
    person = Person("Quit")
    with pytest.raises(UserError):
        open_or_ask(damaged, person, before="The moment of the cramp is kept.")
    assert person.seen[0][1].startswith("The moment of the cramp is kept. The diary")


@pytest.mark.parametrize(("answer", "anyway"), [("Open anyway", True), ("Quit", False)])
def test_F48_another_computers_sign_is_a_question(answer: str, anyway: bool) -> None:  # noqa: N802
    person = Person(answer)
    assert ask_to_open_anyway("This diary is marked as open on another computer (kitchen).", person) is anyway
    assert "kitchen" in person.seen[0][1]


def test_a_copy_that_cannot_be_read_changes_nothing(damaged: Path) -> None:
    before = fingerprint(damaged.parent)
    (damaged.parent / "backups" / "bad.db").write_bytes(b"no diary")
    with pytest.raises(UserError, match="not a calfstretch diary"):
        restoring.restore_unopened(damaged, damaged.parent / "backups" / "bad.db")
    (damaged.parent / "backups" / "bad.db").unlink()
    after = fingerprint(damaged.parent)
    assert {name: after[name] for name in before if "backups" not in name or name.endswith(".db")} == {
        name: before[name] for name in before if "backups" not in name or name.endswith(".db")
    }
