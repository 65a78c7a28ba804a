"""Keeping the screen on: quiet without a desktop, exact with one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop.keep_awake import KeepAwake, NeverAwake, ScreenSaverInhibitor

SYSTEM_PYTHON = "/usr/bin/python3"
SERVICE = """
import sys, dbus, dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib
DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
name = dbus.service.BusName("org.freedesktop.ScreenSaver", bus)
class Saver(dbus.service.Object):
    @dbus.service.method("org.freedesktop.ScreenSaver", in_signature="ss", out_signature="u")
    def Inhibit(self, program, reason):
        print("Inhibit", program, flush=True)
        return 4000000001
    @dbus.service.method("org.freedesktop.ScreenSaver", in_signature="u", out_signature="")
    def UnInhibit(self, cookie):
        print("UnInhibit", cookie, flush=True)
saver = Saver(bus, "/org/freedesktop/ScreenSaver")
print("up", flush=True)
GLib.MainLoop().run()
"""


def test_without_a_bus_nothing_happens_quietly(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    awake: KeepAwake = ScreenSaverInhibitor()
    awake.let_go()
    awake.hold()
    awake.hold()
    awake.let_go()


def test_stand_in_remembers() -> None:
    awake = NeverAwake()
    awake.hold()
    assert awake.held
    awake.let_go()
    assert not awake.held


@pytest.fixture
def saver(monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[str]]:
    if not shutil.which("dbus-daemon"):
        pytest.skip("not installed: dbus-daemon")
    probe = [SYSTEM_PYTHON, "-c", "import dbus, gi"]
    if not shutil.which(SYSTEM_PYTHON) or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("not installed: python3-dbus python3-gi")
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    service = subprocess.Popen([SYSTEM_PYTHON, "-c", SERVICE, address], stdout=subprocess.PIPE, text=True)
    assert service.stdout is not None
    assert service.stdout.readline() == "up\n"
    yield service
    for process in (service, bus):
        process.kill()
        process.communicate()


@pytest.mark.desktop
def test_each_inhibit_has_its_uninhibit(qtbot: QtBot, saver: subprocess.Popen[str]) -> None:
    assert saver.stdout is not None
    awake = ScreenSaverInhibitor()
    for _ in range(2):
        awake.hold()
        awake.hold()
        qtbot.waitUntil(lambda: awake._cookie is not None)
        awake.let_go()
        awake.let_go()
        said = [saver.stdout.readline().strip() for _ in range(2)]
        assert said == ["Inhibit calfstretch", "UnInhibit 4000000001"]
