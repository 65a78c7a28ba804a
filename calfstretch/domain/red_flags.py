"""The signs that lead to a clinician, in fixed words.

Source of every sentence: clinical facts, section 4, with the source named beside each flag. Not reviewed by a
clinician. The words are fixed: no screen may shorten, score or soften them; `short` is their own first clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calfstretch.domain.words import N_


class Urgency(StrEnum):
    """How soon help is needed."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One sign.

    Args:
        number: 1 to 14, as stored with an answer.
        text: the whole statement; short: its first clause.
        do_not_stretch: stretching, massage and warmth must wait.
        source: who says so.
    """

    number: int
    urgency: Urgency
    short: str
    text: str
    source: str
    do_not_stretch: bool = False


URGENCY_TEXT = {
    Urgency.EMERGENCY: N_("Emergency: call your local emergency number now (999, 112, 911)"),
    Urgency.SAME_DAY: N_("Urgent: see a doctor or call an urgent care line the same day"),
    Urgency.SOON: N_("See a clinician soon"),
}

FOOTER = N_("This list is not complete and cannot rule anything out. If you are worried, get medical help.")
NOT_REVIEWED = N_("Not reviewed by a clinician.")
CHECKED_ON = "2026-11"
"""Month in which the sentences were last held against their sources."""

_E, _D, _S = Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.SOON

RED_FLAGS = (
    RedFlag(
        1, _E, N_("Sudden breathlessness, chest pain, coughing blood, or collapse"),
        N_("Sudden breathlessness, chest pain (often worse breathing in), coughing blood, or collapse."),
        N_("Clot on the lung; NHS"),
    ),
    RedFlag(
        2, _E, N_("Sudden severe leg pain with a cold, pale, blue or numb leg"),
        N_("Sudden severe leg pain with a cold, pale, blue or numb leg, or a leg you cannot move."),
        N_("NHS, peripheral arterial disease"),
    ),
    RedFlag(
        3, _E, N_("Calf pain far worse than expected that is increasing, with a tight or bulging muscle"),
        N_(
            "Calf pain far worse than expected that is increasing, with a tight or bulging muscle, pins and needles or "
            "weakness, above all after an injury, a cast, or hard exercise."
        ),
        N_("Compartment syndrome; NHS"),
    ),
    RedFlag(
        4, _E, N_("Numbness around the genitals or back passage, or weakness in both legs"),
        N_(
            "Numbness around the genitals or back passage, new trouble with bladder or bowels, or weakness in both "
            "legs."
        ),
        N_("Cauda equina; NHS trust"),
    ),
    RedFlag(
        5, _E, N_("Muscle pain much worse than expected, with dark urine or marked weakness"),
        N_(
            "Muscle pain or cramp much worse than expected after effort, heat or a crush WITH dark tea- or "
            "cola-coloured urine or marked weakness."
        ),
        N_("Rhabdomyolysis; US NIOSH"),
    ),
    RedFlag(
        6, _D, N_("Pain, swelling, warmth, or red or darkened skin in ONE calf or thigh: do not stretch it"),
        N_(
            "Pain (throbbing or cramping), swelling, warmth, or red or darkened skin in ONE calf or thigh, or hard "
            "sore veins; darkening is harder to see on brown or black skin. More likely after surgery, bed rest, "
            "a cast, long travel, in pregnancy or after birth, with cancer, with the pill or HRT, or after an "
            "earlier clot. Do not stretch, massage or heat it."
        ),
        N_("Deep vein thrombosis, phlebitis; NHS"),
        do_not_stretch=True,
    ),
    RedFlag(
        7, _D, N_("A sudden pop or kick in the calf, bruising: do not stretch it"),
        N_("A sudden pop or kick in the calf, bruising, or you cannot walk or rise on tiptoe. Do not stretch it."),
        N_("Muscle tear, Achilles rupture; I. Constable, grade 3 strain"),
        do_not_stretch=True,
    ),
    RedFlag(
        8, _D, N_("A spasm lasting more than 10 minutes"),
        N_("A spasm lasting more than 10 minutes that does not ease."),
        N_("NHS, leg cramps"),
    ),
    RedFlag(
        9, _D, N_("Cramps after contact with a poisonous substance"),
        N_("Cramps after contact with a poisonous substance, or after a dirty wound."),
        N_("NHS, leg cramps"),
    ),
    RedFlag(
        10, _D, N_("Constant leg pain at rest"),
        N_("Constant leg pain at rest, or a sore that does not heal."),
        N_("NHS, peripheral arterial disease"),
    ),
    RedFlag(
        11, _S, N_("Calf pain each time you walk"),
        N_("Calf pain each time you walk that goes within about 10 minutes of rest."),
        N_("British Heart Foundation"),
    ),
    RedFlag(
        12, _S, N_("Pain from back or buttock down the leg, tingling"),
        N_("Pain from back or buttock down the leg, tingling. Urgent if weakness grows."),
        N_("I. Constable; Healthify"),
    ),
    RedFlag(
        13, _S, N_("Spasms disturb your sleep, or come often"),
        N_(
            "Spasms disturb your sleep, come often, or come with numbness, swelling, weakness or muscle wasting."
        ),
        N_("NHS, leg cramps"),
    ),
    RedFlag(
        14, _S, N_("A new or changed medicine"),
        N_(
            "A new or changed medicine (statin, water tablet, inhaler), pregnancy, kidney, liver, thyroid or nerve "
            "disease, diabetes, dialysis."
        ),
        N_("NHS; American Family Physician 2012"),
    ),
)  # fmt: skip


def flag(number: int) -> RedFlag:
    """The flag with this number, 1 to 14."""
    return RED_FLAGS[number - 1]


def of(urgency: Urgency) -> tuple[RedFlag, ...]:
    """The flags of one urgency in their order."""
    return tuple(red_flag for red_flag in RED_FLAGS if red_flag.urgency is urgency)


FIRST_RUN = tuple(red_flag.short for red_flag in RED_FLAGS[:8])
"""The eight short lines of the first-run card."""
