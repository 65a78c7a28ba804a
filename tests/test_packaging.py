"""The two commands, the locked requirements and the wheel."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "packaging" / "requirements"
_PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _wanted(level: str) -> list[str]:
    """The requirement lines of an .in file, with those it takes over from another."""
    lines: list[str] = []
    for line in (REQUIREMENTS / f"{level}.in").read_text().splitlines():
        if line.startswith("-r "):
            lines += _wanted(line.removeprefix("-r ").removesuffix(".in"))
        elif line and not line.startswith("#"):
            lines.append(line)
    return lines


def _pins(level: str) -> set[tuple[str, str]]:
    lines = (REQUIREMENTS / f"{level}.txt").read_text().splitlines()
    return {(found[1], found[2]) for line in lines if (found := _PIN.match(line))}


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.iterdir()), ids=lambda path: path.name)
def test_requirements_name_no_host(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert "index-url" not in text and "find-links" not in text and "trusted-host" not in text


@pytest.mark.parametrize("level", ["app", "test"])
def test_the_lock_holds_everything_that_is_wanted(level: str) -> None:
    wanted = {_normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in _wanted(level)}
    assert wanted <= {name for name, _ in _pins(level)}


@pytest.mark.parametrize("level", ["app", "test"])
def test_every_pin_has_hashes(level: str) -> None:
    blocks = re.split(r"\n(?=\S)", (REQUIREMENTS / f"{level}.txt").read_text().strip())
    assert blocks
    for block in blocks:
        assert _PIN.match(block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_the_tests_run_against_the_versions_the_program_runs_with() -> None:
    assert _pins("app") <= _pins("test")


def test_no_umbrella_of_qt_and_no_version_that_breaks_a_hold() -> None:
    pins = _pins("app")
    assert not {name for name, _ in pins} & {"pyside6", "pyside6-addons"}
    lock = (REQUIREMENTS / "app.txt").read_text()
    below_3_12 = re.search(r"pyside6-essentials==(\d+)\.(\d+)\S* ; python_full_version < '3\.12'", lock)
    assert below_3_12 and (int(below_3_12[1]), int(below_3_12[2])) < (6, 12)


def test_the_metadata_asks_for_the_same_as_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert [line.replace("'", '"') for line in project["dependencies"]] == _wanted("app")


@pytest.mark.parametrize("script", ["run", "check", ".ci/run"])
def test_the_commands_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_the_set_up_leaves_the_variables_of_its_caller_alone(tmp_path: Path) -> None:
    # sh has no local variables: one used on both sides once chose the tests of a fresh checkout wrongly.
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\n[ "$2" = venv ] && mkdir -p "$4/bin" && cp "$0" "$4/bin/python"\nexit 0\n')
    fake.chmod(0o755)
    names = sorted(set(re.findall(r"\b([a-z_]+)=", (ROOT / "check").read_text())) - {"here", "found", "candidate"})
    assert "level" in names
    script = f"""
        here='{ROOT}'
        . "$here/packaging/setup.sh"
        {"; ".join(f"{name}=mine" for name in names)}
        make_environment "{tmp_path}/made" test "{fake}" || exit 1
        is_ready "{tmp_path}/made" test || exit 2
        {"; ".join(f'[ "${name}" = mine ] || echo {name}' for name in names)}
    """
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def _wheel(folder: Path) -> Path:
    env = os.environ | {"SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_built_twice_has_the_same_bytes_and_carries_the_assets(tmp_path: Path) -> None:
    if not (ROOT / "README.md").exists():
        pytest.skip("README.md, which the metadata names, is not written yet")
    first = _wheel(tmp_path / "first")
    before = (ROOT / "calfstretch" / "__init__.py").stat().st_mtime
    os.utime(ROOT / "calfstretch" / "__init__.py", (time.time(), time.time()))
    mask = os.umask(0o077)
    try:
        second = _wheel(tmp_path / "second")
    finally:
        os.umask(mask)
        os.utime(ROOT / "calfstretch" / "__init__.py", (before, before))
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    names = zipfile.ZipFile(first).namelist()
    inside = {f"calfstretch/{path.relative_to(ROOT)}" for path in (ROOT / "assets").rglob("*.svg")}
    assert inside and inside <= set(names)
    assert any(name.endswith("storage/sql/0001_diary.sql") for name in names)
