"""Settings: what the person can set, a card for each part, each setting with one sentence of explanation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.settings.about import AboutPart
from calfstretch.ui.settings.copies import CopiesPart
from calfstretch.ui.settings.diary import DiaryPart
from calfstretch.ui.settings.distance import DistancePart
from calfstretch.ui.settings.keys import KeysPart
from calfstretch.ui.settings.lock import LockPart
from calfstretch.ui.settings.look import LookPart
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.settings.place import PlacePart
from calfstretch.ui.settings.sound import SoundPart
from calfstretch.ui.settings.stretches import StretchesPart
from calfstretch.ui.settings.tags import TagsPart
from calfstretch.ui.settings.water import WaterPart
from calfstretch.ui.settings.writing import WritingPart
from calfstretch.ui.tab_order import stops
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.rows import Flow
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import title


class SettingsScreen(ScrollPage):
    """What can be set.

    Signals:
        letters_changed(bool): whether keys of one letter work.
    """

    letters_changed = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Settings"), widest=860, parent=parent)
        self.look = LookPart(context)
        self.sound = SoundPart(context)
        self.stretches = StretchesPart(context)
        keys = KeysPart(context)
        keys.letters_changed.connect(self.letters_changed)
        self.distance = DistancePart(context)
        about_sessions = (self.stretches, self.look, self.distance, self.sound)
        self.about = AboutPart(context)
        self.copies = CopiesPart(context)
        self.parts = (
            *about_sessions,
            WaterPart(context),
            TagsPart(context),
            WritingPart(context),
            keys,
            self.about,
            DiaryPart(context),
            self.copies,
            LockPart(context),
            PlacePart(context),
        )
        self.add(title(context.theme, _("Settings")))
        self.contents = self._contents()
        self.add(self.contents)
        for part in self.parts:
            self.add(part)
        self.add_stretch()

    def _contents(self) -> QWidget:
        """A link to each part: the page is long."""
        links = Flow(self._theme, gap=16)
        for part in self.parts:
            link = EdgeLink(self._theme, part.accessibleName())
            link.setAccessibleName(_("Go to {part}").format(part=part.accessibleName()))
            link.clicked.connect(lambda _checked=False, part=part: self.show_part(part))
            links.add(link)
        return links

    def show_part(self, part: SettingsPart) -> None:
        """Bring a part to the top of the page and put its first control in force."""
        first = next(stops(part), None)
        if first is not None:
            first.setFocus()
        self.verticalScrollBar().setValue(part.y() - self._theme.px(8))

    def first_focus(self) -> QWidget | None:
        """The first control in sight; Qt's own order begins behind rows that were built anew."""
        return next((first for part in self.parts for first in stops(part)), None)

    def refresh(self) -> None:
        """Show the text size in force, and what is known of the sound."""
        for part in self.parts:
            part.refresh()
