"""A programme from a file and into one; what is read is looked over in the form before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from calfstretch.domain.person import Programme
from calfstretch.domain.routine import Routine
from calfstretch.errors import CalfstretchError
from calfstretch.exchange.programme_file import Proposal, read_programme, write_programme
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context

_FOLDER_SETTING = "programme_folder"


def ask_which(context: Context, take: Callable[[Proposal], object]) -> QFileDialog:
    """Let the person choose a programme file; `take` is called with what it holds."""
    dialog = _dialog(context, _("Open a programme file"), "")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

    def read(path: str) -> None:
        try:
            proposal = read_programme(Path(path), context.journal.today())
        except CalfstretchError as error:
            context.report(error)
            return
        _remember(context, Path(path))
        take(proposal)

    dialog.fileSelected.connect(read)
    dialog.open()
    return dialog


def ask_where(context: Context, programme: Programme, routine: Routine) -> QFileDialog:
    """Let the person choose where the programme file goes, and write it."""
    dialog = _dialog(context, _("Save the programme"), file_name(routine.name, "json"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")

    def write(path: str) -> None:
        try:
            write_programme(Path(path), programme, routine)
        except CalfstretchError as error:
            context.report(error)
            return
        _remember(context, Path(path))
        context.navigator.say(_("Programme saved in {path}").format(path=path))

    dialog.fileSelected.connect(write)
    dialog.open()
    return dialog


def file_name(name: str, suffix: str) -> str:
    """calf-stretch.json: of the name what every file system takes."""
    plain = re.sub(r"[^\w-]+", "-", name.lower()).strip("-_")[:40]
    return f"{plain or 'programme'}.{suffix}"


def folder(context: Context) -> Path:
    """Where files were put last; Documents, or the home folder, at first."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    known = Path(context.journal.setting(_FOLDER_SETTING) or documents)
    return known if known.is_dir() else Path.home()


def _dialog(context: Context, title: str, name: str) -> QFileDialog:
    kinds = _("Programme of calfstretch (*.json)")
    dialog = QFileDialog(context.window, title, str(folder(context) / name), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _remember(context: Context, path: Path) -> None:
    if context.journal.database.read_only is None:
        try:
            context.journal.set_setting(_FOLDER_SETTING, str(path.parent))
        except CalfstretchError as error:
            context.report(error)
