"""The form of a routine of one's own: its name; Remove puts it into the bin."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from calfstretch.domain.person import SavedRoutine
from calfstretch.domain.record import MAX_NAME, Record
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.record_form import RecordForm
from calfstretch.ui.routines import state
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary


class RoutineForm(RecordForm):
    """Content of a sheet.

    Args:
        routine: the routine that is changed.
    """

    def __init__(self, context: Context, routine: SavedRoutine) -> None:
        super().__init__(context, "routines", routine, _("Remove this routine"))
        theme = context.theme
        self._routine = routine
        self.name = TextField(theme, _("Name of the routine"), limit=MAX_NAME)
        self.name.setText(routine.name)
        self.name.returnPressed.connect(self._save)
        self.complaint = Complaint(theme)
        both = Stack(theme, gap=4)
        both.add(self.name)
        both.add(self.complaint)
        self.add(Field(theme, _("Name of the routine"), both))
        self.add(secondary(theme, labels.routine_in_full(routine.routine)))
        how = _("To change what it holds: choose it under Change… on Today, set it, and keep it under the same name.")
        self.add(secondary(theme, how))
        self.add(Flow(theme, self.remove))
        self.opened()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.name

    def content(self) -> object:
        """The name."""
        return self.name.words()

    def records(self) -> tuple[list[Record], list[Record]] | None:
        """The routine under its new name; None = what is wrong with it is said beside the field."""
        others = [one.name for one in self._journal.routines.own() if one.id != self._routine.id]
        trouble = state.name_trouble(self.name.words(), others)
        self.complaint.say(trouble)
        if trouble:
            self.name.setFocus()
            return None
        return [replace(self._routine, name=self.name.words())], []
