"""What the person says to a session: which key and which answer means which order."""

from __future__ import annotations

from PySide6.QtCore import Qt

from calfstretch.domain.session_events import Answer
from calfstretch.domain.session_state import Command

ANSWER_ORDERS = {
    Answer.REPEAT: Command.REPEAT,
    Answer.FINISH: Command.FINISH,
    Answer.DISCARD: Command.DISCARD,
    Answer.COUNT: Command.COUNT,
}
KEY_ORDERS = {
    Qt.Key.Key_Left: Command.AGAIN,
    Qt.Key.Key_Right: Command.NEXT,
    Qt.Key.Key_Plus: Command.LONGER,
    Qt.Key.Key_Equal: Command.LONGER,
    Qt.Key.Key_Minus: Command.SHORTER,
    Qt.Key.Key_Underscore: Command.SHORTER,
}
