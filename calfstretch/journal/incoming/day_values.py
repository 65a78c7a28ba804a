"""Habits of files as tags of one's own: each name one tag, each day one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calfstretch.domain.day import TAG_PREFIX, DayItem, number_text
from calfstretch.domain.found import FileReading, FoundDayValue, Refusal
from calfstretch.domain.moment import FIRST_YEAR, LAST_YEAR
from calfstretch.domain.person import MAX_UNIT, MOST_TAGS, NotedOf, Tag, TagKind, tag_key
from calfstretch.domain.record import MAX_NAME, Source, storable
from calfstretch.i18n import gettext as _
from calfstretch.journal.incoming.plan import Line, Verdict, Why
from calfstretch.journal.incoming.seen import Seen

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

_Values = list[tuple[FoundDayValue, str]]


class DayValueLines:
    """Gathers the habits of the files, then sets them beside the diary."""

    def __init__(self, journal: Journal, refused: list[Refusal]) -> None:
        self._journal, self._refused = journal, refused
        self._by_name: dict[str, _Values] = {}

    def add(self, found: FoundDayValue, reading: FileReading) -> None:
        """One more of a file."""
        self._by_name.setdefault(tag_key(found.name), []).append((found, reading.name))

    def lines(self) -> list[Line]:
        """The tags that are new, each before its days."""
        if not self._by_name:
            return []
        seen = Seen(self._journal, DayItem)
        there = {item.id: item for item in seen.there}
        removed = {item.id: item for item in seen.removed}
        known = {tag_key(tag.name): tag for tag in self._journal.tags.known()}
        hidden = {tag_key(tag.name): tag for tag in self._journal.tags.hidden()}
        position = max((tag.position for tag in known.values()), default=-1) + 1
        lines: list[Line] = []
        for key, values in self._by_name.items():
            tag = known.get(key)
            kind = _kind(values)
            sentence = _why_not(values, tag, kind, len(known))
            if sentence or kind is None:
                self._refused.append(Refusal(f"{values[0][1]}: {values[0][0].name}", sentence))
                continue
            if tag is None:
                tag = _tag(values[0][0], kind, position, hidden.get(key))
                known[key], position = tag, position + 1
                lines.append(
                    Line(
                        verdict=Verdict.NEW, record=tag, standing=hidden.get(key), file=values[0][1], ticked=True
                    )
                )  # fmt: skip
            lines += self._days(tag, values, there, removed, seen.gone)
        return lines

    def _days(
        self, tag: Tag, values: _Values, there: dict[str, DayItem], removed: dict[str, DayItem], gone: set[str]
    ) -> list[Line]:
        lines: list[Line] = []
        done: set[str] = set()
        for found, file in sorted(values, key=lambda each: each[0].day):
            if not FIRST_YEAR <= found.day.year <= LAST_YEAR:
                self._refused.append(Refusal(f"{file}: {found.name}", _("Its date is none that a diary can hold.")))
                continue
            value = found.value if tag.kind is TagKind.YES_NO else number_text(float(found.value))
            item = DayItem(day=found.day, item=TAG_PREFIX + tag.name, value=value, source=Source.IMPORTED)
            if item.id in done:
                continue
            done.add(item.id)
            known = there.get(item.id)
            verdict, why, ticked = Verdict.NEW, Why.NOTHING, True
            if known is not None:
                verdict, ticked = (Verdict.SAME if known.value == value else Verdict.CONFLICT), False
            elif item.id in removed or item.id in gone:
                verdict, why, ticked = Verdict.OLDER, Why.REMOVED_HERE, False
            standing = known or removed.get(item.id)
            lines.append(
                Line(verdict=verdict, record=item, standing=standing, file=file, ticked=ticked, why=why)
            )  # fmt: skip
        return lines


def _kind(values: _Values) -> TagKind | None:
    """What all values of a habit are; None = neither of the two."""
    said = {found.value for found, _file in values}
    if said <= {"yes", "no"}:
        return TagKind.YES_NO
    return TagKind.NUMBER if all(map(_is_number, said)) else None


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 1e12
    except ValueError:
        return False


def _why_not(values: _Values, tag: Tag | None, kind: TagKind | None, in_use: int) -> str:
    """Why a habit cannot become a tag; "" = it can."""
    name = " ".join(storable(values[0][0].name).split())
    if not name or len(name) > MAX_NAME or "/" in name:
        return _("A tag needs a name without a slash, of up to 96 characters.")
    if kind is None:
        return _("Its values are neither yes and no nor numbers.")
    if tag is not None and tag.kind is not kind:
        return _("There is a tag of that name already, with values of another kind.")
    if tag is None and in_use >= MOST_TAGS:
        return _("There can be {n} tags. Hide or merge one first, in Settings.").format(n=MOST_TAGS)
    return ""


def _tag(found: FoundDayValue, kind: TagKind, position: int, hidden: Tag | None) -> Tag:
    name, unit = " ".join(storable(found.name).split()), storable(found.unit).strip()[:MAX_UNIT]
    if hidden is not None and hidden.kind is kind:
        return Tag(
            id=hidden.id, name=hidden.name, noted_of=NotedOf.DAY, kind=kind, unit=hidden.unit,
            lag_days=hidden.lag_days, position=position, source=hidden.source, entered_at=hidden.entered_at,
        )  # fmt: skip
    return Tag(name=name, noted_of=NotedOf.DAY, kind=kind, unit=unit, position=position, source=Source.IMPORTED)
