"""D-Bus as a session needs it, spoken from a thread of its own: nothing here keeps the window waiting.

Qt's own way waits for answers with Python standing still, up to 25 s where a service hangs, and cannot send an
unsigned number; `jeepney` does both and is small.
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

CONNECT_S = 1.0
STOP = "stop"
"""The word after which a talk gives back what it has and ends."""
_LAST_WORDS_S = 0.3
CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
_SYSTEM_BUS = "unix:path=/var/run/dbus/system_bus_socket"

Value = str | int


class Message(NamedTuple):
    """What came over the bus.

    Args:
        kind: RETURN, ERROR, SIGNAL or CALL.
        reply_to: the number `Bus.call` gave; 0 = no answer.
        member: name of the signal; "" = none.
        body: what it carries, without its open files.
        files: numbers of open files that belong to the reader now.
    """

    kind: int
    reply_to: int
    member: str
    body: tuple[Any, ...]
    files: tuple[int, ...] = ()


def session_address() -> str:
    """Where the bus of the login is; "" = nowhere."""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return given or (f"unix:path={runtime}/bus" if runtime else "")


def system_address() -> str:
    """Where the bus of the computer is."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or _SYSTEM_BUS


class BusError(Exception):
    """There is no bus, it does not want us, it has gone, or it speaks nonsense."""


@contextmanager
def _from_bus() -> Iterator[None]:
    """Whatever goes wrong on the other side of the socket is one kind of error; mistakes of our own stay theirs."""
    try:
        yield
    except Exception as error:
        raise BusError from error


class Bus:
    """One open connection.

    Args:
        address: of the bus, as D-Bus writes it.

    Raises:
        BusError: also from every method.
    """

    def __init__(self, address: str) -> None:
        with _from_bus():
            from jeepney.bus import get_bus
            from jeepney.io.blocking import DBusConnection, prep_socket

            link = prep_socket(get_bus(address), enable_fds=True, timeout=CONNECT_S)
            try:
                # One step at a time: made in one, a connection that is refused in the middle would stay open.
                self._link = DBusConnection(link, enable_fds=True)
            except BaseException:
                link.close()
                raise

    @property
    def socket(self) -> socket.socket:
        """What to wait for with `select`."""
        link: socket.socket = self._link.sock
        return link

    def call(self, service: str, path: str, interface: str, member: str, types: str = "", *values: Value) -> int:
        """Call a method without waiting; the number its answer will name.

        Args:
            types: s for each string, u for each unsigned number.
        """
        from jeepney import DBusAddress, new_method_call

        number: int = next(self._link.outgoing_serial)
        message = new_method_call(DBusAddress(path, service, interface), member, types or None, values)
        with _from_bus():
            self._link.send(message, serial=number)
        return number

    def listen(self, rule: str) -> None:
        """Let signals that match a rule of the bus come in."""
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule)

    def read(self) -> Iterator[Message]:
        """What has come in; to be called when the socket has something to read."""
        while True:
            with _from_bus():
                try:
                    message = _message(self._link.receive(timeout=0))
                except TimeoutError:  # nothing whole is left
                    return
            yield message

    def close(self) -> None:
        """End the connection; the desktop takes back what was asked for over it."""
        self._link.close()


def _message(got: Any) -> Message:
    from jeepney import HeaderFields
    from jeepney.fds import FileDescriptor

    fields = got.header.fields
    files = tuple(each.to_raw_fd() for each in got.body if isinstance(each, FileDescriptor))
    body = tuple(each for each in got.body if not isinstance(each, FileDescriptor))
    reply_to, member = fields.get(HeaderFields.reply_serial, 0), fields.get(HeaderFields.member, "")
    return Message(int(got.header.message_type.value), int(reply_to), str(member), body, files)


class Talk:
    """One talk with a bus, from its first word to its last, in a thread of its own.

    What it does there stands in `opened`, `told`, `heard`, `late` and `lost`, which it overrides.

    Attributes:
        over: set in the thread when everything has been said.
        late_at_s: monotonic moment at which `late` is called; None = never.
    """

    def __init__(self, name: str, address: str) -> None:
        self._address = address
        self._words: deque[str] = deque()
        self._ear, self._bell = socket.socketpair()
        self.over = False
        self.late_at_s: float | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to talk; returns at once."""
        # What was asked for is given back also where the program ends in the middle.
        atexit.register(self._end_with_program)
        self._thread.start()

    def tell(self, word: str) -> None:
        """Hand a word into the thread."""
        self._words.append(word)
        with suppress(OSError):  # it has ended
            self._bell.send(b".")

    def _end_with_program(self) -> None:
        self.tell(STOP)
        self._thread.join(_LAST_WORDS_S)

    def opened(self, bus: Bus) -> None:
        """The connection stands."""

    def told(self, bus: Bus, word: str) -> None:
        """A word came from outside."""

    def heard(self, bus: Bus, message: Message) -> None:
        """A message came."""

    def late(self, bus: Bus) -> None:
        """`late_at_s` has passed."""

    def lost(self) -> None:
        """There is no bus, or it has gone; the talk ends."""

    def _run(self) -> None:
        try:
            bus = Bus(self._address)
            try:
                self.opened(bus)
                while not self.over:
                    self._step(bus)
            finally:
                bus.close()
        except BusError:
            self.lost()
        except BaseException:  # a mistake of our own: the talk ends, and the log hears of it
            self.lost()
            raise
        finally:
            self._ear.close()
            self._bell.close()
            atexit.unregister(self._end_with_program)

    def _step(self, bus: Bus) -> None:
        wait_s = None if self.late_at_s is None else max(0.0, self.late_at_s - time.monotonic())
        ready, _w, _x = select.select([bus.socket, self._ear], [], [], wait_s)
        if not ready:
            self.late_at_s = None
            self.late(bus)
        if self._ear in ready:
            self._ear.recv(64)
            while self._words and not self.over:
                self.told(bus, self._words.popleft())
        if bus.socket in ready and not self.over:
            for message in bus.read():
                self.heard(bus, message)
