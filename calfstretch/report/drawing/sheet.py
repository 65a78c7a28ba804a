"""Sheets of paper: their sizes, and pages that are drawn on them, into a PDF, on a printer or in a preview."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

MARGIN = 15 / 25.4 * 72
"""White at each edge, points: 15 mm."""
_SPACE, _OTHERS = b"<0020>", re.compile(rb"<0009>|<00A0>", re.IGNORECASE)


class Paper(StrEnum):
    """What comes out of the printer."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def page_size(self) -> QPageSize:
        """Qt's name for it."""
        return QPageSize(QPageSize.PageSizeId.A4 if self is Paper.A4 else QPageSize.PageSizeId.Letter)

    @property
    def size(self) -> QSizeF:
        """Width and height upright, points."""
        return self.page_size.size(QPageSize.Unit.Point)


class Drawn(Protocol):
    """Pages that are laid out once and drawn anywhere."""

    @property
    def title(self) -> str:
        """For the file's own description."""

    @property
    def paper(self) -> Paper:
        """What they are laid out for."""

    @property
    def count(self) -> int:
        """How many pages, at least one."""

    def paint(self, number: int, painter: QPainter) -> None:
        """Draw a page (the first is 0) with its corner at the painter's origin, one unit for a point."""


def page_layout(paper: Paper) -> QPageLayout:
    """The whole upright sheet; the margins are drawn."""
    layout = QPageLayout(paper.page_size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def to_pdf(pages: Drawn, author: str = "") -> bytes:
    """The pages as a PDF whose letters can be selected and searched.

    Args:
        author: "" = nobody is named.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout(pages.paper))
    writer.setTitle(pages.title)
    writer.setCreator("calfstretch")
    if author and hasattr(writer, "setAuthor"):
        writer.setAuthor(author)
    print_pages(writer, pages)
    buffer.close()
    return with_spaces(bytes(buffer.data().data()))


def print_pages(device: QPagedPaintDevice, pages: Drawn) -> bool:
    """Draw all pages on a printer or into a PDF; False = the device took nothing.

    On a paper smaller than the one they are laid out for, all of it is drawn smaller.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        wanted = pages.paper.size
        for number in range(pages.count):
            if number:
                device.newPage()
            there = device.pageLayout().fullRect(QPageLayout.Unit.Point).size()
            share = min(1.0, there.width() / wanted.width(), there.height() / wanted.height())
            painter.save()
            painter.scale(device.logicalDpiX() / 72 * share, device.logicalDpiY() / 72 * share)
            pages.paint(number, painter)
            painter.restore()
    finally:
        done = painter.end()
    return done


def with_spaces(pdf: bytes) -> bytes:
    """The PDF whose spaces read back as spaces.

    Qt names a glyph after the first sign it stands for, and a space stands for the tab as well: what is copied out of
    such a file has tabs between its words, and a search for two words finds nothing; the space that keeps a number and
    its unit on one line is made a plain one too. The tables are not compressed,
    and both names are equally long, so that nothing in the file moves.
    """

    def mended(table: re.Match[bytes]) -> bytes:
        return re.sub(rb"\[[^\]]*\]", lambda names: _OTHERS.sub(_SPACE, names[0]), table[0])

    return re.sub(rb"beginbfrange\n.*?endbfrange", mended, pdf, flags=re.DOTALL)
