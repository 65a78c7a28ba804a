"""Finds text that is cut: for the tests of every screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QTableView, QWidget

from calfstretch.ui.widgets.buttons import Button

# What rounding may take away without a letter losing a part.
SLACK_PX = 2


def cut_texts(root: QWidget) -> list[str]:
    """Everything under a shown widget whose words do not fit, or that lies where it cannot be seen.

    Scrolled away is not cut; wider than the scrolling view is.

    Returns:
        One line per finding, empty when all is well.
    """
    QApplication.processEvents()
    findings: list[str] = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        words = _words(widget)
        if words:
            findings += [f"{words[:50]!r}: {problem}" for problem in (_short(widget), _hidden(widget, root)) if problem]
        across = isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().maximum() > 0
        if across and not isinstance(widget, QTableView):  # a table of many columns is scrolled across
            findings.append(f"{widget.accessibleName() or type(widget).__name__}: wider than its view")
    return findings


def _words(widget: QWidget) -> str:
    if isinstance(widget, Button):
        return widget.words()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def _short(widget: QWidget) -> str:
    """What the words need more than they have; empty when nothing."""
    room = widget.contentsRect()
    if isinstance(widget, Button):
        needed_width, needed_height = widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
        if not widget.hasHeightForWidth():
            needed_height = widget.minimumSizeHint().height()
        room = widget.rect()
    elif isinstance(widget, QLabel) and widget.wordWrap():
        metrics = QFontMetrics(widget.font())
        margins = widget.width() - room.width() + 2 * widget.margin()
        needed_width = max(metrics.horizontalAdvance(word) for word in _pieces(widget.text())) + 2 * margins
        needed_height = widget.heightForWidth(widget.width())
        room = widget.rect()
    elif isinstance(widget, QLabel | QAbstractButton):
        needed_width, needed_height = widget.sizeHint().width(), widget.minimumSizeHint().height()
        room = widget.rect()
    else:
        return ""
    if needed_width > room.width() + SLACK_PX:
        return f"needs {needed_width} px across, has {room.width()}"
    if needed_height > room.height() + SLACK_PX:
        return f"needs {needed_height} px down, has {room.height()}"
    return ""


def _pieces(text: str) -> list[str]:
    """The parts between places where a line may break: spaces, and the marks of no width in a path."""
    return [part for word in text.split() for part in word.split("\u200b")] or [""]


def _hidden(widget: QWidget, root: QWidget) -> str:
    """Where the widget sticks out of something around it; empty when it does not."""
    at = widget.parentWidget()
    while at is not None:
        if _scrolls(at):
            return ""  # the view that holds it is asked by itself
        place = QRect(widget.mapTo(at, QPoint(0, 0)), widget.size())
        if not at.rect().adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX).contains(place):
            return f"lies at {place.getRect()} outside {type(at).__name__} of {at.width()}×{at.height()}"
        if at is root:
            return ""
        at = at.parentWidget()
    return ""


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget
