"""F63: the chosen file alone can be written: it is written in place, the old bytes kept until all is on the disk."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.errors import UserError
from calfstretch.exchange import written_over
from calfstretch.exchange.safe_file import write_file

OLD, NEW = b"the old bytes, and more of them", b"new"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose folder takes no other file."""
    folder = tmp_path / "shut"
    folder.mkdir()
    target = folder / "history.csv"
    target.write_bytes(OLD)
    real = tempfile.mkstemp

    def refusing(*args: object, **named: object) -> tuple[int, str]:
        if named.get("dir") == folder:
            raise PermissionError(errno.EACCES, "no", str(folder))
        return real(*args, **named)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(tempfile, "mkstemp", refusing)
    return target


def test_F63_the_file_itself_is_written_where_its_folder_takes_no_other(chosen: Path, kept: Path) -> None:  # noqa: N802
    write_file(chosen, NEW)
    assert chosen.read_bytes() == NEW
    assert list(kept.iterdir()) == []


def test_F63_a_place_that_takes_no_new_file_is_said(chosen: Path, kept: Path) -> None:  # noqa: N802
    with pytest.raises(UserError, match="may not write there"):
        write_file(chosen.parent / "another.csv", NEW)
    assert list(kept.iterdir()) == []


def test_F63_when_it_breaks_off_the_old_bytes_stand_again(  # noqa: N802
    chosen: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = written_over._fill
    fills: list[Path] = []

    def breaking(target: Path, source: Path) -> None:
        fills.append(source)
        if len(fills) == 1:
            target.write_bytes(b"ha")
            raise OSError(errno.ENOSPC, "full")
        real(target, source)

    monkeypatch.setattr(written_over, "_fill", breaking)
    with pytest.raises(UserError, match="disk is full"):
        write_file(chosen, NEW)
    assert chosen.read_bytes() == OLD
    assert list(kept.iterdir()) == []


def test_F63_old_bytes_that_cannot_go_back_stay_in_a_copy_that_is_named(  # noqa: N802
    chosen: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(target: Path, _source: Path) -> None:
        target.write_bytes(b"ha")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(written_over, "_fill", breaking)
    with pytest.raises(UserError) as told:
        write_file(chosen, NEW)
    [copy] = [path for path in kept.iterdir() if "kept" in path.name]
    assert str(copy) in told.value.message
    assert copy.read_bytes() == OLD


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A file that is mounted alone over a read-only folder, as a sandbox does it."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting needs root")
    real, folder = tmp_path / "real.csv", tmp_path / "view"
    folder.mkdir()
    real.write_bytes(OLD)
    target = folder / "history.csv"
    target.touch()
    if subprocess.run(["mount", "--bind", str(real), str(target)], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    yield target
    subprocess.run(["umount", str(target)], check=True)


def test_F63_a_file_that_is_mounted_alone_is_written(mounted: Path, kept: Path) -> None:  # noqa: N802
    write_file(mounted, NEW)
    assert mounted.read_bytes() == NEW
    assert (mounted.parent.parent / "real.csv").read_bytes() == NEW
    assert list(kept.iterdir()) == []
    assert [path.name for path in mounted.parent.iterdir()] == ["history.csv"]
