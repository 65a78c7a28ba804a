"""Words looked up in the computer's dictionaries: which are words, which language, and quiet where there is none."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from calfstretch.clock import FakeClock
from calfstretch.desktop.spelling import (
    OWN_WORDS_SETTING,
    SPELLING_SETTING,
    Dictionary,
    Spelling,
    chosen_languages,
    load_dictionaries,
    words_of,
)
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary


class Words:
    """A dictionary of a few words that counts how often it is asked."""

    def __init__(self, *known: str) -> None:
        self.known = known
        self.asked = 0

    def check(self, word: str) -> bool:
        self.asked += 1
        return word.lower() in self.known

    def suggest(self, word: str) -> list[str]:
        return [f"{each}{word[0]}" for each in self.known * 4]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    database = open_diary(tmp_path / "calfstretch.sqlite3")
    yield Journal(database, FakeClock())
    database.close()


def spelling(journal: Journal, *dictionaries: Words) -> Spelling:
    def load(_wanted: Sequence[str]) -> list[Dictionary]:
        return list(dictionaries)

    made = Spelling(journal, ("en",), load)
    made.fetch()
    return made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("after the long run", ["after", "the", "long", "run"]),
        ("don't, can’t!", ["don't", "can’t"]),
        ("18:05 km5 x2 a@b.de /home/anna C:\\x my_file", []),
        ("NHS and I", ["and"]),
        ("Wadenkrämpfe, café", ["Wadenkrämpfe", "café"]),
        ("👍🏽 fine", ["fine"]),
        ("", []),
    ],
)
def test_what_can_be_looked_up(text: str, words: list[str]) -> None:
    found = list(words_of(text))
    assert [word for _begin, word in found] == words
    assert all(text[begin : begin + len(word)] == word for begin, word in found)


@pytest.mark.parametrize(
    ("wanted", "offered", "chosen"),
    [
        (["en", "de-DE"], ["de_DE", "en_GB", "en_US"], ["en_GB", "de_DE"]),
        (["de_CH"], ["de_AT", "de_DE"], ["de_DE"]),
        (["de_CH"], ["de_AT", "de_CH", "de_DE"], ["de_CH"]),
        (["en_GB", "en"], ["en_GB", "en"], ["en_GB", "en"]),
        (["en-US", "en-US"], ["en_US"], ["en_US"]),
        (["fr", "C"], ["de_DE"], []),
    ],
)
def test_a_language_takes_its_own_dictionary_or_a_neighbour_s(
    wanted: list[str], offered: list[str], chosen: list[str]
) -> None:
    assert chosen_languages(wanted, offered) == chosen


def test_a_word_known_in_one_language_is_known_and_asked_about_once(journal: Journal) -> None:
    english, german = Words("calf"), Words("wade")
    words = spelling(journal, english, german)
    assert [words.knows(word) for word in ("calf", "Wade", "wadde", "wadde")] == [True, True, False, False]
    assert german.asked == 2


def test_without_a_dictionary_every_word_is_known(journal: Journal) -> None:
    nothing = spelling(journal)
    assert nothing.is_loaded and not nothing.is_there
    assert nothing.knows("qwrtz") and nothing.suggest("qwrtz") == []


def test_a_word_of_one_s_own_is_known_from_then_on_in_every_case(journal: Journal) -> None:
    words = spelling(journal, Words("calf"))
    words.learn("Voltaren")
    assert words.knows("voltaren") and words.knows("Voltaren")
    assert spelling(journal, Words("calf")).knows("VOLTAREN")
    assert journal.setting(OWN_WORDS_SETTING) == ["voltaren"]


def test_at_most_five_are_suggested(journal: Journal) -> None:
    assert spelling(journal, Words("calf", "half")).suggest("xcalf") == ["calfx", "halfx"]


def test_it_can_be_switched_off(journal: Journal) -> None:
    words = spelling(journal, Words("calf"))
    assert words.is_on
    journal.set_setting(SPELLING_SETTING, False)
    assert not words.is_on


def test_dictionaries_are_fetched_beside_what_goes_on_and_once(journal: Journal) -> None:
    threads: list[str] = []
    done = threading.Event()

    def load(_wanted: Sequence[str]) -> list[Dictionary]:
        threads.append(threading.current_thread().name)
        done.set()
        return []

    words = Spelling(journal, ("en",), load)
    assert not words.is_loaded
    words.begin()
    words.begin()
    assert done.wait(5) and threads == ["spelling"]


def test_a_computer_without_the_library_has_no_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "enchant", None)
    assert load_dictionaries(["en"]) == []


def test_the_system_s_own_dictionary_is_asked() -> None:
    found = load_dictionaries(["en"])
    if not found:
        pytest.skip("no libenchant-2 or no English dictionary on this computer")
    assert found[0].check("muscle") and not found[0].check("mucsle")
    assert "muscle" in found[0].suggest("mucsle")
