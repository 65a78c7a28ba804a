"""Settings, Your data: where everything is kept, how large it is, and the ways to look at it or remove it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from calfstretch import __version__
from calfstretch.i18n import gettext as _
from calfstretch.journal.copies import second_folder
from calfstretch.journal.place import What, look
from calfstretch.paths import PORTABLE
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.settings.place_words import count_words, kind_words, kinds, shown, what_words
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton
from calfstretch.ui.widgets.rows import Flow, Rule, Stack
from calfstretch.ui.widgets.texts import body, secondary


class PlacePart(SettingsPart):
    """Where is my data, and how does it go away."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Your data"))
        theme, doors = self.theme, context.doors
        where = Stack(theme, gap=4)
        where.add(body(theme, _("All you note stays in this folder, on this computer. No account, no network.")))
        self.path = body(theme, strong=True)
        where.add(self.path)
        self.why = secondary(theme)
        where.add(self.why)
        self.add(where)
        self.open = SecondaryButton(theme, _("Open the folder"))
        self.open.clicked.connect(self._open)
        self.copy = SecondaryButton(theme, _("Copy the path"))
        self.copy.clicked.connect(self._copy)
        self.add(Flow(theme, self.open, self.copy, gap=12))
        files = Stack(theme, gap=4)
        self.sizes = secondary(theme)
        files.add(self.sizes)
        every = EdgeLink(theme, _("Name every file…"))
        every.clicked.connect(doors.show_files)
        files.add(Flow(theme, every))
        self.add(files)
        self.carry = secondary(theme, _carry())
        self.add(self.carry)
        self.add(Rule(theme))
        question = EdgeLink(theme, _("For a question about the program…"))
        question.clicked.connect(doors.show_diagnostics)
        safety = EdgeLink(theme, _("Safety"))
        safety.clicked.connect(doors.show_safety)
        delete = EdgeLink(theme, _("Delete everything…"))
        delete.clicked.connect(doors.delete_everything)
        self.add(Flow(theme, question, safety, delete, gap=24))
        self.add(secondary(theme, _("calfstretch {version}").format(version=__version__)))
        self.refresh()

    def refresh(self) -> None:
        """Look at the folder: it changes with every entry and every copy."""
        place = look(self.journal, self.context.data_dir)
        self._folder = place.folder
        self.path.setText(shown(place.folder))
        self.why.setText(kind_words(place))
        self.carry.setVisible(place.kind == "usual")
        lines = [_("{what}: {count}").format(what=what_words(what), count=count_words(f)) for what, f in kinds(place)]
        second = second_folder(self.journal)
        if second is not None:
            lines.append(_("Copies go to {folder} as well").format(folder=shown(second.folder)))
        if len(place.files) > len(place.of(What.DIARY)):
            lines.append(_("In all {count}").format(count=count_words(place.files)))
        self.sizes.setText("\n".join(lines))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            said = _("No program here opens folders. Your diary is in {folder}")
            self.context.navigator.say(said.format(folder=shown(self._folder)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))
        self.context.navigator.say(_("The path is on the clipboard."))


def _carry() -> str:
    return _(
        "To carry the diary along, on a stick for example: close calfstretch, make a folder named {name} beside the"
        " program's file “run”, and move the files of this folder there. From then on they are kept beside the program."
    ).format(name=PORTABLE)
