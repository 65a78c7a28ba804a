"""The pictures of the relief screen: they move slowly, and not at all where less movement is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.ui.relief.parts import position_cards
from tests.ui.fakes import make_context
from tests.ui.relief.opened import open_relief, relief_in


def test_pictures_move_and_stand_still_with_less_movement(tmp_path: Path, qtbot: QtBot) -> None:
    context = make_context(tmp_path, qtbot)
    context.theme.set_reduced_motion(False)
    relief = relief_in(context, qtbot)
    for _turn in range(3):
        QApplication.processEvents()
    pictures = [card.picture for card in relief.screen.cards if card.picture.isVisible()]
    assert pictures
    assert all(picture.timer.isActive() for picture in pictures)
    context.theme.set_reduced_motion(True)
    QApplication.processEvents()
    assert not any(picture.timer.isActive() for picture in pictures)


def test_each_picture_is_told_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    relief = open_relief(tmp_path, qtbot)
    told = {card.picture.accessibleDescription() for card in position_cards(relief.context.theme, relief.screen)}
    assert len(told) == 3
    assert all(words.startswith("A person") for words in told)
