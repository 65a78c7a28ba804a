"""The look that tests of screens draw with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from calfstretch.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light theme at 100 % without motion, worn by the whole program; a new one for every test."""
    # what the test before asked to delete would be painted anew, again and again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme = Theme("light", reduced_motion=True)
    theme.apply(qapp)
    return theme


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication, _usual: tuple[str, str]) -> None:
    """No test inherits the letters and the style of the one before: a program at 200 % leaves both behind."""
    if (qapp.font().toString(), qapp.styleSheet()) != _usual:
        # What the test before asked to delete would be laid out anew for nobody.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        Theme("light", reduced_motion=True).apply(qapp)


@pytest.fixture(scope="session")
def _usual(qapp: QApplication) -> tuple[str, str]:
    Theme("light", reduced_motion=True).apply(qapp)
    return qapp.font().toString(), qapp.styleSheet()


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    """Everything stands as where people read from the right."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary of sixty invented days, made once."""
    from calfstretch.demo import fill
    from calfstretch.storage.database import open_diary
    from tests.ui.whole import MORNING

    folder = tmp_path_factory.mktemp("invented")
    database = open_diary(folder / "diary.db")
    fill(database, days=60, until=MORNING)
    database.close()
    return folder
