"""The running window's end of a hand-over, inside Qt's event loop; QtCore alone, no QtNetwork."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from calfstretch.desktop.hand_over import MESSAGE_LIMIT, HandOverSocket, understand

PATIENCE_MS = 2000
MOST_CALLERS = 32


class HandOverListener(QObject):
    """Says what a second start asks for.

    Args:
        ear: the bound socket; stays open for the next listener, until its claim is given up.
        parent: the owning object.
    """

    received = Signal(dict)
    """The message, see hand_over.raise_message and cramp_message, or {"do": "changed"}."""

    def __init__(self, ear: HandOverSocket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear = ear
        self._callers: set[_Caller] = set()
        self._notifier = QSocketNotifier(ear.socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)

    def close(self) -> None:
        """Stop listening; callers still waiting get no answer."""
        self._notifier.setEnabled(False)
        for caller in tuple(self._callers):
            caller.close()

    def _accept(self) -> None:
        try:
            connection, _ = self._ear.socket.accept()
        except OSError:
            return  # the caller went away again
        if len(self._callers) >= MOST_CALLERS:
            connection.close()
            return
        caller = _Caller(connection, self._answer, self._callers.discard, self)
        self._callers.add(caller)

    def _answer(self, line: bytes) -> bool:
        message = understand(line, self._ear.token)
        if message is None:
            return False
        self.received.emit(message)
        return True


class _Caller(QObject):
    """One second start, until its line has come and the answer has gone."""

    def __init__(
        self,
        connection: socket.socket,
        answer: Callable[[bytes], bool],
        gone: Callable[[_Caller], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._answer = answer
        self._gone = gone
        self._received = b""
        connection.setblocking(False)
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.close)
        self._patience.start(PATIENCE_MS)

    def _read(self) -> None:
        try:
            part = self._connection.recv(MESSAGE_LIMIT)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._received += part
        line, end, _rest = self._received.partition(b"\n")
        if end:
            self._notifier.setEnabled(False)  # the slot may come back to the event loop: once is enough
            self._say(self._answer(line))
        if end or not part or len(self._received) > MESSAGE_LIMIT:
            self.close()

    def _say(self, ok: bool) -> None:
        # A caller that gave up waiting has gone already; a line this short always fits the socket's buffer.
        with suppress(OSError):
            self._connection.sendall(json.dumps({"ok": ok}).encode() + b"\n")

    def close(self) -> None:
        if self._connection.fileno() < 0:
            return
        self._patience.stop()
        self._notifier.setEnabled(False)
        self._connection.close()
        self._gone(self)
        self.deleteLater()
