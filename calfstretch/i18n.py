"""gettext for every sentence, with and without Qt."""

from __future__ import annotations

import gettext as _gettext
import os

from calfstretch.assets_dir import assets_dir

DOMAIN = "calfstretch"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def install(language: str | None = None) -> str:
    """Choose the language of every later sentence.

    Args:
        language: a code such as "de" or "en_GB"; None follows the environment; a language without a catalogue
            leaves the English sentences of the source.

    Returns:
        The code of the catalogue in use, "en" where none was found.
    """
    global _current, _language
    languages = [language] if language else _environment_languages()
    folder = assets_dir() / "i18n"
    if not languages or languages[0].split("_")[0] == "en":
        _current = _gettext.NullTranslations()
        _language = "en"
        return _language
    _current = _gettext.translation(DOMAIN, folder, languages=languages, fallback=True)
    _language = str(_current.info().get("language", "en")) if _current.info() else "en"
    return _language


def language() -> str:
    """The code of the catalogue in use."""
    return _language


def _environment_languages() -> list[str]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return [part.split(".")[0] for part in value.split(":") if part and part not in ("C", "POSIX", "C.UTF-8")]
    return []


def gettext(message: str) -> str:
    """The sentence in the person's language."""
    return _current.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The sentence for n things; the caller formats the number into it."""
    return _current.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The word in the person's language where one English word has several meanings."""
    return _current.pgettext(context, message)
