"""What it was: a spasm or tightness, chosen by the person or picked by two plain answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import Episode, Kind, Onset
from calfstretch.i18n import gettext as _
from calfstretch.ui.episode import state
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Field, Headed, Stack
from calfstretch.ui.widgets.texts import caps_label, secondary

SUGGESTED_KIND = "kind"


class KindField(Stack):
    """The kind, and behind a link the two questions that tell a spasm from tightness.

    The answers pick the kind, which is marked until the person chooses one; what the person chose over an answer
    stands, whatever is answered afterwards.

    `changed` is sent when the person answers.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=4)
        self._is_override = False
        self._is_picked = False
        words = _("What was it")
        self.kind = ChipRow(
            theme,
            words,
            [(Kind.SPASM.value, _("Sudden and hard: a spasm")), (Kind.TIGHTNESS.value, _("Slow and stiff: tightness"))],
        )
        self.unsure = EdgeLink(theme, _("Not sure? Two questions"), icon="chevron_down")
        label = caps_label(theme, words)
        label.setBuddy(self.kind)
        self.add(Headed(theme, label, self.unsure))
        self.add(self.kind)
        self.picked_line = secondary(theme)
        self.picked_line.hide()
        self.add(self.picked_line)
        self.questions = Stack(theme, gap=12, margins=(16, 8, 0, 8))
        self.onset = ChipRow(
            theme,
            _("How did it come?"),
            [(Onset.SUDDEN.value, _("Suddenly")), (Onset.GRADUAL.value, _("Little by little"))],
        )
        self.lasting = ChipRow(
            theme,
            _("How long did it stay?"),
            [("seconds", _("Seconds")), ("minutes", _("Minutes")), ("days", _("Hours or days"))],
        )
        self.questions.add(Field(theme, _("How did it come?"), self.onset))
        self.questions.add(Field(theme, _("How long did it stay?"), self.lasting))
        self.questions.hide()
        self.add(self.questions)
        self.unsure.clicked.connect(self._toggle)
        self.kind.chosen.connect(lambda _value: self._chosen())
        self.onset.chosen.connect(lambda _value: self._answered())
        self.lasting.chosen.connect(lambda _value: self._answered())

    def show_episode(self, episode: Episode) -> None:
        """Show what is noted; sends no signal."""
        self.kind.set_value(None if episode.kind is Kind.NOT_SAID else episode.kind.value)
        self.onset.set_value(episode.onset.value if episode.onset else None)
        self._is_picked = SUGGESTED_KIND in episode.suggested
        # Noted with an answer beside it and not picked by it: chosen by the person over that answer.
        self._is_override = episode.onset is not None and episode.kind is not Kind.NOT_SAID and not self._is_picked
        self._say()

    def answer(self) -> tuple[Kind, Onset | None]:
        """The kind and how it came."""
        kind, onset = self.kind.value(), self.onset.value()
        return Kind.NOT_SAID if kind is None else Kind(str(kind)), None if onset is None else Onset(str(onset))

    @property
    def is_picked(self) -> bool:
        """Whether the answers picked the kind and the person has not touched it."""
        return self._is_picked

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The answer first, the help after it, though the link stands beside the label to spare a line.
        QWidget.setTabOrder(self.kind.buttons[-1], self.unsure)

    def _toggle(self) -> None:
        is_open = not self.questions.isVisibleTo(self)
        self.questions.setVisible(is_open)
        self.unsure.set_icon_name("chevron_up" if is_open else "chevron_down")

    def _chosen(self) -> None:
        said = self.onset.value() is not None or self.lasting.value() is not None
        self._is_override = said and self.kind.value() is not None
        self._is_picked = False
        self._say()
        self.changed.emit()

    def _answered(self) -> None:
        if not self._is_override:
            _kind, onset = self.answer()
            lasting = self.lasting.value()
            kind = state.kind_of(onset, None if lasting is None else str(lasting))
            if kind is not None:
                self.kind.set_value(kind.value)
                self._is_picked = True
            elif self._is_picked:
                # What the answers picked goes with them.
                self.kind.set_value(None)
                self._is_picked = False
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = self._words()
        if words and words != self.picked_line.text():
            announce(self, words)
        self.picked_line.setText(words)
        self.picked_line.setVisible(bool(words))

    def _words(self) -> str:
        if self._is_picked:
            return _("Picked from your answers. Yours to change.")
        lasting = self.lasting.value()
        _kind, onset = self.answer()
        if self.kind.value() is None and state.disagree(onset, None if lasting is None else str(lasting)):
            return _("Your two answers speak for different things. Choose what fits better, or leave it open.")
        return ""
