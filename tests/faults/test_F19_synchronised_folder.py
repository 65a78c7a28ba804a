"""F19: the diary lies in a folder that a program copies to other computers: said once, and what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.diary_lines import PLACE_TOLD_SETTING, DiaryLines, place_words
from calfstretch.storage import disks
from tests.ui.every_screen import show_state

FOLDERS = {
    "Dropbox": "Dropbox",
    "Dropbox (Personal)": "Dropbox",
    "OneDrive - Clinic of Calves": "OneDrive",
    "GoogleDrive-me@example.org": "Google Drive",
    "Google Drive": "Google Drive",
    "Nextcloud": "Nextcloud",
    "nextcloud": "Nextcloud",
    "iCloud Drive": "iCloud",
    "Mobile Documents": "iCloud",
    "Syncthing": "Syncthing",
    "Dropboxes of my life": "",
    "my nextcloud": "",
    "diary": "",
}


@pytest.mark.parametrize(("name", "program"), FOLDERS.items())
def test_F19_told_by_the_folders_name(tmp_path: Path, name: str, program: str) -> None:  # noqa: N802
    folder = tmp_path / name / "health" / "calfstretch"
    folder.mkdir(parents=True)
    assert disks.synchronised_by(folder) == program
    assert (program in place_words(folder)) if program else place_words(folder) == ""


@pytest.mark.parametrize(("sign", "program"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_F19_told_by_what_the_program_leaves_in_it(tmp_path: Path, sign: str, program: str) -> None:  # noqa: N802
    (tmp_path / "mine" / sign).mkdir(parents=True)
    assert disks.synchronised_by(tmp_path / "mine" / "calfstretch") == program


def test_F19_said_once(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    stage = show_state("today, empty", tmp_path / "Dropbox", qtbot, 1120, 740)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    lines.tell_of_place()
    (text,) = stage.window.messages.texts()
    assert text == (
        "Do not keep the running diary in a synchronised folder (Dropbox): two computers can spoil it. "
        "Put the copies there."
    )
    stage.window.messages._lines["place"].acted.emit()
    assert stage.window.messages.texts() == []
    assert stage.journal.setting(PLACE_TOLD_SETTING) == str(tmp_path / "Dropbox" / "diary")
    lines.tell_of_place()
    assert stage.window.messages.texts() == []
    lines.close()
