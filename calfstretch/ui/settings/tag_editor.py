"""What can be done with one tag in Settings: another name, merge, order, hide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from calfstretch.domain.person import Tag, TagKind
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import Button, PlainButton, SoftButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import Select, TextField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary

if TYPE_CHECKING:
    from calfstretch.journal.tags import Tags

Do = Callable[[Callable[[], object], str, Complaint], bool]


class TagEditor(Stack):
    """What can be done with one tag.

    Args:
        do: writes, says what was done, or says in the complaint why it was not.
        others: the other tags in use.
        place, count: where it stands among all of them.
    """

    def __init__(
        self, theme: Theme, tags: Tags, do: Do, tag: Tag, others: Sequence[Tag], place: int, count: int
    ) -> None:
        super().__init__(theme, gap=8, margins=(16, 0, 0, 8))
        self._do = do
        self._tag = tag
        self._tags = tags
        self.name = TextField(theme, _("New name of {name}").format(name=tag.name), limit=96)
        self.name.setText(tag.name)
        self.name.returnPressed.connect(self._rename)
        self.rename = SoftButton(theme, _("Rename"))
        self.rename.clicked.connect(self._rename)
        naming = Stack(theme, across=True, gap=8)
        naming.add(self.name, 1)
        naming.add(self.rename)
        self.add(naming)
        self._fitting = [one for one in others if (one.kind, one.unit) == (tag.kind, tag.unit)]
        self.into = Select(theme, _("Merge into"), [(one.id, one.name) for one in self._fitting])
        self.merge = SoftButton(theme, _("Merge"))
        self.merge.setAccessibleName(_("Merge {name} into the chosen tag").format(name=tag.name))
        self.merge.clicked.connect(self._merge)
        self._both = secondary(theme)
        self.into.chosen.connect(lambda _which: self._say_both())
        merging = Stack(theme, gap=4)
        merging.add(Flow(theme, self.into, self.merge))
        merging.add(self._both)
        field = Field(theme, _("Merge into"), merging)
        self.add(field)
        field.setVisible(bool(self._fitting))
        self._say_both()
        self.up = self._button(_("Further up"), lambda: self._move(-1), on=place > 0)
        self.down = self._button(_("Further down"), lambda: self._move(1), on=place < count - 1)
        self.hide_tag = PlainButton(theme, _("Hide"))
        self.hide_tag.setAccessibleName(_("Hide {name}; what was noted stays").format(name=tag.name))
        self.hide_tag.clicked.connect(self._hide)
        self.add(Flow(theme, self.up, self.down, self.hide_tag))
        self.complaint = Complaint(theme)
        self.name.textEdited.connect(lambda _text: self.complaint.say(""))
        self.add(self.complaint)

    def _button(self, words: str, do: Callable[[], object], *, on: bool) -> Button:
        button = SoftButton(self._theme, words)
        button.setEnabled(on)
        button.clicked.connect(lambda: do())
        return button

    def _other(self) -> Tag | None:
        return next((one for one in self._fitting if one.id == self.into.value()), None)

    def _say_both(self) -> None:
        other = self._other()
        both = self._tags.days_of_both(self._tag, other) if other is not None else 0
        words = _("Every entry of both is kept, under the chosen name.")
        if both and self._tag.kind is TagKind.NUMBER:
            words += " " + ngettext(
                "{n} entry has both: the chosen tag's number stays.",
                "{n} entries have both: the chosen tag's number stays.",
                both,
            ).format(n=both)
        elif both:
            words += " " + ngettext(
                "{n} entry has both: a yes of either stays a yes.",
                "{n} entries have both: a yes of either stays a yes.",
                both,
            ).format(n=both)
        self._both.setText(words)

    def _rename(self) -> None:
        name = self.name.words()
        said = _("{old} is now {new}").format(old=self._tag.name, new=" ".join(name.split()))
        self._do(lambda: self._tags.rename(self._tag, name), said, self.complaint)

    def _merge(self) -> None:
        other = self._other()
        if other is not None:
            said = _("{old} is now part of {new}").format(old=self._tag.name, new=other.name)
            self._do(lambda: self._tags.merge(self._tag, other), said, self.complaint)

    def _move(self, places: int) -> None:
        said = _("{name} moved").format(name=self._tag.name)
        self._do(lambda: self._tags.move(self._tag, places), said, self.complaint)

    def _hide(self) -> None:
        said = _("{name} hidden; what was noted stays").format(name=self._tag.name)
        self._do(lambda: self._tags.hide(self._tag), said, self.complaint)
