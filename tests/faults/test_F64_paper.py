"""F64: the page on paper with ten years, emoji, endless words, no fonts, A4 and Letter, a device that takes nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from calfstretch.report.drawing.sheet import MARGIN, page_layout, to_pdf
from calfstretch.report.pdf import LEAST, Pages, Paper, pdf_bytes, print_pages
from calfstretch.report.shapes import Line, Part
from tests.import_rules import ROOT
from tests.report import page_fixture
from tests.report.test_therapist_page import edges_are_white, picture, text_of

_WITHOUT_FONTS = """
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
from calfstretch.report.pdf import Pages, Paper, pdf_bytes
from tests.report.page_fixture import page
print(Pages(page(), Paper.A4).count, len(pdf_bytes(page(), Paper.A4)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("paper", Paper)
def test_ten_years_are_one_page_and_a_numbered_appendix(qapp: QApplication, paper: Paper) -> None:
    content = replace(page_fixture.years(), appendix=page_fixture.appendix(90))
    pages = Pages(content, paper)
    assert pages.body_size >= LEAST
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(pages))).pages]
    assert len(texts) == pages.count > 3
    for number, text in enumerate(texts, 1):
        assert f"{number} of {pages.count}" in text
    for text in texts[1:3]:  # headings of the table are repeated
        assert "Worst" in text
    found = " ".join(texts)
    assert not {word for text in content.texts() for word in text.split() if word not in found}


@pytest.mark.slow
def test_all_of_ten_years_is_read_back(qapp: QApplication) -> None:
    content = page_fixture.years()
    data = pdf_bytes(content, Paper.A4)
    assert len(data) < 400_000
    found = text_of(data)
    assert all(word in found for text in content.texts() for word in text.split())


@pytest.mark.slow
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("large", [False, True])
def test_an_endless_word_is_carried_on_and_not_cut(qapp: QApplication, paper: Paper, large: bool) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(4500))
    blocks = tuple(
        block._replace(lines=(Line(word),)) if block.part is Part.QUESTIONS else block
        for block in page_fixture.blocks()
    )
    pages = Pages(replace(page_fixture.page(), blocks=blocks), paper, large)
    lines = [
        line for page in pypdf.PdfReader(io.BytesIO(to_pdf(pages))).pages for line in page.extract_text().split("\n")
    ]
    assert "".join(line for line in lines if line in word) == word
    assert pages.count > 1
    assert all(edges_are_white(picture(pages, number), int(MARGIN) - 2) for number in range(pages.count))


def test_emoji_and_letters_from_right_to_left_stand_on_the_page(qapp: QApplication) -> None:
    blocks = tuple(
        block._replace(lines=(Line("🦵🏽 וְשׁוּב 12 كان 😀 zuletzt"),)) if block.part is Part.QUESTIONS else block
        for block in page_fixture.blocks()
    )
    content = replace(page_fixture.page(), blocks=blocks)
    pages = Pages(content, Paper.A4)
    assert pages.count == 1
    assert "zuletzt" in text_of(to_pdf(pages))


def test_without_any_fonts_there_is_a_page_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    env = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_FONTS], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    count, size = map(int, done.stdout.split())
    assert count == 1 and size > 10_000


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path) -> None:
    pages = Pages(page_fixture.page(), Paper.A4)
    assert not print_pages(QPdfWriter(str(tmp_path / "no folder" / "page.pdf")), pages)


def test_on_paper_that_is_smaller_all_of_it_is_drawn_smaller(qapp: QApplication, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "small.pdf"))
    writer.setPageLayout(page_layout(Paper.LETTER))
    assert print_pages(writer, Pages(page_fixture.page(), Paper.A4))
    del writer
    lowest: list[float] = []

    def seen(text: str, cm: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            lowest.append(cm[5] + matrix[5] * cm[3])

    pypdf.PdfReader(tmp_path / "small.pdf").pages[0].extract_text(visitor_text=seen)
    assert min(lowest) > 30
