"""Every screen at every size and in every language: nothing cut, nothing overlapping, targets large, all named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from calfstretch import i18n
from calfstretch.ui.colours import contrast
from calfstretch.ui.guide.screen import GuideScreen
from calfstretch.ui.widgets.leg_map import ZoneButton
from calfstretch.ui.widgets.sentence import LargeSentence
from tests.messages import PSEUDO, compile_pseudo_language
from tests.ui.every_screen import SIZES, STATES, Stage, settle, show_state
from tests.ui.named import rich_texts, tab_walk, unspeakable
from tests.ui.text_fits import cut_texts

LEAST_PX = 44
COLOURED = (
    "today, full", "guide, not saved", "relief, safety", "spasm, all", "day, yesterday", "history, detail",
    "insights, full", "share, full", "learn", "settings", "keys", "question",
)  # fmt: skip

# What `./check` looks at; the slow tests show every state, at every size.
FIRST = frozenset({
    "today, first run", "today, full", "today, morning card", "week, full", "pause, new", "guide, hold left",
    "guide, pain", "guide, done", "relief", "relief, eased", "spasm, all", "day, filled", "activity", "stretch, typed",
    "programme, new", "own routine", "bedside sheet", "today, a run", "spasm, after a run",
    "files, preview with guesses",
    "history, full", "history, detail", "history, calendar", "insights, empty", "insights, full", "insights, goes with",
    "share, full", "share, table", "share, backup", "learn", "settings", "settings, copies", "locked", "restore, list",
    "keys", "question", "start problem",
})  # fmt: skip


@pytest.fixture(scope="session")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("i18n")
    compile_pseudo_language(folder / "i18n")
    return folder


@pytest.fixture
def pseudo_language(pseudo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(i18n, "assets_dir", lambda: pseudo_folder)
    assert i18n.install(PSEUDO) == PSEUDO
    yield
    i18n.install("en")


# -- what is looked for ----------------------------------------------------------------------------------


def cut(stage: Stage) -> list[str]:
    """Cut words, those of the large sentences too."""
    found = cut_texts(stage.root)
    for sentence in stage.root.findChildren(LargeSentence):
        if sentence.isVisibleTo(stage.root) and sentence.height_for(sentence.width()) > sentence.height():
            found.append(f"{sentence.text()[:50]!r}: needs {sentence.height_for(sentence.width())} px down")
    return found


def small_targets(root: QWidget) -> list[str]:
    """What is to be pressed and is too small for a finger."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
    return [
        f"{type(part).__name__} {part.accessibleName() or part.objectName()!r} of {part.width()}×{part.height()}"
        for part in root.findChildren(QWidget)
        if isinstance(part, kinds)
        and part.isVisibleTo(root)
        and not isinstance(part, ZoneButton)
        and not _is_inner(part)
        and min(part.width(), part.height()) < LEAST_PX
    ]


def _is_inner(part: QWidget) -> bool:
    """A part of one of Qt's own controls."""
    parent = part.parentWidget()
    inside = isinstance(parent, QAbstractSpinBox | QComboBox | QTableView | QLineEdit)
    return inside or part.objectName().startswith("qt_")


def overlaps(stage: Stage) -> list[str]:
    """Words or controls that lie on one another in what the person deals with."""
    top = stage.top
    parts = [
        part
        for part in top.findChildren(QWidget)
        if part.isVisibleTo(top) and _speaks(part) and not isinstance(part, ZoneButton)
    ]
    placed = [(part, _in_sight(part, top)) for part in parts]
    found = []
    for (one, at), (other, there) in combinations(placed, 2):
        both = at & there
        if min(both.width(), both.height()) > 2 and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
            found.append(f"{_words(one)!r} {at.getRect()} and {_words(other)!r} {there.getRect()}")
    return found


def _speaks(part: QWidget) -> bool:
    return isinstance(part, QAbstractButton | QLineEdit | LargeSentence) or (
        isinstance(part, QLabel) and bool(part.text())
    )


def _words(part: QWidget) -> str:
    text = getattr(part, "text", None)
    return str(text() if callable(text) else part.accessibleName())[:30]


def _in_sight(part: QWidget, top: QWidget) -> QRect:
    """Where it lies in `top`, as far as the views around it let it be seen."""
    rect = QRect(part.mapTo(top, QPoint(0, 0)), part.size())
    at = part.parentWidget()
    while at is not None and at is not top:
        area = at.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is at:
            rect &= QRect(at.mapTo(top, QPoint(0, 0)), at.size())
        at = area
    return rect


def unreadable(stage: Stage) -> list[str]:
    """Words that do not stand 7:1 on what is painted under them."""
    picture = stage.top.grab().toImage()
    found = []
    for label in stage.top.findChildren(QLabel):
        at = _in_sight(label, stage.top) & picture.rect()
        if not (label.text() and label.isVisibleTo(stage.top) and at.size() == label.size()):
            continue  # where it is half scrolled away its corner may be a letter
        ink, ground = label.palette().color(label.foregroundRole()), picture.pixelColor(at.topLeft() + QPoint(1, 1))
        if contrast(ink.name(), ground.name()) < 7:
            found.append(f"{label.text()[:30]!r}: {ink.name()} on {ground.name()}")
    return found


def findings(stage: Stage) -> list[str]:
    """Everything that breaks a rule of readability."""
    found = cut(stage)
    found += [f"small: {line}" for line in small_targets(stage.root)]
    found += [f"overlap: {line}" for line in overlaps(stage)]
    screen = stage.window.full_screen()
    if isinstance(screen, GuideScreen) and screen.end_card is None and not screen.parts.ring.isHidden():
        least = stage.window.height() / 4
        if screen.parts.ring.digit_height() < least:
            found.append(f"digits of {screen.parts.ring.digit_height()} px, not {least}")
    return found


def test_what_is_looked_at_first_is_there() -> None:
    assert FIRST.issubset(STATES)


# -- the rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [pytest.param(one, marks=[pytest.mark.slow] * (one not in FIRST)) for one in STATES])
def test_every_screen_fits_and_says_what_it_is(name: str, tmp_path: Path, qtbot: QtBot) -> None:
    # All in one: building a screen takes longer than looking at it.
    stage = show_state(name, tmp_path, qtbot, *SIZES[0])
    assert findings(stage) == []
    assert unreadable(stage) == []
    _turn_to(stage, SIZES[1])
    assert findings(stage) == []
    assert unspeakable(stage) == []
    assert rich_texts(stage) == []
    assert tab_walk(stage) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", STATES)
def test_every_screen_follows_the_text_size(name: str, tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state(name, tmp_path, qtbot, *SIZES[0])
    for size in SIZES[2:]:
        _turn_to(stage, size)
        assert findings(stage) == []


def _turn_to(stage: Stage, size: tuple[int, int, float]) -> None:
    width, height, scale = size
    stage.context.theme.set_scale(scale)
    stage.window.resize(width, height)
    settle()


@pytest.mark.slow
@pytest.mark.parametrize("name", STATES)
def test_every_screen_fits_opened_at_double_text_size(name: str, tmp_path: Path, qtbot: QtBot) -> None:
    assert findings(show_state(name, tmp_path, qtbot, *SIZES[2])) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", (SIZES[0], SIZES[2]))
@pytest.mark.parametrize("name", STATES)
def test_every_screen_fits_in_a_long_language(
    name: str, size: tuple[int, int, float], tmp_path: Path, qtbot: QtBot, pseudo_language: None
) -> None:
    assert findings(show_state(name, tmp_path, qtbot, *size)) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", (SIZES[0], SIZES[2]))
@pytest.mark.parametrize("name", STATES)
def test_every_screen_fits_in_a_long_language_right_to_left(
    name: str, size: tuple[int, int, float], tmp_path: Path, qtbot: QtBot, pseudo_language: None, right_to_left: None
) -> None:
    assert findings(show_state(name, tmp_path, qtbot, *size)) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", ("dark", "night"))
@pytest.mark.parametrize("name", COLOURED)
def test_words_can_be_read_in_every_look(name: str, look: str, tmp_path: Path, qtbot: QtBot) -> None:
    assert unreadable(show_state(name, tmp_path, qtbot, *SIZES[0], look=look)) == []


def test_the_rules_can_be_broken(tmp_path: Path, qtbot: QtBot) -> None:
    stage = show_state("today, empty", tmp_path, qtbot, *SIZES[0])
    start = stage.window.pages["today"].next.start  # type: ignore[attr-defined]
    start.setFixedSize(40, 20)
    over = QLabel("over it", stage.window.pages["today"])
    over.setGeometry(QRect(start.mapTo(stage.window.pages["today"], QPoint(0, 0)), start.size()))
    over.show()
    settle()
    assert len(findings(stage)) >= 3
