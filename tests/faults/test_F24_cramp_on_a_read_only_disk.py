"""F24: a cramp on a disk that takes nothing: relief opens all the same, and the moment is kept as soon as it can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from calfstretch import app, opening
from calfstretch.app import Window
from calfstretch.clock import FakeClock
from calfstretch.commands.diary import take_in_spool
from calfstretch.desktop import spool
from calfstretch.domain.record import new_id
from calfstretch.domain.routine import Leg
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from calfstretch.options import WindowOptions
from calfstretch.storage.database import open_diary
from calfstretch.ui.relief.screen import ReliefScreen
from tests.diaries import drinks_in, fill_disk, filled, read_only, small_disk
from tests.ui.whole import MORNING, settle


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")
    monkeypatch.setattr(opening, "show", lambda *_: pytest.fail("a question stands before relief"))


@contextmanager
def _opened(folder: Path) -> Iterator[Window]:
    """The window after --cramp whose moment, ten seconds ago, could be kept nowhere."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    at = MORNING - timedelta(seconds=10)
    options = WindowOptions(folder, None, cramp_episode_id=new_id(), cramp_at=at)
    window, log = app._open(application, FakeClock(MORNING), options, 0.0)
    settle()
    try:
        yield window
    finally:
        log.uninstall()
        window.window.close()
        window.give_up()
        settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window.journal.database.close()


def _relief(window: Window) -> ReliefScreen:
    screen = window.window.full_screen()
    assert isinstance(screen, ReliefScreen)
    return screen


REAL = [pytest.mark.desktop, pytest.mark.slow]  # a disk is mounted, which root alone can do
STUBBORN = [
    "nothing may be written",
    *(pytest.param(name, marks=REAL) for name in ("read-only disk", "read-only disk without a diary", "full disk")),
]


@contextmanager
def _nothing_may_be_written() -> Iterator[None]:
    """What a read-only place answers, without one."""

    def refuse(path: Path, *_args: object, **_more: object) -> None:
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY
        raise error

    def put(*_args: object, **_more: object) -> None:
        raise UserError("Nothing can be kept there.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("calfstretch.storage.database._open_for_writing", refuse)
        patch.setattr(spool, "put", put)
        yield


@pytest.fixture(params=STUBBORN)
def stubborn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A diary's folder that takes nothing, and what lets it take something again."""
    folder = tmp_path / "disk"
    with ExitStack() as stack:
        if request.param == "full disk":
            stack.enter_context(small_disk(folder))
            filled(folder / "diary.db", 3)
            ballast = fill_disk(folder)
            yield folder, ballast.unlink
            return
        folder.mkdir()
        if not request.param.endswith("without a diary"):
            filled(folder / "diary.db", 3)
        inner = stack.enter_context(ExitStack())
        is_real = request.param.startswith("read-only")
        inner.enter_context(read_only(folder) if is_real else _nothing_may_be_written())
        yield folder, inner.close


def test_F24_relief_opens_says_so_and_keeps_the_moment_when_it_can(  # noqa: N802
    qapp: QApplication, stubborn: tuple[Path, Callable[[], None]]
) -> None:
    folder, give_way = stubborn
    with _opened(folder) as window:
        screen = _relief(window)
        assert screen.saved.text() == "08:59, not saved yet: write it down"
        assert screen.seconds.text() == "10 s"
        assert window.lacks_cramp(), "the exit status says so"
        give_way()
        screen.tick()
        assert screen.saved.text() == "Saved 08:59"
        screen.done()
        assert not window.lacks_cramp()
        assert not any("not saved" in text for text in window.window.messages.texts())
        episode_id = screen.episode_id
    waiting = [str(cramp.episode_id) for cramp in spool.take_all(folder)]
    database = open_diary(folder / "diary.db")
    in_diary = [row[0] for row in database.connection.execute("SELECT id FROM episodes")]
    assert waiting + in_diary == [episode_id]
    database.close()


def test_F24_leg_and_easing_wait_beside_the_diary_too_and_come_in_with_the_moment(  # noqa: N802
    qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    filled(folder / "diary.db", 3)
    with ExitStack() as stack:
        inner = stack.enter_context(ExitStack())
        inner.enter_context(_nothing_may_be_written())
        with _opened(folder) as window:
            inner.close()
            screen = _relief(window)
            assert window.journal.database.read_only is not None
            assert window.window.messages.isHidden(), "no lines stand above relief"
            screen.set_leg(Leg.RIGHT)
            clock = window.journal.clock
            assert isinstance(clock, FakeClock)
            clock.advance(28)
            screen.ease()
            assert screen.saved.text() == "Saved 08:59"
            screen.done()
            assert not window.window.messages.isHidden()
            episode_id = screen.episode_id
    database = open_diary(folder / "diary.db")
    journal = Journal(database, FakeClock(MORNING))
    take_in_spool(journal, folder)
    episode = journal.episodes.get(episode_id)
    assert episode is not None
    assert (episode.leg, episode.eased_after_s) == (Leg.RIGHT, 38)
    assert list(spool.take_all(folder)) == []
    database.close()


def test_F24_what_stays_unkept_is_said_when_relief_goes(  # noqa: N802
    qapp: QApplication, stubborn: tuple[Path, Callable[[], None]]
) -> None:
    folder, _give_way = stubborn
    with _opened(folder) as window:
        _relief(window).done()
        texts = " ".join(window.window.messages.texts())
        assert "The cramp of 08:59 is not saved yet. Write it down to be safe." in texts.replace("\u200b", "")
        assert window.lacks_cramp()


def test_F24_not_a_cramp_after_all_leaves_nothing_waiting(  # noqa: N802
    qapp: QApplication, stubborn: tuple[Path, Callable[[], None]]
) -> None:
    folder, give_way = stubborn
    with _opened(folder) as window:
        give_way()
        _relief(window).tick()
        _relief(window).not_a_cramp()
    assert list(spool.take_all(folder)) == []


@pytest.mark.desktop
@pytest.mark.slow
def test_F24_a_damaged_diary_on_a_read_only_disk_keeps_nobody_from_relief(  # noqa: N802
    qapp: QApplication, tmp_path: Path
) -> None:
    path = filled(tmp_path / "disk" / "diary.db", 30)
    path.write_bytes(path.read_bytes()[:5000])
    with read_only(path.parent), _opened(path.parent) as window:
        assert "not saved yet" in _relief(window).saved.text()
        assert "damaged" in window.window.messages.texts()[0]
        assert drinks_in(window.journal.database) == 0
