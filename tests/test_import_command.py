"""calfstretch import: what it says of each file, what it writes, and what it leaves alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from calfstretch.cli import COULD_NOT, DONE, WRONG_USAGE, main
from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, Drink
from calfstretch.exchange.archive.writer import write_archive
from calfstretch.exchange.history_csv import write_history
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from tests.diaries import journal_on

NOW = "2026-11-22T09:00:00+01:00"
GPX = """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>
<trkpt lat="48.0" lon="2.0"><time>2026-11-20T06:30:00Z</time></trkpt>
<trkpt lat="48.01" lon="2.0"><time>2026-11-20T06:35:00Z</time></trkpt>
<trkpt lat="48.02" lon="2.0"><time>2026-11-20T06:40:00Z</time></trkpt></trkseg></trk></gpx>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "diary"


def run(folder: Path, *arguments: str) -> int:
    return main(["import", "--data-dir", str(folder), *arguments], clock=FakeClock(datetime.fromisoformat(NOW)))


def gpx(tmp_path: Path, name: str = "run.gpx") -> str:
    (tmp_path / name).write_text(GPX)
    return str(tmp_path / name)


def diary(folder: Path) -> Journal:
    folder.mkdir(mode=0o700, exist_ok=True, parents=True)
    return journal_on(folder / DIARY_NAME, NOW)


def in_diary(folder: Path) -> tuple[int, int, int]:
    """Activities, drinks and batches."""
    journal = diary(folder)
    rows = journal.database.connection.execute("SELECT count(*) FROM batches").fetchone()[0]
    counts = len(journal.everything(Activity)), len(journal.everything(Drink)), int(rows)
    journal.database.close()
    return counts


def own_files(tmp_path: Path) -> tuple[str, str]:
    """The archive and the history of a diary with two drinks."""
    journal = diary(tmp_path / "other")
    journal.days.add_drink(250)
    journal.days.add_drink(300)
    write_archive(journal, tmp_path / "diary.zip")
    write_history(journal, tmp_path / "history.csv")
    journal.database.close()
    return str(tmp_path / "diary.zip"), str(tmp_path / "history.csv")


def test_a_run_comes_in_and_the_second_time_it_is_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, gpx(tmp_path)) == DONE
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "run.gpx (GPX): 1 new"
    assert said[1].startswith("Some files know no local time:")
    assert said[-1].startswith("1 change written.")
    assert run(folder, gpx(tmp_path)) == DONE
    assert capsys.readouterr().out.splitlines()[0] == "run.gpx (GPX): 1 the same"
    assert in_diary(folder) == (1, 0, 1)


def test_dry_run_says_it_and_writes_nothing_not_even_a_diary(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--dry-run", gpx(tmp_path)) == DONE
    said = capsys.readouterr().out
    assert "run.gpx (GPX): 1 new" in said and "Nothing was written" in said
    assert not folder.exists()
    diary(folder).database.close()
    assert run(folder, "--dry-run", gpx(tmp_path)) == DONE
    assert in_diary(folder) == (0, 0, 0)


def test_own_archive_and_own_history_meet(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, history = own_files(tmp_path)
    assert run(folder, archive) == DONE
    assert "diary.zip: 2 new" in capsys.readouterr().out
    assert run(folder, history, archive) == DONE
    said = capsys.readouterr().out
    assert "history.csv: 2 the same" in said and "diary.zip: 2 the same" in said
    assert "There was nothing to bring in." in said
    assert in_diary(folder) == (0, 2, 1)


def test_a_good_file_among_bad_ones_comes_in_and_each_bad_one_has_its_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.fit").write_bytes(b"")
    (tmp_path / "page.gpx").write_text("<!DOCTYPE html><html></html>")
    bad = [str(tmp_path / name) for name in ("empty.fit", "page.gpx", "not there.tcx")]
    assert run(folder, *bad, gpx(tmp_path)) == DONE
    said = capsys.readouterr().out.splitlines()
    assert "run.gpx (GPX): 1 new" in said
    for name in ("empty.fit", "page.gpx", "not there.tcx"):
        assert sum(line.startswith(name) for line in said) == 1, said
    assert in_diary(folder)[0] == 1


def test_where_no_file_could_be_read_the_status_says_so(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.fit").write_bytes(b"")
    assert run(folder, str(tmp_path / "empty.fit"), str(tmp_path / "nowhere.gpx")) == COULD_NOT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "empty.fit" in captured.err and "nowhere.gpx" in captured.err
    assert not folder.exists()


def test_a_broken_archive_of_ours_has_its_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, _history = own_files(tmp_path)
    whole = Path(archive).read_bytes()
    Path(archive).write_bytes(whole[: len(whole) // 2])
    assert run(folder, archive) == COULD_NOT
    assert "diary.zip" in capsys.readouterr().err


def test_the_time_zone_can_be_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--time-zone", "Asia/Tokyo", gpx(tmp_path)) == DONE
    assert "Asia/Tokyo was taken" in capsys.readouterr().out
    journal = diary(folder)
    assert [activity.at.offset_s for activity in journal.everything(Activity)] == [9 * 3600]
    journal.database.close()
    assert run(folder, "--time-zone", "Nowhere/Else", gpx(tmp_path)) == WRONG_USAGE


def test_it_writes_beside_an_open_diary(folder: Path, tmp_path: Path) -> None:
    journal = diary(folder)
    version = journal.database.data_version()
    assert run(folder, gpx(tmp_path)) == DONE
    assert journal.database.data_version() != version
    assert journal.undo_label() == "import activities"
    journal.undo()
    assert journal.everything(Activity) == []
    journal.database.close()
