"""Starts the real program for a test, without a screen, and listens to what it says."""

from __future__ import annotations

import re
import selectors
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.diaries import child_env

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0


def start(folder: Path, script: str) -> subprocess.Popen[str]:
    """The real window with someone at its keys; `real_window` tells what a script may hold."""
    return _open([sys.executable, "-P", "tests/faults/real_window.py", str(folder), script])


def command(folder: Path, *words: str) -> subprocess.Popen[str]:
    """The real command line."""
    return _open([sys.executable, "-P", "-m", "calfstretch", "--data-dir", str(folder), *words])


def _open(words: list[str]) -> subprocess.Popen[str]:
    env = child_env() | {"CALFSTRETCH_SILENT": "1"}
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def window(folder: Path, script: str) -> Iterator[subprocess.Popen[str]]:
    """The real window, killed at the end if it is still there."""
    program = start(folder, script)
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def next_line(program: subprocess.Popen[str]) -> str:
    """The next line the program says.

    Raises:
        AssertionError: none came in time, or the program has ended.
    """
    assert program.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(program.stdout, selectors.EVENT_READ)
        heard = waiting.select(PATIENCE_S)
    line = program.stdout.readline().strip() if heard else ""
    if not line:
        program.kill()
        raise AssertionError(f"nothing was said: {program.communicate()[1]}")
    return line


def wait_for(program: subprocess.Popen[str], word: str) -> None:
    """Until the program says this word and nothing else."""
    assert next_line(program) == word


def busy_for_s(said: str) -> int:
    """Whole seconds of the question after a gap; a busy machine adds some to those of the test.

    Raises:
        AssertionError: it is another question.
    """
    found = re.fullmatch(r"The app was busy for (\d+) s\.", said)
    assert found, said
    return int(found[1])
