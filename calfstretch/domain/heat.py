"""The heat index: how hot warm, damp air feels."""

from __future__ import annotations

from math import sqrt

# From here on the full formula holds, in degrees Fahrenheit.
_WARM_F = 80.0


def heat_index_f(temp_f: float, relative_humidity: float) -> float:
    """The heat index in degrees Fahrenheit, in the shade with light wind; made for warm air.

    Args:
        temp_f: air temperature in degrees Fahrenheit.
        relative_humidity: in percent, 0 to 100.

    The simple form is averaged with the temperature; where that is 80 F or more the regression is used instead, with
    its two adjustments for very dry and very damp air.

    Source: US National Weather Service; Rothfusz (1990), SR 90-23.
    """
    t, rh = temp_f, relative_humidity
    simple = 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + rh * 0.094)
    mean = (simple + t) / 2
    if mean < _WARM_F:
        return mean
    index = (
        -42.379
        + 2.04901523 * t
        + 10.14333127 * rh
        - 0.22475541 * t * rh
        - 0.00683783 * t * t
        - 0.05481717 * rh * rh
        + 0.00122874 * t * t * rh
        + 0.00085282 * t * rh * rh
        - 0.00000199 * t * t * rh * rh
    )
    if rh < 13 and 80 <= t <= 112:
        index -= (13 - rh) / 4 * sqrt((17 - abs(t - 95)) / 17)
    elif rh > 85 and 80 <= t <= 87:
        index += (rh - 85) / 10 * (87 - t) / 5
    return index


def heat_index_c(temp_c: float, relative_humidity: float) -> float:
    """As `heat_index_f`, in and out in degrees Celsius."""
    return (heat_index_f(temp_c * 9 / 5 + 32, relative_humidity) - 32) * 5 / 9
