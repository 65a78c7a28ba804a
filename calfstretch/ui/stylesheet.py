"""The style sheet Qt's own controls wear, made from a palette and the text size."""

from __future__ import annotations

from string import Template

from calfstretch.assets_dir import assets_dir
from calfstretch.ui.colours import mix
from calfstretch.ui.palette import Palette

_TARGET = 44

# min-height counts the content alone, without padding and border; $field is reckoned accordingly.
_SHEET = Template("""
QToolTip { background: $text; color: $ground; border: none; padding: ${p6}px ${p10}px; font-size: ${f14}px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit {
  background: $card; color: $text; border: ${b2}px solid $line; border-radius: ${p12}px;
  padding: ${p6}px ${p12}px; selection-background-color: $action; selection-color: $on_action;
  placeholder-text-color: $secondary; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit { min-height: ${field}px; }
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover, QComboBox:hover, QDateEdit:hover, QTimeEdit:hover
  { border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus,
  QTimeEdit:focus, QDateTimeEdit:focus { border-color: $action; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QDateEdit:disabled,
  QTimeEdit:disabled { background: $ground; color: $secondary; border-style: dashed; }
QLineEdit[wrong="true"] { border-color: $cramp; background: $cramp_soft; }
QComboBox::drop-down { border: none; width: ${p36}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$chevron_down"); width: ${p20}px; height: ${p20}px; }
QComboBox QAbstractItemView { background: $card; color: $text; border: ${b2}px solid $line; outline: none;
  selection-background-color: $action_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${target}px; padding: 0 ${p12}px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
QDateEdit::up-button, QDateEdit::down-button, QTimeEdit::up-button, QTimeEdit::down-button,
QDateTimeEdit::up-button, QDateTimeEdit::down-button
  { border: none; width: ${p28}px; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow, QTimeEdit::up-arrow, QDateTimeEdit::up-arrow
  { image: url("$chevron_up"); width: ${p16}px; height: ${p16}px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow, QTimeEdit::down-arrow,
QDateTimeEdit::down-arrow { image: url("$chevron_down"); width: ${p16}px; height: ${p16}px; }
QCheckBox, QRadioButton { color: $text; spacing: ${p12}px; min-height: ${target}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $secondary; }
QCheckBox::indicator { width: ${p24}px; height: ${p24}px; border: ${b2}px solid $line; border-radius: ${p6}px;
  background: $card; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text; }
QCheckBox::indicator:checked { background: $action; border-color: $action; image: url("$check"); }
QCheckBox::indicator:checked:disabled { background: $secondary; border-color: $secondary; }
QRadioButton::indicator { width: ${p20}px; height: ${p20}px; border: ${b2}px solid $line; border-radius: ${r12}px;
  background: $card; }
QRadioButton::indicator:checked { border: ${b7}px solid $action; width: ${p10}px; height: ${p10}px; }
QSlider { min-height: ${target}px; }
QSlider::groove:horizontal { height: ${p8}px; border-radius: ${p4}px; background: $line; }
QSlider::sub-page:horizontal { background: $action; border-radius: ${p4}px; }
QSlider::handle:horizontal { background: $card; border: ${b4}px solid $action; width: ${p20}px;
  margin: -${p10}px 0; border-radius: ${p14}px; }
QProgressBar { background: $ground; border: ${b2}px solid $line; border-radius: ${p8}px; min-height: ${p16}px;
  color: $text; text-align: center; }
QProgressBar::chunk { background: $action; border-radius: ${p6}px; }
QMenu { background: $card; color: $text; border: ${b2}px solid $line; padding: ${p6}px; }
QMenu::item { padding: ${p10}px ${p24}px; border-radius: ${p8}px; }
QMenu::item:selected { background: $action_soft; color: $action; }
QMenu::item:disabled { color: $secondary; }
QMenu::separator { height: 1px; background: $hairline; margin: ${p6}px; }
QListView, QTreeView, QTableView { background: $card; color: $text; border: 1px solid $hairline;
  border-radius: ${p12}px; outline: none; selection-background-color: $action_soft; selection-color: $text;
  gridline-color: $hairline; alternate-background-color: $ground; }
QListView::item, QTreeView::item { min-height: ${target}px; padding: 0 ${p8}px; }
QTableView::item { padding: ${p4}px ${p8}px; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected
  { background: $action_soft; color: $text; }
QListView::item:focus, QTreeView::item:focus, QTableView::item:focus { border: ${b3}px solid $action; }
QHeaderView::section { background: $ground; color: $secondary; border: none; border-bottom: 1px solid $hairline;
  padding: ${p8}px; font-size: ${f14}px; font-weight: 600; }
QTableCornerButton::section { background: $ground; border: none; }
QCalendarWidget QWidget { background: $card; color: $text; alternate-background-color: $ground; }
QCalendarWidget QToolButton { color: $text; min-height: ${p36}px; padding: 0 ${p8}px; border: none;
  border-radius: ${p8}px; }
QCalendarWidget QToolButton:hover { background: $action_soft; }
QScrollArea { border: none; background: $ground; }
QScrollArea > #qt_scrollarea_viewport > QWidget { background: $ground; }
QStackedWidget, QDialog { background: $ground; }
QScrollBar:vertical { background: $ground; width: ${p14}px; margin: 0; }
QScrollBar:horizontal { background: $ground; height: ${p14}px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: ${p4}px; }
QScrollBar::handle:vertical { min-height: ${target}px; margin: ${b2}px ${b3}px; }
QScrollBar::handle:horizontal { min-width: ${target}px; margin: ${b3}px ${b2}px; }
QScrollBar::handle:hover { background: $text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $hairline; }
""")


def stylesheet(palette: Palette, scale: float) -> str:
    """The style sheet of a palette at a text size (1.0 to 2.0)."""
    return _SHEET.substitute(_colours(palette), **_lengths(scale), **_pictures(palette))


def _colours(palette: Palette) -> dict[str, str]:
    return palette._asdict() | {"hairline": mix(palette.card, palette.line, 0.4)}


def _lengths(scale: float) -> dict[str, int]:
    lengths = {f"p{n}": round(n * scale) for n in (4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 36)}
    lengths |= {f"b{n}": max(n, round(n * scale)) for n in (2, 3, 4, 7)}
    lengths |= {"f14": round(14 * scale), "target": round(_TARGET * scale), "r12": round(12 * scale)}
    lengths["field"] = lengths["target"] - 2 * lengths["p6"] - 2 * lengths["b2"]
    return lengths


def _pictures(palette: Palette) -> dict[str, str]:
    """A style sheet takes pictures from files alone, so the three it needs lie ready in each theme's colour."""
    folder = (assets_dir() / "themes" / palette.name).as_posix()
    return {name: f"{folder}/{name}.svg" for name in ("chevron_down", "chevron_up", "check")}
