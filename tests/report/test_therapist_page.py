"""The therapist's page on paper: one page, every word to be read back, nothing cut, whatever is written on it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from calfstretch.report.drawing.sheet import MARGIN, to_pdf
from calfstretch.report.pdf import LARGE_LEAST, LEAST, Pages, Paper, pdf_bytes
from calfstretch.report.shapes import PageContent
from tests.report import page_fixture


def text_of(pdf: bytes) -> str:
    """All words, as a reader of the file copies them out, with single spaces."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    words = " ".join(page.extract_text() for page in reader.pages).replace("\n", " ")
    return " ".join(word for word in words.split(" ") if word)


def picture(pages: Pages, number: int, scale: float = 1.0) -> QImage:
    """A page as pixels, `scale` for a point."""
    size = pages.paper.size * scale
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(scale, scale)
    pages.paint(number, painter)
    painter.end()
    return image


def edges_are_white(image: QImage, margin: int) -> bool:
    """Nothing is drawn within so many pixels of the edges."""
    wide, high = image.width(), image.height()
    strips = (
        (0, 0, wide, margin), (0, high - margin, wide, margin), (0, 0, margin, high), (wide - margin, 0, margin, high)
    )  # fmt: skip
    copies = [image.copy(*strip) for strip in strips]  # held: the bits are theirs
    return all(set(bytes(copy.constBits())) == {255} for copy in copies)


@pytest.mark.parametrize("paper", Paper)
def test_the_usual_diary_takes_one_page(qapp: QApplication, paper: Paper) -> None:
    pages = Pages(page_fixture.page(), paper)
    assert pages.count == 1
    assert pages.body_size >= LEAST


@pytest.mark.parametrize("paper", Paper)
def test_every_word_can_be_selected_and_has_real_spaces(qapp: QApplication, paper: Paper) -> None:
    content = page_fixture.page()
    found = text_of(pdf_bytes(content, paper))
    assert "\t" not in found
    for text in content.texts():
        for word in text.split():
            assert word in found, word
    assert "27 spasms, 2.7 a week (could be anywhere from 1.7 to 3.9)" in found
    assert found.endswith("1 of 1")


def test_fonts_are_embedded_and_can_be_read_back(qapp: QApplication) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(page_fixture.page(), Paper.A4)))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[union-attr,index]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_the_file_is_small_and_names_nobody_who_is_not_on_the_page(qapp: QApplication) -> None:
    content = page_fixture.page()
    data = pdf_bytes(content, Paper.A4)
    assert len(data) < 100_000
    info = pypdf.PdfReader(io.BytesIO(data)).metadata
    assert info is not None and info.title == "Calf spasm diary, " + content.period
    assert not info.author


def test_large_print_is_nowhere_smaller_than_14_points_and_says_as_much(qapp: QApplication) -> None:
    content = page_fixture.page()
    sizes: list[float] = []

    def seen(text: str, cm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * matrix[3] * cm[3]))

    data = pdf_bytes(content, Paper.A4, large=True)
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) > 1
    for number, page in enumerate(reader.pages, 1):
        words = page.extract_text(visitor_text=seen).replace("\n", " ")
        assert f"{number} of {len(reader.pages)}" in words
    assert sizes and min(sizes) >= LARGE_LEAST - 0.1
    found = text_of(data)
    assert all(word in found for text in content.texts() for word in text.split())


def _large_notes() -> PageContent:
    return replace(page_fixture.hostile(), large_print=True)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("made", [page_fixture.page, page_fixture.empty, page_fixture.hostile, _large_notes])
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_stands_in_the_margins(
    qapp: QApplication, paper: Paper, made: Callable[[], PageContent], mirrored: bool
) -> None:
    pages = Pages(made(), paper, mirrored=mirrored)
    for number in range(pages.count):
        image = picture(pages, number)
        assert edges_are_white(image, int(MARGIN) - 2), number


def test_it_is_black_grey_and_white(qapp: QApplication) -> None:
    image = picture(Pages(page_fixture.page(), Paper.A4), 0)
    colours = {image.pixelColor(x, y).getRgb() for x in range(0, 590, 2) for y in range(0, 840, 2)}
    assert len(colours) > 20
    assert all(max(each[:3]) - min(each[:3]) <= 2 for each in colours)  # type: ignore[type-var]


def test_time_and_legs_keep_their_sides_where_the_page_is_mirrored(qapp: QApplication) -> None:
    def places(mirrored: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        data = to_pdf(Pages(page_fixture.page(), Paper.A4, mirrored=mirrored))

        def seen(text: str, cm: list[float], matrix: list[float], _font: object, _size: float) -> None:
            found.setdefault(text.strip(), cm[4] + matrix[4] * cm[0])

        pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=seen)
        return found

    plain, mirrored = places(False), places(True)
    for found in (plain, mirrored):
        assert found["31 Aug"] < found["28 Sep"] < found["26 Oct"]
        assert found["Left 21"] < found["Right 6"]
    assert plain["31 Aug"] < plain["Left 21"]
    assert mirrored["31 Aug"] > mirrored["Left 21"]


def test_the_same_page_has_as_many_pages_each_time(qapp: QApplication) -> None:
    assert {Pages(page_fixture.hostile(), Paper.A4).count for _ in range(3)} == {4}
