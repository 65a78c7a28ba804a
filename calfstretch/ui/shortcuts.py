"""The one page that lists all keys (Ctrl+/), and the keys that save a form or end a sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import Text, caps_label


def save_on_ctrl_enter(save: Callable[[], object], *places: QWidget) -> None:
    """Let Ctrl+Enter do what Save or Done does, wherever in these widgets the focus is."""
    for place in places:
        _on_keys(("Ctrl+Return", "Ctrl+Enter"), place, save)


def go_on_enter(go: Callable[[], object], place: QWidget) -> None:
    """Let Enter do what the sheet's button does while the focus is in this widget."""
    _on_keys(("Return", "Enter"), place, go)


def _on_keys(sequences: tuple[str, ...], place: QWidget, do: Callable[[], object]) -> None:
    for keys in sequences:
        shortcut = QShortcut(QKeySequence(keys), place)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)  # held down it does so once, and not again in what comes up next
        shortcut.activated.connect(lambda: do())


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """All keys by place: (place, [(keys, what they do)])."""
    return [
        (
            _("Everywhere"),
            [
                ("C", _("Cramp now")),
                ("Ctrl+Shift+C", _("Cramp now, also while typing")),
                ("Ctrl+1 … Ctrl+6", _("Today, History, Insights, Share, Learn, Settings")),
                ("Ctrl+N", _("Log a spasm")),
                ("Ctrl+D", _("Note the day")),
                ("Ctrl+F", _("Search the history")),
                ("Ctrl+E", _("Share")),
                ("Ctrl+Z · Ctrl+Shift+Z", _("Undo · redo")),
                ("Ctrl+Plus · Ctrl+Minus · Ctrl+0", _("Larger text · smaller text · usual size")),
                ("F1", _("Help and safety")),
                ("F11", _("Fill the whole screen, or back to a window")),
                ("Ctrl+/", _("This page")),
                ("Ctrl+Q", _("Quit")),
            ],
        ),
        (
            _("In a session"),
            [
                (_("Space, Enter, Page Down, media play"), _("Start, pause, go on")),
                ("← · →", _("This hold again · next")),
                ("+ · −", _("Five seconds more · less")),
                ("V", _("Sound on or off")),
                ("Esc", _("Stop and keep what was done")),
            ],
        ),
        (
            _("While a cramp is eased"),
            [
                (_("Space, Enter, Page Down, media play"), _("It eased")),
                ("L · R", _("Left · right leg")),
                ("Esc", _("Leave; the entry stays as a draft")),
            ],
        ),
        (
            _("In the history"),
            [
                (_("Arrows, Page Up, Page Down, Home, End"), _("Walk through days and entries")),
                (_("Enter · Space"), _("Edit · see it in full")),
                (_("Shift+arrows"), _("Choose several entries")),
                (_("Delete"), _("Remove what is chosen, with a way back")),
                ("Ctrl+Shift+D", _("Note the entry once more")),
                ("Ctrl+K", _("Calendar of 12 weeks, or the list")),
            ],
        ),
        (
            _("On the chart of how often"),
            [
                ("← · →", _("The bar before · after")),
                (_("Enter"), _("Open its days in History")),
                ("+ · −", _("See fewer days · more days")),
                (_("Shift+← · Shift+→"), _("Earlier · later")),
                (_("Page Up · Page Down"), _("Earlier · later, nearly as many days as are seen")),
                (_("Home · End"), _("Back to the range chosen · the last bar")),
            ],
        ),
        (
            _("While days are filled in"),
            [
                (_("0 to 9"), _("How many spasms; the cursor goes on by itself")),
                ("L · R · B", _("Left · right · both legs")),
                (_("0 to 9, X for ten"), _("The worst pain")),
                (_("Arrows · Delete"), _("Another cell · not noted after all")),
                (_("Space · Enter"), _("The choices of the cell · the sheet of the day")),
            ],
        ),
        (
            _("In forms"),
            [
                (_("0 to 9, X for ten"), _("Answer the scale")),
                (_("Arrows"), _("Move among the choices of a row")),
                ("Ctrl+Enter", _("Save, or done")),
                ("Esc", _("Close the panel")),
            ],
        ),
    ]


class ShortcutsPage(QWidget):
    """All keys, group by group."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        line = 0
        for place, keys in shortcut_groups():
            head = Stack(theme, margins=(0, 12 if line else 0, 0, 0))
            head.add(caps_label(theme, place))
            grid.addWidget(head, line, 0, 1, 2)
            line += 1
            for key, words in keys:
                grid.addWidget(Text(theme, key, size=COMPACT, weight=600), line, 0)
                grid.addWidget(Text(theme, words, size=COMPACT), line, 1)
                line += 1
        grid.setVerticalSpacing(theme.px(6))
        grid.setHorizontalSpacing(theme.px(16))
