"""Tab order as the eye reads: rows that are built anew join Qt's order at the end, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_by_layout(root: QWidget, stayed: QWidget | None = None) -> None:
    """Let Tab go through everything under `root` in the order of the layouts.

    Args:
        stayed: a stop under `root` that was not built anew; Tab then comes to all of them where it came to that one.
            None = where it came to the first of them.
    """
    order = list(stops(root))
    outside = _stop_before(root, stayed) if stayed is not None else None
    for before, after in pairwise([outside, *order] if outside is not None else order):
        QWidget.setTabOrder(before, after)


def _stop_before(root: QWidget, stayed: QWidget) -> QWidget | None:
    at = stayed.previousInFocusChain()
    while at is not None and at is not stayed:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None and not root.isAncestorOf(at):
            return at
        at = at.previousInFocusChain()
    return None


def stops(root: QWidget) -> Iterator[QWidget]:
    """Everything under a widget that can hold the focus, in the order of the layouts."""
    if root.focusPolicy() != Qt.FocusPolicy.NoFocus and root.focusProxy() is None:
        yield root
        return
    layout = root.layout()
    if layout is not None:
        yield from _in_layout(layout)
        return
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from stops(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)
