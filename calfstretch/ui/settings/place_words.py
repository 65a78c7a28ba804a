"""Words for the files of the diary: what each is, how large, and where."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal.place import OwnFile, Place, What
from calfstretch.ui import formats


def what_words(what: What) -> str:
    """What files of a kind are."""
    return {
        What.DIARY: _("The diary"),
        What.COPY: _("Copies"),
        What.SET_ASIDE: _("Diaries that were set aside"),
        What.MOMENT: _("Cramps that wait for the diary"),
        What.REMEMBERED: _("What stood in the diary last, to notice a loss"),
        What.LOG: _("Log of the program's mistakes, without anything you typed"),
        What.LOCK: _("Sign that the diary is open"),
        What.LEFTOVER: _("Half-made files"),
    }[what]


def size_words(size: int) -> str:
    """Bytes as people say them: 412 KB, 9.4 MB."""
    if size < 1000:
        return ngettext("{n} byte", "{n} bytes", size).format(n=size)
    if size < 1_000_000:
        return _("{n} KB").format(n=round(size / 1000))
    return _("{n} MB").format(n=formats.decimal(size / 1_000_000))


def count_words(files: Iterable[OwnFile]) -> str:
    """How many files and how large: 3 files, 412 KB."""
    found = tuple(files)
    size = size_words(sum(file.size for file in found))
    return ngettext("{n} file, {size}", "{n} files, {size}", len(found)).format(n=len(found), size=size)


def kinds(place: Place) -> list[tuple[What, list[OwnFile]]]:
    """The kinds there are, each with its files."""
    return [(what, files) for what in What if (files := place.of(what))]


def name_in(folder: Path, path: Path) -> str:
    """The name of a file as seen from the folder; the whole path where it is elsewhere."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def shown(path: Path) -> str:
    """A path, with odd bytes of its name made readable."""
    return os.fsencode(path).decode("utf-8", "replace")


def kind_words(place: Place) -> str:
    """Why the diary is in this folder."""
    return {
        "usual": _("This is the usual folder of your account."),
        "portable": _("This is the folder beside the program: both travel together, on a stick for example."),
        "named": _("This folder was named at the start (--data-dir or CALFSTRETCH_DATA_DIR)."),
    }[place.kind]
