"""Real and hostile FIT, GPX and TCX files, each against what the manifest expects of it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from calfstretch.domain.found import Flag, FoundActivity, Refusal
from calfstretch.exchange.activities import fit, gpx, tcx
from calfstretch.exchange.activities.watch import NothingInIt, RefusedFile, Watch
from tests.shared_files import FOLDER, files

READERS: dict[str, Callable[..., Iterator[Any]]] = {"fit": fit.read, "gpx": gpx.read, "tcx": tcx.read}
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "data" / "activities"
# What may come of a file: found without a flag, found with one, nothing in it, refused.
_MAY = {
    "activity": {"found"},
    "accept": {"found"},
    "activity_flagged": {"flagged"},
    "accept_or_flag": {"found", "flagged"},
    "reject_or_flag": {"flagged", "refused"},
    "partial_or_reject": {"flagged", "refused"},
    "reject": {"refused"},
    "no_activity": {"nothing"},
    "accept_empty_or_reject": {"nothing", "refused"},
    "reject_or_accept_empty": {"nothing", "refused"},
    "reject_or_sniff": {"found", "refused"},
}


def kind(name: str) -> str:
    """What is to read it: by its name, as far as that tells."""
    return Path(name.removesuffix(".gz")).suffix[1:]


def rows() -> list[dict[str, Any]]:
    """The rows of the manifest that are for these readers."""
    return [row for row in files() if kind(row["file"]) in READERS]


def opened(path: Path) -> bytes:
    data = path.read_bytes()
    if data[:2] != b"\x1f\x8b":
        return data
    with gzip.open(path) as file:
        return file.read(fit.FIT_BYTES + 1)


def outcome(name: str, data: bytes) -> tuple[str, list[FoundActivity]]:
    """What came of it in one word, and what was found."""
    found: list[Any] = []
    try:
        for one in READERS[kind(name)](io.BytesIO(data), Watch(), NOW):
            found.append(one)
    except NothingInIt as nothing:
        assert not found and nothing.sentence.endswith(".")
        return "nothing", []
    except RefusedFile as refusal:
        assert refusal.sentence.endswith(".")
        return "refused", found
    assert found and not any(isinstance(one, Refusal) for one in found)
    return "flagged" if any(one.flags for one in found) else "found", found


def check(name: str, expect: str, expected: dict[str, Any], data: bytes) -> None:
    """Hold what is read against the row, at the tolerances of the manifest."""
    what, found = outcome(name, data)
    allowed = _MAY[expect]
    if "zwift" in name:  # its elapsed time is shorter than its timer time, which the person is told
        allowed = {"flagged"}
    assert what in allowed
    if what not in ("found", "flagged"):
        return
    wanted = expected.get("activities", [expected] if "start_utc" in expected else [])
    wanted = [one for one in wanted if one.get("sport") != "transition"]
    if wanted:
        assert len(found) == len(wanted)
    for activity, want in zip(found, wanted, strict=False):
        _compare(name, activity, want)


def _compare(name: str, found: FoundActivity, want: dict[str, Any]) -> None:
    if want.get("start_utc"):
        assert found.start_utc == datetime.fromisoformat(want["start_utc"]).replace(microsecond=0)
    if "utc_offset_s" in want and not (want["utc_offset_s"] is None and found.utc_offset_s == 0):
        assert found.utc_offset_s == want["utc_offset_s"]
    gpx_file = kind(name) == "gpx"
    if want.get("elapsed_s") is not None:
        assert found.elapsed_s == pytest.approx(want["elapsed_s"], abs=1)
    if want.get("moving_s") is not None:
        assert found.moving_s == pytest.approx(want["moving_s"], rel=0.05 if gpx_file else 0, abs=1)
    if "distance_m" in want and want["distance_m"] is not None:
        assert (found.distance_m or 0) == pytest.approx(want["distance_m"], rel=0.01 if gpx_file else 0.005)
    for key, value in (("avg_hr_bpm", found.heart_rate_bpm), ("avg_temp_c", found.temperature_c),
                       ("avg_hr", found.heart_rate_bpm)):  # fmt: skip
        if key in want:
            assert (value is None) == (want[key] is None)
            assert value is None or value == pytest.approx(want[key], abs=1)


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["file"]))
def test_every_file_of_the_manifest_is_read_as_expected(row: dict[str, Any]) -> None:
    check(row["file"], row["expect"], row.get("expected", {}), opened(FOLDER / row["file"]))


_OWN = json.loads((SAMPLES / "watch_files.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", _OWN, ids=lambda row: str(row["file"]))
def test_every_sample_of_our_own_is_read_as_expected(row: dict[str, Any]) -> None:
    check(row["file"], row["expect"], row["expected"], opened(SAMPLES / row["file"]))


def test_the_oddities_have_their_own_flags() -> None:
    flags = {row["file"]: {flag for one in outcome(row["file"], opened(SAMPLES / row["file"]))[1] for flag in one.flags}
             for row in _OWN}  # fmt: skip
    assert flags["gpx/gpx10_almost_no_times.gpx"] == {Flag.FEW_TIMES}
    assert Flag.ODD_DATE in flags["gpx/gpx10_year_1901.gpx"]
    assert flags["gpx/points_without_coordinates.gpx"] == {Flag.POINTS_LEFT_OUT}
    assert flags["fit/garmin_fr70_relative_time_2012.fit"] == {Flag.ZONE_ASSUMED}
    assert flags["fit/tiny_corrupt_second_header.fit"] == {Flag.CUT_SHORT}
    assert flags["tcx/tcx_no_timezone.tcx"] == {Flag.UTC_ASSUMED}
