"""The quick look at a FIT file, against the decoder that reads all of it."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import pytest

from calfstretch.domain.found import FoundActivity
from calfstretch.exchange.activities import fit
from calfstretch.exchange.activities.fit_skim import skim
from calfstretch.exchange.activities.values import offset_of
from calfstretch.exchange.activities.watch import CalledOff, Watch
from tests import shared_files

ROWS = shared_files.files("fit")
SMALL = sorted((Path(__file__).resolve().parents[2] / "data" / "activities").rglob("*.fit"))


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_it_says_what_the_large_set_expects(row: dict[str, Any]) -> None:
    known = skim((shared_files.FOLDER / row["file"]).read_bytes(), Watch())
    expected = [one for one in row["expected"].get("activities", []) if one["sport"] != "transition"]
    starts = {one.start_utc.isoformat(): one for one in known.sessions if one.start_utc is not None}
    for wanted in expected:
        one = starts.get((wanted["start_utc"] or "").replace("Z", "+00:00"))
        if one is None:
            continue  # from records, or of a watch that counts from when it was switched on
        assert known.offset_s == wanted["utc_offset_s"] or known.offset_s == 0  # some devices write 0 for "unknown"
        if wanted["avg_hr_bpm"] is not None and (wanted["avg_hr_source"] == "session" or len(expected) == 1):
            assert one.heart_rate_bpm == pytest.approx(wanted["avg_hr_bpm"], abs=1)
        if wanted["avg_temp_c"] is not None and len(expected) == 1:
            assert one.temperature_c == pytest.approx(wanted["avg_temp_c"], abs=1)


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.name)
def test_it_says_what_the_decoder_says(path: Path) -> None:
    data = path.read_bytes()
    known = skim(data, Watch())
    try:
        found = [one for one in fit.read(io.BytesIO(data), Watch()) if isinstance(one, FoundActivity)]
    except fit.RefusedFile:
        return
    if len(found) == len(known.sessions) == 1 and found[0].start_utc is not None:
        (one,), (whole,) = known.sessions, found
        assert (known.offset_s, one.start_utc, one.kind) == (whole.utc_offset_s, whole.start_utc, whole.kind)


@pytest.mark.parametrize(
    ("ahead", "offset"), [(7200, 7200), (-12600, -12600), (20701, 20700), (225, None), (90000, None)]
)
def test_an_offset_is_one_that_exists(ahead: int, offset: int | None) -> None:
    assert offset_of(1_000_000_000, 1_000_000_000 + ahead) == offset


@pytest.mark.skipif(not SMALL, reason="no small FIT file is kept with the project")
def test_no_bytes_raise_anything() -> None:
    good = [path.read_bytes() for path in SMALL]
    for seed in range(shared_files.seeds(100)):
        chance = random.Random(seed)
        data = bytearray(chance.choice(good))
        for _flip in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        skim(bytes(data[: chance.randrange(len(data) + 1)]), Watch())


def test_it_can_be_called_off() -> None:
    if not SMALL:
        pytest.skip("no small FIT file is kept with the project")
    watch = Watch()
    watch.call_off()
    definition = bytes([0x40, 0, 0, 20, 0, 1, 253, 4, 0x86])
    body = definition + bytes([0, 1, 2, 3, 4]) * 20_000
    with pytest.raises(CalledOff):
        skim(bytes([14, 16, 0, 0]) + len(body).to_bytes(4, "little") + b".FIT\0\0" + body, watch)
