"""What a screen reader finds: names and roles of everything that can be reached, read inside the process."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget


def reachable(root: QWidget) -> list[QWidget]:
    """Every widget in sight that takes the keyboard or a press."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and (isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not _belongs_to_another(widget)
    ]


def _belongs_to_another(widget: QWidget) -> bool:
    """Inner parts of Qt's own controls, which speak for them."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractScrollArea) and widget in (parent.viewport(), parent.cornerWidget())
    return inside or widget.objectName().startswith("qt_") or type(widget).__name__ == "QTableCornerButton"


def name_of(widget: QWidget) -> str:
    """The name a screen reader says."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def nameless(root: QWidget) -> list[str]:
    """What can be reached and has no name; empty when all is well."""
    return [
        f"{type(widget).__name__} {widget.objectName()} at {widget.geometry().getRect()}"
        for widget in reachable(root)
        if not name_of(widget) and not _passes_on(widget)
    ]


def _passes_on(widget: QWidget) -> bool:
    return widget.focusProxy() is not None


def twins(root: QWidget) -> list[str]:
    """Names that two things in one group bear with nothing to tell them apart; empty when all is well."""
    seen = Counter(
        (id(widget.parentWidget()), name_of(widget), widget.accessibleDescription())
        for widget in reachable(root)
        if name_of(widget) and not _passes_on(widget)
    )
    return [name for (_group, name, _words), count in seen.items() if count > 1]


def fillers(root: QWidget) -> list[str]:
    """What takes the focus and says nothing of what it is."""
    found = []
    for widget in reachable(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        vague = spoken is None or spoken.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client)
        if vague and not name_of(widget) and not _passes_on(widget):
            found.append(f"{type(widget).__name__} {name_of(widget)!r}")
    return found
