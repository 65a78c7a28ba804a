"""How the pictures of this part stand: each under its title, two side by side, on the screen as on a sheet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from calfstretch.ui.insights.in_sight import InSight
from calfstretch.ui.insights.when_where.picture import Picture, Readout
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import body, small

_SIDE_BY_SIDE = 640


class Sheet(Stack):
    """A column or row that paints itself in shapes and words, on any device."""

    def paint_on(self, painter: QPainter) -> None:
        """Paint every word and picture where it stands."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.findChildren(QWidget):
            if not part.isVisibleTo(self):
                continue
            painter.save()
            painter.translate(part.mapTo(self, QPoint()))
            if isinstance(part, Picture):
                part.draw(painter, QSizeF(part.size()))
            elif isinstance(part, QLabel):
                painter.setFont(part.font())
                painter.setPen(part.palette().color(part.foregroundRole()))
                flags = int(QStyle.visualAlignment(self.layoutDirection(), part.alignment()))
                painter.drawText(part.rect(), flags | int(Qt.TextFlag.TextWordWrap), part.text())
            painter.restore()


class Block(Stack):
    """One picture under its title and a sentence, which gives way to the words of what is pointed at."""

    def __init__(self, theme: Theme, name: str, picture: Picture) -> None:
        super().__init__(theme, gap=4)
        self.picture = picture
        self.readout = Readout(theme, picture)
        self.notes = small(theme)
        for part in (body(theme, name, strong=True), self.readout, picture, self.notes):
            self.add(part)
        InSight(theme, self.readout, picture)
        self.box.addStretch(1)

    def say(self, sentence: str, notes: str, *, drawn: bool) -> None:
        """Change the words; `drawn` = the picture is shown."""
        self.picture.setVisible(drawn)
        self.readout.set_sentence(sentence)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))


class Pair(Sheet):
    """Two blocks side by side, or one under the other where it is too narrow."""

    def __init__(self, theme: Theme, first: QWidget, second: QWidget) -> None:
        super().__init__(theme, across=True, gap=24)
        self._blocks = (first, second)
        self.add(first, 1)
        self.add(second, 1)

    def fit(self) -> None:
        """Take no room where neither block is shown."""
        self.setVisible(not all(block.isHidden() for block in self._blocks))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_across(self.width() >= self._theme.px(_SIDE_BY_SIDE))
