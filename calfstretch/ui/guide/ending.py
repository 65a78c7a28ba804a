"""The quiet end of a session: what was held, and one optional question, until somebody closes it or a while passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.session_log import Session
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.full_screen import GO_KEYS
from calfstretch.ui.guide.cards import EndCard
from calfstretch.ui.guide.state import End
from calfstretch.ui.widgets.buttons import Button
from calfstretch.ui.widgets.scrolled import Scrolled

END_STAYS_MS = 20_000


class QuietEnd:
    """The card on the screen, its keys and its answer.

    Args:
        session_id: of the session that has ended.
        stays: runs while nobody does anything; begun anew by an answer. Not begun for a pain: that end stands until
            somebody has read it.
        close: takes the screen away.
    """

    def __init__(
        self, context: Context, screen: QWidget, end: End, session_id: str, stays: QTimer, close: Callable[[], None]
    ) -> None:
        self._context = context
        self._session_id = session_id
        self._stays = stays
        self._close = close
        self.card = EndCard(context.theme, end)
        self.view = Scrolled(self.card, screen)
        self.card.felt.connect(self._felt)
        self.card.close_button.clicked.connect(close)
        self.card.safety_button.clicked.connect(context.doors.show_safety)
        if not end.for_pain:
            stays.start()

    def buttons(self) -> tuple[Button, ...]:
        """What can be reached by Tab."""
        return self.card.close_button, self.card.safety_button

    def key(self, key: Qt.Key) -> bool:
        """Do what a key means here; False = it means nothing."""
        if key == Qt.Key.Key_Escape or key in GO_KEYS:
            self._close()
            return True
        return self.view.scroll_key(key)

    def digit(self, event: QKeyEvent) -> bool:
        """A digit answers the one question from everywhere; False = it is none."""
        is_digit = event.text().lower() in (*"0123456789x",) and not event.isAutoRepeat()
        return is_digit and self.card.scale.key_pressed(event)

    def _felt(self, value: int | None) -> None:
        if self._stays.isActive():
            self._stays.start()
        journal = self._context.journal
        session = journal.get(Session, self._session_id)
        try:
            if session is not None:
                journal.sessions.change(replace(session, feel_after=value))
        except UserError as error:
            self._context.report(error)
