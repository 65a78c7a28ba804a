"""What the preview of files shows: groups of lines, what each says, and the sentence of counts; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple, Protocol

from calfstretch.domain.found import Flag, Refusal
from calfstretch.domain.record import Record
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats
from calfstretch.ui.bring_in.words import (
    COUNTED,
    counted,
    differences,
    flag_words,
    in_line,
    kinds_words,
    verdict_words,
    why_words,
)

_MANY = 200
"""A group of so many lines is closed at first: its head says how many."""


class LineLike(Protocol):
    """One record of a file beside the diary's, as the journal's plan holds it."""

    @property
    def verdict(self) -> str: ...
    @property
    def record(self) -> Record: ...
    @property
    def standing(self) -> Record | None: ...
    @property
    def file(self) -> str: ...
    @property
    def flags(self) -> frozenset[Flag]: ...
    @property
    def ticked(self) -> bool: ...
    @property
    def why(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def can_be_ticked(self) -> bool: ...
    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> tuple[str, str]: ...


class CoveredLike(Protocol):
    """Diary days that become known as far as activities go."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def origin(self) -> str: ...


class PlanLike(Protocol):
    """What would come of files."""

    @property
    def lines(self) -> Sequence[LineLike]: ...
    @property
    def refused(self) -> Sequence[Refusal]: ...
    @property
    def nothing(self) -> Sequence[tuple[str, str]]: ...


class Shape(StrEnum):
    """What a row is."""

    HEAD = "head"
    LINE = "line"
    FILE = "file"


class Tick(StrEnum):
    """The box of a row; NONE = it has none."""

    NONE = "none"
    OFF = "off"
    ON = "on"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list.

    Args:
        when: day and time; "" = none.
        notes: one below the other: both sides of a conflict, what was guessed, why it is not read.
    """

    shape: Shape
    title: str
    when: str = ""
    detail: str = ""
    notes: tuple[str, ...] = ()


@dataclass
class Group:
    """Rows that belong together under a head that opens and closes them.

    Args:
        places: of the lines in the plans taken together; empty for files.
        files: name and sentence of what is not brought in.
        hint: what a tick means here; "" = it is taken.
    """

    title: str
    places: list[int] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    is_open: bool = True
    hint: str = ""

    def __len__(self) -> int:
        return len(self.places) or len(self.files)


class Looked(NamedTuple):
    """Plans with their lines counted and put in groups.

    Args:
        lines: of all plans, in their order.
        sentence: how many are new, known and not read.
    """

    lines: list[LineLike]
    groups: list[Group]
    sentence: str
    refused: int


def look_over(plans: Iterable[PlanLike]) -> Looked:
    """Put the lines of all plans in groups; takes a while for a whole diary."""
    plans = list(plans)
    lines: list[LineLike] = list(chain.from_iterable(plan.lines for plan in plans))
    refused = [(each.where, each.sentence) for plan in plans for each in plan.refused]
    nothing = [pair for plan in plans for pair in plan.nothing]
    groups = _groups(lines)
    if refused:
        groups.append(Group(_("Not read"), files=refused, is_open=len(refused) < _MANY))
    if nothing:
        groups.append(Group(_("Nothing to bring in"), files=list(nothing), is_open=len(nothing) < _MANY))
    return Looked(lines, groups, sentence(lines, len(refused), len(nothing)), len(refused))


_ORDER = ("conflict", "new", "newer", "older", "same")
_CLOSED = ("same", "older")


def _groups(lines: Sequence[LineLike]) -> list[Group]:
    found: dict[tuple[str, str], list[int]] = {}
    for place, line in enumerate(lines):
        found.setdefault((str(line.verdict), line.kind), []).append(place)
    kinds = list(dict.fromkeys(line.kind for line in lines))
    order = sorted(found, key=lambda key: (_ORDER.index(key[0]), kinds.index(key[1])))
    several = len(kinds) > 1
    groups = []
    for verdict, kind in order:
        places = found[verdict, kind]
        places.sort(key=lambda place: _sort_key(lines[place].record), reverse=True)
        title = verdict_words(verdict)
        if several:
            title = _("{kinds}: {verdict}").format(kinds=kinds_words(kind), verdict=title[:1].lower() + title[1:])
        is_open = verdict not in _CLOSED and (verdict == "conflict" or len(places) < _MANY or not several)
        hint = {
            "conflict": _("Ticked, the file's is taken; unticked yours stays."),
            "older": _("Yours was changed or removed later."),
        }.get(verdict, "")
        groups.append(Group(title, places, is_open=is_open, hint=hint))
    return groups


def _sort_key(record: Record) -> str:
    at = getattr(record, "at", None) or getattr(record, "started_at", None)
    if at is not None:
        return str(at.utc.isoformat())
    day = getattr(record, "day", None) or getattr(record, "first_day", None)
    return "" if day is None else str(day.isoformat())


def row_of(line: LineLike) -> Row:
    """What a line shows."""
    said = in_line(line.record)
    sizes = said.detail
    notes = [why_words(str(line.why))] if line.why else []
    if line.standing is not None and line.verdict in ("conflict", "newer", "older") and not line.why:
        here, there = _sides(line.standing, line.record)
        notes = [_("In your diary: {what}").format(what=here), _("In the file: {what}").format(what=there)]
        sizes = ""
    notes += [words for flag in Flag if flag in line.flags and (words := flag_words(flag))]
    detail = " · ".join(part for part in (sizes, line.source, line.file) if part)
    return Row(Shape.LINE, said.title, said.when, detail, tuple(notes))


def _sides(here: Record, there: Record) -> tuple[str, str]:
    """Both in words; where one line of each says the same, with what differs."""
    said = [", ".join(part for part in in_line(each) if part) for each in (here, there)]
    if said[0] == said[1]:
        differs = differences(here, there)
        said = [", ".join([words, *values]) for words, values in zip(said, differs, strict=True)]
    return said[0], said[1]


def row_of_file(name: str, why: str) -> Row:
    """What a file or a line of one shows that is not brought in."""
    return Row(Shape.FILE, name, detail=why)


def row_of_head(group: Group, ticked: int, can_be: int) -> Row:
    """What the head of a group shows.

    Args:
        ticked, can_be: how many of its lines are ticked, and could be.
    """
    count = formats.grouped(len(group))
    if can_be and ticked < can_be:
        count = _("{n} of {all} ticked").format(n=formats.grouped(ticked), all=formats.grouped(len(group)))
    return Row(Shape.HEAD, group.title, detail=" · ".join(part for part in (count, group.hint) if part))


def sentence(lines: Sequence[LineLike], refused: int, nothing: int) -> str:
    """12 new runs, 3 already in your diary, 1 file not read."""
    by: dict[str, list[LineLike]] = {}
    for line in lines:
        by.setdefault(str(line.verdict), []).append(line)
    parts = [counted(kind, found, is_new=True) for kind, found in _by_kind(by.get("new", ()))]
    parts += [_counted_verdict(verdict, len(by[verdict])) for verdict in _SAID if verdict in by]
    if refused:
        parts.append(ngettext("{n} not read", "{n} not read", refused).format(n=formats.grouped(refused)))
    if nothing and not parts:
        return _("Nothing to bring in was found in these files.")
    if not parts:
        return _("Nothing was found in these files.")
    return _("{text}.").format(text=", ".join(parts))


_SAID = ("newer", "conflict", "older", "same")


def _counted_verdict(verdict: str, n: int) -> str:
    words = {
        "newer": ngettext("{n} changed there since", "{n} changed there since", n),
        "conflict": ngettext("{n} changed here and there", "{n} changed here and there", n),
        "older": ngettext("{n} left as it is here", "{n} left as they are here", n),
        "same": ngettext("{n} already in your diary", "{n} already in your diary", n),
    }
    return words[verdict].format(n=formats.grouped(n))


def _by_kind(lines: Iterable[LineLike]) -> list[tuple[str, list[LineLike]]]:
    found: dict[str, list[LineLike]] = {}
    for line in lines:
        found.setdefault(line.kind if line.kind in COUNTED else "", []).append(line)
    return list(found.items())


def done_words(lines: Sequence[LineLike]) -> str:
    """12 runs added.

    Args:
        lines: what was brought in.
    """
    kinds = _by_kind(lines)
    if not kinds:
        return _("Brought in.")
    if len(kinds) > 3 or any(line.verdict != "new" for line in lines):
        return ngettext("{n} entry brought in.", "{n} entries brought in.", len(lines)).format(
            n=formats.grouped(len(lines))
        )
    what = ", ".join(counted(kind, found) for kind, found in kinds)
    return _("{what} added.").format(what=what)


def covered_words(covered: CoveredLike) -> tuple[str, str]:
    """The tick about a whole export, and its explanation."""
    if covered.first == covered.last:
        return (
            _("These files hold every run of {day}").format(day=formats.short_day(covered.first)),
            _("Then no other run counts as done on it. Unticked that stays unknown."),
        )
    span = {"first": formats.short_day(covered.first), "last": formats.short_day(covered.last)}
    return (
        _("These files hold every run from {first} to {last}").format(**span),
        _("Then a day between without a run counts as a day without one. Unticked it stays unknown."),
    )


def progress_words(number: int, count: int, name: str) -> str:
    """File 3 of 120: run.fit"""
    if count == 1:
        return name
    return _("File {n} of {count}: {name}").format(n=formats.grouped(number), count=formats.grouped(count), name=name)


_CONTINENTS = (
    "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/",
)  # fmt: skip


def zone_names() -> list[str]:
    """Time zones to choose from, by continent and city."""
    from zoneinfo import available_timezones

    return [*sorted(name for name in available_timezones() if name.startswith(_CONTINENTS)), "UTC"]
