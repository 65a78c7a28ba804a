"""Writing a file beside the window: what is said meanwhile, a way to call it off, another place where it went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal

from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.aside import Aside
from calfstretch.ui.share.work import Step
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SecondaryButton, SoftButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body

SAID_AFTER_MS = 500
"""What is quicker needs no words meanwhile."""


class Saving(Stack):
    """A line above the preview while a file is written, and where it could not be.

    Signals:
        saved(Path, str): it stands there, or on paper (a blank path); what is said of it.
        again_asked(): another place is to be chosen.
        broke(Exception): something went wrong that is no trouble of the place.
    """

    saved = Signal(object, str)
    again_asked = Signal()
    broke = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=8)
        self.work: Aside | None = None
        self._target = Path()
        self._words = ""
        self.line = body(theme)
        self.stop = SoftButton(theme, _("Stop"), name=_("Stop writing the file"))
        self.stop.clicked.connect(self.call_off)
        self._busy = Stack(theme, across=True, gap=12)
        self._busy.add(self.line, 1)
        self._busy.add(self.stop)
        self.trouble = Complaint(theme)
        self.again = SecondaryButton(theme, _("Choose another place…"))
        self.again.clicked.connect(self.again_asked)
        self._again = Flow(theme, self.again)
        for part in (self._busy, self.trouble, self._again):
            part.hide()
            self.add(part)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SAID_AFTER_MS)
        self._late.timeout.connect(self._show_busy)
        self.hide()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._end)

    def _end(self) -> None:
        if self.work is not None:
            self.work.end()

    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self.work is not None

    def begin(self, target: Path, steps: Callable[[], Iterator[Step]]) -> None:
        """Write a file; what was said of the one before goes."""
        self.call_off()
        self.say_trouble("")
        self._target, self._words = target, ""
        work = Aside(steps)
        work.came.connect(self._came, Qt.ConnectionType.QueuedConnection)
        work.failed.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        work.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self.work = work
        self._late.start()
        work.start()

    def call_off(self) -> None:
        """Write no more: what stood under the name stays as it was."""
        if self.work is not None:
            self.work.call_off()
            self._ended()

    def say_trouble(self, words: str, *, elsewhere: bool = True) -> None:
        """Say why there is no file; "" takes it away.

        Args:
            elsewhere: another place may help.
        """
        self.trouble.say(words)
        self._again.setVisible(bool(words) and elsewhere)
        self.setVisible(bool(words) or not self._busy.isHidden())

    def _show_busy(self) -> None:
        if self.work is not None:
            self.line.setText(self._words)
            self._busy.show()
            self.show()

    def _came(self, step: Step) -> None:
        if self.sender() is not self.work:
            return  # called off meanwhile
        self._words = step.words
        if step.is_done:
            self.saved.emit(self._target, step.words)
        else:
            self.line.setText(step.words)

    def _failed(self, error: Exception) -> None:
        if self.sender() is not self.work:
            return
        self._ended()
        if isinstance(error, UserError):
            to_file = self._target != Path()
            self.say_trouble(error.message, elsewhere=to_file)
            if to_file:
                self.again.setFocus()
        elif isinstance(error, CalfstretchError):
            self.say_trouble(str(error))
        else:
            self.broke.emit(error)

    def _ended(self) -> None:
        self.work = None
        self._late.stop()
        self._busy.hide()
        self.setVisible(self.trouble.isVisibleTo(self))
