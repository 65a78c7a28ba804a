"""Opening the window from the command line: the cramp first, then one window per diary; Qt's part is a stand-in."""

from __future__ import annotations

import errno
import os
import stat
import sys
import types
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from calfstretch import cli
from calfstretch.clock import FakeClock
from calfstretch.commands import window
from calfstretch.desktop import spool
from calfstretch.desktop.lock import LOCK_NAME, HeldElsewhere, LockNote
from calfstretch.desktop.single_instance import Claim, Other
from calfstretch.domain.day import CheckIn
from calfstretch.domain.episode import Episode
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from calfstretch.options import WindowOptions
from calfstretch.storage.database import open_diary

NOW = datetime.fromisoformat("2026-11-22T02:14:00+01:00")
Seen = list[WindowOptions]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Puts a window in place of the real one that notes how it was opened."""
    opened: Seen = []
    _put_window(monkeypatch, lambda options: opened.append(options) or 0)
    return opened


def _put_window(monkeypatch: pytest.MonkeyPatch, run_window: Callable[[WindowOptions], int]) -> None:
    stand_in = types.ModuleType("calfstretch.app")
    stand_in.run_window = run_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "calfstretch.app", stand_in)


def _run(folder: Path | None, *words: str) -> int:
    named = ["--data-dir", str(folder)] if folder else []
    return cli.main([*named, *words], clock=FakeClock(NOW))


def _episodes(folder: Path) -> list[Episode]:
    database = open_diary(folder / "diary.db")
    found = Journal(database, FakeClock(NOW)).everything(Episode)
    database.close()
    return found


def test_a_plain_start_opens_the_window_with_the_claim(tmp_path: Path, seen: Seen) -> None:
    assert _run(tmp_path / "d") == 0
    assert seen[0].data_dir == tmp_path / "d"
    assert isinstance(seen[0].claim, Claim)
    assert (seen[0].demo, seen[0].demo_speed, seen[0].cramp_episode_id) == (False, 1.0, None)


def test_the_lock_is_given_back_when_the_window_ends(tmp_path: Path, seen: Seen) -> None:
    assert [_run(tmp_path), _run(tmp_path)] == [0, 0]
    assert len(seen) == 2


def test_the_windows_own_status_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put_window(monkeypatch, lambda options: 143)
    assert _run(tmp_path) == 143


def test_cramp_is_on_disk_before_the_window_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Episode] = []
    _put_window(monkeypatch, lambda options: found.extend(_episodes(options.data_dir)) or 0)
    assert _run(tmp_path, "--cramp") == 0
    assert [episode.at.iso() for episode in found] == ["2026-11-22T02:14:00+01:00"]
    assert found[0].draft


def test_cramp_names_its_episode_to_the_window(tmp_path: Path, seen: Seen) -> None:
    _run(tmp_path, "--cramp")
    assert seen[0].cramp_episode_id == _episodes(tmp_path)[0].id
    assert not seen[0].cramp_is_spooled


@pytest.mark.parametrize("is_kept", [True, False])
def test_cramp_tells_an_open_window_its_moment_where_that_is_kept_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_kept: bool
) -> None:
    if not is_kept:
        (tmp_path / "diary.db").write_bytes(b"")
        (tmp_path / spool.SPOOL_NAME).write_text("a file in the folder's place")
    told: list[dict[str, str]] = []
    monkeypatch.setattr(window, "problem_before_window", lambda: None)
    monkeypatch.setattr(
        window, "claim_or_hand_over", lambda folder, message, **_: told.append(message) or Other.ANSWERED
    )
    assert _run(tmp_path, "--cramp") == (0 if is_kept else 1)
    (message,) = told
    assert message.get("at") == (None if is_kept else "2026-11-22T02:14:00+01:00")


def test_cramp_waits_in_the_spool_where_the_diary_is_busy(tmp_path: Path, seen: Seen) -> None:
    database = open_diary(tmp_path / "diary.db")
    with database.transaction():
        assert _run(tmp_path, "--cramp") == 0
    database.close()
    assert seen[0].cramp_is_spooled
    waiting = list(spool.take_all(tmp_path))
    assert [(str(entry.episode_id), entry.moment) for entry in waiting] == [(seen[0].cramp_episode_id, NOW)]
    assert _episodes(tmp_path) == []


def test_cramp_is_kept_beside_a_damaged_diary(tmp_path: Path, seen: Seen) -> None:
    (tmp_path / "diary.db").write_bytes(b"")
    _run(tmp_path, "--cramp")
    assert [entry.moment for entry in spool.take_all(tmp_path)] == [NOW]
    assert (tmp_path / "diary.db").read_bytes() == b""


def test_cramp_is_kept_beside_a_diary_that_has_lost_a_table(tmp_path: Path, seen: Seen) -> None:
    database = open_diary(tmp_path / "diary.db")
    database.connection.execute("DROP TABLE episodes")
    database.close()
    _run(tmp_path, "--cramp")
    assert seen[0].cramp_is_spooled
    assert [entry.moment for entry in spool.take_all(tmp_path)] == [NOW]


def test_cramp_that_can_be_kept_nowhere_is_said_and_relief_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "d").write_text("in the way")
    opened: Seen = []
    _put_window(monkeypatch, lambda options: opened.append(options) or 1)
    assert _run(tmp_path / "d", "--cramp") == 1
    said = capsys.readouterr().err
    assert "02:14 could not be noted" in said and "write it down" in said and said.count("\n") == 1
    assert (opened[0].cramp_at, opened[0].claim, opened[0].cramp_is_spooled) == (NOW, None, False)
    assert opened[0].cramp_episode_id is not None


def test_cramp_that_can_be_kept_nowhere_without_a_screen_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, seen: Seen
) -> None:
    monkeypatch.setattr(window, "problem_before_window", lambda: "There is no screen.")
    (tmp_path / "d").write_text("in the way")
    assert _run(tmp_path / "d", "--cramp") == 1
    said = capsys.readouterr().err
    assert "02:14 could not be noted" in said and said.count("\n") == 1
    assert seen == []


def test_cramp_kept_nowhere_beside_an_open_window_still_raises_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: list[dict[str, str]]
) -> None:
    (tmp_path / "d").write_text("in the way")
    assert _run(tmp_path / "d", "--cramp") == 1
    assert [asked["do"] for asked in answers] == ["cramp"]
    assert "could not be noted" in capsys.readouterr().err


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Another window that answers; what it was asked."""
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(
        window, "claim_or_hand_over", lambda folder, message, **more: asked.append(message) or Other.ANSWERED
    )
    return asked


def test_a_folder_that_takes_no_lock_is_opened_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: Seen
) -> None:
    def refuse(*_words: object) -> Claim:
        raise UserError("The folder cannot be opened for writing.") from OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(window, "claim_or_hand_over", refuse)
    assert _run(tmp_path) == 1  # nothing there to be read
    open_diary(tmp_path / "diary.db").close()
    assert _run(tmp_path) == 0
    assert seen[0].claim is None


def test_a_second_start_raises_the_first_and_opens_nothing(tmp_path: Path, answers: list, seen: Seen) -> None:
    assert _run(tmp_path) == 0
    assert [message["do"] for message in answers] == ["raise"]
    assert seen == []


def test_a_second_cramp_is_written_here_and_shown_there(tmp_path: Path, answers: list, seen: Seen) -> None:
    assert _run(tmp_path, "--cramp") == 0
    assert answers[0]["do"] == "cramp"
    assert answers[0]["episode_id"] == _episodes(tmp_path)[0].id
    assert seen == []


def test_F49_a_window_that_hangs_is_said_and_the_moment_kept(  # noqa: N802
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seen: Seen
) -> None:
    monkeypatch.setattr(window, "claim_or_hand_over", lambda *_words, **_more: Other.SILENT)
    assert _run(tmp_path, "--cramp") == 0
    assert capsys.readouterr().out.startswith("Noted 02:14. calfstretch is not answering")
    assert len(_episodes(tmp_path)) == 1
    assert _run(tmp_path) == 1
    assert capsys.readouterr().err.startswith("calfstretch is not answering")
    assert seen == []


def test_without_a_screen_one_sentence_and_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seen: Seen
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert _run(tmp_path / "d") == 1
    said = capsys.readouterr()
    assert said.err.startswith("There is no screen") and said.err.count("\n") == 1
    assert not (tmp_path / "d").exists()
    assert seen == []


def test_without_a_screen_a_cramp_is_noted_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seen: Seen
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    for _press in range(2):
        assert _run(tmp_path, "--cramp") == 1
        assert capsys.readouterr().err.startswith("Noted 02:14. There is no screen")
    assert len(_episodes(tmp_path)) == 2
    assert seen == []


def test_a_window_that_cannot_open_says_so_after_the_cramp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(options: WindowOptions) -> int:
        raise UserError("The diary is damaged.")

    _put_window(monkeypatch, refuse)
    assert _run(tmp_path, "--cramp") == 1
    assert capsys.readouterr().err == "Noted 02:14. The diary is damaged.\n"


def _held_elsewhere(folder: Path, message: dict[str, str], take_from_other_computer: bool = False) -> Other:
    if take_from_other_computer:
        return Other.ANSWERED
    raise HeldElsewhere(LockNote(1, "kitchen", "2026-11-21T20:15:00+00:00"))


@pytest.mark.parametrize(("typed", "status"), [("y", 0), ("n", 1), ("", 1)])
def test_another_computers_sign_is_asked_about_at_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    monkeypatch.setattr(window, "claim_or_hand_over", _held_elsewhere)
    monkeypatch.setattr(window, "_at_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: typed)
    assert _run(tmp_path) == status


@pytest.mark.parametrize(("anyway", "status"), [(True, 0), (False, 1)])
def test_another_computers_sign_is_asked_about_in_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anyway: bool, status: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window, "claim_or_hand_over", _held_elsewhere)
    monkeypatch.setattr("calfstretch.opening.ask_to_open_anyway", lambda text: asked.append(text) or anyway)
    assert _run(tmp_path, "--cramp") == status
    assert asked[0].startswith("Noted 02:14. This diary is marked as open on another computer (kitchen")


def test_another_computers_sign_is_said_where_nobody_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(window, "claim_or_hand_over", _held_elsewhere)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    (tmp_path / LOCK_NAME).touch()
    assert _run(tmp_path) == 1
    assert "another computer (kitchen" in capsys.readouterr().err


# -- the demo --------------------------------------------------------------------------------------------------


def test_the_demo_has_a_private_diary_of_its_own_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "real"
    monkeypatch.setenv("CALFSTRETCH_DATA_DIR", str(real))
    seen: Seen = []

    def look(options: WindowOptions) -> int:
        seen.append(options)
        assert stat.S_IMODE(os.stat(options.data_dir).st_mode) == 0o700
        database = open_diary(options.data_dir / "diary.db")
        assert len(Journal(database, FakeClock(NOW)).everything(CheckIn)) > 100
        database.close()
        return 0

    _put_window(monkeypatch, look)
    assert _run(None, "--demo", "--demo-speed", "20") == 0
    assert seen[0].demo and seen[0].demo_speed == 20
    assert not seen[0].data_dir.exists()
    assert not real.exists()


def test_a_cramp_in_the_demo_never_reaches_the_real_diary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: Seen
) -> None:
    monkeypatch.setenv("CALFSTRETCH_DATA_DIR", str(tmp_path / "real"))
    assert _run(None, "--demo", "--cramp") == 0
    assert seen[0].cramp_episode_id is not None
    assert not (tmp_path / "real").exists()


def test_interrupted_from_the_keyboard_is_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(options: WindowOptions) -> int:
        raise KeyboardInterrupt

    _put_window(monkeypatch, interrupt)
    assert _run(tmp_path) == 130
