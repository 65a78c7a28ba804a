"""Files that are no files: each ends in one sentence, and a good one among them still comes in."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.domain.day import Activity
from calfstretch.ui.bring_in.sheet import BringInSheet
from tests.e2e.test_story_of_a_run import NOW, a_run
from tests.shared_files import FOLDER, MANIFEST, files
from tests.ui.whole import whole_window


def hostile(folder: Path) -> list[Path]:
    """A bomb, a nested one, a way out of the archive, a torn zip, noise, nothing, a picture, entities, a link."""
    folder.mkdir()
    bomb = zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED)
    bomb.writestr("run.gpx", b"\0" * 30_000_000)
    bomb.close()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("deep.zip", (folder / "bomb.zip").read_bytes())
    (folder / "nested.zip").write_bytes(inner.getvalue())
    with zipfile.ZipFile(folder / "out.zip", "w") as out:
        out.writestr("../../outside.fit", b"x")
    (folder / "torn.zip").write_bytes((folder / "out.zip").read_bytes()[:40])
    (folder / "bomb.fit.gz").write_bytes(gzip.compress(b"\0" * 40_000_000))
    (folder / "noise.fit").write_bytes(os.urandom(3000))
    (folder / "empty.tcx").write_bytes(b"")
    (folder / "picture.gpx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (folder / "entities.gpx").write_text('<!DOCTYPE g [<!ENTITY a "aaaa">]><gpx>&a;</gpx>')
    (folder / "gone.fit").symlink_to(folder / "nowhere.fit")
    return sorted(folder.iterdir())


def look_over(window: object, paths: list[Path], qtbot: QtBot) -> BringInSheet:
    window.doors.bring_in(paths)  # type: ignore[attr-defined]
    sheet = window.window.top_content()  # type: ignore[attr-defined]
    assert isinstance(sheet, BringInSheet)
    qtbot.waitUntil(sheet.preview.isVisible, timeout=120_000)
    return sheet


def test_each_ends_in_one_sentence_and_the_good_one_comes_in(tmp_path: Path, qtbot: QtBot) -> None:
    bad = hostile(tmp_path / "bad")
    with whole_window(tmp_path / "diary", now=NOW) as window:
        sheet = look_over(window, [*bad, a_run(tmp_path / "run.tcx")], qtbot)
        assert sheet.sentence.text().startswith("1 new run, ")
        told = {name for group in sheet.list.lines.looked.groups for name, _why in group.files}
        sentences = [why for group in sheet.list.lines.looked.groups for _name, why in group.files]
        assert {path.name for path in bad} <= {name.split(":")[0] for name in told}
        assert all(why and "Traceback" not in why and "Error" not in why for why in sentences), sentences
        sheet.bring_in()
        qtbot.waitUntil(lambda: window.window.top_content() is None)
        assert len(window.journal.everything(Activity)) == 1
    assert not (tmp_path / "outside.fit").exists() and not (tmp_path.parent / "outside.fit").exists()


@pytest.mark.slow
@pytest.mark.skipif(MANIFEST is None, reason="the large set of activity files is not here")
def test_every_hostile_file_of_the_large_set_ends_in_words(tmp_path: Path, qtbot: QtBot) -> None:
    paths = [FOLDER / row["file"] for row in files("bad") if (FOLDER / row["file"]).is_file()]
    assert paths
    with whole_window(tmp_path / "diary", now=NOW) as window:
        sheet = look_over(window, paths, qtbot)
        assert sheet.sentence.text() and not sheet.trouble.said
        assert window.window.messages.texts() == []
