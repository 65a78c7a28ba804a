"""A context on a given journal, for measuring: nothing in it remembers what was asked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from calfstretch.desktop.tones import SilentTones
from calfstretch.journal import Journal
from calfstretch.ui.context import Context
from calfstretch.ui.copy_keeper import CopyKeeper
from calfstretch.ui.journal_signals import JournalSignals
from calfstretch.ui.theme import Theme
from tests.ui.fakes import FakeDoors, FakeNavigator, Reported


def bare_context(journal: Journal, window: QWidget) -> Context:
    """Everything a screen is given; `window` owns it."""
    theme = Theme("light", 1.0, reduced_motion=True, parent=window)
    return Context(
        journal=journal,
        written=JournalSignals(journal, window),
        clock=journal.clock,
        theme=theme,
        tones=SilentTones(),
        navigator=FakeNavigator(theme, window),
        doors=FakeDoors(),
        report=Reported(),
        window=window,
        copies=CopyKeeper(journal, lambda work: work(), parent=window),
    )
