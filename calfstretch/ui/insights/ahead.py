"""What Insights loads slowly, loaded while the pointer or the keyboard is on its way there."""

from __future__ import annotations

from contextlib import suppress


def load() -> None:
    """Load the screen, drawing and statistics; in a thread, beside the window. Nothing is made here, classes alone.

    What is not there says so when the screen is opened.
    """
    with suppress(ImportError):
        import calfstretch.ui.insights.screen
        from calfstretch.insights.frequency import garwood

        garwood(1, 7)
        import calfstretch.ui.insights.how_often.section  # noqa: F401
