"""F25: HOME and XDG_* odd: never a diary in some other place, a plain message that names --data-dir."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from calfstretch.errors import UserError
from calfstretch.paths import data_dir
from calfstretch.storage.database import open_diary

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the desktop's rules of Linux")


@pytest.fixture(autouse=True)
def _nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CALFSTRETCH_DATA_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("xdg", [None, "", "relative/folder", "./here", "~/there"])
def test_F25_odd_data_home_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, xdg: str | None) -> None:  # noqa: N802
    monkeypatch.setenv("HOME", str(tmp_path))
    if xdg is not None:
        monkeypatch.setenv("XDG_DATA_HOME", xdg)
    assert data_dir() == tmp_path / ".local" / "share" / "calfstretch"


@pytest.mark.parametrize("home", ["", "relative"])
def test_F25_home_that_leads_anywhere_is_refused(monkeypatch: pytest.MonkeyPatch, home: str) -> None:  # noqa: N802
    monkeypatch.setenv("HOME", home)
    with pytest.raises(UserError, match="--data-dir"):
        data_dir()
    assert data_dir("/srv/diary") == Path("/srv/diary")


def test_F25_home_unset_is_looked_up_by_account(monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    import pwd

    monkeypatch.delenv("HOME")
    home = pwd.getpwuid(__import__("os").getuid()).pw_dir
    assert data_dir() == Path(home) / ".local" / "share" / "calfstretch"


def test_F25_home_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with pytest.raises(UserError, match=r"home/.local/share/calfstretch: Not a directory.*--data-dir"):
        open_diary(data_dir() / "diary.db")


def test_F25_named_folder_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: N802
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CALFSTRETCH_DATA_DIR", "named")
    assert data_dir() == tmp_path / "named"
    assert data_dir("~/other") == tmp_path / "other"
    assert data_dir("~nobody-of-this-name/x") == tmp_path / "~nobody-of-this-name" / "x"
