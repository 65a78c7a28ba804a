"""Pictures of the kit for people to judge: PYTHONPATH=. python tests/ui/gallery.py FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import (
    CrampButton,
    IconButton,
    LinkButton,
    PlainButton,
    PrimaryButton,
    SecondaryButton,
    SoftButton,
)
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import AmountField, NoteEdit, Select, TextField, Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Headed
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import body, heading, secondary, small, title


def kit(theme: Theme) -> ScrollPage:
    """Every part of the kit on one page."""
    page = ScrollPage(theme, "Kit")
    page.add(Headed(theme, title(theme, "Good morning"), ChipRow(theme, "Range", [(1, "4 weeks"), (2, "6 months")])))
    page.add(_actions(theme))
    page.add(_answers(theme))
    page.add(_fields(theme))
    page.add_stretch()
    return page


def _actions(theme: Theme) -> Card:
    card = Card(theme, "Next stretch")
    card.add(heading(theme, "Daily calf stretch"))
    card.add(secondary(theme, "Both legs, 30 seconds each · 1 min 18 s", size=18))
    off = SecondaryButton(theme, "Not now")
    off.setEnabled(False)
    start = PrimaryButton(theme, "Start", main=True)
    card.add(Flow(theme, start, SecondaryButton(theme, "Change…", main=True), off, gap=16))
    card.add(
        Flow(
            theme,
            PrimaryButton(theme, "Save…", icon="save"),
            SoftButton(theme, "Glass", icon="plus"),
            SoftButton(theme, "+ Bottle"),
            PlainButton(theme, "Delete"),
            LinkButton(theme, "Log an earlier spasm"),
            IconButton(theme, "bin", "Remove"),
            CrampButton(theme, "Cramp now"),
        )
    )
    return card


def _answers(theme: Theme) -> Card:
    card = Card(theme, "Any calf spasms yesterday or last night?", edge="strong", gap=16)
    leg = ChipRow(theme, "Leg", [("left", "Left"), ("right", "Right"), ("both", "Both")])
    leg.set_value("left")
    card.add(Field(theme, "Leg", leg))
    scale = Scale0To10(theme, "Worst pain", "no pain", "worst pain imaginable")
    scale.set_value(7)
    card.add(Field(theme, "Worst pain", scale))
    feel = ChipRow(theme, "Feel", [(n, n) for n in ("cramping", "hard", "twitching", "sore")], multiple=True)
    feel.set_values(["hard", "sore"])
    card.add(Field(theme, "What it was like", feel))
    return card


def _fields(theme: Theme) -> Card:
    card = Card(theme, "Fields", edge="dashed", gap=16)
    card.add(Field(theme, "Search", TextField(theme, "Search", placeholder="Search notes")))
    amount = AmountField(theme, "Litres", decimals=2, high=20)
    amount.setText("a lot")
    amount.editingFinished.emit()
    card.add(Field(theme, "Water in litres", amount, "A number such as 1.5"))
    card.add(Field(theme, "Language", Select(theme, "Language", [("en", "English"), ("de", "Deutsch")])))
    card.add(Toggle(theme, "Speak the steps aloud", checked=True))
    card.add(Toggle(theme, "Keep the screen on while a session runs"))
    card.add(Field(theme, "Note", NoteEdit(theme, "Note", placeholder="Anything worth keeping")))
    card.add(body(theme, "Body text stands at eighteen pixels and wraps where the card ends, at every text size."))
    card.add(small(theme, "Source: a small line of fourteen pixels"))
    return card


def grab_all(folder: Path) -> None:
    """Save the kit in every theme and size."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    theme = Theme("light", reduced_motion=True)
    theme.apply(app)
    grab_window(theme, folder)
    page = kit(theme)
    for name in ("light", "dark", "night"):
        for scale, width, height in ((1.0, 900, 1250), (2.0, 1280, 2600)):
            theme.set_theme(name)
            theme.set_scale(scale)
            save(page, width, height, folder / f"kit-{name}-{scale:.0f}.png")


def grab_window(theme: Theme, folder: Path) -> None:
    """Save the window with the kit as its pages."""
    names = ("today", "history", "insights", "share", "learn", "settings")
    window = MainWindow(theme, {name: lambda: kit(theme) for name in names}, demo=True)
    window.show_page("today")
    window.set_message("disk", "This folder cannot be written to. Entries stay here until it can.", "Try again")
    for name in ("light", "dark"):
        for scale, width, height in ((1.0, 900, 560), (1.0, 1120, 740), (2.0, 1280, 800), (2.0, 900, 560)):
            theme.set_theme(name)
            theme.set_scale(scale)
            window.say("Spasm removed.", lambda: None)
            save(window, width, height, folder / f"window-{name}-{scale:.0f}-{width}.png")
    theme.set_scale(1.0)
    window.show_shortcuts()
    save(window, 1120, 740, folder / "window-sheet.png")


def save(widget: QWidget, width: int, height: int, path: Path) -> None:
    """Show a widget at a size and save its picture."""
    widget.resize(width, height)
    widget.show()
    for _ in range(5):
        QApplication.processEvents()
    widget.grab().save(str(path))


if __name__ == "__main__":
    grab_all(Path(sys.argv[1]))
