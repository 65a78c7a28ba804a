"""The four lists as one control: headings, rows walked with the arrow keys, and below a chosen row its details."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.insights.goes_with.forest import ForestPainter
from calfstretch.ui.insights.goes_with.row import RowButton, columns
from calfstretch.ui.insights.goes_with.rows import Listed, Row
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.roving import RovingGroup
from calfstretch.ui.widgets.rows import Rule
from calfstretch.ui.widgets.texts import Text, secondary


class RowLists(RovingGroup):
    """Lists of rows; a click, Space or Enter opens and closes what a row was worked out from.

    Args:
        theme: the look.
        name: what a screen reader says of all of it.
        details: builds what stands below a chosen row.

    `chosen` carries the key of the row that was opened, None when it was closed.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, details: Callable[[Row], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._theme = theme
        self._make_details = details
        self._lists: tuple[Listed, ...] = ()
        self._details: QWidget | None = None
        self.opened_key: str | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_lists(self, lists: Sequence[Listed]) -> None:
        """Show these lists; the row that was open stays open, and the keyboard stays on its row."""
        if tuple(lists) == self._lists:
            return
        self._lists = tuple(lists)
        open_key, focused = self.opened_key, self._focused_key()
        self._empty()
        for at, each in enumerate(self._lists):
            self._add_list(each, first=at == 0)
        self.column.addStretch(1)
        keys = [row.row.key for row in self.rows]
        if open_key in keys:
            self._open(self.rows[keys.index(open_key)])
        if focused in keys:
            self._focus(keys.index(focused))

    @property
    def rows(self) -> list[RowButton]:
        """All rows, top to bottom."""
        return [button for button in self.buttons if isinstance(button, RowButton)]

    def toggle(self, key: str) -> None:
        """Open what a row was worked out from, or close it."""
        row = next(each for each in self.rows if each.row.key == key)
        was_open = self.opened_key == key
        self._close()
        if not was_open:
            self._open(row)
        self.chosen.emit(self.opened_key)

    # -- inside -------------------------------------------------------------------------------

    def _add_list(self, listed: Listed, *, first: bool) -> None:
        if not first:
            self.column.addSpacing(self._theme.px(20))
        head = _Head(self._theme, listed.heading, has_forest=any(row.marks is not None for row in listed.rows))
        self._add(head)
        if listed.note:
            self._add(secondary(self._theme, listed.note))
        self.column.addSpacing(self._theme.px(6))  # the focus ring of the first row
        for at, row in enumerate(listed.rows):
            if at:
                self._add(Rule(self._theme))
            button = RowButton(self._theme, row)
            button.clicked.connect(lambda _checked=False, key=row.key: self.toggle(key))
            self._join(button)
            button.setAccessibleDescription(row.spoken())
            self._add(button)

    def _add(self, part: QWidget) -> None:
        self.column.addWidget(part)
        part.show()

    def _open(self, row: RowButton) -> None:
        self.opened_key = row.row.key
        row.set_open(True)
        row.setAccessibleDescription(
            _("{said} What it was worked out from stands below.").format(said=row.row.spoken())
        )
        self._details = self._make_details(row.row)
        self.column.insertWidget(self.column.indexOf(row) + 1, self._details)
        self._details.show()

    def _close(self) -> None:
        self.opened_key = None
        for row in self.rows:
            row.set_open(False)
            row.setAccessibleDescription(row.row.spoken())
        if self._details is not None:
            self.column.removeWidget(self._details)
            self._details.hide()
            self._details.deleteLater()
            self._details = None

    def _empty(self) -> None:
        self._close()
        self._clear()
        while (item := self.column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _focused_key(self) -> str | None:
        return next((row.row.key for row in self.rows if row.hasFocus()), None)

    def _make_current(self, index: int) -> None:
        super()._make_current(index)
        # rows are moved in Qt's order, this widget is not: as their proxy it would lead Tab back to them
        self.setFocusProxy(None)  # type: ignore[arg-type]


class _Head(QWidget):
    """The heading of a list, and above its forest the scale."""

    def __init__(self, theme: Theme, text: str, *, has_forest: bool) -> None:
        super().__init__()
        self._theme = theme
        self._forest = ForestPainter(theme)
        self._has_forest = has_forest
        self.words = Text(theme, text, size=20, weight=700, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shows_scale = self._shows_scale(width)
        room = columns(self._theme, width).text if shows_scale else width
        return max(self.words.heightForWidth(max(room, 1)), self._forest.scale_height() if shows_scale else 0)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.heightForWidth(max(self.width(), self._theme.px(320))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.words.minimumSizeHint().width(), self._theme.px(24))

    def resizeEvent(self, event: object) -> None:
        width = self.width()
        room = columns(self._theme, width).text if self._shows_scale(width) else width
        height = self.words.heightForWidth(max(room, 1))
        x = width - room if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        self.words.setGeometry(QRect(x, self.height() - height, room, height))
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shows_scale(self.width()):
            return
        x, width = columns(self._theme, self.width()).forest
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x - width
        painter = QPainter(self)
        self._forest.paint_scale(painter, QRectF(x, 0, width, self.height()))

    def _shows_scale(self, width: int) -> bool:
        return self._has_forest and columns(self._theme, width).wide
