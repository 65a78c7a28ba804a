"""The themes as data: contrast, roles, sizes; and the look as signals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from calfstretch.assets_dir import assets_dir
from calfstretch.errors import BugError
from calfstretch.ui.colours import contrast, mix
from calfstretch.ui.icons import pixmap
from calfstretch.ui.theme import PALETTES, Theme, load_palette, q_palette

TEXT_ROLES = ("text", "secondary", "action", "cramp", "water", "activity", "feel")
SHAPE_ROLES = ("line", "skin", "hair", "shoe", "shirt", "trousers", "other_leg", "chair", "track")
# ink, and what it is written on besides ground and card
PAIRS = (
    ("on_action", "action"),
    ("on_cramp", "cramp"),
    ("action", "action_soft"),
    ("text", "action_soft"),
    ("text", "cramp_soft"),
    ("cramp", "cramp_soft"),
)
TEXT_NEEDS, SHAPE_NEEDS = 7.0, 3.0


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("role", TEXT_ROLES)
def test_text_stands_seven_to_one_on_ground_and_card(name: str, role: str) -> None:
    palette = load_palette(name)
    for ground in (palette.ground, palette.card):
        assert contrast(getattr(palette, role), ground) >= TEXT_NEEDS


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("role", SHAPE_ROLES)
def test_shapes_stand_three_to_one_on_ground_and_card(name: str, role: str) -> None:
    palette = load_palette(name)
    for ground in (palette.ground, palette.card):
        assert contrast(getattr(palette, role), ground) >= SHAPE_NEEDS


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("ink", "under"), PAIRS)
def test_text_stands_seven_to_one_on_filled_shapes(name: str, ink: str, under: str) -> None:
    palette = load_palette(name)
    assert contrast(getattr(palette, ink), getattr(palette, under)) >= TEXT_NEEDS


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(
    "group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled]
)
def test_qt_controls_read_seven_to_one_in_every_state(name: str, group: QPalette.ColorGroup) -> None:
    role = QPalette.ColorRole
    palette = q_palette(load_palette(name))
    pairs = (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
        (role.ToolTipText, role.ToolTipBase),
    )
    for ink, under in pairs:
        found = contrast(palette.color(group, ink).name(), palette.color(group, under).name())
        assert found >= TEXT_NEEDS, (ink, under)


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == 1.0


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert [mix("#000000", "#FF8000", share) for share in (0, 0.5, 1)] == ["#000000", "#804000", "#FF8000"]


@pytest.mark.parametrize("name", PALETTES)
def test_pictures_of_the_style_sheet_wear_the_theme(name: str) -> None:
    palette = load_palette(name)
    folder: Path = assets_dir() / "themes" / name
    for picture, colour in (
        ("chevron_up", palette.text),
        ("chevron_down", palette.text),
        ("check", palette.on_action),
    ):
        assert f'stroke="{colour}"' in (folder / f"{picture}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PALETTES)
def test_style_sheet_names_files_that_exist(theme: Theme, name: str) -> None:
    paths = re.findall(r'url\("([^"]+)"\)', theme.stylesheet(load_palette(name)))
    assert len(paths) >= 3
    assert all(Path(path).is_file() for path in paths)


def test_lengths_and_fonts_grow_with_the_text_size(theme: Theme) -> None:
    assert (theme.px(44), theme.font(18).pixelSize()) == (44, 18)
    theme.set_scale(2.0)
    assert (theme.px(44), theme.font(18).pixelSize()) == (88, 36)
    assert QApplication.font().pixelSize() == 36


def test_text_size_stays_between_one_and_two(theme: Theme) -> None:
    theme.set_scale(5.0)
    assert theme.scale == 2.0
    theme.set_scale(0.1)
    assert theme.scale == 1.0


def test_figures_have_equal_widths(theme: Theme) -> None:
    assert "tnum" in [tag.toString() for tag in theme.font().featureTags()]


def test_unknown_theme_is_refused(theme: Theme) -> None:
    with pytest.raises(BugError):
        theme.set_theme("pink")


def test_system_theme_is_light_where_the_computer_does_not_say() -> None:
    assert Theme("system").palette.name == "light"


def test_dressed_screen_keeps_its_colours_and_follows_the_size(qtbot: object, theme: Theme) -> None:
    screen = QWidget()
    label = QLabel("It eased", screen)
    dressed = theme.dress(screen, "night")
    changes: list[str] = []
    dressed.changed.connect(lambda: changes.append(dressed.palette.name))
    theme.set_theme("dark")
    theme.set_scale(1.5)
    assert (dressed.palette.name, dressed.scale, changes) == ("night", 1.5, ["night", "night"])
    night = load_palette("night")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(night.text)
    assert screen.palette().color(QPalette.ColorRole.Window) == QColor(night.ground)


def test_dressed_screen_may_wear_what_the_rest_wears(qtbot: object, theme: Theme) -> None:
    screen = QWidget()
    dressed = theme.dress(screen)
    theme.set_theme("dark")
    assert dressed.palette.name == "dark"
    dressed.set_theme("night")
    assert (dressed.palette.name, theme.palette.name) == ("night", "dark")


def test_shown_night_screen_is_dark_at_its_first_picture(qtbot: object, theme: Theme) -> None:
    screen = QWidget()
    theme.dress(screen, "night")
    screen.resize(40, 40)
    assert screen.grab().toImage().pixelColor(20, 20) == QColor(load_palette("night").ground)


@pytest.mark.parametrize("path", sorted((assets_dir() / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_icons_take_the_colour_asked_for(qapp: QApplication, path: Path) -> None:
    image = pixmap(path.stem, "#FF0000", 24, 2.0).toImage()
    assert image.width() == 48
    inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    assert len(inked) > 20
    assert all(colour.red() > 240 and colour.green() < 15 for colour in inked)


def test_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(BugError):
        pixmap("unicorn", "#000000", 24, 1.0)


def test_a_font_changed_by_one_who_got_it_changes_no_other(qapp: QApplication) -> None:
    theme = Theme()
    theme.font(18, 600).setUnderline(True)  # as a link pointed at does
    assert not theme.font(18, 600).underline()
