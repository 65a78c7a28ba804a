"""Settings, Tags: added, renamed, merged, hidden and ordered by hand; nothing typed is lost; each can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import NotedOf, TagKind
from calfstretch.ui.context import Context
from calfstretch.ui.settings.tag_editor import TagEditor
from calfstretch.ui.settings.tags import TagsPart
from tests.ui.screens import dressed, key, press, said, seen, settle, take_back

MONDAY = date(2026, 11, 16)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


@pytest.fixture
def part(context: Context, qtbot: QtBot) -> TagsPart:
    for name in ("Tea", "Coffee"):
        context.journal.tags.note(MONDAY, name, "yes")
    part = TagsPart(context)
    qtbot.addWidget(part)
    part.resize(800, 900)
    part.show()
    part.activateWindow()
    settle()
    return part


def names(context: Context, noted_of: NotedOf = NotedOf.DAY) -> list[str]:
    return [tag.name for tag in context.journal.tags.known(noted_of)]


def editor(part: TagsPart, name: str) -> TagEditor:
    press(part, f"Change: {name}")
    assert part.editor is not None
    return part.editor


def test_a_number_with_its_unit_is_added(context: Context, part: TagsPart) -> None:
    part.name.setText("Cups")
    assert not part.unit.isVisible()
    part.kind.chip(TagKind.NUMBER).click()
    part.unit.setText("cups")
    press(part, "Add tag")
    added = context.journal.tags.find("cups")
    assert added is not None and (added.kind, added.unit) == (TagKind.NUMBER, "cups")
    assert "Cups (cups)" in [label.text() for label in part.findChildren(QLabel)]
    assert (part.name.text(), said(context)) == ("", "Cups added")


def test_a_name_that_is_known_is_said_and_stays_typed(context: Context, part: TagsPart) -> None:
    part.name.setText(" TEA ")
    press(part, "Add tag")
    assert part.complaint.isVisible() and part.name.text() == " TEA "
    assert names(context) == ["Tea", "Coffee"]


def test_tags_of_a_spasm_are_managed_here_too(context: Context, part: TagsPart) -> None:
    part.of.chip(NotedOf.EPISODE).click()
    part.name.setText("Stood up")
    press(part, "Add tag")
    assert (names(context), names(context, NotedOf.EPISODE)) == (["Tea", "Coffee"], ["Stood up"])
    assert "Change: Tea" not in [
        one.accessibleName() for one in part.findChildren(type(part.button)) if one.isVisible()
    ]


def test_a_tag_is_renamed_by_keys_alone_and_taken_back(context: Context, part: TagsPart) -> None:
    edit = editor(part, "Tea")
    assert edit.name.hasFocus()
    edit.name.setText("Green tea")
    key(Qt.Key.Key_Return)
    assert names(context) == ["Green tea", "Coffee"]
    assert "tag:Green tea" in context.journal.days.entries(MONDAY).items
    take_back(context)
    assert names(context) == ["Tea", "Coffee"]


def test_a_name_in_use_keeps_what_is_typed_and_says_that_the_two_can_be_merged(
    context: Context, part: TagsPart
) -> None:
    edit = editor(part, "Tea")
    edit.name.setText("coffee")
    press(edit, "Rename")
    assert "merged" in edit.complaint.text() and edit.name.text() == "coffee"


def test_a_merge_says_beforehand_what_becomes_of_days_with_both(context: Context, part: TagsPart) -> None:
    edit = editor(part, "Tea")
    assert "1 entry has both: a yes of either stays a yes." in edit._both.text()
    press(edit, "Merge Tea into the chosen tag")
    assert names(context) == ["Coffee"] and said(context) == "Tea is now part of Coffee"
    take_back(context)
    assert names(context) == ["Tea", "Coffee"]


def test_a_tag_is_hidden_and_offered_again(context: Context, part: TagsPart) -> None:
    press(editor(part, "Tea"), "Hide")
    assert names(context) == ["Coffee"]
    press(part, "Offer again: Tea")
    assert names(context) == ["Coffee", "Tea"]


def test_the_focus_stays_on_the_button_that_moves_a_tag(context: Context, part: TagsPart) -> None:
    context.journal.tags.add("Milk")
    settle()
    edit = editor(part, "Tea")
    edit.down.setFocus()
    key(Qt.Key.Key_Space)
    assert names(context) == ["Coffee", "Tea", "Milk"]
    assert part.editor is not None and part.editor.down.hasFocus()
    key(Qt.Key.Key_Space)
    assert names(context) == ["Coffee", "Milk", "Tea"]
    assert part.editor.name.hasFocus()  # it cannot go further down
    assert "Close" in seen(part)
