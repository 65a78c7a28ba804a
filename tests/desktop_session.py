"""A private screen for tests with a real window: Xvfb 1280×800, openbox, a session bus of its own.

A test asks for the fixture `desktop` and carries the mark `desktop`:

    @pytest.mark.desktop
    def test_space_starts_the_stretch(desktop, tmp_path):
        desktop.start("--data-dir", str(tmp_path))      # python -m calfstretch ...
        desktop.wait_for_window("calfstretch")          # shown and in front, or the test fails saying what was there
        desktop.key("space")
        desktop.screenshot(tmp_path / "guide.png")

The screen lives for the whole test run; the programs started on it end with the test. A missing tool skips the test
and names the tool.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parent.parent
SIZE = "1280x800"
_TOOLS = ("Xvfb", "openbox", "xprop", "xdotool", "import", "dbus-daemon")
T = TypeVar("T")


def wait_until(probe: Callable[[], T], what: str, timeout_s: float = 15.0) -> T:
    """The first true answer of `probe`, asked every 50 ms.

    Raises:
        AssertionError: it did not come within `timeout_s`; `what` names what was waited for.
    """
    end = time.monotonic() + timeout_s
    while True:
        answer = probe()
        if answer:
            return answer
        assert time.monotonic() < end, f"waited {timeout_s:g} s for {what}"
        time.sleep(0.05)


class Desktop:
    """One private screen and the programs a test starts on it.

    Args:
        env: the environment of every program on it (DISPLAY, the bus, a runtime folder).
        folder: where the output of the programs goes.
    """

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.env = env
        self._folder = folder
        self._programs: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str, **env: str) -> subprocess.Popen[bytes]:
        """Start calfstretch with these arguments; `env` adds to or overrides the environment."""
        return self.run([sys.executable, "-P", "-m", "calfstretch", *arguments], **env)

    def run(self, command: list[str], **env: str) -> subprocess.Popen[bytes]:
        """Start any program on the screen; its output is kept for `output`."""
        with self._log(len(self._programs)).open("wb") as log:
            program = subprocess.Popen(
                command, env=self.env | env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT
            )
        self._programs.append(program)
        return program

    def _log(self, number: int) -> Path:
        return self._folder / f"program-{number}.log"

    def output(self, program: subprocess.Popen[bytes] | None = None) -> str:
        """What a program (None = the one started last) has printed so far, both streams."""
        if not self._programs:
            return ""
        number = self._programs.index(program) if program else len(self._programs) - 1
        return self._log(number).read_text(errors="replace")

    def xdotool(self, *arguments: str) -> str:
        """What xdotool prints; an empty string where it finds nothing."""
        done = subprocess.run(["xdotool", *arguments], env=self.env, capture_output=True, text=True, timeout=20)
        return done.stdout.strip()

    def windows(self, name: str) -> list[str]:
        """The ids of the windows in sight whose title matches the pattern `name`."""
        return self.xdotool("search", "--onlyvisible", "--name", name).split()

    def wait_for_window(self, name: str, timeout_s: float = 20.0) -> str:
        """The id of the window titled like `name`, once it is shown and has the keyboard."""

        def shown() -> str:
            for window in self.windows(name):
                self.xdotool("windowactivate", window)
                if self.xdotool("getwindowfocus") == window:
                    return window
            return ""

        try:
            return wait_until(shown, f"a window titled {name!r}", timeout_s)
        except AssertionError as late:
            titles = [self.xdotool("getwindowname", each) for each in self.windows(".")]
            raise AssertionError(f"{late}; in sight: {titles}; said: {self.output()[-2000:]}") from None

    def key(self, *keys: str) -> None:
        """Press keys one after another in the window in front, in xdotool's names: space, Return, ctrl+1, c."""
        self.xdotool("key", "--clearmodifiers", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type text in the window in front."""
        self.xdotool("type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        """Click with the left button at a point of the screen."""
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def resize(self, window: str, width: int, height: int) -> None:
        """Ask the window manager for a size of the content."""
        self.xdotool("windowsize", "--sync", window, str(width), str(height))

    @property
    def frames(self) -> Path:
        """The file in which the screen's pixels stand at any moment (see `tests/watched_screen.py`)."""
        return Path(self.env["XDG_RUNTIME_DIR"]) / "Xvfb_screen0"

    def screenshot(self, path: Path) -> Path:
        """A picture of the whole screen, written to `path` (.png)."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True, timeout=20)
        return path

    def stop(self) -> None:
        """End what this test started: asked politely, then made to."""
        for program in self._programs:
            if program.poll() is None:
                program.send_signal(signal.SIGCONT)
                program.terminate()
        for program in self._programs:
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def missing_tools() -> list[str]:
    """The programs the private screen needs and this computer does not have."""
    return [tool for tool in _TOOLS if not shutil.which(tool)]


def _start_screen(env: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    """Xvfb on a display number it chooses itself, and that number."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp", "-noreset",
         "-fbdir", env["XDG_RUNTIME_DIR"]],
        env=env, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as answer:
        return screen, f":{answer.readline().strip()}"


def _start_bus(env: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    """A session bus and its address."""
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert bus.stdout
    return bus, bus.stdout.readline().strip()


def _is_managed(env: dict[str, str]) -> bool:
    asked = subprocess.run(
        ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=env, capture_output=True, text=True, timeout=20
    )
    return "window id" in asked.stdout


@contextmanager
def private_screen() -> Iterator[dict[str, str]]:
    """The environment of a program on a private screen, which ends with the block."""
    programs: list[subprocess.Popen[str]] = []
    with tempfile.TemporaryDirectory(prefix="calfstretch-screen-", ignore_cleanup_errors=True) as folder:
        env = dict(os.environ) | {"XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        try:
            screen, env["DISPLAY"] = _start_screen(env)
            programs.append(screen)
            bus, env["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(env)
            programs.append(bus)
            programs.append(subprocess.Popen(["openbox"], env=env, stderr=subprocess.DEVNULL, text=True))
            wait_until(lambda: _is_managed(env), "openbox")
            yield env
        finally:
            for program in reversed(programs):
                program.terminate()
                program.wait(10)
                if program.stdout:
                    program.stdout.close()


@pytest.fixture(scope="session")
def desktop_env() -> Iterator[dict[str, str]]:
    """The environment of a program on the private screen, which lives as long as the test run."""
    missing = missing_tools()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with private_screen() as env:
        yield env


@pytest.fixture
def desktop(desktop_env: dict[str, str], tmp_path: Path) -> Iterator[Desktop]:
    """The private screen for one test; what the test started on it ends with the test."""
    folder = tmp_path / "desktop"
    folder.mkdir()
    session = Desktop(desktop_env, folder)
    yield session
    session.stop()
