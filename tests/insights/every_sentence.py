"""What the tests of every sentence share: when one is not whole, and which of the source were asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from types import ModuleType

import pytest

BROKEN = re.compile(r"(?<!“)\b(None|nan|inf)\b(?! (?:before|after))|[{}]|  | [.,;:](?!\S)|\.\.|,\.|^\s|\s$")
"""Marks of a sentence with a hole in it, or with a value no person can read."""


class HearsSentences:
    """Listens to which sentences of some modules are asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, modules: Iterable[ModuleType]) -> None:
        self._asked: set[str] = set()
        for module in modules:
            for name in ("_", "ngettext", "pgettext"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, self._heard(getattr(module, name)))

    def all_of(self, forms: Iterable[str]) -> bool:
        """Whether a sentence was asked for, singular and plural."""
        return self._asked.issuperset(forms)

    def _heard(self, translate: Callable[..., str]) -> Callable[..., str]:
        def ask(*words: str | int) -> str:
            self._asked.update(word for word in words if isinstance(word, str))
            return translate(*words)

        return ask
