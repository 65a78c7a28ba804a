"""The first two steps of the sheet: which files, and how far they are read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar

from calfstretch.i18n import gettext as _
from calfstretch.ui.bring_in.state import progress_words
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body, heading, secondary

_STEPS = 1000


class Choosing(Stack):
    """Which files.

    Signals:
        asked(): the person wants to choose.
    """

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=20)
        place = Card(theme, edge="dashed", padding=28, gap=12)
        place.setAccessibleName(_("Which files"))
        place.add(heading(theme, _("Drop files anywhere in this window")))
        place.add(
            body(theme, _("They are read on this computer, and you see what is in them before anything is noted."))
        )
        self.choose = PrimaryButton(theme, _("Choose files…"))
        self.choose.clicked.connect(self.asked)
        place.add(Flow(theme, self.choose))
        self.add(place)
        kinds = Stack(theme, gap=4)
        kinds.add(body(theme, _("What can be brought in"), strong=True))
        for line in (
            _("From a watch: FIT, GPX and TCX, as they are or in a zip"),
            _("From Strava: the whole archive, or its activities.csv"),
            _("From Garmin Connect: a table of activities, or its export"),
            _("From Apple Health: export.zip, with runs and water"),
            _("From calfstretch: a history or an archive, also of another computer"),
        ):
            kinds.add(secondary(theme, line))
        kinds.add(secondary(theme, _("Places on the map are left out.")))
        self.add(kinds)


class Reading(Stack):
    """How far it is.

    Signals:
        cancelled(): no more of it.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=16)
        self._number, self._count = 0, 1
        self.what = body(theme, _("Reading…"), strong=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("How far it is read"))
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.cancel = SecondaryButton(theme, _("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        self.add(self.what)
        self.add(self.bar)
        self.add(secondary(theme, _("You can go on with anything else; a cramp comes first, as always.")))
        self.add(Flow(theme, self.cancel))

    def show_file(self, number: int, count: int, name: str) -> None:
        """Another file begins."""
        self._number, self._count = number, count
        self.what.setText(progress_words(number, count, name))
        self.show_share(0.0)

    def show_share(self, share: float) -> None:
        """So much of the present file is read, 0 to 1."""
        self.bar.setRange(0, _STEPS)
        done = (max(0, self._number - 1) + share) / max(1, self._count)
        self.bar.setValue(round(done * _STEPS))
        self.bar.setAccessibleDescription(_("{n} %").format(n=round(done * 100)))

    def show_busy(self, words: str) -> None:
        """Something without a measure goes on."""
        self.what.setText(words)
        self.bar.setRange(0, 0)
        self.bar.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
