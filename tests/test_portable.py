"""J9: a folder beside the program makes it portable; a folder that was named stands before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfstretch import cli, paths
from calfstretch.clock import FakeClock
from calfstretch.journal.place import look
from calfstretch.paths import PORTABLE, data_dir, portable_dir
from tests.diaries import journal_on

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the folder beside the program would be."""
    folder = tmp_path / "stick" / PORTABLE
    monkeypatch.setattr(paths, "portable_dir", lambda: folder)
    monkeypatch.setattr("calfstretch.journal.place.portable_dir", lambda: folder)
    monkeypatch.delenv("CALFSTRETCH_DATA_DIR")
    return folder


def test_the_folder_lies_beside_the_file_that_starts_the_program() -> None:
    assert portable_dir() == ROOT / PORTABLE and (portable_dir().parent / "run").is_file()


def test_a_diary_kept_there_is_never_taken_along_into_the_sources() -> None:
    assert f"/{PORTABLE}/" in (ROOT / ".gitignore").read_text().splitlines()


def test_it_is_used_where_somebody_made_it(beside: Path) -> None:
    usual = data_dir()
    assert usual != beside
    beside.mkdir(parents=True)
    assert data_dir() == beside
    assert cli.main(["log", "drink", "200"], clock=FakeClock()) == 0
    assert (beside / "diary.db").exists() and not (usual / "diary.db").exists()
    assert beside.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_named_stands_before_it(
    beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside.mkdir(parents=True)
    assert data_dir(tmp_path / "named") == tmp_path / "named"
    monkeypatch.setenv("CALFSTRETCH_DATA_DIR", str(tmp_path / "by environment"))
    assert data_dir() == tmp_path / "by environment"


def test_it_needs_no_home(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside.mkdir(parents=True)
    monkeypatch.setenv("HOME", "")
    assert data_dir() == beside


def test_settings_say_where_the_diary_is_and_why(beside: Path, tmp_path: Path) -> None:
    for folder, kind in ((beside, "portable"), (tmp_path / "named", "named"), (data_dir(), "usual")):
        journal = journal_on(folder / "diary.db")
        assert look(journal, folder).kind == kind
        journal.database.close()
        (folder / "diary.db").unlink()


def test_the_help_tells_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--help"])
    assert PORTABLE in " ".join(capsys.readouterr().out.split())
