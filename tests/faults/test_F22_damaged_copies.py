"""F22: copies are damaged too: the newest good one is offered, the bad ones are named, and none of them counts."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calfstretch.commands.check import check
from calfstretch.commands.parser import parse
from calfstretch.errors import UserError
from calfstretch.opening import open_or_ask
from calfstretch.storage import backup
from calfstretch.storage.copies import Wish, look_after
from calfstretch.storage.database import open_diary
from tests.diaries import drinks_in, filled, harm_pages_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A diary of 17 entries with a good copy of 12 and three newer ones that are damaged in three ways."""
    path = filled(tmp_path / "diary" / "diary.db", 12)
    for ago in (4, 3, 2, 1):
        database = open_diary(path)
        copy = backup.make_copy(database.connection, path.parent / "backups", "diary")
        database.close()
        copy.rename(copy.with_name(f"diary-{backup.stamp(datetime.now(UTC) - timedelta(days=ago))}.db"))
        filled(path, 1)
    newest = bad_copies(path)
    harm_pages_of(newest[0], "drinks")
    os.truncate(newest[1], newest[1].stat().st_size // 2)
    newest[2].write_bytes(b"a shopping list")
    filled(path, 1)
    return path


def bad_copies(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*.db"), reverse=True)[:3]


def test_F22_newest_good_one_is_offered_and_the_bad_ones_are_named(path: Path) -> None:  # noqa: N802
    with path.open("r+b") as file:
        file.write(os.urandom(4096))
    seen: list[tuple[str, list[str]]] = []

    def take_the_copy(_title: str, _text: str, hint: str, ways: list[str]) -> int:
        seen.append((hint, ways))
        return 0

    opened = open_or_ask(path, take_the_copy)
    assert drinks_in(opened.database) == 12
    opened.database.close()
    ((hint, ways),) = seen
    assert ways[0].startswith("Open the newest good copy of ") and ways[0].endswith(", 12 entries")
    assert all(copy.name in hint for copy in bad_copies(path))


def test_F22_a_bad_copy_never_counts_as_the_one_of_its_day(path: Path) -> None:  # noqa: N802
    bad, now = bad_copies(path), datetime.now(UTC)
    content = [copy.read_bytes() for copy in bad]
    kept = look_after(Wish(path, now, now - timedelta(hours=30)))
    assert kept.newest is not None and kept.newest.entries == 17, "made, since the newest good one is four days old"
    assert [copy.read_bytes() for copy in bad] == content
    good = list(backup.good_copies(path.parent / "backups"))
    assert [copy.entries for copy in good] == [17, 12]


def test_F22_last_good_one_stays_whatever_is_asked_for(path: Path) -> None:  # noqa: N802
    (last,) = [copy.path for copy in backup.good_copies(path.parent / "backups")]
    harm_pages_of(path, "drinks")
    for _time in range(3):
        now = datetime.now(UTC)
        assert look_after(Wish(path, now, now, asked=True, at_start=True)).damage
    assert backup.inspect(last) is not None


def test_F22_check_says_which_are_bad(path: Path) -> None:  # noqa: N802
    options = parse(["--data-dir", str(path.parent), "check"])
    assert options is not None
    said = check(options)
    good, bad = said.split("Damaged copies")
    assert all(str(copy) in bad and str(copy) not in good for copy in bad_copies(path))
    harm_pages_of(path, "drinks")
    with pytest.raises(UserError, match="The newest good copy: .*12 entries"):
        check(options)
