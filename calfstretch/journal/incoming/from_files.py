"""Activities, drinks and habits of files beside the diary: what of them is new, and what is there already."""

from __future__ import annotations

from calfstretch.domain.found import FileReading
from calfstretch.journal.incoming.plan import Plan, RunChoices
from calfstretch.journal.journal import Journal


def plan_runs(journal: Journal, readings: tuple[FileReading, ...], choices: RunChoices) -> Plan:
    """What would come of files of activities; nothing is written."""
    return Plan(label="import activities")
