"""What the therapist's page needs beside the facts of Insights, read from the diary."""

from __future__ import annotations

from datetime import date

from calfstretch.domain.day import Pause
from calfstretch.domain.person import Profile, Programme, Question, SafetyAnswer
from calfstretch.domain.report_facts import ReportFacts, TaggedPause
from calfstretch.journal.journal import Journal
from calfstretch.storage import report_facts


def read_report_facts(journal: Journal, today: date | None = None) -> ReportFacts:
    """Everything of the diary that the page may print; the range is chosen later.

    Args:
        today: the diary day taken as running; None = the one that is. What is noted of later days is left out.
    """
    connection = journal.database.connection
    today = today or journal.today()
    wanted = {programme.routine_id for programme in journal.everything(Programme)}
    routines = {one: found.routine for one in wanted if (found := journal.routines.get(one)) is not None}
    pauses = sorted(journal.everything(Pause), key=lambda pause: (pause.first_day, pause.last_day, pause.id))
    answers = sorted(journal.everything(SafetyAnswer), key=lambda answer: (answer.at.utc, answer.flag, answer.id))
    questions = sorted(journal.everything(Question), key=lambda asked: (str(asked.entered_at), asked.id))
    return ReportFacts(
        sessions=tuple(report_facts.sessions(connection, today)),
        holds=tuple(report_facts.holds(connection, today)),
        routines=routines,
        late_spasms=report_facts.late_spasms(connection, today),
        notes=tuple(report_facts.notes(connection, today)),
        questions=tuple(questions),
        safety=tuple(answers),
        pauses=tuple(TaggedPause(pause.first_day, pause.last_day, pause.reason) for pause in pauses),
        profile=next(iter(journal.everything(Profile)), None),
    )
