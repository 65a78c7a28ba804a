"""The whole window: every way opens, every control has a name and does something, the keys of the product page."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from calfstretch import app, opening
from calfstretch.app import Window
from calfstretch.clock import FakeClock
from calfstretch.desktop.hand_over import HandOverSocket, cramp_message
from calfstretch.desktop.hand_over_listener import HandOverListener
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
from calfstretch.desktop.spool import put, take_all
from calfstretch.desktop.tones import SilentTones
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import new_id
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.errors import UserError
from calfstretch.opening import Opened
from calfstretch.options import WindowOptions
from calfstretch.storage.backup import make_copy
from calfstretch.storage.database import open_diary
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.rail import PAGES
from calfstretch.ui.relief.screen import ReliefScreen
from tests.diaries import filled, harm_pages_of
from tests.ui.relief.opened import full
from tests.ui.spoken import nameless, twins
from tests.ui.whole import MORNING, SHEETS, clock_of, settle, top, whole_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
SIZES = [(900, 560, 1.0), (1120, 740, 1.0), (1280, 800, 2.0)]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """The window on an empty diary."""
    with whole_window(tmp_path / "diary") as window:
        yield window


def _press(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or window.window, key, modifiers)
    settle()


def _sheet_titles(window: Window) -> list[str]:
    return [sheet.accessibleName() for sheet in window.window._sheets]


# -- Tab -------------------------------------------------------------------------------------------------------


def test_back_tab_goes_the_same_way_back(window: Window) -> None:
    first = QApplication.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is first


@pytest.mark.slow
@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_opens_speaks_and_closes_by_escape(window: Window, name: str) -> None:
    before = QApplication.focusWidget()
    SHEETS[name](window)
    settle()
    sheet = top(window)
    focus = QApplication.focusWidget()
    assert focus is not None and sheet.isAncestorOf(focus)
    assert nameless(sheet) == []
    assert twins(sheet) == []
    _press(window, Qt.Key.Key_Escape)
    assert window.window._sheets == []
    assert QApplication.focusWidget() is before


# -- keys ------------------------------------------------------------------------------------------------------


def test_today_opens_with_the_focus_on_start_and_space_begins(window: Window) -> None:
    _press(window, Qt.Key.Key_Space)
    full = window.window.full_screen()
    assert full is not None and type(full).__name__ == "GuideScreen"


def test_c_commits_the_moment_and_opens_relief(window: Window) -> None:
    _press(window, Qt.Key.Key_C)
    assert type(window.window.full_screen()).__name__ == "ReliefScreen"
    assert [episode.at.aware for episode in window.journal.everything(Episode)] == [MORNING]


def test_c_in_a_session_stops_it_and_keeps_what_was_done(window: Window) -> None:
    _press(window, Qt.Key.Key_Space)
    guide = window.window.full_screen()
    for _second in range(25):
        clock_of(window).advance(1)
        guide.runner.tick()  # type: ignore[union-attr]
    _press(window, Qt.Key.Key_C)
    assert type(window.window.full_screen()).__name__ == "ReliefScreen"
    sessions = window.journal.everything(Session)
    assert [session.outcome for session in sessions] == [Outcome.PARTIAL]


def test_c_in_relief_does_nothing(window: Window) -> None:
    _press(window, Qt.Key.Key_C)
    _press(window, Qt.Key.Key_C)
    assert len(window.journal.everything(Episode)) == 1


def test_keys_open_sheets(window: Window) -> None:
    for key, title in ((Qt.Key.Key_N, "Spasm"), (Qt.Key.Key_D, "The day"), (Qt.Key.Key_Slash, "Keys")):
        _press(window, key, CONTROL)
        assert _sheet_titles(window) == [title]
        _press(window, Qt.Key.Key_Escape)
        assert _sheet_titles(window) == []


def test_control_and_a_number_show_the_page(window: Window) -> None:
    for number, page in reversed(list(enumerate(PAGES, 1))):
        _press(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        assert window.window.current == page


def test_control_e_shows_share_and_f1_safety(window: Window) -> None:
    _press(window, Qt.Key.Key_E, CONTROL)
    assert window.window.current == "share"
    _press(window, Qt.Key.Key_F1)
    assert window.window.current == "learn"


def test_control_f_puts_the_cursor_into_the_search(window: Window) -> None:
    _press(window, Qt.Key.Key_F, CONTROL)
    assert window.window.current == "history"
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_undo_and_redo_go_through_many_levels_and_say_so(window: Window) -> None:
    for ml in (200, 500):
        window.journal.days.add_drink(ml)
    day = window.journal.today()
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert window.journal.days.entries(day).drinks_ml == 200
    assert window.window.undo_bar.isVisible()
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert window.journal.days.entries(day).drinks_ml == 0
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert window.window.undo_bar.text.text() == "Nothing to take back."
    _press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    _press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert window.journal.days.entries(day).drinks_ml == 700


@pytest.mark.slow
def test_text_size_by_keys_is_kept_and_ends_at_both_ends(window: Window) -> None:
    for key, scale in ((Qt.Key.Key_Plus, 1.1), (Qt.Key.Key_Plus, 1.2), (Qt.Key.Key_Minus, 1.1), (Qt.Key.Key_0, 1.0)):
        _press(window, key, CONTROL)
        assert (window.theme.scale, window.journal.setting("text_scale")) == (scale, scale)
    _press(window, Qt.Key.Key_Minus, CONTROL)
    assert window.theme.scale == 1.0


def test_f11_fills_the_screen_and_returns(window: Window) -> None:
    _press(window, Qt.Key.Key_F11)
    assert window.window.isFullScreen()
    _press(window, Qt.Key.Key_F11)
    assert not window.window.isFullScreen()


# -- time and the world ----------------------------------------------------------------------------------------


def test_the_day_rolls_over_while_the_window_stays_open(qapp: QApplication, tmp_path: Path) -> None:
    with whole_window(tmp_path / "diary", now=MORNING.replace(hour=23)) as window:
        window.journal.days.add_drink(500)
        page = window.window.pages["today"]
        assert "Good evening" in _words(page)
        assert "0.5 L" in _words(page)
        clock_of(window).set_now(MORNING.replace(hour=4) + timedelta(days=1, seconds=1))
        window.days.look()  # the timer of the window does this
        settle()
        assert "Good morning" in _words(page)
        assert "0.5 L" not in _words(page).replace("yesterday: 0.5 L", "")
        assert window.days._timer.remainingTime() > 7 * 3600 * 1000


def _words(page: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_what_a_command_wrote_is_seen_when_the_window_is_looked_at(window: Window) -> None:
    from calfstretch.journal import Journal

    database = open_diary(window.journal.database.path)
    Journal(database, clock_of(window), origin="command").days.add_drink(750)
    database.close()
    page = window.window.pages["today"]
    assert "0.75 L" not in _words(page)
    window._looked_at(Qt.ApplicationState.ApplicationActive)
    settle()
    assert "0.75 L" in _words(page)


def test_a_cramp_handed_over_opens_relief_once_and_a_second_waits_as_a_draft(window: Window) -> None:
    ids = [window.journal.episodes.begin().id for _press in range(2)]
    for episode_id in ids:
        window.handed_in.take({"do": "cramp", "episode_id": episode_id})
    settle()
    full = window.window.full_screen()
    assert type(full).__name__ == "ReliefScreen"
    assert {episode.id for episode in window.journal.episodes.drafts()} == set(ids)


def test_a_cramp_that_could_be_kept_nowhere_is_handed_over_with_its_moment(window: Window) -> None:
    began = MORNING - timedelta(seconds=10)
    message = cramp_message(new_id(), {}, began)
    window.handed_in.take(message)
    settle()
    relief = window.window.full_screen()
    assert isinstance(relief, ReliefScreen)
    assert (relief.saved.text(), relief.seconds.text()) == ("Saved 08:59", "10 s")
    (episode,) = window.journal.everything(Episode)
    assert (episode.id, episode.at.aware) == (message["episode_id"], began)


@pytest.mark.parametrize("takes", ["diary", "spool", "nothing"])
def test_a_second_one_during_relief_is_kept_as_well_or_said_to_be_lacking(
    window: Window, monkeypatch: pytest.MonkeyPatch, takes: str
) -> None:
    _press(window, Qt.Key.Key_C)
    relief = window.window.full_screen()
    if takes != "diary":
        window.journal.database.read_only = "Nothing can be saved here."
    if takes == "nothing":
        shutil.rmtree(window._options.data_dir / "spool", ignore_errors=True)
        (window._options.data_dir / "spool").write_text("a file in the folder's place")
    message = cramp_message(new_id(), {}, MORNING - timedelta(seconds=10))
    window.handed_in.take(message)
    settle()
    assert window.window.full_screen() is relief
    in_diary = message["episode_id"] in {episode.id for episode in window.journal.everything(Episode)}
    in_spool = message["episode_id"] in {str(cramp.episode_id) for cramp in take_all(window._options.data_dir)}
    assert (in_diary, in_spool) == (takes == "diary", takes == "spool")
    said = any("08:59" in text and "write it down" in text for text in window.window.messages.texts())
    assert said == (takes == "nothing")


@pytest.mark.parametrize("takes", ["nothing", "nothing yet", "again"])
def test_a_cramp_that_waits_beside_the_diary_stays_one_cramp(
    window: Window, monkeypatch: pytest.MonkeyPatch, takes: str
) -> None:
    journal, folder, began = window.journal, window._options.data_dir, MORNING - timedelta(seconds=10)
    episode_id = put(folder, uuid4(), began).stem
    if takes == "nothing":
        journal.database.read_only = "Nothing can be saved here."
    with monkeypatch.context() as busy:
        busy.setattr(journal.episodes, "take_in", full)
        window.handed_in.take({"do": "cramp", "episode_id": episode_id})
    settle()
    relief = window.window.full_screen()
    assert isinstance(relief, ReliefScreen)
    assert (relief.episode_id, relief.saved.text(), relief.seconds.text()) == (episode_id, "Saved 08:59", "10 s")
    if takes == "nothing yet":
        monkeypatch.setattr(journal.episodes, "begin", full)
    relief.leave()
    waiting = {str(cramp.episode_id) for cramp in take_all(folder)}
    in_diary = {episode.id for episode in journal.everything(Episode)}
    assert waiting | in_diary == {episode_id}
    assert bool(in_diary) == (takes == "again")


@pytest.mark.parametrize(
    "at",
    [
        "last night",
        "9999-12-31T23:59:59-12:00",
        *(pytest.param(at, marks=pytest.mark.slow) for at in ("", "2026-11-22T08:59:00", "0001-01-01T00:00:00+14:00")),
    ],
)
def test_a_moment_that_is_none_keeps_nobody_from_relief(window: Window, at: str) -> None:
    window.handed_in.take({"do": "cramp", "episode_id": new_id(), "at": at})
    settle()
    assert isinstance(window.window.full_screen(), ReliefScreen)


def test_a_cramp_of_the_start_opens_relief_at_once(qapp: QApplication, tmp_path: Path) -> None:
    with whole_window(tmp_path / "diary") as window:
        episode_id = window.journal.episodes.begin().id
    with whole_window(tmp_path / "diary", cramp_episode_id=episode_id) as window:
        assert type(window.window.full_screen()).__name__ == "ReliefScreen"


@pytest.mark.parametrize("cramp", [False, True])
def test_the_end_of_the_start_is_noticed_with_relief_too(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cramp: bool
) -> None:
    painted: list[float] = []
    monkeypatch.setattr(app, "_after_first_paint", painted.append)
    with whole_window(tmp_path / "diary") as window:
        episode_id = window.journal.episodes.begin().id if cramp else None
    painted.clear()
    with whole_window(tmp_path / "diary", cramp_episode_id=episode_id):
        settle()
        assert len(painted) == 1


def test_what_waits_in_the_spool_is_taken_in_at_the_start_once(qapp: QApplication, tmp_path: Path) -> None:
    from uuid import uuid4

    from calfstretch.desktop import spool

    (tmp_path / "diary").mkdir()
    episode_id = uuid4()
    spool.put(tmp_path / "diary", episode_id, datetime.fromisoformat("2026-11-22T02:14:00+01:00"))
    for _start in range(2):
        with whole_window(tmp_path / "diary") as window:
            assert [episode.id for episode in window.journal.everything(Episode)] == [str(episode_id)]
    assert list(spool.take_all(tmp_path / "diary")) == []


def test_the_first_day_is_remembered_and_earlier_days_are_not_asked_about(window: Window) -> None:
    assert window.journal.setting("first_used_day") == "2026-11-22"
    assert "Any calf spasms" not in _words(window.window.pages["today"])


def test_what_the_opening_did_is_told_until_it_was_read(qapp: QApplication, tmp_path: Path) -> None:
    with whole_window(tmp_path / "diary", said="This is the copy.") as window:
        assert window.window.messages.texts() == ["This is the copy."]
        window.window.messages._lines["opening"].action.click()
        assert window.window.messages.texts() == []


def test_size_and_place_are_kept(qapp: QApplication, tmp_path: Path) -> None:
    with whole_window(tmp_path / "diary", size=(1000, 700)):
        pass
    with whole_window(tmp_path / "diary", size=(1000, 700)) as window:
        assert window.journal.setting("window_geometry")


# -- right to left ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("right_to_left")
def test_left_and_right_never_swap(window: Window) -> None:
    _press(window, Qt.Key.Key_Space)
    guide = window.window.full_screen()
    from calfstretch.ui.widgets.soles import Soles

    soles = guide.findChild(Soles)  # type: ignore[union-attr]
    assert soles is not None
    assert soles.layoutDirection() == Qt.LayoutDirection.LeftToRight or _draws_left_at_left(soles)


def _draws_left_at_left(soles: QWidget) -> bool:
    mirrored = soles.grab().toImage()
    soles.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    settle()
    return mirrored == soles.grab().toImage()


def test_asking_twice_for_a_new_spasm_opens_one_form(window: Window) -> None:
    for _again in range(2):
        _press(window, Qt.Key.Key_N, CONTROL)
        settle()
    assert len(window.window.findChildren(EpisodeForm)) == 1


# -- entries that may be missing -------------------------------------------------------------------------------


def _put_back_an_old_copy(folder: Path) -> None:
    """The diary holds fewer entries than were noted in it."""
    filled(folder / "diary.db", 3)
    shutil.copy(folder / "diary.db", folder / "old.db")
    filled(folder / "diary.db", 3)
    shutil.move(folder / "old.db", folder / "diary.db")


@pytest.mark.slow
def test_F13_the_strip_stays_until_it_is_understood_and_then_for_good(  # noqa: N802
    qapp: QApplication, tmp_path: Path
) -> None:
    _put_back_an_old_copy(tmp_path)
    for _start in range(2):
        with whole_window(tmp_path) as window:
            (text,) = window.window.messages.texts()
            assert text.startswith("Entries may be missing since 22 Nov 2026")
            button = window.window.messages.findChildren(QAbstractButton)[0]
            assert button.text() == "Understood" or button.accessibleName() == "Understood"
            window.journal.days.add_drink(200)
    with whole_window(tmp_path) as window:
        window.window.messages.findChildren(QAbstractButton)[0].click()
        assert window.window.messages.texts() == []
    with whole_window(tmp_path) as window:
        assert window.window.messages.texts() == []


def test_F13_the_window_remembers_at_a_calm_moment(qapp: QApplication, tmp_path: Path) -> None:  # noqa: N802
    with whole_window(tmp_path) as window:
        window.journal.database.remember()
        known = (tmp_path / "diary.db-newest").read_bytes()
        window._calm.setInterval(0)
        window.journal.days.add_drink(200)
        assert (tmp_path / "diary.db-newest").read_bytes() == known
        settle()
        assert (tmp_path / "diary.db-newest").read_bytes() != known
        assert not window._calm.isActive()


# -- a diary damaged inside ------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["sqlite_autoindex_settings_1", "episodes_draft"])
def test_F12_damage_found_while_the_window_opens_is_asked_about_as_any_other(  # noqa: N802
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    path = filled(tmp_path / "diary.db", 30)
    with closing(open_diary(path)) as database:
        make_copy(database.connection, tmp_path / "backups", "daily")
    harm_pages_of(path, part)
    seen: list[tuple[str, str, list[str]]] = []

    def first_way(title: str, text: str, hint: str, ways: list[str]) -> int:
        seen.append((title, text, ways))
        return 0

    monkeypatch.setattr(opening, "show", first_way)
    window, log = app._open(qapp, FakeClock(MORNING), WindowOptions(tmp_path, None), 0.0)
    settle()
    ((title, text, ways),) = seen
    assert title == "The diary cannot be read" and str(path) in text
    assert ways[0].endswith("30 entries") and ways[-1] == "Quit"
    (kept,) = tmp_path.glob("diary-set-aside-*.db")
    assert kept.name in window.window.messages.texts()[0].replace("\u200b", "")
    log.uninstall()
    window.window.close()
    window.give_up()
    window.journal.database.close()
    settle()


class BrokenError(Exception):
    """Some mistake of ours."""


@pytest.mark.parametrize("part", ["Theme", "MainWindow", "DayWatch", "CrashLog", "FirstPaint"])
def test_window_that_cannot_be_built_leaves_nothing_taken(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def breaks(*_arguments: object, **_named: object) -> None:
        raise BrokenError

    opened: list[Opened] = []
    listening: list[HandOverListener] = []
    tones: list[object] = []

    class Listener(HandOverListener):
        def __init__(self, ear: HandOverSocket, parent: QObject | None = None) -> None:
            super().__init__(ear, parent)
            listening.append(self)

        def close(self) -> None:
            super().close()
            listening.remove(self)

    class Quiet(SilentTones):
        def __init__(self) -> None:
            super().__init__()
            tones.append(self)

        def stop(self) -> None:
            tones.remove(self)

    monkeypatch.setattr(app, "open_or_ask", lambda path, **_: opened.append(Opened(open_diary(path))) or opened[0])
    monkeypatch.setattr(app, "HandOverListener", Listener)
    monkeypatch.setattr(app, "SilentTones", Quiet)
    monkeypatch.setattr(app, part, breaks)
    claim = claim_or_hand_over(tmp_path, {})
    assert isinstance(claim, Claim)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows of other tests
    before = (sys.excepthook, signal.getsignal(signal.SIGTERM), len(QApplication.topLevelWidgets()))
    try:
        with pytest.raises(BrokenError):
            app._open(qapp, FakeClock(MORNING), WindowOptions(tmp_path, claim), 0.0)
    finally:
        claim.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].database.connection.execute("SELECT 1")
    assert (listening, tones) == ([], [])
    assert (sys.excepthook, signal.getsignal(signal.SIGTERM), len(QApplication.topLevelWidgets())) == before


def test_F12_damage_found_while_the_window_runs_is_said_and_nothing_more_is_written(  # noqa: N802
    window: Window, tmp_path: Path
) -> None:
    window.doors.describe_episode()
    settle()
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    window.tell_of_trouble(error)
    settle()
    (text,) = window.window.messages.texts()
    assert "damaged" in text and "nothing more is written" in text and "start it again" in text
    assert _sheet_titles(window) == ["Spasm"], "what was typed stays to be copied out"
    with pytest.raises(UserError, match="nothing more is written"):
        window.journal.days.add_drink(200)


def test_our_own_mistake_is_not_said_to_be_damage(window: Window) -> None:
    window.tell_of_trouble(ValueError("no"))
    settle()
    assert window.window.messages.texts() == []
    assert "your diary is safe" in window.window.undo_bar.text.text()
