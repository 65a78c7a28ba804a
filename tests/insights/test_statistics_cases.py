"""Every reference case of every kind, each within its own tolerance."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calfstretch.domain.adherence import adherence
from calfstretch.domain.heat import heat_index_c, heat_index_f
from calfstretch.domain.session_load import session_load
from calfstretch.insights.dispersion import pearson_dispersion
from calfstretch.insights.exact import central_p, mid_p, ratio_limits, widened_limits
from calfstretch.insights.frequency import garwood
from calfstretch.insights.holm import holm
from calfstretch.insights.shift_test import shift_test
from calfstretch.insights.windows import WindowCounts, count, lagged, split, windowed_ratio

Values = Mapping[str, Any]

_FILE = Path(__file__).parent.parent / "data" / "statistics_cases.json"
_DOCUMENT = json.loads(_FILE.read_text(encoding="utf-8"))
_CASES = _DOCUMENT["cases"]


def _series(values: list[int | None]) -> Any:
    return np.array([-1 if value is None else value for value in values])


def _groups(given: Values) -> tuple[int, int, int, int]:
    return given["episodes_with"], given["days_with"], given["episodes_without"], given["days_without"]


def _rate(given: Values) -> Values:
    low, high = garwood(given["episodes"], given["known_days"], given["confidence"])
    return {"per_week": 7 * given["episodes"] / given["known_days"], "low_per_week": low, "high_per_week": high}


def _exact(given: Values) -> Values:
    found = ratio_limits(*_groups(given), given["confidence"])
    return found._asdict() | {"p_central": central_p(*_groups(given)), "p_mid": mid_p(*_groups(given))}


def _widened(given: Values) -> Values:
    return widened_limits(*_groups(given), given["design_effect"], given["confidence"])._asdict()


def _adjusted(given: Values) -> Values:
    # Benjamini-Hochberg is no part of the program: worked out here, it shows that Holm is never the looser.
    p, adjusted = np.array(given["p"]), holm(given["p"])
    order = np.argsort(p)[::-1]
    bh = np.empty(len(p))
    bh[order] = np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1))
    assert (np.array(adjusted) >= bh - 1e-12).all()
    return {"holm": adjusted, "bh": bh.tolist()}


def _windowed(given: Values) -> Values:
    table = WindowCounts(*(np.array(column) for column in zip(*map(_groups, given["windows"]), strict=True)))
    return windowed_ratio(table, given["design_effect"], given["confidence"])._asdict()


def _shifted(given: Values) -> Values:
    assert given["enumerate_all"]
    y, x = _series(given["episodes"]), _series(given["note"])
    windows = split(len(y), given["window_days"])
    found = shift_test(y, x, windows, seed=1, draws=None)
    return {
        "z": found.z,
        "p_two_sided": found.p,
        "arrangements": found.arrangements,
        "design_effect": found.design_effect,
        "window_sizes": [window.stop - window.start for window in windows],
    }


def _tabulated(given: Values) -> Values:
    rows = {date.fromisoformat(row["date"]): row for row in given["days"]}
    first, last = min(rows), max(rows)
    y, x = np.full((2, (last - first).days + 1), -1)
    for day, row in rows.items():
        y[(day - first).days], x[(day - first).days] = _series([row["episodes"], row["low_fluid"]])
    a, t1, b, t0 = count(y, lagged(x, given["lag"]))
    return {
        "calendar_days": len(y),
        "known_days": int((y >= 0).sum()),
        "episodes_on_known_days": int(y[y >= 0].sum()),
        "episodes_with": a,
        "days_with": t1,
        "episodes_without": b,
        "days_without": t0,
    }


def _clustered(given: Values) -> Values:
    return {"dispersion": pearson_dispersion(_series(given["episodes"]), _series(given["note"]))}


def _heat(given: Values) -> Values:
    celsius = (given["temp_f"] - 32) * 5 / 9
    return {
        "heat_index_f": heat_index_f(given["temp_f"], given["relative_humidity"]),
        "heat_index_c": heat_index_c(celsius, given["relative_humidity"]),
    }


def _load(given: Values) -> Values:
    return {"load": session_load((session["rpe"], session["minutes"]) for session in given["sessions"])}


def _adherence(given: Values) -> Values:
    assert len(given["completed"]) == given["days"]
    found = adherence((done, given["prescribed_per_day"]) for done in given["completed"])
    return {"sessions_prescribed": found.asked, "sessions_counted": found.counted, "percent": found.percent}


_ANSWERS: dict[str, Callable[[Values], Values]] = {
    "rate_ci": _rate,
    "rate_ratio_exact": _exact,
    "rate_ratio_widened": _widened,
    "adjust_p": _adjusted,
    "windowed_ratio": _windowed,
    "shift_test": _shifted,
    "tabulate": _tabulated,
    "pearson_dispersion": _clustered,
    "heat_index": _heat,
    "session_load": _load,
    "adherence": _adherence,
}


def test_every_kind_of_case_is_answered_and_has_a_case() -> None:
    assert {case["kind"] for case in _CASES} == set(_DOCUMENT["kinds"]) == set(_ANSWERS)


@pytest.mark.parametrize("case", _CASES, ids=[f"{case['kind']}-{case['id']}" for case in _CASES])
def test_the_case_is_answered_within_its_tolerance(case: dict[str, Any]) -> None:
    found, wanted, tolerance = _ANSWERS[case["kind"]](case["input"]), case["expected"], case["tolerance"]
    assert set(wanted) <= set(found)
    near = {"rel": tolerance.get("relative", 0), "abs": tolerance["absolute"]}
    for key, value in wanted.items():
        assert found[key] is None if value is None else found[key] == pytest.approx(value, **near), key
