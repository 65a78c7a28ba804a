"""Fields of one's own: added in the form, answered, kept; a name once, twenty at most."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.episode import OWN_FIELDS, Episode
from calfstretch.domain.person import NotedOf, Tag, TagKind
from calfstretch.errors import UserError
from calfstretch.ui.context import Context
from calfstretch.ui.episode.own import OwnFields
from calfstretch.ui.episode.own_state import own_fields, own_name_problem, own_number
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import AmountField
from tests.ui.fakes import make_context


def tag(name: str, kind: TagKind = TagKind.YES_NO, unit: str = "", position: int = 0) -> Tag:
    return Tag(name=name, noted_of=NotedOf.EPISODE, kind=kind, unit=unit, position=position)


# -- rules ---------------------------------------------------------------------------------------------------


def test_fields_of_a_day_are_none_of_an_episode() -> None:
    found = own_fields([tag("B", position=1), Tag(name="Coffee"), tag("a", position=0), tag("A2", position=1)])
    assert [each.name for each in found] == ["a", "A2", "B"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "name is needed"), ("a/b", "slash"), ("SALT", "already"), ("Coffee", ""), ("new", "")],
)
def test_the_name_of_a_new_field(name: str, said: str) -> None:
    problem = own_name_problem(name, [tag("Salt"), Tag(name="Coffee")])
    assert (said in problem) if said else problem == ""


def test_twenty_are_as_many_as_there_can_be() -> None:
    full = [tag(f"f{n}") for n in range(OWN_FIELDS)]
    assert "20" in own_name_problem("new", full)
    assert own_name_problem("new", full[1:]) == ""


def test_a_noted_word_is_no_number() -> None:
    assert (own_number("2.5"), own_number(""), own_number("yes")) == (2.5, None, None)


# -- in the form ---------------------------------------------------------------------------------------------


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Context:
    return make_context(tmp_path, qtbot)


@pytest.fixture
def own(context: Context, qtbot: QtBot) -> OwnFields:
    context.journal.write("add tags", [tag("Salt"), tag("Magnesium", TagKind.NUMBER, "mg", 1)])
    own = OwnFields(context.theme, context.journal)
    qtbot.addWidget(own)
    own.show()
    return own


def chips(own: OwnFields, name: str) -> ChipRow:
    row = own.rows[name]
    assert isinstance(row, ChipRow)
    return row


def amount(own: OwnFields, name: str) -> AmountField:
    row = own.rows[name]
    assert isinstance(row, AmountField)
    return row


def test_each_answered_field_is_noted_by_its_name(own: OwnFields) -> None:
    chips(own, "Salt").chip("no").click()
    QTest.keyClicks(amount(own, "Magnesium"), "2,5")
    assert own.values() == (("Magnesium", "2.5"), ("Salt", "no"))
    chips(own, "Salt").chip("no").click()  # taken back
    assert own.values() == (("Magnesium", "2.5"),)


def test_what_was_noted_is_shown_and_comes_back_unchanged(own: OwnFields) -> None:
    noted = (("Gone field", "7"), ("Magnesium", "300"), ("Salt", "yes"))
    own.show_values(noted)
    assert (chips(own, "Salt").value(), amount(own, "Magnesium").value()) == ("yes", 300)
    assert own.values() == noted


def test_what_a_field_cannot_show_stays(own: OwnFields) -> None:
    own.show_values((("Magnesium", "yes"), ("Salt", "3")))
    assert own.values() == (("Magnesium", "yes"), ("Salt", "3"))
    chips(own, "Salt").chip("yes").click()
    assert own.values() == (("Magnesium", "yes"), ("Salt", "yes"))


def test_a_number_that_cannot_be_read_is_said_beside_it_and_the_noted_one_stays(own: OwnFields) -> None:
    own.show_values((("Magnesium", "300"),))
    field = amount(own, "Magnesium")
    field.clear()
    QTest.keyClicks(field, "a lot")
    field.editingFinished.emit()
    assert own.wrong() is field and own.values() == (("Magnesium", "300"),)
    assert "A number." in [label.text() for label in own.findChildren(QWidget) if hasattr(label, "say")]


def test_a_field_is_added_by_keyboard_and_has_the_focus(context: Context, own: OwnFields) -> None:
    chips(own, "Salt").chip("yes").click()
    own.adder.link.click()
    QTest.keyClicks(own.adder.name, "New shoes")
    own.adder.name.returnPressed.emit()
    assert own_fields(context.journal.everything(Tag))[-1].name == "New shoes"
    assert list(own.rows) == ["Salt", "Magnesium", "New shoes"]
    assert own.values() == (("Salt", "yes"),)
    own.adder.store()  # an empty name: Enter pressed twice adds nothing
    assert len(context.journal.everything(Tag)) == 3


def test_a_number_field_has_a_unit(context: Context, own: OwnFields) -> None:
    own.adder.link.click()
    assert not own.adder.unit.isVisible()
    own.adder.kind.chip("number").click()
    own.adder.name.setText("Stairs climbed")
    own.adder.unit.setText("floors")
    own.adder.add_button.click()
    (added,) = [each for each in context.journal.everything(Tag) if each.name == "Stairs climbed"]
    assert (added.kind, added.unit, added.noted_of) == (TagKind.NUMBER, "floors", NotedOf.EPISODE)


def test_a_name_that_is_there_is_refused_beside_the_field(context: Context, own: OwnFields) -> None:
    own.adder.link.click()
    own.adder.name.setText("salt")
    own.adder.add_button.click()
    assert "already" in own.adder.complaint.text() and own.adder.name.text() == "salt"
    assert len(context.journal.everything(Tag)) == 2


def test_what_could_not_be_stored_stays_in_the_fields(
    context: Context, own: OwnFields, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_args: object) -> None:
        raise UserError("Could not be saved: the disk is full.")

    own.adder.link.click()
    own.adder.name.setText("Heat pack")
    with monkeypatch.context() as patch:
        patch.setattr(context.journal, "write", full_disk)
        own.adder.add_button.click()
    assert "disk is full" in own.adder.complaint.text() and own.adder.name.text() == "Heat pack"
    own.adder.add_button.click()
    assert "Heat pack" in own.rows


def test_twenty_fields_leave_no_room(context: Context, own: OwnFields) -> None:
    context.journal.write("add tags", [tag(f"f{n}", position=n + 2) for n in range(OWN_FIELDS - 2)])
    own.read_fields()
    assert not own.adder.link.isVisible() and len(own.rows) == OWN_FIELDS


def test_the_diary_keeps_them_with_the_episode(context: Context) -> None:
    episode = Episode(at=context.journal.now(), own=(("Magnesium", "2.5"), ("Salt", "no")))
    context.journal.write("add episodes", [episode])
    assert context.journal.everything(Episode)[0].own == episode.own
