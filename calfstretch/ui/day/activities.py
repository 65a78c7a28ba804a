"""The day's activities: one click notes one, the next ones say how long and how hard; and what was on the feet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.domain.day import Activity, ActivityKind, Item
from calfstretch.i18n import gettext as _
from calfstretch.journal.days import DayEntries
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.day.answers import DayAnswers
from calfstretch.ui.day.parts import Line, LinesWithActions, YesNo
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import secondary

KINDS = (
    ActivityKind.RUN, ActivityKind.WALK, ActivityKind.RIDE, ActivityKind.SWIM, ActivityKind.HIKE,
    ActivityKind.STRENGTH, ActivityKind.OTHER,
)  # fmt: skip
MINUTES = (15, 30, 45, 60, 90)
LONGEST_MIN = 24 * 60
ON_FEET = (Item.STAIRS, Item.STANDING)


class ActivitiesCard(Card):
    """Signals:
    asked(object): the form of the activity with this identity; None = of a new one.
    """

    asked = Signal(object)

    def __init__(self, context: Context, answers: DayAnswers) -> None:
        super().__init__(context.theme, _("Activity"), gap=12)
        theme = context.theme
        self._answers = answers
        self._open: Activity | None = None
        self._activities: dict[str, Activity] = {}
        self.kinds = ChipRow(theme, _("Activity, noted at once"), [(kind, labels.activity(kind)) for kind in KINDS])
        self.kinds.chosen.connect(self._kind_chosen)
        self.add(self.kinds)
        self.details = self._details(context)
        self.details.hide()
        self.add(self.details)
        # Below what is pressed: a line that grows while the activity is told must not move the next chip away.
        self._none = secondary(theme, _("Not noted"))
        self.add(self._none)
        self.lines = LinesWithActions(
            theme, [(_("Change"), self.asked.emit), (_("Remove"), self._answers.remove_activity)]
        )
        self.add(self.lines)
        self.another = SoftButton(theme, _("+ Another"))
        self.another.setAccessibleName(_("Note another activity"))
        self.another.clicked.connect(self._close)
        self.another.hide()
        self.new = SoftButton(theme, _("In detail…"))
        self.new.setAccessibleName(_("Note an activity in detail"))
        self.new.clicked.connect(lambda: self.asked.emit(self._open.id if self._open else None))
        self.add(Flow(theme, self.another, self.new))
        self.on_feet = {item: YesNo(theme, labels.item(item)) for item in ON_FEET}
        for item, row in self.on_feet.items():
            row.answered.connect(lambda value, item=item: answers.note(item, value))
            self.add(row)
        self.content.addStretch(1)

    def _details(self, context: Context) -> QWidget:
        theme = context.theme
        self.minutes = ChipRow(theme, _("Minutes"), [(n, str(n)) for n in MINUTES])
        self.minutes.chosen.connect(self._say_minutes)
        self.minutes_field = AmountField(
            theme,
            _("Another number of minutes"),
            high=LONGEST_MIN,
            placeholder=_("other"),
            complaint=_("A number from 0 to 1440 minutes."),
        )
        self.minutes_field.entered.connect(self._say_minutes)
        self.effort = Scale0To10(theme, _("Effort"), _("rest"), _("maximal"), role="action")
        for number, step in enumerate(self.effort.buttons):
            step.setToolTip(labels.effort_word(number))
        self.effort.chosen.connect(self._say_effort)
        self._effort_word = secondary(theme)
        both = Stack(theme, gap=4)
        both.add(Flow(theme, self.minutes, self.minutes_field))
        both.add(AmountComplaint(theme, self.minutes_field))
        hard = Stack(theme, gap=4)
        hard.add(self.effort)
        hard.add(self._effort_word)
        part = Stack(theme, gap=12)
        part.add(Field(theme, _("How many minutes?"), both))
        part.add(Field(theme, _("How hard was it?"), hard))
        return part

    # -- showing -----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Another day is shown: nothing is open."""
        self._open = None

    def show_day(self, entries: DayEntries) -> None:
        """Show the day's activities, and what is said of the one just noted."""
        self._activities = {one.id: one for one in entries.activities}
        self._open = self._activities.get(self._open.id) if self._open is not None else None
        self._none.setVisible(not entries.activities)
        self.lines.show_lines([Line(one.id, labels.activity_line(one)) for one in entries.activities], self.kinds)
        for item, row in self.on_feet.items():
            known = entries.items.get(item)
            row.show_value(known.value if known is not None else None)
        self._show_open()

    def _show_open(self) -> None:
        known = self._open
        focus = QApplication.focusWidget()
        if known is None and focus is not None and self.details.isAncestorOf(focus):
            self.kinds.setFocus()  # what was open is gone
        self.kinds.set_value(known.kind if known is not None else None)
        self.details.setVisible(known is not None)
        self.another.setVisible(known is not None)
        if known is None:
            return
        is_chip = known.minutes in MINUTES
        self.minutes.set_value(int(known.minutes) if is_chip and known.minutes is not None else None)
        if not (self.minutes_field.hasFocus() and self.minutes_field.isModified()):
            self.minutes_field.set_value(None if is_chip else known.minutes)
        self.effort.set_value(known.effort)
        self._effort_word.setText(labels.effort_word(known.effort) if known.effort is not None else "")
        self._effort_word.setVisible(known.effort is not None)

    # -- answering ---------------------------------------------------------------------------------------

    def _kind_chosen(self, kind: object) -> None:
        known = self._open
        if kind is None:
            if known is not None:
                self._answers.remove_activity(known.id)
        elif known is not None and known.minutes is None and known.effort is None:
            self._answers.change_activity(replace(known, kind=ActivityKind(str(kind))))
        else:
            which = self._answers.add_activity(ActivityKind(str(kind)))
            self._open = self._activities.get(which) if which is not None else None
            self._show_open()

    def _say_minutes(self, minutes: object) -> None:
        if self._open is not None:
            said = float(minutes) if isinstance(minutes, int | float) else None
            self._answers.change_activity(replace(self._open, minutes=said))

    def _say_effort(self, effort: object) -> None:
        if self._open is not None:
            said = effort if isinstance(effort, int) else None
            self._answers.change_activity(replace(self._open, effort=said))

    def _close(self) -> None:
        self._open = None
        self._show_open()
        self.kinds.setFocus()
