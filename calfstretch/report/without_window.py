"""The page as a PDF where no window is open: fonts and drawing as beside one, on any computer."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from calfstretch.report.drawing.sheet import Paper
from calfstretch.report.pdf import pdf_bytes
from calfstretch.report.shapes import PageContent

_COUNTRY = QLocale.Country
LETTER_COUNTRIES = frozenset(
    {
        _COUNTRY.UnitedStates, _COUNTRY.Canada, _COUNTRY.Mexico, _COUNTRY.PuertoRico, _COUNTRY.Philippines,
        _COUNTRY.Belize, _COUNTRY.Chile, _COUNTRY.Colombia, _COUNTRY.CostaRica, _COUNTRY.ElSalvador,
        _COUNTRY.Guatemala, _COUNTRY.Nicaragua, _COUNTRY.Panama, _COUNTRY.Venezuela,
    }
)  # fmt: skip
"""Where offices print on US Letter. Source: Unicode CLDR, supplemental data, paperSize."""


def usual_paper(locale: QLocale | None = None) -> Paper:
    """The paper of a country; None = of this computer's."""
    return Paper.LETTER if (locale or QLocale.system()).territory() in LETTER_COUNTRIES else Paper.A4


def page_as_pdf(content: PageContent, paper: Paper | None = None) -> bytes:
    """The page with its appendix.

    Args:
        paper: None = the usual one here.
    """
    application = QGuiApplication.instance() or _application()
    assert application is not None
    return pdf_bytes(content, paper or usual_paper())


def _application() -> QGuiApplication:
    # Off the screen the fonts are those of the screen on Linux; elsewhere the system's own way always works, and
    # fonts are found in that alone.
    off_screen = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    return QGuiApplication(["calfstretch", *off_screen])
