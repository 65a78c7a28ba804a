"""The sheet for restoring: the copies there are, then what the chosen one would change, then the one strong button."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal.restoring import Difference, Found, Restoring
from calfstretch.ui.aside import Aside
from calfstretch.ui.context import Context
from calfstretch.ui.restore import state
from calfstretch.ui.widgets.buttons import PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.rows import Flow, Headed, Rule, Stack
from calfstretch.ui.widgets.texts import body, heading, secondary


class RestoreSheet(Stack):
    """Content of a sheet. Nothing changes until Restore is pressed, and that is sent on as a wish.

    Attributes:
        sheet_actions: what the sheet shows beside its title.

    Signals:
        asked(Path): restore this file; finished(): the sheet may close.
    """

    asked = Signal(object)
    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        self._restoring = Restoring(context.journal)
        self._chosen: Path | None = None
        self._back_to: QWidget | None = None
        theme = context.theme
        self.restore = PrimaryButton(theme, _("Restore this copy"))
        self.restore.clicked.connect(self._restore)
        self.restore.hide()
        self.sheet_actions = Flow(theme, self.restore, at_end=True)
        self.trouble = Complaint(theme)
        self.add(self.trouble)
        self.list = Stack(theme, gap=16)
        self._preview = Stack(theme, gap=16)
        self._preview.hide()
        self.add(self.list)
        self.add(self._preview)
        self.box.addStretch(1)
        self._fill_list()
        self.looking = Aside(self._restoring.found)
        self.looking.came.connect(self._show_found, Qt.ConnectionType.QueuedConnection)
        self.looking.failed.connect(self._cannot_look, Qt.ConnectionType.QueuedConnection)
        self.looking.ended.connect(self._all_found, Qt.ConnectionType.QueuedConnection)
        self.looking.start()

    # -- the list ----------------------------------------------------------------------------------------

    def _fill_list(self) -> None:
        theme = self._context.theme
        intro = _("Look at a copy first: you see what would change. Your diary stays as it is until you restore.")
        self.intro = body(theme, intro)
        self.list.add(self.intro)
        self.rows = Stack(theme, gap=12)
        self.others = Stack(theme, gap=12)
        self.others.add(heading(theme, _("Beside your diary")))
        self.others.add(
            secondary(theme, _("A program that synchronises folders left these. They are never opened as the diary."))
        )
        self.others.hide()
        self.waiting = secondary(theme, _("Looking at the copies…"))
        self.other_file = SecondaryButton(theme, _("Open another file…"), icon="folder")
        self.other_file.clicked.connect(self._ask_for_file)
        for part in (self.rows, self.waiting, self.others, Flow(theme, self.other_file)):
            self.list.add(part)
        self._offered = self._counted = 0

    def _show_found(self, found: Found) -> None:
        theme = self._context.theme
        words = state.row(
            found.path, found.made_at, found.there, is_newer=found.is_newer, is_conflict=found.is_conflict
        )
        said = Stack(theme, gap=2)
        said.add(body(theme, words.name, strong=words.is_offered))
        said.add(secondary(theme, words.summary))
        into = self.others if found.is_conflict else self.rows
        if into.box.count() > (2 if found.is_conflict else 0):
            into.add(Rule(theme))
        self._counted += 1
        if not words.is_offered:
            into.add(said)
        else:
            self._offered += 1
            look = SecondaryButton(theme, _("Look"), name=_("Look at {name}").format(name=words.name))
            look.clicked.connect(partial(self._look_at, found.path, words.name, look))
            into.add(Headed(theme, said, look))
            if self._offered == 1 and self.other_file.hasFocus():
                look.setFocus()
        if found.is_conflict:
            self.others.show()

    def _all_found(self) -> None:
        if self._offered:
            self.waiting.hide()
        elif self._counted:
            self.waiting.setText(_("None of them can be restored."))
        else:
            self.intro.hide()
            self.rows.hide()
            self.waiting.setText(_("There is no copy yet. One is made by itself on the days you write something."))

    def _cannot_look(self, error: Exception) -> None:
        self._context.report(error)

    def _ask_for_file(self) -> None:
        kinds = _("Diaries of calfstretch (*.db);;All files (*)")
        dialog = QFileDialog(self._context.window, _("Open another file"), str(Path.home()), kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._look_at(Path(path), Path(path).name, self.other_file))
        dialog.open()

    # -- the preview -------------------------------------------------------------------------------------

    def _look_at(self, path: Path, name: str, asked_by: QWidget) -> None:
        try:
            difference = self._restoring.difference(path)
        except CalfstretchError as error:
            self.trouble.say(str(error))
            return
        self.trouble.say("")
        self._back_to = asked_by
        self.show_preview(name, difference)

    def show_preview(self, name: str, found: Difference) -> None:
        """Show what restoring a file would change."""
        theme = self._context.theme
        while self._preview.box.count():
            item = self._preview.box.takeAt(0)
            if item is not None and (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        words = state.preview(name, found.offer.there, found.here, found.gone, found.back, found.changed)
        self._preview.add(heading(theme, _("What would change")))
        said = Stack(theme, gap=4)
        said.add(body(theme, words.there, strong=True))
        said.add(body(theme, words.here))
        self._preview.add(said)
        lines = Stack(theme, gap=4)
        for line in words.changes:
            lines.add(body(theme, line))
        self._preview.add(lines)
        self._preview.add(secondary(theme, words.hint))
        cancel = SecondaryButton(theme, _("Cancel"))
        cancel.clicked.connect(self._leave_preview)
        self._preview.add(Flow(theme, cancel))
        self._chosen = found.offer.path
        self.list.hide()
        self._preview.show()
        self.restore.show()
        # Return on Cancel does no harm; restoring is chosen on purpose.
        QTimer.singleShot(0, cancel, cancel.setFocus)

    def _leave_preview(self) -> None:
        self._chosen = None
        self.restore.hide()
        self._preview.hide()
        self.list.show()
        if self._back_to is not None:
            self._back_to.setFocus()

    # -- doing it ----------------------------------------------------------------------------------------

    def _restore(self) -> None:
        if self._chosen is not None:
            chosen, self._chosen = self._chosen, None
            self.finished.emit()
            self.asked.emit(chosen)

    def closing(self) -> None:
        """The window takes the sheet away."""
        self.looking.call_off()
