"""calfstretch report: what it writes, what it refuses, and that the file says what the diary says."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QLocale

from calfstretch import cli
from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.domain.person import Profile
from calfstretch.exchange.history_csv import write_history
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.report_facts import read_report_facts
from calfstretch.report.content import page_content
from calfstretch.report.without_window import Paper, usual_paper
from calfstretch.storage.database import open_diary
from tests.diaries import child_env, fingerprint
from tests.report.from_csv import History

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
TODAY = NOW.date()
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's half year, with a name."""
    folder = tmp_path_factory.mktemp("diary")
    database = open_diary(folder / "diary.db")
    fill(database, days=183, until=NOW)
    Journal(database, FakeClock(NOW)).write("change profile", [Profile(name="Ada Example")])
    database.close()
    return folder


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str], qapp: object) -> Command:
    def run(*words: str, data_dir: Path = folder) -> tuple[int, str, str]:
        status = cli.main(["--data-dir", str(data_dir), "report", *words], clock=FakeClock(NOW))
        out, err = capsys.readouterr()
        return status, out.strip(), err.strip()

    return run


def words_of(path: Path) -> str:
    """All words of a PDF with single spaces."""
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def paper_of(path: Path) -> tuple[int, int]:
    box = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages[0].mediabox
    return round(box.width), round(box.height)


def test_the_last_twelve_weeks_are_written_and_said(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    status, out, err = command(str(target))
    assert (status, err) == (0, "")
    assert out == f"Page of 30 Aug – 21 Nov 2026 written to {target}"
    assert target.read_bytes().startswith(b"%PDF-")
    assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]
    assert "30 Aug – 21 Nov 2026 · self-reported · " in words_of(target)


def test_the_numbers_of_the_file_are_those_of_the_diary_and_of_its_table(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    command(str(tmp_path / "page.pdf"), "--from", "2026-06-01", "--to", "2026-10-31")
    read = words_of(tmp_path / "page.pdf")
    database = open_diary(folder / "diary.db")
    journal = Journal(database, FakeClock(NOW))
    facts, more = read_diary_facts(journal), read_report_facts(journal)
    write_history(journal, tmp_path / "history.csv")
    database.close()
    content = page_content(facts, more, None, date(2026, 6, 1), date(2026, 10, 31))
    for text in (content.period, content.trend.text, content.caption, *content.left_out):
        assert " ".join(text.split()) in read
    for block in content.blocks:
        for line in block.lines if block.part != "noted_with" else ():
            assert line.whole in read, line
    rows = History.read(tmp_path / "history.csv", date(2026, 6, 1), date(2026, 10, 31), TODAY)
    legs, pains = rows.legs(), rows.numbers("pain_0_10")
    found = re.search(r"(\d+) spasms on (\d+) recorded days: about ([\d.]+) a week", read)
    assert found is not None
    assert (int(found[1]), int(found[2])) == (rows.counted, len(rows.known))
    assert float(found[3]) == pytest.approx(7 * rows.counted / len(rows.known), abs=0.0501)
    assert f"Side left {legs['left']}, right {legs['right']}, both {legs['both']}" in read
    assert f"Pain median {pains[len(pains) // 2]:.0f}, highest {pains[-1]:.0f} ({len(pains)} said)" in read
    assert "0 no pain – 10 worst pain imaginable" in read


def test_what_is_free_text_comes_with_its_option(command: Command, folder: Path, tmp_path: Path) -> None:
    plain, told = tmp_path / "plain.pdf", tmp_path / "told.pdf"
    days = ("--from", "2026-07-10", "--to", "2026-08-10")
    command(str(plain), *days)
    command(str(told), *days, "--name", "--notes", "--own-words", "--no-questions")
    without, with_them = words_of(plain), words_of(told)
    for words in ("Ada Example", "Began stretching every evening", "Notes"):
        assert words not in without
        assert words in with_them
    question = "Could the new tablets have something to do with my legs?"
    assert question in without and question not in with_them
    assert "Ada Example" not in str(pypdf.PdfReader(plain).metadata)


def test_paper_size_print_and_appendix_are_chosen(command: Command, tmp_path: Path) -> None:
    def made(*options: str) -> Path:
        target = tmp_path / f"{'_'.join(options)}.pdf"
        assert command(str(target), *options)[0] == 0
        return target

    assert paper_of(made("--a4")) == (595, 842)
    assert paper_of(made("--letter")) == (612, 792)
    assert "How it was worked out" in words_of(made("--appendix"))
    assert len(pypdf.PdfReader(made("--large")).pages) >= len(pypdf.PdfReader(made("--a4")).pages)


@pytest.mark.parametrize(
    ("locale", "paper"),
    [
        ("en_US", Paper.LETTER),
        ("fr_CA", Paper.LETTER),
        ("es_MX", Paper.LETTER),
        ("de_DE", Paper.A4),
        ("pl_PL", Paper.A4),
    ],
)
def test_the_usual_paper_is_that_of_the_country(locale: str, paper: Paper) -> None:
    assert usual_paper(QLocale(locale)) is paper


def test_an_earlier_page_is_replaced_and_a_diary_is_not(command: Command, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    target.write_bytes(b"old")
    assert command(str(target))[0] == 0
    assert target.read_bytes().startswith(b"%PDF-")
    copy = tmp_path / "diary.pdf"
    copy.write_bytes((folder / "diary.db").read_bytes())
    before = fingerprint(tmp_path)
    status, out, err = command(str(copy))
    assert (status, out) == (1, "")
    assert err == f"The file {copy} could not be written: a diary or a copy of one has that name; choose another."
    assert fingerprint(tmp_path) == before


def test_where_it_cannot_be_written_one_sentence_says_so(command: Command, tmp_path: Path) -> None:
    status, out, err = command(str(tmp_path / "nowhere" / "page.pdf"))
    assert (status, out) == (1, "")
    assert err.endswith("could not be written: that folder does not exist.")


def test_without_a_diary_there_is_no_page_and_none_is_made(command: Command, tmp_path: Path) -> None:
    status, out, err = command(str(tmp_path / "page.pdf"), data_dir=tmp_path / "none")
    assert (status, out) == (1, "")
    assert err == f"There is no diary in {tmp_path / 'none'} yet."
    assert not list(tmp_path.iterdir())


def test_an_empty_diary_has_a_page_that_says_so(command: Command, tmp_path: Path) -> None:
    open_diary(tmp_path / "diary.db").close()
    assert command(str(tmp_path / "page.pdf"), data_dir=tmp_path)[0] == 0
    assert "No day of this time is recorded: nothing can be said of how often." in words_of(tmp_path / "page.pdf")


def test_it_works_without_a_screen_and_says_no_more_than_its_line(folder: Path, tmp_path: Path) -> None:
    env = {name: value for name, value in child_env().items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    target = tmp_path / "page.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "calfstretch", "--data-dir", str(folder), "report", str(target)],
        env=env | {"QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Page of ") and done.stdout.endswith(f"written to {target}\n")
