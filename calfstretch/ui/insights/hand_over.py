"""A part of Insights to take along: its numbers on the clipboard, its picture as a file, both on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from calfstretch.errors import CalfstretchError
from calfstretch.exchange.safe_file import write_file
from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.numbers import Numbers, as_text

if TYPE_CHECKING:
    from calfstretch.ui.insights.paper import Paper
    from calfstretch.ui.insights.section import Section

_FOLDER_SETTING = "picture_folder"


class HandOver(QObject):
    """What the three buttons of a part do.

    Args:
        section: the part.
    """

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self._section = section
        self._context = section.context
        self.dialog: QDialog | None = None

    def copy(self) -> None:
        """Put name, sentence, tables and method on the clipboard; a spreadsheet takes the tables as cells."""
        section = self._section
        parts: list[str | Numbers] = [
            section.accessibleName(),
            section.sentence(),
            *section.numbers(),
            *section.method(),
        ]
        QGuiApplication.clipboard().setText(as_text(parts))
        self._context.navigator.say(_("The text and its numbers are on the clipboard."))

    def ask_where(self) -> None:
        """Let the person choose a file for the picture: PNG, or SVG that can be enlarged."""
        name = f"calfstretch-{self._section.key}-{self._context.journal.today()}.png"
        kinds = ";;".join((_("Picture (*.png)"), _("Picture that can be enlarged (*.svg)")))
        dialog = QFileDialog(self._section, _("Save the picture"), str(self._folder() / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("svg" if "svg" in kind else "png"))
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()
        self.dialog = dialog

    def write(self, path: Path) -> bool:
        """Write the picture, as SVG where the name ends so, else as PNG; False = it could not be, which was said."""
        paper = self._paper()
        try:
            write_file(path, paper.svg() if path.suffix.lower() == ".svg" else paper.png())
        except CalfstretchError as error:
            self._context.report(error)
            return False
        finally:
            paper.close()
        self._context.journal.set_setting(_FOLDER_SETTING, str(path.parent))
        self._context.navigator.say(_("Saved as {path}").format(path=path))
        return True

    def ask_printer(self) -> None:
        """Let the person choose a printer, and print picture, numbers and method."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        except ImportError:  # a library of the system is missing
            words = _("Printing is not there on this computer. Save picture… makes a file to print elsewhere.")
            QMessageBox(QMessageBox.Icon.Information, _("Print"), words, parent=self._section).open()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"calfstretch {self._section.accessibleName()}")
        dialog = QPrintDialog(printer, self._section)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)  # its own open() wants a receiver
        self.dialog = dialog

    def print_on(self, printer: object) -> None:
        """Print on this printer."""
        from PySide6.QtPrintSupport import QPrinter

        assert isinstance(printer, QPrinter)
        paper = self._paper()
        paper.document().print_(printer)
        paper.close()
        self._context.navigator.say(_("Sent to the printer."))

    def _paper(self) -> Paper:
        from calfstretch.ui.insights.paper import Paper

        assert self._section.facts is not None and self._section.period is not None
        return Paper(self._section, self._section.facts, self._section.period)

    def _folder(self) -> Path:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        known = Path(self._context.journal.setting(_FOLDER_SETTING) or pictures)
        return known if known.is_dir() else Path.home()
