"""Cutting out of a FIT file what is needed changes nothing of what is read."""

from __future__ import annotations

import io
from typing import Any

import pytest

from calfstretch.domain.found import Flag, FoundActivity
from calfstretch.exchange.activities import fit as reader
from calfstretch.exchange.activities.fit_thin import thin
from calfstretch.exchange.activities.watch import CalledOff, RefusedFile, Watch
from tests.exchange.activities import fit_writer as write
from tests.exchange.activities.fit_writer import START, Field
from tests.exchange.activities.test_watch_files import NOW, opened
from tests.exchange.activities.test_watch_fuzzing import good_files, mutated
from tests.shared_files import FOLDER, files, seeds


def _read(data: bytes) -> list[FoundActivity] | str:
    try:
        return list(reader.read(io.BytesIO(data), Watch(), NOW))
    except RefusedFile as refusal:
        return refusal.sentence


def _both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[list[FoundActivity] | str, list[FoundActivity] | str]:
    cut = _read(data)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "thin", lambda data, watch: None)
        return cut, _read(data)


def _is_flagged(read: list[FoundActivity] | str) -> bool:
    return isinstance(read, str) or any(Flag.CUT_SHORT in one.flags for one in read)


def _same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> bool:
    cut, whole = _both(data, monkeypatch)
    # Damage in what is not needed goes unseen by the first; damage that both see reads the same.
    assert cut == whole or (_is_flagged(whole) and thin(data, Watch()) is not None)
    return cut == whole


def test_it_is_much_smaller_and_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = write.message(
        write.RECORD,
        *(Field(number, write.UINT32, number) for number in range(60, 90)),
        Field(253, write.UINT32, START),
        Field(3, write.UINT8, 140),
    )
    other = write.message(23, Field(253, write.UINT32, START), Field(2, write.UINT16, 1)) * 20
    data = write.fit(write.file_id(), many * 20, other, write.session())
    (one,) = thin(data, Watch()) or []
    assert len(one.data) < len(data) / 4
    assert (one.is_sound, one.record_fields) == (True, {253, 3})
    assert _same(data, monkeypatch)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x0e",
        write.run() + b"rubbish",
        write.run()[:-1],
        write.fit(write.file_id(), size=1000),
        write.fit(write.file_id(), b"\x07"),  # a message nobody defined
        write.fit(write.file_id(), b"\x81"),  # the time of a compressed header
        write.fit(write.file_id(), write.message(write.RECORD, Field(3, write.UINT8, b""))),
        write.fit(write.message(write.RECORD, Field(3, write.UINT8, 1))[:7]),
    ],
)
def test_what_is_not_sound_is_left_to_the_decoder(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not thin(data, Watch())
    assert _same(data, monkeypatch)


def test_the_time_of_a_compressed_header_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write.message(write.RECORD, Field(253, write.UINT32, START), Field(3, write.UINT8, 100), local=0)
    second = write.message(write.RECORD, Field(3, write.UINT8, 160), local=1)
    short = bytes((0x80 | 1 << 5 | (START + 5) & 0x1F, 160))
    data = write.fit(write.file_id(), first, second[:-2], short, write.session(START, 10, 10))
    found = _read(data)
    assert isinstance(found, list)
    assert found[0].heart_rate_bpm == 130


def test_a_wrong_sum_is_told() -> None:
    assert [one.is_sound for one in thin(write.run() + write.run()[:-2] + b"\0\0", Watch()) or []] == [True, False]


def test_records_are_not_decoded_where_the_session_knows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Any] = []
    take = reader._Records.take
    monkeypatch.setattr(reader._Records, "take", lambda self, values: (taken.append(1), take(self, values)))
    more = (Field(16, write.UINT8, 150), Field(57, write.SINT8, 5))
    for session, count in ((write.session(START, 290, 290, 870, 1, *more), 0), (write.session(), 30)):
        taken.clear()
        assert isinstance(_read(write.fit(write.file_id(), write.records(), session)), list)
        assert len(taken) == count


def test_it_can_be_called_off() -> None:
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        thin(write.run(), watch)


@pytest.mark.parametrize("data", good_files("fit")[11:], ids=len)
def test_small_real_files_read_the_same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _same(data, monkeypatch)


def test_files_with_something_wrong_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    good = good_files("fit")
    same = sum(_same(mutated("fit", good, seed), monkeypatch) for seed in range(seeds(100)))
    assert same > 0.9 * seeds(100)


@pytest.mark.slow
@pytest.mark.parametrize("row", files("fit"), ids=lambda row: str(row["file"]))
def test_large_real_files_read_the_same(row: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _same(opened(FOLDER / row["file"]), monkeypatch)
