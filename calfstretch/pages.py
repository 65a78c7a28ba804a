"""The six pages of the window, each with the code of its own loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Thread

    from PySide6.QtWidgets import QWidget

    from calfstretch.ui.context import Context


def page_makers(
    given: Callable[[], Context], set_single_letters: Callable[[bool], object]
) -> dict[str, Callable[[], QWidget]]:
    """How each page is made, by its name.

    Args:
        given: what every page is given; asked when the page is made.
        set_single_letters: told when keys of one letter are switched on or off.
    """

    def today() -> QWidget:
        from calfstretch.ui.today.screen import TodayScreen

        return TodayScreen(given())

    def history() -> QWidget:
        from calfstretch.ui.history.screen import HistoryScreen

        return HistoryScreen(given())

    def insights() -> QWidget:
        from calfstretch.ui.insights.screen import InsightsScreen

        return InsightsScreen(given())

    def share() -> QWidget:
        from calfstretch.ui.share.screen import ShareScreen

        return ShareScreen(given())

    def learn() -> QWidget:
        from calfstretch.ui.learn.screen import LearnScreen

        return LearnScreen(given())

    def settings() -> QWidget:
        from calfstretch.ui.settings.screen import SettingsScreen

        screen = SettingsScreen(given())
        screen.letters_changed.connect(set_single_letters)
        return screen

    return {
        "today": today, "history": history, "insights": insights, "share": share, "learn": learn, "settings": settings,
    }  # fmt: skip


class LoadAhead:
    """Loads what a page needs that loads slowly, once its button is approached; in a thread, and once."""

    def __init__(self) -> None:
        self.thread: Thread | None = None

    def __call__(self, name: str) -> None:
        """The button of a page is approached."""
        if name == "insights" and self.thread is None:
            from threading import Thread

            from calfstretch.ui.insights.ahead import load

            self.thread = Thread(target=load, name="load-insights", daemon=True)
            self.thread.start()
