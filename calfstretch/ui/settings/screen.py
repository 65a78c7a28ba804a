"""Settings: what the person can set so far, each with one sentence of explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from calfstretch import __version__
from calfstretch.desktop.tones import trouble_sentence
from calfstretch.domain.day import DAY_START_H
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal.journal import DAY_START_SETTING
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint, Complaint
from calfstretch.ui.widgets.fields import AmountField, Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, heading, secondary, title

SCALES = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)
VOLUMES = (0.0, 0.25, 0.5, 0.7, 1.0)
DAY_STARTS_H = (0, 2, 3, 4, 5, 6, 8, 10)
SOUND_SETTING, VOLUME_SETTING = "sound", "volume"


class SettingsScreen(ScrollPage):
    """What can be set.

    Signals:
        letters_changed(bool): whether keys of one letter work.
    """

    letters_changed = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Settings"), widest=860, parent=parent)
        self._context = context
        self._journal = context.journal
        self.add(title(context.theme, _("Settings")))
        self.add(self._look())
        self.add(self._sound())
        self.add(self._water())
        self.add(self._keys())
        self.add(self._diary())
        self.add_stretch()
        context.theme.changed.connect(self._show_scale)

    def refresh(self) -> None:
        """Show the text size in force, and what is known of the sound."""
        self._show_scale()
        trouble = self._context.tones.trouble
        self.sound_trouble.say(trouble_sentence(trouble) if trouble else "")

    def _show_scale(self) -> None:
        # It also changes by Ctrl and + or -.
        self.scale.set_value(_nearest(SCALES, self._context.theme.scale))

    def _part(self, name: str) -> Card:
        card = Card(self._context.theme, gap=20)
        card.setAccessibleName(name)
        card.add(heading(self._context.theme, name))
        return card

    # -- parts -------------------------------------------------------------------------------------------

    def _look(self) -> Card:
        theme = self._context.theme
        card = self._part(_("Look"))
        self.scale = ChipRow(theme, _("Text size"), [(scale, f"{scale * 100:.0f} %") for scale in SCALES])
        self.scale.chosen.connect(self._set_scale)
        card.add(Field(theme, _("Text size"), self.scale, _("Also with Ctrl and + or −; Ctrl+0 is the usual size.")))
        self.colours = self._chips(
            _("Colours"),
            [("system", _("As the computer")), ("light", _("Light")), ("dark", _("Dark")), ("night", _("Night"))],
            theme.choice,
            "theme",
            lambda choice: theme.set_theme(str(choice)),
        )
        card.add(Field(theme, _("Colours"), self.colours, _("Cramp now always opens in night colours.")))
        motion = Toggle(theme, _("Less movement"))
        motion.setChecked(theme.reduced_motion)
        motion.clicked.connect(self._set_motion)
        card.add(motion)
        return card

    def _sound(self) -> Card:
        theme = self._context.theme
        card = self._part(_("Sound"))
        sound = Toggle(theme, _("Tones in a session"))
        sound.setChecked(bool(self._journal.setting(SOUND_SETTING, True)))
        sound.clicked.connect(lambda on: self._store(SOUND_SETTING, on))
        card.add(sound)
        volume = self._chips(
            _("Volume"),
            [(value, _("Off") if value == 0 else f"{value * 100:.0f} %") for value in VOLUMES],
            _nearest(VOLUMES, float(self._journal.setting(VOLUME_SETTING, 0.7))),
            VOLUME_SETTING,
            lambda value: self._context.tones.set_volume(float(str(value))),
        )
        card.add(Field(theme, _("Volume"), volume, _("At Off nothing sounds: watch the screen.")))
        play = SecondaryButton(theme, _("Play"))
        play.setAccessibleName(_("Play a tone"))
        play.clicked.connect(self._play)
        self.sound_trouble = Complaint(theme)
        heard = Stack(theme, gap=8)
        heard.add(Flow(theme, play))
        heard.add(self.sound_trouble)
        card.add(heard)
        return card

    def _water(self) -> Card:
        theme = self._context.theme
        card = self._part(_("Water"))
        hint = _("In ml; what + Glass and + Bottle add.")
        for key, label, usual in (
            ("glass_ml", _("A glass holds"), formats.GLASS_ML),
            ("bottle_ml", _("A bottle holds"), formats.BOTTLE_ML),
        ):
            needed = _("A number from 20 to 3000 ml.")
            field = AmountField(theme, label, low=20, high=3000, placeholder=_("ml"), complaint=needed, hint=hint)
            field.set_value(float(self._journal.setting(key, usual)))
            field.entered.connect(partial(self._set_size, field, key, usual))
            both = Stack(theme, gap=4)
            both.add(Flow(theme, field))
            both.add(AmountComplaint(theme, field, needed))
            card.add(Field(theme, label, both))
        card.add(secondary(theme, hint))
        return card

    def _keys(self) -> Card:
        theme = self._context.theme
        card = self._part(_("Keys"))
        letters = Toggle(theme, _("Keys of one letter, such as C for Cramp now"))
        letters.setChecked(bool(self._journal.setting("single_letters", True)))
        letters.clicked.connect(self._set_letters)
        both = Stack(theme, gap=0)
        both.add(letters)
        both.add(secondary(theme, _("Ctrl+Shift+C works always. Ctrl+/ shows every key.")))
        card.add(both)
        return card

    def _diary(self) -> Card:
        theme = self._context.theme
        card = self._part(_("Diary"))
        start = self._chips(
            _("A diary day begins at"),
            [(hour, f"{hour:02d}:00") for hour in DAY_STARTS_H],
            int(self._journal.setting(DAY_START_SETTING, DAY_START_H)),
            DAY_START_SETTING,
            lambda _hour: None,
        )
        hint = _("A day takes the night after it along. Entries move to their day when you change this.")
        card.add(Field(theme, _("A diary day begins at"), start, hint))
        folder = self._journal.database.path.parent
        card.add(body(theme, _("Your diary is this folder, and nowhere else: {folder}").format(folder=folder)))
        show = EdgeLink(theme, _("Open the folder"))
        show.clicked.connect(lambda: self._open_folder(str(folder)))
        safety = EdgeLink(theme, _("Safety"))
        safety.clicked.connect(self._context.doors.show_safety)
        card.add(Flow(theme, show, safety, gap=24))
        card.add(secondary(theme, _("calfstretch {version}. No account, no network.").format(version=__version__)))
        return card

    # -- inside ------------------------------------------------------------------------------------------

    def _chips(
        self,
        name: str,
        options: Sequence[tuple[str | float, str]],
        current: str | float,
        key: str,
        apply: Callable[[object], None],
    ) -> ChipRow:
        row = ChipRow(self._context.theme, name, options)
        row.set_value(current)

        def choose(value: object) -> None:
            # A setting always has a value: the chosen chip cannot be taken back. What could not be kept is not chosen.
            if value is None or not self._store(key, value):
                row.set_value(self._journal.setting(key, current))
                return
            apply(value)

        row.chosen.connect(choose)
        return row

    def _set_scale(self, value: object) -> None:
        if value is None:
            self.refresh()
            return
        self._context.theme.set_scale(float(str(value)))
        self._store("text_scale", self._context.theme.scale)

    def _set_size(self, field: AmountField, key: str, usual: int, value: object) -> None:
        # Left blank the usual size holds again, and is shown.
        self._store(key, round(value) if isinstance(value, int | float) else None)
        field.set_value(float(self._journal.setting(key, usual)))

    def _play(self) -> None:
        self.sound_trouble.say("")
        self._context.tones.play("swap")
        self.refresh()

    def _open_folder(self, folder: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            said = _("No program here opens folders. Your diary is in {folder}")
            self._context.navigator.say(said.format(folder=folder))

    def _set_motion(self, less: bool) -> None:
        if self._store("reduced_motion", less):
            self._context.theme.set_reduced_motion(less)

    def _set_letters(self, on: bool) -> None:
        if self._store("single_letters", on):
            self.letters_changed.emit(on)

    def _store(self, key: str, value: object) -> bool:
        try:
            self._journal.set_setting(key, value)
        except CalfstretchError as error:
            self._context.report(error)
            return False
        return True


def _nearest(values: Sequence[float], value: float) -> float:
    return min(values, key=lambda known: abs(known - value))
