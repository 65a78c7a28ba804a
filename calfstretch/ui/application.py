"""The one QApplication."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from calfstretch.ui.theme import FUSION


def make_application() -> QApplication:
    """The program's QApplication, made if there is none yet."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QGuiApplication.setApplicationName("calfstretch")
    QGuiApplication.setApplicationDisplayName("calfstretch")
    QGuiApplication.setDesktopFileName("calfstretch")
    # Named here, so that Qt makes no other style first.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setProperty(FUSION, True)
    return application
