"""Looks for sockets that reach beyond this computer: in Python's own events, and outside in the kernel's tables."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_HOOK = """
import os, sys
_log = os.open(os.environ["CALFSTRETCH_TEST_SOCKETS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_ASKS = {"getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo"}
_SENDS = {"connect", "bind", "sendto", "sendmsg"}
def _look(event, values):
    kind, _dot, name = event.partition(".")
    if kind != "socket" or name == "gethostname":
        return
    if name == "__new__":
        said = f"socket of family {int(values[1])}"
    elif name in _SENDS:
        address = values[1] if len(values) > 1 else None
        said = f"{name} {address!r}" if isinstance(address, (str, bytes, type(None))) else f"{name} beyond {address!r}"
    elif name in _ASKS:
        said = f"{name} asks {values!r}"
    else:
        return
    os.write(_log, (said + "\\n").encode(errors="replace"))
sys.addaudithook(_look)
os.write(_log, b"hooked\\n")
"""
_UNIX_FAMILY = 1


def hooked_environment(folder: Path, env: dict[str, str]) -> tuple[dict[str, str], Path]:
    """Surroundings in which every Python writes down what it does with sockets, its Python children as well.

    Returns:
        The environment and the file that is written.
    """
    place = folder / "hook"
    place.mkdir()
    (place / "sitecustomize.py").write_text(_HOOK)
    log = folder / "sockets.log"
    path = os.pathsep.join([str(place), env.get("PYTHONPATH", "")])
    return env | {"PYTHONPATH": path, "CALFSTRETCH_TEST_SOCKETS": str(log)}, log


def beyond(log: Path) -> list[str]:
    """What of the file reaches beyond this computer.

    Raises:
        AssertionError: nothing was listening.
    """
    lines = log.read_text(errors="replace").splitlines()
    assert "hooked" in lines, "no Python was listening"
    local = re.compile(rf"hooked|socket of family {_UNIX_FAMILY}|(connect|bind|sendto|sendmsg) (b?['\"].*|None)")
    return [line for line in lines if not local.fullmatch(line)]


class KernelWatch:
    """Looks, every few milliseconds, at the sockets that a process and its children hold, whoever opened them.

    A socket is local where the kernel lists it among the Unix sockets; a pair or a Unix socket is listed from its
    beginning, an Internet socket never, connected or not.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.looks = 0
        self.local: set[str] = set()
        self.foreign: set[str] = set()

    def __enter__(self) -> KernelWatch:
        self._thread.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            for pid in _family(self._pid):
                self._look(pid)
            self.looks += 1
            time.sleep(0.005)

    def _look(self, pid: int) -> None:
        held = _sockets(pid)
        known = _listed(pid, "unix") | _listed(pid, "netlink")
        unknown = held - known
        if unknown:
            # It may have come between the two looks: what is still there and still unlisted is no local one.
            unknown &= _sockets(pid)
            unknown -= _listed(pid, "unix") | _listed(pid, "netlink")
            unknown &= _sockets(pid)
        self.local |= held & known
        self.foreign |= {f"{_name(pid)} holds {socket}" for socket in unknown}


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    # A process or a thread may be gone at any moment.
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                found += map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split())
    return found


def _sockets(pid: int) -> set[str]:
    found = set()
    try:
        names = os.listdir(f"/proc/{pid}/fd")
    except OSError:
        return set()
    for name in names:
        try:
            target = os.readlink(f"/proc/{pid}/fd/{name}")
        except OSError:
            continue
        if target.startswith("socket:["):
            found.add(target[len("socket:[") : -1])
    return found


def _listed(pid: int, table: str) -> set[str]:
    column = {"unix": 6, "netlink": 9}[table]
    try:
        lines = Path(f"/proc/{pid}/net/{table}").read_text(errors="replace").splitlines()[1:]
    except OSError:
        return set()
    return {words[column] for line in lines if len(words := line.split()) > column}


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return str(pid)


def watched(words: list[str], env: dict[str, str], cwd: Path, patience_s: float = 120) -> tuple[KernelWatch, str]:
    """Run a program to its end under both kinds of look; the watch and what the program said.

    Raises:
        AssertionError: it ended with another status than 0.
    """
    program = subprocess.Popen(words, env=env, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        with KernelWatch(program.pid) as watch:
            said = program.communicate(timeout=patience_s)[0]
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 0, said
    return watch, said
