"""The desktop's wish for less movement: each answer it may give, and what the theme makes of it."""

from __future__ import annotations

import pytest

from calfstretch.desktop.less_motion import WISHES, LessMotion
from calfstretch.ui.theme import Theme

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
    assert found == []


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
