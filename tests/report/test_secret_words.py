"""What the person typed stands on the page where they ticked it and nowhere else: a secret word in every free text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from itertools import combinations

import pytest

from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, ImportedRange, Pause
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.person import (
    MarkedChange,
    NotedOf,
    Profile,
    Programme,
    Question,
    SafetyAnswer,
    SavedRoutine,
    Tag,
)
from calfstretch.domain.record import Record
from calfstretch.domain.routine import DAILY
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.insights.look import compute_look
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.report_facts import read_report_facts
from calfstretch.report.content import Included, PageContent, page_content
from calfstretch.storage.rows import KINDS
from tests.diaries import journal_on

DAYS = 56
# The word of each free text, and the tick that tells it; None = nothing does.
TOLD_BY = {
    "name": "name", "number": None, "conditions": "about_you", "question": "questions", "dayitem": "notes",
    "episode": "notes", "suspected": "notes", "session": "notes", "activity": "notes", "change": "own_words",
    "tag": "own_words", "routine": "own_words", "programme": "own_words", "pause": "own_words", "sport": None,
    "range": None, "easedby": None, "cluster": None, "own": None, "planname": None, "unit": None, "owntag": None,
}  # fmt: skip
TICKS = tuple(each.name for each in fields(Included))
NOTHING = Included(**dict.fromkeys(TICKS, False))


def secret(what: str) -> str:
    """A word no sentence has."""
    return f"Xyzzy{what}"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[object, object, object]]:
    """A diary that has something in every field a person can type into, with its look."""
    journal = journal_on(tmp_path_factory.mktemp("secret") / "diary.db")
    journal.write("add days", list(_records(journal)))
    found = read_diary_facts(journal)
    yield found, read_report_facts(journal), compute_look(found, found.today - timedelta(days=1))
    journal.database.close()


def _records(journal: Journal) -> Iterator[Record]:
    first = journal.today() - timedelta(days=DAYS)
    begin = journal.now().later(-3600 * 24 * 20)
    yield Profile(
        name=secret("name"), conditions=f"diabetes\n\n{secret('conditions')}", emergency_number=secret("number")
    )
    yield Question(text=secret("question"))
    yield Tag(name=secret("tag"))
    yield Tag(name=secret("owntag"), unit=secret("unit"), noted_of=NotedOf.EPISODE)
    routine = SavedRoutine.of(replace(DAILY, name=secret("routine")))
    yield routine
    yield Programme(routine_id=routine.id, first_day=first, note=secret("programme"))
    yield MarkedChange(day=first + timedelta(days=30), text=secret("change"))
    yield Pause(first_day=first + timedelta(days=40), last_day=first + timedelta(days=41), reason=secret("pause"))
    yield ImportedRange(first_day=first, last_day=first, origin=secret("range"))
    yield SafetyAnswer(at=begin, flag=8, answer="yes")
    yield Activity(at=begin, kind=ActivityKind.RUN, minutes=30, sport=secret("sport"), note=secret("activity"))
    yield Session(
        purpose="daily", started_at=begin, ended_at=begin.later(80), outcome=Outcome.DONE, note=secret("session"),
        routine=replace(DAILY, name=secret("planname")).to_dict(),
    )  # fmt: skip
    for n in range(DAYS):
        day = first + timedelta(days=n)
        yield CheckIn(day=day, spasms=n % 2)
        yield DayItem(day=day, item=f"tag:{secret('tag')}", value="yes" if n % 4 < 2 else "no")
        yield DayItem(day=day, item="note", value=secret("dayitem"))
        if n % 2:
            yield Episode(
                at=replace(begin, utc=begin.utc + timedelta(days=n - 36)), kind=Kind.SPASM, note=secret("episode"),
                suspected=secret("suspected"), eased_by=secret("easedby"), cluster_id=secret("cluster"),
                own=((secret("owntag"), secret("own")),), leg="left", pain=5, tried=(("stretch", "yes"),),
            )  # fmt: skip


def said(facts, included: Included, **days) -> str:
    return "\n".join(page(facts, included, **days).texts())


def page(facts, included: Included, **days) -> PageContent:
    found, more, look = facts
    return page_content(found, more, look, **days, included=included)


@pytest.mark.parametrize("what", TOLD_BY)
def test_a_secret_word_stands_where_it_is_ticked_and_nowhere_else(facts, what: str) -> None:
    told_by = TOLD_BY[what]
    all_but = Included(**{name: name != told_by for name in TICKS})
    assert secret(what) not in said(facts, all_but)
    if told_by is not None:
        assert secret(what) in said(facts, Included(**dict.fromkeys(TICKS, True)))


def test_what_is_on_when_nobody_ticked_anything_tells_the_questions_alone(facts) -> None:
    words = said(facts, Included())
    assert {what for what in TOLD_BY if secret(what) in words} == {"question"}


@pytest.mark.parametrize("off", [ticks for n in (0, 1, 2) for ticks in combinations(TICKS, n)])
def test_no_pair_of_ticks_tells_what_neither_stands_for(facts, off: tuple[str, ...]) -> None:
    words = said(facts, replace(NOTHING, **dict.fromkeys(off, True)))
    told = {what for what in TOLD_BY if secret(what) in words}
    assert all(TOLD_BY[what] in off for what in told)


def test_a_page_of_days_without_an_entry_keeps_secrets_as_well(facts) -> None:
    day = datetime(2030, 1, 1).date()
    words = said(facts, NOTHING, first=day, last=day)
    assert "Xyzzy" not in words
    assert secret("question") in said(facts, Included(), first=day, last=day)


def test_every_free_text_of_the_diary_is_tried() -> None:
    """A new column of text makes this fail until it is said above what tells it."""
    texts = {
        f"{table}.{each.name}"
        for table, kind in KINDS.items()
        for each in fields(kind)
        if each.type in ("str", "str | None") and each.name not in ("id", "source")
    }
    ours = {
        "profile.name", "profile.conditions", "profile.emergency_number", "questions.text", "day_items.item",
        "day_items.value", "episodes.note", "episodes.suspected", "episodes.eased_by", "episodes.cluster_id",
        "sessions.note", "activities.note", "activities.sport", "activities.origin_key", "drinks.origin_key",
        "marked_changes.text", "tags.name", "tags.unit", "routines.name", "programmes.note", "pauses.reason",
        "imported_ranges.origin",
    }  # fmt: skip
    words_of_ours = {
        "sessions.purpose", "sessions.variant", "sessions.episode_id", "holds.session_id", "holds.leg",
        "holds.target_origin", "holds.end_reason", "programmes.routine_id", "safety_answers.answer",
        "safety_answers.episode_id", "activities.temperature_kind",
    }  # fmt: skip
    assert texts == ours | words_of_ours
