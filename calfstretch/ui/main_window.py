"""The window: rail, pages, full-window screens, sheets and keys; navigation and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.fade import fade_from
from calfstretch.ui.rail import PAGES, Rail
from calfstretch.ui.theme import Theme
from calfstretch.ui.whole_screen import WholeScreen
from calfstretch.ui.widgets.notice import Line, MessageStrip, UndoBar

if TYPE_CHECKING:
    from calfstretch.ui.set_aside import SetAside, Typed
    from calfstretch.ui.widgets.sheet import Sheet

MINIMUM_WIDTH, MINIMUM_HEIGHT = 900, 560
USUAL_WIDTH, USUAL_HEIGHT = 1120, 740
RAIL_WIDE_FROM = 1040
FADE_MS = 200


class MainWindow(QWidget):
    """The main window; it is the Navigator of `page.py`.

    Args:
        theme: the look.
        pages: how to build each of the six pages; called when the page is first shown.
        demo: True shows the mark "Demo: invented entries" at all times.
        geometry: what `save_geometry` was given last time; None = the usual size.
        save_geometry: called with the window's size and place when it closes.
        may_close: asked when the person closes the window; False keeps it (to live on in the tray).

    Attributes:
        in_hurry: True closes without a word about what is not saved: the system wants it.
    """

    cramp_asked = Signal()
    spasm_asked = Signal()
    day_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    find_asked = Signal()  # History is shown already
    help_asked = Signal()
    quit_asked = Signal()
    text_size_asked = Signal(int)  # +1 larger, -1 smaller, 0 usual
    page_shown = Signal(str)

    def __init__(
        self,
        theme: Theme,
        pages: Mapping[str, Callable[[], QWidget]],
        *,
        demo: bool = False,
        geometry: bytes | None = None,
        save_geometry: Callable[[bytes], None] | None = None,
        may_close: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._builders = dict(pages)
        self._save_geometry = save_geometry
        self._may_close = may_close
        self._full: QWidget | None = None
        self._lock: Callable[[], QWidget] | None = None
        self.whole_screen = WholeScreen(self)
        self._sheets: list[Sheet] = []
        self._set_aside: SetAside | None = None
        self._typed: dict[str, Typed] = {}
        self.in_hurry = False
        self._keys: list[QShortcut] = []
        self._letters: list[QShortcut] = []
        self.pages: dict[str, QWidget] = {}
        self.current = ""
        self.setWindowTitle("calfstretch")
        self.setMinimumSize(MINIMUM_WIDTH, MINIMUM_HEIGHT)
        self._build(demo)
        self._join_keys()
        theme.changed.connect(self._fit_rail)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        if geometry is None or not self.restoreGeometry(QByteArray(geometry)):
            self.resize(USUAL_WIDTH, USUAL_HEIGHT)

    def _build(self, demo: bool) -> None:
        theme = self._theme
        self.rail = Rail(theme)
        self.rail.asked.connect(self.show_page)
        self.rail.cramp_asked.connect(self.cramp_asked)
        # The lines above everything take the colours of what fills the window: no bright bar over relief at night.
        self._above = QWidget()
        self._above_theme = theme.dress(self._above)
        self.messages = MessageStrip(self._above_theme)
        self.demo_mark = Line(self._above_theme, strong=True)
        self.demo_mark.setVisible(demo)
        if demo:
            self.demo_mark.say(_("Demo: invented entries"))
        self.undo_bar = UndoBar(theme)
        self.stack = QStackedWidget()
        self.outer = QStackedWidget()
        self.page_area = QWidget()
        column = QVBoxLayout(self.page_area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.undo_bar.lie_over(self.page_area)
        shell = QWidget()
        row = QHBoxLayout(shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.page_area, 1)
        self.outer.addWidget(shell)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        lines = QVBoxLayout(self._above)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.demo_mark)
        lines.addWidget(self.messages)
        whole.addWidget(self._above)
        whole.addWidget(self.outer, 1)

    # -- navigation ---------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show one of the six pages, built at its first showing.

        Does nothing while a screen fills the window, or while a sheet has something to ask first.
        """
        if self._full is not None or not all(sheet.may_close() for sheet in reversed(self._sheets)):
            return
        if self._sheets:
            self._aside().leave(self._sheets)
        before = self.stack.currentWidget() if name != self.current else None
        new = name not in self.pages
        page = self._page(name)
        if new and getattr(page, "loads_later", False):
            before = None  # while it loads nothing fades: its placeholder is to be seen, not the page before
        veil = fade_from(before, self._theme.motion_ms(FADE_MS))
        self.current = name
        self.stack.setCurrentWidget(page)
        self.rail.set_shown(name)
        refresh = getattr(page, "refresh", None)
        if callable(refresh):
            refresh()
        if veil is not None:
            veil.begin(page)
        self._focus_page(page)
        self.page_shown.emit(name)

    def page(self, name: str) -> QWidget:
        """A page, built if need be, without showing it."""
        return self._page(name)

    def _page(self, name: str) -> QWidget:
        if name not in self.pages:
            self.pages[name] = page = self._builders[name]()
            if name in self._typed:
                from calfstretch.ui.set_aside import type_again

                type_again(page, self._typed.pop(name))
            self.stack.addWidget(self.pages[name])
            # Tab goes from a page to the line over its foot: what joins the window last comes last.
            self._place_undo_bar()
        return self.pages[name]

    def forget_pages(self) -> None:
        """Take all pages away: each is built anew when it is next shown, with what was typed in it and not stored."""
        from calfstretch.ui.set_aside import typed_in

        for name, page in self.pages.items():
            self._typed[name] = typed_in(page)
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.pages.clear()
        self.current = ""

    def _focus_page(self, page: QWidget) -> None:
        asked = getattr(page, "first_focus", None)
        wanted = asked() if callable(asked) else None
        target = wanted if isinstance(wanted, QWidget) else _first_stop(page)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None and self.isActiveWindow():
            QTimer.singleShot(0, self, self._find_focus)

    def _find_focus(self) -> None:
        """What had the focus is gone: without this the next Tab would begin nowhere."""
        if QApplication.focusWidget() is not None or not self.isActiveWindow():
            return
        if self._sheets:
            self._sheets[-1].take_focus()
            return
        page = self._full or self.pages.get(self.current)
        if page is not None:
            self._focus_page(page)

    def show_full(self, screen: QWidget, *, whole_screen: bool = False) -> None:
        """Let a screen fill the window until `leave_full`; a screen that filled it before is deleted.

        Args:
            whole_screen: whether the window fills the screen as long as no page is shown.
        """
        self.set_sheets_aside()
        self._drop_full()
        self._full = screen
        self._dress_lines()
        self.outer.addWidget(screen)
        self.outer.setCurrentWidget(screen)
        if whole_screen:
            self.whole_screen.lend()
        self._focus_page(screen)

    def lock(self, make: Callable[[], QWidget]) -> None:
        """Let a screen stand before the pages until `unlock`; relief may fill the window meanwhile, and no sheet."""
        self._lock = make
        self.show_full(make())

    def unlock(self) -> None:
        """Show the pages."""
        self._lock = None
        self.leave_full()

    @property
    def is_locked(self) -> bool:
        """Whether the pages are not to be seen."""
        return self._lock is not None

    def leave_full(self) -> None:
        """Return to the page before, or to what stands before the pages; the full-window screen is deleted."""
        if self._full is None:
            return
        if self._lock is not None:
            self.show_full(self._lock())
            self.whole_screen.give_back()
            return
        self.close_sheets()
        page = getattr(self._full, "page_after", "") or self.current
        self.outer.setCurrentIndex(0)
        self._drop_full()
        self._dress_lines()
        self.whole_screen.give_back()
        if page:
            self.show_page(page)
        self.put_sheets_back()

    def end_full(self) -> None:
        """End what fills the window as the person would, and show the pages."""
        for name in ("stop_and_keep", "leave"):
            if callable(end := getattr(self._full, name, None)):
                end()
                break
        self.leave_full()

    def _drop_full(self) -> None:
        screen, self._full = self._full, None
        if screen is not None:
            self.outer.removeWidget(screen)
            screen.hide()
            screen.deleteLater()

    def _dress_lines(self) -> None:
        self.messages.setVisible(not getattr(self._full, "hides_messages", False))
        theme = self.full_theme()
        look = "leader" if theme is self._theme else theme.choice
        if self._above_theme.choice != look:
            self._above_theme.set_theme(look)

    def full_theme(self) -> Theme:
        """The look of what fills the window; the window's own while pages are shown."""
        return getattr(self._full, "own_theme", None) or self._theme

    def full_screen(self) -> QWidget | None:
        """The screen that fills the window; None while pages are shown."""
        return self._full

    # -- sheets and lines ---------------------------------------------------------------------

    def show_sheet(self, title: str, content: QWidget, *, wide: bool = False, theme: Theme | None = None) -> Sheet:
        """Slide a panel over the page, or over the screen that fills the window.

        Args:
            theme: the look of the panel and of its content; None = the window's. Over a screen in colours of its own
                both are `full_theme`.
        """
        from calfstretch.ui.widgets.sheet import Sheet

        sheet = Sheet(theme or self._theme, self._full or self.page_area, title, content, wide=wide)
        self._sheets.append(sheet)
        sheet.closed.connect(lambda: self._sheet_closed(sheet))
        sheet.left.connect(lambda words: self._aside().offer([(sheet, words)]))
        sheet.open()
        return sheet

    def _aside(self) -> SetAside:
        from calfstretch.ui.set_aside import SetAside

        self._set_aside = self._set_aside or SetAside(self)
        return self._set_aside

    def set_sheets_aside(self) -> None:
        """Take every sheet away; what is typed in one and not saved comes back with `put_sheets_back`, as it was."""
        if self._sheets:
            self._aside().take(self._sheets)

    def put_sheets_back(self) -> None:
        """Show the sheets again that were taken away, unless the pages are not to be seen."""
        if self._set_aside is not None and self._full is None:
            self._set_aside.put_back()

    def open_again(self) -> bool:
        """Do what the line offers that tells of a sheet left with something not saved; False = no such line stands."""
        offers = self._set_aside is not None and bool(self._set_aside.left) and self.undo_bar.offers_again()
        if offers:
            self.undo_bar.action.click()
        return offers

    def open_same(self, key: object) -> Sheet | None:
        """Show the sheet again that the person left unsaved and that was opened for the same; None = there is none."""
        return None if self._set_aside is None else self._set_aside.open_same(key)

    def take_back(self, sheet: Sheet) -> None:
        """Show a sheet that was out of sight, in front."""
        self._sheets.append(sheet)
        sheet.bring_back()
        if self.undo_bar.offers_again():
            self.undo_bar.hide()
        if not self.undo_bar.isHidden():
            self._place_undo_bar()

    def _sheet_closed(self, sheet: Sheet) -> None:
        if self._set_aside is not None:
            self._set_aside.forget(sheet)
        self.let_go(sheet)

    def let_go(self, sheet: Sheet) -> None:
        """A sheet is out of sight: it is none of those that stand before the page."""
        if sheet in self._sheets:
            self._sheets.remove(sheet)
        if sheet.isAncestorOf(self.undo_bar):  # it would go with the sheet
            self._place_undo_bar()
            self.undo_bar.raise_()

    def _place_undo_bar(self) -> None:
        """In the sheet in front, where what was done in it can be taken back, or along the foot of the page."""
        if self._sheets and self._full is None:
            self.undo_bar.stand_below(self._sheets[-1].foot())
        else:
            self.undo_bar.lie_over(self.page_area)

    def top_content(self) -> QWidget | None:
        """What the sheet in front shows; None = no sheet is open."""
        return self._sheets[-1].content if self._sheets else None

    def close_sheets(self) -> None:
        """Close every sheet, the top one first."""
        while self._sheets:
            self._sheets[-1].close_sheet()

    def say(self, text: str, undo: Callable[[], None] | None = None, action: str = "") -> None:
        """Show a quiet line at the bottom, with an Undo button when there is something to take back.

        Args:
            action: what the button is called where it is not Undo.
        """
        if self._sheets and not self._sheets[-1].isAncestorOf(self.undo_bar):
            self._place_undo_bar()
        self.undo_bar.show_line(text, undo, action)

    def set_message(self, key: str, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a lasting line at the top under a key; an empty text takes it away."""
        self.messages.set_message(key, text, action, on_action)

    def show_shortcuts(self) -> None:
        """Show the page of keys."""
        from calfstretch.ui.shortcuts import ShortcutsPage

        if not any(isinstance(sheet.content, ShortcutsPage) for sheet in self._sheets):
            theme = self.full_theme()
            self.show_sheet(_("Keys"), ShortcutsPage(theme), theme=theme)

    # -- keys ---------------------------------------------------------------------------------

    def _join_keys(self) -> None:
        for number, name in enumerate(PAGES, 1):
            self._key(partial(self.show_page, name), f"Ctrl+{number}")
        self._key(self.cramp_asked.emit, "Ctrl+Shift+C")
        self._key(self._spasm_by_key, "Ctrl+N")
        self._key(self._if_pages(self.day_asked.emit), "Ctrl+D")
        self._key(self._if_pages(self.undo_asked.emit), "Ctrl+Z")
        self._key(self._if_pages(self.redo_asked.emit), "Ctrl+Shift+Z", "Ctrl+Y")
        self._key(self._if_pages(self._find), "Ctrl+F")
        self._key(lambda: self.show_page("share"), "Ctrl+E")
        self._key(lambda: self.text_size_asked.emit(1), "Ctrl++", "Ctrl+=")
        self._key(lambda: self.text_size_asked.emit(-1), "Ctrl+-")
        self._key(lambda: self.text_size_asked.emit(0), "Ctrl+0")
        self._key(self.help_asked.emit, "F1")
        self._key(self.toggle_full_screen, "F11")
        self._key(self.show_shortcuts, "Ctrl+/", "Ctrl+?")
        self._key(self.quit_asked.emit, "Ctrl+Q")
        self._letters.append(self._key(self._cramp_by_letter, "C", "Shift+C"))

    def _spasm_by_key(self) -> None:
        if self._full is None:
            self.spasm_asked.emit()
        elif callable(asked := getattr(self._full, "spasm_key", None)):
            asked()

    def _key(self, action: Callable[[], object], *sequences: str) -> QShortcut:
        shortcut = QShortcut(self)
        shortcut.setKeys([QKeySequence(sequence) for sequence in sequences])
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action)
        self._keys.append(shortcut)
        return shortcut

    def _if_pages(self, action: Callable[[], object]) -> Callable[[], object]:
        return lambda: action() if self._full is None else None

    def set_single_letters(self, on: bool) -> None:
        """Allow or forbid keys that are one letter (C)."""
        for shortcut in self._letters:
            shortcut.setEnabled(on)

    def _cramp_by_letter(self) -> None:
        if not is_typing(QApplication.focusWidget()):
            self.cramp_asked.emit()

    def _find(self) -> None:
        self.show_page("history")
        self.find_asked.emit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or return to a window; on a page a line tells the way back."""
        self.whole_screen.toggle()
        if self.whole_screen.filled and self._full is None and self.undo_bar.isHidden():
            self.say(_("The whole screen is filled. F11 or Esc goes back."), self._leave_whole_screen)

    def _leave_whole_screen(self) -> None:
        if self.whole_screen.filled:
            self.whole_screen.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What uses Esc itself has had it: a sheet, a list, a screen that fills the window.
        if event.key() == Qt.Key.Key_Escape and self._full is None and self.whole_screen.filled:
            self._leave_whole_screen()
            return
        super().keyPressEvent(event)

    # -- the window itself --------------------------------------------------------------------

    def _fit_rail(self) -> None:
        self.rail.set_narrow(self.width() < RAIL_WIDE_FROM * self._theme.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def closeEvent(self, event: QCloseEvent) -> None:
        # A line says so, and the second word counts.
        if (self._sheets or self._set_aside) and not self.in_hurry and not self._aside().lets_close(self._sheets):
            event.ignore()
            return
        self.close_sheets()  # what is half typed in them is kept
        if self._set_aside is not None:
            self._set_aside.close()
        if self._save_geometry is not None:
            self._save_geometry(self.whole_screen.geometry())
        if self._may_close is not None and not self._may_close():
            event.ignore()
            return
        super().closeEvent(event)


def is_typing(widget: QWidget | None) -> bool:
    """True where letters are text."""
    # Loaded at the first letter: each kind of field and its names would be made before the first paint.
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

    fields = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
    return isinstance(widget, fields) or (isinstance(widget, QComboBox) and widget.isEditable())


def _first_stop(page: QWidget) -> QWidget | None:
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        if page.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisibleTo(page):
            return at
        at = at.nextInFocusChain()
    return page if page.focusPolicy() & Qt.FocusPolicy.TabFocus else None
