"""Learn: Safety first; each statement with its source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.learn.safety import SafetyPage


class LearnScreen(QWidget):
    """What there is to read."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Learn"))
        self._safety = SafetyPage(context.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._safety)

    def first_focus(self) -> QWidget:
        """The page itself, so that the arrow keys scroll it."""
        return self._safety

    def show_safety(self) -> None:
        """Show Safety from its beginning."""
        self._safety.verticalScrollBar().setValue(0)
        self._safety.setFocus(Qt.FocusReason.OtherFocusReason)
