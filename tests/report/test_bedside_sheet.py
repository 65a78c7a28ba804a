"""The sheet for the bedside: one page, boxes large enough to tick in the dark, in the order the morning card asks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from calfstretch.domain.night_block import Block
from calfstretch.report.bedside import BedsidePages, bedside_pdf
from calfstretch.report.bedside_words import WATER_SIGNS, bedside_sheet, block_words
from calfstretch.report.drawing.sheet import MARGIN, Paper
from calfstretch.ui import labels
from calfstretch.ui.week import state
from calfstretch.ui.week.state import Column
from tests.report.test_therapist_page import edges_are_white, picture, text_of

FIRST = date(2026, 11, 22)


def test_it_asks_what_the_morning_card_asks_in_its_order() -> None:
    sheet = bedside_sheet(FIRST)
    assert [group.heading.split(":")[0] for group in sheet.groups] == [
        "How many spasms",
        "About when, by the clock",
        "Which leg",
        "Worst pain 0–10",
        "Water",
    ]
    assert len(sheet.groups[1].boxes) == len(Block)
    assert [night.day for night in sheet.nights][:2] == ["Sun 22 Nov", "Mon 23 Nov"]
    assert sheet.nights[0].night == "night to Mon"
    assert len(sheet.nights) == 14


def test_its_signs_are_the_keys_of_the_week() -> None:
    levels = [state.answer_of(Column.WATER, sign.replace("−", "-")) for sign in WATER_SIGNS]
    assert levels == ["less", "usual", "more"]
    for mark, leg in zip(bedside_sheet(FIRST).groups[2].boxes, ("left", "right", "both"), strict=True):
        assert state.answer_of(Column.LEG, mark[0]) == leg


def test_its_hours_are_those_of_the_blocks() -> None:
    for block in Block:
        hours = [word.split(":")[0] for word in labels.block_hours(block).replace("Up to", "to").split(" ")]
        assert block_words(block) == (" ".join(hours) if block is Block.DAY else f"{hours[0]}–{hours[2]}")


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("mirrored", [False, True])
def test_fourteen_nights_stand_on_one_page_with_rows_for_a_sleepy_hand(
    qapp: QApplication, paper: Paper, mirrored: bool
) -> None:
    pages = BedsidePages(bedside_sheet(FIRST), paper, mirrored=mirrored)
    assert pages.count == 1
    assert pages.row_height >= 27  # boxes of 6.7 mm
    assert edges_are_white(picture(pages, 0), int(MARGIN) - 2)


def test_in_a_language_of_long_words_it_still_fits(qapp: QApplication) -> None:
    sheet = bedside_sheet(FIRST)
    longer = sheet._replace(
        how=tuple(f"{words} {words}" for words in sheet.how),
        later=tuple(f"{words} {words[:80]}" for words in sheet.later),
        groups=tuple(group._replace(heading=f"{group.heading}sgruppenwort") for group in sheet.groups),
        nights=tuple(night._replace(day=f"{night.day}xxxx") for night in sheet.nights),
    )
    for paper in Paper:
        pages = BedsidePages(longer, paper)
        assert pages.row_height >= 24
        assert edges_are_white(picture(pages, 0), int(MARGIN) - 2)


def test_every_word_can_be_selected(qapp: QApplication) -> None:
    sheet = bedside_sheet(FIRST)
    found = text_of(bedside_pdf(sheet, Paper.A4))
    for text in (sheet.title, *sheet.how, *sheet.later, *(night.day for night in sheet.nights)):
        for word in text.split():
            assert word in found
