"""The program answers: the quickest proof that it works with this Python and these libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import calfstretch
from tests.desktop_session import wait_until

pytestmark = pytest.mark.smoke
ROOT = Path(__file__).resolve().parent.parent


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-W", "error", "-m", "calfstretch", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_the_version_is_said() -> None:
    done = _run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert calfstretch.__version__ in done.stdout


def test_help_is_given() -> None:
    done = _run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--cramp" in done.stdout and "--demo" in done.stdout


def test_wrong_usage_is_said_and_counts_as_wrong_usage() -> None:
    done = _run("--no-such-option")
    assert done.returncode == 2
    assert "--no-such-option" in done.stderr and "Traceback" not in done.stderr


def test_the_window_paints(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-P", "-W", "error", "-m", "calfstretch", "--demo"]
    with log.open("wb") as file:
        env = os.environ | {"CALFSTRETCH_TIMING": "1", "TMPDIR": str(tmp_path)}
        program = subprocess.Popen(command, cwd=ROOT, env=env, stdout=file, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: "first paint" in log.read_text() or program.poll() is not None, "the first paint", 60)
    finally:
        program.terminate()
        program.wait(20)
    assert "first paint" in log.read_text() and "Traceback" not in log.read_text(), log.read_text()
