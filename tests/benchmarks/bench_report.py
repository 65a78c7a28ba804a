"""The page of ten years with its appendix as a PDF, beside as many words on bare pages of the same library.

By hand: python tests/benchmarks/bench_report.py [rounds]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainter, QPdfWriter

from calfstretch.report.drawing.sheet import page_layout, to_pdf
from calfstretch.report.pdf import Pages, Paper
from calfstretch.report.shapes import PageContent
from tests.report import page_fixture

ROUNDS = 7
RATIO = 4.0
"""Of the floor, which measures each text once, breaks no line and works out no column."""
ONE_PAGE_MS = 250.0


def floor(content: PageContent) -> bytes:
    """Every text as one run, 60 on a page, at a place worked out from its width."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout(Paper.A4))
    painter = QPainter(writer)
    painter.scale(writer.logicalDpiX() / 720, writer.logicalDpiY() / 720)
    font = QFont()
    font.setPixelSize(95)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for number, text in enumerate(content.texts()):
        if number and number % 480 == 0:
            writer.newPage()
        x = 425 + number % 8 * 620
        painter.drawText(QPointF(x + metrics.horizontalAdvance(text[:1]), 500 + number % 480 // 8 * 125), text)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def ours(content: PageContent) -> bytes:
    """Laid out, drawn and mended."""
    return to_pdf(Pages(content, Paper.A4))


def median_ms(make: Callable[[PageContent], bytes], content: PageContent, rounds: int) -> float:
    """Processor time, ms; the first round, which loads the fonts, is left out."""
    took = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        make(content)
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took[1:])


def measure(rounds: int) -> tuple[float, float, float]:
    """Floor and ours for ten years with 1,500 spasms in the appendix; ours for the page alone."""
    years, page = page_fixture.years(), page_fixture.page()
    return median_ms(floor, years, rounds), median_ms(ours, years, rounds), median_ms(ours, page, rounds)


def table(bare: float, own: float, page: float) -> str:
    """Figures for people."""
    return (
        f"ten years, 37 pages: floor {bare:.0f} ms, ours {own:.0f} ms, ratio {own / bare:.1f} (bar {RATIO:.0f});"
        f" the page alone {page:.0f} ms (bar {ONE_PAGE_MS:.0f})"
    )


@pytest.mark.benchmark
def test_ten_years_are_drawn_within_their_bar() -> None:
    _application = QGuiApplication.instance() or QGuiApplication([])
    found = measure(ROUNDS)
    print(table(*found))
    bare, own, page = found
    assert own / bare <= RATIO, table(*found)
    assert page <= ONE_PAGE_MS, table(*found)


if __name__ == "__main__":
    application = QGuiApplication([])
    print(table(*measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
