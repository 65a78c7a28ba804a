"""The grid itself: a button for each cell, one Tab stop, arrows between them, and below a line its choices by mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from calfstretch.ui.theme import COMPACT, SMALL, Theme
from calfstretch.ui.week import state
from calfstretch.ui.week.choices import Choices
from calfstretch.ui.week.state import Cell, Column, Line, Place
from calfstretch.ui.widgets.buttons import Button, Look
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import Text, small

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_SHARES = {Column.SPASMS: 4, Column.LEG: 4, Column.PAIN: 4, Column.WATER: 5, Column.STRETCHED: 4}


class CellButton(Button):
    """One cell: hatched where nothing is noted, without a frame where nothing can be said."""

    look = Look(corner=8, size=COMPACT, weight=600, padding=4, border_width=1.4)

    _known = True
    _open = True

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(theme)
        self.place = place
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cell(self, cell: Cell) -> None:
        """Show what stands in it."""
        self._known, self._open = cell.known, cell.is_open
        self.set_words(cell.text)
        self.setAccessibleName(cell.name)
        self.update()

    def text_font(self) -> QFont:
        return self.theme.font(COMPACT if self._known else SMALL, self.look.weight)

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        fill, border, ink = super().colours()
        if not self._open:
            return None, None, self.theme.colour("secondary")
        return fill, border, ink if self._known else self.theme.colour("secondary")

    def paint_body(self, painter: QPainter, fill: QColor | None, border: QColor | None) -> None:
        super().paint_body(painter, fill, border)
        if self._known or not self._open:
            return
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), self.corner_px(), self.corner_px())
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(shape, QBrush(self.theme.hairline(), Qt.BrushStyle.BDiagPattern))
        painter.restore()


class WeekGrid(QWidget):
    """Lines of days and their cells.

    Signals:
        answered(Place, object): a number, a leg, a level, or an amount of water in ml (float).
        taken_back(Place): not noted after all.
        amount_left(date, float): an amount of water in ml, typed and then left.
        day_asked(date): the sheet of that day.
    """

    answered = Signal(object, object)
    taken_back = Signal(object)
    amount_left = Signal(object, float)
    day_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[Line] = ()
        self._cells: dict[Place, CellButton] = {}
        self._parts: list[QWidget] = []
        self.place: Place | None = None
        self.choices = Choices(theme)
        self.choices.chosen.connect(self._chosen)
        self.choices.taken_back.connect(lambda: self._take_back())
        self.choices.left.connect(self._leave_choices)
        self.choices.amount_left.connect(self.amount_left)
        self.choices.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 5)
        for at, column in enumerate(Column, 1):
            self._grid.setColumnStretch(at, _SHARES[column])
            self._title = small(theme, state.column_title(column))
            self._grid.addWidget(self._title, 0, at, Qt.AlignmentFlag.AlignBottom)
        theme.follow(self, lambda: self._grid.setSpacing(theme.px(6)))

    # -- showing -----------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Show these lines; the cursor stays where it was as far as that is still there.

        Returns:
            True = the cells were built anew, and have to be put into the order of Tab.
        """
        focus = self.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus) and not self.choices.isAncestorOf(focus)
        same = [(one.day, one.number, one.note) for one in lines] == [
            (one.day, one.number, one.note) for one in self._lines
        ]
        same = same and all(set(a.cells) == set(b.cells) for a, b in zip(lines, self._lines, strict=False))
        self._lines = lines
        has_stretches = any(Column.STRETCHED in one.cells for one in lines)
        self._title.setVisible(has_stretches)
        self._grid.setColumnStretch(len(Column), _SHARES[Column.STRETCHED] if has_stretches else 0)
        if not same:
            self._build()
        self.place = state.found_again(lines, self.place)
        for line in lines:
            for column, cell in line.cells.items():
                self._cells[Place(line.day, line.number, column)].show_cell(cell)
        if same:
            self.mark()
        if not self.choices.isHidden():
            self._show_choices()
        if inside and not same:
            self.focus_cell()
        return not same

    def _build(self) -> None:
        for part in (*self._parts, *self._cells.values()):
            part.removeEventFilter(self)
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._cells = [], {}
        for at, line in enumerate(self._lines):
            head = self._head(line)
            self._parts.append(head)
            self._grid.addWidget(head, _row(at), 0)
            for column in line.cells:
                place = Place(line.day, line.number, column)
                cell = CellButton(self._theme, place)
                cell.installEventFilter(self)
                cell.clicked.connect(lambda _=False, place=place: self._pressed(place))
                self._cells[place] = cell
                self._grid.addWidget(cell, _row(at), 1 + list(Column).index(column))
                cell.show()  # now, and not when the layout is done: one of them has the focus

    def _head(self, line: Line) -> QWidget:
        head = Stack(self._theme, gap=0, margins=(16 if line.number else 0, 0, 0, 0))
        head.box.addStretch(1)
        if line.number:
            head.add(small(self._theme, line.label))
        else:
            head.add(Text(self._theme, line.label, size=COMPACT, weight=600))
        if line.note:
            head.add(small(self._theme, line.note))
        head.box.addStretch(1)
        return head

    def mark(self) -> None:
        """One Tab stop: the cell with the cursor. Qt puts nothing in order that is no Tab stop."""
        for place, cell in self._cells.items():
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == self.place else Qt.FocusPolicy.ClickFocus)

    def wanted_width(self) -> int:
        """Pixels that all columns need at least, the stretches too where they are left out now."""
        self._grid.activate()
        if not self._title.isHidden():
            return self._grid.minimumSize().width()
        cell = self.cell(Place(self._lines[0].day, 0, Column.SPASMS))
        least = max(self._title.minimumSizeHint().width(), cell.minimumSizeHint().width())
        return self._grid.minimumSize().width() + self._grid.spacing() + least

    # -- the cursor --------------------------------------------------------------------------------------

    def cell(self, place: Place | None = None) -> CellButton:
        """The button of a place; None = of the cursor."""
        wanted = place or self.place
        assert wanted is not None
        return self._cells[wanted]

    def line(self) -> Line:
        """The line of the cursor."""
        assert self.place is not None
        return self._lines[state.index_of(self._lines, self.place)]

    def go_to(self, place: Place) -> None:
        """Put the cursor there."""
        self.place = place
        self.mark()
        self.focus_cell()

    def focus_cell(self) -> None:
        """The keyboard goes on at the cursor."""
        self.cell().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The cell is answered: on to the next one, with its choices where those of this one stood open."""
        assert self.place is not None
        by_mouse = not self.choices.isHidden() and self.choices.offers
        there = state.after(self._lines, self.place)
        again = there == self.place
        self.choices.hide()
        self.go_to(there)
        if by_mouse and not again and self.line().cells[there.column].is_open:
            self._open_choices()

    def complain(self, text: str) -> None:
        """Say below the cell's line why it could not be noted."""
        self._place_choices()
        self.choices.say(text)

    # -- choices below a line ----------------------------------------------------------------------------

    def _pressed(self, place: Place) -> None:
        self.place = place
        self.mark()
        self._open_choices()

    def _open_choices(self) -> None:
        self._show_choices(fresh=True)
        if self.choices.offers:
            self.choices.take_focus()

    def _show_choices(self, *, fresh: bool = False) -> None:
        assert self.place is not None
        line = self.line()
        closed = state.why_closed(line, self.place.column)
        if fresh or self.choices.offers:
            self._place_choices()
            self.choices.show_cell(line, self.place.column, closed, fresh=fresh)

    def _place_choices(self) -> None:
        assert self.place is not None
        self._grid.removeWidget(self.choices)
        self._grid.addWidget(self.choices, _row(state.index_of(self._lines, self.place)) + 1, 0, 1, 1 + len(Column))
        self.choices.show()

    def _leave_choices(self) -> None:
        self.choices.hide()
        self.focus_cell()

    def _chosen(self, value: object) -> None:
        self.answered.emit(self.place, value)

    def _take_back(self) -> None:
        self.taken_back.emit(self.place)

    # -- keys --------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CellButton):
            if event.type() == QEvent.Type.FocusIn and watched.place in self._cells:
                self.place = watched.place
                self.mark()
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What the chips below a line have no use for: digits and letters answer there as well.
        focus = self.focusWidget()
        inside = focus is not None and self.choices.isAncestorOf(focus) and not isinstance(focus, QLineEdit)
        if not (inside and self._key(event)):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        place = self.place
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if place is None or modifiers:
            return False
        key = Qt.Key(event.key())
        if key in _ARROWS:
            across, down = _ARROWS[key]
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.choices.hide()
            self.go_to(state.moved(self._lines, place, -across if mirrored else across, down))
            return True
        if event.isAutoRepeat():
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_asked.emit(place.day)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_back()
            return True
        if key == Qt.Key.Key_Escape and not self.choices.isHidden():
            self.choices.hide()
            return True
        return self._typed(place, event.text())

    def _typed(self, place: Place, text: str) -> bool:
        answer = state.answer_of(place.column, text)
        closed = state.why_closed(self.line(), place.column)
        if closed:
            if text.strip() and text.isprintable() and (answer is not None or text.isdigit()):
                self.complain(closed)
                return True
            return False
        if answer is not None:
            self.choices.hide()
            self.answered.emit(place, answer)
            return True
        if state.begins_amount(place.column, text):
            self._show_choices(fresh=True)
            self.choices.begin_amount(text)
            return True
        return False


def _row(at: int) -> int:
    """The layout's row of a line; the one below it is free for its choices."""
    return 1 + 2 * at
