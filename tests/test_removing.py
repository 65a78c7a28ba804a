"""J8: what is told after everything was removed, and the two ways on; the real program does it in one go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from calfstretch.desktop.hand_over import raise_message
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
from calfstretch.options import WindowOptions
from calfstretch.removing import remove_and_tell
from calfstretch.storage.database import open_diary
from tests.diaries import child_env, filled

ROOT = Path(__file__).resolve().parent.parent


class Asked:
    """Answers what is told with one answer after the other."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.texts: list[tuple[str, str, str]] = []

    def __call__(self, title: str, text: str, hint: str, ways: list[str]) -> int:
        self.texts.append((title, text, hint))
        return ways.index(self._answers.pop(0))


@pytest.fixture
def options(tmp_path: Path) -> WindowOptions:
    folder = tmp_path / "calfstretch"
    filled(folder / "diary.db", 3)
    claim = claim_or_hand_over(folder, raise_message({}))
    assert isinstance(claim, Claim)
    return WindowOptions(folder, claim)


def test_all_is_removed_and_counted_and_the_program_ends(options: WindowOptions) -> None:
    database = open_diary(options.data_dir / "diary.db")
    asked = Asked("Close calfstretch")
    assert remove_and_tell(database, options, (), asked) is None
    assert not options.data_dir.exists()
    ((title, text, hint),) = asked.texts
    assert (title, text) == ("Everything is removed", "3 files removed.")  # the diary, what is remembered, the lock
    assert "exported" in hint


def test_a_new_diary_can_follow_in_the_same_place(options: WindowOptions) -> None:
    database = open_diary(options.data_dir / "diary.db")
    anew = remove_and_tell(database, options, (), Asked("Start a new, empty diary"))
    assert anew is not None and anew.claim is not None and anew.claim is not options.claim
    assert [path.name for path in options.data_dir.iterdir()] == ["window.lock"]
    empty = open_diary(options.data_dir / "diary.db")
    assert empty.connection.execute("SELECT count(*) FROM drinks").fetchone()[0] == 0 and empty.lost_since is None
    empty.close()
    anew.claim.close()


def test_another_start_while_the_answer_is_read_becomes_the_window(options: WindowOptions) -> None:
    database = open_diary(options.data_dir / "diary.db")
    others: list[Claim] = []

    def another(title: str, text: str, hint: str, ways: list[str]) -> int:
        claim = claim_or_hand_over(options.data_dir, raise_message({}), timeout_s=0.2)
        assert isinstance(claim, Claim) and claim.ear is not None
        others.append(claim)
        return ways.index("Close calfstretch")

    assert remove_and_tell(database, options, (), another) is None
    address = others[0].lock.note.address
    assert Path(address).is_socket()  # still there for a third start
    others[0].close()


def test_what_could_not_be_removed_is_named_and_tried_again(
    options: WindowOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_diary(options.data_dir / "diary.db")
    real, refusals = Path.unlink, [OSError(16, "Device or resource busy")]

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self.name == "diary.db" and refusals:
            raise refusals.pop()
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    asked = Asked("Try again", "Close calfstretch")
    assert remove_and_tell(database, options, (), asked) is None
    first, second = asked.texts
    assert first[0] == "Some files are still there"
    assert f"{options.data_dir / 'diary.db'}: another program uses it." in first[1]
    assert second[:2] == ("Everything is removed", "3 files removed.")


_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from calfstretch import app, cli
from calfstretch.ui.settings.delete_sheet import DeleteSheet
from calfstretch.ui.start_problem import StartProblem
rounds, timers = [], []
def press():
    for told in QApplication.topLevelWidgets():
        if isinstance(told, StartProblem) and told.isVisible():
            print(told.windowTitle(), told.text.text(), round(told.text.font().pixelSize()), flush=True)
            next(button for button in told.buttons if button.words() == sys.argv[2]).click()
def hand(started_s):
    rounds.append(1)
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "show_page") and w.isVisible())
    journal = window.pages["today"]._context.journal
    def go():
        print("drinks", journal.database.connection.execute("SELECT count(*) FROM drinks").fetchone()[0], flush=True)
        if len(rounds) > 1:
            window.close()
            return
        timers.append(QTimer(interval=100))
        timers[0].timeout.connect(press)
        timers[0].start()
        window.show_page("settings")
        window.text_size_asked.emit(1)
        window.pages["settings"].parts[0].context.doors.delete_everything()
        sheet = window.findChild(DeleteSheet)
        sheet.word.setText("delete")
        sheet.button.click()
    QTimer.singleShot(50, go)
app._after_first_paint = hand
status = cli.main(["--data-dir", sys.argv[1]])
for timer in timers:
    timer.stop()
sys.exit(status)
"""


@pytest.mark.slow
def test_the_real_program_removes_all_and_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "calfstretch"
    filled(folder / "diary.db", 3)
    (folder / "letter.txt").write_text("mine")
    words = [sys.executable, "-P", "-c", _PROGRAM, str(folder), "Start a new, empty diary"]
    env = child_env() | {"CALFSTRETCH_SILENT": "1"}
    done = subprocess.run(words, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if line]
    assert told[0] == "drinks 3" and told[-1] == "drinks 0"
    # Told in the size of letters the person had.
    assert told[1] == "calfstretch 3 files removed. 20"
    assert (folder / "letter.txt").read_text() == "mine"


@pytest.mark.slow
def test_the_real_program_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "calfstretch"
    filled(folder / "diary.db", 3)
    words = [sys.executable, "-P", "-c", _PROGRAM, str(folder), "Close calfstretch"]
    env = child_env() | {"CALFSTRETCH_SILENT": "1"}
    done = subprocess.run(words, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "files removed" in done.stdout and not folder.exists()
