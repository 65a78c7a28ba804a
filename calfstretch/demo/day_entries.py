"""One day of the invented person as records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from calfstretch.demo import words
from calfstretch.demo.person import LONG_RUN_M, Plan, Run
from calfstretch.domain.day import TAG_PREFIX, Activity, ActivityKind, CheckIn, DayItem, Drink, Item
from calfstretch.domain.episode import Context, DurationSource, Episode, Kind
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.record import Record, Source
from calfstretch.domain.routine import BEFORE_BED, DAILY, Leg, Routine
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.i18n import gettext as _

_GLASS_ML, _BOTTLE_ML = 200, 500
_HOT_C = 27.0
_NIGHT_ZONES = ("middle_calf", "inner_calf", "outer_calf", "lower_calf", "arch")


class DayWriter:
    """Makes the entries of one day after the other.

    Args:
        random: decides everything, the ids included.
        until: nothing is noted later than this.
    """

    def __init__(self, random: Random, until: Moment) -> None:
        self._random = random
        self._until = until

    def new_id(self) -> str:
        """A UUID from the seed, so that the same demo has the same entries."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def entries(self, plan: Plan, *, is_last_night: bool = False, is_today: bool = False) -> list[Record]:
        """Everything the person notes of the day.

        Args:
            plan: how the day goes.
            is_last_night: the day that ended last; its check-in is still to come and one cramp waits as a draft.
            is_today: the day that is running: no more than what has happened by now.
        """
        if is_today:
            return [drink for drink in self._drinks(plan, 900) if drink.at <= self._until]
        if not plan.noted and not is_last_night:
            # Now and then a cramp is logged on a day that nobody answers for: it stays out of the rates.
            return [*self._spasms(plan)[:1]] if plan.spasms and self._random.random() < 0.12 else []
        spasms = [self._draft(plan)] if is_last_night else self._spasms(plan)
        found: list[Record] = [*self._relief(spasms), *self._tightness(plan), *self._water(plan, is_last_night)]
        found += self._activities(plan)
        found += self._items(plan)
        found += self._stretch(plan)
        if not is_last_night:
            answered = self._at(plan, 31, 45)
            found.append(CheckIn(day=plan.day, spasms=len(spasms), entered_at=answered.utc))
        return [*spasms, *found]

    # -- spasms ------------------------------------------------------------------------------------------

    def _spasms(self, plan: Plan) -> list[Episode]:
        after_run = plan.run is not None and plan.run.distance_m >= LONG_RUN_M and self._random.random() < 0.4
        return [self._spasm(plan, after_run and number == 0) for number in range(plan.spasms)]

    def _spasm(self, plan: Plan, after_run: bool) -> Episode:
        random = self._random
        if random.random() < 0.06:
            # "Some time that night": nobody looked at the clock.
            return Episode(
                id=self.new_id(), at=self._at(plan, 22), until=self._at(plan, 30), kind=Kind.SPASM, leg=self._leg(),
                context=Context.ASLEEP, entered_at=self._at(plan, 31, 40).utc,
            )  # fmt: skip
        hour = 15 + random.random() if after_run else 24.4 + random.triangular(0, 5, 2.4)
        at = self._at(plan, hour)
        leg = self._leg()
        told = random.random() > 0.12
        lasted_s = float(round(random.lognormvariate(4.1, 0.6)))
        return Episode(
            id=self.new_id(),
            at=at,
            kind=Kind.NOT_SAID if random.random() < 0.04 else Kind.SPASM,
            leg=leg,
            zones=self._zones(leg) if told else (),
            pain=min(10, max(1, round(random.gauss(6.6 if plan.bad_spell else 5.4, 1.5)))) if told else None,
            qualities=tuple(random.sample(("cramping", "hardness", "stabbing", "shooting"), random.randint(1, 2)))
            if told
            else (),
            duration_s=lasted_s if told else None,
            duration_source=DurationSource.TIMED if told else None,
            eased_after_s=lasted_s if told and random.random() < 0.7 else None,
            context=Context.WITHIN_HOUR if after_run else Context.ASLEEP,
            tried=self._tried() if told else (),
            minutes_awake=0 if after_run else round(random.lognormvariate(2.3, 0.7)) if told else None,
            sore_after=random.random() < 0.35 if told else None,
            suspected=_(random.choice(words.SUSPECTED)) if random.random() < 0.05 else "",
            note=_(random.choice(words.SPASM_NOTES)) if random.random() < 0.22 else "",
            source=Source.TIMER if told else Source.TYPED,
            entered_at=at.later(90).utc,
        )

    def _draft(self, plan: Plan) -> Episode:
        """Last night's, as the key left it: it waits on Today to be described."""
        at = self._at(plan, 26, 14)
        return Episode(
            id=self.new_id(), at=at, kind=Kind.SPASM, leg=Leg.LEFT, duration_s=38.0,
            duration_source=DurationSource.TIMED, eased_after_s=38.0, draft=True, source=Source.TIMER,
            entered_at=at.utc,
        )  # fmt: skip

    def _relief(self, spasms: Sequence[Episode]) -> list[Record]:
        return [
            Session(
                id=self.new_id(), purpose="relief", started_at=spasm.at, ended_at=spasm.at.later(spasm.eased_after_s),
                outcome=Outcome.DONE, episode_id=spasm.id, source=Source.TIMER, entered_at=spasm.at.utc,
            )
            for spasm in spasms
            if spasm.eased_after_s is not None
        ]  # fmt: skip

    def _tightness(self, plan: Plan) -> list[Record]:
        random = self._random
        if random.random() > 0.04:
            return []
        at = self._at(plan, 17, random.randint(0, 59))
        leg = self._leg()
        return [
            Episode(
                id=self.new_id(), at=at, kind=Kind.TIGHTNESS, leg=leg, zones=self._zones(leg),
                pain=random.randint(1, 4), qualities=("tightness",), context=Context.ON_FEET,
                note=_(random.choice(words.TIGHTNESS_NOTES)) if random.random() < 0.5 else "", entered_at=at.utc,
            )
        ]  # fmt: skip

    def _leg(self) -> Leg:
        return self._random.choices((Leg.LEFT, Leg.RIGHT, Leg.BOTH), (60, 33, 7))[0]

    def _zones(self, leg: Leg) -> tuple[str, ...]:
        zone = self._random.choices(_NIGHT_ZONES, (45, 22, 12, 14, 7))[0]
        sides = ("left", "right") if leg is Leg.BOTH else (leg.value,)
        return tuple(f"{side}:{zone}" for side in sides)

    def _tried(self) -> tuple[tuple[str, str], ...]:
        random = self._random
        ways = random.sample(("stretch", "stand", "massage"), random.choices((1, 2), (70, 30))[0])
        return tuple((way, random.choices(("yes", "a_bit", "no"), (60, 30, 10))[0]) for way in sorted(ways))

    # -- water, activity, items --------------------------------------------------------------------------

    def _water(self, plan: Plan, is_last_night: bool) -> list[Record]:
        drinks = self._drinks(plan, plan.water_ml)
        if is_last_night:
            return [*drinks]  # still to be confirmed by the morning card
        chance = self._random.random()
        if chance < 0.84:
            return [*drinks, self._item(plan, Item.WATER, str(plan.water_ml))]
        if chance < 0.9:
            level = "less" if plan.water_ml < 1500 else "more" if plan.water_ml > 2000 else "usual"
            return [self._item(plan, Item.WATER_LEVEL, level)]
        return [*drinks[:2]]

    def _drinks(self, plan: Plan, water_ml: int) -> list[Drink]:
        """Glasses and bottles over the day, rarely all that was drunk."""
        found: list[Drink] = []
        hour = 7.0
        left_ml = water_ml - self._random.choice((0, 0, 200, 400))
        while left_ml >= _GLASS_ML:
            ml = _BOTTLE_ML if left_ml >= _BOTTLE_ML and self._random.random() < 0.55 else _GLASS_ML
            left_ml -= ml
            hour += self._random.uniform(0.8, 2.6)
            at = self._at(plan, min(hour, 23.5))
            found.append(Drink(id=self.new_id(), at=at, ml=ml, entered_at=at.utc))
        return found

    def _activities(self, plan: Plan) -> list[Record]:
        random = self._random
        found: list[Record] = [self._run(plan, plan.run)] if plan.run else []
        if not plan.ill and random.random() < 0.16:
            kind = random.choice((ActivityKind.WALK, ActivityKind.WALK, ActivityKind.RIDE, ActivityKind.STRENGTH))
            at = self._at(plan, 16, random.randint(0, 59))
            found.append(
                Activity(
                    id=self.new_id(), at=at, kind=kind, minutes=float(random.randrange(20, 95, 5)),
                    effort=random.randint(2, 5), entered_at=at.later(3 * 3600).utc,
                )
            )  # fmt: skip
        return found

    def _run(self, plan: Plan, run: Run) -> Activity:
        at = self._at(plan, run.hour, self._random.randint(0, 40))
        return Activity(
            id=self.new_id(), at=at, kind=ActivityKind.RUN, minutes=float(run.minutes),
            distance_m=float(run.distance_m), effort=run.effort, temperature_c=run.temperature_c,
            temperature_kind="device", source=Source.TYPED,
            note=_(self._random.choice(words.RUN_NOTES)) if self._random.random() < 0.08 else "",
            entered_at=at.later(run.minutes * 60 + 900).utc,
        )  # fmt: skip

    def _items(self, plan: Plan) -> list[Record]:
        random = self._random
        working = plan.day.weekday() < 5
        told: dict[str, str] = {}
        if random.random() < 0.72:
            told[Item.SLEEP_H] = str(plan.sleep_h)
        if random.random() < 0.5:
            told[Item.MAX_TEMP_C] = str(plan.warmest_c)
        elif plan.warmest_c >= _HOT_C:
            told[Item.HOT_DAY] = "yes"
        for item, chance in ((Item.HEELS, 0.28), (Item.STANDING, 0.3), (Item.STAIRS, 0.25)):
            if working and random.random() < 0.8:
                told[item] = "yes" if random.random() < chance else "no"
        if plan.run is not None and plan.run.distance_m >= LONG_RUN_M and random.random() < 0.6:
            told[Item.ELECTROLYTE_DRINK] = "yes"
        if random.random() < 0.07:
            told[Item.ALCOHOL] = "yes"
        if random.random() < 0.03:
            told[Item.TRAVEL] = "yes"
        if not working and random.random() < 0.3:
            told[TAG_PREFIX + _(words.TAG)] = "yes"
        if random.random() < 0.04:
            told[Item.NOTE] = _(random.choice(words.DAY_NOTES))
        return [self._item(plan, item, value) for item, value in told.items()]

    def _item(self, plan: Plan, item: str, value: str) -> DayItem:
        return DayItem(day=plan.day, item=str(item), value=value, entered_at=self._at(plan, 22, 35).utc)

    # -- stretching --------------------------------------------------------------------------------------

    def _stretch(self, plan: Plan) -> list[Record]:
        if not plan.stretches:
            return []
        random = self._random
        routine = BEFORE_BED if random.random() < 0.25 else DAILY
        at = self._at(plan, 21, random.randint(0, 45))
        session_id = self.new_id()
        holds = self._holds(session_id, routine)
        done = all(hold.end_reason == "done" for hold in holds) and len(holds) == len(routine.holds())
        before = min(10, max(0, round(random.gauss(4.2, 1.4)))) if random.random() < 0.6 else None
        session = Session(
            id=session_id,
            purpose=routine.purpose.value,
            routine=routine.to_dict(),
            variant=routine.variant.value,
            started_at=at,
            ended_at=at.later(routine.get_ready_s + sum(hold.held_s + routine.swap_s for hold in holds)),
            outcome=Outcome.DONE if done else Outcome.PARTIAL,
            feel_before=before,
            feel_after=None if before is None else max(0, before - random.randint(0, 2)),
            note=_(random.choice(words.STRETCH_NOTES)) if random.random() < 0.03 else "",
            source=Source.TIMER,
            entered_at=at.utc,
        )
        return [session, *holds]

    def _holds(self, session_id: str, routine: Routine) -> list[Hold]:
        """Every planned hold, or as far as the person got."""
        random = self._random
        planned = routine.holds()
        cut = random.randrange(len(planned)) if random.random() < 0.08 else None
        skipped = random.randrange(len(planned)) if random.random() < 0.04 else None
        found = []
        for index, step in enumerate(planned):
            held_s, reason = float(step.length_s), "done"
            if index in (cut, skipped):
                held_s, reason = float(random.randint(3, 24)), "stopped" if index == cut else "skipped"
            found.append(
                Hold(
                    session_id=session_id, ordinal=index + 1, round=step.round, leg=step.leg.value, attempt=1,
                    planned_s=float(step.length_s), target_s=float(step.length_s), target_origin="app",
                    held_s=held_s, end_reason=reason, source=Source.TIMER,
                )
            )  # fmt: skip
            if index == cut:
                break
        return found

    # -- time --------------------------------------------------------------------------------------------

    def _at(self, plan: Plan, hour: float, minute: int = 0) -> Moment:
        """A moment of the day; 24 and above = in the night after it."""
        midnight = datetime.combine(plan.day, time())
        return local_moment(midnight + timedelta(seconds=round(hour * 3600) + minute * 60))
