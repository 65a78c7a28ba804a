"""The slip: one page on every paper, whatever is written on it; a look at it, a PDF, a printer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import Programme
from calfstretch.domain.routine import DAILY, LegOrder, Routine, TargetOrigin, Variant
from calfstretch.report.slip import MARGIN, draw_slip, layout, page_size, print_slip, slip_pdf
from calfstretch.ui.context import Context
from calfstretch.ui.routines.slip_sheet import PAPERS, SlipSheet, slip_picture
from calfstretch.ui.routines.slip_words import slip_of
from tests.journal.test_journal_routines import prescribe
from tests.ui.screens import dressed, in_sheet, key, said

TODAY = date(2026, 11, 22)
LONG = Routine(
    "The stretch against the wall, the long way round, for both calves, mornings and nights, as we said", 120,
    TargetOrigin.THERAPIST, rounds=5, rest_s=60,
)  # fmt: skip
NOTES = ("", "Heel down.", "Slowly and without bouncing, the way we did it. " * 300, "x" * 20_000, "a\n" * 5000)


def asked(**fields: object) -> Programme:
    known = {"first_day": TODAY, "times_a_day": 2, "origin": TargetOrigin.THERAPIST}
    return Programme(routine_id="r", **(known | fields))  # type: ignore[arg-type]


def _drawn(programme: Programme | None, routine: Routine, days: int, size: QSizeF) -> tuple[float, QImage]:
    image = QImage(round(size.width()), round(size.height()), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    picture = slip_picture(routine.variant, "left")
    lowest = draw_slip(painter, size, slip_of(programme, routine, TODAY, days), picture)
    painter.end()
    return lowest, image


def _pages() -> Iterator[tuple[Programme | None, Routine, int]]:
    for note in NOTES:
        yield asked(note=note, times_a_day=12), LONG, 14
    for times in (1, 5, 6):
        yield asked(note=NOTES[2], times_a_day=times), LONG, 7
    for variant, order in zip((*Variant, Variant.SEATED), LegOrder, strict=True):
        yield asked(), replace(LONG, variant=variant, leg_order=order), 14
    yield None, DAILY, 14


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_every_slip_fits_one_page_within_its_margins(qapp: QApplication, paper: QPageSize.PageSizeId) -> None:
    size = page_size(paper)
    for programme, routine, days in _pages():
        lowest, image = _drawn(programme, routine, days, size)
        assert lowest <= size.height() - MARGIN + 0.5
        assert _white_edge(image, round(MARGIN) - 4)


def _white_edge(image: QImage, width: int) -> bool:
    right, bottom = image.width() - 1, image.height() - 1
    return all(
        image.pixel(x, y) == 0xFFFFFFFF
        for step in range(0, max(right, bottom), 2)
        for x, y in (
            (min(step, right), width), (min(step, right), bottom - width), (width, min(step, bottom)),
            (right - width, min(step, bottom)),
        )
    )  # fmt: skip


def test_the_slip_is_black_grey_and_white(qapp: QApplication) -> None:
    _lowest, image = _drawn(asked(), LONG, 14, page_size(PAPERS[0]))
    colours = {image.pixel(x, y) & 0xFFFFFF for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 5
    assert all(max(r, g, b) - min(r, g, b) <= 2 for c in colours for r, g, b in [(c >> 16, c >> 8 & 255, c & 255)])


def test_the_words_of_the_slip() -> None:
    programme = asked(weekdays=(1, 3, 5), last_day=date(2026, 11, 28), note="Heel down.")
    slip = slip_of(programme, replace(LONG, name="Physio"), TODAY, 14)
    assert (slip.title, slip.note, slip.note_heading) == ("Physio", "Heel down.", "Your therapist's note")
    assert slip.often == "2 times a day · Mon, Wed, Fri · since 22 Nov 2026, until 28 Nov 2026"
    assert "2 min, set by a therapist" in slip.plan
    assert [day.words for day in slip.days][:2] == ["Sun 22 Nov", "Mon 23 Nov"]
    assert [day.asked for day in slip.days] == [0, 2, 0, 2, 0, 2, 0]
    assert slip.steps[-1] == "Then the other leg. Begin with the left one. 5 rounds, 1 min rest between."
    assert "Not reviewed by a clinician" in slip.foot
    assert slip_of(None, DAILY, TODAY, 7).often == "Once a day"
    assert slip_of(asked(first_day=date(2026, 12, 1)), DAILY, TODAY, 7).days[0].words == "Tue 1 Dec"


def test_the_pdf_has_one_page_of_the_paper_chosen(qapp: QApplication) -> None:
    for paper, width in zip(PAPERS, (595, 612), strict=True):
        data = slip_pdf(slip_of(asked(note=NOTES[2]), LONG, TODAY, 14), paper, slip_picture(Variant.SEATED, "right"))
        assert data.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
        found = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)", data)
        assert found is not None and abs(float(found[1]) - width) < 1


@pytest.mark.parametrize(
    ("paper", "way"),
    [
        (QPageSize.PageSizeId.A5, QPageLayout.Orientation.Portrait),
        (QPageSize.PageSizeId.A4, QPageLayout.Orientation.Landscape),
    ],
)
def test_on_paper_that_is_too_small_all_of_it_is_drawn_smaller(
    qapp: QApplication, tmp_path: Path, paper: QPageSize.PageSizeId, way: QPageLayout.Orientation
) -> None:
    boxes: list[QRectF] = []
    writer = QPdfWriter(str(tmp_path / "small.pdf"))
    page = layout(paper)
    page.setOrientation(way)
    writer.setPageLayout(page)

    def picture(painter: QPainter, place: QRectF) -> None:
        boxes.append(painter.transform().mapRect(place))

    slip = slip_of(asked(note=NOTES[2]), LONG, TODAY, 14)
    assert print_slip(writer, slip, picture)
    whole = QRectF(0, 0, writer.width(), writer.height())
    assert whole.contains(boxes[0])
    dots = writer.logicalDpiX() / 72
    assert boxes[0].width() < 0.8 * 141 * dots  # as much smaller as the paper
    assert writer.pageLayout().orientation() == way


def test_in_a_language_of_long_words_it_still_fits(qapp: QApplication) -> None:
    slip = slip_of(asked(note=NOTES[2]), LONG, TODAY, 14)
    longer = slip._replace(
        steps=tuple(step + " " + step[: len(step) // 2] for step in slip.steps),
        legend=tuple(line + " " + line[: len(line) // 2] for line in slip.legend),
        columns=tuple(head + head[: len(head) // 2] for head in slip.columns),  # type: ignore[arg-type]
        days=tuple(day._replace(words=day.words + "xxx") for day in slip.days),
        often=slip.often + slip.often[:30],
        plan=slip.plan + slip.plan[:30],
    )
    for paper in PAPERS:
        size = page_size(paper)
        image = QImage(round(size.width()), round(size.height()), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        lowest = draw_slip(painter, size, longer, slip_picture(Variant.SEATED, "left"))
        painter.end()
        assert lowest <= size.height() - MARGIN + 0.5


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Context:
    return dressed(tmp_path, qtbot, qapp)


def test_the_sheet_shows_the_programme_and_saves_a_pdf(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    prescribe(context.journal, times_a_day=3)
    sheet = SlipSheet(context)
    in_sheet(context, qtbot, sheet, 936, 740, wide=True)
    assert QApplication.focusWidget() is sheet.print
    assert sheet.slip().title == "Physio"
    assert len(sheet.slip().days) == 14
    sheet.days.chip(7).click()
    sheet.paper.chip(PAPERS[1]).click()
    assert (len(sheet.slip().days), sheet.page()) == (7, PAPERS[1])
    assert "3 times a day" in sheet.preview.accessibleDescription()
    assert sheet.write(tmp_path / "slip.pdf")
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert "Slip saved in" in said(context)
    assert not sheet.write(tmp_path / "none" / "slip.pdf")
    assert "could not be written" in sheet.trouble.text()


def test_the_page_is_read_to_its_end_by_keyboard(context: Context, qtbot: QtBot) -> None:
    content = SlipSheet(context)
    sheet = in_sheet(context, qtbot, content, 936, 740, wide=True)
    content.preview.setFocus()
    bar = sheet.panel._area.verticalScrollBar()
    key(Qt.Key.Key_Home)
    key(Qt.Key.Key_PageDown)
    assert 0 < bar.value() < bar.maximum()
    key(Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    key(Qt.Key.Key_Home)
    assert bar.value() == 0


def test_at_night_no_white_sheet_dazzles(context: Context, qtbot: QtBot) -> None:
    context.theme.set_theme("night")
    content = SlipSheet(context)
    in_sheet(context, qtbot, content, 936, 740, wide=True)
    image = content.preview.grab().toImage()
    assert image.pixelColor(image.width() // 2, 20).lightnessF() < 0.1


def test_without_a_programme_it_is_for_the_next_stretch(context: Context, qtbot: QtBot) -> None:
    sheet = SlipSheet(context)
    in_sheet(context, qtbot, sheet, 936, 740, wide=True)
    assert (sheet.slip().title, sheet.slip().often) == ("Daily stretch", "Once a day")


def test_the_system_prints_the_page(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    printing = pytest.importorskip("PySide6.QtPrintSupport", exc_type=ImportError)
    sheet = SlipSheet(context)
    in_sheet(context, qtbot, sheet, 936, 740, wide=True)
    printer = printing.QPrinter(printing.QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheet._print(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert said(context) == "Sent to the printer."
    sheet.print.click()
    dialog = sheet.dialog
    assert isinstance(dialog, printing.QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()
