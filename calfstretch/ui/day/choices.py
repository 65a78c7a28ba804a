"""What a click on a chip of the day's sheet means for the items of the day, and what they show as chips; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calfstretch.domain.day import MINERALS, SALT_FORMS, TAG_PREFIX, DayItem, Item, salts_text, salts_words
from calfstretch.domain.person import tag_key
from calfstretch.i18n import gettext as _

COOL, USUAL, HOT = "cool", "usual", "hot"
HEELS, NO_HEELS = "heels", "no_heels"
NONE, TAKEN = "none", "yes"
FORMS = ("tablet", "food", "drink")
Items = Mapping[str, DayItem]
Values = dict[str, str | None]


def footwear_tags() -> tuple[str, ...]:
    """Ready-made tags of what was worn, beside heels."""
    return _("Flat shoes"), _("Barefoot"), _("New shoes"), _("Work boots")


def ready_tags() -> tuple[str, ...]:
    """Ready-made tags that are offered until they are hidden."""
    return _("Sitting long"), _("Caffeine"), _("Fever"), _("Hot room"), _("Sweaty day")


def cool_tag() -> str:
    """The tag of a day cooler than usual: the diary itself knows hot or not."""
    return _("Cool day")


def tag_item(name: str) -> str:
    """The item name of a tag."""
    return TAG_PREFIX + name


def is_ticked(items: Items, name: str) -> bool:
    """Whether a tag is noted with yes, however its name is written."""
    return any(item.value == "yes" and _is(item.item, name) for item in items.values())


def is_tag_row(item: str, items: Items) -> bool:
    """Whether an item stands among the tags, and not in a row of its own."""
    if item in (Item.TRAVEL, Item.ALCOHOL):
        return True
    in_a_row = any(_is(item, name) for name in (*footwear_tags(), cool_tag()))
    return item.startswith(TAG_PREFIX) and not (in_a_row and items[item].value == "yes")


def is_shown_as_tag(name: str) -> bool:
    """Whether a tag stands among the tags: what was worn and a cool day have rows of their own."""
    return tag_key(name) not in {tag_key(known) for known in (*footwear_tags(), cool_tag())}


def _is(item: str, name: str) -> bool:
    return item.startswith(TAG_PREFIX) and tag_key(item[len(TAG_PREFIX) :]) == tag_key(name)


def _written(items: Items, name: str) -> str:
    """The item of a tag as it is written on the day already, or as it would be."""
    return next((item for item in items if _is(item, name)), tag_item(name))


def _value(items: Items, item: str) -> str | None:
    return items[item].value if item in items else None


# -- heat ------------------------------------------------------------------------------------------------


def heat(items: Items) -> str | None:
    """Cool, usual or hot; None = not noted."""
    if _value(items, Item.HOT_DAY) == "yes":
        return HOT
    if is_ticked(items, cool_tag()):
        return COOL
    return USUAL if Item.HOT_DAY in items else None


def heat_noted(items: Items, choice: object) -> Values:
    """What a chip of the heat stores: hot is a hot day, cool and usual are none."""
    values: Values = {Item.HOT_DAY: None if choice is None else "yes" if choice == HOT else "no"}
    cool = _written(items, cool_tag())
    if choice == COOL:
        values[cool] = "yes"
    elif cool in items:
        values[cool] = None
    return values


# -- salts -----------------------------------------------------------------------------------------------


def salts(items: Items) -> tuple[str, ...]:
    """The chips of the salts: none, plainly taken, or how and which."""
    value = _value(items, Item.SALTS)
    if value is None:
        return ()
    return (NONE,) if value == "no" else (TAKEN,) if value == "yes" else salts_words(value)


def salts_noted(before: Sequence[str], after: Sequence[object]) -> str | None:
    """The value of salts after a click: None is apart from all others, no chip is not noted."""
    new = [word for word in after if word not in before]
    if NONE in new:
        return "no"
    words = [str(word) for word in after if word in (*SALT_FORMS, *MINERALS)]
    if words:
        return salts_text(words)
    return "no" if NONE in after else "yes" if TAKEN in after else None


def asks_which(items: Items) -> bool:
    """Whether it is asked which salts: once something was taken."""
    return _value(items, Item.SALTS) not in (None, "no") or _value(items, Item.ELECTROLYTE_DRINK) == "yes"


# -- footwear --------------------------------------------------------------------------------------------


def footwear(items: Items) -> tuple[str, ...]:
    """The chips of what was worn."""
    heels = {"yes": (HEELS,), "no": (NO_HEELS,)}.get(_value(items, Item.HEELS) or "", ())
    return (*heels, *(name for name in footwear_tags() if is_ticked(items, name)))


def footwear_noted(items: Items, before: Sequence[str], after: Sequence[object]) -> Values:
    """What a click stores: heels and no heels exclude each other, the others stand beside them."""
    values: Values = {}
    changed = set(before) ^ {str(word) for word in after}
    if changed & {HEELS, NO_HEELS}:
        new = next((word for word in after if word in changed), None)
        values[Item.HEELS] = {HEELS: "yes", NO_HEELS: "no"}.get(str(new))
    for name in footwear_tags():
        if name in changed:
            values[_written(items, name)] = "yes" if name in after else None
    return values
