"""calfstretch insights: how often, when and what goes with the spasms, as sentences or as JSON."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal, refuse_no_diary, take_in_spool
from calfstretch.commands.insights_text import lines, use_unit_of
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.errors import UserError
from calfstretch.insights.document import document
from calfstretch.insights.json_text import as_json
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.looks import Standing, current
from calfstretch.paths import data_dir


def insights(options: Namespace, clock: Clock) -> str:
    """Work out what Insights shows.

    Returns:
        The sentences of the screen, or with --json every number of it.

    Raises:
        UserError: there is no diary, or it could not be read.
    """
    folder = data_dir(options.data_dir)
    refuse_no_diary(folder)
    with open_journal(folder, clock) as journal:
        if options.today is None:
            take_in_spool(journal, folder)
        facts = read_diary_facts(journal, options.today)
        standing = looked(journal, facts, store=options.today is None)
        use_unit_of(journal)
    if options.json:
        return as_json(document(facts, standing))
    return "\n".join(lines(facts, standing))


def looked(journal: Journal, facts: DiaryFacts, *, store: bool = True) -> Standing:
    """How it stands with the looks; one that cannot be stored is told all the same, and stored another time."""
    with suppress(UserError):
        return current(journal, facts, store=store)
    return current(journal, facts, store=False)
