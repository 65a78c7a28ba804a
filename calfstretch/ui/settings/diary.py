"""Settings, Diary: when a day begins, and where everything is kept."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from calfstretch import __version__
from calfstretch.domain.day import DAY_START_H
from calfstretch.i18n import gettext as _
from calfstretch.journal.journal import DAY_START_SETTING
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.rows import Field, Flow
from calfstretch.ui.widgets.texts import body, secondary

DAY_STARTS_H = (0, 2, 3, 4, 5, 6, 8, 10)


class DiaryPart(SettingsPart):
    """The diary itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Diary"))
        theme = self.theme
        start = self.chips(
            _("A diary day begins at"),
            [(hour, f"{hour:02d}:00") for hour in DAY_STARTS_H],
            int(self.journal.setting(DAY_START_SETTING, DAY_START_H)),
            DAY_START_SETTING,
            lambda _hour: None,
        )
        hint = _("A day takes the night after it along. Entries move to their day when you change this.")
        self.add(Field(theme, _("A diary day begins at"), start, hint))
        folder = self.journal.database.path.parent
        self.add(body(theme, _("Your diary is this folder, and nowhere else: {folder}").format(folder=folder)))
        show = EdgeLink(theme, _("Open the folder"))
        show.clicked.connect(lambda: self._open_folder(str(folder)))
        safety = EdgeLink(theme, _("Safety"))
        safety.clicked.connect(context.doors.show_safety)
        self.add(Flow(theme, show, safety, gap=24))
        self.add(secondary(theme, _("calfstretch {version}. No account, no network.").format(version=__version__)))

    def _open_folder(self, folder: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            said = _("No program here opens folders. Your diary is in {folder}")
            self.context.navigator.say(said.format(folder=folder))
