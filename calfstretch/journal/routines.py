"""What can be done with routines and programmes: keep, change, remove, and what is asked of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calfstretch.domain.programme import InForce
from calfstretch.domain.routine import ROUTINE_SETTING, Routine, remembered
from calfstretch.storage import programmes

if TYPE_CHECKING:
    from calfstretch.domain.person import Programme, SavedRoutine
    from calfstretch.journal.journal import Journal, Written

_CHOSEN_ON, _OWN = "chosen_on", "own"


class Routines:
    """The journal's part for routines and programmes."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    # -- what comes next ---------------------------------------------------------------------------------

    def in_force(self, day: date) -> InForce | None:
        """The programme that holds on a diary day; of several the one that began last. None = there is none."""
        return programmes.in_force(self._journal.database.connection, day)

    def next_up(self, programme: InForce | None) -> Routine:
        """What Start begins.

        Args:
            programme: the one in force today; None = there is none.

        Returns:
            The programme's routine, unless another one was chosen today; without a programme the one chosen last.
        """
        chosen = self._journal.setting(ROUTINE_SETTING)
        if programme is None or (chosen and chosen.get(_CHOSEN_ON) == self._journal.today().isoformat()):
            return self._as_called_now(remembered(chosen), chosen)
        return programme.routine

    def _as_called_now(self, routine: Routine, chosen: dict[str, object] | None) -> Routine:
        # One's own routine may have another name since it was chosen.
        own = (chosen or {}).get(_OWN)
        name = programmes.routine_name(self._journal.database.connection, str(own)) if own else None
        return routine if name is None else replace(routine, name=name)

    def choose(self, routine: Routine, own_id: str | None = None) -> None:
        """Remember the routine chosen; while a programme is in force it stands before it for this diary day alone.

        Args:
            own_id: identity of the person's own routine it began as, whose name it bears; None = of none.
        """
        today = self._journal.today()
        programme = self.in_force(today)
        plan = routine.to_dict() | ({} if own_id is None else {_OWN: own_id})
        value: dict[str, object] | None = plan
        if programme is not None and routine == programme.routine:
            # Back to the programme: what was chosen before it is kept for the time after it.
            before = self._journal.setting(ROUTINE_SETTING) or {}
            value = {name: known for name, known in before.items() if name != _CHOSEN_ON} or None
        elif programme is not None:
            value = plan | {_CHOSEN_ON: today.isoformat()}
        self._journal.set_setting(ROUTINE_SETTING, value)

    # -- routines of one's own ---------------------------------------------------------------------------

    def own(self) -> list[SavedRoutine]:
        """The person's own routines by name; those of a programme belong to it and are not among them."""
        from calfstretch.domain.person import Programme, SavedRoutine

        taken = {programme.routine_id for programme in self._journal.everything(Programme)}
        found = [routine for routine in self._journal.everything(SavedRoutine) if routine.id not in taken]
        return sorted(found, key=lambda routine: (routine.name.casefold(), routine.id))

    def get(self, routine_id: str) -> SavedRoutine | None:
        """A routine that was kept, also when it is in the bin; None = there is none."""
        from calfstretch.domain.person import SavedRoutine

        return self._journal.get(SavedRoutine, routine_id)

    def keep(self, routine: Routine, known: SavedRoutine | None = None) -> SavedRoutine:
        """Store a routine under its name.

        Args:
            known: the one it takes the place of; None = a new one.
        """
        from calfstretch.domain.person import SavedRoutine

        same = {} if known is None else {"id": known.id, "position": known.position}
        record = SavedRoutine.of(routine, **same)
        self._journal.write("add routines" if known is None else "change routines", [record])
        return record

    def remove(self, routine: SavedRoutine) -> Written:
        """Put one of the person's own routines into the bin."""
        return self._journal.delete(routine)

    # -- programmes --------------------------------------------------------------------------------------

    def programmes(self) -> list[tuple[Programme, SavedRoutine]]:
        """Every programme with its routine, the one that began last first."""
        from calfstretch.domain.person import Programme

        found = [(programme, self.get(programme.routine_id)) for programme in self._journal.everything(Programme)]
        whole = [(programme, routine) for programme, routine in found if routine is not None]
        return sorted(whole, key=lambda both: (both[0].first_day, str(both[0].entered_at)), reverse=True)

    def end_programme(self, programme: Programme) -> Written:
        """The programme holds no longer from today on; one that has not held a day yet goes into the bin."""
        yesterday = self._journal.today() - timedelta(days=1)
        if programme.first_day > yesterday:
            return self.remove_programme(programme)
        return self._journal.write("end programmes", [replace(programme, last_day=yesterday)])

    def remove_programme(self, programme: Programme) -> Written:
        """Put a programme into the bin, with its routine unless another programme asks for that too."""
        routine = self.get(programme.routine_id)
        others = [other for other, _routine in self.programmes() if other.id != programme.id]
        alone = routine is not None and all(other.routine_id != routine.id for other in others)
        gone = [programme, routine] if alone and routine is not None else [programme]
        return self._journal.write("delete programmes", delete=gone)
