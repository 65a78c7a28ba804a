"""The look that tests of screens draw with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from calfstretch.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light theme at 100 % without motion, worn by the whole program; a new one for every test."""
    # what the test before asked to delete would be painted anew, again and again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme = Theme("light", reduced_motion=True)
    theme.apply(qapp)
    return theme
