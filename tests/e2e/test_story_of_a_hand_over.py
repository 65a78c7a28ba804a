"""Story 4.5 in a real window, by keyboard alone: handing the page over again takes three keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from calfstretch.clock import SystemClock
from calfstretch.demo import fill
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary
from tests.desktop_session import Desktop, wait_until

pytestmark = pytest.mark.desktop
KEYS = ("ctrl+e", "Return", "Return")


@pytest.fixture
def handed_over_before(tmp_path: Path) -> Path:
    """A diary of half a year, of which the page was saved once, into the folder `out`."""
    folder = tmp_path / "diary"
    folder.mkdir()
    database = open_diary(folder / DIARY_NAME)
    fill(database, until=SystemClock().now())
    journal = Journal(database, SystemClock())
    journal.set_setting("first_run_read", True)
    (tmp_path / "out").mkdir()
    journal.set_setting("share_folder", str(tmp_path / "out"))
    database.close()
    return folder


def test_story_4_5_handing_the_page_over_again_takes_three_keys(
    desktop: Desktop, handed_over_before: Path, tmp_path: Path
) -> None:
    desktop.start("--data-dir", str(handed_over_before), CALFSTRETCH_SILENT="1")
    desktop.wait_for_window("calfstretch")
    for key in KEYS[:-1]:
        desktop.key(key)
    desktop.wait_for_window("Save the page as a PDF")
    desktop.key(KEYS[-1])
    found = wait_until(lambda: list((tmp_path / "out").glob("*.pdf")), "the page in its folder", 30)
    desktop.screenshot(tmp_path / "saved.png")
    assert len(KEYS) == 3
    assert found[0].name.startswith("calfstretch-page-") and found[0].stat().st_mode & 0o777 == 0o600
    assert "Calf spasm diary" in PdfReader(found[0]).pages[0].extract_text()
    assert [name for name in os.listdir(tmp_path / "out") if not name.endswith(".pdf")] == []
    assert "Traceback" not in desktop.output() and "went wrong" not in desktop.output()
