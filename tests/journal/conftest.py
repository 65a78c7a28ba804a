"""A journal on an empty diary for every test of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.journal import Journal
from tests.diaries import journal_on


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journal_on(tmp_path / "diary.db")
    yield made
    made.database.close()
