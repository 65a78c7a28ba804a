"""The commands: what they write, what they refuse and with which exit status."""

from __future__ import annotations

import csv
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from calfstretch import cli
from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink
from calfstretch.domain.episode import Context, DurationSource, Episode, Kind
from calfstretch.domain.record import Record
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from tests.import_rules import ROOT

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "diary"


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*words: str, now: datetime = NOW) -> Said:
        status = cli.main(["--data-dir", str(folder), *words], clock=FakeClock(now))
        out, err = capsys.readouterr()
        return Said(status, out.strip(), err)

    return run


@pytest.fixture
def read(folder: Path) -> Iterator[Callable[[], Journal]]:
    opened = []

    def journal() -> Journal:
        opened.append(open_diary(folder / "diary.db"))
        return Journal(opened[-1], FakeClock(NOW))

    yield journal
    for database in opened:
        database.close()


def _the(found: list[Record]) -> Record:
    assert len(found) == 1
    return found[0]


# -- log -------------------------------------------------------------------------------------------------------


def test_log_episode_writes_everything_that_was_said_and_prints_the_id(command: Command, read) -> None:
    said = command(
        "log", "episode", "--at", "02:14", "--kind", "spasm", "--leg", "left", "--zone", "outer_calf",
        "--zone", "left:arch", "--pain", "7", "--duration", "38", "--asleep", "--note", "=hard",
    )  # fmt: skip
    assert (said.status, said.err) == (0, "")
    episode = _the(read().everything(Episode))
    assert episode.id == said.out
    assert episode.at.iso() == "2026-11-22T02:14:00+01:00"
    assert (episode.kind, episode.leg, episode.zones) == (Kind.SPASM, "left", ("left:outer_calf", "left:arch"))
    assert (episode.pain, episode.duration_s, episode.duration_source) == (7, 38, DurationSource.TYPED)
    assert (episode.context, episode.note, episode.draft) == (Context.ASLEEP, "=hard", False)
    assert episode.diary_day(4) == YESTERDAY


def test_log_episode_alone_says_nothing_but_the_moment(command: Command, read) -> None:
    command("log", "episode")
    episode = _the(read().everything(Episode))
    assert episode.at.iso() == "2026-11-22T09:00:00+01:00"
    assert (episode.kind, episode.leg, episode.pain, episode.context) == (Kind.NOT_SAID, None, None, None)
    assert episode.duration_source is None


def test_what_a_command_writes_is_a_batch_of_origin_command_that_undo_takes_back(command: Command, read) -> None:
    command("log", "episode")
    journal = read()
    batch, _change = _the(journal.trail(_the(journal.everything(Episode))))
    assert batch.origin == "command"
    assert journal.undo() is not None
    assert journal.everything(Episode) == []


@pytest.mark.parametrize(
    ("words", "leg", "zones"),
    [
        (["--zone", "left:arch"], "left", ("left:arch",)),
        (["--zone", "left:arch", "--zone", "right:arch"], "both", ("left:arch", "right:arch")),
        (["--leg", "both", "--zone", "arch"], "both", ("left:arch", "right:arch")),
        (["--leg", "both", "--zone", "right:arch"], "both", ("right:arch",)),
        (["--leg", "right", "--zone", "arch", "--zone", "right:arch"], "right", ("right:arch",)),
    ],
)
def test_a_zone_is_of_a_leg(command: Command, read, words: list[str], leg: str, zones: tuple[str, ...]) -> None:
    assert command("log", "episode", *words).status == 0
    episode = _the(read().everything(Episode))
    assert (episode.leg, episode.zones) == (leg, zones)


def test_log_drink_and_activity_write_them(command: Command, read) -> None:
    drink = command("log", "drink", "250", "--at", "2026-11-21T22:15")
    activity = command("log", "activity", "run", "--minutes", "41,5", "--effort", "0", "--at", "2026-11-21T18:00-05:00")
    journal = read()
    assert journal.get(Drink, drink.out).ml == 250
    assert journal.get(Drink, drink.out).at.iso() == "2026-11-21T22:15:00+01:00"
    found = journal.get(Activity, activity.out)
    assert (found.kind, found.minutes, found.effort) == (ActivityKind.RUN, 41.5, 0)
    assert found.at.iso() == "2026-11-21T18:00:00-05:00"


@pytest.mark.parametrize(
    ("item", "typed", "kept"),
    [
        ("water", "1500", "1500"),
        ("sleep_h", "7,5", "7.5"),
        ("max_temp_c", "-3", "-3"),
        ("heels", "no", "no"),
        ("water_level", "less", "less"),
        ("tag:café", "yes", "yes"),
        ("note", "Sore, 2,5 h drive", "Sore, 2,5 h drive"),
    ],
)
def test_log_note_sets_an_item_of_the_running_day(command: Command, read, item: str, typed: str, kept: str) -> None:
    said = command("log", "note", item, typed)
    assert (said.status, said.out) == (0, f"2026-11-22/{item}")
    entry = _the(read().everything(DayItem))
    assert (entry.day, entry.item, entry.value) == (TODAY, item, kept)


def test_log_note_before_four_belongs_to_the_day_before(command: Command, read) -> None:
    command("log", "note", "alcohol", "yes", now=NOW.replace(hour=3))
    assert _the(read().everything(DayItem)).day == YESTERDAY


def test_log_checkin_without_a_day_answers_for_the_day_that_ended_last(command: Command, read) -> None:
    said = command("log", "checkin", "none")
    entry = _the(read().everything(CheckIn))
    assert (entry.id, entry.day, entry.spasms) == (said.out, YESTERDAY, 0)


def test_log_checkin_with_a_number_makes_drafts_for_what_is_not_noted(command: Command, read) -> None:
    command("log", "episode", "--at", "2026-11-20T12:00")
    assert command("log", "checkin", "3", "--day", "2026-11-20").status == 0
    assert sum(episode.draft for episode in read().everything(Episode)) == 2


def test_log_checkin_none_on_a_day_with_a_spasm_is_refused_in_a_sentence(command: Command, read) -> None:
    command("log", "episode", "--at", "02:14", "--asleep")
    said = command("log", "checkin", "none")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("1 spasm is noted for that day.")
    assert read().everything(CheckIn) == []


# -- refusals --------------------------------------------------------------------------------------------------

_NAMES = "abcdefghij" * 9
WRONG = [
    "bogus",
    "import",
    "import run.fit --time-zone Nowhere",
    "publish x.pdf",
    "report",
    "report x.csv",
    "report x.pdf --from 2026-11-02 --to 2026-11-01",
    "report x.pdf --a4 --letter",
    "report x.pdf --from yesterday",
    "insight",
    "backup",
    "backup one two",
    "restore",
    "check it",
    "--frob",
    "--cram",
    "log",
    "log bogus",
    "export",
    "export x.ods",
    "export x.zip --from 2026-11-20",
    "export x.zip --semicolon",
    "export x",
    "export x.csv --from 2026-11-22 --to 2026-11-21",
    "export x.csv --from yesterday",
    "insights now",
    "insights --today",
    "insights --today yesterday",
    "log drink",
    "log drink 0",
    "log drink 10001",
    "log drink 1.5",
    "log drink lots",
    "log drink 200 --at 24:00",
    "log drink 200 --at 12:60",
    "log drink 200 --at 2026-11-21",
    "log drink 200 --at 2026-02-30T10:00",
    "log drink 200 --at 2026-11-22T09:01",
    "log drink 200 --at 9999-12-31T23:59",
    "log drink 200 --at 0001-01-01T00:00",
    "log drink 200 --at 1900-01-01T00:00+01:00",
    "log drink 200 --at 2026-03-29T02:30",
    "log drink 200 --at 2026-10-25T02:30",
    "log episode --pain 11",
    "log episode --pain -1",
    "log episode --pain 5.5",
    "log episode --duration -1",
    "log episode --duration nan",
    "log episode --duration inf",
    "log episode --duration 1e9",
    "log episode --kind cramp",
    "log episode --leg middle",
    "log episode --zone arch",
    "log episode --zone left:nose",
    "log episode --zone up:arch",
    "log episode --leg right --zone left:arch",
    "log activity run",
    "log activity fly --minutes 10",
    "log activity run --minutes -1",
    "log activity run --minutes 10 --effort 11",
    "log note shoes yes",
    "log note heels maybe",
    "log note water lots",
    "log note water -1",
    "log note sleep_h 25",
    "log note sleep_h nan",
    "log note water_level much",
    "log note tag: yes",
    f"log note tag:{_NAMES}{_NAMES} yes",
    "log note heels yes --day 2026-11-23",
    "log note heels yes --day 2026-13-01",
    "log note heels yes --day 0001-01-01",
    "log checkin",
    "log checkin -1",
    "log checkin 201",
    "log checkin some",
    "log checkin none --day 2027-01-01",
    "--demo-speed 10",
    "--demo --demo-speed 0",
    "--demo --demo-speed fast",
    "--demo",  # a real folder was named
    "--cramp log drink 200",
    "--demo export x.csv",
]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_one_line_and_leaves_no_trace(command: Command, folder: Path, words: str) -> None:
    said = command(*words.split(" "))
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1 and said.err.strip()
    assert not folder.exists()


def test_an_empty_or_endless_note_is_wrong_usage(command: Command, folder: Path) -> None:
    assert command("log", "note", "note", "  ").status == 2
    assert command("log", "note", "note", "x" * 20_001).status == 2
    assert command("log", "episode", "--note", "x" * 20_001).status == 2
    assert not folder.exists()


def test_a_doubled_hour_asks_for_the_offset_and_takes_it(command: Command, read) -> None:
    said = command("log", "drink", "200", "--at", "2026-10-25T02:30")
    assert "+02:00 or +01:00" in said.err
    assert command("log", "drink", "200", "--at", "2026-10-25T02:30+02:00").status == 0
    assert _the(read().everything(Drink)).at.iso() == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("2026-11-22T09:00:00+01:00", "09:00", "2026-11-22T09:00:00+01:00"),
        ("2026-11-22T09:00:00+01:00", "9:01", "2026-11-21T09:01:00+01:00"),
        ("2026-11-22T00:05:00+01:00", "23:50", "2026-11-21T23:50:00+01:00"),
        # Clocks back: the second 02:30 once it has passed, the first before.
        ("2026-10-25T09:00:00+01:00", "02:30", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:10:00+01:00", "02:30", "2026-10-25T02:30:00+02:00"),
        # Clocks forward: there was no 02:30 that night.
        ("2026-03-29T09:00:00+02:00", "02:30", "2026-03-28T02:30:00+01:00"),
        ("2026-03-30T01:00:00+02:00", "02:30", "2026-03-28T02:30:00+01:00"),
    ],
)
def test_a_clock_time_is_the_latest_that_has_passed(command: Command, read, now: str, typed: str, meant: str) -> None:
    assert command("log", "drink", "200", "--at", typed, now=datetime.fromisoformat(now)).status == 0
    assert _the(read().everything(Drink)).at.iso() == meant


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 3\0" + bytes(200)], ids=["empty", "text", "foreign"]
)
def test_a_file_that_is_no_diary_is_refused_and_untouched(command: Command, folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "diary.db").write_bytes(content)
    for words in (["log", "drink", "200"], ["export", str(folder / "x.csv")]):
        said = command(*words)
        assert (said.status, said.out) == (1, "")
        assert said.err.count("\n") == 1
    assert (folder / "diary.db").read_bytes() == content
    assert [path.name for path in folder.iterdir()] == ["diary.db"]


def test_a_diary_that_cannot_be_read_on_is_said_in_one_line(command: Command, folder: Path) -> None:
    command("log", "note", "heels", "yes")
    diary = folder / "diary.db"
    database = open_diary(diary)
    (page,) = database.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'batches'").fetchone()
    database.close()
    content = diary.read_bytes()
    diary.write_bytes(content[: (page - 1) * 4096] + b"\xa5" * 4096 + content[page * 4096 :])
    said = command("log", "note", "heels", "no")
    assert said.status == 1
    assert "is damaged" in said.err and said.err.count("\n") == 1


def test_a_folder_that_is_a_file_is_said(command: Command, folder: Path) -> None:
    folder.write_text("x")
    said = command("log", "drink", "200")
    assert said.status == 1
    assert str(folder) in said.err and said.err.count("\n") == 1


def test_a_diary_another_program_holds_is_said_after_two_seconds(command: Command, folder: Path, read) -> None:
    command("log", "drink", "200")
    journal = read()
    with journal.database.transaction():
        said = command("log", "drink", "300")
    assert said.status == 1
    assert said.err == "Another program is using the diary; nothing was noted. Try again.\n"
    assert _the(journal.everything(Drink)).ml == 200


# -- export ----------------------------------------------------------------------------------------------------


def test_export_writes_what_was_logged_and_says_how_many(command: Command, tmp_path: Path) -> None:
    ids = [
        command("log", "drink", "200").out,
        command("log", "episode", "--at", "2026-11-20T12:00", "--note", "=1+1").out,
        command("log", "checkin", "none", "--day", "2026-11-19").out,
    ]
    target = tmp_path / "history.CSV"
    said = command("export", str(target))
    assert (said.status, said.out) == (0, f"3 entries written to {target}")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(reversed(ids))
    assert rows[1]["note"] == "'=1+1"


def test_export_takes_a_range_of_diary_days(command: Command, tmp_path: Path) -> None:
    for day in ("19", "20", "21"):
        command("log", "drink", "200", "--at", f"2026-11-{day}T12:00")
    said = command("export", str(tmp_path / "h.csv"), "--from", "2026-11-20", "--to", "2026-11-20")
    assert said.out.startswith("1 entry written")


def test_export_where_it_cannot_be_written_keeps_the_old_file(command: Command, tmp_path: Path) -> None:
    command("log", "drink", "200")
    (tmp_path / "full.csv").symlink_to("/dev/full")
    for name in ("nowhere/h.csv", "full.csv"):
        said = command("export", str(tmp_path / name))
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith("Not exported to ") and said.err.endswith("Choose another place.\n")


def test_export_with_semicolons_writes_decimal_commas(command: Command, tmp_path: Path) -> None:
    command("log", "activity", "run", "--minutes", "41,5", "--at", "2026-11-21T18:00")
    assert command("export", str(tmp_path / "h.csv"), "--semicolon").status == 0
    assert ';"run";41,5;' in (tmp_path / "h.csv").read_text(encoding="utf-8-sig")


def test_export_to_a_zip_writes_the_whole_diary(command: Command, tmp_path: Path) -> None:
    command("log", "drink", "200", "--at", "2026-11-20T12:00")
    command("log", "episode", "--at", "2026-11-20T12:00", "--note", "=1+1")
    for name in ("one.zip", "two.ZIP"):
        said = command("export", str(tmp_path / name))
        assert (said.status, said.out) == (0, f"2 entries written to {tmp_path / name}")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.ZIP").read_bytes()
    assert stat.S_IMODE((tmp_path / "one.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert b"'=1+1" in archive.read("episodes.csv")


def test_export_without_a_diary_makes_none(command: Command, folder: Path, tmp_path: Path) -> None:
    said = command("export", str(tmp_path / "h.csv"))
    assert (said.status, said.err) == (1, f"There is no diary in {folder} yet.\n")
    assert not folder.exists() and not (tmp_path / "h.csv").exists()


# -- ways of asking --------------------------------------------------------------------------------------------


def test_the_folder_may_be_named_behind_the_command_or_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["log", "--data-dir", str(tmp_path / "a"), "drink", "200"]) == 0
    assert cli.main(["log", "drink", "200", "--data-dir", str(tmp_path / "b")]) == 0
    monkeypatch.setenv("CALFSTRETCH_DATA_DIR", str(tmp_path / "c"))
    assert cli.main(["log", "drink", "200"]) == 0
    assert all((tmp_path / name / "diary.db").exists() for name in "abc")


def test_a_folder_without_a_name_is_no_other_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALFSTRETCH_DATA_DIR", str(folder))
    assert cli.main(["--data-dir", "", "log", "drink", "100"]) == 2
    assert cli.main(["log", "drink", "100", "--data-dir="]) == 2
    said = capsys.readouterr().err
    assert "needs the name of a folder" in said and said.count("\n") == 2
    assert not folder.exists()


def test_version_and_help_are_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--version"], ["--help"], ["log", "--help"], ["log", "episode", "--help"], ["insights", "--help"]):
        assert cli.main(words) == 0
        out, err = capsys.readouterr()
        assert out and not err


def test_what_waited_in_the_spool_comes_in_with_the_next_command_once(command: Command, folder: Path, read) -> None:
    from uuid import UUID

    from calfstretch.desktop import spool

    waiting = UUID(int=7)
    folder.mkdir()
    spool.put(folder, waiting, NOW.replace(hour=2))
    command("log", "drink", "200")
    command("log", "drink", "200")
    assert [episode.id for episode in read().everything(Episode)] == [str(waiting)]


@pytest.mark.parametrize(
    ("started_as", "shown"), [("", "calfstretch"), ("./run", "./run"), ("/my 100% files/run", "'/my 100% files/run'")]
)
def test_help_and_hints_name_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], started_as: str, shown: str
) -> None:
    monkeypatch.setenv("CALFSTRETCH_STARTED_AS", started_as)
    assert cli.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: {shown} [-h]")
    assert cli.main(["log", "drink"]) == 2
    assert f"See {shown} log drink --help" in capsys.readouterr().err


def test_run_says_what_was_typed() -> None:
    lines = (ROOT / "run").read_text(encoding="utf-8").splitlines()
    assert 'export CALFSTRETCH_STARTED_AS="$0"' in lines
