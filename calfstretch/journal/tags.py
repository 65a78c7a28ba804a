"""What can be done with tags of one's own: add, note, rename, merge, hide, put in order; each keeps its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from calfstretch.domain.day import TAG_PREFIX, DayItem
from calfstretch.domain.episode import Episode
from calfstretch.domain.person import MOST_TAGS, NotedOf, Tag, TagKind, merged_value, tag_key
from calfstretch.domain.record import Record
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.storage import records

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal, Written


class Tags:
    """The journal's part for tags."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    # -- reading -----------------------------------------------------------------------------------------

    def known(self, noted_of: NotedOf = NotedOf.DAY) -> list[Tag]:
        """The tags in use, in their order."""
        found = [tag for tag in self._journal.everything(Tag) if tag.noted_of is noted_of]
        return sorted(found, key=lambda tag: (tag.position, tag_key(tag.name)))

    def hidden(self, noted_of: NotedOf = NotedOf.DAY) -> list[Tag]:
        """Tags that are no longer offered, by name; one whose name is in use again is not among them."""
        used = {tag_key(tag.name) for tag in self.known(noted_of)}
        found: dict[str, Tag] = {}
        for tag in records.in_bin(self._journal.database.connection, Tag):
            if tag.noted_of is noted_of and tag_key(tag.name) not in used:
                found.setdefault(tag_key(tag.name), tag)
        return [found[key] for key in sorted(found)]

    def find(self, name: str, noted_of: NotedOf = NotedOf.DAY) -> Tag | None:
        """The tag in use with this name, however its letters and blanks are written; None = there is none."""
        return next((tag for tag in self.known(noted_of) if tag_key(tag.name) == tag_key(name)), None)

    def days_of_both(self, one: Tag, other: Tag) -> int:
        """On how many days (or in how many episodes) both were noted."""
        if one.noted_of is NotedOf.EPISODE:
            return sum(
                len({tag_key(name) for name, _value in episode.own} & {tag_key(one.name), tag_key(other.name)}) == 2
                for episode in self._episodes(one, other)
            )
        return len({item.day for item in self._items(one.name)} & {item.day for item in self._items(other.name)})

    # -- changing ----------------------------------------------------------------------------------------

    def add(
        self, name: str, *, noted_of: NotedOf = NotedOf.DAY, kind: TagKind = TagKind.YES_NO, unit: str = ""
    ) -> Written:
        """Add a tag, or bring a hidden one of that name back as it was.

        Raises:
            UserError: there is one already, or there are as many as can be, or it is no name.
        """
        return self._journal.write("add tags", [self._new(name, noted_of, kind, unit)])

    def note(self, day: date, name: str, value: str) -> Written:
        """Note a tag of a day; one that is not known yet is added with it.

        Raises:
            UserError: it would be one tag too many, or it is no name.
        """
        tag = self.find(name)
        put: list[Record] = [] if tag is not None else [self._new(name, NotedOf.DAY, TagKind.YES_NO, "")]
        written = tag.name if tag is not None else " ".join(name.split())
        return self._journal.write("add tags", [*put, DayItem(day=day, item=TAG_PREFIX + written, value=value)])

    def rename(self, tag: Tag, name: str) -> Written:
        """Give a tag another name, with everything noted of it.

        Raises:
            UserError: another tag has that name, or it is no name.
        """
        name = _checked(name)
        other = self.find(name, tag.noted_of)
        if other is not None and other.id != tag.id:
            raise UserError(_("There is a tag “{name}” already. The two can be merged.").format(name=other.name))
        put, gone = self._moved(tag, name)
        return self._journal.write("rename tags", [replace(tag, name=name), *put], delete=gone)

    def merge(self, gone: Tag, into: Tag) -> Written:
        """Make two tags one: everything noted of `gone` is noted of `into`. Of a day with both, a yes stays a yes.

        Raises:
            UserError: one holds numbers and the other yes or no, or they are of another unit.
        """
        if gone.id == into.id or gone.noted_of is not into.noted_of:
            raise ValueError("merge: two tags of one kind of entry are needed")
        if (gone.kind, gone.unit) != (into.kind, into.unit):
            raise UserError(_("A number and a yes or no, or two units, cannot be merged."))
        put, old = self._moved(gone, into.name)
        return self._journal.write("merge tags", put, delete=[*old, gone])

    def hide(self, tag: Tag) -> Written:
        """Offer the tag no longer; what was noted of it stays on its days."""
        return self._journal.write("hide tags", delete=[tag])

    def move(self, tag: Tag, places: int) -> Written:
        """Put a tag so many places further down (negative: up)."""
        order = self.known(tag.noted_of)
        at = next(place for place, one in enumerate(order) if one.id == tag.id)
        order.insert(max(0, min(len(order) - 1, at + places)), order.pop(at))
        changed = [replace(one, position=place) for place, one in enumerate(order) if one.position != place]
        return self._journal.write("order tags", changed)

    # -- parts -------------------------------------------------------------------------------------------

    def _new(self, name: str, noted_of: NotedOf, kind: TagKind, unit: str) -> Tag:
        name = _checked(name)
        known = self.known(noted_of)
        if any(tag_key(tag.name) == tag_key(name) for tag in known):
            raise UserError(_("There is a tag of that name already."))
        if len(known) >= MOST_TAGS:
            raise UserError(_("There can be {n} tags. Hide or merge one first, in Settings.").format(n=MOST_TAGS))
        position = max((tag.position for tag in known), default=-1) + 1
        back = next((tag for tag in self.hidden(noted_of) if tag_key(tag.name) == tag_key(name)), None)
        if back is not None and (kind, unit) in ((back.kind, back.unit), (TagKind.YES_NO, "")):
            return replace(back, position=position, deleted_at=None)
        return Tag(name=name, noted_of=noted_of, kind=kind, unit=unit.strip(), position=position)

    def _moved(self, tag: Tag, name: str) -> tuple[list[Record], list[Record]]:
        """What stands under a tag, under another name: what to store and what goes."""
        if tag.noted_of is NotedOf.EPISODE:
            return [replace(episode, own=_own(episode.own, tag.name, name)) for episode in self._episodes(tag)], []
        there = {item.day: item for item in self._items(name)}
        put: dict[date, DayItem] = {}
        gone: list[Record] = []
        for item in self._items(tag.name):
            known = put.get(item.day) or there.get(item.day)
            value = item.value if known is None or known.id == item.id else merged_value(known.value, item.value)
            put[item.day] = replace(item if known is None else known, item=TAG_PREFIX + name, value=value)
            if item.item != TAG_PREFIX + name:
                gone.append(item)
        return list(put.values()), gone

    def _items(self, name: str) -> list[DayItem]:
        found = records.where(self._journal.database.connection, DayItem, "item GLOB 'tag:*'", ())
        return [item for item in found if tag_key(item.item[len(TAG_PREFIX) :]) == tag_key(name)]

    def _episodes(self, *tags: Tag) -> list[Episode]:
        wanted = {tag_key(tag.name) for tag in tags}
        found = records.where(self._journal.database.connection, Episode, "own <> '[]'", ())
        return [episode for episode in found if wanted & {tag_key(name) for name, _value in episode.own}]


def _own(own: Sequence[tuple[str, str]], old: str, new: str) -> tuple[tuple[str, str], ...]:
    said: dict[str, str] = {}
    for name, value in own:
        to = new if tag_key(name) in (tag_key(old), tag_key(new)) else name
        is_kept = tag_key(name) == tag_key(new)
        known = said.get(to)
        said[to] = value if known is None else merged_value(value, known) if is_kept else merged_value(known, value)
    return tuple(said.items())


def _checked(name: str) -> str:
    name = " ".join(name.split())
    try:
        return Tag(name=name).name
    except ValueError:
        raise UserError(_("A name without a slash is needed, of up to 96 characters.")) from None
