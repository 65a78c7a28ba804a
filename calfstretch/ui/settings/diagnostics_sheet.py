"""The sheet with what helps to find a mistake of the program: read first, copied then."""

from __future__ import annotations

import PySide6
from PySide6.QtCore import Signal, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from calfstretch import i18n
from calfstretch.i18n import gettext as _
from calfstretch.journal.diagnostics import plain, told
from calfstretch.ui.context import Context
from calfstretch.ui.theme import COMPACT
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary

_LINES = 5  # seen at least
_AROUND = 270  # design pixels of the sheet above and below


class DiagnosticsSheet(Stack):
    """Content of a sheet.

    Attributes:
        sheet_actions: what the sheet shows beside its title.
    """

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, gap=16)
        self._context = context
        theme = context.theme
        lead = Stack(theme, gap=4)
        lead.add(body(theme, _("Whoever helps you with a mistake of the program may ask for this.")))
        hint = _("None of your notes, names or tags stand in it. It leaves this computer if you send it yourself.")
        lead.add(secondary(theme, hint))
        self.add(lead)
        self.text = _Plain(context, _("What can be copied, in English"))
        self.text.setPlainText(told(context.journal, context.data_dir, _window_facts(context)))
        self.add(self.text, 1)
        self.copy = PrimaryButton(theme, _("Copy"))
        self.copy.clicked.connect(self._copy)
        self.sheet_actions = Flow(theme, self.copy, at_end=True)

    def first_focus(self) -> QWidget:
        """The text: it is to be read before it is copied."""
        return self.text

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._context.navigator.say(_("Copied, as it stands here."))


class _Plain(QPlainTextEdit):
    """Text to read and to mark, not to change; it fills the sheet and scrolls by itself."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._theme = context.theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._theme.follow(self, self._restyle)

    def _restyle(self) -> None:
        font = self._theme.font(COMPACT)
        self.setFont(font)
        self.viewport().setFont(font)
        self._fit()

    def _fit(self) -> None:
        """As high as the sheet has room for, so that it need not scroll around what scrolls by itself."""
        least = self.fontMetrics().lineSpacing() * _LINES + self._theme.px(28)
        self.setMinimumHeight(max(least, self.window().height() - self._theme.px(_AROUND)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


def _window_facts(context: Context) -> dict[str, str]:
    window = context.window.window()
    facts = {
        "qt": f"{qVersion()}, PySide6 {PySide6.__version__}, {plain(QGuiApplication.platformName())}",
        "language": plain(i18n.language()),
        "look": f"{context.theme.palette.name}, text {context.theme.scale * 100:.0f} %,"
        f" {'less' if context.theme.reduced_motion else 'usual'} movement",
        "window": f"{window.width()} x {window.height()}",
        "sound": plain(context.tones.trouble or "") or "no trouble",
    }
    application = QApplication.instance()
    if isinstance(application, QGuiApplication):
        for number, screen in enumerate(application.screens(), 1):
            size = screen.size()
            facts[f"screen {number}"] = (
                f"{size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}, {screen.refreshRate():.0f} Hz"
            )
    return facts
