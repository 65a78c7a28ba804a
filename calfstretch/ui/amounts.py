"""Amounts of water in the unit the person chose, shown and read back; the diary and every file keep ml. No Qt."""

from __future__ import annotations

import re
from typing import NamedTuple

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext, pgettext
from calfstretch.ui.formats import decimal, readings

GLASS_ML, BOTTLE_ML = 200, 500
GLASS_SETTING, BOTTLE_SETTING, UNIT_SETTING = "glass_ml", "bottle_ml", "water_unit"
US_FL_OZ_ML = 29.5735
"""Source: NIST Handbook 44, appendix C: 1 US fluid ounce = 29.57353 ml."""
# Who types so much as litres means ml: nobody drinks 100 litres a day.
_SURELY_ML = 100
# Who types a fraction so small as ml means litres or glasses, and is asked.
_HARDLY_ML = 20


class WaterUnit(NamedTuple):
    """A unit of water.

    Args:
        key: "ml", "l", "glass" or "fl_oz"; the value of the setting.
        ml: how many ml one is.
        read: places shown in a sentence.
        typed: places shown in a field.
    """

    key: str
    ml: float
    read: int
    typed: int


ML = WaterUnit("ml", 1, 0, 0)
LITRES = WaterUnit("l", 1000, 2, 3)
FL_OZ = WaterUnit("fl_oz", US_FL_OZ_ML, 1, 1)
UNITS = ("l", "ml", "glass", "fl_oz")
"""In the order of the setting; the first one holds where nothing was chosen."""


class _InForce(NamedTuple):
    total: WaterUnit
    glass_ml: float


# Like the language: every sentence of the window is in it, and one place sets it.
_in_force = _InForce(LITRES, GLASS_ML)


def unit_of(key: object, glass_ml: float = GLASS_ML) -> WaterUnit:
    """The unit of a setting's value; litres for anything else."""
    return {"ml": ML, "glass": WaterUnit("glass", glass_ml, 2, 2), "fl_oz": FL_OZ}.get(str(key), LITRES)


def use(key: object, glass_ml: float = GLASS_ML) -> None:
    """Show and read water in this unit from now on."""
    global _in_force
    _in_force = _InForce(unit_of(key, glass_ml), glass_ml)


def in_force() -> WaterUnit:
    """The unit of a day's water."""
    return _in_force.total


def of_a_drink() -> WaterUnit:
    """The unit of a single drink: ml where a day is in litres."""
    return ML if _in_force.total.key == "l" else _in_force.total


def of_a_size() -> WaterUnit:
    """The unit in which one says what a glass holds."""
    return FL_OZ if _in_force.total.key == "fl_oz" else ML


def amount(ml: float, unit: WaterUnit | None = None) -> str:
    """1.25 L, 1250 ml, 6.25 glasses, 42.3 fl oz: a day's water in a unit, None = the one in force."""
    unit = unit or _in_force.total
    return _with_unit(decimal(ml / unit.ml, unit.read), unit)


def drink(ml: float) -> str:
    """200 ml, 1 glass, 6.8 fl oz: a single drink."""
    return amount(ml, of_a_drink())


def typed(ml: float, unit: WaterUnit) -> str:
    """The bare number of a field."""
    return decimal(ml / unit.ml, unit.typed)


def symbol(unit: WaterUnit | None = None) -> str:
    """L, ml, glasses, fl oz: beside a field."""
    return {"ml": _("ml"), "l": _("L"), "glass": _("glasses"), "fl_oz": _("fl oz")}[(unit or _in_force.total).key]


def long_name(unit: WaterUnit) -> str:
    """What the setting calls it."""
    return {"ml": _("ml"), "l": _("Litres"), "glass": _("Glasses"), "fl_oz": _("Fluid ounces (US)")}[unit.key]


def said_in(unit: WaterUnit) -> str:
    """What a field's number is, for its description: In litres."""
    return {
        "ml": _("In ml."),
        "l": _("In litres."),
        "glass": _("In glasses."),
        "fl_oz": _("In US fluid ounces."),
    }[unit.key]


def a_day(unit: WaterUnit | None = None) -> str:
    """The name of the chart: Water, litres a day."""
    return {
        "ml": _("Water, ml a day"),
        "l": _("Water, litres a day"),
        "glass": _("Water, glasses a day"),
        "fl_oz": _("Water, fl oz a day"),
    }[(unit or _in_force.total).key]


def needed(low_ml: float, high_ml: float, unit: WaterUnit) -> str:
    """What a field takes: A number from 0 to 20 L."""
    low, high = decimal(low_ml / unit.ml, unit.typed), decimal(high_ml / unit.ml, 0 if unit.typed < 3 else 3)
    return _("A number from {low} to {high}.").format(low=low, high=_with_unit(high, unit))


def parse(text: str, unit: WaterUnit | None = None) -> tuple[float, ...]:
    """What a typed amount may mean, in ml.

    A bare number is of the unit (None = the one in force), one with a unit behind it of
    that: "2,5", "250 ml", "3 glasses".

    Returns:
        Nothing for a blank, one amount, or two of which the person must choose.

    Raises:
        ValueError: it is no amount.
    """
    number, behind = _parted(text)
    each = unit or _in_force.total
    if behind:
        return _distinct(value * _ml_of(behind) for value in readings(number))
    found = readings(number)
    if each.key == "l":
        return _distinct(value if abs(value) >= _SURELY_ML else value * 1000 for value in found)
    if each.key == "ml":
        whole = [value for value in found if value == round(value) or value >= _HARDLY_ML]
        if found and not whole:
            raise ValueError(text)
        return _distinct(whole)
    return _distinct(value * each.ml for value in found)


def _parted(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"\s*([^a-zA-Z]*\d[\d.,\s]*?)\s*([^\W\d].*?)?\s*", text)
    if found is None:
        return text, ""
    return found[1], (found[2] or "").casefold()


def _ml_of(behind: str) -> float:
    glass = {"glass", "glasses", pgettext("unit, one", "glass").casefold(), _("glasses").casefold()}
    if behind in glass:
        return _in_force.glass_ml
    bare = re.sub(r"[\s.]", "", behind)
    known = {"ml": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "litre": 1000.0, "litres": 1000.0, "liter": 1000.0}
    known |= {"liters": 1000.0, "floz": US_FL_OZ_ML, "oz": US_FL_OZ_ML}
    if bare not in known:
        raise ValueError(behind)
    return known[bare]


def _distinct(values: object) -> tuple[float, ...]:
    # To a millionth of a ml, as day items keep numbers: 0.2 x 1000 and 200 are one amount.
    return tuple(dict.fromkeys(round(float(value), 6) for value in values))  # type: ignore[attr-defined]


def _with_unit(number: str, unit: WaterUnit) -> str:
    if unit.key == "glass":
        return ngettext("{n} glass", "{n} glasses", 1 if number == "1" else 2).format(n=number)
    return {"ml": _("{n} ml"), "l": _("{n} L"), "fl_oz": _("{n} fl oz")}[unit.key].format(n=number)
