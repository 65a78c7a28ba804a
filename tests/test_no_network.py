"""J1: nothing leaves this computer. No part of the program can speak over a network, and none does when it runs."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.diaries import child_env, filled
from tests.import_rules import PACKAGE, imports, modules
from tests.network_watch import beyond, hooked_environment, watched

ROOT = PACKAGE.parent
_KNOWN = frozenset(f"calfstretch.{name}" for name in modules())
# What could speak over a network, and what starts programs that could.
NETWORK = frozenset(
    {"socket", "socketserver", "ssl", "asyncio", "urllib", "http", "ftplib", "smtplib", "poplib", "imaplib", "nntplib"}
    | {"telnetlib", "xmlrpc", "webbrowser", "multiprocessing", "wsgiref", "subprocess", "pty", "requests", "httpx"}
    | {"aiohttp", "urllib3", "jeepney", "dbus"}
)
QT_NETWORK = re.compile(
    r"^[ \t]*(?:from|import)\b[^#\n]*\b(Qt(?:Network|WebSockets|Web|HttpServer|RemoteObjects|Bluetooth|Quick|Qml))",
    re.M,
)
# Who may all the same, and what for; a new row is a decision, not a formality.
ALLOWED = {
    "desktop.lock": {"socket"},  # the name of this computer, for the note in the lock file
    "desktop.hand_over": {"socket"},  # a socket file, from a second start to the first
    "desktop.hand_over_listener": {"socket"},  # its other end
    "desktop.startup_check": {"socket"},  # whether the screen's socket file answers
    "desktop.bus": {"socket", "jeepney"},  # the desktop's own bus, by socket file alone
    "desktop.tone_helper": {"subprocess"},  # our own helper that plays
    "desktop.system_voice": {"subprocess"},  # this computer's own voice
    "desktop.keep_awake_elsewhere": {"subprocess"},  # macOS: caffeinate
}


@cache
def _sources() -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8") for name, path in modules().items()}


def _reach(source: str) -> set[str]:
    """The forbidden modules that a source imports; one that names none of them is not worth parsing."""
    found = set(QT_NETWORK.findall(source))
    if not re.search(rf"\b({'|'.join(NETWORK)})\b|__import__|import_module", source):
        return found
    for each in imports(source, "calfstretch", _KNOWN):
        top = each.module.split(".")[0]
        found |= {top} if top in NETWORK or not top else set()
    return found


def test_no_part_of_the_program_can_speak_over_a_network_but_the_named_local_ones() -> None:
    assert {name: reach for name, source in _sources().items() if (reach := _reach(source))} == ALLOWED


@pytest.mark.parametrize(
    ("source", "reach"),
    [
        ("def f():\n    from urllib.request import urlopen\n", {"urllib"}),
        ("import http.client as web\n", {"http"}),
        ("__import__('so' + 'cket')\n", {""}),
        ("from PySide6 import QtCore, QtNetwork\n", {"QtNetwork"}),
        ("from PySide6.QtWebEngineCore import QWebEnginePage\n", {"QtWeb"}),
        ("import json  # no socket, no http\n", set()),
    ],
)
def test_a_forbidden_import_would_be_noticed(source: str, reach: set[str]) -> None:
    assert _reach(source) == reach


def _lines(pattern: str) -> list[tuple[str, str]]:
    return [
        (name, line.strip())
        for name, source in _sources().items()
        for line in source.splitlines()
        if re.search(pattern, line)
    ]


def test_an_internet_socket_exists_where_there_are_no_socket_files_and_reaches_this_computer_alone() -> None:
    assert {name for name, _line in _lines(r"AF_INET|127\.0\.0\.1|localhost|create_connection|getaddrinfo")} == {
        "desktop.hand_over",
        "desktop.lock",  # a name where the computer has none
    }
    reached = [line for name, line in _lines(r"\.bind\(|target: Any") if name == "desktop.hand_over"]
    assert all("127.0.0.1" in line or "self._path" in line for line in reached), reached


def test_what_is_opened_by_other_programs_lies_on_this_computer() -> None:
    assert all("QUrl.fromLocalFile(" in line for _name, line in _lines(r"openUrl\("))
    assert not _lines(r"setOpenExternalLinks|setOpenLinks|QUrl\(|fromUserInput")


def test_qt_for_python_without_its_network_parts_is_enough() -> None:
    """What the set-up installs holds no browser, and jeepney knows socket files alone."""
    if sys.platform == "linux":
        from jeepney.bus import SUPPORTED_TRANSPORTS

        assert SUPPORTED_TRANSPORTS == ("unix",)


# -- the run ---------------------------------------------------------------------------------------------

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
_OPENS = {
    "connects": "s = socket.socket()\ntry: s.connect(('127.0.0.1', 9))\nexcept OSError: pass",
    "asks for an address": "socket.getaddrinfo('127.0.0.1', 80)",
    "sends": "s = socket.socket(2, 2)\ntry: s.sendto(b'x', ('127.0.0.1', 9))\nexcept OSError: pass",
    "listens": "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()",
}
_BEHIND_PYTHON = "import ctypes, time; libc = ctypes.CDLL(None); assert libc.socket(2, 1, 0) >= 0; time.sleep(0.3)"
_CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-P', '-c', sys.argv[1]], check=True)"


def _python(code: str, *more: str) -> list[str]:
    return [sys.executable, "-P", "-c", code, *more]


@pytest.mark.parametrize("code", _OPENS.values(), ids=_OPENS)
def test_the_watch_sees_what_python_does(tmp_path: Path, code: str) -> None:
    env, log = hooked_environment(tmp_path, child_env())
    watched(_python(f"import socket\n{code}"), env, tmp_path)
    assert beyond(log)


@linux
@pytest.mark.parametrize("words", [_python(_BEHIND_PYTHON), _python(_CHILD, _BEHIND_PYTHON)], ids=["itself", "child"])
def test_the_watch_sees_a_socket_that_python_knows_nothing_of(tmp_path: Path, words: list[str]) -> None:
    env, log = hooked_environment(tmp_path, child_env())
    watch, _said = watched(words, env, tmp_path)
    assert watch.foreign and not beyond(log)


@linux
def test_the_watch_leaves_local_sockets_alone(tmp_path: Path) -> None:
    code = "import socket, time; a, b = socket.socketpair(); s = socket.socket(1); s.bind('here'); time.sleep(0.3)"
    env, log = hooked_environment(tmp_path, child_env())
    watch, _said = watched(_python(code), env, tmp_path)
    assert len(watch.local) >= 3 and not watch.foreign and not beyond(log)


@linux
def test_a_command_reaches_nothing_beyond_this_computer(tmp_path: Path) -> None:
    filled(tmp_path / "diary" / "diary.db")
    env, log = hooked_environment(tmp_path, child_env())
    run = [sys.executable, "-P", "-m", "calfstretch", "--data-dir", str(tmp_path / "diary"), "export"]
    watch, _said = watched([*run, str(tmp_path / "history.csv")], env, ROOT)
    assert (tmp_path / "history.csv").stat().st_size > 0
    assert not beyond(log) and not watch.foreign


_COPY = """
import sys
from pathlib import Path
from tests.diaries import journal_on
from calfstretch.storage.backup import make_copy, newest_good_copy
folder = Path(sys.argv[1])
journal = journal_on(folder / "diary.db")
make_copy(journal.database.connection, folder / "backups", "daily")
assert newest_good_copy(folder / "backups") is not None
journal.database.close()
"""
# Every page, a session that is stopped, the sheet of a day, a cramp that eases.
_SCRIPT = (
    "true time,page:history,wait:0.5,page:insights,wait:2,page:share,wait:0.5,page:learn,wait:0.3,page:settings,"
    "wait:0.5,page:today,press:Start,in:hold,wait:1.5,escape,wait:0.5,escape,idle,c,relief,wait:2.5,space,wait:0.5,"
    "escape,idle,close"
)


@linux
@pytest.mark.slow
def test_a_whole_run_of_the_window_reaches_nothing_beyond_this_computer(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    filled(folder / "diary.db")
    env, log = hooked_environment(tmp_path, child_env())
    env.pop("CALFSTRETCH_SILENT", None)  # with the helper that plays
    watch, said = watched(
        [sys.executable, "-P", "tests/faults/real_window.py", str(folder), _SCRIPT], env, ROOT, patience_s=180
    )
    assert not beyond(log), said
    assert not watch.foreign, said
    # It was there and looked: the ear for a second start is a socket file.
    assert watch.looks > 200 and watch.local
    copying, _said = watched(_python(_COPY, str(folder)), env, ROOT)
    assert not copying.foreign and not beyond(log)
