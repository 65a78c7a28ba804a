"""Settings, Tags: add, rename, merge, hide and order what is noted of a day or of a spasm."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from calfstretch.domain.person import MOST_TAGS, NotedOf, Tag, TagKind
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.settings.tag_editor import TagEditor
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.rows import Field, Flow, Headed, Stack
from calfstretch.ui.widgets.texts import body, secondary


class TagsPart(SettingsPart):
    """The tags of one's own; each press is one batch and can be taken back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Tags"))
        theme = self.theme
        self._of = NotedOf.DAY
        self._open: str | None = None
        self._shown: object = None
        self.add(secondary(theme, _("Up to {n} of your own for a day and {n} for a spasm.").format(n=MOST_TAGS)))
        self.of = ChipRow(theme, _("Tags of"), [(NotedOf.DAY, _("Of a day")), (NotedOf.EPISODE, _("Of a spasm"))])
        self.of.set_value(self._of)
        self.of.chosen.connect(self._choose_of)
        self.add(self.of)
        self.list = Stack(theme, gap=8)
        self.add(self.list)
        self.editor: TagEditor | None = None
        self.add(self._new())
        context.written.written.connect(lambda _written: self.refresh())
        self.refresh()

    def _new(self) -> QWidget:
        theme = self.theme
        self.name = TextField(theme, _("Name of a new tag"), placeholder=_("A new tag"), limit=96)
        self.kind = ChipRow(
            theme, _("What it holds"), [(TagKind.YES_NO, _("Yes or no")), (TagKind.NUMBER, _("A number"))]
        )
        self.kind.set_value(TagKind.YES_NO)
        self.kind.chosen.connect(self._choose_kind)
        self.unit = TextField(theme, _("Unit of the number"), placeholder=_("Unit, such as cups"), limit=40)
        self.unit.hide()
        self.button = SoftButton(theme, _("Add tag"))
        self.button.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.unit.returnPressed.connect(self._add)
        self.complaint = Complaint(theme)
        self.name.textEdited.connect(lambda _text: self.complaint.say(""))
        part = Stack(theme, gap=8)
        part.add(self.name)
        part.add(Flow(theme, self.kind, self.unit, self.button))
        part.add(self.complaint)
        return Field(theme, _("Add a tag"), part)

    # -- showing -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the tags as they stand; what is typed stays."""
        tags, hidden = self.journal.tags.known(self._of), self.journal.tags.hidden(self._of)
        shown = ([(tag.id, tag.name, tag.unit, tag.kind) for tag in tags], [tag.name for tag in hidden], self._open)
        if shown == self._shown:
            return
        self._shown = shown
        focus = self.list.focusWidget()
        had_focus = focus is not None and focus.hasFocus()
        went_down = self.editor is not None and focus is self.editor.down
        went_up = self.editor is not None and focus is self.editor.up
        for at in reversed(range(self.list.box.count())):
            item = self.list.box.takeAt(at)
            row = item.widget() if item is not None else None
            if row is not None:
                row.hide()
                row.deleteLater()
        self.editor = None
        for place, tag in enumerate(tags):
            self._show(tag, tags, place)
        if not tags:
            self.list.add(secondary(self.theme, _("None yet.")))
        for tag in hidden:
            words = _("{name}, hidden").format(name=tag.name)
            self.list.add(self._row(secondary(self.theme, words), _("Offer again"), tag.name, self._bring_back(tag)))
        if had_focus:
            first: QWidget = self.of
            if self.editor is not None:
                first = self.editor.down if went_down else self.editor.up if went_up else self.editor.name
                first = first if first.isEnabled() else self.editor.name
            first.setFocus()

    def _show(self, tag: Tag, tags: list[Tag], place: int) -> None:
        words = _("{name} ({unit})").format(name=tag.name, unit=tag.unit) if tag.unit else tag.name
        is_open = tag.id == self._open
        row = self._row(body(self.theme, words), _("Close") if is_open else _("Change"), tag.name, self._toggle(tag))
        self.list.add(row)
        row.show()
        if is_open:
            self.editor = TagEditor(
                self.theme, self.journal.tags, self.do, tag, [one for one in tags if one.id != tag.id], place, len(tags)
            )
            self.list.add(self.editor)
            self.editor.show()

    def _row(self, words: QWidget, action: str, name: str, do: Callable[[], object]) -> QWidget:
        button = SoftButton(self.theme, action)
        button.setAccessibleName(_("{action}: {what}").format(action=action, what=name))
        button.clicked.connect(lambda: do())
        return Headed(self.theme, words, Flow(self.theme, button, at_end=True))

    def _toggle(self, tag: Tag) -> Callable[[], None]:
        def toggle() -> None:
            self._open = None if self._open == tag.id else tag.id
            self.refresh()
            if self.editor is not None:
                self.editor.name.setFocus()

        return toggle

    def _bring_back(self, tag: Tag) -> Callable[[], object]:
        return lambda: self.do(
            lambda: self.journal.tags.add(tag.name, noted_of=tag.noted_of, kind=tag.kind, unit=tag.unit),
            _("{name} is offered again").format(name=tag.name),
            self.complaint,
        )

    # -- changing ----------------------------------------------------------------------------------------

    def _choose_of(self, of: object) -> None:
        if of is None:
            self.of.set_value(self._of)
            return
        self._of, self._open = NotedOf(str(of)), None
        self.complaint.say("")
        self.refresh()

    def _choose_kind(self, kind: object) -> None:
        if kind is None:
            self.kind.set_value(TagKind.YES_NO)
        self.unit.setVisible(self.kind.value() == TagKind.NUMBER)

    def _add(self) -> None:
        name, kind = self.name.words(), TagKind(str(self.kind.value()))
        unit = self.unit.words() if kind is TagKind.NUMBER else ""
        said = _("{name} added").format(name=" ".join(name.split()))
        if self.do(lambda: self.journal.tags.add(name, noted_of=self._of, kind=kind, unit=unit), said, self.complaint):
            self.name.clear()
            self.unit.clear()
        self.name.setFocus()

    def do(self, write: Callable[[], object], said: str, complaint: Complaint) -> bool:
        """Write, and say it with a way back, or say beside it what could not be done; False = it could not."""
        try:
            write()
        except UserError as error:
            complaint.say(error.message)
            return False
        except CalfstretchError as error:
            self.context.report(error)
            return False
        complaint.say("")
        self.context.navigator.say(said, self._undo)
        return True

    def _undo(self) -> None:
        try:
            self.journal.undo()
        except CalfstretchError as error:
            self.context.report(error)
