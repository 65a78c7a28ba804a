"""Settings, Stretches and programme: the programme in force, the slip to print, routines of one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.domain.person import Programme, SavedRoutine
from calfstretch.domain.routine import TargetOrigin
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.programme_words import ended_line, often_line
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.widgets.buttons import Button, EdgeLink, PlainButton, SecondaryButton
from calfstretch.ui.widgets.rows import Flow, Headed, Rule, Stack
from calfstretch.ui.widgets.texts import body, caps_label, secondary

_SHOWN_ENDED = 2


class StretchesPart(SettingsPart):
    """What is done, how often, and on whose word."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Stretches and programme"))
        theme, doors = self.theme, context.doors
        self._shown: object = None
        self._spare: dict[str, Button] = {}
        self._actions: dict[str, Button] = {}
        self._doing: dict[str, Callable[[], object]] = {}
        self._programmes = Stack(theme, gap=16)
        self.add(self._programmes)
        self.prescribed = SecondaryButton(theme, _("A therapist gave me a programme…"))
        self.prescribed.clicked.connect(lambda: doors.edit_programme())
        self.mine = SecondaryButton(theme, _("Make my own programme…"))
        self.mine.clicked.connect(lambda: doors.edit_programme(by_therapist=False))
        self.add(Flow(theme, self.prescribed, self.mine))
        self.file = EdgeLink(theme, _("Open a programme file…"))
        self.file.clicked.connect(doors.open_programme_file)
        self.slip = EdgeLink(theme, _("Print a slip to fill in by hand…"))
        self.slip.clicked.connect(lambda: doors.show_slip())
        self.bedside = EdgeLink(theme, _("Print a sheet for the bedside…"))
        self.bedside.clicked.connect(lambda: doors.show_bedside())
        self.add(Flow(theme, self.file, self.slip, self.bedside, gap=24))
        self.add(Rule(theme))
        self._own = Stack(theme, gap=12)
        self.add(self._own)
        context.written.written.connect(self._written)

    def refresh(self) -> None:
        """Show the programmes and routines the diary holds now."""
        routines, today = self.journal.routines, self.journal.today()
        programmes, own = routines.programmes(), routines.own()
        if self._shown == (programmes, own, today):
            return
        self._shown = (programmes, own, today)
        had_focus = QApplication.focusWidget()
        inside = had_focus is not None and self.isAncestorOf(had_focus)
        self._spare, self._actions = self._actions, {}
        for action in self._spare.values():
            action.setParent(None)  # an action that stays keeps its button: a sheet opened by it gives the focus back
        _clear(self._programmes)
        _clear(self._own)
        running = [both for both in programmes if both[0].last_day is None or both[0].last_day >= today]
        ended = [both for both in programmes if both not in running]
        for both in running:
            self._programmes.add(self._running(*both))
        for both in ended[:_SHOWN_ENDED]:
            self._programmes.add(self._ended(*both))
        if not programmes:
            self._programmes.add(body(self.theme, _("No programme. Today offers a stretch and asks for nothing.")))
        self._own.add(caps_label(self.theme, _("Your own routines")))
        for routine in own:
            self._own.add(self._routine(routine))
        if not own:
            how = _("None yet. Change… on Today keeps what you set there as a routine of your own.")
            self._own.add(secondary(self.theme, how))
        for row in (*self._programmes.children(), *self._own.children()):
            if isinstance(row, QWidget):
                row.show()  # now and not a moment later: a sheet that closes asks at once whether its opener is there
        tab_by_layout(self, self.prescribed)
        for action in self._spare.values():
            action.deleteLater()
        if inside and had_focus is not None:
            (had_focus if self.isAncestorOf(had_focus) else self.prescribed).setFocus()

    def _written(self, _written: object) -> None:
        if self.isVisible():
            self.refresh()

    # -- parts -------------------------------------------------------------------------------------------

    def _running(self, programme: Programme, routine: SavedRoutine) -> QWidget:
        theme, doors, name = self.theme, self.context.doors, labels.routine_name(routine.routine)
        today = self.journal.today()
        words = Stack(theme, gap=4)
        words.add(body(theme, name, strong=True))
        words.add(secondary(theme, often_line(programme, today)))
        in_force = self.journal.routines.in_force(today)
        if in_force is not None and in_force.programme_id != programme.id and programme.first_day <= today:
            words.add(secondary(theme, _("Not asked for now: another programme began later and stands before it.")))
        words.add(secondary(theme, labels.routine_in_full(routine.routine)))
        if programme.origin is not TargetOrigin.THERAPIST:
            words.add(secondary(theme, _("Set by you")))
        if programme.note:
            words.add(secondary(theme, programme.note))
        part = Stack(theme, gap=12)  # room for the ring round a link
        part.add(words)
        part.add(
            Flow(
                theme,
                self._link(_("Change…"), name, programme.id, lambda: doors.edit_programme(programme.id)),
                self._link(_("End it"), name, programme.id, lambda: self._end(programme)),
                self._link(_("Print a slip…"), name, programme.id, lambda: doors.show_slip(programme.id)),
                self._link(_("Save as a file…"), name, programme.id, lambda: doors.save_programme_file(programme.id)),
                gap=24,
            )
        )
        return part

    def _ended(self, programme: Programme, routine: SavedRoutine) -> QWidget:
        name = labels.routine_name(routine.routine)
        words = Stack(self.theme, gap=0)
        words.add(body(self.theme, name))
        words.add(secondary(self.theme, ended_line(programme)))
        change = self._link(_("Change…"), name, programme.id, lambda: self.context.doors.edit_programme(programme.id))
        return Headed(self.theme, words, Flow(self.theme, change))

    def _routine(self, routine: SavedRoutine) -> QWidget:
        theme = self.theme
        words = Stack(theme, gap=0)
        words.add(body(theme, routine.name))
        words.add(secondary(theme, labels.routine_in_full(routine.routine)))
        name, doors = routine.name, self.context.doors
        rename = self._link(_("Rename…"), name, routine.id, lambda: doors.edit_routine(routine.id))
        remove = self._link(_("Remove"), name, routine.id, lambda: self._remove(routine), PlainButton)
        return Headed(theme, words, Flow(theme, rename, remove, gap=16))

    def _link(
        self, words: str, name: str, what: str, do: Callable[[], object], kind: type[Button] = EdgeLink
    ) -> Button:
        """The button of an action for the entry with the id `what`: the one that stood there before, or a new one."""
        key = f"{words} {what}"
        self._doing[key] = do
        link = self._spare.pop(key, None)
        if link is None:
            link = kind(self.theme, words)
            link.clicked.connect(lambda: self._doing[key]())
        link.setAccessibleName(_("{action}: {name}").format(action=words.rstrip("…"), name=name))
        self._actions[key] = link
        return link

    # -- doing -------------------------------------------------------------------------------------------

    def _end(self, programme: Programme) -> None:
        self._do(lambda: self.journal.routines.end_programme(programme), _("The programme ended."))

    def _remove(self, routine: SavedRoutine) -> None:
        said = _("{name}: removed").format(name=routine.name)
        self._do(lambda: self.journal.routines.remove(routine), said)

    def _do(self, write: Callable[[], object], said: str = "") -> None:
        try:
            write()
        except CalfstretchError as error:
            self.context.report(error)
            return
        if said:
            self.context.navigator.say(said, lambda: self._do(self.journal.undo))


def _clear(column: Stack) -> None:
    while column.box.count():
        item = column.box.takeAt(0)
        part = item.widget() if item is not None else None
        if part is not None:
            part.hide()
            part.setParent(None)
            part.deleteLater()
