"""What can be done with a row: edit, duplicate, delete; each write says so and offers the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from calfstretch.domain.day import Activity, Item, Pause
from calfstretch.domain.doing import EXERCISE
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import MarkedChange
from calfstretch.domain.record import Record
from calfstretch.domain.session_log import Session
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal import Written, trails
from calfstretch.journal.days import DayEntries
from calfstretch.ui.activity_words import cramp_after
from calfstretch.ui.context import Context
from calfstretch.ui.history import facts
from calfstretch.ui.history.detail import Action
from calfstretch.ui.history.duplicate_sheet import DuplicateSheet
from calfstretch.ui.history.facts import Facts
from calfstretch.ui.history.state import Row, Shape
from calfstretch.ui.history.trail import trail_lines
from calfstretch.ui.history.water_sheet import WaterSheet
from calfstretch.ui.widgets.sheet import Sheet

EDIT, DUPLICATE, DELETE = "edit", "duplicate", "delete"
SPASM, ACTIVITY, STRETCH, AFTER = "spasm", "activity", "stretch", "after"
_SINGLE: dict[str, type[Record]] = {kind.TABLE: kind for kind in (Episode, Session, Activity, Pause, MarkedChange)}
SINGLE_TABLES = tuple(_SINGLE)
"""Tables whose entries have a row each, named by table and identity."""
_NAMED = 30
_WATER_ITEMS = (Item.WATER, Item.WATER_LEVEL)


class RowActions:
    """Does it through the journal and the doors.

    Args:
        entries: gives the entries of a day.
    """

    def __init__(self, context: Context, entries: Callable[[date], DayEntries]) -> None:
        self._context = context
        self._journal = context.journal
        self._entries = entries

    # -- what there is -----------------------------------------------------------------------------------

    def record(self, row: Row) -> Record | None:
        """The record a row stands for; None for rows made of several."""
        table, _slash, record_id = row.key.partition("/")
        kind = _SINGLE.get(table)
        return None if kind is None else self._journal.get(kind, record_id)

    def facts(self, row: Row) -> Facts:
        """What the panel shows of a row, with its trail."""
        if row.shape is Shape.GAP:
            return facts.of_gap(row, self._journal.today())
        entries = self.entries_of(row)
        steps = trails.steps(self._journal, entries)
        lines = trail_lines(steps, row.day, self._journal.day_start_h, several=len(entries) > 1)
        return replace(self._facts(row), trail=lines)

    def facts_of_several(self, rows: Sequence[Row]) -> Facts:
        """What the panel shows of rows chosen together."""
        words = ngettext("{n} entry chosen", "{n} entries chosen", len(rows)).format(n=len(rows))
        return Facts(_("Several entries"), words, (), tuple(("", row.words) for row in rows[:_NAMED]))

    def entries_of(self, row: Row) -> list[Record]:
        """The entries a row stands for; of a day's head its check-in."""
        record = self.record(row)
        if record is not None:
            return [record]
        if row.shape is Shape.ENTRY:
            return self._parts(row)
        check_in = self._entries(row.day).check_in
        return [] if check_in is None else [check_in]

    def _facts(self, row: Row) -> Facts:
        today, start_h = self._journal.today(), self._journal.day_start_h
        record = self.record(row)
        if isinstance(record, Episode):
            return facts.of_episode(record, start_h, today)
        if isinstance(record, Session):
            return facts.of_session(record, self._entries(row.day).holds.get(record.id, ()), row.day, today)
        if isinstance(record, Activity):
            return facts.of_activity(record, row.day, today)
        if isinstance(record, Pause):
            return facts.of_pause(record, today)
        if isinstance(record, MarkedChange):
            return facts.of_change(record, today)
        entries = self._entries(row.day)
        what = row.key.partition("/")[0]
        if what == "note" and Item.NOTE in entries.items:
            return facts.of_note(entries.items[Item.NOTE], today)
        of = {"water": facts.of_water, "items": facts.of_items}.get(what, facts.of_day)
        return of(entries, today)

    def actions(self, row: Row) -> Sequence[Action]:
        """What the panel offers for a row."""
        if row.shape is Shape.GAP:
            return (Action(EDIT, _("Fill in these days…"), 2, _("Enter")),)
        if row.shape is not Shape.ENTRY:
            return (
                Action(EDIT, _("Note the day…"), 2, _("Enter")),
                Action(SPASM, _("Spasm…"), 1, _("Note a spasm of this day")),
                Action(STRETCH, _("Stretch…"), 1, _("Note a stretch of this day")),
                Action(ACTIVITY, _("Activity…"), 1, _("Note an activity of this day")),
            )
        delete = Action(DELETE, _("Delete"), 0, _("Delete"))
        edit = Action(EDIT, _("Edit"), 2, _("Enter"))
        table = row.key.partition("/")[0]
        if table not in ("episodes", "sessions", "activities"):
            return (edit, delete)
        duplicate = Action(DUPLICATE, _("Duplicate…"), 1, _("Ctrl+Shift+D"))
        return (edit, *self._cramp_after(row), duplicate, delete)

    def _cramp_after(self, row: Row) -> Sequence[Action]:
        """The way to a spasm that goes with an activity of the row."""
        record = self.record(row)
        if not isinstance(record, Activity) or record.kind not in EXERCISE or record.at.utc > self._journal.now().utc:
            return ()
        return (Action(AFTER, _("{words}…").format(words=cramp_after(record.kind))),)

    def actions_of_several(self) -> Sequence[Action]:
        """What the panel offers for rows chosen together."""
        return (Action(DELETE, _("Delete"), 1, _("Delete")),)

    # -- doing it ----------------------------------------------------------------------------------------

    def do(self, key: str, row: Row) -> None:
        """Do one of the actions."""
        doors = self._context.doors
        if key == EDIT:
            self.edit(row)
        elif key == DUPLICATE:
            self.duplicate(row)
        elif key == DELETE:
            self.delete([row])
        elif key == SPASM:
            doors.describe_episode(day=row.day)
        elif key == STRETCH:
            doors.type_session(row.day)
        elif key == AFTER:
            doors.describe_after(row.key.partition("/")[2])
        elif key == ACTIVITY:
            doors.note_activity(row.day)

    def edit(self, row: Row) -> None:
        """Open the form that belongs to a row."""
        doors = self._context.doors
        what, _slash, record_id = row.key.partition("/")
        if what == "episodes":
            doors.describe_episode(record_id)
        elif what == "sessions":
            self._edit_session(row, record_id)
        elif what == "activities":
            doors.note_activity(row.day, record_id)
        elif what == "water" and self._entries(row.day).drinks:
            self._edit_water(row.day)
        elif what == "pauses":
            doors.show_pause(record_id)
        elif row.shape is Shape.GAP:
            doors.show_week(row.day)
        else:
            doors.note_day(row.day)

    def _edit_session(self, row: Row, session_id: str) -> None:
        session = self._journal.get(Session, session_id)
        if session is not None and session.episode_id is not None and self._journal.episodes.get(session.episode_id):
            self._context.doors.describe_episode(session.episode_id)
        else:
            self._context.doors.type_session(row.day, session_id)

    def _edit_water(self, day: date) -> None:
        content = WaterSheet(self._context, day)
        sheet = self._context.navigator.show_sheet(_("Water"), content)
        assert isinstance(sheet, Sheet)
        content.finished.connect(sheet.close_sheet)

    def duplicate(self, row: Row) -> None:
        """Ask when the same was again, and note it."""
        record = self.record(row)
        if not isinstance(record, Episode | Session | Activity):
            return
        content = DuplicateSheet(self._context, record)
        sheet = self._context.navigator.show_sheet(_("Duplicate"), content)
        assert isinstance(sheet, Sheet)
        content.finished.connect(sheet.close_sheet)

    def delete(self, rows: Sequence[Row]) -> None:
        """Put what rows show into the bin, as one thing to take back."""
        shown = [(row, self.entries_of(row)) for row in rows if row.shape is Shape.ENTRY]
        gone: dict[tuple[str, str], Record] = {}
        for _row, entries in shown:
            for entry in entries:
                whole = self._journal.episodes.with_relief(entry.id) if isinstance(entry, Episode) else [entry]
                gone |= {(each.TABLE, each.id): each for each in whole}
        if not gone:
            return
        tables = {entries[0].TABLE for _row, entries in shown if entries}
        label = f"delete {tables.pop() if len(tables) == 1 else 'entries'}"
        said = _("{what} removed. In the bin for 30 days.").format(what=shown[0][0].title)
        if len(shown) > 1:
            said = ngettext(
                "{n} entry removed. In the bin for 30 days.", "{n} entries removed. In the bin for 30 days.", len(shown)
            ).format(n=len(shown))
        self._do(lambda: self._journal.write(label, delete=[*gone.values()]), said)

    def _parts(self, row: Row) -> list[Record]:
        """The records of a row that is made of several."""
        if row.shape is not Shape.ENTRY:
            return []
        entries = self._entries(row.day)
        what = row.key.partition("/")[0]
        if what == "water":
            return [*entries.drinks, *(entries.items[name] for name in _WATER_ITEMS if name in entries.items)]
        if what == "note":
            return [entries.items[Item.NOTE]] if Item.NOTE in entries.items else []
        return [item for name, item in entries.items.items() if name not in (*_WATER_ITEMS, Item.NOTE)]

    def _do(self, write: Callable[[], Written], said: str) -> bool:
        try:
            write()
        except CalfstretchError as error:
            self._context.report(error)
            return False
        self._context.navigator.say(said, self.undo)
        return True

    def undo(self) -> None:
        """Take back the last write."""
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self._context.report(error)
