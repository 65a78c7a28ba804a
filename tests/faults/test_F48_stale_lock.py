"""F48: what a killed window leaves behind, and the sign of another computer; at the level of lock and hand-over."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from calfstretch.desktop.hand_over import hand_over
from calfstretch.desktop.lock import LOCK_NAME, DiaryLock, HeldElsewhere, read_note
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
from tests.faults.window_stand_in import end, read, start, window_on


def test_F48_killed_window_leaves_lock_and_socket_and_the_next_starts(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path):
        pass
    left = read_note(tmp_path)
    assert left is not None
    assert Path(left.address).is_socket()
    assert hand_over(tmp_path, {"do": "raise"}, timeout_s=0.1) is False
    with window_on(tmp_path) as next_window:
        second = start(tmp_path)
        assert read(second) == "ANSWERED"
        assert read(next_window) == "received raise"
        end(second)


def test_F48_number_that_now_belongs_to_another_program_means_nothing(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path):
        pass
    left = read_note(tmp_path)
    assert left is not None
    (tmp_path / LOCK_NAME).write_text(json.dumps(left._replace(pid=os.getppid())._asdict()))
    claim = claim_or_hand_over(tmp_path, {"do": "raise"}, timeout_s=0.1)
    assert isinstance(claim, Claim)
    claim.close()


def test_F48_socket_folder_swept_away_does_not_hold_up_the_next_start(tmp_path: Path) -> None:  # noqa: N802
    with window_on(tmp_path):
        left = read_note(tmp_path)
        assert left is not None
        Path(left.address).unlink()
        assert hand_over(tmp_path, {"do": "raise"}, timeout_s=0.1) is False
    with window_on(tmp_path):
        pass


@pytest.fixture
def other_computer(tmp_path: Path) -> Path:
    lock = DiaryLock.acquire(tmp_path)
    assert lock is not None
    note = lock.note._replace(host="kitchen", started="2026-11-21T20:15:00+00:00")
    lock.release()
    (tmp_path / LOCK_NAME).write_text(json.dumps(note._asdict()))
    return tmp_path


def test_F48_sign_of_another_computer_asks_and_changes_nothing(other_computer: Path) -> None:  # noqa: N802
    before = (other_computer / LOCK_NAME).read_bytes()
    with pytest.raises(HeldElsewhere, match=r"another computer \(kitchen, since 2026-11-21 20:15\)") as asked:
        claim_or_hand_over(other_computer, {"do": "raise"})
    assert asked.value.note.host == "kitchen"
    assert (other_computer / LOCK_NAME).read_bytes() == before


def test_F48_diary_of_another_computer_opens_when_the_person_says_so(other_computer: Path) -> None:  # noqa: N802
    claim = claim_or_hand_over(other_computer, {"do": "raise"}, take_from_other_computer=True)
    assert isinstance(claim, Claim)
    claim.close()
    again = claim_or_hand_over(other_computer, {"do": "raise"})
    assert isinstance(again, Claim)
    again.close()


def test_F48_message_is_never_sent_to_an_address_of_another_computer(other_computer: Path) -> None:  # noqa: N802
    assert hand_over(other_computer, {"do": "raise"}, timeout_s=0.1) is False
