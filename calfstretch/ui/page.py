"""What a screen is to the window, and what the window is to a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from calfstretch.ui.theme import Theme

if TYPE_CHECKING:
    from calfstretch.ui.widgets.sheet import Sheet


@runtime_checkable
class Page(Protocol):
    """A screen of the window. Both methods may be missing: the window asks before it calls."""

    def refresh(self) -> None:
        """Show what the diary holds now; called each time the page is shown."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins; None = the first control."""


class Navigator(Protocol):
    """What a screen may ask of the window; the main window is one."""

    def show_page(self, name: str) -> None:
        """Show one of the six pages: today, history, insights, share, learn, settings."""

    def show_full(self, screen: QWidget) -> None:
        """Let a screen (guide, relief) fill the whole window until `leave_full`."""

    def leave_full(self) -> None:
        """Return from the full-window screen to the page before."""

    def show_sheet(self, title: str, content: QWidget, *, wide: bool = False, theme: Theme | None = None) -> Sheet:
        """Slide a panel with this content over the page; a screen in colours of its own gives its theme along."""

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show a quiet line at the bottom, with an Undo button when there is something to take back."""

    def set_message(self, key: str, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a lasting line at the top under a key; an empty text takes it away."""
