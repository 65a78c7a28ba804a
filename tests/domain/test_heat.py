"""The heat index: the simple form below 80 F, the adjustments of dry and damp air."""

from __future__ import annotations

import numpy as np
import pytest

from calfstretch.domain.heat import heat_index_c, heat_index_f


def test_mild_air_takes_the_mean_of_the_simple_form_and_the_temperature() -> None:
    simple = 0.5 * (70 + 61 + (70 - 68) * 1.2 + 50 * 0.094)
    assert heat_index_f(70, 50) == pytest.approx((simple + 70) / 2)


def test_dry_air_is_two_degrees_below_the_regression_at_95_f_and_5_percent() -> None:
    # The regression is a parabola in humidity: three of its points give the fourth.
    parabola = np.polyfit([20, 50, 80], [heat_index_f(95, humidity) for humidity in (20, 50, 80)], 2)
    assert heat_index_f(95, 5) == pytest.approx(np.polyval(parabola, 5) - (13 - 5) / 4)
    assert heat_index_f(95, 13) == pytest.approx(np.polyval(parabola, 13))


@pytest.mark.parametrize(("temp_f", "humidity", "chart"), [(90, 70, 106), (100, 40, 109), (84, 90, 98), (80, 40, 80)])
def test_the_chart_of_the_weather_service_is_met_to_the_degree(temp_f: float, humidity: float, chart: int) -> None:
    assert heat_index_f(temp_f, humidity) == pytest.approx(chart, abs=0.6)


def test_celsius_goes_in_and_out() -> None:
    assert heat_index_c(32.2222222, 60) == pytest.approx((heat_index_f(90, 60) - 32) * 5 / 9, abs=1e-4)
