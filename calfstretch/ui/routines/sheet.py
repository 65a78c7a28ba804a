"""The sheet of the next stretch: which, which leg, how long, how often; the total is said before the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from calfstretch.domain.person import SavedRoutine
from calfstretch.domain.routine import APP_HOLD_S, LegOrder, Routine, TargetOrigin, Variant
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.context import Context
from calfstretch.ui.routines import state
from calfstretch.ui.routines.keep import KeepRoutine
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import body, secondary

HOLDS_S = (30, 45, 60, 90, 120)
ROUNDS = (1, 2, 3, 4, 5)
RESTS_S = (0, 10, 20, 30, 45, 60)
READY_S = (0, 5, 10, 20, 40, 60)
SWAPS_S = (3, 5, 8, 12, 20, 30)


class RoutineSheet(Stack):
    """Content of a sheet. Each choice is remembered at once; Start begins what is chosen.

    Attributes:
        sheet_actions, sheet_notice: what the sheet shows beside and below its title.
    """

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        self._routines = context.journal.routines
        self._programme = self._routines.in_force(context.journal.today())
        self._routine = self._routines.next_up(self._programme)
        self._offers = state.offers(self._programme, self._routines.own())
        self._basis = state.basis(self._routine, self._offers)
        self._rows()
        self.feel = Scale0To10(
            context.theme, _("How does the calf feel now?"), _("not tight or sore"), _("as bad as can be"),
            role="action",
        )  # fmt: skip
        self.add(Field(context.theme, _("How does the calf feel now? (optional)"), self.feel))
        self.keep = KeepRoutine(context.theme)
        self.keep.asked.connect(self._keep)
        self.add(self.keep)
        # Beside and below the title of the sheet: in sight wherever the choices are scrolled to.
        self.start = PrimaryButton(context.theme, _("Start"))
        self.start.clicked.connect(self._start)
        self.sheet_actions = Flow(context.theme, self.start, at_end=True)
        self._total = body(context.theme, "", strong=True)
        self.sheet_notice = Stack(context.theme)
        self.sheet_notice.add(self._total)
        context.written.written.connect(self._written)
        self._show()

    def _rows(self) -> None:
        theme, routine = self._context.theme, self._routine
        self.which = ChipRow(theme, _("Which stretch"), self._chips())
        self.legs = ChipRow(theme, _("Which leg"), [(order, labels.leg_order(order)) for order in LegOrder], legs=True)
        self.hold = self._seconds(_("Hold"), HOLDS_S, routine.hold_s)
        self.rounds = ChipRow(theme, _("Rounds"), [(n, str(n)) for n in ROUNDS])
        self.rest = self._seconds(_("Rest between rounds"), RESTS_S, routine.rest_s)
        self.variant = ChipRow(theme, _("How"), [(one, labels.variant(one)) for one in Variant])
        self.ready = self._seconds(_("Get ready in"), READY_S, routine.get_ready_s)
        self.swap = self._seconds(_("Swap legs in"), SWAPS_S, routine.swap_s)
        self._origin = secondary(theme)
        hold = Stack(theme, gap=6)
        hold.add(self.hold)
        hold.add(self._origin)
        hint = _("Knee bent and seated with a towel: not reviewed by a clinician.")
        self._swap_field = Field(theme, _("Swap legs in"), self.swap)
        self._rest_field = Field(theme, _("Rest between rounds"), self.rest)
        for part in (
            Field(theme, _("Which stretch"), self.which), Field(theme, _("Which leg"), self.legs),
            Field(theme, _("Hold each leg"), hold), Field(theme, _("Rounds"), self.rounds), self._rest_field,
            Field(theme, _("How"), self.variant, hint), Field(theme, _("Get ready in"), self.ready), self._swap_field,
        ):  # fmt: skip
            self.add(part)
        self.which.chosen.connect(self._choose)
        self.legs.chosen.connect(lambda value: self._change(leg_order=value))
        self.hold.chosen.connect(lambda value: self._change(hold_s=value, hold_origin=self._hold_origin(value)))
        self.rounds.chosen.connect(lambda value: self._change(rounds=value))
        self.rest.chosen.connect(lambda value: self._change(rest_s=value))
        self.variant.chosen.connect(lambda value: self._change(variant=value))
        self.ready.chosen.connect(lambda value: self._change(get_ready_s=value))
        self.swap.chosen.connect(lambda value: self._change(swap_s=value))

    def _seconds(self, name: str, choices: tuple[int, ...], own: int) -> ChipRow:
        return ChipRow(self._context.theme, name, seconds_chips(choices, own))

    def _chips(self) -> list[tuple[str, str]]:
        return [(offer.key, offer.words) for offer in self._offers]

    @property
    def routine(self) -> Routine:
        """The routine as chosen."""
        return self._routine

    # -- choosing ----------------------------------------------------------------------------------------

    def _choose(self, key: object) -> None:
        offer = next((offer for offer in self._offers if offer.key == key), None)
        if offer is not None:
            self._basis = offer
            # The legs are the person's; a ready-made routine does not change them.
            ready_made = not offer.is_own and offer.key != state.PROGRAMME
            order = self._routine.leg_order if ready_made else offer.routine.leg_order
            self._routine = replace(offer.routine, leg_order=order)
            self._remember()
        self._show()

    def _change(self, **values: object) -> None:
        # A choice taken back leaves the routine as it was: it always has a number.
        if all(value is not None for value in values.values()):
            self._routine = replace(self._routine, **values)  # type: ignore[arg-type]
            self._remember()
        self._show()

    def _hold_origin(self, hold_s: object) -> TargetOrigin:
        known = None if self._basis is None else self._basis.routine
        if known is not None and known.hold_s == hold_s:
            return known.hold_origin
        # A chip of fewer seconds than a person sets came with a therapist's routine: the number stays the therapist's.
        is_short = isinstance(hold_s, int) and hold_s < APP_HOLD_S[0]
        return TargetOrigin.THERAPIST if is_short else TargetOrigin.PERSON

    def _remember(self) -> None:
        own_id = self._basis.key if self._basis is not None and self._basis.is_own else None
        self._do(lambda: self._routines.choose(self._routine, own_id))

    def _start(self) -> None:
        feel = self.feel.value()
        if self.keep.is_typed():
            self.feel.set_value(None)  # the sheet is there again behind the session, with the name
        else:
            self.finished.emit()
        self._context.doors.start_session(self._routine, feel)

    def unsaved(self) -> str:
        """The name half typed, in words; each choice is remembered at once."""
        return _("Name of the routine") if self.keep.is_typed() else ""

    # -- keeping -----------------------------------------------------------------------------------------

    def _keep(self, name: str) -> None:
        known = self._own_basis()
        trouble = "" if known and state.same_name(name, known.name) else state.name_trouble(name, self._own_names())
        self.keep.say(trouble)
        if trouble:
            return
        changed = known if known is not None and state.same_name(name, known.name) else None
        wanted = replace(self._routine, name=name)
        kept: list[SavedRoutine] = []
        if self._do(lambda: kept.append(self._routines.keep(wanted, changed))):
            self._routine = wanted
            self._offer_anew(kept[0].id)
            self._remember()
            self.keep.close_field()
            said = _("{name}: changed") if changed else _("{name}: kept as your own routine")
            self._context.navigator.say(said.format(name=name), self._undo)

    def _own_basis(self) -> SavedRoutine | None:
        key = None if self._basis is None else self._basis.key
        return next((one for one in self._routines.own() if one.id == key), None)

    def _own_names(self) -> list[str]:
        return [one.name for one in self._routines.own()]

    def _undo(self) -> None:
        self._do(self._context.journal.undo)

    def _written(self, _written: object) -> None:
        self._offer_anew()

    def _offer_anew(self, key: str = "") -> None:
        key = key or ("" if self._basis is None else self._basis.key)
        offered = state.offers(self._programme, self._routines.own())
        if offered != self._offers:
            self._offers = offered
            self.which.set_options(self._chips())
        same = next((offer for offer in offered if offer.key == key), None)
        self._basis = same or state.basis(self._routine, offered)
        self._show()

    def _do(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except CalfstretchError as error:
            self._context.report(error)
            return False
        return True

    # -- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        routine = self._routine
        self.which.set_value(None if self._basis is None else self._basis.key)
        self.legs.set_value(routine.leg_order)
        for row, choices, value in (
            (self.hold, HOLDS_S, routine.hold_s), (self.rest, RESTS_S, routine.rest_s),
            (self.ready, READY_S, routine.get_ready_s), (self.swap, SWAPS_S, routine.swap_s),
        ):  # fmt: skip
            _show_seconds(row, choices, value)
        self.rounds.set_value(routine.rounds)
        self.variant.set_value(routine.variant)
        origin = labels.hold_origin(routine)
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._rest_field.setVisible(routine.rounds > 1)
        self._swap_field.setVisible(len(routine.leg_order.legs) > 1)
        self._total.setText(labels.routine_line(routine))
        self.keep.offer("" if self._basis is None or not self._basis.is_own else self._basis.words)


def seconds_chips(choices: tuple[int, ...], own: int) -> list[tuple[int, str]]:
    """Lengths to choose from, with a routine's own among them."""
    return [(s, formats.duration(s) if s else _("None")) for s in sorted({*choices, own})]


def _show_seconds(row: ChipRow, choices: tuple[int, ...], value: int) -> None:
    # A number of a routine's own gets a chip of its own; the chip under the fingers stays while it is one of these.
    try:
        row.chip(value)
    except ValueError:
        row.set_options(seconds_chips(choices, value))
    row.set_value(value)
