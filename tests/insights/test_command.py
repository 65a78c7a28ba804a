"""calfstretch insights: sentences or JSON, with what exit status, and what it leaves untouched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from calfstretch import cli
from calfstretch.clock import FakeClock
from calfstretch.domain.day import CheckIn
from calfstretch.domain.person import Look
from calfstretch.insights.document import document
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.looks import current
from calfstretch.ui import amounts
from tests.diaries import child_env, journal_on
from tests.insights.made_up import Day, Plan, made_up, records, write

NOW = "2026-11-22T09:00:00+01:00"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*words: str) -> tuple[int, str, str]:
        clock = FakeClock(datetime.fromisoformat(NOW))
        status = cli.main(["--data-dir", str(tmp_path), "insights", *words], clock=clock)
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A diary in the folder of the command."""
    plan = replace(made_up(11, weeks=20, ratio=8), first=date(2026, 7, 5), running=Day())
    journal = journal_on(tmp_path / "diary.db", NOW)
    write(journal, records(plan))
    journal.database.close()
    return plan


def test_without_a_diary_one_line_says_so_and_none_is_made(command: Command, tmp_path: Path) -> None:
    for words in ([], ["--json"], ["--today", "2026-11-01"]):
        status, out, err = command(*words)
        assert (status, out, err) == (1, "", f"There is no diary in {tmp_path} yet.\n")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_diary_is_told_in_words_and_in_nulls(command: Command, tmp_path: Path) -> None:
    journal_on(tmp_path / "diary.db").database.close()
    status, out, err = command()
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == [
        "Nothing to show yet.",
        "Your chart begins with the first answered morning card: 0 of 7 days.",
    ]
    status, out, err = command("--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["period"] == {"from": None, "to": None}


def test_the_json_is_the_document_of_the_day_asked_for(command: Command, tmp_path: Path, plan: Plan) -> None:
    status, out, err = command("--json", "--today", plan.today.isoformat())
    assert (status, err) == (0, "")
    assert "NaN" not in out and "Infinity" not in out
    journal = journal_on(tmp_path / "diary.db", NOW)
    found = read_diary_facts(journal, plan.today)
    assert json.loads(out) == document(found, current(journal, found, store=False))
    journal.database.close()


def test_the_sentences_are_those_of_the_screen(command: Command, tmp_path: Path, plan: Plan) -> None:
    status, out, err = command("--today", plan.today.isoformat())
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "How often"
    assert " spasms in the last 28 days, " in lines[1]
    headings = [line for before, line in pairwise(lines) if not before]
    assert headings == [
        "When and where (6 months)", "How bad, how long (6 months)",
        "What goes with them (look of 22 Nov, next look 20 Dec)", "Before and after",
    ]  # fmt: skip
    journal = journal_on(tmp_path / "diary.db", NOW)
    found = read_diary_facts(journal, plan.today)
    exposures = document(found, current(journal, found, store=False))["exposures"]
    said = {each["sentence"] for each in exposures if each["status"] != "not_enough"}
    journal.database.close()
    assert all(any(sentence in line for line in lines) for sentence in said), "each comparison is told"


def test_water_is_said_in_the_unit_the_person_chose(
    command: Command, tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amounts, "_in_force", amounts._in_force)  # put back at the end
    assert "Days under 1.5 L of water" in command()[1]
    journal = journal_on(tmp_path / "diary.db", NOW)
    journal.set_setting(amounts.UNIT_SETTING, "glass")
    journal.database.close()
    assert "Days under 7.5 glasses of water" in command()[1]


def test_the_day_asked_for_stores_nothing(command: Command, tmp_path: Path, plan: Plan) -> None:
    def rows() -> list[tuple[str, int]]:
        journal = journal_on(tmp_path / "diary.db", NOW)
        connection = journal.database.connection
        counts = [
            (table, connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("looks", "batches", "changes", "settings", "episodes")
        ]
        journal.database.close()
        return counts

    before = rows()
    assert command("--today", plan.today.isoformat())[0] == 0
    assert command("--json", "--today", plan.today.isoformat())[0] == 0
    assert rows() == before


def test_the_look_that_is_due_is_stored_once_and_stays_as_it_was(command: Command, tmp_path: Path, plan: Plan) -> None:
    def looks() -> list[tuple[int, str]]:
        journal = journal_on(tmp_path / "diary.db", NOW)
        found = [(look.number, json.dumps(look.body)) for look in journal.everything(Look)]
        journal.database.close()
        return found

    first = json.loads(command("--json")[1])
    kept = looks()
    assert [number for number, _body in kept] == [first["look"]["number"]]
    assert first["look"]["date"] == "2026-11-22"
    assert first["look"]["days_edited_since"] == 0
    journal = journal_on(tmp_path / "diary.db", "2026-11-22T10:00:00+01:00")
    journal.write("add checkins", [CheckIn(day=plan.date(5), spasms=9)])
    journal.database.close()
    second = json.loads(command("--json")[1])
    assert second["look"] == first["look"] | {"days_edited_since": 1}
    compared = [each for each in first["exposures"] if each["status"] != "not_enough"]
    assert {each["status"] for each in compared} >= {"more", "no_clear_difference"}
    assert [each for each in second["exposures"] if each["status"] != "not_enough"] == compared
    assert looks() == kept


@pytest.mark.slow
def test_it_works_without_qt_and_without_scipy_stats(tmp_path: Path, plan: Plan) -> None:
    program = (
        "import sys\n"
        "class NoQt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6', 'pyqtgraph') or name == 'scipy.stats':\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, NoQt())\n"
        "from calfstretch.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    words = [sys.executable, "-c", program, "--data-dir", str(tmp_path), "insights", "--json"]
    done = subprocess.run(words, env=child_env(), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["known_days"] > 0
