"""The desktop's wish for less movement: each answer it may give, and what the theme makes of it."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop import bus
from calfstretch.desktop.less_motion import WISHES, LessMotion
from calfstretch.ui.theme import Theme
from tests.desktop_parts import private_bus

APPEARANCE, GNOME = WISHES


@pytest.mark.parametrize(
    ("wish", "value", "wanted"),
    [
        (APPEARANCE, 1, True),
        (APPEARANCE, 0, False),
        (APPEARANCE, None, False),
        (GNOME, False, True),
        (GNOME, True, False),
        (GNOME, 0, False),
        (("org.freedesktop.appearance", "contrast", 1), 1, False),
    ],
)
def test_answer_of_the_desktop_is_understood(wish: tuple[str, str, object], value: object, wanted: bool) -> None:
    found: list[bool] = []
    LessMotion(found.append).answered(wish, value)
    assert found == ([True] if wanted else [])


def test_asking_where_nobody_answers_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    found: list[bool] = []
    wish = LessMotion(found.append)
    wish.ask()
    wish.ask()
    _all_over()
    assert found == []


def _talks() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "motion"]


def _all_over() -> None:
    for thread in _talks():
        thread.join(10)
    assert _talks() == []


def test_a_bus_that_never_answers_keeps_no_session_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bus, "CONNECT_S", 60.0)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "bus"))
        deaf.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        LessMotion(lambda _less: None).ask()
        assert _talks(), "who asked waited until the talk was over"
    _all_over()


def test_the_desktops_wish_is_heard_over_its_bus(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    private_bus.skip_without_tools()
    found: list[bool] = []
    with private_bus.bus() as address, private_bus.services(address):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        wish = LessMotion(found.append)
        wish.ask()
        qtbot.waitUntil(lambda: found == [True], timeout=20_000)
        _all_over()
    assert found == [True]


@pytest.mark.usefixtures("qtbot")
def test_theme_stands_still_where_person_or_desktop_ask_for_it() -> None:
    theme = Theme("light")
    assert theme.motion_ms(600) == 600
    theme.set_desktop_less_motion(True)
    assert theme.motion_ms(600) == 0
    assert not theme.reduced_motion, "what the person chose here stays as it is"
    theme.set_desktop_less_motion(False)
    theme.set_reduced_motion(True)
    assert theme.motion_ms(600) == 0
