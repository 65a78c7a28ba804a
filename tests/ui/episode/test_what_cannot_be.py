"""What cannot be is said beside its field, limits while typing; nothing typed goes away. F51, F52."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.episode import LONGEST_S, Episode, Kind
from calfstretch.domain.moment import FIRST_YEAR, local_moment
from calfstretch.ui.context import Context
from calfstretch.ui.episode.form import EpisodeForm
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import NOTE_LIMIT, AmountField
from tests.ui.fakes import make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def form(context: Context, qtbot: QtBot) -> EpisodeForm:
    form = EpisodeForm(context)
    qtbot.addWidget(form)
    form.resize(936, 740)
    form.show()
    form.answers.more_button.click()
    QApplication.processEvents()
    return form


def said(form: QWidget) -> list[str]:
    return [each.text() for each in form.findChildren(Complaint) if each.isVisible()]


def leave(field: AmountField, text: str) -> None:
    field.clear()
    QTest.keyClicks(field, text)
    field.editingFinished.emit()


def test_a_number_out_of_its_range_is_said_beside_it_and_goes_when_it_is_mended(
    context: Context, form: EpisodeForm
) -> None:
    more = form.answers.more
    for field, wrong, words in (
        (more.awake, "1441", "A number of minutes from 0 to 1440."),
        (more.several, "21", "A number from 1 to 20."),
    ):
        leave(field, wrong)
        assert said(form) == [words]
        form.save()
        assert field.text() == wrong and context.journal.everything(Episode) == []
        leave(field, "3")
        assert said(form) == []


def test_a_length_that_cannot_be_is_said_beside_it(context: Context, form: EpisodeForm) -> None:
    form.answers.how_long.chips.chip("exact").click()
    leave(form.answers.how_long.seconds, "1000000000")
    assert said(form) == ["A number of seconds, up to 599."]
    leave(form.answers.how_long.seconds, "0")
    form.save()
    assert context.journal.everything(Episode)[0].duration_s == 0


def test_the_longest_tightness_that_can_be_typed_can_be_stored(context: Context, form: EpisodeForm) -> None:
    form.answers.kind_part.kind.chip(Kind.TIGHTNESS.value).click()
    form.answers.how_long.chips.chip("exact").click()
    leave(form.answers.how_long.hours, "144")
    leave(form.answers.how_long.minutes, "1440")
    form.save()
    assert context.journal.everything(Episode)[0].duration_s == LONGEST_S


def test_a_day_that_cannot_be_is_not_taken(form: EpisodeForm) -> None:
    day = form.answers.when.typed.day
    for wanted, shown in (
        (QDate(1, 1, 1), date(FIRST_YEAR, 1, 2)),
        (QDate(9999, 12, 31), date(2026, 11, 22)),
        (QDate(2024, 2, 29), date(2024, 2, 29)),
    ):
        day.edit.setDate(wanted)
        assert day.day() == shown
    day.edit.setCurrentSection(QDateEdit.Section.YearSection)
    day.edit.stepUp()
    assert day.day() == date(2025, 2, 28)


def test_an_interval_cannot_end_before_it_begins(form: EpisodeForm) -> None:
    spans = [choice.span for choice in form.answers.when._choices.values() if choice.span]
    spans += [part for choice in form.answers.when._choices.values() for part in choice.parts]
    assert all(until is None or until.utc >= at.utc for at, until in spans)
    late, early = local_moment(datetime(2026, 11, 22, 3)), local_moment(datetime(2026, 11, 22, 2))
    with pytest.raises(ValueError, match="before the begin"):
        Episode(at=late, until=early)


def test_limits_are_shown_while_typing(form: EpisodeForm) -> None:
    more = form.answers.more
    more.suspected.setText("x" * 448)
    QTest.keyClicks(more.suspected, "y")
    assert not more._room.isVisible()
    QTest.keyClicks(more.suspected, "yy")
    assert more._room.text() == "49 characters left" and more._room.isVisible()
    more.note.edit.setPlainText("x" * (NOTE_LIMIT - 1))
    assert more.note.counter.text() == "1 character left" and more.note.counter.isVisible()
    more.note.edit.insertPlainText("a whole line too many")
    assert len(more.note.text()) == NOTE_LIMIT
