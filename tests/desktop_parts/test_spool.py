"""Moments that wait for a busy diary: complete, private, taken in once."""

from __future__ import annotations

import json
import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from calfstretch.desktop import spool
from calfstretch.domain.episode import DurationBand
from calfstretch.domain.routine import Leg
from calfstretch.errors import UserError

NIGHT = datetime(2026, 11, 22, 2, 14, 30, 125000, tzinfo=timezone(timedelta(hours=1)))


def test_put_moment_comes_back_with_its_offset_and_id(tmp_path: Path) -> None:
    episode_id = uuid4()
    spool.put(tmp_path, episode_id, NIGHT)
    (entry,) = spool.take_all(tmp_path)
    assert (entry.episode_id, entry.moment) == (episode_id, NIGHT)
    assert entry.moment.utcoffset() == timedelta(hours=1)


def test_moment_stays_until_it_is_confirmed(tmp_path: Path) -> None:
    spool.put(tmp_path, uuid4(), NIGHT)
    assert len(list(spool.take_all(tmp_path))) == 1
    (entry,) = spool.take_all(tmp_path)
    entry.confirm()
    entry.confirm()
    assert list(spool.take_all(tmp_path)) == []


def test_moment_whose_file_cannot_be_taken_away_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool.put(tmp_path, uuid4(), NIGHT)

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    (entry,) = spool.take_all(tmp_path)
    entry.confirm()
    assert len(list(spool.take_all(tmp_path))) == 1


def test_confirming_one_keeps_the_others(tmp_path: Path) -> None:
    ids = [UUID(int=n) for n in (3, 1, 2)]
    for minute, episode_id in enumerate(ids):
        spool.put(tmp_path, episode_id, NIGHT + timedelta(minutes=minute))
    first, *others = spool.take_all(tmp_path)
    assert [entry.episode_id for entry in (first, *others)] == ids
    first.confirm()
    assert [entry.episode_id for entry in spool.take_all(tmp_path)] == ids[1:]


def test_same_id_put_twice_waits_once(tmp_path: Path) -> None:
    episode_id = uuid4()
    spool.put(tmp_path, episode_id, NIGHT)
    spool.put(tmp_path, episode_id, NIGHT)
    assert len(list(spool.take_all(tmp_path))) == 1


def test_spool_is_private_and_leaves_no_half_files(tmp_path: Path) -> None:
    path = spool.put(tmp_path, uuid4(), NIGHT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_no_spool_folder_is_an_empty_spool(tmp_path: Path) -> None:
    assert list(spool.take_all(tmp_path)) == []
    assert spool.set_aside(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"episode_id": "x"',
        "[]",
        "null",
        json.dumps({"episode_id": str(UUID(int=7)), "moment": "yesterday"}),
        json.dumps({"episode_id": str(UUID(int=7)), "moment": "2026-11-22T02:14:00"}),
        json.dumps({"episode_id": str(UUID(int=7)), "moment": "0001-01-01T00:00:00+00:00"}),
        json.dumps({"episode_id": 7, "moment": "2026-11-22T02:14:00+01:00"}),
        json.dumps({"episode_id": "../../etc", "moment": "2026-11-22T02:14:00+01:00"}),
    ],
)
def test_unreadable_moment_is_set_aside_and_never_removed(tmp_path: Path, text: str) -> None:
    good = uuid4()
    path = spool.put(tmp_path, good, NIGHT)
    (path.parent / "broken.json").write_text(text)
    assert [entry.episode_id for entry in spool.take_all(tmp_path)] == [good]
    (kept,) = spool.set_aside(tmp_path)
    assert kept.read_text() == text


def test_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool.os, "fsync", no_space)
    with pytest.raises(UserError, match=r"02:14 could not be noted: No space left"):
        spool.put(tmp_path, uuid4(), NIGHT)
    assert list((tmp_path / spool.SPOOL_NAME).iterdir()) == []


def test_what_relief_learned_waits_with_the_moment(tmp_path: Path) -> None:
    episode_id = uuid4()
    spool.put(tmp_path, episode_id, NIGHT)
    spool.put(tmp_path, episode_id, NIGHT, leg=Leg.LEFT, eased_after_s=38.5)
    (entry,) = spool.take_all(tmp_path)
    assert (entry.moment, entry.leg, entry.eased_after_s, entry.band) == (NIGHT, Leg.LEFT, 38.5, None)
    spool.put(tmp_path, episode_id, NIGHT, band=DurationBand.OVER_10)
    (entry,) = spool.take_all(tmp_path)
    assert (entry.leg, entry.eased_after_s, entry.band) == (None, None, DurationBand.OVER_10)


def test_what_relief_learns_while_the_moment_is_taken_in_is_not_taken_away_with_it(tmp_path: Path) -> None:
    episode_id = uuid4()
    spool.put(tmp_path, episode_id, NIGHT)
    (taken_in,) = spool.take_all(tmp_path)
    spool.put(tmp_path, episode_id, NIGHT, eased_after_s=38.5)
    taken_in.confirm()
    (entry,) = spool.take_all(tmp_path)
    assert entry.eased_after_s == 38.5
    entry.confirm()
    assert list(spool.take_all(tmp_path)) == []


@pytest.mark.parametrize("wrong", [{"leg": "third"}, {"leg": []}, {"eased_after_s": "soon"}, {"eased_after_s": -1}])
def test_what_cannot_be_read_beside_the_moment_costs_nothing_but_itself(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    path = spool.put(tmp_path, uuid4(), NIGHT, leg=Leg.LEFT, eased_after_s=38.5)
    path.write_text(json.dumps(json.loads(path.read_text()) | wrong))
    (entry,) = spool.take_all(tmp_path)
    assert entry.moment == NIGHT
    assert (entry.leg, entry.eased_after_s) == ((None, 38.5) if "leg" in wrong else (Leg.LEFT, None))
