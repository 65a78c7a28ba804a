"""The window as a screen reader has it: names in the real accessibility tree, and Start pressed through it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop_session import Desktop, wait_until

# The reader's library belongs to the system's own Python.
_PYTHON = "/usr/bin/python3"
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_READER = """
import json, sys
import pyatspi

def walk(at, depth=0):
    for child in at:
        if child is None:
            continue
        yield child
        if depth < 40:
            yield from walk(child, depth + 1)

app = next((a for a in pyatspi.Registry.getDesktop(0) if a is not None and a.name == "calfstretch"), None)
if app is None:
    print("null")
    sys.exit()
found = [one for one in walk(app) if one.getState().contains(pyatspi.STATE_SHOWING)]
if len(sys.argv) > 1:
    button_name = sys.argv[1]
    button = next(one for one in found if one.getRoleName() == "push button" and one.name == button_name)
    action = button.queryAction()
    names = [action.getName(n) for n in range(action.nActions)]
    action.doAction(names.index("Press"))
    print(json.dumps([["pressed", button_name, True]]))
    sys.exit()
print(json.dumps([
    [one.getRoleName(), one.name, one.getState().contains(pyatspi.STATE_FOCUSABLE)] for one in found
]))
"""


def _launcher() -> str:
    return next((path for path in _LAUNCHERS if Path(path).exists()), "")


@pytest.fixture
def reading(desktop: Desktop) -> Iterator[Desktop]:
    """The private screen with an accessibility bus on it."""
    if not _launcher():
        pytest.skip("not installed: at-spi2-core")
    if not shutil.which(_PYTHON) or subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True).returncode:
        pytest.skip("not installed: python3-pyatspi gir1.2-atspi-2.0")
    desktop.run([_launcher(), "--launch-immediately"])
    yield desktop


def read(desktop: Desktop, *press: str) -> list[list[object]] | None:
    """Role, name and focusable of everything that shows; None = it is not in the tree, or changed meanwhile."""
    env = {name: value for name, value in desktop.env.items() if name != "PYTHONPATH"}
    done = subprocess.run([_PYTHON, "-c", _READER, *press], env=env, capture_output=True, text=True, timeout=60)
    if "atspi_error" in done.stderr:  # what was being read has just been closed: the caller reads again
        return None
    assert done.returncode == 0, done.stderr
    found: list[list[object]] | None = json.loads(done.stdout)
    return found


@pytest.mark.desktop
def test_a_screen_reader_finds_the_window_and_starts_the_stretch(reading: Desktop, tmp_path: Path) -> None:
    reading.start("--data-dir", str(tmp_path / "diary"), QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", CALFSTRETCH_SILENT="1")
    reading.wait_for_window("calfstretch")
    shown = wait_until(lambda: read(reading), "the window in the accessibility tree")
    names = {str(name) for _role, name, _focusable in shown}
    assert {"Today", "History", "Insights", "Share", "Learn", "Settings", "Cramp now", "Start"} <= names
    assert [row for row in shown if row[2] and not row[1]] == []
    wait_until(lambda: read(reading, "Start"), "Start to be pressed")
    wait_until(lambda: any(row[1] == "Pause" for row in read(reading) or []), "the guide")
    after = {str(name) for _role, name, _focusable in read(reading) or []}
    assert {"Again", "Next", "This hurts", "Stop", "Seconds left"} <= after
