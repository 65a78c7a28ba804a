"""Share: the history as a CSV file, with the range, a look at it, and Save."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from calfstretch.domain.history import COLUMNS
from calfstretch.errors import CalfstretchError
from calfstretch.exchange.history_csv import lines, write_history
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui.context import Context
from calfstretch.ui.share import state
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Field, Headed, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, heading, secondary, title

RANGE_SETTING, FOLDER_SETTING = "share_range", "share_folder"
_LOOKED_AT = 40
_LATEST_RANGE = "12_weeks"


class ShareScreen(ScrollPage):
    """Handing the history over."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Share"), parent=parent)
        self._context = context
        theme = context.theme
        head = Stack(theme, gap=0)
        head.add(title(theme, _("Share")))
        head.add(secondary(theme, _("Nothing leaves this computer until you save it."), size=18))
        self.save = PrimaryButton(theme, _("Save…"), main=True)
        self.save.setAccessibleName(_("Save the history as a CSV file"))
        self.save.clicked.connect(self._ask_where)
        self.add(Headed(theme, head, self.save))
        self.add(
            body(
                theme,
                _(
                    "History table (CSV): one row for each stretch, spasm, drink, activity and note, for a spreadsheet "
                    "or for your therapist. Your notes are in it."
                ),
            )
        )
        known = context.journal.setting(RANGE_SETTING, _LATEST_RANGE)
        self._range = known if known in state.RANGES else _LATEST_RANGE
        self.ranges = ChipRow(theme, _("Which days"), [(name, state.range_words(name)) for name in state.RANGES])
        self.ranges.set_value(self._range)
        self.ranges.chosen.connect(self._choose)
        self.add(Field(theme, _("Which days"), self.ranges))
        self._days = secondary(theme)
        self.add(self._days)
        self.table = self._make_table()
        self.add(self.table, 1000)  # all of the room; without it the foot has it
        self._empty = Card(theme, edge="dashed", gap=8)
        self._empty.add(heading(theme, _("Nothing noted in these days yet")))
        self._empty.add(body(theme, _("The file would hold its headings alone.")))
        self.add(self._empty)
        self.add_stretch()
        theme.changed.connect(self._fit_table)
        context.written.written.connect(self._written)

    def first_focus(self) -> QWidget:
        """Save, so that a repeated hand-over takes two keys."""
        return self.save

    def refresh(self) -> None:
        """Show the first lines of the file as it would be written now."""
        journal = self._context.journal
        first, last = state.range_days(self._range, journal.today())
        self._days.setText(state.range_line(first, last))
        shown = state.preview(COLUMNS, islice(lines(journal.history(first, last)), _LOOKED_AT))
        self._fill(shown)

    def _written(self, _written: object) -> None:
        if self.isVisible():
            self.refresh()

    # -- inside ------------------------------------------------------------------------------------------

    def _make_table(self) -> QTableWidget:
        table = QTableWidget()
        table.setAccessibleName(_("The first lines of the file"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setWordWrap(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        table.setMinimumHeight(self._context.theme.px(280))
        return table

    def _fit_table(self) -> None:
        self.table.setMinimumHeight(self._context.theme.px(280))
        self.table.verticalHeader().setDefaultSectionSize(self._context.theme.px(34))
        # Once for the whole table: a header that follows its contents measures them all again at every cell.
        self.table.resizeColumnsToContents()

    def _fill(self, shown: state.Preview) -> None:
        self.table.setVisible(bool(shown.rows))
        self._empty.setVisible(not shown.rows)
        self.table.setColumnCount(len(shown.headings))
        self.table.setHorizontalHeaderLabels(list(shown.headings))
        self.table.setRowCount(len(shown.rows))
        for at, row in enumerate(shown.rows):
            for column, text in enumerate(row):
                self.table.setItem(at, column, QTableWidgetItem(_one_line(text)))
        self._fit_table()

    def _choose(self, name: object) -> None:
        if name is None:
            self.ranges.set_value(self._range)  # a file always has a range
            return
        self._range = str(name)
        self.refresh()
        try:
            self._context.journal.set_setting(RANGE_SETTING, self._range)
        except CalfstretchError as error:
            self._context.report(error)

    def _ask_where(self) -> None:
        journal = self._context.journal
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = folder_for(Path(journal.setting(FOLDER_SETTING) or documents))
        name = state.file_name(self._range, journal.today())
        dialog = QFileDialog(self, _("Save the history"), str(folder / name), _("CSV table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)  # asks before it replaces a file
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, target: Path) -> bool:
        """Write the file and say so; False = it could not be written, which was said."""
        journal = self._context.journal
        first, last = state.range_days(self._range, journal.today())
        try:
            count = write_history(journal, target, first, last)
        except CalfstretchError as error:
            self._context.report(error)
            return False
        said = ngettext("{count} entry saved in {path}", "{count} entries saved in {path}", count)
        self._context.navigator.say(said.format(count=count, path=target))
        if journal.database.read_only is None:
            try:
                journal.set_setting(FOLDER_SETTING, str(target.parent))
            except CalfstretchError as error:
                self._context.report(error)
        return True


def folder_for(folder: Path) -> Path:
    """The folder, or the home folder where it has gone: Qt would offer the one the program was started in."""
    return folder if folder.is_dir() else Path.home()


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
