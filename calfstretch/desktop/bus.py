"""As much of D-Bus as a session needs, spoken from a thread of its own: nothing here keeps the window waiting.

Qt's own way waits for answers with Python standing still, up to 25 s where a service hangs, and cannot send an
unsigned number. Source of the format: the D-Bus specification, "Message Protocol" and "Authentication Protocol".
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import NamedTuple
from urllib.parse import unquote

CONNECT_S = 1.0
STOP = "stop"
"""The word after which a talk gives back what it has and ends."""
_LAST_WORDS_S = 0.3
CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _REPLY_TO, _DESTINATION, _SIGNATURE = 1, 2, 3, 5, 6, 8
_LONGEST_BYTES = 1 << 20
_DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")

Value = str | int


class Message(NamedTuple):
    """What came over the bus.

    Args:
        kind: RETURN, ERROR, SIGNAL or CALL.
        reply_to: the number `Bus.call` gave; 0 = no answer.
        member: name of the signal; "" = none.
        body: its strings and numbers; an open file is its place in `files`.
        files: numbers of open files that belong to the reader now.
    """

    kind: int
    reply_to: int
    member: str
    body: tuple[Value, ...]
    files: tuple[int, ...] = ()


def session_addresses() -> list[str]:
    """Where the bus of the login may be, best first; empty = nowhere."""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return _addresses(given or (f"unix:path={runtime}/bus" if runtime else ""))


def system_addresses() -> list[str]:
    """Where the bus of the computer may be."""
    given = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    return _addresses(given or "unix:path=/run/dbus/system_bus_socket;unix:path=/var/run/dbus/system_bus_socket")


def _addresses(text: str) -> list[str]:
    found = []
    for part in text.split(";"):
        way, _colon, rest = part.partition(":")
        keys = dict(pair.partition("=")[::2] for pair in rest.split(","))
        if way == "unix" and "path" in keys:
            found.append(unquote(keys["path"]))
        elif way == "unix" and "abstract" in keys:
            found.append("\0" + unquote(keys["abstract"]))
    return found


class Bus:
    """One open connection.

    Args:
        addresses: of the sockets to try, in order.

    Raises:
        OSError: none of them answers.
    """

    def __init__(self, addresses: list[str]) -> None:
        self.socket = _connected(addresses)
        self._numbers = count(1)
        self._unread = b""
        self._files: tuple[int, ...] = ()
        try:
            self._say_who_we_are()
            self.call(*_DAEMON, "Hello")
        except BaseException:
            self.socket.close()
            raise
        self.socket.settimeout(None)

    def _say_who_we_are(self) -> None:
        user = str(os.getuid()).encode().hex() if hasattr(os, "getuid") else ""
        for line, answer in ((f"\0AUTH EXTERNAL {user}", b"OK"), ("NEGOTIATE_UNIX_FD", b"AGREE_UNIX_FD")):
            self.socket.sendall(line.encode() + b"\r\n")
            if not self.socket.recv(1024).startswith(answer):
                raise OSError("the bus does not want us")
        self.socket.sendall(b"BEGIN\r\n")

    def call(self, service: str, path: str, interface: str, member: str, types: str = "", *values: Value) -> int:
        """Call a method without waiting; the number its answer will name.

        Args:
            types: s for each string, u for each unsigned number.
        """
        number = next(self._numbers)
        self.socket.sendall(_packed(number, service, path, interface, member, types, values))
        return number

    def listen(self, rule: str) -> None:
        """Let signals that match a rule of the bus come in."""
        self.call(*_DAEMON, "AddMatch", "s", rule)

    def read(self) -> Iterator[Message]:
        """What has come in; to be called when the socket has something to read.

        Raises:
            OSError: the bus has gone.
            ValueError: it speaks nonsense.
        """
        got, files, _flags, _from = socket.recv_fds(self.socket, 65536, 8)
        if not got:
            raise OSError("the bus has gone")
        self._unread += got
        self._files += tuple(files)
        while (size := _size(self._unread)) is not None and len(self._unread) >= size:
            message = _unpacked(self._unread[:size])
            self._unread, files, self._files = self._unread[size:], list(self._files), ()
            yield message._replace(files=tuple(files))

    def close(self) -> None:
        """End the connection; the desktop takes back what was asked for over it."""
        self.socket.close()


def _connected(addresses: list[str]) -> socket.socket:
    for address in addresses:
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(CONNECT_S)
        try:
            link.connect(address)
        except OSError:
            link.close()
        else:
            return link
    raise OSError("no bus")


# --- the format -----------------------------------------------------------------------------------------------


def _pad(data: bytes, to: int) -> bytes:
    return data + bytes(-len(data) % to)


def _with_value(data: bytes, kind: str, value: Value) -> bytes:
    if kind == "u":
        return _pad(data, 4) + struct.pack("<I", value)
    text = str(value).encode()
    if kind == "g":
        return data + bytes([len(text)]) + text + b"\0"
    return _pad(data, 4) + struct.pack("<I", len(text)) + text + b"\0"


def _packed(
    number: int, service: str, path: str, interface: str, member: str, types: str, values: tuple[Value, ...]
) -> bytes:
    body = b""
    for kind, value in zip(types, values, strict=True):
        body = _with_value(body, kind, value)
    named = [(_PATH, "o", path), (_INTERFACE, "s", interface), (_MEMBER, "s", member), (_DESTINATION, "s", service)]
    fields = b""
    for code, kind, text in named + ([(_SIGNATURE, "g", types)] if types else []):
        fields = _with_value(_with_value(_pad(fields, 8) + bytes([code]), "g", kind), kind, text)
    head = struct.pack("<cBBBIII", b"l", CALL, 0, 1, len(body), number, len(fields))
    return _pad(head + fields, 8) + body


def _size(data: bytes) -> int | None:
    """How many bytes the message at the beginning has; None = not yet known."""
    if len(data) < 16:
        return None
    body, _number, fields = struct.unpack_from(_order(data) + "III", data, 4)
    size = int(16 + fields + -fields % 8 + body)
    if size > _LONGEST_BYTES:
        raise ValueError("too long a message")
    return size


def _order(data: bytes) -> str:
    return "<" if data[:1] == b"l" else ">"


def _unpacked(data: bytes) -> Message:
    order = _order(data)
    body_size, _number, fields_size = struct.unpack_from(order + "III", data, 4)
    fields: dict[int, Value] = {}
    at = 16
    while at < 16 + fields_size:
        at += -at % 8
        code = data[at]
        kind, at = _value(data, at + 1, "g", order)
        fields[code], at = _value(data, at, str(kind), order)
    at = len(data) - body_size
    body: list[Value] = []
    for kind in str(fields.get(_SIGNATURE, "")):
        if kind not in "sogubih":
            break  # nothing more of it is of use here
        value, at = _value(data, at, kind, order)
        body.append(value)
    return Message(data[1], int(fields.get(_REPLY_TO, 0)), str(fields.get(_MEMBER, "")), tuple(body))


def _value(data: bytes, at: int, kind: str, order: str) -> tuple[Value, int]:
    if kind == "g":
        end = at + 1 + data[at]
        return data[at + 1 : end].decode(), end + 1
    at += -at % 4
    (number,) = struct.unpack_from(order + ("i" if kind == "i" else "I"), data, at)
    if kind in "so":
        return data[at + 4 : at + 4 + number].decode(), at + 5 + number
    return number, at + 4


# --- the thread -----------------------------------------------------------------------------------------------


class Talk:
    """One talk with a bus, from its first word to its last, in a thread of its own.

    What it does there stands in `opened`, `told`, `heard`, `late` and `lost`, which it overrides.

    Attributes:
        over: set in the thread when everything has been said.
        late_at_s: monotonic moment at which `late` is called; None = never.
    """

    def __init__(self, name: str, addresses: list[str]) -> None:
        self._addresses = addresses
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
            bus = Bus(self._addresses)
            try:
                self.opened(bus)
                while not self.over:
                    self._step(bus)
            finally:
                bus.close()
        except (OSError, ValueError, IndexError, struct.error):
            self.lost()
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
