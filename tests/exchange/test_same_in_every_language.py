"""Files say the same in every language, so that a diary can come back on a computer that speaks another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from calfstretch import i18n
from calfstretch.exchange.activities.watch import Watch
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.archive.writer import write_archive
from calfstretch.exchange.history_csv import Dialect, write_history
from calfstretch.exchange.history_read import read_history
from calfstretch.journal import Journal
from tests.journal.bringing import brought
from tests.journal.two_computers import Doing, clock_at, computer, do, doings
from tests.messages import PSEUDO, compile_pseudo_language
from tests.shared_files import seeds

Speak = Callable[[str], None]


@pytest.fixture
def speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speak]:
    """Change the language of the program."""
    compile_pseudo_language(tmp_path / "i18n")
    monkeypatch.setattr(i18n, "assets_dir", lambda: tmp_path)

    def change(language: str) -> None:
        i18n.install(language)

    yield change
    i18n.install("en")


def written(journal: Journal, folder: Path, name: str) -> list[bytes]:
    files = [folder / f"{name}.zip", folder / f"{name}.csv", folder / f"{name}-semicolon.csv"]
    write_archive(journal, files[0])
    write_history(journal, files[1])
    write_history(journal, files[2], dialect=Dialect.EUROPEAN)
    return [file.read_bytes() for file in files]


@pytest.mark.slow
@settings(max_examples=seeds(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings)
def test_a_diary_leaves_in_one_language_and_comes_back_in_another(
    speak: Speak, tmp_path: Path, what: list[Doing]
) -> None:
    with computer() as journal, computer() as empty, computer() as other:
        speak("en")
        do(journal, what, 0)
        english = written(journal, tmp_path, "english")
        speak(PSEUDO)
        assert i18n.gettext("Share") != "Share"
        assert written(journal, tmp_path, "long") == english
        clock_at(empty, 1000)
        clock_at(other, 1000)
        brought(empty, read_archive(tmp_path / "english.zip", Watch()))
        assert written(empty, tmp_path, "again") == english
        brought(other, read_history(tmp_path / "english-semicolon.csv", Watch()))
        assert written(other, tmp_path, "again")[1:] == english[1:]
