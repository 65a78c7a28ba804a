"""The look as data and signals: palette, text size, spacing, fonts; everything drawn asks here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.assets_dir import assets_dir
from calfstretch.errors import BugError
from calfstretch.ui.colours import mix
from calfstretch.ui.focus_ring import FocusRing
from calfstretch.ui.palette import Palette
from calfstretch.ui.stylesheet import stylesheet

BODY, COMPACT, SMALL, HEADING, TITLE = 18, 16, 14, 24, 32
GRID, CORNER, TARGET, MAIN_TARGET = 8, 12, 44, 64
PALETTES = ("light", "dark", "night")
SYSTEM = "system"
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0
_DRESS = "calfstretch_palette"
_RING = "calfstretch_focus_ring"
# Set on the application that was made with the Fusion style: choosing it again would dress every widget again.
FUSION = "calfstretch_fusion"


@cache
def load_palette(name: str) -> Palette:
    """The palette of assets/themes/NAME.toml.

    Raises:
        BugError: the file lacks a role or has one too many.
    """
    data = _roles((assets_dir() / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    wanted = set(Palette._fields)
    if set(data) != wanted:
        raise BugError(f"theme {name}: roles differ: {sorted(set(data) ^ wanted)}")
    return Palette(**data)


def _roles(text: str) -> dict[str, str]:
    # Lines of `role = "text"` and comments are all a theme has; a reader of the whole of TOML loads 10 ms of patterns.
    lines = (line.partition(" = ") for line in text.splitlines() if line and not line.startswith("#"))
    return {role: value.strip('"') for role, _equals, value in lines}


class Theme(QObject):
    """The look in force. Widgets keep the Theme they were given, draw from it and follow `changed`.

    Args:
        choice: "light", "dark", "night" or "system" (follows the computer, light where it does not say).
        scale: text size, 1.0 to 2.0; every length grows with it.
        reduced_motion: True stops every slide and breath.
        leader: the theme whose scale and motion this one follows (see `dress`); None = stands alone.
    """

    changed = Signal()

    def __init__(
        self,
        choice: str = SYSTEM,
        scale: float = 1.0,
        *,
        reduced_motion: bool = False,
        leader: Theme | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._scale = _bounded(scale)
        self._leader = leader
        self._app: QApplication | None = None
        self._root: QWidget | None = None
        self._ring: FocusRing | None = None
        self.reduced_motion = reduced_motion
        self._desktop_less_motion = False
        self.palette = self._chosen_palette()
        if leader is not None:
            leader.changed.connect(self._follow)
        else:
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    # -- what it is ---------------------------------------------------------------------------

    @property
    def choice(self) -> str:
        """What was chosen: "light", "dark", "night", "system", or "leader" for one that follows another."""
        return self._choice

    @property
    def scale(self) -> float:
        """Text size, 1.0 to 2.0."""
        return self._scale

    def px(self, length: float) -> int:
        """A length of the design in pixels at the text size in force."""
        return round(length * self._scale)

    def colour(self, role: str) -> QColor:
        """The colour of a palette role, such as "action"."""
        return QColor(getattr(self.palette, role))

    def hairline(self) -> QColor:
        """A soft edge for cards and rules: it decorates and carries no meaning."""
        return QColor(mix(self.palette.card, self.palette.line, 0.4))

    def font(self, size: float = BODY, weight: int = 400) -> QFont:
        """The system's sans at a design size (scaled here) with figures of equal width; yours to change."""
        return QFont(_font(self.px(size), weight))

    def motion_ms(self, wanted_ms: int) -> int:
        """How long a movement lasts: 0 where the person wants none."""
        return 0 if self.reduced_motion or self.desktop_wants_less_motion() else wanted_ms

    def desktop_wants_less_motion(self) -> bool:
        """Whether the desktop's own settings ask every program for less movement, as far as that is known."""
        return (self._leader or self)._desktop_less_motion

    # -- changing it --------------------------------------------------------------------------

    def set_theme(self, choice: str) -> None:
        """Choose "light", "dark", "night", "system", or in a dressed part "leader"."""
        if choice not in (*PALETTES, SYSTEM, "leader"):
            raise BugError(f"no theme named {choice}")
        self._choice = choice
        self._update()

    def set_scale(self, scale: float) -> None:
        """Set the text size; beyond 1.0 to 2.0 it stays at the end."""
        self._scale = _bounded(scale)
        self._update()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Stop or allow movement."""
        self.reduced_motion = reduced
        self._update()

    def set_desktop_less_motion(self, wanted: bool) -> None:
        """What the desktop asks of every program; it comes on top of what the person chose here."""
        self._desktop_less_motion = wanted

    def apply(self, app: QApplication) -> None:
        """Give the whole program this look, now and at every later change."""
        self._app = app
        # without it no child of a dressed screen would inherit its palette
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
        if not app.property(FUSION):
            app.setStyle("Fusion")
            app.setProperty(FUSION, True)
        # One ring, whoever drew it before. Remembered, not searched for: the search would load every kind of widget.
        before = app.property(_RING)
        if isinstance(before, FocusRing):
            before.stop()
        self._ring = FocusRing(app, self.ring_colour, lambda: self.px(3))
        app.setProperty(_RING, self._ring)
        self._paint_everything()

    def dress(self, root: QWidget, choice: str = "leader") -> Theme:
        """Give one screen colours of its own.

        Args:
            root: the screen; its parts must be built with the theme returned.
            choice: a palette's name, or "leader" to look like the rest for now.

        Returns:
            A theme that follows this one in all but the palette; `set_theme` changes it later.
        """
        dressed = Theme(choice, self._scale, reduced_motion=self.reduced_motion, leader=self, parent=root)
        dressed._root = root
        dressed._paint_everything()
        return dressed

    def follow(self, owner: QObject, restyle: Callable[[], object]) -> None:
        """Call `restyle` now and at every change for as long as the owner lives.

        A function that is no method of a QObject must come this way: a bare connection would outlive its widgets.
        """
        _Follower(owner, restyle).join(self.changed)
        restyle()

    def stylesheet(self, palette: Palette | None = None) -> str:
        """The style sheet of a palette (None = the one in force) at the text size in force."""
        return stylesheet(palette or self.palette, self._scale)

    @staticmethod
    def ring_colour(widget: QWidget) -> QColor:
        """The colour of the focus ring round a widget: the text's colour of the palette it stands in."""
        at: QWidget | None = widget
        while at is not None:
            name = at.property(_DRESS)
            if name:
                return QColor(load_palette(str(name)).text)
            at = at.parentWidget()
        return QApplication.palette().color(QPalette.ColorRole.WindowText)

    # -- inside -------------------------------------------------------------------------------

    def _chosen_palette(self) -> Palette:
        if self._choice == "leader":
            return self._leader.palette if self._leader is not None else load_palette("light")
        return load_palette(_system_name() if self._choice == SYSTEM else self._choice)

    def _system_changed(self) -> None:
        if self._choice == SYSTEM:
            self._update()

    def _follow(self) -> None:
        assert self._leader is not None
        self._scale = self._leader.scale
        self.reduced_motion = self._leader.reduced_motion
        self._update()

    def _update(self) -> None:
        self.palette = self._chosen_palette()
        self._paint_everything()
        self.changed.emit()
        root = self._leader or self
        if root._ring is not None:
            root._ring.restyle()

    def _paint_everything(self) -> None:
        sheet = self.stylesheet()
        # Qt looks at every part anew whenever it is given a style sheet, also the one it has.
        if self._app is not None and (self._app.styleSheet() != sheet or self._app.font() != self.font()):
            self._app.setPalette(q_palette(self.palette))
            self._app.setFont(self.font())
            self._app.setStyleSheet(sheet)
        if self._root is not None and self._root.styleSheet() != sheet:
            self._root.setProperty(_DRESS, self.palette.name)
            self._root.setAutoFillBackground(True)
            self._root.setPalette(q_palette(self.palette))
            self._root.setStyleSheet(sheet)


class _Follower(QObject):
    def __init__(self, owner: QObject, restyle: Callable[[], object]) -> None:
        super().__init__(owner)
        self._restyle = restyle

    def join(self, changed: SignalInstance) -> None:
        changed.connect(self.call)

    def call(self) -> None:
        self._restyle()


def q_palette(palette: Palette) -> QPalette:
    """Qt's own colours for all three groups; disabled text stays readable, so does a placeholder."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.ground,
        role.WindowText: palette.text,
        role.Base: palette.card,
        role.AlternateBase: palette.ground,
        role.Text: palette.text,
        role.PlaceholderText: palette.secondary,
        role.Button: palette.card,
        role.ButtonText: palette.text,
        role.BrightText: palette.text,
        role.Highlight: palette.action,
        role.HighlightedText: palette.on_action,
        role.Accent: palette.action,
        role.Link: palette.action,
        role.LinkVisited: palette.action,
        role.ToolTipBase: palette.text,
        role.ToolTipText: palette.ground,
        role.Light: palette.card,
        role.Midlight: mix(palette.card, palette.line, 0.2),
        role.Mid: mix(palette.card, palette.line, 0.6),
        role.Dark: palette.line,
        role.Shadow: palette.line,
    }
    result = QPalette()
    for key, value in colours.items():
        result.setColor(QPalette.ColorGroup.All, key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(palette.secondary))
    return result


def _bounded(scale: float) -> float:
    return min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)


def _system_name() -> str:
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


@cache
def _font(size_px: int, weight: int) -> QFont:
    font = QFont(QGuiApplication.font().family())
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    if hasattr(QFont, "Tag"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
