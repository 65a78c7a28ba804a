"""What would come of a file before anything of it is written: the lines of the preview."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from calfstretch.domain.found import Flag, Refusal, Units
from calfstretch.domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from calfstretch.domain.contents import SettingEntry, Tombstone
    from calfstretch.journal.journal import Journal


class Verdict(StrEnum):
    """How something of a file stands to the diary."""

    NEW = "new"  # the diary does not know it
    SAME = "same"  # it is there already
    NEWER = "newer"  # the file's is later, or fills in what is blank: it replaces the diary's
    OLDER = "older"  # the diary's is later, or it was removed here later: the diary's stays
    CONFLICT = "conflict"  # both sides were changed, or two words stand against each other


class Why(StrEnum):
    """What else is to be said of a line."""

    NOTHING = ""
    FILLS_IN = "fills_in"  # a typed activity: what was typed stays, what is blank is filled in
    REMOVED_HERE = "removed_here"  # OLDER: the person removed it here
    REMOVED_THERE = "removed_there"  # NEWER: it was removed in the file's diary and goes into the bin here
    TWICE = "twice"  # SAME: it stands in another chosen file too, where more is known of it
    LIKELY_DOUBLE = "likely_double"  # another app logged the same amount in the same minute; not ticked


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record of a file beside the diary's.

    Args:
        verdict: how it stands to the diary.
        record: what is written when the line is ticked: the file's, or the diary's with what the file adds.
        standing: the diary's own as it stands, also from the bin; None = there is none.
        file: the name of the file, as the person knows it.
        flags: what was guessed or worked out.
        ticked: it is written; of NEW, NEWER and CONFLICT alone the person can change it (`can_be_ticked`).
        why: what else is to be said.
        source: of a drink the app that logged it, else "".
    """

    verdict: Verdict
    record: Record
    standing: Record | None = None
    file: str = ""
    flags: frozenset[Flag] = frozenset()
    ticked: bool = False
    why: Why = Why.NOTHING
    source: str = ""

    @property
    def can_be_ticked(self) -> bool:
        """Whether bringing it in would change anything."""
        return self.verdict is not Verdict.SAME

    @property
    def kind(self) -> str:
        """The table of the record, such as "activities"."""
        return self.record.TABLE

    @property
    def key(self) -> tuple[str, str]:
        """Table and identity: tells lines of one plan apart, also of a plan made anew."""
        return self.record.TABLE, self.record.id


class Covered(NamedTuple):
    """Diary days that become known as far as activities go: where none is recorded none was done.

    Args:
        first, last: both included; only days that have ended.
        origin: the file or service, in words.
    """

    first: date
    last: date
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What was guessed of all the files together, shown above the lines.

    Args:
        zone: at least one start was placed in the computer's (or the chosen) time zone; zone_name says which.
        units: at least one distance was read in these units though the file does not say; None = none was.
        drink_sources: the apps that logged drinks, by name; two or more = the person chooses.
    """

    zone: bool = False
    zone_name: str = ""
    units: Units | None = None
    drink_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChoices:
    """What the person chose above the lines.

    Args:
        zone: for starts whose file knows none; None = the computer's.
        units: for distances whose file does not say; None = as the numbers of each file suggest.
        drink_sources: the apps whose drinks are taken; None = all of them.
        declare_covered: a day between the first and the last activity without one had none. None = where a whole
            export says so. True = those that the plan could cover.
    """

    zone: tzinfo | None = None
    units: Units | None = None
    drink_sources: frozenset[str] | None = None
    declare_covered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be written, and what would not.

    Args:
        lines: in the order in which they are written.
        refused: what is not brought in, with the reason.
        nothing: files without anything to bring in although they are sound: name and why.
        covered: days to be declared; None = none are.
        could_cover: the days that `declare_covered` would declare; None = there are none, or they are known already.
        assumptions: what was guessed.
        settings, tombstones: of another diary, those that are later than this one's.
        label: of the write, for undo: "import activities" or "import diary".
    """

    lines: tuple[Line, ...] = ()
    refused: tuple[Refusal, ...] = ()
    nothing: tuple[tuple[str, str], ...] = ()
    covered: Covered | None = None
    could_cover: Covered | None = None
    assumptions: Assumptions = Assumptions()
    settings: tuple[SettingEntry, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    label: str = "import activities"
    # How it was made, so that it can be made anew where the diary has changed since.
    basis: Basis | None = field(default=None, compare=False, repr=False)

    @property
    def changes_anything(self) -> bool:
        """Whether bringing it in would write anything."""
        return bool(any(line.ticked for line in self.lines) or self.covered or self.settings or self.tombstones)

    def count(self, verdict: Verdict, kind: str | None = None) -> int:
        """How many lines have this verdict, of one table or of all."""
        return sum(line.verdict is verdict and kind in (None, line.kind) for line in self.lines)

    def ticking(self, ticks: dict[int, bool]) -> Plan:
        """The same with other ticks, by the line's place in `lines`; what cannot be ticked stays as it is."""
        lines = list(self.lines)
        for place, ticked in ticks.items():
            if lines[place].can_be_ticked:
                lines[place] = replace(lines[place], ticked=ticked)
        return replace(self, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan was made of.

    Args:
        batch: number of the diary's last write when it was made.
        again: makes it anew on a journal.
    """

    batch: int
    again: Callable[[Journal], Plan]
