"""For those who do not see a screen or use no mouse: everything has a name, Tab goes round all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.every_screen import Stage

Role = QAccessible.Role
_PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.Link, Role.MenuItem, Role.PageTab}
_VAGUE = {Role.NoRole, Role.Client}
# What Qt gives its own controls inside, and what cannot be reached by itself.
_INNER = {Role.ScrollBar, Role.TitleBar, Role.Grip, Role.Separator, Role.Indicator}


# -- what a screen reader finds --------------------------------------------------------------------------


def spoken(at: QAccessibleInterface, depth: int = 0) -> Iterator[tuple[QAccessibleInterface, int]]:
    """Everything below, what is hidden left out, each with its depth."""
    for index in range(at.childCount()):
        child = at.child(index)
        if child is None or not child.isValid() or child.state().invisible or child.role() in _INNER:
            continue
        yield child, depth
        if child.role() not in (Role.Table, Role.List, Role.ComboBox, Role.SpinBox):
            yield from spoken(child, depth + 1)


def name_of(one: QAccessibleInterface) -> str:
    """What is said of it."""
    return one.text(QAccessible.Text.Name).strip()


def matters(one: QAccessibleInterface) -> bool:
    """True for what can hold the focus or be pressed."""
    return bool(one.state().focusable) or one.role() in _PRESSED


def unspeakable(stage: Stage) -> list[str]:
    """Things without a name, things that say nothing of what they are, twins in one group."""
    top = QAccessible.queryAccessibleInterface(stage.top)
    found = []
    twins: Counter[tuple[object, object, str, str]] = Counter()
    for one, _depth in spoken(top):
        if not matters(one):
            continue
        widget = one.object()
        if isinstance(widget, QWidget) and widget.focusProxy() is not None:
            continue  # its proxy speaks for it
        what = f"{one.role()} {type(widget).__name__} {name_of(one)!r}"
        if not name_of(one):
            found.append(f"no name: {what}")
        if one.role() in _VAGUE and one.state().focusable and not name_of(one):
            found.append(f"vague: {what}")
        group = one.parent().object() if one.parent() is not None else None
        twins[(id(group), one.role(), name_of(one), one.text(QAccessible.Text.Description))] += 1
    return found + [f"{count} times {name!r}" for (_g, _r, name, _d), count in twins.items() if count > 1]


def rich_texts(stage: Stage) -> list[str]:
    """Labels and tips that would take what somebody typed for markup."""
    labels = [label for label in stage.root.findChildren(QLabel) if label.text()]
    guessed = [label.text() for label in labels if label.textFormat() == Qt.TextFormat.AutoText]
    rich = [label.text() for label in labels if label.textFormat() == Qt.TextFormat.RichText]
    tips = [part.toolTip() for part in stage.root.findChildren(QWidget)]
    return guessed + [text for text in rich if _is_typed(text)] + [tip for tip in tips if _is_typed(tip)]


def _is_typed(text: str) -> bool:
    return any(typed in text for typed in ("<b>bold", "<b>tag"))


# -- Tab -------------------------------------------------------------------------------------------------


def stops(stage: Stage) -> list[QWidget]:
    """Everything in sight of the window that Tab should come to; under an open sheet only what is in it."""
    root = stage.top if stage.root is not stage.window or stage.window._sheets else stage.root
    return [
        part
        for part in root.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and part.isVisibleTo(root)
        and part.isEnabled()
        and part.focusProxy() is None
        and not part.objectName().startswith("qt_")
    ]


def tab_walk(stage: Stage) -> list[str]:
    """What Tab does not come to, or where it gets stuck; empty when it goes round everything."""
    start = QApplication.focusWidget()
    if start is None:
        return ["nothing has the focus at the beginning"]
    wanted, seen = stops(stage), [start]
    for _step in range(len(wanted) + 4):
        before = QApplication.focusWidget()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is before and len(wanted) > 1:
            return [f"Tab is stuck at {say(before)}"]
        if now is start or now in seen[1:]:
            break
        seen.append(now)
    left_out = [part for part in wanted if part not in seen]
    return [f"Tab never comes to {say(part)}" for part in left_out] + (
        [] if QApplication.focusWidget() is start or start is stage.window.full_screen() else ["Tab does not come back"]
    )


def say(part: QWidget | None) -> str:
    return f"{type(part).__name__} {part.accessibleName() if part is not None else ''!r}"
