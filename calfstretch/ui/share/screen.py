"""Share: the page for a therapist, the history as a table, a backup; chosen, looked at, saved or printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from calfstretch.domain.conditions import Conditions
from calfstretch.domain.history import COLUMNS
from calfstretch.domain.person import Profile, Question
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui.aside import Aside
from calfstretch.ui.context import Context
from calfstretch.ui.share import state, work
from calfstretch.ui.share.backup_view import BackupView
from calfstretch.ui.share.folder import folder_for
from calfstretch.ui.share.options import Options
from calfstretch.ui.share.paper_view import PaperView
from calfstretch.ui.share.presets import PresetRow
from calfstretch.ui.share.printing import ask_printer
from calfstretch.ui.share.saving import Saving
from calfstretch.ui.share.state import Choices, Known, Preset
from calfstretch.ui.share.table_view import LOOKED_AT, TableView
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.widgets.buttons import EdgeLink, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, heading, secondary, title

if TYPE_CHECKING:
    from calfstretch.exchange.history_csv import Dialect
    from calfstretch.journal import Written
    from calfstretch.report.drawing.sheet import Drawn
    from calfstretch.report.shapes import Included, PageContent

_BESIDE_FROM = 800
_OPTIONS_WIDTH = 286


class ShareScreen(ScrollPage):
    """Handing the history over."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Share"), widest=1440, parent=parent)
        self._context = context
        theme, journal = context.theme, context.journal
        choices = state.from_settings(journal.setting)
        self.choices = choices if choices.paper else replace(choices, paper=usual_paper())
        self._facts: work.Facts | None = None
        self.working: Aside | None = None
        self.dialog: QDialog | None = None
        self.add(self._head())
        self.presets = PresetRow(theme, self.choices.preset)
        self.presets.chosen.connect(lambda preset: self.choose(replace(self.choices, preset=preset)))
        self.add(self.presets)
        self.caution = body(theme)
        self.add(self.caution)
        self.saving = Saving(theme)
        self.saving.saved.connect(self._saved)
        self.saving.again_asked.connect(self._ask_where)
        self.saving.broke.connect(context.report)
        self.add(self.saving)
        self.options = Options(theme, self.choices, journal.today())
        self.options.chosen.connect(self.choose)
        self.options.asked.connect(self._go)
        self.body = Stack(theme, across=True, gap=20)
        side = Stack(theme, gap=0)
        side.add(self.options)
        side.box.addStretch(1)
        self._side = side
        self.body.add(side)
        self.body.add(self._previews(), 1)
        self.add(self.body, 1)
        self.add(self._foot())
        theme.changed.connect(self._fit)
        context.written.written.connect(self._written)
        self._show_preset()
        tab_by_layout(self.column)

    def first_focus(self) -> QWidget:
        """Save, so that a repeated hand-over takes three keys."""
        return self.save

    def refresh(self) -> None:
        """Show what would be handed over now."""
        self._facts = None
        self.options.set_today(self._context.journal.today())
        self._show_known()
        self._show()

    def wait(self) -> None:
        """Stand still until what is done beside the window is done and shown; for tests and pictures."""
        for _turn in range(2):
            for beside in (self.working, self.saving.work):
                if beside is not None:
                    beside.wait()
            self.paper.wait()

    # -- parts -------------------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        theme = self._context.theme
        head = Stack(theme, gap=0)
        head.add(title(theme, _("Share")))
        head.add(secondary(theme, _("Nothing leaves this computer until you save or print it."), size=18))
        self.print = SecondaryButton(theme, _("Print…"), main=True)
        self.print.clicked.connect(self._ask_printer)
        self.save = PrimaryButton(theme, _("Save…"), main=True)
        self.save.clicked.connect(self._ask_where)
        return Headed(theme, head, Flow(theme, self.print, self.save, at_end=True))

    def _previews(self) -> QWidget:
        theme = self._context.theme
        self.paper = PaperView(theme, _("The page as it will be printed"))
        self.table = TableView(theme)
        self.backup = BackupView(theme)
        self.nothing = Card(theme, edge="dashed", gap=8)
        self.nothing.add(heading(theme, _("Nothing noted in these days yet")))
        self._nothing_words = body(theme)
        self.nothing.add(self._nothing_words)
        self.paper.came.connect(self._page_laid)
        self.paper.failed.connect(self._context.report)
        self.waiting = body(theme, _("The page is being put together …"))
        place = Stack(theme, gap=12)
        for part in (self.waiting, self.nothing, self.backup):
            place.add(part)
        place.add(self.paper, 1000)  # all of the room; without them the foot has it
        place.add(self.table, 1000)
        place.box.addStretch(1)
        return place

    def _foot(self) -> QWidget:
        theme = self._context.theme
        self.bedside = EdgeLink(theme, _("Sheet for the bedside, 14 nights"))
        self.bedside.clicked.connect(self._show_bedside)
        self.bring_in = EdgeLink(theme, _("Bring in a file…"))
        self.bring_in.clicked.connect(lambda: self._context.doors.bring_in())
        foot = Flow(theme, self.bedside, self.bring_in, gap=32)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._context.theme.px
        beside = self.viewport().width() >= px(_BESIDE_FROM)
        self.body.set_across(beside)
        self._side.setFixedWidth(px(_OPTIONS_WIDTH)) if beside else self._side.setMaximumWidth(16_777_215)
        if not beside:
            self._side.setMinimumWidth(0)

    # -- choosing ----------------------------------------------------------------------------------------

    def choose(self, choices: Choices) -> None:
        """Another choice of the person's: shown at once, and kept."""
        known, self.choices = state.to_settings(self.choices), choices
        self.saving.say_trouble("")
        self.options.show_choices(choices)
        self._show_preset()
        self._show()
        journal = self._context.journal
        if journal.database.read_only is not None:
            return
        try:
            for key, value in state.to_settings(choices).items():
                if value != known[key]:
                    journal.set_setting(key, value)
        except CalfstretchError as error:
            self._context.report(error)

    def _written(self, written: Written) -> None:
        if written.label.startswith("set share_"):
            return  # our own choices
        self._facts = None
        if self.isVisible():
            self.refresh()

    def _go(self, place: str) -> None:
        if place == "questions":
            from calfstretch.ui.share.questions import QuestionsSheet

            content = QuestionsSheet(self._context)
            sheet = self._context.navigator.show_sheet(_("Questions for the visit"), content)
            content.finished.connect(sheet.leave)
        else:
            self._context.doors.show_about_you()

    # -- showing -----------------------------------------------------------------------------------------

    def _show_preset(self) -> None:
        preset = self.choices.preset
        names = {
            Preset.PAGE: _("Save the page as a PDF"),
            Preset.TABLE: _("Save the history as a CSV file"),
            Preset.BACKUP: _("Save the backup"),
        }
        self.save.setAccessibleName(names[preset])
        self.caution.setText(state.caution(self.choices))
        self.print.setVisible(preset is Preset.PAGE)
        self.bedside.setVisible(preset is Preset.PAGE)
        self.presets.set_value(preset)

    def _show_known(self) -> None:
        journal = self._context.journal
        profile = next(iter(journal.everything(Profile)), Profile())
        self.options.show_known(
            Known(
                name=bool(profile.name.strip()),
                about_you=Conditions.read(profile.conditions) != Conditions(),
                questions=len(journal.everything(Question)),
            )
        )

    def _show(self) -> None:
        self._stop_working()
        preset = self.choices.preset
        if preset is not Preset.PAGE:
            self._reveal(self.table if preset is Preset.TABLE else self.backup)
        if preset is Preset.PAGE:
            self._begin_page()
        elif preset is Preset.TABLE:
            self._show_table()
        else:
            self._show_backup()

    def _reveal(self, shown: QWidget) -> None:
        for part in (self.waiting, self.nothing, self.paper, self.table, self.backup):
            part.setVisible(part is shown)

    def _show_table(self) -> None:
        from calfstretch.exchange.history_csv import lines

        journal, dialect = self._context.journal, self._dialect()
        diary = journal if self.choices.table_notes else work.WithoutNotes(journal)
        events = diary.history(*state.range_days(self.choices, journal.today()))
        shown = state.preview(COLUMNS, islice(lines(events, dialect), LOOKED_AT), dialect.separator)
        if shown.rows:
            self.table.fill(shown)
        else:
            self._nothing_words.setText(_("The file would hold its headings alone."))
        self._reveal(self.table if shown.rows else self.nothing)

    def _show_backup(self) -> None:
        from calfstretch.journal import copies

        journal = self._context.journal
        self.backup.show_holding(state.holding(self.choices, copies.holding(journal), journal.first_day()))

    def _begin_page(self) -> None:
        """Put the page together beside the window; the one before stays in sight meanwhile."""
        self._reveal(self.waiting if self.paper.sheet.laid is None else self.paper)
        journal = self._context.journal
        path, clock, facts = journal.database.path, journal.clock, self._facts
        days, included = state.range_days(self.choices, journal.today()), self._included()

        def put_together() -> Iterator[tuple[work.Facts, PageContent]]:
            known = facts or work.read_facts(path, clock)
            yield known, work.content(known, days, included)

        working = Aside(put_together)
        working.came.connect(self._page_came, Qt.ConnectionType.QueuedConnection)
        working.failed.connect(self._page_failed, Qt.ConnectionType.QueuedConnection)
        self.working = working
        working.start()

    def _page_came(self, found: tuple[work.Facts, PageContent]) -> None:
        if self.working is None or self.sender() is not self.working:
            return  # nobody waits for it any more
        self.working = None
        self._facts, content = found
        if self._facts.diary.days:
            paper = self.choices.paper
            self.paper.show_pages(lambda: work.laid_out(content, paper), content.texts())
        else:
            self._nothing_words.setText(_("The page begins with the first day that has ended."))
            self._reveal(self.nothing)

    def _page_laid(self) -> None:
        if self.choices.preset is Preset.PAGE:
            self._reveal(self.paper)

    def _page_failed(self, error: Exception) -> None:
        if self.working is None or self.sender() is not self.working:
            return
        self.working = None
        if isinstance(error, CalfstretchError):
            self._nothing_words.setText(str(error))
            self._reveal(self.nothing)
        else:
            self._context.report(error)

    def _stop_working(self) -> None:
        if self.working is not None:
            self.working.call_off()
            self.working = None

    def _included(self) -> Included:
        from calfstretch.report.shapes import Included

        ticks = {tick: tick in self.choices.ticks for tick in state.TICKS}
        return Included(**ticks, large_print=self.choices.large_print)

    def _dialect(self) -> Dialect:
        from calfstretch.exchange.history_csv import Dialect

        return Dialect.EUROPEAN if self.choices.separator == "semicolon" else Dialect.STANDARD

    # -- taking along ------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        journal = self._context.journal
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = folder_for(Path(journal.setting(state.FOLDER_SETTING) or documents))
        kinds = {
            "pdf": _("PDF (*.pdf)"),
            "csv": _("CSV table (*.csv)"),
            "db": _("Copy of the diary (*.db)"),
            "zip": _("Tables in a zip file (*.zip)"),
        }
        suffix = state.suffix(self.choices)
        name = str(folder / state.file_name(self.choices, journal.today()))
        dialog = QFileDialog(self, self.save.accessibleName(), name, kinds[suffix])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)  # asks before it replaces a file
        dialog.setDefaultSuffix(suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()
        self.dialog = dialog

    def write(self, target: Path) -> None:
        """Write the file beside the window; `saving` says how it goes."""
        choices, journal = self.choices, self._context.journal
        path, clock = journal.database.path, journal.clock
        days, included = state.range_days(choices, journal.today()), self._included()
        facts, dialect = self._facts, self._dialect()

        def steps() -> Iterator[work.Step]:
            if choices.preset is Preset.TABLE:
                return work.write_table(path, clock, target, days, notes=choices.table_notes, dialect=dialect)
            if choices.preset is Preset.PAGE:
                known = facts or work.read_facts(path, clock)
                return work.write_page(known, days, included, choices.paper, target)
            if choices.backup == "copy":
                return work.write_copy(path, target)
            return work.write_tables(path, clock, target)

        self.saving.begin(target, steps)

    def _saved(self, target: Path, words: str) -> None:
        self._context.navigator.say(words)
        journal = self._context.journal
        if journal.database.read_only is not None or target == Path():
            return
        try:
            journal.set_setting(state.FOLDER_SETTING, str(target.parent))
        except CalfstretchError as error:
            self._context.report(error)

    def _ask_printer(self) -> None:
        journal, facts, included = self._context.journal, self._facts, self._included()
        days, paper = state.range_days(self.choices, journal.today()), self.choices.paper
        path, clock = journal.database.path, journal.clock

        def pages() -> Drawn:
            return work.laid_out(work.content(facts or work.read_facts(path, clock), days, included), paper)

        self.dialog = ask_printer(self, paper, self.saving, pages)

    def _show_bedside(self) -> None:
        from calfstretch.ui.share.bedside import BedsideContent

        content = BedsideContent(self._context, self.choices.paper)
        self._context.navigator.show_sheet(_("Sheet for the bedside"), content, wide=True)


def usual_paper() -> str:
    """The paper of the person's country."""
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if american else "a4"
