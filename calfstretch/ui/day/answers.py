"""Stores what is answered on the day's sheet, says it with a way back, and says what could not be stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from calfstretch.domain.day import TAG_PREFIX, Activity, ActivityKind, Drink, Item
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import MarkedChange, TagKind
from calfstretch.domain.record import Record
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts, labels
from calfstretch.ui.context import Context
from calfstretch.ui.day import state
from calfstretch.ui.pending import waits


class DayAnswers:
    """Writes for the day that is shown.

    Args:
        day: asked for the diary day shown.
        refresh: shows what is stored, after something could not be.
        owner: the sheet; what waits for a busy diary is stored also when it has gone.
    """

    def __init__(self, context: Context, day: Callable[[], date], refresh: Callable[[], None], owner: QObject) -> None:
        self._context = context
        self._journal = context.journal
        self._day = day
        self._refresh = refresh
        self._owner = owner
        self._note_said = False

    # -- the day itself ----------------------------------------------------------------------------------

    def check_in(self, spasms: object) -> None:
        """So many spasms in all; None takes the answer back."""
        known = self._journal.days.entries(self._day()).check_in
        if isinstance(spasms, int):
            self._do(partial(self._journal.days.check_in, self._day(), spasms), labels.spasms_said(spasms))
        elif known is not None:
            self._do(lambda: self._journal.delete(known), _("Answer taken back; the day is not known"))

    def remove_episode(self, which: str) -> None:
        """An episode goes."""
        if self._journal.get(Episode, which) is not None:
            self._do(lambda: self._journal.episodes.remove(which), _("Entry removed"))

    def note(self, item: str, value: object) -> None:
        """One item of the day; None = not noted."""
        self.note_all({item: None if value is None else str(value)})

    def note_all(self, values: Mapping[str, str | None]) -> None:
        """What one click means for one or several items."""
        if not values:
            return
        item, value = next(iter(values.items()))
        name = item.removeprefix(TAG_PREFIX)
        if len(values) == 1 and item != name and value is not None:
            self._do(partial(self._journal.tags.note, self._day(), name, value), _said(item, value))
        else:
            self._do(partial(self._journal.days.set_items, self._day(), values), _said(item, value))

    def add_tag(self, name: str, kind: TagKind = TagKind.YES_NO) -> bool:
        """Tick a tag by its name, a new one is added; a number is added without one."""
        known = self._journal.tags.find(name)
        if known is not None and known.kind is TagKind.NUMBER:
            return True  # its field stands on the sheet already
        said = _said(TAG_PREFIX + (known.name if known else name), "yes")
        return self._do(partial(self._journal.tags.note, self._day(), name, "yes"), said)

    def mark_change(self, day: date, text: str) -> bool:
        """A medicine or something else changed on that day."""
        return self._do(lambda: self._journal.days.mark_change(day, text), _("Change noted"))

    def remove_change(self, which: str) -> None:
        """A marked change goes."""
        self._remove(MarkedChange, which, _("Change removed"))

    # -- water -------------------------------------------------------------------------------------------

    def drink(self, ml: int) -> None:
        """One drink, now or at the earlier day's noon."""
        at = state.stand_in(self._day(), self._journal.now(), self._journal.day_start_h)
        said = _("{amount} of water noted").format(amount=amounts.drink(ml))
        self._do(lambda: self._journal.days.add_drink(ml, at), said)

    def remove_drink(self, which: str) -> None:
        """A drink goes."""
        self._remove(Drink, which, _("Drink removed"))

    def confirm(self, ml: object) -> None:
        """So much water in all; None = not confirmed any more."""
        if isinstance(ml, int | float):
            said = _("Water in all: {amount}").format(amount=amounts.amount(ml))
            self._do(partial(self._journal.days.confirm_water, self._day(), float(ml)), said)
        else:
            self.note(Item.WATER, None)

    # -- activity ----------------------------------------------------------------------------------------

    def add_activity(self, kind: ActivityKind) -> str | None:
        """A new activity of that kind, about which nothing else is said yet; its identity, None = not stored."""
        at = state.stand_in(self._day(), self._journal.now(), self._journal.day_start_h)
        new = Activity(at=at, kind=kind)
        said = _("{activity} noted").format(activity=labels.activity(kind))
        return new.id if self._do(lambda: self._journal.write("add activities", [new]), said) else None

    def change_activity(self, changed: Activity) -> None:
        """Something more was said of it."""
        said = labels.activity_line(changed)
        self._do(lambda: self._journal.write("change activities", [changed]), said)

    def remove_activity(self, which: str) -> None:
        """An activity goes."""
        self._remove(Activity, which, _("Activity removed"))

    # -- doing -------------------------------------------------------------------------------------------

    def note_stored(self) -> None:
        """Said once a spell of typing: from then on Undo takes back the note and nothing before it."""
        if not self._note_said:
            self._note_said = True
            self._context.navigator.say(_("Note stored"), self._undo)

    def keep_rows(self, rows: int) -> None:
        """The person asked for more: it stays so."""
        try:
            self._journal.set_setting(state.ROWS_SETTING, rows)
        except CalfstretchError as error:
            self._context.report(error)

    def _remove(self, kind: type[Record], which: str, said: str) -> None:
        known = self._journal.get(kind, which)
        if known is not None:
            self._do(lambda: self._journal.delete(known), said)

    def _do(self, write: Callable[[], object], said: str) -> bool:
        try:
            write()
        except CalfstretchError as error:
            if not waits(self._context, error, write, self._owner, lambda: self._do(write, said), write):
                self._context.report(error)
            self._refresh()  # the screen shows what is stored, not what was pressed
            return False
        self._note_said = False
        self._context.navigator.say(said, self._undo)
        return True

    def _undo(self) -> None:
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self._context.report(error)


def _said(item: str, value: str | None) -> str:
    if item == Item.WATER_LEVEL and value is not None:
        return _("Water: {level}").format(level=labels.water_level(value).lower())
    if value is None:
        return _("{item}: not noted").format(item=labels.item(item))
    return _("{item}: {value}").format(item=labels.item(item), value=labels.item_value(item, value))
