"""The card about the latest run out of a file: did it cramp, and a stretch now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import Activity
from calfstretch.i18n import gettext as _
from calfstretch.ui import activity_words
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Flow, Headed
from calfstretch.ui.widgets.texts import body


class RunCard(Card):
    """Run today 18:05, 52 min, 9.1 km, +84 m.

    Signals:
        cramp_asked(): a spasm that goes with it.
        stretch_asked(): the next stretch, now.
        put_away(): not about this one.
    """

    cramp_asked = Signal()
    stretch_asked = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=12, parent=parent)
        self._line = body(theme, "", strong=True)
        self.away = EdgeLink(theme, _("Put away"))
        self.away.setAccessibleName(_("Put this run away"))
        self.cramp = SecondaryButton(theme, _("Cramp after this run"))
        self.stretch = SecondaryButton(theme, _("Stretch now"))
        self.add(Headed(theme, self._line, self.away))
        self.add(Flow(theme, self.cramp, self.stretch))
        self.cramp.clicked.connect(self.cramp_asked)
        self.stretch.clicked.connect(self.stretch_asked)
        self.away.clicked.connect(self.put_away)

    def show_run(self, activity: Activity, day_words: str, *, stretched: bool) -> None:
        """Show it.

        Args:
            day_words: today, yesterday.
            stretched: a stretch was done since: none is offered.
        """
        line = activity_words.in_short(activity, day_words)
        self._line.setText(line)
        self.setAccessibleName(line)
        self.cramp.set_words(activity_words.cramp_after(activity.kind))
        self.stretch.setVisible(not stretched)
