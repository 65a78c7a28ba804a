"""What the invented person writes into the diary."""

from __future__ import annotations

from calfstretch.domain.words import N_

SPASM_NOTES = (
    N_("Woke with the calf hard as wood. Stood on the cold tiles until it let go."),
    N_("Came when I pointed my toes under the blanket."),
    N_("Short one, went back to sleep quickly."),
    N_("The same spot as last week."),
    N_("Could still feel it on the stairs in the morning."),
    N_("Two in a row, the second one milder."),
    N_("Pulled my toes up, that took the edge off."),
    N_("On the sofa after the long run."),
)
TIGHTNESS_NOTES = (
    N_("Not a cramp, more like a band around the calf."),
    N_("Tight all afternoon after standing at the market."),
    N_("Stiff for the first kilometre, then fine."),
)
DAY_NOTES = (
    N_("Garden all day, hardly sat down."),
    N_("Long drive to my sister's."),
    N_("New shoes, a little higher at the heel."),
    N_("Busy day, drank mostly coffee."),
    N_("Slept in, a quiet Sunday."),
    N_("Physio at ten: showed me the stretch with the towel."),
    N_("Heat all week, windows open at night."),
)
STRETCH_NOTES = (
    N_("Right side needs longer to give way."),
    N_("Did it in the kitchen while the kettle boiled."),
    N_("Chair too low, use the worktop next time."),
)
RUN_NOTES = (
    N_("Along the river, easy."),
    N_("Hills today."),
    N_("With the group, faster than planned."),
)
SUSPECTED = (N_("Too little water, I think"), N_("The long run"))
PAUSE_REASON = N_("Flu, in bed")
QUESTION = N_("Could the new tablets have something to do with my legs?")
CHANGE = N_("Began stretching every evening")
TAG = N_("garden")
