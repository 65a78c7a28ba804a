"""F09: the disk is full while a file is written: said with its folder, the older file untouched, no half left over."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from calfstretch.domain.person import Programme
from calfstretch.domain.routine import DAILY
from calfstretch.errors import UserError
from calfstretch.exchange.history_csv import write_history
from calfstretch.exchange.programme_file import write_programme
from calfstretch.exchange.safe_file import write_file
from calfstretch.journal import Journal
from tests.diaries import fill_disk, journal_on, small_disk
from tests.journal.entries import DAY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")


def _csv(journal: Journal, target: Path) -> object:
    return write_history(journal, target, None, None)


def _programme(_journal: Journal, target: Path) -> object:
    return write_programme(target, Programme(routine_id="r", first_day=DAY), DAILY)


def _slip(_journal: Journal, target: Path) -> object:
    return write_file(target, b"%PDF" + b"x" * 300_000)


WRITERS: list[Callable[[Journal, Path], object]] = [_csv, _programme, _slip]


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file grows beyond this: a write beyond it comes back short, as on a full disk, and the next is refused."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journal_on(tmp_path / "diary" / "diary.db")
    for ml in range(100, 130):
        made.days.add_drink(ml)
    yield made
    made.database.close()


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("size", [0, 100])
def test_F09_a_short_write_counts_as_failure(  # noqa: N802
    tmp_path: Path, journal: Journal, write: Callable[[Journal, Path], object], size: int
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    target = folder / "file"
    target.write_bytes(b"the older one")
    with files_end_at(size), pytest.raises(UserError) as caught:
        write(journal, target)
    assert str(folder) in caught.value.message, "the folder is named"
    assert target.read_bytes() == b"the older one"
    assert [each.name for each in folder.iterdir()] == ["file"], "nothing half-written is left"
    write(journal, target)
    assert len(target.read_bytes()) > 100


@pytest.mark.slow
@pytest.mark.desktop
@pytest.mark.parametrize("write", WRITERS)
def test_F09_a_real_full_disk(  # noqa: N802
    tmp_path: Path, journal: Journal, write: Callable[[Journal, Path], object]
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        target = disk / "file"
        target.write_bytes(b"the older one")
        ballast = fill_disk(disk)
        with pytest.raises(UserError, match="the disk is full") as caught:
            write(journal, target)
        assert str(disk) in caught.value.message
        assert target.read_bytes() == b"the older one"
        ballast.unlink()
        write(journal, target)
