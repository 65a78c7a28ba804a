"""Under More: what the person was doing, what was tried, the night, fields of one's own, a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import Context as Doing
from calfstretch.domain.episode import Episode, Tried
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.episode import state
from calfstretch.ui.episode.own import OwnFields
from calfstretch.ui.episode.parts import FlagLine, TriedField, checked
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import AmountField, NoteEdit, TextField
from calfstretch.ui.widgets.rows import Field, Stack
from calfstretch.ui.widgets.spelling import Spells
from calfstretch.ui.widgets.texts import secondary, small

SUGGESTED_CONTEXT, SUGGESTED_TRIED = "context", "tried"
_MOST = 20
_SUSPECTED_LIMIT, _NEAR_LIMIT = 500, 50


class More(Stack):
    """The answers that can wait.

    Args:
        may_be_several: True offers several in a row.
        used: earlier episodes: what was chosen there most stands in front.

    Signals:
        changed(): the person chose something.
        typed_in(): the person types.
    """

    changed = Signal()
    typed_in = Signal()

    def __init__(self, context: Context, *, may_be_several: bool, used: Sequence[Episode]) -> None:
        theme = context.theme
        super().__init__(theme, gap=20)
        self._suggested: set[str] = set()
        self._suggestion_lines: dict[str, QWidget] = {}
        self._add_doing(theme, [str(episode.context) for episode in used if episode.context], context.doors.show_safety)
        self._add_tried(theme, [way for episode in used for way, _helped in episode.tried])
        self._add_night(theme, context.doors.show_safety)
        self._add_several(theme, may_be_several)
        self.own = OwnFields(theme, context.journal)
        self.own.changed.connect(self.changed)
        self.own.typed_in.connect(self.typed_in)
        self.add(self.own)
        self._add_words(theme, context.spelling)

    def show_episode(self, episode: Episode) -> None:
        """Show what is noted; sends no signal."""
        self.doing.set_value(episode.context.value if episode.context else None)
        self.tried.show_pairs(episode.tried)
        self.awake.set_value(episode.minutes_awake)
        self.sore.set_value(episode.sore_after)
        self.own.show_values(episode.own)
        self.suspected.setText(episode.suspected)
        self.note.set_text(episode.note)
        self._suggested = {SUGGESTED_CONTEXT, SUGGESTED_TRIED} & set(episode.suggested)
        self._show_signs()

    def suggest_doing(self, doing: Doing | None) -> None:
        """Fill in what the diary speaks for where the person said nothing; marked until touched."""
        if self.doing.value() is not None and SUGGESTED_CONTEXT not in self._suggested:
            return
        self.doing.set_value(None if doing is None else doing.value)
        self._suggested.discard(SUGGESTED_CONTEXT)
        if doing is not None:
            self._suggested.add(SUGGESTED_CONTEXT)
        self._show_signs()

    def suggest_tried(self, tried: tuple[tuple[str, str], ...]) -> None:
        """Fill in the stretch of the relief screen where nothing was said; marked until touched."""
        if tried and not self.tried.pairs():
            self.tried.show_pairs(tried)
            self._suggested.add(SUGGESTED_TRIED)
        self._show_signs()

    def suggested_doing(self) -> Doing | None:
        """What is filled in and not touched; None = nothing."""
        doing = self.doing.value()
        return Doing(str(doing)) if doing is not None and SUGGESTED_CONTEXT in self._suggested else None

    def suggested(self) -> set[str]:
        """Names of the fields that are filled in and not touched."""
        return set(self._suggested)

    def values(self) -> dict[str, Any]:
        """The answers as fields of an episode."""
        doing = self.doing.value()
        awake = self.awake.value()
        sore = self.sore.value()
        return {
            "context": None if doing is None else Doing(str(doing)),
            "tried": self.tried.pairs(),
            "minutes_awake": None if awake is None else round(awake),
            "sore_after": None if sore is None else bool(sore),
            "own": self.own.values(),
            "suspected": self.suspected.words(),
            "note": self.note.text(),
        }

    def count(self) -> int:
        """How many in a row, 1 as a rule."""
        return round(self.several.value() or 1)

    def wrong(self) -> QWidget | None:
        """The field whose number cannot be read; None = all can."""
        return next((field for field in (self.awake, self.several) if field.is_wrong()), None) or self.own.wrong()

    # -- building ----------------------------------------------------------------------------------------

    def _add_doing(self, theme: Theme, used: list[str], on_safety: Callable[[], object]) -> None:
        order = state.most_used_first(Doing, used)
        self.doing = ChipRow(theme, _("What you were doing"), [(value.value, labels.context(value)) for value in order])
        self._doing_flag = FlagLine(theme, on_safety)
        part = Stack(theme, gap=6)
        part.add(Field(theme, _("What you were doing"), self.doing))
        words = _("Suggested from the time and what you noted of the day. Yours to change.")
        part.add(self._suggestion(theme, SUGGESTED_CONTEXT, words))
        part.add(self._doing_flag)
        self.add(part)
        self.doing.chosen.connect(lambda _value: self._touched(SUGGESTED_CONTEXT))

    def _add_tried(self, theme: Theme, used: list[str]) -> None:
        self.tried = TriedField(theme, [way.value for way in state.most_used_first(Tried, used)])
        part = Stack(theme, gap=6)
        part.add(Field(theme, _("What you tried, and did it help"), self.tried))
        part.add(self._suggestion(theme, SUGGESTED_TRIED, _("Suggested from “It eased”. Yours to change.")))
        self.add(part)
        self.tried.changed.connect(lambda: self._touched(SUGGESTED_TRIED))

    def _add_night(self, theme: Theme, on_safety: Callable[[], object]) -> None:
        complaint = _("A number of minutes from 0 to 1440.")
        self.awake = AmountField(
            theme, _("Minutes awake"), high=24 * 60, placeholder=_("min"), complaint=complaint,
            hint=_("0 = it did not wake me."),
        )  # fmt: skip
        self._awake_flag = FlagLine(theme, on_safety)
        part = Stack(theme, gap=6)
        part.add(Field(theme, _("Minutes awake"), checked(theme, self.awake, complaint)))
        part.add(secondary(theme, _("0 = it did not wake me.")))
        part.add(self._awake_flag)
        self.add(part)
        self.sore = ChipRow(theme, _("Sore afterwards"), [(True, _("Yes")), (False, _("No"))])
        self.add(Field(theme, _("Sore afterwards"), self.sore))
        self.awake.textEdited.connect(self._awake_typed)
        self.sore.chosen.connect(lambda _value: self.changed.emit())

    def _add_several(self, theme: Theme, may_be_several: bool) -> None:
        complaint = _("A number from 1 to {n}.").format(n=_MOST)
        hint = _("How many in all. Each is noted alike.")
        self.several = AmountField(
            theme, _("Several in a row"), low=1, high=_MOST, placeholder="1", complaint=complaint, hint=hint
        )
        part = Stack(theme, gap=6)
        part.add(Field(theme, _("Several in a row"), checked(theme, self.several, complaint)))
        part.add(secondary(theme, hint))
        self.add(part)
        part.setVisible(may_be_several)
        self.several.textEdited.connect(lambda _text: self.typed_in.emit())

    def _add_words(self, theme: Theme, spelling: Callable[[], Spells] | None) -> None:
        self.suspected = TextField(theme, _("What I suspect"), limit=_SUSPECTED_LIMIT)
        hint = _("Your own guess. It is kept and shown, and never counted.")
        part = Stack(theme, gap=4)
        part.add(Field(theme, _("What I suspect"), self.suspected, hint))
        self._room = small(theme)
        self._room.hide()
        part.add(self._room)
        self.add(part)
        self.note = NoteEdit(theme, _("Note"), spelling=spelling)
        self.add(Field(theme, _("Note"), self.note))
        self.suspected.textEdited.connect(self._suspected_typed)
        self.note.edited.connect(lambda _text: self.typed_in.emit())

    def _suggestion(self, theme: Theme, name: str, words: str) -> QWidget:
        line = secondary(theme, words)
        line.hide()
        self._suggestion_lines[name] = line
        return line

    def _touched(self, name: str) -> None:
        self._suggested.discard(name)
        self._show_signs()
        self.changed.emit()

    def _awake_typed(self) -> None:
        self._show_signs()
        self.typed_in.emit()

    def _suspected_typed(self, text: str) -> None:
        room = _SUSPECTED_LIMIT - len(text)
        self._room.setText(state.room_words(room))
        self._room.setVisible(room <= _NEAR_LIMIT)
        self.typed_in.emit()

    def _show_signs(self) -> None:
        for name, line in self._suggestion_lines.items():
            line.setVisible(name in self._suggested)
        doing = self.doing.value()
        said = None if doing is None or SUGGESTED_CONTEXT in self._suggested else Doing(str(doing))
        self._doing_flag.show_flag(state.context_flag(said))
        self._awake_flag.show_flag(state.awake_flag(self.awake.value()))
