"""A part of Insights on the clipboard, as a picture and on paper."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.insights.numbers import Numbers, as_text
from calfstretch.ui.insights.paper import WIDTH, Paper, _render
from calfstretch.ui.insights.screen import InsightsScreen
from calfstretch.ui.insights.section import Section
from tests.ui.fakes import Reported, make_context
from tests.ui.insights.invented import fill


@pytest.fixture
def screen(tmp_path: Path, qtbot: QtBot) -> InsightsScreen:
    context = make_context(tmp_path, qtbot, look="dark")
    fill(context.journal, 190)
    made = InsightsScreen(context)
    qtbot.addWidget(made)
    made.resize(936, 740)
    with qtbot.waitSignal(made.filled, timeout=15_000):
        made.show()
    return made


def paper(section: Section) -> Paper:
    assert section.facts is not None and section.period is not None
    return Paper(section, section.facts, section.period)


def test_text_is_a_paragraph_each_and_cells_between_tabs() -> None:
    numbers = Numbers("Spasms", ("Week", "Days\nnoted"), (("9 Nov", "7 of 7"), ("2 Nov", "6 of 7")))
    said = as_text(["How often", "", numbers])
    assert said == "How often\n\nSpasms\nWeek\tDays noted\n9 Nov\t7 of 7\n2 Nov\t6 of 7\n"


@pytest.mark.parametrize("words", ["=1+1", "+49 170", "-x", "@home", "＝1", "'quoted"])
def test_what_a_person_named_is_no_formula_in_a_spreadsheet(words: str) -> None:
    said = as_text([words, Numbers(words, (words,), ((words,), (f"\n {words}",)))])
    assert said.split("\n") == [f"'{words}", "", *[f"'{words}"] * 4, ""]


def test_a_number_below_zero_stays_a_number() -> None:
    assert as_text([Numbers("", ("z",), (("-1.25",), ("-3",)))]) == "z\n-1.25\n-3\n"


def test_every_part_is_copied_with_its_sentence_and_every_number(screen: InsightsScreen) -> None:
    for section in screen.sections.values():
        section.hand_over.copy()
        copied = QGuiApplication.clipboard().text()
        assert section.sentence() in copied
        for numbers in section.numbers():
            assert "\t".join(" ".join(header.split()) for header in numbers.headers) in copied
            for row in numbers.rows:
                assert "\t".join(row) in copied


@pytest.mark.slow
def test_every_part_has_a_name_of_its_own_for_files(screen: InsightsScreen) -> None:
    keys = [section.key for section in screen.sections.values()]
    assert len(set(keys)) == len(keys) and "part" not in keys


@pytest.mark.slow
def test_a_picture_is_light_whatever_the_screen_wears(screen: InsightsScreen, tmp_path: Path) -> None:
    for section in screen.sections.values():
        path = tmp_path / f"{section.key}.png"
        assert section.hand_over.write(path)
        image = QImage(str(path))
        assert image.width() == 2 * WIDTH
        assert image.pixelColor(4, 4) == QColor("#FFFFFF")
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colours) > 5, f"{section.key}: nothing is drawn"


def test_the_ground_of_a_dark_program_does_not_come_along(qtbot: QtBot) -> None:
    bare = QWidget()
    qtbot.addWidget(bare)
    bare.setPalette(QPalette(QColor("black")))
    bare.resize(20, 20)
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    _render(bare, painter, QPoint())
    painter.end()
    assert image.pixelColor(10, 10) == QColor("white")


def test_an_svg_is_made_of_shapes_and_words(screen: InsightsScreen, tmp_path: Path) -> None:
    for section in screen.sections.values():
        path = tmp_path / f"{section.key}.svg"
        assert section.hand_over.write(path)
        root = ElementTree.parse(path).getroot()
        kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert "text" in kinds
        assert "image" not in kinds, f"{section.key}: a picture of pixels stands in the SVG"


def test_a_folder_that_cannot_be_written_is_said(screen: InsightsScreen, tmp_path: Path) -> None:
    first = screen.sections["how_often"]
    assert not first.hand_over.write(tmp_path / "not there" / "chart.png")
    reported = first.context.report
    assert isinstance(reported, Reported) and len(reported.errors) == 1


def test_the_dialog_offers_both_kinds_and_a_name(screen: InsightsScreen) -> None:
    section = screen.sections["how_often"]
    section.hand_over.ask_where()
    dialog = section.hand_over.dialog
    assert isinstance(dialog, QFileDialog)
    assert len(dialog.nameFilters()) == 2
    assert dialog.selectedFiles()[0].endswith("calfstretch-how-often-2026-11-22.png")
    dialog.close()


def test_paper_has_sentence_table_and_method(screen: InsightsScreen) -> None:
    for section in screen.sections.values():
        made = paper(section)
        document = made.document()
        text = document.toPlainText()
        assert section.accessibleName() in text
        assert all(words in text for numbers in section.numbers() for words in numbers.rows[0])
        assert document.size().toSize() != QSize()
        made.close()
