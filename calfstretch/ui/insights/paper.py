"""A part of Insights on a sheet of its own, light whatever the screen wears: as SVG, as PNG or for a printer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QImageWriter, QPaintDevice, QPainter, QRegion, QTextDocument
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.period import Period
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.insights.numbers import Numbers
from calfstretch.ui.insights.section import Section
from calfstretch.ui.theme import BODY, SMALL, Theme

WIDTH, MARGIN, _GAP = 900, 28, 14
PNG_SCALE = 2
# A column of a table gets room for cells so long on one line; what is longer wraps.
_ONE_LINE = 18
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
# Without the window's background, which is dark where the screen is: the sheet is white already.
_PICTURE = QWidget.RenderFlag.DrawChildren


class Paper:
    """The part built a second time, unseen, on light ground at 100 % text, so that a dark screen prints dark on white.

    Args:
        section: the part on screen, whose facts are shown.
        facts, period: what it shows now.
    """

    def __init__(self, section: Section, facts: DiaryFacts, period: Period) -> None:
        self.theme = Theme("light", reduced_motion=True)
        context: Context = section.context._replace(theme=self.theme)
        self._twin = type(section)(context)  # type: ignore[call-arg]
        self._twin.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._twin.resize(WIDTH - 2 * MARGIN + 40, 900)
        self._twin.show()
        self._twin.bring(facts, period)
        self._twin.for_paper(section)
        layout = self._twin.layout()
        assert layout is not None
        layout.activate()
        self._twin.resize(self._twin.width(), max(900, layout.totalHeightForWidth(self._twin.width())))
        layout.activate()

    def close(self) -> None:
        """Give the unseen part back."""
        self._twin.close()
        self._twin.deleteLater()
        self.theme.deleteLater()

    def svg(self) -> bytes:
        """The sheet as SVG."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        size = self._size()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(96)
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(), size))
        generator.setTitle(self._twin.accessibleName())
        generator.setDescription(self._twin.sentence())
        self._draw(generator, size)
        return bytes(buffer.data().data())

    def png(self) -> bytes:
        """The sheet as PNG, two pixels for each of the design."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(self._image(self._size(), PNG_SCALE, whole=True))
        return bytes(buffer.data().data())

    def document(self) -> QTextDocument:
        """Sentence, pictures, tables and method as pages for a printer."""
        document = QTextDocument()
        document.setDefaultFont(QFont(self.theme.font(BODY).family(), 10))
        parts = [f"<h2>{escape(self._twin.accessibleName())}</h2>", f"<p>{escape(self._twin.sentence())}</p>"]
        for at, picture in enumerate(self._pictures()):
            image = self._image(picture.size(), 3, picture=picture)
            name = f"picture-{at}"
            document.addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
            parts.append(f'<p><img src="{name}" width="{min(picture.width(), 620)}"></p>')
        parts += [f"<p><small>{escape(words)}</small></p>" for words in (self._twin.caption(), self._foot()) if words]
        parts += [_table(numbers) for numbers in self._twin.numbers()]
        method = self._twin.method()
        if method:
            parts.append(f"<h3>{escape(_('How this was worked out'))}</h3>")
            parts += [f"<p>{escape(words)}</p>" for words in method]
        document.setHtml("".join(parts))
        return document

    # -- drawing -------------------------------------------------------------------------------

    def _pictures(self) -> list[QWidget]:
        return [picture for picture in self._twin.pictures() if picture.isVisibleTo(self._twin)]

    def _foot(self) -> str:
        days = self._twin.days_shown()
        if days is None:
            return _("From a diary kept with calfstretch; self-reported.")
        first, last = (formats.short_day(day) for day in days)
        return _("{first} to {last}. From a diary kept with calfstretch; self-reported.").format(first=first, last=last)

    def _texts(self) -> tuple[list[tuple[str, QFont]], list[tuple[str, QFont]]]:
        above = [
            (self._twin.accessibleName(), self.theme.font(24, 700)),
            (self._twin.sentence(), self.theme.font(BODY)),
        ]
        below = [(words, self.theme.font(SMALL)) for words in (self._twin.caption(), self._foot())]
        return [text for text in above if text[0]], [text for text in below if text[0]]

    def _size(self) -> QSize:
        above, below = self._texts()
        texts = sum(_height(words, font) + _GAP for words, font in (*above, *below))
        pictures = sum(picture.height() + _GAP for picture in self._pictures())
        return QSize(WIDTH, 2 * MARGIN + texts + pictures)

    def _image(self, size: QSize, scale: int, *, whole: bool = False, picture: QWidget | None = None) -> QImage:
        image = QImage(size * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self.theme.colour("card"))
        if whole:
            self._draw(image, size)
        elif picture is not None:
            painter = QPainter(image)
            _render(picture, painter, QPoint())
            painter.end()
        return image

    def _draw(self, device: QPaintDevice, size: QSize) -> None:
        painter = QPainter(device)
        painter.fillRect(QRect(QPoint(), size), self.theme.colour("card"))
        above, below = self._texts()
        y = self._write(painter, above, MARGIN)
        for picture in self._pictures():
            _render(picture, painter, QPoint(MARGIN, y))
            y += picture.height() + _GAP
        self._write(painter, below, y)
        painter.end()

    def _write(self, painter: QPainter, texts: list[tuple[str, QFont]], y: int) -> int:
        painter.setPen(self.theme.colour("text"))
        for words, font in texts:
            height = _height(words, font)
            painter.setFont(font)
            painter.drawText(QRectF(MARGIN, y, WIDTH - 2 * MARGIN, height), _WRAP, words)
            y += height + _GAP
        return y


def _render(picture: QWidget, painter: QPainter, at: QPoint) -> None:
    painter.save()
    painter.translate(at)
    paint_on = getattr(picture, "paint_on", None)
    if paint_on is not None:  # a scene draws itself in shapes; as a widget it would come as pixels
        paint_on(painter)
    else:
        picture.render(painter, QPoint(), QRegion(), _PICTURE)
    painter.restore()


def _height(words: str, font: QFont) -> int:
    return ceil(QFontMetrics(font).boundingRect(QRect(0, 0, WIDTH - 2 * MARGIN, 10_000), _WRAP, words).height())


def _table(numbers: Numbers) -> str:
    title = f"<h3>{escape(numbers.title)}</h3>" if numbers.title else ""
    columns = list(zip(numbers.headers, *numbers.rows, strict=True))
    room = [_letters(cells) for cells in columns]
    head = "".join(
        f'<th align="left" width="{100 * letters / sum(room):.1f}%"><small>{escape(header)}</small></th>'
        for header, letters in zip(numbers.headers, room, strict=True)
    )
    lines = ("".join(f"<td><small>{escape(cell)}</small></td>" for cell in row) for row in numbers.rows)
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'{title}<table width="100%" cellpadding="3" border="0"><thead><tr>{head}</tr></thead>{rows}</table>'


def _letters(cells: Sequence[str]) -> int:
    """Room for a column: left to itself, the widths break words, and the limits of a number over two lines."""
    values = cells[1:]
    word = max(len(word) for cell in cells for word in (cell.split() or [""]))
    return max(word, min(max(map(len, values), default=0), _ONE_LINE)) + 3
