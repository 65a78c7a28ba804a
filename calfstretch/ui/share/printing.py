"""Pages onto paper: the person chooses a printer, and it is printed beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.share.saving import Saving
from calfstretch.ui.share.work import Step

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from calfstretch.report.drawing.sheet import Drawn


def ask_printer(parent: QWidget, paper: str, saving: Saving, pages: Callable[[], Drawn]) -> QDialog | None:
    """Let the person choose a printer, and print; None = there is no printing on this computer, which was said.

    Args:
        paper: of the page, "a4" or "letter".
        saving: says how it goes.
        pages: lays them out; called in the thread that prints.
    """
    saving.say_trouble("")
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    except ImportError:  # a library of the system is missing
        words = _("Printing is not there on this computer. Save… makes a file to print elsewhere.")
        saving.say_trouble(words, elsewhere=False)
        return None
    from calfstretch.report.drawing.sheet import Paper, page_layout

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(Paper(paper)))
    printer.setDocName("calfstretch")
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: saving.begin(Path(), lambda: print_on(printer, pages)))
    QDialog.open(dialog)  # its own open() wants a receiver
    return dialog


def print_on(printer: QPrinter, pages: Callable[[], Drawn]) -> Iterator[Step]:
    """Print; to be called in any thread.

    Raises:
        UserError: the printer took nothing.
    """
    from calfstretch.report.drawing.sheet import print_pages

    yield Step(_("Printing …"))
    printer.setFullPage(True)
    if not print_pages(printer, pages()):
        raise UserError(_("The printer took nothing. Save… makes a file instead."))
    yield Step(_("Sent to the printer."), True)
