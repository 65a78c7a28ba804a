"""The sheet for files: which ones, reading them, looking them over, and then Import as the one strong button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from calfstretch.errors import CalfstretchError, UserError
from calfstretch.exchange.activities.watch import CalledOff, Watch
from calfstretch.i18n import gettext as _
from calfstretch.journal.bringing_in import apart
from calfstretch.ui.aside import Aside
from calfstretch.ui.bring_in import work
from calfstretch.ui.bring_in.assumed import Assumed
from calfstretch.ui.bring_in.own import read_own
from calfstretch.ui.bring_in.state import done_words
from calfstretch.ui.bring_in.steps import Choosing, Reading
from calfstretch.ui.bring_in.table import LinesView
from calfstretch.ui.context import Context
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body

FOLDER_SETTING = "bring_in_folder"


class BringInSheet(ScrollPage):
    """Content of a sheet. Nothing is written before Import.

    Args:
        paths: what was dropped or chosen; none = the sheet asks.
        read, own: how files are read; tests give stand-ins.

    Attributes:
        sheet_actions, sheet_notice: what the sheet shows beside and below its title.
        working: what goes on beside the window; None = nothing.

    Signals:
        finished(): the sheet may close.
    """

    finished = Signal()
    _share_told = Signal(float)

    def __init__(
        self,
        context: Context,
        paths: Sequence[Path] = (),
        *,
        read: work.Read = work.read_files_late,
        own: work.ReadOwn = read_own,
    ) -> None:
        super().__init__(context.theme, _("Bring in"), margins=(24, 4, 24, 16))
        self._context = context
        self._read, self._own = read, own
        self._paths: list[Path] = []
        self._material: work.Material | None = None
        self._compared: work.Compared | None = None
        self._watch = Watch()
        self._wishes: dict[tuple[str, str], bool] = {}
        self._is_writing = self._is_done = False
        self.working: Aside | None = None
        self._build()
        self._share_told.connect(self.reading.show_share, Qt.ConnectionType.QueuedConnection)
        self._show_step(self.choosing)
        self.add_paths(paths)

    def _build(self) -> None:
        theme = self._context.theme
        self.import_button = PrimaryButton(theme, _("Import"))
        self.import_button.clicked.connect(self.bring_in)
        self.sheet_actions = Flow(theme, self.import_button, at_end=True)
        self.sheet_notice = Stack(theme, gap=4)
        self.sentence = body(theme, "", strong=True)
        self.trouble = Complaint(theme)
        self.sheet_notice.add(self.sentence)
        self.sheet_notice.add(self.trouble)
        self.choosing = Choosing(theme)
        self.choosing.asked.connect(self.ask_for_files)
        self.reading = Reading(theme)
        self.reading.cancelled.connect(self.cancel)
        self.preview = Stack(theme, gap=16)
        self.assumed = Assumed(theme)
        self.assumed.changed.connect(self._compare)
        self.list = LinesView(theme)
        self.list.lines.ticks_changed.connect(self._ticks_changed)
        self.preview.add(self.assumed)
        self.preview.add(self.list, 1)
        for part in (self.choosing, self.reading):
            self.add(part)
        self.add(self.preview, 1)
        self._rest = QWidget()
        self.add(self._rest, 1)

    def _show_step(self, step: QWidget) -> None:
        for part in (self.choosing, self.reading, self.preview):
            part.setVisible(part is step)
        self._rest.setVisible(step is not self.preview)
        is_preview = step is self.preview
        self.import_button.setVisible(is_preview)
        self.sentence.setVisible(is_preview)

    # -- what the sheet asks -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Choosing, Cancel or Import; the list where nothing can be imported."""
        if not self.choosing.isHidden():
            return self.choosing.choose
        if not self.reading.isHidden():
            return self.reading.cancel
        return self.import_button if self.import_button.isEnabled() else self.list

    def unsaved(self) -> str:
        """What was read and is not brought in."""
        return "" if not self.choosing.isHidden() or self._is_done else _("the files to bring in")

    def closing(self) -> None:
        """The window takes the sheet away."""
        self._watch.call_off()
        if self.working is not None and not self._is_writing:
            self.working.call_off()

    # -- which files -------------------------------------------------------------------------------------

    def ask_for_files(self) -> None:
        """Open the system's dialog."""
        folder = str(self._context.journal.setting(FOLDER_SETTING) or Path.home())
        kinds = _("Runs and diaries (*.fit *.gpx *.tcx *.zip *.gz *.csv *.xml);;All files (*)")
        dialog = QFileDialog(self._context.window, _("Choose files"), folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    def _files_chosen(self, names: Sequence[str]) -> None:
        if names:
            with suppress(CalfstretchError):  # where the dialog opens next time is not worth a word
                self._context.journal.set_setting(FOLDER_SETTING, str(Path(names[0]).parent))
        self.add_paths([Path(name) for name in names])

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Read these too; what is read already is read again with them, so that one run in two files is recognised."""
        new = [path for path in paths if path not in self._paths]
        if not new or self._is_writing:
            return
        self._paths += new
        self._stop()
        self._watch = watch = Watch(self._share_told.emit)
        self.trouble.say("")
        self._show_step(self.reading)
        self.reading.show_file(1, 1, new[0].name)
        self._focus_later()
        read, own, all_paths = self._read, self._own, tuple(self._paths)
        self._begin(lambda: work.read_all(all_paths, watch, read, own), self._read_on)

    def cancel(self) -> None:
        """No more of it; back to choosing."""
        self._stop()
        self._paths = []
        self._show_step(self.choosing)
        self._focus_later()

    def _stop(self) -> None:
        self._watch.call_off()
        if self.working is not None:
            self.working.call_off()
            self.working = None

    # -- beside the window -------------------------------------------------------------------------------

    def _begin(self, steps: Callable[[], Iterator[Any]], came: Callable[[Any], None]) -> None:
        self.working = work_now = Aside(steps)

        def hear(result: Any) -> None:
            if self.working is work_now and self._is_there():
                came(result)

        work_now.came.connect(hear, Qt.ConnectionType.QueuedConnection)
        work_now.failed.connect(lambda error: self._failed(work_now, error), Qt.ConnectionType.QueuedConnection)
        work_now.start()

    def _is_there(self) -> bool:
        """False once the window has gone while something went on beside it."""
        return isValid(self) and isValid(self._context.theme)

    def _failed(self, whose: Aside, error: Exception) -> None:
        if self.working is not whose or isinstance(error, CalledOff) or not self._is_there():
            return
        self.working = None
        was_writing, self._is_writing = self._is_writing, False
        if isinstance(error, UserError):
            self.trouble.say(error.message)
        else:
            self._context.report(error)
        if was_writing or self._compared is not None:
            self._show_preview()
        else:
            self.cancel()

    def _read_on(self, result: work.Begun | work.Material) -> None:
        if isinstance(result, work.Begun):
            self.reading.show_file(*result)
            return
        self._material = result
        self._compare()

    def _apart(self, *, writing: bool = False) -> Any:
        return apart(self._context.journal.database.path, self._context.clock, writing=writing)

    def _compare(self) -> None:
        """Hold what was read against the diary, with what the person chose above the lines."""
        material, choices = self._material, self.assumed.choices()
        if material is None:
            return
        if not self.reading.isHidden():
            self.reading.show_busy(_("Looking which of it your diary knows…"))
        self.import_button.setEnabled(False)
        self._begin(lambda: work.compare(material, choices, self._apart()), self._look_over)

    # -- the preview -------------------------------------------------------------------------------------

    def _look_over(self, compared: work.Compared) -> None:
        self.working = None
        first = self._compared is None or self.preview.isHidden()
        self._compared = compared
        ticked = set(compared.ticked)
        for place, line in enumerate(compared.looked.lines) if self._wishes else ():
            wish = self._wishes.get(line.key)
            if wish is not None and line.can_be_ticked:
                (ticked.add if wish else ticked.discard)(place)
        self.assumed.show_plans(compared.plans, compared.zones)
        self.list.show_lines(compared.looked, ticked)
        # In a turn of its own: both together would hold up what else the person does.
        QTimer.singleShot(0, self, lambda: self._looked_over(first))

    def _looked_over(self, first: bool) -> None:
        compared = self._compared
        assert compared is not None
        self._show_preview()
        if first:
            announce(self, compared.looked.sentence)
            self._focus_later()

    def _show_preview(self) -> None:
        compared = self._compared
        assert compared is not None
        self._show_step(self.preview)
        self.list.setVisible(self.list.lines.rowCount() > 0)
        self.sentence.setText(compared.looked.sentence)
        self._allow()

    def _ticks_changed(self) -> None:
        compared = self._compared
        assert compared is not None
        ticked = self.list.lines.ticked
        self._wishes = {compared.looked.lines[place].key: place in ticked for place in compared.ticked ^ ticked}
        self._allow()

    def _allow(self) -> None:
        """Import is there to be pressed where it would write something."""
        compared = self._compared
        plans = () if compared is None else compared.plans
        others = any(plan.covered or plan.settings or plan.tombstones for plan in plans)
        focused = self.import_button.hasFocus()
        self.import_button.setEnabled(bool(self.list.lines.ticked or others))
        if focused and not self.import_button.isEnabled():
            self.list.setFocus()

    def _focus_later(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, lambda: self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason))

    # -- Import ------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Write what is ticked, as one thing to take back."""
        compared = self._compared
        if compared is None or self._is_writing or self.working is not None:
            return
        self._is_writing = True
        self.trouble.say("")
        ticked = set(self.list.lines.ticked)
        self._show_step(self.reading)
        self.reading.cancel.hide()
        self.reading.show_busy(_("Bringing it in…"))
        self._begin(lambda: work.bring_in(compared.plans, ticked, self._apart(writing=True)), self._brought_in)

    def _brought_in(self, done: work.BroughtIn) -> None:
        compared = self._compared
        assert compared is not None
        self.working = None
        self._is_writing, self._is_done = False, True
        lines = [line for place, line in enumerate(compared.looked.lines) if place in self.list.lines.ticked]
        self._context.written.look_for_others()
        count = len(done.written)
        if count:
            self._context.navigator.say(done_words(lines), lambda: self._undo(count))
        else:
            self._context.navigator.say(_("Your diary held all of it already."))
        self.finished.emit()

    def _undo(self, count: int) -> None:
        try:
            for _each in range(count):
                self._context.journal.undo()
        except CalfstretchError as error:
            self._context.report(error)
