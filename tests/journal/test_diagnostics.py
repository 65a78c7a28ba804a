"""J11: what helps to find a mistake holds no note, no name, no tag: nothing the person ever typed."""

from __future__ import annotations

import itertools
import re
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.desktop.crash_log import LOG_NAME, CrashLog
from calfstretch.domain.day import Activity, ActivityKind, DayItem, Item
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import MarkedChange, Profile, Programme, Question, SavedRoutine, Tag
from calfstretch.domain.routine import BEFORE_BED
from calfstretch.journal import Journal
from calfstretch.journal.diagnostics import scrubbed, told
from tests.diaries import journal_on

DAY = date(2026, 11, 22)
# Letters that no word of ours has: one of them in the text is something that was typed.
LETTERS = "жщюЖ漢字ñß🦵"
TYPED = st.text(st.sampled_from(LETTERS + " ,:;/\\.=\n'\"<&%"), min_size=1, max_size=30).map(lambda text: "ж" + text)


def write_everything(journal: Journal, texts: list[str]) -> None:
    """Every kind of text that a person can type, each with the next of the texts."""
    given_texts = itertools.cycle(texts)

    def text(limit: int = 90) -> str:
        return next(given_texts)[:limit].replace("/", "|")

    routine = SavedRoutine.of(replace(BEFORE_BED, name=text()))
    records = [
        Episode(at=journal.now(), note=text(), suspected=text()),
        DayItem(day=DAY, item=Item.NOTE, value=text()),
        DayItem(day=DAY, item=f"tag:{text(60).strip()}", value="yes"),
        Tag(name=text(60), unit=text(30)),
        Activity(at=journal.now(), kind=ActivityKind.OTHER, sport=text(), note=text()),
        routine,
        Programme(routine_id=routine.id, first_day=DAY, note=text()),
        Profile(name=text(), conditions=text(), emergency_number=text()),
        Question(text=text()),
        MarkedChange(day=DAY, text=text()),
    ]
    journal.write("add episodes", records)
    journal.delete(records[0])
    for key in ("routine", "programme_folder", "share_folder", "second_folder", "theme", "own_words"):
        journal.set_setting(key, text())
    journal.set_setting("routine", {"name": text(), "hold_s": 30})
    journal.set_setting(f"order of {text()}", [text()])
    journal.set_setting("text_scale", 1.2)


@settings(max_examples=6)
@given(texts=st.lists(TYPED, min_size=1, max_size=8))
def test_nothing_that_was_ever_typed_occurs_in_it(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        # The folder, too, may be named after somebody.
        folder = Path(name) / "ж漢"
        journal = journal_on(folder / "diary.db")
        write_everything(journal, texts)
        (folder / "letter from жщ.txt").write_text("x")
        (folder / LOG_NAME).write_text("\n".join(texts))
        text = told(journal, folder)
        journal.database.close()
    assert not set(text) & set(LETTERS), text
    assert "text_scale: 1.2" in text and "routine: (set)" in text and "others: 1" in text


def test_it_says_what_helps(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(200)
    journal.set_setting("theme", "dark")
    text = told(journal, around={"qt": "6.11.3"})
    for line in ("calfstretch ", "  python: 3.", "  qt: 6.11.3", "  drinks: 1", "  theme: dark", "  journal_mode: wal"):
        assert line in text
    assert "  place: a named folder" in text and str(tmp_path) not in text
    assert re.search(r"files, diary: 3, \d+ bytes", text)
    journal.database.close()


def test_the_usual_place_is_said_without_the_name_of_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    monkeypatch.delenv("XDG_DATA_HOME")
    folder = tmp_path / "anna" / ".local" / "share" / "calfstretch"
    journal = journal_on(folder / "diary.db")
    text = told(journal, folder)
    assert "  place: ~/.local/share/calfstretch" in text and "anna" not in text
    journal.database.close()


def test_the_log_shows_where_it_went_wrong(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    try:
        {}["Physio Berger"]
    except KeyError as error:
        CrashLog(tmp_path, lambda _error: None).note(KeyError, error, error.__traceback__)
    text = told(journal)
    assert "  KeyError\n    test_diagnostics.py:" in text and "Berger" not in text
    journal.database.close()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("2026-11-22T08:00:00+00:00 calfstretch 0.1.0", "  2026-11-22T08:00:00+00:00 calfstretch 0.1.0"),
        ("  calfstretch/ui/today/screen.py:12 in Today._show", "    screen.py:12 in Today._show"),
        ("  home/anna/mine.py:3 in <module>", "    mine.py:3 in <module>"),
        ("BugError: theme anna: roles differ", "  BugError"),
        ("ValueError: Physio Berger", "  ValueError"),
        ("Physio Berger says rest", "  (a line left out)"),
        ("Anna", "  (a line left out)"),
    ],
)
def test_a_line_of_the_log_keeps_kinds_and_places(line: str, kept: str) -> None:
    assert scrubbed([line]) == [kept]


def test_a_log_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    (tmp_path / "letter.txt").write_text("ValueError\n")
    (tmp_path / LOG_NAME).symlink_to(tmp_path / "letter.txt")
    assert told(journal).endswith("log, last lines\n  (nothing)\n")
    journal.database.close()
