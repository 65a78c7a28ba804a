"""The sheet that names every file of the diary, and what else lies beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal.place import Place, look
from calfstretch.ui.context import Context
from calfstretch.ui.settings.place_words import count_words, kinds, name_in, shown, size_words, what_words
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import body, secondary


class FilesSheet(Stack):
    """Content of a sheet."""

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, gap=20)
        place = look(context.journal, context.data_dir)
        lead = Stack(context.theme, gap=4)
        lead.add(secondary(context.theme, _("In this folder:")))
        lead.add(body(context.theme, shown(place.folder)))
        self.add(lead)
        for group in file_groups(context.theme, place):
            self.add(group)
        for part in others_groups(context.theme, place):
            self.add(part)


def file_groups(theme: Theme, place: Place) -> list[QWidget]:
    """A group for each kind of file, with the name and size of each."""
    groups: list[QWidget] = []
    for what, files in kinds(place):
        names = [_("{name}, {size}").format(name=_name(place, file.path), size=size_words(file.size)) for file in files]
        # Of one file its own line says it all.
        groups.append(group(theme, what_words(what), count_words(files) if len(files) > 1 else "", names))
    return groups


def others_groups(theme: Theme, place: Place) -> list[QWidget]:
    """What else lies in the folder, apart what looks like the diary."""
    rest = [path for path in place.others if path not in place.conflicted]
    found: list[QWidget] = []
    for title, paths in (
        (_("Copies of the diary that another program made, never touched: remove them by hand"), place.conflicted),
        (_("Not of calfstretch, never touched"), rest),
    ):
        if paths:
            count = ngettext("{n} file", "{n} files", len(paths)).format(n=len(paths))
            names = [_name(place, path) for path in paths]
            found.append(group(theme, title, count if len(paths) > 1 else "", names))
    return found


def group(theme: Theme, title: str, count: str, names: Iterable[str]) -> Stack:
    """A heading, how much it is ("" = not said), and the names below."""
    part = Stack(theme, gap=2)
    part.add(body(theme, title, strong=True))
    if count:
        part.add(secondary(theme, count))
    part.add(secondary(theme, "\n".join(names)))
    return part


def _name(place: Place, path: Path) -> str:
    return name_in(place.folder, Path(shown(path)))
