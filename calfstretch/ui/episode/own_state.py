"""Which fields of one's own an episode has, and what a new one may be called; no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from calfstretch.domain.episode import OWN_FIELDS
from calfstretch.domain.person import NotedOf, Tag
from calfstretch.i18n import gettext as _


def own_fields(tags: Iterable[Tag]) -> list[Tag]:
    """The fields of one's own that are noted of an episode, in the person's order."""
    found = [tag for tag in tags if tag.noted_of is NotedOf.EPISODE]
    return sorted(found, key=lambda tag: (tag.position, tag.name.casefold()))


def own_name_problem(name: str, tags: Iterable[Tag]) -> str:
    """What is wrong with the name of a new field; "" = nothing."""
    own = own_fields(tags)
    if not name:
        return _("A name is needed.")
    if "/" in name:
        return _("A name without a slash, please.")
    if any(tag.name.casefold() == name.casefold() for tag in own):
        return _("There is a field of that name already.")
    return "" if len(own) < OWN_FIELDS else _("There are {n} fields already.").format(n=OWN_FIELDS)


def own_number(text: str) -> float | None:
    """The number noted in a field of one's own; None = none, or no number."""
    try:
        return float(text)
    except ValueError:
        return None
