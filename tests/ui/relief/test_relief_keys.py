"""Every key there is against relief: five end it, none of the others does, nor any of them too early or held down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.ui.full_screen import GO_KEYS
from tests.ui.relief.opened import Relief, open_relief

Modifier = Qt.KeyboardModifier
ENDING = set(GO_KEYS)
LEAVING = {Qt.Key.Key_Escape}
OTHERS = sorted(set(Qt.Key) - ENDING - LEAVING, key=int)
CHORDS = [Modifier.ControlModifier, Modifier.AltModifier, Modifier.MetaModifier]


@pytest.fixture
def relief(tmp_path: Path, qtbot: QtBot) -> Relief:
    return open_relief(tmp_path, qtbot).run(38)


def send(relief: Relief, key: Qt.Key, modifiers: Modifier = Modifier.NoModifier, *, repeated: bool = False) -> None:
    """A press and its release, straight to the screen: the neutral place that has the keys."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(relief.screen, QKeyEvent(kind, key, modifiers, "", repeated, 1))


def test_no_key_but_the_five_ends_it_or_leaves(relief: Relief) -> None:
    assert len(OTHERS) > 400
    for key in OTHERS:
        for modifiers in (Modifier.NoModifier, Modifier.ShiftModifier, Modifier.KeypadModifier):
            send(relief, key, modifiers)
            assert (relief.is_eased, relief.left) == (False, []), (key, modifiers)
    assert relief.episode.eased_after_s is None


FIXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FIXED
@given(
    presses=st.lists(
        st.tuples(st.sampled_from([*OTHERS, *GO_KEYS]), st.sampled_from([Modifier.NoModifier, *CHORDS]), st.booleans()),
        max_size=12,
    )
)
def test_no_row_of_other_presses_ends_it(relief: Relief, presses: list[tuple[Qt.Key, Modifier, bool]]) -> None:
    for key, modifiers, repeated in presses:
        if key in ENDING and modifiers is Modifier.NoModifier:
            repeated = True  # held down it says nothing new
        send(relief, key, modifiers, repeated=repeated)
    assert (relief.is_eased, relief.left, relief.screen.timer.isActive()) == (False, [], True)


@FIXED
@given(
    before_s=st.floats(0, 500),
    presses=st.lists(st.tuples(st.sampled_from(GO_KEYS), st.floats(0, 0.3)), max_size=6),
)
def test_nothing_ends_it_in_the_first_two_seconds_whenever_the_cramp_began(
    relief: Relief, before_s: float, presses: list[tuple[Qt.Key, float]]
) -> None:
    relief.run(before_s)
    relief.screen._deaf_until_s = relief.screen._now_s() + 2.0  # as it has just come up
    for key, wait_s in presses:
        relief.run(wait_s)
        send(relief, key)
    assert not relief.is_eased


def test_the_guard_is_two_seconds_from_the_screen(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot)
    relief.run(1.99)
    for key in GO_KEYS:
        send(relief, key)
    assert not relief.is_eased
    relief.run(0.02)
    send(relief, Qt.Key.Key_MediaTogglePlayPause)
    assert relief.is_eased


def test_c_v_and_the_arrows_do_what_they_are_for(relief: Relief) -> None:
    send(relief, Qt.Key.Key_Left)
    assert relief.episode.leg is not None
    assert relief.screen.voice.is_on
    send(relief, Qt.Key.Key_V)
    assert not relief.screen.voice.is_on
    assert relief.screen.voice_button.accessibleName() == "Voice: off"
