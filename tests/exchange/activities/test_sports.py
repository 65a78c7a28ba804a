"""The words of watches and services for a sport."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.day import ActivityKind as Kind
from calfstretch.exchange.activities.sports import fit_kind, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("running", Kind.RUN),
        ("Run", Kind.RUN),
        ("9", Kind.RUN),
        ("1", Kind.RIDE),
        ("TrailRun", Kind.RUN),
        ("Trail", Kind.RUN),
        ("treadmill_running", Kind.RUN),
        ("Laufen", Kind.RUN),
        ("Trailrunning", Kind.RUN),
        ("Course à pied", Kind.RUN),
        ("Hardloopsessie", Kind.RUN),
        ("Løb", Kind.RUN),
        ("Löpning", Kind.RUN),
        ("Straßenlauf", Kind.RUN),
        ("ランニング", Kind.RUN),
        ("HKWorkoutActivityTypeRunning", Kind.RUN),
        ("Biking", Kind.RIDE),
        ("VirtualRide", Kind.RIDE),
        ("EBikeRide", Kind.RIDE),
        ("Radfahrt", Kind.RIDE),
        ("Sortie à vélo", Kind.RIDE),
        ("Fietsrit", Kind.RIDE),
        ("Indoor Cycling", Kind.RIDE),
        ("Walking", Kind.WALK),
        ("Spaziergang", Kind.WALK),
        ("Marche à pied", Kind.WALK),
        ("Wandelen", Kind.WALK),
        ("Nordic walking", Kind.WALK),
        ("Wandern", Kind.HIKE),
        ("Randonnée", Kind.HIKE),
        ("Open Water Swimming", Kind.SWIM),
        ("Bahnschwimmen", Kind.SWIM),
        ("HKWorkoutActivityTypeFunctionalStrengthTraining", Kind.STRENGTH),
        ("WeightTraining", Kind.STRENGTH),
        ("Styrketræning", Kind.STRENGTH),
        ("Krafttraining", Kind.STRENGTH),
        ("HKWorkoutActivityTypeStairClimbing", Kind.STAIRS),
        ("StairStepper", Kind.STAIRS),
        ("floor_climbing", Kind.STAIRS),
        ("Langlauf", Kind.OTHER),
        ("Skilanglauf", Kind.OTHER),
        ("cross_country_skiing", Kind.OTHER),
        ("Horse riding", Kind.OTHER),
        ("StandUpPaddling", Kind.OTHER),
        ("motorcycling", Kind.OTHER),
        ("HKWorkoutActivityTypeOther", Kind.OTHER),
        ("Quidditch", Kind.OTHER),
        ("2", Kind.OTHER),
        ("", Kind.OTHER),
        ("Open Water", Kind.SWIM),
        ("Eau libre", Kind.SWIM),
        ("Freiwasser", Kind.SWIM),
        ("Fietstocht", Kind.RIDE),
        ("Pedalata", Kind.RIDE),
        ("Gewichtstraining", Kind.STRENGTH),
        ("HKWorkoutActivityTypeHandCycling", Kind.OTHER),
    ],
)
def test_words_of_a_sport(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("sport", "detail", "kind"),
    [
        ("running", "generic", Kind.RUN),
        (1, "", Kind.RUN),
        (17, "", Kind.HIKE),
        (200, "", Kind.OTHER),
        (None, "", Kind.OTHER),
        ("fitness_equipment", "treadmill", Kind.RUN),
        ("fitness_equipment", "indoor_cycling", Kind.RIDE),
        ("fitness_equipment", "indoor_rowing", Kind.OTHER),
        ("fitness_equipment", "stair_climbing", Kind.STAIRS),
        ("training", "strength_training", Kind.STRENGTH),
        ("cycling", "virtual_activity", Kind.RIDE),
        ("generic", "", Kind.OTHER),
    ],
)
def test_numbers_and_details_of_a_watch(sport: int | str | None, detail: str, kind: Kind) -> None:
    assert fit_kind(sport, detail) is kind


@given(st.text())
def test_whatever_stands_there_is_a_kind(text: str) -> None:
    assert kind_of(text, text[::-1]) in Kind
