"""F55: a hostile table gives its good lines and a reason for each other one; it comes in as one write, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfstretch.domain.found import FileReading
from calfstretch.exchange.activities.reading import read_files
from calfstretch.exchange.activities.watch import Watch
from calfstretch.journal.bringing_in import BringingIn
from tests.diaries import journal_on

HEADING = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Commute,"
    "Activity Gear,Filename"
)


def row(number: int, name: str = "x") -> str:
    return f'{number},"May {number}, 2024, 10:00:00 AM",{name},Run,,300,1.00,false,,'


GOOD = [row(1), row(2)]
# What stands in the file, how many of its runs are good, how many refusals have which line.
HOSTILE: dict[str, tuple[bytes, int, list[str]]] = {
    "a field of 200,000 characters": (
        "\n".join([HEADING, row(1), row(2, "x" * 200_000), row(3)]).encode(),
        2,
        ["line 3"],
    ),
    "NUL": ("\n".join([HEADING, row(1), row(2, "a\0b"), row(3)]).encode(), 2, ["line 3"]),
    "wrong quotes": ("\n".join([HEADING, row(1), row(2, '"a"b'), row(3)]).encode(), 2, ["line 3"]),
    "a quote that is never closed": ("\n".join([HEADING, *GOOD, '3,"May']).encode(), 2, ["line 4"]),
    "mixed line ends": (f"{HEADING}\r\n{row(1)}\n{row(2)}\r{row(3)}".encode(), 3, []),
    "a byte order mark": ("\n".join([HEADING, *GOOD]).encode("utf-8-sig"), 2, []),
    "UTF-16": ("\n".join([HEADING, *GOOD]).encode("utf-16"), 2, []),
    "Latin-1": ("\n".join([HEADING, row(1, "Käse")]).encode("latin-1"), 1, []),
    "semicolons": ("\n".join([HEADING, *GOOD]).replace(", 2024, ", " 2024 ").replace(",", ";").encode(), 2, []),
    "a row of a million columns": ("\n".join([HEADING, row(1), "1," * 300_000, row(2)]).encode(), 2, ["line 3"]),
    "doubled headings": (f"{HEADING},Distance,Distance\n{row(1)},1000,5\n".encode(), 1, []),
}


def read(path: Path) -> FileReading:
    (reading,) = read_files([path], Watch())
    return reading


@pytest.mark.parametrize("name", HOSTILE)
def test_the_good_lines_come_in_and_the_others_are_named(name: str, tmp_path: Path) -> None:
    data, good, refused = HOSTILE[name]
    path = tmp_path / "activities.csv"
    path.write_bytes(data)
    reading = read(path)
    assert len(reading.found) == good
    assert [one.where for one in reading.refused] == refused
    assert all(one.sentence for one in reading.refused)


def test_a_million_columns_in_the_heading_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "activities.csv"
    path.write_bytes(b"a," * 1_000_000 + b"\n1\n")
    reading = read(path)
    assert not reading.found and len(reading.refused) == 1


def test_a_table_of_a_gigabyte_is_refused_after_what_stood_in_it(tmp_path: Path) -> None:
    path = tmp_path / "activities.csv"
    path.write_text("\n".join([HEADING, *GOOD]) + "\n" + '""\n' * 30_000, encoding="utf-8")
    with path.open("ab") as file:
        file.truncate(1_000_000_000)  # what follows takes no room on the disk
    reading = read(path)
    assert len(reading.found) == 2 and len(reading.refused) == 1


def test_it_comes_in_as_one_write_that_one_undo_takes_back_and_the_second_time_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "activities.csv"
    path.write_bytes(HOSTILE["NUL"][0])
    journal = journal_on(tmp_path / "diary.db")
    bringing = BringingIn(journal)
    plan = bringing.runs([read(path)])
    assert (len(plan.lines), len(plan.refused)) == (2, 1)
    bringing.bring_in(plan)
    again = bringing.runs([read(path)])
    assert not any(line.can_be_ticked for line in again.lines)
    journal.undo()
    assert all(line.can_be_ticked for line in bringing.runs([read(path)]).lines)
    journal.database.close()
