"""The sheet for the bedside: a look at the paper on which fourteen nights are ticked, Print and Save as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.report.bedside import BedsidePages
from calfstretch.report.bedside_words import bedside_sheet
from calfstretch.report.drawing.sheet import Paper, to_pdf
from calfstretch.ui.context import Context
from calfstretch.ui.share import state, work
from calfstretch.ui.share.folder import folder_for
from calfstretch.ui.share.paper_view import PaperView
from calfstretch.ui.share.printing import ask_printer
from calfstretch.ui.share.saving import Saving
from calfstretch.ui.widgets.buttons import PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body


class BedsideContent(Stack):
    """Content of a sheet.

    Args:
        paper: the one chosen for the page.
    """

    finished = Signal()

    def __init__(self, context: Context, paper: str) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        self.dialog: QDialog | None = None
        theme = context.theme
        words = _("To be ticked in the dark, a row for each night. What stands on it can be typed in afterwards.")
        self.add(body(theme, words))
        self.first = DayField(theme, _("First night"))
        self.first.set_day(context.journal.today())
        self.first.entered.connect(lambda _day: self._show())
        self.paper = ChipRow(theme, _("Paper"), [("a4", "A4"), ("letter", _("US Letter"))])
        self.paper.set_value(paper)
        self.paper.chosen.connect(self._choose)
        self.add(Flow(theme, Field(theme, _("First night"), self.first), Field(theme, _("Paper"), self.paper), gap=32))
        self.preview = PaperView(theme, _("The sheet for the bedside"), least=480)
        self.add(self.preview)
        self.print = PrimaryButton(theme, _("Print…"))
        self.print.clicked.connect(self._ask_printer)
        self.save = SecondaryButton(theme, _("Save as PDF…"))
        self.save.clicked.connect(self._ask_where)
        self.sheet_actions = Flow(theme, self.save, self.print, at_end=True)
        self.saving = Saving(theme)
        self.saving.saved.connect(lambda _target, words: context.navigator.say(words))
        self.saving.again_asked.connect(self._ask_where)
        self.saving.broke.connect(context.report)
        self.sheet_notice = Stack(theme)
        self.sheet_notice.add(self.saving)
        self._chosen = paper
        self._show()

    def first_focus(self) -> QWidget:
        """Print."""
        return self.print

    def pages(self) -> Callable[[], BedsidePages]:
        """Lays the sheet out as it is set."""
        first, paper = self.first.day(), Paper(self._chosen)
        return lambda: BedsidePages(bedside_sheet(first), paper)

    def _choose(self, paper: object) -> None:
        if paper is None:  # there is always one
            self.paper.set_value(self._chosen)
        else:
            self._chosen = str(paper)
            self._show()

    def _show(self) -> None:
        sheet = bedside_sheet(self.first.day())
        self.preview.show_pages(self.pages(), (sheet.title,))

    def _ask_printer(self) -> None:
        self.dialog = ask_printer(self, self._chosen, self.saving, self.pages())

    def _ask_where(self) -> None:
        journal = self._context.journal
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = folder_for(Path(journal.setting(state.FOLDER_SETTING) or documents))
        name = str(folder / f"calfstretch-bedside-{self.first.day()}.pdf")
        dialog = QFileDialog(self, _("Save the sheet for the bedside"), name, _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()
        self.dialog = dialog

    def write(self, target: Path) -> None:
        """Write the PDF; `saving` says how it goes."""
        pages = self.pages()
        self.saving.begin(target, lambda: work.write_bytes(lambda: to_pdf(pages()), target))
