"""Spelling by the dictionaries of this computer (libenchant); quiet where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Thread
from typing import Protocol

from calfstretch.i18n import language
from calfstretch.journal import Journal

SPELLING_SETTING = "spelling"
OWN_WORDS_SETTING = "own_words"
MOST_OWN_WORDS = 2000
_SUGGESTIONS = 5
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Addresses, paths, amounts and codes are no words.
_NO_WORD = re.compile(r"[\d@/\\_]")


class Dictionary(Protocol):
    """The words of one language."""

    def check(self, word: str) -> bool:
        """Whether the word is right."""

    def suggest(self, word: str) -> list[str]:
        """What may have been meant, the likeliest first."""


Load = Callable[[Sequence[str]], list[Dictionary]]


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text that can be looked up, each with where it begins."""
    for token in _TOKEN.finditer(text):
        if _NO_WORD.search(token.group()):
            continue
        for word in _WORD.finditer(token.group()):
            letters = word.group()
            if len(letters) > 1 and not letters.isupper():
                yield token.start() + word.start(), letters


def chosen_languages(wanted: Iterable[str], offered: Iterable[str]) -> list[str]:
    """The dictionaries to look words up in: for each wanted language its own, or another country's of it.

    Args:
        wanted: "de_CH", "en" … as the person and the computer are set up.
        offered: the languages there are dictionaries for.
    """
    there = sorted(offered)
    chosen: list[str] = []
    for code in (each.replace("-", "_") for each in wanted):
        bare = code.partition("_")[0]
        home = f"{bare}_{bare.upper()}"
        likely = [code, home, *(each for each in there if each.partition("_")[0] == bare)]
        found = next((each for each in likely if each in there), None)
        if found is not None and found not in chosen:
            chosen.append(found)
    return chosen


def computer_languages() -> list[str]:
    """The language the program speaks, then those the computer is set up for."""
    from PySide6.QtCore import QLocale

    return [language(), *QLocale.system().uiLanguages()]


def load_dictionaries(wanted: Sequence[str]) -> list[Dictionary]:
    """The system's dictionaries; none without the library or a dictionary. May take half a second."""
    try:
        import enchant
    except Exception:  # it is an addition: whatever ails the library, the note is written without it
        return []
    try:
        broker = enchant.Broker()
        return [broker.request_dict(each) for each in chosen_languages(wanted, broker.list_languages())]
    except enchant.errors.Error:
        return []


class Spelling:
    """Whether words are known, to a dictionary of the computer or as words of one's own.

    Args:
        journal: keeps the switch and the words of one's own.
        wanted: languages, the person's first.
        load: where dictionaries come from.
    """

    def __init__(self, journal: Journal, wanted: Sequence[str], load: Load = load_dictionaries) -> None:
        self._journal = journal
        self._wanted = tuple(wanted)
        self._load = load
        self._dictionaries: list[Dictionary] | None = None
        self._thread: Thread | None = None
        self._known: dict[str, bool] = {}
        self._own: set[str] | None = None

    @property
    def is_on(self) -> bool:
        """Whether the person wants it, as is the case until it is switched off."""
        return bool(self._journal.setting(SPELLING_SETTING, True))

    @property
    def is_loaded(self) -> bool:
        """Whether it is known which dictionaries there are."""
        return self._dictionaries is not None

    @property
    def is_there(self) -> bool:
        """Whether there is a dictionary to look words up in."""
        return bool(self._dictionaries)

    def begin(self) -> None:
        """Fetch the dictionaries beside what goes on; `is_loaded` says when they are there."""
        if self._thread is None and not self.is_loaded:
            self._thread = Thread(target=self.fetch, name="spelling", daemon=True)
            self._thread.start()

    def fetch(self) -> None:
        """Fetch the dictionaries now."""
        self._dictionaries = self._load(self._wanted)

    def knows(self, word: str) -> bool:
        """Whether a dictionary or the person knows the word; without a dictionary every word is known."""
        if not self._dictionaries:
            return True
        known = self._known.get(word)
        if known is None:
            plain = word.replace("’", "'")
            known = any(each.check(plain) for each in self._dictionaries)
            self._known[word] = known
        return known or word.casefold() in self._own_words()

    def suggest(self, word: str) -> list[str]:
        """At most five words that may have been meant."""
        found = [each for one in self._dictionaries or () for each in one.suggest(word)[:_SUGGESTIONS]]
        return list(dict.fromkeys(found))[:_SUGGESTIONS]

    def learn(self, word: str) -> None:
        """Keep a word as one of the person's own.

        Raises:
            UserError: it could not be stored.
        """
        words = self._own_words() | {word.casefold()}
        self._journal.set_setting(OWN_WORDS_SETTING, sorted(words)[:MOST_OWN_WORDS])
        self._own = words

    def _own_words(self) -> set[str]:
        if self._own is None:
            self._own = {str(word) for word in self._journal.setting(OWN_WORDS_SETTING, ())}
        return self._own
