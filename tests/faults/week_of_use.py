"""A scripted week of use, killed at random moments: `python -m tests.faults.week_of_use DIARY KILLS SEED`.

Writers are forked, go on with the week where the one before was killed, and say of every write that has returned which
batch it was and what stands in it. After each kill the diary is opened: all that was said must stand there, word for
word, and every entry must be what its last change says. A week that is over begins again in a diary of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from calfstretch.clock import FakeClock
from calfstretch.domain.day import Activity, ActivityKind, Drink, Item, Pause
from calfstretch.domain.episode import DurationBand, Episode, Kind, Quality
from calfstretch.domain.person import MarkedChange, Tag
from calfstretch.domain.routine import DAILY, Leg
from calfstretch.domain.session import advance, begin, command
from calfstretch.domain.session_state import Command, Phase
from calfstretch.journal import Journal, Written
from calfstretch.journal.recorder import SessionRecorder
from calfstretch.storage import records
from calfstretch.storage.database import open_diary
from calfstretch.storage.rows import KINDS
from tests.faults.killing import fork

MONDAY = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
DAYS = 7
# Longest a writer lives, in seconds: from the opening of the diary over several entries.
_LIFE_S = 0.12

Doing = Callable[[Journal, FakeClock, random.Random], object]


# -- the week --------------------------------------------------------------------------------------------


def cramp_at_night(journal: Journal, clock: FakeClock, chance: random.Random) -> None:
    """Cramp now, a leg, It eased, sometimes still cramping, sometimes no cramp after all."""
    episode = journal.episodes.begin()
    clock.advance(20)
    journal.episodes.set_leg(replace(episode, leg=chance.choice([Leg.LEFT, Leg.RIGHT])))
    clock.advance(chance.randint(10, 90))
    journal.episodes.eased(episode.id, 40)
    if chance.random() < 0.3:
        journal.episodes.still_cramping(episode.id)
        journal.episodes.estimate(episode.id, DurationBand.FROM_1_TO_3)
    if chance.random() < 0.1:
        journal.episodes.remove(episode.id)


def morning(journal: Journal, _clock: FakeClock, chance: random.Random) -> None:
    """The morning card: how many, how much water, the drafts described."""
    day = journal.days.last_ended()
    noted = journal.days.entries(day).spasms
    journal.days.check_in(day, noted + chance.randint(0, 2))
    if chance.random() < 0.5:
        journal.days.set_item(day, Item.WATER_LEVEL, chance.choice(["less", "usual", "more"]))
    else:
        journal.days.confirm_water(day, chance.randrange(800, 2600, 50))
    for draft in journal.episodes.drafts()[:2]:
        told = replace(draft, pain=chance.randint(0, 10), qualities=(Quality.CRAMPING.value,), note="hart wie Stein 🙂")
        journal.episodes.save(told)


def stretch(journal: Journal, clock: FakeClock, chance: random.Random) -> None:
    """A session as the guide writes it, second by second, now and then stopped or thrown away."""
    state, events = begin(DAILY, clock.read())
    recorder = SessionRecorder(journal, DAILY, feel_before=chance.randint(0, 10))
    stops_s = chance.choice([None, None, 25])
    for second in range(DAILY.total_s() + 2):
        recorder.follow(state, events, clock.read().monotonic_s)
        recorder.tick(state, clock.read().monotonic_s)
        if state.phase is Phase.ENDED:
            break
        clock.advance(1)
        stop = second == stops_s
        state, events = command(state, Command.STOP, clock.read()) if stop else advance(state, clock.read())
    if chance.random() < 0.1:
        journal.sessions.discard(recorder.session_id)


def day_notes(journal: Journal, clock: FakeClock, chance: random.Random) -> None:
    """Drinks, an activity, items, a tag, a note that grows with every word."""
    for _ in range(chance.randint(2, 6)):
        journal.days.add_drink(chance.choice([200, 330, 500]))
        clock.advance(60)
    journal.days.add_activity(chance.choice(list(ActivityKind)), 30, effort=chance.randint(0, 10))
    today = journal.today()
    for item in chance.sample([Item.HEELS, Item.ELECTROLYTE_DRINK, Item.HOT_DAY, Item.TRAVEL], 2):
        journal.days.set_item(today, item, chance.choice(["yes", "no"]))
    journal.days.set_item(today, Item.SLEEP_H, str(chance.randint(4, 9)))
    journal.days.set_item(today, "tag:garden", "yes")
    for words in ("long", "long day", "long day, „schwer“"):
        journal.days.set_item(today, Item.NOTE, words)


def earlier_spasms(journal: Journal, _clock: FakeClock, chance: random.Random) -> None:
    """Spasms logged afterwards, several in a row, and tightness."""
    at = journal.now().later(-3600 * chance.randint(1, 9))
    journal.episodes.add_cluster(Episode(at=at, kind=Kind.SPASM, pain=4, leg=Leg.BOTH), chance.randint(1, 3))
    journal.episodes.save(Episode(at=at, kind=Kind.TIGHTNESS))


def second_thoughts(journal: Journal, _clock: FakeClock, chance: random.Random) -> None:
    """Changed, removed, brought back, undone and done again."""
    for kind in (Drink, Activity, Episode):
        known = journal.everything(kind)
        if known:
            journal.delete(chance.choice(known))
    for _ in range(chance.randint(1, 4)):
        journal.undo()
    journal.redo()
    binned = journal.bin()
    if binned:
        journal.restore(binned[0])


def settings_and_pauses(journal: Journal, _clock: FakeClock, chance: random.Random) -> None:
    """Glass and day boundary changed, a pause, a tag, a new medicine."""
    journal.set_setting("glass_ml", chance.randrange(150, 350, 10))
    journal.set_setting("day_start_h", chance.choice([3, 4, 5]))
    today = journal.today()
    if chance.random() < 0.3:
        journal.write("add pauses", [Pause(first_day=today, last_day=today + timedelta(days=2), reason="ill")])
    journal.write("add marked_changes", [MarkedChange(day=today, text="new shoes")])
    if not any(tag.name == "garden" for tag in journal.everything(Tag)):
        journal.write("add tags", [Tag(name="garden")])


_DAY: tuple[tuple[int, Doing], ...] = (
    (3, morning), (4, stretch), (6, day_notes), (9, earlier_spasms), (11, settings_and_pauses), (14, day_notes),
    (16, second_thoughts), (18, stretch), (22, cramp_at_night),
)  # fmt: skip


def week() -> Iterator[tuple[datetime, Doing]]:
    """What is done when."""
    for day in range(DAYS):
        for hour, doing in _DAY:
            yield MONDAY + timedelta(days=day, hours=hour), doing


def live(path: Path, first: int, seed: int, say: Callable[[object], None]) -> None:
    """Go on with the week from its doing number `first`; each write and each doing is said when it has returned."""
    for number, (when, doing) in enumerate(week()):
        if number < first:
            continue
        clock = FakeClock(when)
        journal = Journal(open_diary(path), clock)
        journal.subscribe(lambda written, journal=journal: _say_written(journal, written, say))
        journal.sessions.drop_unheld()
        journal.sessions.keep_unfinished()
        doing(journal, clock, random.Random(f"{seed}/{number}"))
        say({"done": number})
        journal.database.close()


def _say_written(journal: Journal, written: Written, say: Callable[[object], None]) -> None:
    if written.seq:
        say({"seq": written.seq, "digest": digest(journal, written.seq)})


def digest(journal: Journal, seq: int) -> str:
    """What stands in a batch, as a fingerprint."""
    connection = journal.database.connection
    rows = [tuple(row) for row in connection.execute("SELECT * FROM batches WHERE seq = ?", (seq,))]
    rows += [tuple(row) for row in connection.execute("SELECT * FROM changes WHERE batch_seq = ? ORDER BY 2", (seq,))]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


# -- the kill --------------------------------------------------------------------------------------------


class Acknowledged:
    """What the killed writers had said: how far the week is, and the fingerprint of every batch."""

    def __init__(self) -> None:
        self.done = -1
        self.digests: dict[int, str] = {}

    def hear(self, line: str) -> None:
        said = json.loads(line)
        if "done" in said:
            self.done = said["done"]
        else:
            self.digests[said["seq"]] = said["digest"]


def killed(path: Path, known: Acknowledged, seed: int, chance: random.Random) -> bool:
    """Let a writer go on until it is killed; whether it was killed before the week was over."""
    read, write = os.pipe()
    pid = fork(
        lambda: live(
            path, known.done + 1, seed, lambda said: os.write(write, f"{json.dumps(said)}\n".encode()) and None
        )
    )
    os.close(write)
    lives_s = chance.random() * _LIFE_S
    select.select([read], [], [], 20)
    time.sleep(lives_s)
    os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    with os.fdopen(read) as said:
        for line in said:
            if line.endswith("\n"):  # a line is written in one piece: what has no end was never said
                known.hear(line)
    return os.WIFSIGNALED(status)


def wrong_with(journal: Journal, known: Acknowledged) -> list[str]:
    """What a kill has broken; nothing, one hopes."""
    connection = journal.database.connection
    wrong = [] if journal.database.integrity_ok() else ["integrity"]
    wrong += [f"reference {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]
    wrong += [f"batch {seq} lost or other" for seq, said in known.digests.items() if digest(journal, seq) != said]
    last = """SELECT kind, record_id, after FROM changes c WHERE kind <> 'settings' AND NOT EXISTS
        (SELECT 1 FROM changes d WHERE d.record_id = c.record_id AND d.kind = c.kind
         AND (d.batch_seq, d.ordinal) > (c.batch_seq, c.ordinal))"""
    seen = 0
    for kind, record_id, after in connection.execute(last).fetchall():
        seen += 1
        if records.get_row(connection, kind, record_id) != json.loads(after or "null"):
            wrong.append(f"{kind} {record_id} is not what its last change says")
    stored = sum(connection.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in KINDS)
    return wrong if stored == seen else [*wrong, f"{stored} entries, {seen} in the changes"]


def main(folder: Path, times: int, seed: int) -> dict[str, object]:
    """Kill `times` writers: {"kills", "weeks", "batches", "wrong"}."""
    chance = random.Random(seed)
    known, weeks, batches, wrong = Acknowledged(), 0, 0, list[str]()
    path = folder / f"week-{seed}-{weeks}.db"
    for turn in range(times):
        if not killed(path, known, seed + weeks, chance):
            weeks, batches = weeks + 1, batches + len(known.digests)
            known, path = Acknowledged(), folder / f"week-{seed}-{weeks}.db"
            continue
        journal = Journal(open_diary(path), FakeClock(MONDAY + timedelta(days=DAYS)))
        wrong += [f"kill {turn}: {what}" for what in wrong_with(journal, known)]
        journal.database.close()
    return {"kills": times, "weeks": weeks, "batches": batches + len(known.digests), "wrong": wrong[:20]}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
