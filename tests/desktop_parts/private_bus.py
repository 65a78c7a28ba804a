"""A bus of a test's own, with a screen saver and a logind on it."""

from __future__ import annotations

import selectors
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
SERVICES = Path(__file__).with_name("bus_services.py")
PATIENCE_S = 10.0


class Services:
    """The services and what they were called with; `lines` are those said so far."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process = process
        self.address = address
        self.lines: list[str] = []
        self._unread = b""

    def tell(self, word: str) -> None:
        """Let them do something: sleep, wake, vanish, return."""
        assert self.process.stdin is not None
        self.process.stdin.write(word.encode() + b"\n")
        self.process.stdin.flush()

    def expect(self, *lines: str) -> None:
        """Wait until exactly these lines have been said next."""
        got: list[str] = []
        while len(got) < len(lines):
            line = self.next(PATIENCE_S)
            assert line is not None, f"heard {got}, waited for {lines}"
            got.append(line)
        assert got == list(lines)

    def settle(self, *lines: str) -> None:
        """Wait until all of these lines have been said, in whatever order, and nothing else."""
        while len(self.lines) < len(lines):
            assert self.next(PATIENCE_S) is not None, f"heard {self.lines}, waited for {lines}"
        assert sorted(self.lines) == sorted(lines)

    def next(self, seconds: float) -> str | None:
        """The next line; None = none within some seconds."""
        out = self.process.stdout
        assert out is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(out, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not waiting.select(seconds):
                    return None
                got = out.read1(4096)  # type: ignore[attr-defined]
                if not got:
                    return None
                self._unread += got
        line, _end, self._unread = self._unread.partition(b"\n")
        self.lines.append(line.decode())
        return self.lines[-1]


def skip_without_tools() -> None:
    """Skip where a bus or its services cannot be made here."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("not installed: dbus-daemon")
    probe = [SYSTEM_PYTHON, "-c", "import dbus, gi"]
    if not shutil.which(SYSTEM_PYTHON) or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("not installed: python3-dbus python3-gi")


@contextmanager
def bus() -> Iterator[str]:
    """A bus nobody is on, as an address."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.kill()
        daemon.communicate()


@contextmanager
def services(address: str, mood: str = "kind") -> Iterator[Services]:
    """Screen saver and logind on a bus, in one process."""
    process = subprocess.Popen(
        [SYSTEM_PYTHON, str(SERVICES), address, mood], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    found = Services(process, address)
    try:
        assert found.next(PATIENCE_S) == "up"
        found.lines.clear()
        yield found
    finally:
        process.kill()
        process.communicate()
