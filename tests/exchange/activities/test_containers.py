"""Hostile archives: refused entry by entry, in one sentence each, with nothing written to disk."""

from __future__ import annotations

import gzip
import io
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from calfstretch.exchange.activities.containers import Archive, Stream, head_of, unpacked
from calfstretch.exchange.activities.watch import ENTRIES, MB, CalledOff, RefusedFile, Watch
from tests.shared_files import seeds


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(name, data)
    held.seek(0)
    return held


def all_of(stream: Stream) -> bytes:
    return b"".join(iter(lambda: stream.read(10_000), b""))


def test_an_entry_is_read_and_its_gzip_taken_off() -> None:
    archive = Archive(zipped(("a/run.fit.gz", gzip.compress(b"bytes of a run")), ("b.gpx", b"<gpx/>")))
    assert archive.names() == ["a/run.fit.gz", "b.gpx"]
    assert all_of(archive.open("a/run.fit.gz", Watch())) == b"bytes of a run"
    assert all_of(archive.open("b.gpx", Watch())) == b"<gpx/>"


def _link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize("name", ["../../x.fit", "/etc/x.fit", "a/../../x.fit", "C:/x.fit", "..\\x.fit"])
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    archive = Archive(zipped((name, b"x"), ("good.gpx", b"<gpx/>")))
    assert archive.names() == ["good.gpx"]
    assert [one.where for one in archive.refused] == [name]


def test_a_link_and_a_doubled_entry_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        held = zipped((_link("link.gpx"), b"/etc/passwd"), ("twice.gpx", b"1"), ("twice.gpx", b"2"), ("good.gpx", b"3"))
    archive = Archive(held)
    assert archive.names() == ["good.gpx"]
    assert [one.where for one in archive.refused] == ["link.gpx", "twice.gpx"]


def test_an_entry_with_a_password_is_refused() -> None:
    held = bytearray(zipped(("locked.gpx", b"<gpx/>")).getvalue())
    held[held.rfind(b"PK\x01\x02") + 8] |= 1
    archive = Archive(io.BytesIO(bytes(held)))
    assert archive.names() == []
    assert "password" in archive.refused[0].sentence


def test_an_entry_that_names_its_own_memory_is_refused_and_the_next_is_read() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.gpx", b"<gpx/>" * 100)
        file.writestr("b.gpx", b"<gpx/>", zipfile.ZIP_DEFLATED)
    broken = bytearray(held.getvalue())
    broken[60:70] = b"U" * 10
    archive = Archive(io.BytesIO(bytes(broken)))
    assert (archive.names(), [one.where for one in archive.refused]) == (["b.gpx"], ["a.gpx"])


def test_what_macs_leave_behind_and_folders_are_passed_over_in_silence() -> None:
    archive = Archive(zipped(("__MACOSX/._a.gpx", b"x"), ("a/._b.gpx", b"x"), ("folder/", b""), ("good.gpx", b"3")))
    assert (archive.names(), archive.refused) == (["good.gpx"], [])


def test_a_zip_inside_a_zip_is_refused() -> None:
    archive = Archive(zipped(("inner.zip", zipped(("run.gpx", b"<gpx/>")).getvalue())))
    with pytest.raises(RefusedFile, match="inside a zip"):
        archive.open("inner.zip", Watch())


def test_a_bomb_is_refused() -> None:
    archive = Archive(zipped(("bomb.gpx", b"\0" * 8 * MB)))
    assert [one.where for one in archive.refused] == ["bomb.gpx"]
    wrapped = gzip.compress(b"\0" * 8 * MB)
    with pytest.raises(RefusedFile):
        all_of(unpacked(io.BytesIO(wrapped), len(wrapped), 100 * MB, Watch()))


def test_a_lying_size_does_not_help_a_bomb() -> None:
    held = zipped(("bomb.gpx", b"\0" * 8 * MB)).getvalue()
    honest = (8 * MB).to_bytes(4, "little")
    archive = Archive(io.BytesIO(held.replace(honest, (900).to_bytes(4, "little"))))
    with pytest.raises(RefusedFile):
        all_of(archive.open("bomb.gpx", Watch()))


def test_more_entries_than_any_export_holds_are_refused_before_they_are_listed() -> None:
    held = zipped(("a", b"")).getvalue()
    at = held.rfind(b"PK\x05\x06")
    lying = held[: at + 10] + (ENTRIES + 1).to_bytes(2, "little") + held[at + 12 :]
    with pytest.raises(RefusedFile, match="more than"):
        Archive(io.BytesIO(lying))


def test_the_whole_archive_has_a_limit_too() -> None:
    data = random.Random(1).randbytes(600_000)
    archive = Archive(zipped(("a", data), ("b", data)), most=1_000_000)
    assert len(all_of(archive.open("a", Watch()))) == 600_000
    with pytest.raises(RefusedFile, match="together"):
        all_of(archive.open("b", Watch()))


def test_reading_can_be_called_off() -> None:
    watch = Watch()
    archive = Archive(zipped(("a", b"x" * 100_000)))
    watch.call_off()
    with pytest.raises(CalledOff):
        all_of(archive.open("a", watch))


def test_a_file_that_takes_too_long_is_stopped() -> None:
    moments = iter(range(0, 100_000, 8))
    watch = Watch(now=lambda: next(moments))
    stream = unpacked(io.BytesIO(b"x" * 100_000), 100_000, MB, watch)
    with pytest.raises(RefusedFile, match="far longer"):
        all_of(stream)


def _only_refusals(read: Callable[[bytes], object], data: bytes) -> None:
    try:
        read(data)
    except RefusedFile as refused:
        assert refused.sentence


def test_any_damage_to_a_zip_or_gzip_ends_in_a_sentence() -> None:
    good = zipped(("a.gpx", b"<gpx>" * 50), ("b.gz", gzip.compress(b"run" * 50))).getvalue()
    wrapped = gzip.compress(b"some bytes" * 100)
    chance = random.Random(6)
    for _ in range(seeds(400)):
        data = bytearray(chance.choice((good, wrapped)))
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        _only_refusals(_all_entries, bytes(data))
        _only_refusals(lambda held: all_of(unpacked(io.BytesIO(held), len(held), MB, Watch())), bytes(data))


def _all_entries(data: bytes) -> None:
    archive = Archive(io.BytesIO(data))
    for name in archive.names():
        _only_refusals(lambda _data, name=name: all_of(archive.open(name, Watch())), data)  # type: ignore[misc]


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive = Archive(zipped(("a/b/c.gpx", b"<gpx/>")))
    all_of(archive.open("a/b/c.gpx", Watch()))
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_was_looked_at_gives_as_much_as_is_asked_for() -> None:
    data = bytes(range(256)) * 1000
    _head, whole = head_of(io.BytesIO(data))
    assert whole.read(100_000) == data[:100_000]
    assert whole.read(len(data)) == data[100_000:] and whole.read(5) == b""
