"""What is stored of a known episode while it is described, and how all of it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace

from calfstretch.domain.episode import Episode
from calfstretch.errors import CalfstretchError
from calfstretch.journal import Journal
from calfstretch.ui.context import Context

_STAMPS = ("entered_at", "changed_at")


def merged(journal: Journal, shown: Episode, base: Episode, left: Iterable[str]) -> Episode:
    """The episode as it stands now with what changed in the form: another screen may have written meanwhile.

    Args:
        shown: as the form shows it.
        base: what the form's answers were laid over.
        left: fields whose number is open or cannot be read; what is stored of them stays.
    """
    current = journal.episodes.get(shown.id) or base
    names = {field.name for field in fields(Episode)} - set(left)
    changes = {name: getattr(shown, name) for name in names if getattr(shown, name) != getattr(base, name)}
    return replace(current, **changes)


def way_back(
    context: Context, opened: Episode, stored: Episode, others: Sequence[Episode] = ()
) -> Callable[[], None] | None:
    """What takes back all that was stored since the form was opened, in one step; None = the last write was all.

    Args:
        others: what was noted in a row with it: they go.
    """
    if opened.deleted_at is not None:
        return None
    journal, report = context.journal, context.report
    names = [field.name for field in fields(Episode) if field.name not in _STAMPS]
    before = {name: getattr(opened, name) for name in names if getattr(opened, name) != getattr(stored, name)}

    def back() -> None:
        current = journal.episodes.get(opened.id)
        if current is not None and before:
            try:
                journal.write("change episodes", [replace(current, **before)], delete=others)
            except CalfstretchError as error:
                report(error)

    return back


def undo_last(context: Context) -> None:
    """Take back the last thing that was written."""
    try:
        context.journal.undo()
    except CalfstretchError as error:
        context.report(error)
