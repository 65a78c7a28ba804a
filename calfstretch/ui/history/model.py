"""The rows of the history as a model that loads the days as they are looked at, and no more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QElapsedTimer, QModelIndex, QObject, QPersistentModelIndex, Qt

from calfstretch.journal import Journal
from calfstretch.journal.days import DayEntries
from calfstretch.ui import formats
from calfstretch.ui.history.filters import Filter
from calfstretch.ui.history.index import HistoryIndex
from calfstretch.ui.history.state import Row, Shape, history_rows, is_blank, run_length

# At first so many days are read, then fewer at a time, so that no step of scrolling is a long one.
CHUNK_DAYS, GROW_DAYS = 30, 8
# While a filter finds little, so long is read before the screen breathes.
_BREATH_MS = 8
_ENOUGH_ROWS = 30
# Laying out a list takes longer the longer it is: beyond this the far end is let go, and read again when looked at.
MOST_ROWS, KEPT_ROWS = 500, 320
_ENTRY_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """A span of diary days, newest first, growing at both ends.

    Attributes:
        wanted: the filter in force.
    """

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._rows: list[Row] = []
        self._days: list[DayEntries] = []  # newest first
        self._first: date | None = None
        self._today = journal.today()
        self.wanted = Filter()
        self.index_of_words = HistoryIndex(journal.days.range, lambda: journal.day_start_h)

    # -- what it holds -----------------------------------------------------------------------------------

    @property
    def is_empty_diary(self) -> bool:
        """Whether the diary has no entry at all."""
        return self._first is None

    @property
    def first_day(self) -> date | None:
        """The earliest day with an entry; None = the diary is empty."""
        return self._first

    def days_loaded(self) -> int:
        """How many days are in memory."""
        return len(self._days)

    def oldest_loaded(self) -> date | None:
        """The earliest day in memory; None = none."""
        return self._days[-1].day if self._days else None

    def row(self, index: Index) -> Row | None:
        """The row of an index; None for none."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def entries(self, day: date) -> DayEntries | None:
        """The entries of a day in memory."""
        if not self._days:
            return None
        place = (self._days[0].day - day).days
        return self._days[place] if 0 <= place < len(self._days) else None

    def find(self, key: str) -> QModelIndex:
        """The index of a row; invalid where it is not loaded."""
        return next((self.index(at) for at, row in enumerate(self._rows) if row.key == key), QModelIndex())

    def find_day(self, day: date) -> QModelIndex:
        """The head of a day, or the gap it lies in, or the nearest older row."""
        for at, row in enumerate(self._rows):
            last = row.last_day or row.day
            if last <= day:
                return self.index(at)
        return QModelIndex()

    def near(self, at: int) -> QModelIndex:
        """The row at this place that can be chosen, or the nearest one; invalid where there is none."""
        order = [*range(min(at, len(self._rows) - 1), -1, -1), *range(max(at, 0), len(self._rows))]
        if 0 <= at < len(self._rows):
            order = [*range(at, len(self._rows)), *range(at, -1, -1)]
        return next((self.index(place) for place in order if self._rows[place].can_be_chosen), QModelIndex())

    def is_behind(self) -> bool:
        """Whether another day has begun since the last loading."""
        return self._journal.today() != self._today

    # -- loading -----------------------------------------------------------------------------------------

    @property
    def newest_wanted(self) -> date:
        """The newest day the filter lets through."""
        return self._today if self.wanted.last is None else min(self._today, self.wanted.last)

    @property
    def oldest_wanted(self) -> date:
        """The earliest day the filter lets through and the diary has."""
        first = self._first or self._today
        return first if self.wanted.first is None else max(first, self.wanted.first)

    def load(self, around: date | None = None, wanted: Filter | None = None, *, changed: bool = True) -> None:
        """Begin anew, at the newest day or some days above `around`.

        Args:
            wanted: what to let through from now on; None = as before.
            changed: whether the diary may hold something else than at the last loading.
        """
        if changed:
            self.index_of_words.clear()
        self.beginResetModel()
        self.wanted = self.wanted if wanted is None else wanted
        self._today = self._journal.today()
        self._first = self._journal.first_day()
        self._rows, self._days = [], []
        if self._first is not None:
            newest = self.newest_wanted
            if around is not None:
                newest = min(newest, around + timedelta(days=CHUNK_DAYS // 3))
            if newest >= self.oldest_wanted:
                self._days = self._read(newest, self._reach(newest, CHUNK_DAYS))
            self._rows = self._made(self._days)
        self.endResetModel()
        self._go_on()

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008, N802 - Qt's own
        """Whether older days are left."""
        return not parent.isValid() and bool(self._days) and self._days[-1].day > self.oldest_wanted

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008, N802 - Qt's own
        """Load older days."""
        if self.canFetchMore(parent):
            self._older()
            self._go_on()

    def can_fetch_newer(self) -> bool:
        """Whether newer days are left, after a jump back."""
        return bool(self._days) and self._days[0].day < self.newest_wanted

    def fetch_newer(self) -> None:
        """Load newer days above those shown."""
        if not self.can_fetch_newer():
            return
        newest = min(self.newest_wanted, self._days[0].day + timedelta(days=GROW_DAYS))
        days = self._read(newest, (newest - self._days[0].day).days)
        run = self._run(self._days)
        gone = run_length(run, self.wanted)
        self._replace(0, gone, self._made([*days, *self._days[:run]]))
        self._days = [*days, *self._days]

    def let_go_newest(self) -> None:
        """Let go of the newest days where there are too many rows."""
        if len(self._rows) <= MOST_ROWS:
            return
        excess = range(len(self._rows) - KEPT_ROWS, len(self._rows))
        # Cut above the head of a recorded day: a run of blank days stays whole.
        cut = next((at for at in excess if self._rows[at].shape is Shape.DAY), 0)
        if cut:
            gone = (self._days[0].day - self._rows[cut].day).days
            self._days = self._days[gone:]
            self._replace(0, cut, [])

    def let_go_oldest(self) -> None:
        """Let go of the oldest days where there are too many rows."""
        if len(self._rows) <= MOST_ROWS:
            return
        cut = next((at for at in range(KEPT_ROWS, 0, -1) if self._rows[at].shape is Shape.DAY), 0)
        if cut:
            # The day of the cut goes as well; what is kept ends with the day above it, blank ones included.
            kept = (self._days[0].day - self._rows[cut].day).days
            self._days = self._days[:kept]
            self._replace(cut, len(self._rows) - cut, [])

    def _older(self) -> None:
        day = self._days[-1].day - timedelta(days=1)
        days = self._read(day, self._reach(day, GROW_DAYS))
        # A run of blank days may go on: its rows are made anew with what follows.
        run = self._run(self._days[::-1])
        gone = run_length(run, self.wanted)
        again = self._days[len(self._days) - run :]
        self._replace(len(self._rows) - gone, gone, self._made([*again, *days]))
        self._days = [*self._days, *days]

    def _go_on(self) -> None:
        spent = QElapsedTimer()
        spent.start()
        while len(self._rows) < _ENOUGH_ROWS and self.wanted.is_on and self.canFetchMore():
            self._older()
            if spent.elapsed() >= _BREATH_MS:
                return

    def _reach(self, newest: date, usual: int) -> int:
        """How many days are read at once, from the newest on back."""
        return self.index_of_words.reach(newest, self.oldest_wanted, self.wanted) if self.wanted.is_on else usual

    def _read(self, newest: date, count: int) -> list[DayEntries]:
        oldest = max(self.oldest_wanted, newest - timedelta(days=count - 1))
        if self.wanted.is_on:
            return self.index_of_words.entries(oldest, newest, self.wanted)[::-1]
        return self._journal.days.range(oldest, newest)[::-1]

    def _run(self, days: list[DayEntries]) -> int:
        count = 0
        if self.wanted.is_on:
            return count  # no blank day has a row
        for entries in days:
            if not is_blank(entries, self._today):
                break
            count += 1
        return count

    def _made(self, days: list[DayEntries]) -> list[Row]:
        return history_rows(days, self._today, self._journal.day_start_h, self.wanted)

    def _replace(self, at: int, gone: int, rows: list[Row]) -> None:
        if gone:
            self.beginRemoveRows(QModelIndex(), at, at + gone - 1)
            del self._rows[at : at + gone]
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()

    # -- Qt ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None or not row.can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return _ENTRY_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.shape is Shape.ENTRY:
                return f"{row.words}, {formats.long_day(row.day, self._today)}"
            return row.words
        return None
