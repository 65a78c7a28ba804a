"""Layouts that scale: columns, rows, and a label above its field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.flow import FlowLayout
from calfstretch.ui.widgets.texts import caps_label, secondary


class Stack(QWidget):
    """Parts in a column or a row with a gap and margins of the 8 px grid that follow the text size.

    Args:
        theme: the look.
        across: True for a row.
        gap: design pixels between parts.
        margins: design pixels left, top, right, bottom.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        across: bool = False,
        gap: int = 16,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gap = gap
        self._margins = margins
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        self.box = QBoxLayout(direction, self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or layout at the end."""
        if isinstance(part, QWidget):
            self.box.addWidget(part, stretch)
        else:
            self.box.addLayout(part, stretch)

    def set_across(self, across: bool) -> None:
        """Turn a row into a column or back, when the width calls for it."""
        self.box.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)

    def _restyle(self) -> None:
        px = self._theme.px
        self.box.setSpacing(px(self._gap))
        self.box.setContentsMargins(*(px(side) for side in self._margins))


class Flow(QWidget):
    """Widgets in lines, like words.

    Args:
        at_end: True sets each line at the trailing edge.
    """

    def __init__(self, theme: Theme, *widgets: QWidget, gap: int = 8, at_end: bool = False) -> None:
        super().__init__()
        self.flow = FlowLayout(theme, gap, at_end=at_end, parent=self)
        # A layout written in Python keeps no Python object alive: what nobody else knew would go some time.
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._widgets.append(widget)
        self.flow.addWidget(widget)


class Field(QWidget):
    """A label above a control, with a line of explanation below if there is one.

    Args:
        theme: the look.
        label: the label; also the control's accessible name if it has none.
        control: the control.
        hint: one sentence; "" = none.
    """

    def __init__(
        self, theme: Theme, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        theme.follow(self, lambda: column.setSpacing(theme.px(6)))
        self.label = caps_label(theme, label)
        self.label.setBuddy(control)
        column.addWidget(self.label)
        column.addWidget(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        if hint:
            column.addWidget(secondary(theme, hint))
            control.setAccessibleDescription(hint)


class Rule(QFrame):
    """A thin line between parts; decoration."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.hairline())
        self.setPalette(palette)


class Headed(Stack):
    """A heading with its actions at the trailing edge; where that is too narrow, one under the other."""

    def __init__(self, theme: Theme, start: QWidget, end: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(theme, across=True, gap=16, parent=parent)
        self._start = start
        self._end = end
        self.add(start, 1)
        self.add(end)

    def minimumSizeHint(self) -> QSize:
        start, end = self._start.minimumSizeHint(), self._end.minimumSizeHint()
        return QSize(max(start.width(), end.width()), max(start.height(), end.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._start.sizeHint().width() + self._end.sizeHint().width() + self.box.spacing()
        across = needed <= self.width()
        self.set_across(across)
        # under the heading the actions begin where it begins
        flow = self._end.layout()
        if isinstance(flow, FlowLayout):
            flow.set_at_end(across)
