"""What reading our own tables back has in common: refusals with table, line and column, and identities worked out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from calfstretch.domain.found import Refusal
from calfstretch.domain.record import MAX_TEXT, Record, worked_out_id
from calfstretch.exchange.activities.table import Limits
from calfstretch.exchange.activities.watch import MB, RefusedFile
from calfstretch.exchange.safe_file import refuse_what_is_no_file
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext

MOST_REFUSALS = 1000
OWN_BYTES = 500 * MB
"""Most bytes of all tables of an archive: a hundred years with twenty entries a day have some 300 MB."""
LIMITS = Limits(columns=64, field=MB, rows=1_000_000, size=200 * MB, lines=MAX_TEXT)
"""Ours may hold whole notes with a line for every letter."""
LONGEST_ID = 200
UNFIT = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError, AssertionError)
"""What our records raise at values no diary holds."""
_WITHOUT_ID = "1f6f2f0a-6a3e-4d0e-9a51-5b0d8f1c7e26"
_SHOWN = 40


class NotReadError(ValueError):
    """A row is not brought in; the text says why, in the person's words."""


class Refusals:
    """What of a file is not brought in; of very many the first ones, and how many more there are."""

    def __init__(self) -> None:
        self._found: list[Refusal] = []
        self._more = 0

    def add(self, where: str, sentence: str) -> None:
        """One more."""
        if len(self._found) < MOST_REFUSALS:
            self._found.append(Refusal(where, sentence))
        else:
            self._more += 1

    def all(self) -> tuple[Refusal, ...]:
        """All of them."""
        if not self._more:
            return tuple(self._found)
        said = ngettext("{count} more is not brought in.", "{count} more are not brought in.", self._more)
        return (*self._found, Refusal("", said.format(count=self._more)))


class Identities:
    """Sees to it that each identity stands in a table once, and works out those that a row does not say."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()
        self._alike: dict[tuple[str, ...], int] = {}

    def of_content(self, table: str, cells: Iterable[str]) -> str:
        """The identity of a row without one: the same whenever it is read, another for its double in one file."""
        key = (table, *cells)
        number = self._alike[key] = self._alike.get(key, 0) + 1
        return worked_out_id(_WITHOUT_ID, "\x1f".join((*key, str(number))))

    def check(self, record: Record, said: str) -> None:
        """Raises NotReadError for an identity that another row has, or that its day or number does not allow."""
        if said and said != record.id:
            raise NotReadError(
                _("Its id “{id}” does not go with what it says; it would be “{wanted}”.").format(
                    id=shown(said), wanted=shown(record.id)
                )
            )
        if not 0 < len(record.id) <= LONGEST_ID:
            raise NotReadError(_("Its id is longer than {count} characters.").format(count=LONGEST_ID))
        if (record.TABLE, record.id) in self._seen:
            raise NotReadError(_("An entry with the same id stands further up in the file: that one is taken."))
        self._seen.add((record.TABLE, record.id))


def cannot_stand(column: str, value: str, what: str) -> NotReadError:
    """The reason of a cell that cannot be read."""
    return NotReadError(
        _("“{value}” in column {column} is not {what}.").format(value=shown(value), column=column, what=what)
    )


def not_allowed(column: str, value: str) -> NotReadError:
    """The reason of a value that no entry can have."""
    return NotReadError(
        _("“{value}” in column {column} is nothing that an entry can hold.").format(value=shown(value), column=column)
    )


def shown(text: str) -> str:
    """The text short enough for a sentence, on one line."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: _SHOWN * 2]).split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def refuse_no_file(path: Path) -> None:
    """Raises RefusedFile where nothing can be opened under that name."""
    try:
        refuse_what_is_no_file(path)
        path.stat()
    except (OSError, ValueError) as error:
        raise cannot_open(error) from error


def cannot_open(error: Exception) -> RefusedFile:
    """The refusal of a file that the system does not give."""
    reason = getattr(error, "strerror", None) or str(error)
    return RefusedFile(_("It cannot be opened: {reason}.").format(reason=reason))
