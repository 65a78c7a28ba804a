"""What a programme asks of a day; light enough for the first paint."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from calfstretch.domain.routine import Routine, TargetOrigin


class InForce(NamedTuple):
    """The programme in force on a diary day.

    Args:
        programme_id, routine_id: identities of its records.
        routine: what is to be done.
        times: how often on that day; 0 = the programme leaves this weekday free.
        origin: the person or a therapist.
        last_day: the last diary day it holds for; None = open.
    """

    programme_id: str
    routine_id: str
    routine: Routine
    times: int
    origin: TargetOrigin
    last_day: date | None
