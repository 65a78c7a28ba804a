"""F27: a link to one's own diary is followed, another account's diary is refused in words."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from calfstretch.storage.database import ForeignDiaryError, open_diary
from tests.diaries import drinks_in, filled, fingerprint


def test_F27_link_to_ones_own_diary_is_followed(tmp_path: Path) -> None:  # noqa: N802
    path = filled(tmp_path / "cloud" / "diary.db", 3)
    (tmp_path / "calfstretch").mkdir()
    (tmp_path / "calfstretch" / "diary.db").symlink_to(path)
    database = open_diary(tmp_path / "calfstretch" / "diary.db")
    assert drinks_in(database) == 3
    database.close()
    assert (tmp_path / "calfstretch" / "diary.db").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such owner there")
def test_F27_diary_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    path = filled(tmp_path / "theirs" / "diary.db", 3)
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    (tmp_path / "link.db").symlink_to(path)
    before = fingerprint(tmp_path)
    for each in (path, tmp_path / "link.db"):
        with pytest.raises(ForeignDiaryError, match="belongs to another account"):
            open_diary(each)
    assert fingerprint(tmp_path) == before
