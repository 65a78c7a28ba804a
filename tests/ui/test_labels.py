"""One thing has one word, and the undo line says what is so now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import Leg
from calfstretch.domain.session_log import EndReason
from calfstretch.ui import labels
from tests.test_wording import banned

AT = Moment.of(datetime(2026, 11, 22, 2, 14, tzinfo=UTC))


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("add episodes", "Spasm noted"),
        ("delete episodes", "Spasm removed"),
        ("add checkins", "Answer for the day noted"),
        ("undo add episodes", "Undone: the new spasm is in the bin"),
        ("undo change episodes", "Undone: the spasm is as it was before"),
        ("undo delete episodes", "Undone: the spasm is back"),
        ("undo restore drinks", "Undone: the drink is in the bin again"),
        ("undo ease episodes", "Undone: the spasm is no longer noted as eased"),
        ("undo reopen episodes", "Undone: the spasm is noted as eased again"),
        ("undo add checkins", "Undone: the answer for the day is taken back"),
        ("undo change day_items", "Undone: the answer for the day is as it was before"),
        ("redo add episodes", "Done again: the spasm is noted"),
        ("redo delete sessions", "Done again: the stretch is removed"),
        ("undo order all", "Undone: the entry is as it was before"),
        ("import activities", "What the files hold is brought in"),
        ("undo import activities", "Undone: what the files hold is taken out again"),
        ("undo import diary", "Undone: what the diary’s file holds is taken out again"),
        ("redo import diary", "Done again: what the diary’s file holds is brought in"),
    ],
)
def test_the_undo_line_says_what_is_so_now(label: str, said: str) -> None:
    assert labels.write_label(label) == said
    assert not banned(said)


def test_every_end_of_a_hold_has_its_words() -> None:
    assert len({labels.end_reason(reason) for reason in EndReason}) == len(EndReason)


def test_taking_back_a_removal_does_not_sound_like_one() -> None:
    assert "removed" not in labels.write_label("undo delete episodes")


def test_a_kind_not_said_is_a_spasm_and_its_detail_says_the_rest() -> None:
    assert labels.kind(Kind.NOT_SAID) == labels.kind(Kind.SPASM) == "Spasm"
    unsaid = Episode(at=AT, kind=Kind.NOT_SAID, leg=Leg.LEFT)
    assert labels.episode_title(unsaid) == "Spasm, left leg"
    assert labels.episode_title(unsaid, in_full=True) == "Spasm (kind not said), left leg"
    assert labels.kind_in_full(Kind.TIGHTNESS) == "Tightness"
