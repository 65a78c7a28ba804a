"""Run in a process of its own: forks writers that are killed, and says as JSON what is left of the diary."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from calfstretch.domain.day import Drink
from calfstretch.domain.session_log import Hold, Outcome, Session
from calfstretch.journal import Journal
from calfstretch.storage.database import open_diary
from tests.diaries import journal_on

# Longest a writer lives after its first acknowledgement, in seconds: several entries and the fold-in of a log.
_LIFE_S = 0.02


def fork(work: Callable[[], None]) -> int:
    """A child that does the work and ends; the parent gets its pid."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(0)


def store_for_ever(path: Path, acknowledge: Callable[[str], None]) -> None:
    """Store drinks and sessions; an id is acknowledged when its write has returned."""
    journal = journal_on(path)
    while True:
        for _ in range(5):
            acknowledge(journal.days.add_drink(200).ids[0])
        session = Session(purpose="daily", started_at=journal.now())
        journal.sessions.start(session, {})
        acknowledge(session.id)
        left, right = (_hold(session, 1, "left"), _hold(session, 2, "right"))
        journal.sessions.log_holds(session.id, [left], {})
        acknowledge(left.id)
        journal.sessions.progress(session.id, {"held_s": 3})
        journal.sessions.end(session.id, Outcome.DONE, [right])
        acknowledge(right.id)


def _hold(session: Session, ordinal: int, leg: str) -> Hold:
    return Hold(
        session_id=session.id, ordinal=ordinal, round=1, leg=leg, attempt=1, planned_s=30, target_s=30,
        target_origin="app", held_s=30, end_reason="done",
    )  # fmt: skip


def killed_at_random(path: Path, chance: random.Random) -> set[str]:
    """Let a writer store until it is killed; what it had acknowledged by then."""
    read, write = os.pipe()
    pid = fork(lambda: store_for_ever(path, lambda entry: os.write(write, f"{entry}\n".encode()) and None))
    os.close(write)
    select.select([read], [], [], 20)
    time.sleep(chance.random() * _LIFE_S)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(read) as said:
        # A line is written in one piece, so that what has no end was never said.
        return {line.strip() for line in said if line.endswith("\n")}


def wrong_with(journal: Journal, acknowledged: set[str]) -> list[str]:
    """What a kill has broken; nothing, one hopes."""
    connection = journal.database.connection
    stored = {
        row[0] for table in ("drinks", "sessions", "holds") for row in connection.execute(f"SELECT id FROM {table}")
    }
    wrong = [] if acknowledged <= stored else [f"lost {len(acknowledged - stored)}"]
    wrong += [] if journal.database.integrity_ok() else ["integrity"]
    counts = {
        "holds without a session": "holds WHERE session_id NOT IN (SELECT id FROM sessions)",
        "ended sessions without both holds": "sessions s WHERE outcome IS NOT NULL"
        " AND (SELECT count(*) FROM holds WHERE session_id = s.id) <> 2",
        "entries without a change": "(SELECT id FROM drinks UNION ALL SELECT id FROM holds)"
        " WHERE id NOT IN (SELECT record_id FROM changes)",
        "changes without an entry": "changes WHERE kind = 'drinks' AND record_id NOT IN (SELECT id FROM drinks)",
        "changes without a batch": "changes WHERE batch_seq NOT IN (SELECT seq FROM batches)",
        "batches without a change": "batches WHERE seq NOT IN (SELECT batch_seq FROM changes)",
    }
    for name, sql in counts.items():
        found = connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0]
        wrong += [f"{found} {name}"] if found else []
    return wrong


def main(path: Path, times: int, seed: int) -> None:
    """Kill `times` writers and print {"kills", "acknowledged", "stored", "wrong"}."""
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    wrong: list[str] = []
    for turn in range(times):
        acknowledged |= killed_at_random(path, chance)
        journal = journal_on(path)
        wrong += [f"kill {turn}: {what}" for what in wrong_with(journal, acknowledged)]
        journal.database.close()
    database = open_diary(path)
    stored = len(Journal(database, journal.clock).everything(Drink))
    database.close()
    print(json.dumps({"kills": times, "acknowledged": len(acknowledged), "drinks": stored, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
