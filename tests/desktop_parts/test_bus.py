"""A talk with a bus: what ends it, and who hears of a mistake in it."""

from __future__ import annotations

import socket
import threading

import pytest

from calfstretch.desktop import bus
from calfstretch.desktop.bus import BusError, Talk


class OneEnd:
    """A bus that is there and says nothing."""

    def __init__(self, address: str) -> None:
        if not address:
            raise BusError
        self.socket, self._other = socket.socketpair()

    def close(self) -> None:
        self.socket.close()
        self._other.close()


class Mistaken(Talk):
    """A talk with a mistake in it."""

    was_lost = False

    def opened(self, bus: bus.Bus) -> None:
        raise KeyError("mistake")

    def lost(self) -> None:
        self.was_lost = True


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a thread left unhandled: the program's log hears of that."""
    errors: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda what: errors.append(what.exc_type))
    monkeypatch.setattr(bus, "Bus", OneEnd)
    return errors


@pytest.mark.parametrize(("address", "heard_of"), [("here", [KeyError]), ("", [])], ids=["our mistake", "no bus"])
def test_a_mistake_of_our_own_is_heard_of_and_a_missing_bus_is_not(
    unheard: list[object], address: str, heard_of: list[object]
) -> None:
    talk = Mistaken("talk", address)
    talk.start()
    talk._thread.join(10)
    assert talk.was_lost
    assert unheard == heard_of
    assert talk._ear.fileno() == talk._bell.fileno() == -1  # nothing stays open
