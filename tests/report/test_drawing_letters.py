"""Letters on paper: lines as wide as given, signs a PDF can give back, one place for every device."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from calfstretch.report.drawing import letters as letters_module
from calfstretch.report.drawing.letters import Letters, Run, Style
from calfstretch.report.drawing.sheet import with_spaces

TEXT = Style(10)


def said(letters: Letters, words: str, width: float) -> list[str]:
    lines = letters.lines(words, TEXT, width)
    return [_of(line.layout.text(), line.layout.lineAt(line.number)) for line in lines]


def _of(text: str, line: object) -> str:
    start, length = line.textStart(), line.textLength()  # type: ignore[attr-defined]
    return text[start : start + length].strip()


def test_no_line_is_wider_than_given(qapp: QApplication) -> None:
    letters = Letters()
    for words in ("a few plain words that are broken", "x" * 300, "Wadenkrampftagebuchzusammenfassung ist lang"):
        for width in (30.0, 80.0, 200.0):
            lines = letters.lines(words, TEXT, width)
            assert all(line.width <= width + 0.1 for line in lines)
            assert "".join(said(letters, words, width)).replace(" ", "") == words.replace(" ", "")


def test_a_number_keeps_its_unit(qapp: QApplication) -> None:
    letters = Letters()
    for width in range(60, 140):
        for line in said(letters, "longest 58 s, done 93 % in 10 min of 3 sets", float(width)):
            assert not line.startswith(("s,", "%", "min"))
    assert any(line.startswith("sets") for width in range(20, 140) for line in said(letters, "of 3 sets", float(width)))


def test_signs_that_cannot_be_seen_are_left_out_and_line_ends_kept(qapp: QApplication) -> None:
    assert said(Letters(), "a\tb\x00\x1b\nc\r\n\nd", 200) == ["a b", "c", "", "d"]


def test_runs_stand_in_one_paragraph_with_their_own_looks(qapp: QApplication) -> None:
    lines = Letters().lines([Run("😀 Leg ", TEXT.strong()), Run("left", TEXT)], TEXT, 400)
    assert len(lines) == 1
    bold, plain = lines[0].layout.formats()
    assert (bold.start, bold.length, plain.start, plain.length) == (0, 7, 7, 4)
    assert bold.format.font().bold() and not plain.format.font().bold()


def test_letters_have_no_other_shapes_than_their_plain_ones(qapp: QApplication) -> None:
    font = Letters().font(TEXT)
    for name in ("calt", "liga", "clig", "tnum"):
        assert font.featureValue(QFont.Tag.fromString(name)) == 0


def test_a_font_that_a_file_cannot_hold_as_letters_is_passed_over(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Letters().family
    asked: list[str] = []

    def sound(family: str) -> bool:
        asked.append(family)
        return family != own

    monkeypatch.setattr(letters_module, "_is_sound", sound)
    other = Letters().family
    assert asked[0] == own
    assert other != own or len(set(asked)) == 1  # a computer with one family has no other


def test_spaces_of_a_file_read_back_as_spaces_and_nothing_moves() -> None:
    table = b"2 beginbfrange\n<0000> <0000> <0000>\n<0001> <0009> [<0056> <0009> <00A0> <0032>]\nendbfrange\n"
    text = b"stream [<0009>] endstream "
    mended = with_spaces(text + table + text)
    assert mended == text + table.replace(b"<0056> <0009> <00A0>", b"<0056> <0020> <0020>") + text
