"""The large set of real and hostile files, where it is present; `-m tests.exchange.activities.manifest` prints it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tests.exchange.activities.manifest import outcome
from tests.shared_files import FOLDER, MANIFEST, files

_LARGE = 150_000


def _mark(row: dict[str, Any]) -> Any:
    return pytest.param(row, id=row["file"], marks=[pytest.mark.slow] if row["bytes"] > _LARGE else [])


@pytest.mark.skipif(MANIFEST is None, reason="the large set of files is not on this machine")
def test_the_set_is_whole() -> None:
    rows = files()
    wrong = [
        row["file"] for row in rows if hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() != row["sha256"]
    ]
    assert len(rows) >= 118
    assert wrong == []


@pytest.mark.parametrize("row", [_mark(row) for row in files()])
def test_a_file_of_the_manifest_is_read_as_expected(row: dict[str, Any]) -> None:
    assert outcome(row).wrong == []
